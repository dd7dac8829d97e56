"""The sum whether a purchase pays, in the owner's own numbers."""

from __future__ import annotations

from actions.dialogue import Dialogue, State, Taken
from actions.programmes.money import wants_sums
from actions.turn import Turn
from bot.advice.payback import WEEKS, WORKING_DAYS
from bot.advice.payback_questions import QUESTIONS, PaybackQuestion, read_number
from bot.advice.reply import Button, Reply
from bot.advice.wording import euro, number

CALCULATION = "calculation"
"""What its questions ask for (``Reply.asks``)."""

_LONGEST_ANSWER = 6
"""Words of an answer at most."""
_NO_ANSWER = frozenset(
    {"inform", "correct", "affirm", "deny", "nlu_fallback", "select_item", "ask_amount", "not_understood"}
)


def open_question(state: State) -> PaybackQuestion | None:
    """Return the first question without a number."""
    return next((question for question in QUESTIONS if question.name not in state), None)


def _spelt_out(question: PaybackQuestion, text: str, value: float) -> str | None:
    """Say how a month is reckoned where somebody counts by the day or the week."""
    if question.name != "times" or value == read_number(text):
        return None
    return f"Das sind {number(value)}-mal im Monat, mit {WORKING_DAYS} Arbeitstagen und {WEEKS} Wochen gerechnet."


class CalculationDialogue(Dialogue):
    """Asks for five numbers."""

    form = "calculation_form"
    resumed_by = "start_calculation"

    def begin(self, turn: Turn) -> Taken:
        """Go on with an unfinished sum; what is to be spent is not asked again if it is known.

        "Rechnen Sie das mal durch" after programmes is about their grants: then nothing is asked, and the sums come at once.
        """
        if wants_sums(turn):
            return Taken({}, done=True)
        state = self.state(turn)
        if state and open_question(state):
            return Taken(state, "Wir rechnen da weiter, wo wir waren.")
        hint = (
            "Gut, wir rechnen mit Ihren eigenen Zahlen. Es sind fünf Fragen, grobe Schätzungen reichen. "
            "Nehmen Sie einen Ablauf, der oft vorkommt und Zeit kostet."
        )
        if turn.profile.amount:
            hint += f" Als Anschaffung nehme ich die {euro(turn.profile.amount)}, die Sie genannt haben."
            return Taken({"once": float(turn.profile.amount)}, hint)
        return Taken({}, hint)

    def take(self, turn: Turn, state: State) -> Taken | None:
        """Read the number asked for."""
        question = open_question(state)
        if turn.asked != CALCULATION or question is None:
            return None
        # Long sentences and questions may hold a number that means something else.
        is_answer = len(turn.text.split()) <= _LONGEST_ANSWER and not turn.text.rstrip().endswith("?")
        value = question.read(turn.text) if is_answer else None
        if value is not None:
            state[question.name] = value
            return Taken(state, _spelt_out(question, turn.text, value), done=open_question(state) is None)
        if turn.intent == "cannot_say":
            return Taken(
                state, "Schätzen Sie ruhig grob. Oder schreiben Sie „abbrechen“, dann lassen wir die Rechnung."
            )
        if turn.intent in _NO_ANSWER:
            return Taken(state, "Darin habe ich keine Zahl gefunden.")
        return None

    def ask(self, turn: Turn, state: State) -> Reply:
        """Return the open question."""
        question = open_question(state)
        if question is None:
            return Reply("check", ("Die Rechnung ist fertig.",))
        return Reply(
            "question",
            (f"{question.text}\n{question.help}",),
            buttons=tuple(Button(example, example) for example in question.examples),
            asks=CALCULATION,
            progress=(len(state), len(QUESTIONS)),
        )

    def remind(self, turn: Turn, state: State) -> Reply:
        """Come back to the open question."""
        reply = self.ask(turn, state)
        return Reply(reply.kind, (f"Zurück zur Rechnung: {reply.texts[0]}",), buttons=reply.buttons, asks=reply.asks)
