"""What is due while the servers run harms none of them (S2, R15)."""

from __future__ import annotations

import threading

import pytest

from bot.processes.duties import Duties, Duty


def test_a_duty_that_fails_keeps_no_other_from_being_done(capsys: pytest.CaptureFixture[str]) -> None:
    """S2: one e-mail that could not be built used to end all servers."""
    done = threading.Event()
    tries = []

    def fail() -> None:
        tries.append(1)
        raise RuntimeError("Eva Muster")

    def succeed() -> None:
        if len(tries) > 2:
            done.set()

    with Duties((Duty(fail, 0.0, "Rückrufbitten konnten nicht verschickt werden"), Duty(succeed, 0.0, "…"))):
        assert done.wait(60)
    said = capsys.readouterr().err
    assert said.count("Rückrufbitten konnten nicht verschickt werden: RuntimeError") == 1
    assert "Muster" not in said


def test_a_duty_that_hangs_does_not_hold_up_whoever_ends() -> None:
    release = threading.Event()
    begun = threading.Event()

    def hang() -> None:
        begun.set()
        release.wait()

    with Duties((Duty(hang, 1.0, "…"),)):
        assert begun.wait(60)
    release.set()
