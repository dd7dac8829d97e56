# Finds Python 3.10 and uv for an installation, where everybody may run them. Sourced by install.sh; sets PYTHON310 and UV.
# In the home of an administrator, which the service may not enter, they are of no use (O9).

# What Python 3.10 needs of the system, by what it imports.
PYTHON_NEEDS='import bz2, ctypes, hashlib, lzma, readline, sqlite3, ssl, uuid, venv, zlib, sys; sys.exit(sys.version_info[:2] != (3, 10))'
PYTHON_LIBRARIES='libssl3 libffi8 libsqlite3-0 libbz2-1.0 liblzma5 libreadline8 libncursesw6 libuuid1 zlib1g libexpat1'

good_python() { [ -n "$1" ] && [ -x "$1" ] && "$1" -c "$PYTHON_NEEDS" >/dev/null 2>&1; }

# Whether a user who is nobody in particular reaches it, its libraries included.
for_everybody() { runuser -u lotse -- env -C / "$1" -c "$PYTHON_NEEDS" >/dev/null 2>&1; }

# A name each; a home with blanks in its name is none that adduser makes.
pythons_below() { ls -d "$1"/.pyenv/versions/3.10.*/bin/python3.10 "$1"/.local/share/uv/python/cpython-3.10.*/bin/python3.10 2>/dev/null || true; }

# Fetches a Python 3.10, or copies one that is here, to the folder $1.
python_for_all() {
    local folder=$1 candidate real
    if [ -z "${PYTHON_FROM:-}" ]; then
        for candidate in "$folder/bin/python3.10" /usr/bin/python3.10 /usr/local/bin/python3.10 /opt/python/*3.10*/bin/python3.10; do
            if good_python "$candidate" && for_everybody "$candidate"; then PYTHON310=$candidate; return; fi
        done
        # The homes of root and of whoever has called sudo.
        for candidate in "$(command -v python3.10 || true)" $(pythons_below "$HOME") \
            $(pythons_below "$(getent passwd "${SUDO_USER:-root}" | cut -d: -f6)"); do
            [ -x "$candidate" ] || continue
            real=$(readlink -f "$candidate")
            say "Python 3.10 wird von $(dirname "$(dirname "$real")") nach $folder kopiert ..."
            if copy_python "$(dirname "$(dirname "$real")")" "$folder"; then PYTHON310=$folder/bin/python3.10; return; fi
        done
        uv_for_root
        say "Python 3.10 fehlt und wird geholt (einmalig) ..."
        if UV_PYTHON_INSTALL_DIR="$folder.fetched" "$UV" python install --quiet --no-bin 3.10 >/dev/null 2>&1; then
            real=$(echo "$folder".fetched/cpython-3.10.*/bin/python3.10)
            if copy_python "$(dirname "$(dirname "$real")")" "$folder"; then
                rm -rf "$folder.fetched"
                PYTHON310=$folder/bin/python3.10
                return
            fi
        fi
        fail "Python 3.10 ist nicht da und liess sich nicht holen. PYTHON_FROM kann einen Ordner oder ein .tar.gz damit nennen."
    fi
    if [ -f "$PYTHON_FROM" ]; then
        rm -rf "$folder.unpacked"
        mkdir -p "$folder.unpacked"
        tar --extract --no-same-owner --strip-components=1 -C "$folder.unpacked" -f "$PYTHON_FROM" || fail "PYTHON_FROM: $PYTHON_FROM ist kein Archiv."
        copy_python "$folder.unpacked" "$folder" || fail "PYTHON_FROM: In $PYTHON_FROM ist kein Python 3.10, das hier läuft."
        rm -rf "$folder.unpacked"
    else
        copy_python "$PYTHON_FROM" "$folder" || fail "PYTHON_FROM: In $PYTHON_FROM ist kein Python 3.10, das hier läuft."
    fi
    PYTHON310=$folder/bin/python3.10
}

# Copies the Python in $1 to $2, without its tests and packages, and sees to it that it runs there.
copy_python() {
    local from=$1 to=$2
    [ -x "$from/bin/python3.10" ] || return 1
    rm -rf "$to.new"
    mkdir -p "$to.new"
    tar --create -C "$from" --exclude='lib/python3.10/test' --exclude='lib/python3.10/site-packages/*' --exclude='*.a' \
        --exclude='__pycache__' --exclude=share bin lib | tar --extract --no-same-owner -C "$to.new"
    chmod -R u=rwX,go=rX "$to.new"
    rm -rf "$to"
    mv "$to.new" "$to"
    mend_library_path "$to"
    if ! good_python "$to/bin/python3.10"; then
        # shellcheck disable=SC2086  # a list of names
        packages $(known_packages $PYTHON_LIBRARIES)
    fi
    "$to/bin/python3.10" -m compileall -q "$to/lib/python3.10" >/dev/null 2>&1 || true
    good_python "$to/bin/python3.10" && for_everybody "$to/bin/python3.10"
}

# One that was built for another folder looks for its own library there (pyenv builds such ones).
mend_library_path() {
    local to=$1
    ls "$to"/lib/libpython3.10.so* >/dev/null 2>&1 || return 0
    if env -u LD_LIBRARY_PATH "$to/bin/python3.10" -c '' 2>/dev/null && for_everybody_plain "$to/bin/python3.10"; then return 0; fi
    command -v patchelf >/dev/null 2>&1 || packages patchelf
    # shellcheck disable=SC2016  # the loader reads $ORIGIN
    patchelf --set-rpath '$ORIGIN/../lib' "$to/bin/python3.10"
}

for_everybody_plain() { runuser -u lotse -- env -C / "$1" -c '' >/dev/null 2>&1; }

# Those of the names that this Debian knows, under the name that it has for them (Debian 13 calls some of them …t64).
known_packages() {
    local name
    apt-get update -qq >/dev/null 2>&1 || true
    for name in "$@"; do
        if apt-cache show "$name" >/dev/null 2>&1; then printf '%s ' "$name"
        elif apt-cache show "${name}t64" >/dev/null 2>&1; then printf '%s ' "${name}t64"; fi
    done
}

uv_for_root() {
    [ -z "${UV:-}" ] || return 0
    local candidate
    for candidate in uv "$OPT/tools/bin/uv" "$SOURCE/.tools/bin/uv"; do
        if command -v "$candidate" >/dev/null 2>&1 && "$candidate" --version >/dev/null 2>&1; then
            UV=$(command -v "$candidate")
            return
        fi
    done
    say "uv wird nach $OPT/tools geholt (einmalig) ..."
    python3 -m venv "$OPT/tools" && "$OPT/tools/bin/python" -m pip install --quiet --disable-pip-version-check uv ||
        fail "uv liess sich nicht holen. Gibt es eine Verbindung zum Netz?"
    UV=$OPT/tools/bin/uv
}
