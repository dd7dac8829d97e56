"""What a message asks besides what was answered: the second question gets its answer, too, or an honest word.

One that is asked beside a programme, an example or an article is answered in a few sentences under its own words; whoever
wants more presses its button. What is not known is said: a question that is passed over in silence looks unheard.
"""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer
from actions.in_talk.beside import AS_WELL, CASE
from actions.searching import find, side_of, told_in
from actions.sending import MOST_BUBBLES
from actions.turn import Turn
from bot.advice.articles import FUNDING_BUTTON, gist, with_question
from bot.advice.aspects import case_aspect
from bot.advice.emergencies.authority import kinds_told
from bot.advice.reply import Button, Reply
from bot.knowledge.codes import FUNDING_THEME
from bot.knowledge.records import Article
from bot.knowledge.search.outcome import POSSIBLE, SURE_IN_TALK
from bot.language.asked.anaphora import points_back, says_little
from bot.language.asked.authorities import asked_authorities
from bot.language.asked.concerns import questions_in, without_lead
from bot.language.asked.examples import read_example_wish
from bot.language.asked.rejecting import read_rejection
from bot.language.facts.money import names_any_money, speaks_of_funding

_KINDS = frozenset({"article", "programme_list", "programme", "case_study_list", "case_study", "centre"})
"""Kinds of answers that may leave a second question open."""
_OF_MONEY = frozenset({"programme_list", "programme"})
_MOST, _WORDS, _LEAST_WORDS = 2, 25, 4
"""Further questions that are answered, words of each answer at least, and words of one from which it is said that it stays open."""
_LONGEST = 70
_TWO = 2


def with_others(turn: Turn, answer: Answer) -> Answer:
    """Return the answer with what the message asks besides, in a few sentences each; unchanged where it asks one thing."""
    reply = answer.reply
    if (
        turn.loop is not None
        or turn.picked is not None
        or turn.slots.get(CASE)
        or reply.kind not in _KINDS
        or reply.asks
    ):
        return answer
    asked = questions_in(turn.text)
    if len(asked) < _TWO or read_rejection(turn.text) is not None or any("Zu „" in text for text in reply.texts):
        return answer
    added = [each for part in _open(turn, reply, asked) if (each := _answered(turn, reply, part)) is not None][:_MOST]
    room = MOST_BUBBLES - sum(text.count("\n\n") + 1 for text in reply.texts)
    added = added[: max(1, room)]
    if not added:
        return answer
    said = [text for text in reply.texts if not text.startswith(AS_WELL)]  # what was asked comes before what is near it
    place = _behind(turn, said, reply)
    texts = (*said[:place], *(text for text, _ in added), *said[place:])
    buttons = tuple(dict.fromkeys((*(button for _, button in added if button), *reply.buttons)))
    return replace(answer, reply=replace(reply, texts=texts, buttons=buttons[: max(3, len(reply.buttons))]))


def _open(turn: Turn, reply: Reply, asked: list[str]) -> list[str]:
    """Return the questions of a message less the one that the reply is the answer to."""
    if reply.kind in _OF_MONEY:
        about = [part for part in asked if speaks_of_funding(part) or names_any_money(part)]
        names = [turn.name_of(id_) or "" for id_ in reply.ids]
        about += [part for part in asked if any(name and name.lower() in part.lower() for name in names)]
        return [part for part in asked if part not in (about or asked[:1])]
    if kinds_told(reply.facet):  # the authority of a Land, whichever of the questions asked for it
        return [part for part in asked if not asked_authorities(part)]
    if reply.kind in {"case_study_list", "case_study"}:
        return [part for part in asked[1:] if not speaks_of_example(part)]
    best = max(asked, key=lambda part: _probability(turn, part, reply.ids[:1]))
    return [part for part in asked if part is not best]


def speaks_of_example(text: str) -> bool:
    """Whether a question wants something of an example: that was answered, or another one is wanted."""
    wish = read_example_wish(text)
    return wish.another or wish.narrows or wish.like_us or wish.meet or wish.where


def _probability(turn: Turn, part: str, ids: tuple[str, ...]) -> float:
    return max((hit.probability for hit in find(turn, text=part).hits if hit.article_id in ids), default=0.0)


def _answered(turn: Turn, reply: Reply, part: str) -> tuple[str, Button | None] | None:
    """Return what is said to a further question, and the button to all of it; None where the reply has covered it."""
    case = turn.knowledge.case_studies.get(turn.shown.focus or "")
    if case is not None and points_back(part) and read_example_wish(part).cost:
        return _to(part, case_aspect(case, "ask_amount").texts[0]), None
    if speaks_of_funding(part) and reply.kind not in _OF_MONEY and not _is_of_funding(turn, reply):
        return _to(part, "Dafür suche ich Ihnen gern passende Programme."), FUNDING_BUTTON
    covered = {*reply.ids, *told_in(turn)}
    if points_back(part):
        beside = side_of(turn, reply.topic or "", part)
        article = turn.knowledge.articles.get(beside or "")
        return None if article is None or article.id in covered else _of(part, article)
    if says_little(part):
        return None
    findings = find(turn, text=part)
    best = findings.hits[0].article_id if findings.hits else ""
    if best in covered:
        return None
    article = turn.knowledge.articles.get(best)
    if article is not None and findings.sure >= SURE_IN_TALK:
        return _of(part, article)
    if len(part.split()) < _LEAST_WORDS:
        return None
    if article is not None and findings.sure >= POSSIBLE:
        return _to(part, f"Am nächsten kommt das: **{article.question}** {gist(article, _WORDS)}"), _button(article)
    return _to(part, "Dazu habe ich nichts Gesichertes gefunden. Fragen Sie das gern noch einmal einzeln."), None


def _is_of_funding(turn: Turn, reply: Reply) -> bool:
    return any(
        turn.knowledge.articles[id_].theme == FUNDING_THEME for id_ in reply.ids if id_ in turn.knowledge.articles
    )


def _of(part: str, article: Article) -> tuple[str, Button | None]:
    return _to(part, with_question(gist(article, _WORDS), article)), _button(article)


def _button(article: Article) -> Button:
    return Button(article.question, article.question)


def _to(part: str, said: str) -> str:
    """Return an answer under the words of its question."""
    words = without_lead(part).strip(" ?.!")
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"Zu „{words}“: {said}"


def _behind(turn: Turn, said: list[str], reply: Reply) -> int:
    """Return the place behind the answer itself, before next steps and cautions; the end where that is not an article's."""
    article = turn.knowledge.articles.get(reply.ids[0] if reply.ids else "")
    for place, text in enumerate(said, start=1):
        if article is not None and article.answer in text:
            return place
    return len(said)
