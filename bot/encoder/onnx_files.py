"""Networks on disk: written once for a machine, opened by every process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import onnxruntime


def written_once(folder: Path, write: Callable[[Path], None]) -> Path:
    """Return ``folder``, filled by ``write`` if it is not there. Several processes may start together: one of them wins.

    Raises:
        OSError: it cannot be written.
    """
    if folder.exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
    write(part)
    try:
        part.rename(folder)
    except OSError:
        shutil.rmtree(part)
        if not folder.exists():
            raise
    return folder


def opened(network: Path) -> onnxruntime.InferenceSession:
    """Return a network that can be run by several threads and in forked processes."""
    options = onnxruntime.SessionOptions()
    # One sentence is too little work to share, and a pool of threads would not survive a fork.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])
