# Finds Python 3.10 and uv, or fetches them. Sourced by the other scripts; sets UV and PYTHON310.
# Rasa 3.6.21 runs on Python 3.10 only (on 3.11 and later pip would silently install Rasa 1.10).

say() { printf '  %s\n' "$*" >&2; }

fail() {
    printf '\n  Das geht hier noch nicht: %s\n\n' "$*" >&2
    exit 1
}

is_310() { [ -n "$1" ] && "$1" -c 'import sys, venv; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; }

find_uv() {
    for candidate in uv "$HOME/.local/bin/uv" "$PWD/.tools/bin/uv"; do
        if command -v "$candidate" >/dev/null 2>&1 && "$candidate" --version >/dev/null 2>&1; then
            UV=$(command -v "$candidate")
            return
        fi
    done
    say "uv fehlt und wird nach .tools geholt (einmalig) ..."
    for python in python3 python3.13 python3.12 python3.11 python3.10 python; do
        if command -v "$python" >/dev/null 2>&1 && "$python" -m venv .tools >/dev/null 2>&1; then
            if .tools/bin/python -m pip install --quiet --disable-pip-version-check uv >.tools/uv-install.log 2>&1; then
                UV="$PWD/.tools/bin/uv"
                return
            fi
            fail "uv liess sich nicht holen. Gibt es eine Verbindung zum Netz? Die Meldung steht in .tools/uv-install.log."
        fi
    done
    fail "Es gibt kein Python mit dem Modul venv. Unter Debian und Ubuntu: apt-get install python3 python3-venv"
}

# The last fix that the bot relies on: before 3.10.15, Python's e-mails can be given headers from outside (CVE-2024-6923).
# The bot itself puts nothing into a header that somebody else wrote; newer is better all the same.
GOOD_PATCH=15

patch_of() { "$1" -c 'import sys; print(sys.version_info[2])'; }

find_python() {
    best=-1
    for candidate in python3.10 "$HOME"/.pyenv/versions/3.10.*/bin/python /usr/local/bin/python3.10 /opt/python/*3.10*/bin/python \
        "$HOME"/.local/share/uv/python/cpython-3.10.*/bin/python3.10 python3 python; do
        candidate=$(command -v "$candidate" 2>/dev/null || true)
        if is_310 "$candidate" && [ "$(patch_of "$candidate")" -gt "$best" ]; then
            PYTHON310=$candidate
            best=$(patch_of "$candidate")
        fi
    done
    if [ "$best" -ge "$GOOD_PATCH" ]; then return; fi
    # Where an older one is there, no network is no reason to wait: uv would ask three times, with pauses.
    tries=0
    if [ "$best" -lt 0 ]; then
        say "Python 3.10 fehlt und wird geholt (einmalig) ..."
        tries=3
    fi
    if UV_HTTP_RETRIES=$tries "$UV" python install 3.10 >.tools/python-install.log 2>&1; then
        newest=$("$UV" python find --managed-python 3.10 2>/dev/null || true)
        if is_310 "$newest"; then PYTHON310=$newest; return; fi
    fi
    if [ "$best" -lt 0 ]; then
        fail "Python 3.10 ist nicht da und liess sich nicht holen. Bitte Python 3.10 installieren. Die Meldung steht in .tools/python-install.log."
    fi
    say "Python 3.10.$best ist alt, ein neueres 3.10 liess sich nicht holen. Der Bot läuft damit; empfohlen ist 3.10.$GOOD_PATCH oder neuer."
}

mkdir -p .tools
find_uv
find_python
