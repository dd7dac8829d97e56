"""Rasa component: what is certain without statistics.

Buttons carry plain text (``bot.advice.reply.Button``), so their texts must always be understood as meant. And a question that
stands word for word in the knowledge base is a knowledge question, even if it was added after the last training.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.knowledge.store import KnowledgeUnavailable, shared_store
from bot.language.asked.anaphora import points_back
from bot.language.asked.application import asked_of_application, asks_how_to_apply
from bot.language.asked.authorities import asked_authorities
from bot.language.asked.concerns import questions_in
from bot.language.asked.denied import is_denied
from bot.language.asked.examples import asks_who_did
from bot.language.asked.leaving import takes_leave
from bot.language.asked.list_filters import read_list_wish
from bot.language.asked.own_data import of_firms_data
from bot.language.asked.reading_along import ends_reading, wish_for_reader
from bot.language.asked.rejecting import read_rejection
from bot.language.asked.small_aid import asks_what_is_left
from bot.language.asked.steps import ends_dialogue
from bot.language.asked.subject import says_left_out
from bot.language.asked.this_chat import asked_of_chat
from bot.language.facts.firm.kind import FIRM_KINDS
from bot.language.facts.money import wants_no_money
from bot.language.text.foreign import foreign_language
from bot.language.text.normalise import fold
from bot.language.text.words import plain
from bot.language.text.wordset import word_set
from bot.rasa.nlu.known_questions import known_questions
from bot.rasa.nlu.seeking_money import OF_FIRM, asks_a_rule, of_a_firm, seeks_after_attack

logger = logging.getLogger(__name__)

_ASKS_FOR_RECORD = re.compile(r"(?:mehr|alles|details?|infos?) (?:zu|zum|zur|ueber|von)\b")
_ASKS_WHERE_LAND_STANDS = re.compile(r"(?:und )?wo steh(?:t|en)\b")
_ASKS_WHETHER_IT_COUNTS = re.compile(
    r"\b(?:zaehl\w*|gehoer\w*|faell\w*|lieg\w*)\b[^.!?]*\b(?:dazu|drin|darunter|darin|rein|foerdergebiet\w*|mit)\b"
)
_PLACES = frozenset({"region", "place"})
_OWN_LAND = ("region", "land", "bundesland")
_KEEPS = re.compile(
    r"(?:bitte )?(?:das )?(?:vor)?merken(?: bitte)?$|merken? \w+$"
    r"|(?:bitte )?merken? sie (?:sich )?(?:bitte )?(?:das|die|den|nummer|beide|alle)\b"
)
_STOPS = re.compile(r"(?:\w+ ){0,2}(?:stopp?|pause|spaeter weiter(?:machen)?)$")
_GOES_BACK = re.compile(r"(?:ok |okay |gut |so |und |nein )*(?:nochmal |noch mal |jetzt )?zurueck zu[mr]?\b")
_COMPARES = re.compile(r"\b(?:vergleich\w*|unterschied\w*|oder|gegen|besser|versus|vs|gegenueber\w*)\b")
_ASKS_WHY = re.compile(r"(?:und |aber )?(?:warum|wieso|weshalb)\b")
_ASKS_FOR_MEANING = re.compile(
    r"(?:und )?was (?:ist|sind|heißt|heisst|bedeutet|macht)(?: (?:eigentlich|denn|bitte|das|der|die|ein|eine|einen))* ",
    re.IGNORECASE,
)
_ASKED_BY_NAME = {"programme": "ask_programme", "company": "ask_case_study", "term": "ask_glossary"}
_AFTER_NAME = re.compile(r"[“”\")?!.\s]*(?:[(–-].*)?")
_FACTS_ONLY = frozenset(
    {"region", "place", "sector", "employees", "amount", "turnover", "balance", "number", *FIRM_KINDS}
)
_SHORT = 4
"""Words up to which a message with a programme's name is about the programme."""
_PUT_RIGHT = 9
"""Words up to which a message that denies one fact and names another does nothing else."""
_NO_SUBJECT = frozenset({"out_of_scope", "more", "inform", "goodbye", "smalltalk", "not_understood"})
"""What a message cannot want that names a programme."""
_FOLLOW_UPS = frozenset(
    {"ask_details", "ask_conditions", "ask_deadline", "ask_amount", "ask_eligibility", "ask_link", "ask_source"}
)
_AROUND_FACTS = word_set("""
    und in im aus bei mit wir ich sind bin sitzen sitze kommen komme haben habe ham ca circa etwa rund ungefaehr knapp so
    also ist eine einen ein ne nen n der die das den unser unsere mein meine firma betrieb unternehmen laden hier sitz
    standort filiale wie siehts aus sieht es vielleicht naehe von raum region ort plz als wenn nur uebrigens ja auch doch
    """)
