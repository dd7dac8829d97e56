"""The conditions of a candidate: what all who ask for it say, and nobody who asks for its neighbours."""

from __future__ import annotations

import numpy as np
import pytest

from bot.knowledge.search.candidates import Candidate
from bot.knowledge.search.presupposed import Presupposed

GENERAL = (
    "Muss ich E-Rechnungen schreiben?",
    "ist die e-rechnung pflicht",
    "ab wann brauche ich E-Rechnung",
    "rechnung elektronisch stellen",
)
COMMISSION = (
    "Muss ich bei Provisionen E-Rechnungen schreiben?",
    "provision und e-rechnung",
    "e-rechnung für provisionsgutschrift",
    "bekomme Provision, brauche ich E-Rechnung",
)
OTHERS = tuple(
    Candidate(f"x{n}", f"topic {n}", "kurz", "recht", (f"Was ist Ding{n}?", f"ding{n} kosten"), "", ())
    for n in range(60)
)
CANDIDATES = (
    Candidate("general", "e-rechnung", "pflicht", "recht", GENERAL, "", ()),
    Candidate("commission", "e-rechnung", "ausnahmen", "recht", COMMISSION, "", ()),
    *OTHERS,
)
KNOWN = Presupposed.learn(CANDIDATES)
PLACES = np.asarray([0, 1])


def test_who_says_nothing_of_a_commission_hardly_means_it() -> None:
    said, unsaid = KNOWN.of("muss ich jetzt e-rechnungen schreiben", PLACES, in_talk=True)
    assert list(said) == [0, 0]
    assert unsaid[0] == 0 and unsaid[1] == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("text", ["E-Rechnung für meine Provisionen?", "wie ist das mit der PROVISION"])
def test_who_says_it_means_it(text: str) -> None:
    said, unsaid = KNOWN.of(text, PLACES, in_talk=True)
    assert said[1] == pytest.approx(1, abs=0.01) and unsaid[1] == pytest.approx(0, abs=0.01)


def test_a_topic_with_one_article_has_no_conditions() -> None:
    assert not np.any(KNOWN.of("irgendwas", np.arange(2, len(CANDIDATES))))


def test_what_is_kept_says_the_same() -> None:
    again = Presupposed(KNOWN.words, **KNOWN.arrays)
    for text in (*GENERAL, *COMMISSION, ""):
        assert np.array_equal(again.of(text, PLACES), KNOWN.of(text, PLACES))


def test_inside_a_talk_only_what_nearly_all_say_is_a_condition() -> None:
    phrasings = ("e-rechnung am bau", *COMMISSION)
    known = Presupposed.learn(
        (CANDIDATES[0], Candidate("both", "e-rechnung", "branche", "recht", phrasings, "", ()), *OTHERS)
    )
    alone, in_talk = (known.of("e-rechnung", PLACES, in_talk)[1][1] for in_talk in (False, True))
    assert alone > in_talk == pytest.approx(0.8, abs=0.01)
