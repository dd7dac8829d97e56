"""A back-up under a passphrase: nobody reads it without, and nothing that was cut or changed passes for whole."""

from __future__ import annotations

import io
import os

import pytest

from bot.operations import sealed
from bot.operations.sealed import Opening, SealError, Sealing

PASSPHRASE = "Donaudampfschiff"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "_COST", 4)


def sealed_bytes(content: bytes) -> bytes:
    target = io.BytesIO()
    with Sealing(target, PASSPHRASE) as sealing:
        for start in range(0, len(content), 50_000):
            sealing.write(content[start : start + 50_000])
    return target.getvalue()


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 300_000])
def test_what_goes_in_comes_out(size: int) -> None:
    content = os.urandom(size)
    closed = sealed_bytes(content)
    assert Opening(io.BytesIO(closed), PASSPHRASE).read() == content
    assert content[:32] not in closed or size < 2


def test_the_same_content_is_never_the_same_file() -> None:
    assert sealed_bytes(b"a") != sealed_bytes(b"a")


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(SealError, match="Passphrase stimmt nicht"):
        Opening(io.BytesIO(sealed_bytes(b"geheim")), "Donaudampfschifffahrt").read()


@pytest.mark.parametrize("left", [200_000, 65_536 + 16 + 32, 65_536 + 16 + 32 + 5])
def test_a_file_that_was_cut_is_noticed(left: int) -> None:
    """At the end of a piece, too: no piece but the last one says that it is the last."""
    with pytest.raises(SealError):
        Opening(io.BytesIO(sealed_bytes(os.urandom(300_000))[:left]), PASSPHRASE).read()


def test_pieces_in_another_order_are_noticed() -> None:
    closed = sealed_bytes(os.urandom(300_000))
    head, piece = 32, 65_552
    swapped = (
        closed[:head]
        + closed[head + piece : head + 2 * piece]
        + closed[head : head + piece]
        + closed[head + 2 * piece :]
    )
    with pytest.raises(SealError):
        Opening(io.BytesIO(swapped), PASSPHRASE).read()


def test_each_changed_byte_is_noticed() -> None:
    closed = sealed_bytes(os.urandom(70_000))
    for place in (16, 20, 40, 65_580, len(closed) - 1):
        changed = closed[:place] + bytes([closed[place] ^ 1]) + closed[place + 1 :]
        with pytest.raises(SealError):
            Opening(io.BytesIO(changed), PASSPHRASE).read()


def test_no_head_makes_us_reckon_for_ever() -> None:
    closed = bytearray(sealed_bytes(b"a"))
    closed[len(sealed.MAGIC)] = 40
    with pytest.raises(SealError, match="keine Sicherung"):
        Opening(io.BytesIO(bytes(closed)), PASSPHRASE)
