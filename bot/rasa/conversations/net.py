"""The net under each turn: whatever goes wrong in it, the owner gets an answer and the talk lives on.

Rasa (3.6.21) lets a turn end in the middle. At the limit of actions it stops without listening again, and because it counts
actions since the bot last listened, that limit stays reached for every later message: the talk is dead. An action that
raises counts as done, although it has done nothing, so the rules go on from a state that never was. An action that
rejects its execution is asked again and again, and that is not even counted. And an error of the rules or of what an
action returned ends the message without a trace of it.

Here a turn that cannot go on ends with one apology and listens. What worked in it stays, what broke is taken back. The
question that stood open stays open, so that the same answer can be given once more; where the next turn fails as well,
the dialogue is left, because what is broken may lie in it.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.policies.policy import PolicyPrediction
from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.conversation import Dialogue
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    ConversationResumed,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.privacy.redaction import CONTACT_SLOT
from bot.rasa.conversations.last_resort import Wish
from bot.rasa.conversations.once import CAUGHT, was_caught
from bot.rasa.nlu.intent_rules import meant_by_button
from bot.rasa.remote_actions import ActionServerGone

if TYPE_CHECKING:
    from bot.rasa.agent import QuickProcessor

logger = logging.getLogger(__name__)

MOST_ACTIONS = 10
"""Actions in one turn. No rule needs more than four."""

_CONTACT_FORM = "contact_form"


class RunawayTurnError(Exception):
    """A turn leads from action to action without coming to listen."""


class SilentTurnError(Exception):
    """A turn has ended without a word."""


class ActionFailed(BaseException):
    """An action has not done its work. Rasa goes on after an ``Exception`` as if it had."""


class WatchedAction(Action):
    """An action whose errors end the turn."""

    def __init__(self, action: Action) -> None:
        """``action``: what to run."""
        self._action = action

    def name(self) -> str:
        """Return the name of the action."""
        return str(self._action.name())

    async def run(self, *arguments: Any, **named: Any) -> list[Event]:
        """Run the action.

        Raises:
            ActionExecutionRejection: it leaves the message to others.
            ActionFailed: it has failed.
        """
        try:
            return list(await self._action.run(*arguments, **named))
        except ActionExecutionRejection:
            raise
        except Exception as error:
            raise ActionFailed(self.name()) from error

    def event_for_successful_execution(self, prediction: PolicyPrediction) -> Event:
        """Return what the conversation says of it."""
        return self._action.event_for_successful_execution(prediction)


async def caught_turn(processor: QuickProcessor, message: UserMessage, tracker: DialogueStateTracker) -> None:
    """Answer a message; afterwards something was said, and the conversation listens.

    Args:
        processor: what understands messages, predicts and runs actions.
        message: what the owner has written.
        tracker: the conversation so far; takes up everything that happens.

    Raises:
        ActionServerGone: the action server gave no answer; the message may be sent again.
    """
    revive(tracker, processor.domain)
    turn = _Turn(processor, message, tracker)
    try:
        await turn.answer()
    except ActionServerGone as error:
        # Nothing is wrong with the message or the rules: not stored, it can be sent again. What must work works all the same.
        if not turn.can_be_helped():
            raise
        await turn.rescue(error)
    except (Exception, ActionFailed) as error:
        await turn.rescue(error)


def revive(tracker: DialogueStateTracker, domain: Domain) -> None:
    """Bring a conversation whose last turn did not end back to listening, whoever left it so."""
    loop = tracker.active_loop_name
    if _ended(tracker) and (loop is None or loop in domain.form_names):
        return
    logger.error("A conversation that did not listen any more was revived. %s", _whereabouts(tracker))
    tracker.update_with_events([*_settling(tracker, domain), ActionExecuted(ACTION_LISTEN_NAME)], domain)


class _Turn:
    """One message and what it leads to."""

    def __init__(self, processor: QuickProcessor, message: UserMessage, tracker: DialogueStateTracker) -> None:
        self._processor, self._message, self._tracker = processor, message, tracker
        self._channel: OutputChannel = message.output_channel
        self._again = _was_caught(tracker)
        self._begun = self._noted = self._sound = len(tracker.events)
        self._wish = Wish("", False, None)

    async def answer(self) -> None:
        """Do what Rasa does for a message.

        Raises:
            Exception, ActionFailed: the turn cannot go on.
        """
        await self._note_message()
        await self._processor.run_action_extract_slots(self._channel, self._tracker)
        wanted = self._wish.action()
        if wanted and self._wish.sure:
            await self._run_alone(wanted)
        else:
            await self._run_predicted()
        if not _ended(self._tracker):
            raise RunawayTurnError("it ended without listening")
        if not self._has_spoken():
            self._sound = self._noted  # what has done its work without a word is not to be trusted
            raise SilentTurnError

    def can_be_helped(self) -> bool:
        """Whether there is an answer that needs no action."""
        return self._wish.answer() is not None

    async def rescue(self, error: BaseException) -> None:
        """End the turn that an error has broken: with what the owner certainly wants, or with an apology."""
        logger.error("A turn was caught: %s. %s", _cause(error), _whereabouts(self._tracker))
        self._take_back()
        wanted = self._wish.action()
        was_tried = isinstance(error, (ActionFailed, ActionServerGone)) or any(
            isinstance(event, ActionExecuted) for event in self._events()
        )
        if wanted and not was_tried:
            try:
                await self._run_alone(wanted)
                if self._has_spoken():
                    return
            except (Exception, ActionFailed, ActionServerGone) as again:
                logger.error("A turn was caught once more: %s. %s", _cause(again), _whereabouts(self._tracker))
                self._take_back()
        await self._apologise()

    async def _note_message(self) -> None:
        """Write down the message. Where it cannot be understood, a button's text still can."""
        try:
            await self._processor._handle_message_with_tracker(self._message, self._tracker)
        except Exception:
            self._take_back()
            self._tracker.update(_not_understood(self._message), self._processor.domain)
            raise
        finally:
            self._wish = Wish.of(self._tracker)
            self._noted = self._sound = len(self._tracker.events)

    async def _run_predicted(self) -> None:
        done: set[tuple[str, bool]] = set()
        for _ in range(MOST_ACTIONS):
            action, prediction = self._processor.predict_next_with_tracker_if_should(self._tracker)
            # A rule runs no action twice: what comes again in one turn would come for ever.
            if (action.name(), False) in done:
                raise RunawayTurnError(f"'{action.name()}' once more")
            goes_on = await self._run(action, prediction)
            step = (action.name(), isinstance(self._tracker.events[-1], ActionExecutionRejected))
            if step in done:
                raise RunawayTurnError(f"'{action.name()}' rejected once more")
            done.add(step)
            if not goes_on or self._tracker.is_paused():
                return
        raise RunawayTurnError(f"{MOST_ACTIONS} actions")

    async def _run_alone(self, name: str) -> None:
        """Run one action and listen, without asking the policies."""
        for each in (name, ACTION_LISTEN_NAME):
            prediction = PolicyPrediction.for_action_name(self._processor.domain, each)
            await self._run(self._processor.action_named(each), prediction)

    async def _run(self, action: Action, prediction: PolicyPrediction) -> bool:
        processor = self._processor
        goes_on = await processor._run_action(
            WatchedAction(action), self._tracker, self._channel, processor.nlg, prediction
        )
        self._sound = len(self._tracker.events)
        return bool(goes_on)

    def _has_spoken(self) -> bool:
        said = [event for event in self._events() if isinstance(event, BotUttered)]
        return any(event.text or event.data.get("image") for event in said)

    def _events(self) -> list[Event]:
        return list(self._tracker.events)[self._begun :]

    def _take_back(self) -> None:
        """Bring the conversation to where the last thing that worked has left it."""
        kept = list(self._tracker.events)[: self._sound]
        self._tracker.events.clear()
        self._tracker.recreate_from_dialogue(Dialogue(self._tracker.sender_id, kept))

    async def _apologise(self) -> None:
        domain = self._processor.domain
        answer = self._wish.answer()
        leaving = list(_leaving(self._tracker)) if self._again else []
        said, follows = answer or (self._wish.apology(self._again), leaving)
        said.metadata["utter_action"] = CAUGHT
        self._tracker.update_with_events([said, *follows], domain)
        self._tracker.update_with_events(_settling(self._tracker, domain), domain)
        self._tracker.update(ActionExecuted(ACTION_LISTEN_NAME), domain)
        await self._channel.send_response(self._tracker.sender_id, said.message())


