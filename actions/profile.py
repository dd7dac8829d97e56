"""What the owner has told about the firm: noting, correcting, forgetting."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.answer import Answer
from actions.base import LotseAction
from actions.searching import answer_from, look_up
from actions.services import article_search
from actions.showing import list_cases, list_programmes, show_record
from actions.told import unsettled
from actions.turn import Turn
from actions.verdicts import judged_again
from bot.advice.amounts import by_the_year
from bot.advice.articles import further
from bot.advice.funding_replies import profile_text
from bot.advice.reply import Button, Reply
from bot.advice.wording import number
from bot.knowledge.search.outcome import Outcome, decide
from bot.language.asked.concerns import asking_clause, says_need
from bot.language.project.planned import first_year_sum

_CHOICES = (
    Button("Fördergeld finden", "Welche Förderung passt zu uns?"),
    Button("Beispiele ansehen", "Zeigen Sie mir Beispiele"),
)
_MOST_OFFERED = 3
_LONG, _LEAST = 5, 2
"""Letters of a word, and words beside the facts, from which a message is looked up before its facts are only noted."""
_OF_FIRM, _TWO_FACTS = frozenset({"region", "employees", "sector", "amount"}), 2
"""Facts of a firm, and how many of them beside a wish begin a search."""
_GROUPS = {
    "region": (("land", "region", "ort", "standort", "stadt", "bundesland"), ("region", "place")),
    "sector": (("branche", "gewerbe", "handwerk"), ("sector", "trade")),
    "employees": (("mitarbeiter", "leute", "beschäftigte", "größe", "anzahl"), ("employees",)),
    "amount": (("betrag", "summe", "budget", "geld", "euro", "kosten"), ("amount",)),
    "topic": (("projekt", "thema", "vorhaben"), ("topic", "project")),
    "legal_form": (("rechtsform", "gmbh", "verein", "gemeinnützig"), ("legal_form", "non_profit")),
    "profession": (("beruf", "kanzlei", "praxis"), ("profession",)),
    "stage": (("gründung", "alter"), ("stage", "age_months")),
    "group_member": (("konzern", "gruppe", "kmu"), ("group_member", "small")),
}


class NoteFacts(LotseAction):
    """Takes up facts given outside a form and goes on with what was on the screen."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_note_facts"

    def answer(self, turn: Turn) -> Answer:
        """Renew the list on the screen; without one, answer a theme, ask what a number means, or say what was noted."""
        new = turn.told
        picked = turn.picked
        if picked is not None:
            return show_record(turn, picked)
        several = which_of_several(turn)
        if several is not None:
            return Answer(several)
        verdict = judged_again(turn)
        if verdict is not None:
            return Answer(*verdict)
        if new and turn.shown.kind == "programme" and turn.shown.hits:
            answer, year = list_programmes(turn), first_year_sum(turn.text)
            first = (by_the_year(year),) if year and "amount" in new else ()
            return replace(answer, reply=replace(answer.reply, texts=(*first, *answer.reply.texts)))
        if new and turn.shown.kind == "case_study":
            return list_cases(turn)
        if _wants_money_for(turn):
            return list_programmes(turn)
        if not new and turn.value("number") is not None:
            return Answer(_which_number(turn.value("number")))
        if not set(new) - {"topic", "project"}:
            outcome = look_up(turn)
            if outcome.decision != "nothing" or not new:
                return answer_from(turn, outcome)
        if _says_more(turn):  # more than facts: "ich hab Angst, 30.000 Euro in den Sand zu setzen"
            outcome = look_up(turn)
            if outcome.decision in {"answer", "nearest", "ask_back"}:
                return answer_from(turn, outcome)
        said = f"Notiert: {profile_text(turn.profile)}."
        asked = asking_clause(turn.text)
        if turn.shown.kind == "article" and set(new) & {"region", "place"} and not asked:
            return Answer(_elsewhere(turn, said))
        if "topic" in new and asked:
            findings = article_search().find(asked, turn.knowledge)
            if decide(findings).decision != "nothing":
                choice = answer_from(turn, Outcome("ask_back", tuple(hit.article_id for hit in findings.hits[:3])))
                return replace(choice, reply=replace(choice.reply, texts=(said, *choice.reply.texts)))
        return noted(turn)


def _wants_money_for(turn: Turn) -> bool:
    """Whether a first message tells of a firm and of what it wants ("Mecklenburg, Hotel, 25 Leute, neues Buchungssystem").

    Nothing is asked and nothing was talked about: the wish is the only thing to go by, and money the search that uses all of it.
    """
    told_of_firm = len(_OF_FIRM & set(turn.told)) >= _TWO_FACTS and "topic" in turn.told
    asked = asking_clause(turn.text)
    return told_of_firm and turn.shown.kind is None and (asked is None or says_need(asked))


