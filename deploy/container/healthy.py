"""Whether the servers of this container answer; the exit code says so."""

from __future__ import annotations

import os
import sys
import urllib.request

port = os.environ.get("LOTSE_PORT", "5005")
try:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/ui/health", timeout=4) as answer:
        sys.exit(0 if answer.status == 200 else 1)
except OSError:
    sys.exit(1)
