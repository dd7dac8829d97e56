"""Each change as a commit, where the folder of the content is in a git work tree and a setting says so."""

from __future__ import annotations

import logging
import os
import subprocess
from pathlib import Path

logger = logging.getLogger(__name__)

_SECONDS = 20.0
_MAIL = "redaktion.invalid"
"""In place of an address of somebody: git wants one, and nobody's belongs there."""


def commit(folder: Path, name: str, message: str, who: str) -> bool:
    """Commit one file, and no other; False where that did not work: the change itself is live.

    Args:
        folder: of the content.
        name: of the file in it.
        message: what was done.
        who: name of the account.
    """
    person = {"GIT_AUTHOR_NAME": who, "GIT_AUTHOR_EMAIL": f"{who}@{_MAIL}"}
    committer = {"GIT_COMMITTER_NAME": "Redaktion", "GIT_COMMITTER_EMAIL": f"desk@{_MAIL}"}
    environment = {**os.environ, **person, **committer, "GIT_TERMINAL_PROMPT": "0"}
    # Neither hooks nor signatures: both may ask somebody who is not there.
    git = ["git", "-C", str(folder), "-c", "core.hooksPath=/dev/null", "-c", "commit.gpgsign=false"]
    try:
        for command in (["add", "--", name], ["commit", "-q", "-m", message, "--", name]):
            subprocess.run([*git, *command], env=environment, check=True, capture_output=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        logger.warning("A change of the content is not committed: %s", type(error).__name__)
        return False
    return True