def noted(turn: Turn) -> Answer:
    """Say what is known of the firm now, and offer the other sides of what was talked about; without that, ask for the question."""
    known = profile_text(turn.profile)
    said = f"Notiert: {known}." if known else "Notiert."
    article = turn.knowledge.articles.get(turn.subject or "")
    topic = turn.knowledge.topics.get((article.topic if article else None) or "")
    others = further(article, turn.knowledge)[:_MOST_OFFERED] if article else []
    if topic is None or not others:
        return Answer(Reply("question", (f"{said} Was möchten Sie wissen?",), buttons=_CHOICES))
    buttons = tuple(Button(other.question, other.question) for other in others)
    return Answer(Reply("question", (f"{said} Was möchten Sie zu „{topic.name}“ noch wissen?",), buttons=buttons))


def which_of_several(turn: Turn) -> Reply | None:
    """Ask which of several sums or head counts holds; nothing where the message leaves no doubt."""
    doubt = unsettled(turn.entities, turn.text)
    name = next(iter(doubt), None)
    if name is None:
        return None
    values = doubt[name]
    said = [_with_unit(name, value) for value in values]
    buttons = [Button(value, value) for value in said]
    if name == "amount":
        total = _with_unit(name, sum(values))
        buttons.append(Button(f"Zusammen {total}", total))
    what = "Welcher Betrag gilt" if name == "amount" else "Welche Zahl gilt heute für Ihren Betrieb"
    return Reply("question", (f"Sie nennen {' und '.join(said)}. {what}?",), buttons=tuple(buttons))


def without_amount(turn: Turn) -> str | None:
    """Say that several sums were named and none is used, where something else is asked or shown first; else None."""
    values = unsettled(turn.entities, turn.text).get("amount")
    if values is None:
        return None
    said = " und ".join(_with_unit("amount", value) for value in values)
    return f"Sie nennen {said}. Ich rechne mit keinem der Beträge, bis Sie mir die Summe nennen."


def _with_unit(name: str, value: int) -> str:
    return f"{number(value)} {'€' if name == 'amount' else 'Beschäftigte'}"


def _elsewhere(turn: Turn, said: str) -> Reply:
    """Answer "und in Sachsen?" after an article: articles are written for all of Germany, programmes and firms have a Land."""
    article = turn.knowledge.articles.get(turn.subject or "")
    topic = turn.knowledge.topics.get((article.topic if article else None) or "")
    if topic is None:
        return noted(turn).reply
    text = f"{said} Zu „{topic.name}“ kenne ich nichts, was nur dort gilt. Fördergeld und Beispiele suche ich für Ihr Land aus."
    return Reply("question", (text,), buttons=_CHOICES)


def _says_more(turn: Turn) -> bool:
    """Whether a message has words beside the facts that were read in it."""
    rest = list(turn.text)
    for item in turn.entities:
        if "start" in item:
            rest[item["start"] : item["end"]] = " " * (item["end"] - item["start"])
    words = "".join(letter if letter.isalpha() else " " for letter in rest).split()
    return sum(len(word) >= _LONG for word in words) >= _LEAST


def _which_number(value: Any) -> Reply:
    figure = number(value)
    return Reply(
        "question",
        (f"Was bedeutet die {figure}: die Zahl der Beschäftigten oder einen Betrag in Euro?",),
        buttons=(Button(f"{figure} Beschäftigte", f"{figure} Beschäftigte"), Button(f"{figure} €", f"{figure} €")),
    )


class ForgetFact(LotseAction):
    """Drops one fact."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_forget_fact"

    def answer(self, turn: Turn) -> Answer:
        """Find out which fact is meant by the words for it."""
        text = turn.text.lower()
        for words, names in _GROUPS.values():
            if any(word in text for word in words):
                slots: dict[str, Any] = dict.fromkeys(names)
                reply = Reply(
                    "question", ("In Ordnung, das habe ich vergessen. Was möchten Sie wissen?",), buttons=_CHOICES
                )
                return Answer(reply, slots)
        outcome = look_up(turn)
        if outcome.decision in {"answer", "nearest"}:  # "den Minijobber haben Sie vergessen" asks for it
            return answer_from(turn, outcome)
        return Answer(
            Reply(
                "question",
                (
                    "Welche Angabe soll ich vergessen: Land, Branche, Größe, Rechtsform, Gründung, Betrag oder Vorhaben?",
                ),
            )
        )
