"""``python -m bot.procurement FOLDER``: builds the papers for a public centre (``make procurement``)."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path


def main() -> int:
    """Build them and say where they are. Exit code 1 where a licence is unknown."""
    from bot import quiet
    from bot.core.entry import begin

    quiet.set_variables()
    faults = begin()
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    from bot.procurement.licences import UnknownLicenceError
    from bot.procurement.papers import build

    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/procurement")
    try:
        files = build(folder, dt.datetime.now(dt.timezone.utc))
    except UnknownLicenceError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"  {len(files)} Papiere in {folder.absolute()}. Was noch auszufüllen ist: {folder / 'offen.md'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
