"""A person of the centre writes in a talk in Telegram: their words come by the queue, under their name, in order, once."""

from __future__ import annotations

import time

from bot.privacy.reading_consent import ReadingConsents
from bot.privacy.tables import open_database
from bot.privacy.taking_over import TakingOver
from bot.telegram.persons import delivering
from tests.telegram.api_double import TOKEN, Double
from tests.telegram.running import RasaDouble, channel, until

BOT = int(TOKEN.split(":")[0])
CHAT = 71


def test_words_of_a_person_reach_the_chat_and_the_bot_says_nothing(
    double: Double, rasa: RasaDouble, sqlite_url: str
) -> None:
    engine = open_database(sqlite_url)
    persons = TakingOver(engine, 30, delivering(BOT))
    consents = ReadingConsents(engine, 30)
    talk, now = f"telegram-{CHAT}", time.time()
    consents.give(talk, "Darf jemand lesen und schreiben?", now, may_write=True)
    held = consents.of(talk, now)
    assert held is not None
    rasa.say = lambda text: []  # a person answers (bot.rasa.conversations.person)
    with channel(double, rasa, sqlite_url):
        assert persons.take(held.number, "anna", "A. Beispiel", now) == "taken"
        until(lambda: len(double.to(CHAT)) == 1)
        double.say("Können Sie mir helfen?", CHAT)
        until(lambda: rasa.texts(CHAT) == ["Können Sie mir helfen?"])
        persons.say(held.number, "anna", "Gern. Worum geht es?", now + 1)
        persons.leave(held.number, "anna", now + 2)
        until(lambda: len(double.to(CHAT)) == 3)
    said = [sent.text for sent in double.to(CHAT)]
    assert "A. Beispiel vom Zentrum schreibt Ihnen jetzt hier" in said[0]
    assert said[1] == "A. Beispiel, Zentrum: Gern. Worum geht es?"
    assert "Ab jetzt antworte ich wieder" in said[2]


def test_a_talk_of_another_channel_is_left_alone(double: Double, sqlite_url: str) -> None:
    engine = open_database(sqlite_url)
    consents, now = ReadingConsents(engine, 30), time.time()
    consents.give("web-1", "Darf jemand lesen und schreiben?", now, may_write=True)
    held = consents.of("web-1", now)
    assert held is not None
    TakingOver(engine, 30, delivering(BOT)).take(held.number, "anna", "A. Beispiel", now)
    from bot.telegram.queue import Queue

    assert Queue(engine, BOT, "k" * 32).chats_waiting() == []