_AROUND_CORRECTIONS = word_set("""
    nein nee ne noe nicht sondern doch falsch stimmt meinte statt korrektur quatsch sorry anders eigentlich vertippt
    verschrieben moment stopp es sie waren richtig
    """)
_SMALL_TALK = frozenset({"how_are_you", "smalltalk", "praise", "ask_identity"})
_SURE_OF_SMALL_TALK = 0.8
_MISTAKEN_FOR = frozenset(
    {"find_funding", "ask_centre", "out_of_scope", "nlu_fallback", "ask_knowledge", "more", "not_understood"}
)
"""What a question for examples is taken for that names money, us, or something strange."""
_ANSWERED_BY_A_TEXT = frozenset(
    {"cannot_say", "abuse", "greet", "help", "how_are_you", "ask_identity", "praise", "smalltalk", "thank"}
)
"""Intents that a fixed text answers, without an action that sees what is on the screen."""
_MAY_ASK = _ANSWERED_BY_A_TEXT | {"find_funding", "talk_to_person"}
"""What a question about applying is taken for, and would be answered by a form or a fixed text."""
_HOW_TO_GET_ANY = frozenset({"steps", "where", "ordered"})
_EMOJI = {"👍": "affirm", "👌": "affirm", "👎": "deny", "👋": "greet", "🙏": "thank"}
_ALWAYS = {
    "weitere programme zeigen": "more",
    "noch eins": "more",
    "neu beginnen": "start_over",
    "wir haben noch nichts bekommen": "inform",
    "noch nichts": "deny",
    "bisher nichts": "deny",
    "noch gar nichts": "deny",
    "weiss ich nicht": "cannot_say",
    "keine angabe": "cannot_say",
    "ich arbeite allein": "inform",
    "welche foerderung passt zu uns": "find_funding",
    "passende programme": "find_funding",
    "foerdergeld finden": "find_funding",
    "foerderung finden": "find_funding",
    "beispiele ansehen": "find_case_study",
    "mit einem menschen sprechen": "talk_to_person",
    "weitere programme": "more",
    "wieder alles zeigen": "more",
    "noch ein beispiel": "more",
    "welche foerderung passt zu mir": "find_funding",
    "zeigen sie mir beispiele": "find_case_study",
    "zeigen sie mir beispiele aus anderen betrieben": "find_case_study",
    "ich moechte mit einem menschen sprechen": "talk_to_person",
    "was koennen sie": "help",
    "was wissen sie ueber mich": "ask_profile",
    "notfall": "emergency",
    "ja alles loeschen": "affirm",
    "nein behalten": "deny",
    "loeschen sie alles": "delete_data",
    "check starten": "start_check",
    "weiter mit dem check": "start_check",
    "check nochmal von vorn": "start_check",
    "mit unseren zahlen rechnen": "start_calculation",
    "merken": "keep_item",
    "alle merken": "keep_item",
    "merkzettel": "show_sheet",
    "merkzettel leeren": "unkeep_item",
    "das hat geholfen": "rate_helpful",
    "das hat nicht geholfen": "rate_unhelpful",
    "die antwort war falsch": "rate_unhelpful",
    "die antwort hilft mir nicht weiter": "rate_unhelpful",
    "die antwort war zu lang": "rate_unhelpful",
    "exportieren sie meine daten": "export_data",
    "ja einverstanden": "affirm",
    "nein lieber nicht": "deny",
    "abschicken": "affirm",
    "nicht abschicken": "deny",
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class IntentRules(GraphComponent):
    """Overrides the classifier where the meaning of a message is known."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentRules:
        """Create the component; it has no options and learns nothing."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set a certain intent where there is one."""
        for message in messages:
            guessed = (message.get(INTENT) or {}).get("name")
            entities = message.get(ENTITIES) or []
            text = message.get(TEXT) or ""
            intent = self._certain(text, entities) or _named(guessed, text, entities)
            intent = intent or _of_application(guessed, text, entities) or of_a_firm(guessed, text, entities)
            intent = (
                intent or _of_topic(message.get(INTENT) or {}, text) or _of_examples(message.get(INTENT) or {}, text)
            )
            intent = intent or asks_a_rule(message.get(INTENT) or {}, text, entities)
            if intent is None and guessed == "ask_privacy" and of_firms_data(text):
                intent = "ask_knowledge"
            if intent is None and guessed in _ANSWERED_BY_A_TEXT and read_list_wish(text):
                intent = "more"  # "ohne Bank" narrows a list; only actions know which one is shown
            by_name = intent in {"ask_case_study", "ask_programme"} and _ASKS_FOR_RECORD.match(plain(text))
            past = guessed == "emergency" and intent == "find_funding" and seeks_after_attack(text)
            meant = by_name or past or ends_reading(text)
            if intent is not None and (meant or guessed not in {"crisis", "emergency"}):
                certain = {"name": intent, "confidence": 1.0}
                message.set(INTENT, certain, add_to_output=True)
                message.set("intent_ranking", [certain], add_to_output=True)
        return messages

    def _certain(self, text: str, entities: list[dict[str, Any]]) -> str | None:
        if text.strip("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff ") in _EMOJI:
            return _EMOJI[text[0]]
        button = meant_by_button(text)
        if button is not None:
            return button
        if wish_for_reader(text) is not None or asked_of_chat(text) is not None:
            return "ask_privacy"
        if takes_leave(text):
            return "goodbye"
        words = plain(text)
        names = {entity["entity"] for entity in entities}
        if _STOPS.match(words) or ends_dialogue(text):
            return "cancel"
        if wants_no_money(text) and not questions_in(text):
            wanted = read_rejection(text)  # "kein Geld, sondern rechtliche Hilfe" wants something else
            return "ask_knowledge" if wanted and wanted.wanted else "cancel"
        if _KEEPS.match(words) or ("ordinal" in names and words.endswith((" merken", " vormerken"))):
            return "keep_item"
        if _GOES_BACK.match(words):
            return "go_back"
        compared = {entity["value"] for entity in entities if entity["entity"] == "programme"}
        if len(compared) > 1 and _COMPARES.search(words):
            return "compare"
        if (compared or "ordinal" in names) and _ASKS_WHY.match(words):
            return "ask_why"
        if _ASKS_FOR_RECORD.match(words):
            if "company" in names or words.endswith("beispiel"):
                return "ask_case_study" if "company" in names else "select_item"
            if "programme" in names:
                return "ask_programme"
            if names & {"ordinal", "number"} and len(words.split()) <= _SHORT:
                return "select_item"  # "mehr zu 1" is no wish for more of the list
        known = self._known_question(text)
        if known is not None:
            return known
        if foreign_language(text) is not None:
            return "foreign_language"
        places = [(item["start"], item["end"]) for item in entities if item["entity"] in _PLACES and "start" in item]
        if {"datenschutz", "polizei"} & set(asked_authorities(text, places)):
            return "ask_knowledge"  # "ich will die zuständige Datenschutzaufsicht wissen" wants no call back
        if _ASKS_WHERE_LAND_STANDS.match(words) and ("region" in names or words.endswith(_OWN_LAND)):
            return "ask_region_status"
        asked = _ASKS_FOR_MEANING.match(text)
        if asked and (named := _named_at(entities, text, asked.end())):
            return named
        if not names & _FACTS_ONLY:
            return None
        if len(text.split()) <= _PUT_RIGHT and _denies_a_fact(text, entities):
            return "correct"
        around = _around(text, entities)
        if around <= _AROUND_FACTS:
            return "inform"
        return "correct" if around <= _AROUND_FACTS | _AROUND_CORRECTIONS else None

    def _known_question(self, text: str) -> str | None:
        try:
            knowledge = shared_store().snapshot()
        except KnowledgeUnavailable as error:
            logger.error("Known questions are not recognised, the knowledge base is not available: %s", error)
            return None
        return known_questions(knowledge).get(fold(text))


def _denies_a_fact(text: str, entities: list[dict[str, Any]]) -> bool:
    """Whether a message puts a fact right ("Wieso 35 Leute? Ich sagte 85"), not only asks about it."""
    facts = [entity for entity in entities if entity["entity"] in _FACTS_ONLY and "start" in entity]
    denied = [entity for entity in facts if is_denied(text, entity["start"], entity["end"])]
    return bool(denied) and len(facts) > len(denied)


def meant_by_button(text: str) -> str | None:
    """Return the intent of a text that a button writes, however it is typed; None for any other text."""
    return _ALWAYS.get(plain(text))


def _named_at(entities: list[dict[str, Any]], text: str, start: int) -> str | None:
    """Return the intent that asks for the record whose name begins at ``start`` and has nothing but a bracket after it."""
    names = [item for item in entities if item["entity"] in _ASKED_BY_NAME and start <= item["start"] <= start + 1]
    longest = max(names, key=lambda item: int(item["end"]), default=None)
    if longest is None or not _AFTER_NAME.fullmatch(text, longest["end"]):
        return None
    return _ASKED_BY_NAME[longest["entity"]]


def _named(guessed: str | None, text: str, entities: list[dict[str, Any]]) -> str | None:
    """Return what a follow-up is about that names its subject ("läuft ZIM noch?", "das zweite Beispiel bitte")."""
    names = {entity["entity"] for entity in entities}
    short = len(text.split()) <= _SHORT
    if "programme" in names and (guessed in _FOLLOW_UPS | _NO_SUBJECT or (short and guessed == "ask_knowledge")):
        return "ask_programme"
    if "programme" in names and guessed == "correct" and questions_in(text):
        return "ask_programme"  # "Wir sind in Hessen! Wen frag ich da wegen GRW?" asks more than it puts right
    if "programme" in names and guessed == "find_funding" and _ASKS_WHETHER_IT_COUNTS.search(fold(text)):
        return "ask_programme"  # "und das GRW, zählt Fulda da dazu?"
    if "programme" in names and guessed == "ask_region_status" and not _ASKS_WHERE_LAND_STANDS.match(plain(text)):
        return "ask_programme"  # "die Nummer 3, MID-Digitalisierung NRW": the Land is a part of its name
    if "company" in names and guessed in _FOLLOW_UPS | {"find_case_study"}:
        return "ask_case_study"
    return "select_item" if "ordinal" in names and guessed in {"find_case_study", "find_funding", "more"} else None


def _of_application(guessed: str | None, text: str, entities: list[dict[str, Any]]) -> str | None:
    """Return that a question about applying is asked where a form or a fixed text would answer ("wann kommt das Fördergeld?").

    Who tells of a firm looks for money; so does who asks how to get any, unless it is that of a programme in the talk.
    """
    of_aid = asks_what_is_left(text)
    if guessed not in _MAY_ASK and not of_aid:
        return None
    spans = [item for item in entities if item["entity"] in {"programme", "term"} and "start" in item]
    asked = asked_of_application(text, [text[item["start"] : item["end"]] for item in spans])
    tells = {entity["entity"] for entity in entities} & (OF_FIRM - {"amount"})
    if not asked:
        return None
    if of_aid and "de_minimis" in asked:
        return "ask_conditions"
    if tells or guessed not in _MAY_ASK:
        return None
    if any(item["entity"] == "programme" for item in entities):
        return "ask_programme"
    if guessed == "talk_to_person":
        return "ask_centre" if "where" in asked and points_back(text) else None
    certain = set(asked) - _HOW_TO_GET_ANY or points_back(text) or asks_how_to_apply(text)
    return "ask_conditions" if certain else None


def _of_topic(guessed: dict[str, Any], text: str) -> str | None:
    """Return that a question is meant where small talk is only guessed ("was geht dabei oft schief?" is no "wie geht's?")."""
    if guessed.get("name") == "forget_fact" and says_left_out(text):
        return "ask_knowledge"
    doubtful = guessed.get("name") in _SMALL_TALK and float(guessed.get("confidence") or 0.0) < _SURE_OF_SMALL_TALK
    return "ask_knowledge" if doubtful and points_back(text) and questions_in(text) else None


def _of_examples(guessed: dict[str, Any], text: str) -> str | None:
    """Return that an example is wanted where a message asks who has done it ("hat schon mal jemand damit Geld verdient?")."""
    doubtful = float(guessed.get("confidence") or 0.0) < _SURE_OF_SMALL_TALK
    return "find_case_study" if guessed.get("name") in _MISTAKEN_FOR and doubtful and asks_who_did(text) else None


def _around(text: str, entities: list[dict[str, Any]]) -> set[str]:
    """Return the words of a message beside its facts: "mit", "Leuten", "in" of "Tischlerei mit 8 Leuten in Stendal"."""
    rest = list(text)
    for entity in entities:
        if entity["entity"] in _FACTS_ONLY:
            rest[entity["start"] : entity["end"]] = " " * (entity["end"] - entity["start"])
    return set(re.findall(r"[^\W\d]+", fold("".join(rest))))