def _not_understood(message: UserMessage) -> UserUttered:
    text = message.text or ""
    button = meant_by_button(text)
    intent: dict[str, Any] = {"name": button or "nlu_fallback", "confidence": 1.0 if button else 0.0}
    parsed: dict[str, Any] = {"text": text, "intent": intent, "entities": []}
    return UserUttered(
        text, intent, [], parsed, None, message.input_channel, message.message_id, metadata=message.metadata
    )


def _ended(tracker: DialogueStateTracker) -> bool:
    return bool(tracker.latest_action_name == ACTION_LISTEN_NAME and not tracker.is_paused())


def _settling(tracker: DialogueStateTracker, domain: Domain) -> list[Event]:
    """Return events that leave no dialogue half open: one that was turned down this turn hears the next message again."""
    events: list[Event] = [ConversationResumed()] if tracker.is_paused() else []
    loop = tracker.active_loop
    if loop is not None and loop.name in domain.form_names:
        return [*events, ActiveLoop(loop.name)] if loop.rejected or loop.is_interrupted else events
    if loop is not None:
        events.append(ActiveLoop(None))
    if tracker.get_slot(REQUESTED_SLOT) is not None:
        events.append(SlotSet(REQUESTED_SLOT, None))
    return events


def _leaving(tracker: DialogueStateTracker) -> Iterable[Event]:
    """Yield events that leave a dialogue. What was answered in it stays, but not names and numbers for a call-back."""
    if tracker.active_loop is None:
        return
    if tracker.active_loop.name == _CONTACT_FORM:
        yield SlotSet(CONTACT_SLOT, None)
    yield ActiveLoop(None)


def _was_caught(tracker: DialogueStateTracker) -> bool:
    """Whether the turn before ended in the net."""
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered):
            return was_caught([event])
        if isinstance(event, UserUttered):
            break
    return False


def _whereabouts(tracker: DialogueStateTracker) -> str:
    """Return the last actions and the open dialogue, for the log."""
    actions = [str(event.action_name) for event in tracker.events if isinstance(event, ActionExecuted)]
    return f"Last actions: {', '.join(actions[-4:]) or 'none'}. Dialogue: {tracker.active_loop_name or 'none'}."


def _cause(error: BaseException) -> str:
    """Return kind and place of an error, without its words: they may quote the owner."""
    if isinstance(error, RunawayTurnError):
        return f"{type(error).__name__}: {error}"
    name = f"'{error}' failed with " if isinstance(error, ActionFailed) else ""
    while isinstance(error, ActionFailed) and error.__cause__ is not None:
        error = error.__cause__
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{name}{type(error).__name__}{place}"
