"""``lotse ask`` and ``lotse chat`` as people and scripts run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT

FIELDS = {"topic", "facet", "alternatives", "id", "text", "intent", "confidence", "entities", "kind", "ids", "messages"}


def lotse(*arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.cli", *arguments]
    # Rasa, loaded by other tests of this process, has set variables of its own.
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    return subprocess.run(
        command, input=said, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False, env=surroundings
    )


def test_a_batch_gives_one_object_a_line_and_names_the_broken_one(model: Path, tmp_path: Path) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text(
        '{"id": "q1", "text": "Tischlerei, 8 Leute, Stendal, wollen ERP für 30.000 €, gibts da was?"}\n'
        "\n"
        "Was ist ein ERP?\n"
        '{"id": "q3"}\n'
        "/restart\n",
        encoding="utf-8",
    )
    done = lotse("ask", "--batch", str(batch))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert "Zeile 3" in done.stderr
    assert [set(answer) for answer in answers] == [FIELDS] * 3
    assert [answer["id"] for answer in answers] == ["q1", "3", "5"]
    funding, term, command = answers
    assert (funding["intent"], funding["kind"]) == ("find_funding", "programme_list")
    assert {"entity": "region", "value": "DE-ST"} in funding["entities"]
    assert funding["ids"]
    assert funding["messages"][0]["text"]
    assert (term["kind"], term["ids"]) == ("glossary", ["term:ERP"])
    assert command["text"] == "/restart"
    assert command["messages"]


def test_without_a_question_it_says_what_is_missing() -> None:
    done = lotse("ask")
    assert done.returncode == 2
    assert "Es fehlt die Frage" in done.stderr


@pytest.mark.parametrize("name", ["nirgends.txt", "."])
def test_a_batch_file_that_is_none(name: str) -> None:
    done = lotse("ask", "--batch", name)
    assert done.returncode == 2
    assert "gibt es nicht" in done.stderr


def test_a_conversation_keeps_what_was_said_and_ends_with_goodbye(model: Path) -> None:
    done = lotse("chat", said="wir sind 8 leute in stendal\nWas wissen Sie über mich?\ntschüss\nnoch da?\n")
    assert done.returncode == 0
    assert "8 Beschäftigte" in done.stdout
    assert "Sachsen-Anhalt" in done.stdout
    assert done.stdout.count("Sie:") == 3
    assert not done.stderr.strip()
