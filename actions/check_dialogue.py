"""The readiness check: twelve questions with progress, to be left and taken up again at any time."""

from __future__ import annotations

from actions.dialogue import Dialogue, State, Taken
from actions.turn import Turn
from bot.advice.readiness import SKIPPED, Question, questions, read_answer
from bot.advice.reply import Button, Reply
from bot.language.asked.steps import goes_back, starts_afresh
from bot.language.text.words import plain

CHECK = "check"
"""What the questions of the check ask for (``Reply.asks``)."""

_GO_ON = frozenset({"weiter", "weiter bitte", "naechste", "naechste frage", "frage wiederholen"})
_NOT_A_QUESTION = frozenset(
    {
        "inform",
        "correct",
        "affirm",
        "deny",
        "nlu_fallback",
        "select_item",
        "more",
        "out_of_scope",
        "not_understood",
        "complain",
        "smalltalk",
        "thank",
    }
)


def open_question(state: State) -> Question | None:
    """Return the first question without an answer."""
    answers = state.get("answers") or {}
    return next((question for question in questions() if question.id not in answers), None)


class CheckDialogue(Dialogue):
    """Asks the questions in order."""

    form = "check_form"
    resumed_by = "start_check"

    def begin(self, turn: Turn) -> Taken:
        """Go on where the check was left; begin afresh if it is complete or the owner says so."""
        state = self.state(turn)
        answered = len(state.get("answers") or {})
        if not answered or answered == len(questions()) or starts_afresh(turn.text):
            hint = (
                "Zwölf kurze Fragen, etwa zwei Minuten. Sie können jederzeit etwas anderes fragen oder aufhören. "
                "Es gibt keine falschen Antworten, und niemand sonst sieht das Ergebnis."
            )
            return Taken({"answers": {}}, hint)
        return Taken(state, f"Wir machen bei Frage {answered + 1} von {len(questions())} weiter.")

    def take(self, turn: Turn, state: State) -> Taken | None:
        """Read one of the four answers; say so where a message is no answer and no question either."""
        question = open_question(state)
        answers = dict(state.get("answers") or {})
        text = plain(turn.text)
        if text in _GO_ON:
            return Taken(state)
        if turn.asked != CHECK or question is None:
            return None
        if goes_back(turn.text):
            if answers:
                answers.popitem()
            return Taken({"answers": answers})
        level = read_answer(question, turn.text)
        if level is None and turn.intent == "cannot_say":
            level = SKIPPED
        if level is not None:
            answers[question.id] = level
            return Taken({"answers": answers}, done=len(answers) == len(questions()))
        if turn.intent in _NOT_A_QUESTION:
            return Taken(
                state, "Das konnte ich keiner Antwort zuordnen. Bitte wählen Sie aus oder schreiben Sie 1 bis 4."
            )
        return None

    def is_own_command(self, turn: Turn) -> bool:
        """Going back one question is no farewell."""
        return turn.asked == CHECK and goes_back(turn.text)

    def ask(self, turn: Turn, state: State) -> Reply:
        """Return the open question with its four answers."""
        question = open_question(state)
        if question is None:
            return Reply("check", ("Der Check ist fertig.",))
        number, total = len(state.get("answers") or {}) + 1, len(questions())
        buttons = [Button(option.label, option.label) for option in question.options]
        return Reply(
            "check",
            (f"**Frage {number} von {total} – {question.theme}**\n{question.text}",),
            ids=(question.id,),
            buttons=(*buttons, Button("Weiß ich nicht", "Weiß ich nicht")),
            asks=CHECK,
            progress=(number - 1, total),
        )

    def remind(self, turn: Turn, state: State) -> Reply:
        """Come back to the open question."""
        reply = self.ask(turn, state)
        return Reply(
            reply.kind, (f"Zurück zum Check. {reply.texts[0]}",), reply.ids, buttons=reply.buttons, asks=reply.asks
        )
