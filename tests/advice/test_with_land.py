"""An incident elsewhere gets the authority of its own Land before the one that the article names."""

from __future__ import annotations

import datetime as dt

from bot.advice.articles import article_reply
from bot.advice.emergency import with_land
from bot.knowledge.checking import read_knowledge
from bot.settings import KNOWLEDGE_DIR

KB, TODAY = read_knowledge(KNOWLEDGE_DIR), dt.date(2026, 11, 27)
NAMES_IT = next(
    a for a in KB.articles.values() if "Landesbeauftragte" in a.answer or "Landesbeauftragte" in str(a.next_steps)
)


def test_the_own_land_comes_first() -> None:
    told = with_land(article_reply(NAMES_IT, KB, TODAY), NAMES_IT, "DE-HE", KB, TODAY)
    assert told.texts[0].startswith("Für Hessen ist zuständig")
    assert NAMES_IT.answer in told.texts


def test_at_home_and_unknown_it_stays_as_it_is() -> None:
    written = article_reply(NAMES_IT, KB, TODAY)
    assert with_land(written, NAMES_IT, "DE-ST", KB, TODAY) == written
    assert with_land(written, NAMES_IT, None, KB, TODAY) == written
