"""A bare Debian of our own: made by debootstrap, entered with namespaces, and started with its systemd as process 1."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import psutil
import pytest

from bot.settings import ROOT

SUITE = os.environ.get("LOTSE_TEST_DEBIAN", "bookworm")
PYTHON = "root/.pyenv/versions/3.10.99"
"""Where an administrator of that Debian has a Python 3.10 that nobody else may run (O9)."""
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

_ENTER = """
root=$1; shift
mount -t proc proc "$root/proc"; mount --rbind /dev "$root/dev"
mount --bind -o ro "$PYTHON_HERE" "$root/$PYTHON_THERE"
mkdir -p "$root/uv-cache"; mount --bind "$UV_HERE" "$root/uv-cache"
exec chroot "$root" "$@"
"""
_BOOT = """
root=$1
mount --make-rprivate /; mount --bind "$root" "$root"; cd "$root"
mount -t proc proc proc; mount -t sysfs sys sys; mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs tmpfs dev; mkdir dev/pts dev/shm
for name in null zero full random urandom tty; do touch dev/$name; mount --bind /dev/$name dev/$name; done
mount -t devpts devpts dev/pts -o newinstance,ptmxmode=0666
ln -s pts/ptmx dev/ptmx; ln -s /proc/self/fd dev/fd
mount -t tmpfs tmpfs run; mount -t tmpfs tmpfs tmp
mount --bind -o ro "$PYTHON_HERE" "$PYTHON_THERE"; mount --bind "$UV_HERE" uv-cache
mkdir -p .old; pivot_root . .old; umount -l /.old; cd /
exec env -i container=test PATH=$PATH /lib/systemd/systemd --system --log-target=journal
"""


class Debian:
    """``root``: its folder; ``source``: the project in it, in a path with blanks."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.source = root / "root" / "Mein Ordner" / "erste hilfe"

    def run(
        self, *command: str, network: bool = True, check: bool = True, **given: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as root in it, with processes and mounts of its own."""
        unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child", *([] if network else ["--net"])]
        cache = Path.home() / ".cache" / "uv"
        cache.mkdir(parents=True, exist_ok=True)
        outside = {**os.environ, "PYTHON_HERE": sys.base_prefix, "PYTHON_THERE": PYTHON, "UV_HERE": str(cache)}
        return finished(
            [*unshare, "bash", "-c", _ENTER, "_", str(self.root), *inside(**given), *command], check, outside
        )

    @contextmanager
    def booted(self) -> Iterator[Booted]:
        """Start it, with a network of its own that leads nowhere."""
        command = ["unshare", "--pid", "--mount", "--uts", "--ipc", "--cgroup", "--net", "--fork", "--kill-child"]
        command += ["bash", "-c", _BOOT, "_", str(self.root)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=outside())
        try:
            yield Booted(process)
        finally:
            for child in psutil.Process(process.pid).children():
                child.send_signal(signal.SIGKILL)  # process 1 of a namespace takes all others with it
            process.wait(60)


class Booted:
    """The running system."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        until = time.monotonic() + 120
        while self.run("systemctl", "is-system-running", check=False).stdout.strip() not in ("running", "degraded"):
            assert process.poll() is None and time.monotonic() < until, "systemd did not start"
            time.sleep(0.5)
        self.run("ip", "link", "set", "lo", "up")

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command as root in it."""
        children = psutil.Process(self._process.pid).children()
        if not children:
            return subprocess.CompletedProcess(command, 1, "", "")
        return finished(
            ["nsenter", "--target", str(children[0].pid), "--all", *inside(UV_OFFLINE="1"), *command], check
        )


def outside() -> dict[str, str]:
    """Return the environment of the scripts above: what of this machine is lent to that Debian, so that less is fetched."""
    cache = Path.home() / ".cache" / "uv"
    cache.mkdir(parents=True, exist_ok=True)
    return {**os.environ, "PYTHON_HERE": sys.base_prefix, "PYTHON_THERE": PYTHON, "UV_HERE": str(cache)}


def inside(**given: str) -> list[str]:
    """Return how a command begins in there: with nothing of our environment but what the network needs."""
    kept = {
        name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_")) or name.endswith("_proxy")
    }
    kept |= {"SSL_CERT_FILE": str(_CERTIFICATES)} if _CERTIFICATES.exists() else {}
    fixed = {"PATH": _PATH, "HOME": "/root", "LANG": "C.UTF-8", "UV_CACHE_DIR": "/uv-cache", "UV_LINK_MODE": "copy"}
    return ["env", "-i", *(f"{name}={value}" for name, value in {**kept, **fixed, **given}.items())]


def finished(
    command: list[str], check: bool, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, stdin=subprocess.DEVNULL
    )
    assert not check or done.returncode == 0, f"{command[-3:]}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done


@contextmanager
def made() -> Iterator[Debian]:
    """Make one with the project in it; skips where that cannot be done here, and says why."""
    if os.geteuid() != 0:
        pytest.skip("only root can make a Debian")
    if shutil.which("debootstrap") is None:
        pytest.skip("no debootstrap (Debian: apt-get install debootstrap)")
    if subprocess.run(["unshare", "--mount", "--pid", "--net", "--fork", "true"], check=False).returncode:
        pytest.skip("namespaces are not permitted here")
    folder = Path(mkdtemp(prefix="lotse-debian-"))
    try:
        folder.chmod(0o755)
        command = ["debootstrap", "--variant=minbase", "--include=ca-certificates", SUITE, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"no Debian could be made: {done.stdout[-300:]}")
        debian = Debian(folder)
        _fill(debian)
        yield debian
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(debian: Debian) -> None:
    for name in ("resolv.conf", "hosts"):
        shutil.copy(Path("/etc") / name, debian.root / "etc" / name)
    if _CERTIFICATES.exists():
        shutil.copy(_CERTIFICATES, debian.root / "etc/ssl/certs/ca-certificates.crt")
    (debian.root / PYTHON).mkdir(parents=True)
    (debian.root / "root").chmod(0o700)
    debian.source.mkdir(parents=True)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    for name in (item.decode() for item in listed if item):
        if (ROOT / name).is_file():
            target = debian.source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
