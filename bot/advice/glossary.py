"""Finding a glossary term in a question and explaining it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.advice.reply import Button, Reply
from bot.knowledge.records import Article, KnowledgeBase, Term
from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

_MIN_FUZZY = 5
_SURE = 85
_MAX_WORDS = 6
_ENDINGS = ("en", "es", "er", "n", "s", "e")
_CONFIDENCE = {"high": 0, "medium": 1, "low": 2}
# Words of the question around the term; "das", "die" and the like never name a term by themselves.
_FILLER = word_set("""
    was wie wer wo wofuer wozu ist sind war eigentlich genau denn nun mal bitte noch nochmal heisst heissen hiess
    bedeutet bedeuten meint meinen meinst versteht man unter sich hinter steht fuer ein eine einen einem einer eines
    der die das den dem des mir uns ich sie du wir erklaeren erklaer erklaere erklaert sagen sag begriff wort
    abkuerzung fachwort ausdruck so etwas sowas dieser diese dieses dieser diesen diesem mit von zu im in und oder
    ueberhaupt kurz einfach definition bedeutung kann koennen koennten kenne kennt nicht versteh verstehe weiss
    """)

_ASKS_WHAT_IT_IS = re.compile(r"\bWas (?:ist|sind|war|waren|heißt|bedeutet) (?!der Unterschied)")


@dataclass(frozen=True)
class _Index:
    exact: dict[str, Term]
    """Folded name without punctuation to its term; the name of a term comes before somebody else's synonym."""


_latest: dict[str, _Index] = {}


def find_term(text: str, kb: KnowledgeBase) -> Term | None:
    """Return the term that ``text`` asks for, also when inflected or mistyped; None if there is none."""
    index = _index(kb)
    whole = _key(text)
    if whole in index.exact:
        return index.exact[whole]
    words = whole.split()
    content = [word for word in words if word not in _FILLER]
    if not content:
        return None
    # First with every word, because names have little words too: "Opt-in", "rechnet sich".
    for phrase in _phrases(words):
        if " " in phrase and phrase in index.exact:
            return index.exact[phrase]
    for phrase in _phrases(content):
        for stem in _stems(phrase):
            if stem in index.exact:
                return index.exact[stem]
    return _nearest(content, index)


def terms_in(text: str, kb: KnowledgeBase) -> list[Term]:
    """Return the terms that a text uses by their own name, in order, each once."""
    index = _index(kb)
    words = _key(text).split()
    found: dict[str, Term] = {}
    for start in range(len(words)):
        for length in range(_MAX_WORDS, 0, -1):
            term = index.exact.get(" ".join(words[start : start + length]))
            if term is not None and _key(term.term) in {" ".join(words[start : start + length]), words[start]}:
                found.setdefault(term.term, term)
                break
    return list(found.values())


def explains(article: Article, term: Term) -> bool:
    """Return whether an article is there to say what ``term`` means: many first articles of a topic answer something else."""
    asked = _key(article.question)
    names = (term.term, *term.synonyms)
    return bool(_ASKS_WHAT_IT_IS.search(article.question)) and any(_key(name) in asked for name in names)


def glossary_reply(term: Term, kb: KnowledgeBase) -> Reply:
    """Explain a term in the record's two plain sentences and offer the article that fits best."""
    long_form = next((name for name in term.synonyms if len(name) > len(term.term)), None)
    # Who asks for an abbreviation also wants to know what it stands for.
    heading = f"{term.term} ({long_form})" if long_form and _is_abbreviation(term.term) else term.term
    article = _fitting_article(term, kb)
    return Reply(
        kind="glossary",
        texts=(f"{heading}: {term.plain}",),
        ids=(term.id,),
        buttons=(Button(article.question, article.question),) if article else (),
    )


def _key(text: str) -> str:
    return " ".join(re.sub(r"[^\w§+&]+", " ", fold(text)).split())


def _index(kb: KnowledgeBase) -> _Index:
    index = _latest.get(kb.version)
    if index is None:
        exact: dict[str, Term] = {}
        for term in kb.terms.values():
            exact.setdefault(_key(term.term), term)
        for term in kb.terms.values():
            for name in term.synonyms:
                exact.setdefault(_key(name), term)
        for key, term in list(exact.items()):
            # "back up", "nis 2" and "onlineshop" are the same names with and without the gap.
            exact.setdefault(key.replace(" ", ""), term)
        index = _Index(exact)
        _latest.clear()
        _latest[kb.version] = index
    return index


def _phrases(words: list[str]) -> Iterator[str]:
    """Yield runs of words, longest first."""
    for length in range(min(len(words), _MAX_WORDS), 0, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            yield " ".join(run)
            if length > 1:
                yield "".join(run)


def _stems(phrase: str) -> Iterator[str]:
    """Yield what the phrase may be a form of: "backups", "patches", "cloud-dienste"."""
    yield phrase
    for ending in _ENDINGS:
        if phrase.endswith(ending) and len(phrase) - len(ending) >= 3:
            yield phrase.removesuffix(ending)
    if phrase.endswith("e") or len(phrase) > 4:
        yield phrase + "e"
        yield phrase + "en"
    # "digitalen zwilling" and "digitale zwillinge" are forms of "digitaler zwilling".
    head, _, last = phrase.rpartition(" ")
    if head:
        stem = re.sub(r"(?:e[nmrs]?)$", "", head)
        for adjective in ("e", "er", "es", "en", ""):
            for noun in (last, *(last.removesuffix(end) for end in _ENDINGS if last.endswith(end))):
                yield f"{stem}{adjective} {noun}"


def _nearest(words: list[str], index: _Index) -> Term | None:
    best: tuple[float, str] | None = None
    names = [name for name in index.exact if len(name) >= _MIN_FUZZY]
    for phrase in _phrases(words):
        if len(phrase) < _MIN_FUZZY:
            continue
        # Hardly anybody mistypes the first letter, but "Vertrag" is no typo of "AV-Vertrag".
        same_start = [name for name in names if name[0] == phrase[0]]
        hit = process.extractOne(phrase, same_start, scorer=fuzz.ratio, score_cutoff=_SURE)
        # Longer phrases come first, so an equal score never replaces them.
        if hit and (best is None or hit[1] > best[0]):
            best = (hit[1], hit[0])
    return index.exact[best[1]] if best else None


def _is_abbreviation(name: str) -> bool:
    letters = [char for char in name if char.isalpha()]
    return len(name) <= 6 and " " not in name and sum(char.isupper() for char in letters) >= 2


def _fitting_article(term: Term, kb: KnowledgeBase) -> Article | None:
    """Return the article whose question names the term: same theme, surer and shorter ones first."""
    names = [_key(name) for name in (term.term, *term.synonyms)]
    pattern = re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in names if name)})(?:s|en|n|e)?\b")
    fitting = [article for article in kb.articles.values() if pattern.search(_key(article.question))]
    return min(
        fitting,
        key=lambda article: (
            article.theme != term.theme,
            _CONFIDENCE[article.confidence],
            len(article.question),
            article.id,
        ),
        default=None,
    )
