"""A file under a passphrase: the key by scrypt (RFC 7914), the content in pieces under ChaCha20-Poly1305 (RFC 8439).

The pieces are numbered and the last one says that it is the last, as in the STREAM construction (Hoang, Reyhanitabar, Rogaway
and Vizár 2015) that age uses too: a file that was cut, whose pieces were exchanged or changed is noticed. Layout: ``MAGIC``, one
byte with the logarithm of scrypt's cost, 16 bytes of salt, then pieces of 64 KiB and 16 bytes each, the last one shorter.
"""

from __future__ import annotations

import os
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"lotse-backup-1\n"
_COST = 17
"""Logarithm of scrypt's cost: 128 MB and a third of a second for each guess."""
_MOST_COST = 20
_SALT_BYTES = 16
_PIECE = 64 * 1024
_TAG = 16


class SealError(ValueError):
    """The file cannot be opened; the message is German."""


class Sealing:
    """Seals what is written to it; use it with ``with``: the file is whole only after an end without an error."""

    def __init__(self, target: IO[bytes], passphrase: str) -> None:
        """``target``: where the sealed bytes go; ``passphrase``: not empty."""
        salt = os.urandom(_SALT_BYTES)
        self._target = target
        self._cipher = _cipher(passphrase, salt, _COST)
        self._waiting = bytearray()
        self._number = 0
        target.write(MAGIC + bytes([_COST]) + salt)

    def write(self, data: bytes) -> int:
        """Take bytes."""
        self._waiting += data
        while len(self._waiting) > _PIECE:  # a full piece waits: it may be the last one
            self._seal(bytes(self._waiting[:_PIECE]), is_last=False)
            del self._waiting[:_PIECE]
        return len(data)

    def __enter__(self) -> Sealing:
        """Begin."""
        return self

    def __exit__(self, kind: object, *error: object) -> None:
        """Write the last piece."""
        if kind is None:
            self._seal(bytes(self._waiting), is_last=True)

    def _seal(self, piece: bytes, is_last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, is_last), piece, None))
        self._number += 1


class Opening:
    """Reads a sealed file from its beginning."""

    def __init__(self, source: IO[bytes], passphrase: str) -> None:
        """Read the head.

        Raises:
            SealError: it is no such file.
        """
        head = source.read(len(MAGIC) + 1 + _SALT_BYTES)
        if len(head) < len(MAGIC) + 1 + _SALT_BYTES or not head.startswith(MAGIC) or head[len(MAGIC)] > _MOST_COST:
            raise SealError("Das ist keine Sicherung unter einer Passphrase.")
        self._source = source
        self._cipher = _cipher(passphrase, head[len(MAGIC) + 1 :], head[len(MAGIC)])
        self._number = 0
        self._next = source.read(_PIECE + _TAG)
        self._open = bytearray()
        self._ended = False

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes, all that are left by default; none at the end.

        Raises:
            SealError: the passphrase is another one, or the file is damaged.
        """
        while not self._ended and (size < 0 or len(self._open) < size):
            self._open += self._piece()
        taken = bytes(self._open) if size < 0 else bytes(self._open[:size])
        del self._open[: len(taken)]
        return taken

    def _piece(self) -> bytes:
        piece, self._next = self._next, self._source.read(_PIECE + _TAG)
        self._ended = not self._next
        try:
            opened = self._cipher.decrypt(_nonce(self._number, self._ended), piece, None)
        except InvalidTag:
            if self._number:
                raise SealError("Die Sicherung ist beschädigt oder unvollständig.") from None
            raise SealError("Die Passphrase stimmt nicht, oder die Sicherung ist beschädigt.") from None
        self._number += 1
        return opened


def is_sealed(head: bytes) -> bool:
    """Return whether a file that begins with ``head`` is sealed."""
    return head.startswith(MAGIC)


def _cipher(passphrase: str, salt: bytes, cost: int) -> ChaCha20Poly1305:
    key = Scrypt(salt=salt, length=32, n=2**cost, r=8, p=1).derive(passphrase.encode())
    return ChaCha20Poly1305(key)


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
