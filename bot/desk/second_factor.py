"""The second factor: six figures from an app on the phone, new every half minute (TOTP, RFC 6238).

What the codes are made of is made itself of a salt in the data base and the server's secret: whoever has a copy of the
data base alone cannot make codes.
"""

from __future__ import annotations

import base64
import hmac
import io
import secrets

import pyotp
import segno

from bot.settings import VAR_DIR
from bot.web.secret import derived_key

ISSUER = "Erste Hilfe 4.0 Redaktion"
_SECONDS = 30
_BESIDE = 1
"""So many codes before and after the one of this moment are taken: clocks differ."""


def new_salt() -> str:
    """Return a salt for somebody who begins."""
    return secrets.token_hex(16)


def secret_of(salt: str) -> str:
    """Return what the app on the phone is given, in base 32."""
    key = derived_key(VAR_DIR, "desk second factor").encode()
    return base64.b32encode(hmac.new(key, salt.encode(), "sha256").digest()[:20]).decode()


def step_of(code: str, salt: str, now: float, after: int | None) -> int | None:
    """Return the number of the half minute that a code belongs to; None where it is wrong, too old, or used already.

    Args:
        code: what was typed; blanks do not count.
        salt: of the account.
        now: seconds since 1970.
        after: the half minute of the last code that was used.
    """
    typed = "".join(code.split())
    if len(typed) != 6 or not typed.isascii() or not typed.isdigit():
        return None
    codes = pyotp.TOTP(secret_of(salt))
    current = int(now // _SECONDS)
    for step in range(current - _BESIDE, current + _BESIDE + 1):
        if hmac.compare_digest(codes.at(step * _SECONDS), typed) and (after is None or step > after):
            return step
    return None


def picture(salt: str, name: str) -> str:
    """Return the code to scan, as SVG; black on white, because some phones read nothing else."""
    address = pyotp.TOTP(secret_of(salt)).provisioning_uri(name=name, issuer_name=ISSUER)
    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn,
        kind="svg",
        scale=5,
        border=4,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgns=False,
        title="Code für die App",
    )
    return drawn.getvalue().decode()
