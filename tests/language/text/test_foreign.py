"""Other languages are told apart; German, however written, is never taken for one."""

from __future__ import annotations

import pytest
import yaml

from bot.advice.foreign import NOTICES
from bot.language.text.foreign import LANGUAGES, foreign_language
from bot.settings import ROOT
from tests.content import own_content

SAID = {
    "en": ["Hi, can you help me with my invoices?", "We have a small restaurant, what should we do first?"],
    "tr": ["Merhaba, küçük bir lokantam var, yardım eder misiniz?", "Kasa için bir program arıyorum"],
    "ru": ["Добрый день, у меня маленькая мастерская", "помогите пожалуйста"],
    "uk": ["Доброго дня, як отримати допомогу для моєї фірми?"],
    "pl": ["Dzień dobry, szukam dotacji dla małej firmy", "Czy możecie mi pomóc z fakturami?"],
    "ar": ["مرحبا، لدي متجر صغير وأحتاج إلى مساعدة"],
    "ro": ["Bună ziua, am o firmă mică și am nevoie de ajutor"],
    "vi": ["Xin chào, tôi có một quán ăn nhỏ và cần giúp đỡ"],
}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in SAID.items() for text in texts])
def test_told_apart(language: str, text: str) -> None:
    assert foreign_language(text) == language


def test_each_language_has_its_notice() -> None:
    """Two sentences and more: what this is, that it answers in German, and both emergency numbers."""
    assert set(NOTICES) == LANGUAGES
    assert not [text for text in NOTICES.values() if "112" not in text or "110" not in text]


@pytest.mark.parametrize(
    "text", ["moin", "was kost so ne kiste", "servus", "update failed", "nu", "wat kost dat", "hi"]
)
def test_short_and_dialect_is_german(text: str) -> None:
    assert foreign_language(text) is None


def test_hardly_any_question_of_ours_is_foreign() -> None:
    """Some phrasings are in English or Turkish on purpose; of the rest none in five hundred may be taken for one."""
    texts = [text for a in own_content().articles.values() for text in (a.question, *a.phrasings)]
    for file in sorted((ROOT / "data" / "turns").glob("*.yaml")):
        texts += [turn["user"] for turn in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)]
    foreign = [text for text in texts if foreign_language(text) is not None]
    assert len(foreign) <= len(texts) / 500, foreign
