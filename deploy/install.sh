#!/usr/bin/env bash
# Installs or upgrades the bot on a Debian server: `sudo make install`, or this file as root. Written steps: docs/installation.md.
#
#   /opt/lotse/releases/…   one folder for each release: code and its environment, of root, read-only for the service
#   /opt/lotse/current      the release that runs; changing it is the upgrade, changing it back the way back
#   /opt/lotse/python       Python 3.10 where the system has none that everybody may run
#   /var/lib/lotse          content, model and conversations, of the user "lotse"
#   /etc/lotse/lotse.toml   settings, of root, readable for the service
#   /var/backups/lotse      back-ups
#
# An installation that runs goes on until the new release is complete. If that does not answer, the old one comes back.
#
# Environment: PYTHON_FROM  folder or .tar.gz of a Python 3.10, for machines that cannot fetch one
#              LOTSE_SPACY_WHEEL, UV_CACHE_DIR, UV_OFFLINE as ever
set -euo pipefail
umask 022
cd "$(dirname "$0")/.."
SOURCE=$PWD
OPT=/opt/lotse
STATE=/var/lib/lotse
SETTINGS=/etc/lotse/lotse.toml
BACKUPS=/var/backups/lotse
NEXT=$STATE/next      # where a new release learns
BEFORE=$STATE/before  # what the old one had, until the new one answers
UNITS=/etc/systemd/system
KEPT_RELEASES=2
READY_SECONDS=1800  # on a busy machine a start takes minutes

. deploy/python.sh

say() { printf '  %s\n' "$*" >&2; }
fail() { printf '\n  Nicht eingerichtet: %s\n\n' "$*" >&2; exit 1; }
has_systemd() { [ -d /run/systemd/system ]; }
as_lotse() { runuser -u lotse -- env -C / HOME="$STATE" LOTSE_HOME="$STATE" LOTSE_SETTINGS="$SETTINGS" "$@"; }

packages() {
    [ $# -gt 0 ] || return 0
    command -v apt-get >/dev/null 2>&1 || fail "Es fehlen diese Pakete des Systems: $*"
    say "Pakete des Systems werden geholt: $* ..."
    apt-get update -qq >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/tmp/lotse-apt.$$ 2>&1 ||
        { tail -5 /tmp/lotse-apt.$$ >&2; rm -f /tmp/lotse-apt.$$; fail "apt-get hat die Pakete nicht bekommen: $*"; }
    rm -f /tmp/lotse-apt.$$
}

# A name for what is installed: the version, and a number that changes with any file.
release_name() {
    local version number
    version=$(cat bot/version.py pyproject.toml 2>/dev/null | sed -nE 's/^(VERSION|version) = "([^"]+)"/\2/p' | head -1)
    number=$(files | xargs -0 sha256sum | sha256sum | cut -c1-10)
    printf '%s-%s' "$version" "$number"
}

# What belongs to the program, a name each: what git knows, or everything but what was made on the spot.
files() {
    if git -c safe.directory='*' rev-parse --git-dir >/dev/null 2>&1; then
        git -c safe.directory='*' ls-files -z --cached -- . ':!tests' ':!bench' ':!.ci' | while IFS= read -r -d '' file; do
            if [ -f "$file" ]; then printf '%s\0' "$file"; fi
        done
    else
        find . -type f -not -path './.git/*' -not -path './.venv/*' -not -path './.tools/*' -not -path './.cache/*' \
            -not -path './var/*' -not -path './models/*' -not -path './tests/*' -not -path './bench/*' -not -name '*.pyc' -not -name lotse.toml -print0 |
            LC_ALL=C sort -z
    fi
}

[ "$(id -u)" -eq 0 ] || fail "Bitte als Verwalter aufrufen: sudo make install"

missing=()
command -v python3 >/dev/null 2>&1 && python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3 python3-venv)
[ -e /etc/ssl/certs/ca-certificates.crt ] || missing+=(ca-certificates)
command -v runuser >/dev/null 2>&1 || missing+=(util-linux)
command -v useradd >/dev/null 2>&1 || missing+=(passwd)
packages "${missing[@]}"

id lotse >/dev/null 2>&1 || useradd --system --user-group --home-dir "$STATE" --no-create-home --shell /usr/sbin/nologin lotse
install -d -m 755 "$OPT" "$OPT/releases"
install -d -m 750 -o lotse -g lotse "$STATE" "$STATE/data" "$STATE/data/knowledge"
install -d -m 700 -o lotse -g lotse "$BACKUPS" "$STATE/var" "$STATE/models"
install -d -m 750 -o root -g lotse /etc/lotse

name=$(release_name)
release=$OPT/releases/$name
before=$(readlink "$OPT/current" 2>/dev/null || true)

if [ ! -e "$release/.complete" ]; then
    rm -rf "$release"
    mkdir -p "$release"
    files | tar --create --null --files-from=- | tar --extract --no-same-owner -C "$release"
    chmod -R u=rwX,go=rX "$release"
    python_for_all "$OPT/python"
    uv_for_root
    say "Die Umgebung wird eingerichtet (beim ersten Mal ein bis drei Minuten) ..."
    (
        cd "$release"
        UV_PROJECT_ENVIRONMENT="$release/.venv" UV_CACHE_DIR="${UV_CACHE_DIR:-$OPT/cache}" UV_LINK_MODE="${UV_LINK_MODE:-hardlink}" \
            "$UV" sync --quiet --locked --no-default-groups --compile-bytecode --python "$PYTHON310"
    ) || fail "Die Pakete liessen sich nicht einrichten. Gibt es eine Verbindung zum Netz und genug Platz (2 GB)?"
    if [ -n "${LOTSE_SPACY_WHEEL:-}" ]; then
        "$UV" pip install --quiet --no-deps --python "$release/.venv/bin/python" "$LOTSE_SPACY_WHEEL" ||
            fail "LOTSE_SPACY_WHEEL: $LOTSE_SPACY_WHEEL liess sich nicht einrichten."
    fi
    # The service may not write here, so Python would compile everything again at each start.
    "$release/.venv/bin/python" -m compileall -q "$release/bot" "$release/actions" >/dev/null
    chmod -R go=rX "$release"
    touch "$release/.complete"
fi

if [ ! -e "$SETTINGS" ]; then
    {
        printf '# Wo Inhalte, Modell und Gespräche liegen.\nhome = "%s"\n\n' "$STATE"
        env LOTSE_SETTINGS=/dev/null LOTSE_HOME="$STATE" "$release/.venv/bin/lotse" settings --example | sed '/^# home = /d'
    } >"$SETTINGS.new"
    chown root:lotse "$SETTINGS.new"
    chmod 640 "$SETTINGS.new"
    mv "$SETTINGS.new" "$SETTINGS"
    say "Einstellungen: $SETTINGS"
fi
as_lotse "$release/.venv/bin/lotse" settings >/dev/null || fail "Die Einstellungen passen nicht zur neuen Version; alles bleibt, wie es war."

# The state before an upgrade, so that the way back has its data, too.
if [ -n "$before" ] && [ "$before" != "releases/$name" ] && "$OPT/current/.venv/bin/lotse" backup --help >/dev/null 2>&1; then
    as_lotse mkdir -p "$BACKUPS/vor-$name"
    as_lotse "$OPT/current/.venv/bin/lotse" backup "$BACKUPS/vor-$name" >/dev/null ||
        fail "Vor der neuen Version liess sich nichts sichern; alles bleibt, wie es war."
fi

# What a release has to learn it learns before anybody has to wait for it: from copies, while the old one answers.
learnt=
learn_beside() {
    say "Die neue Version lernt, während die alte antwortet ..."
    rm -rf "$NEXT"
    as_lotse mkdir -p "$NEXT/var"
    as_lotse cp -a "$STATE/data" "$STATE/models" "$NEXT/"
    for kept in index cache; do
        if [ -d "$STATE/var/$kept" ]; then as_lotse cp -a "$STATE/var/$kept" "$NEXT/var/"; fi
    done
    take_content "$NEXT"
    as_lotse env LOTSE_HOME="$NEXT" LOTSE_DB_URL="sqlite:///$NEXT/var/lotse.db" LOTSE_TRACKER_URL="sqlite:///$NEXT/var/conversations.db" \
        "$release/.venv/bin/python" -m bot.learning.preparing || { rm -rf "$NEXT"; fail "Die neue Version hat nicht gelernt; alles bleibt, wie es war."; }
    learnt=yes
}

take_content() { as_lotse "$release/.venv/bin/python" "$release/deploy/take_content.py" "$release/data/knowledge" "$1/data/knowledge"; }

# Puts what was learnt beside where the servers look for it; what was there before is kept until the new one answers.
take_learnt() {
    rm -rf "$BEFORE"
    as_lotse mkdir -p "$BEFORE"
    as_lotse cp -a "$STATE/data" "$STATE/models" "$BEFORE/"
    take_content "$STATE"
    [ -n "$learnt" ] || return 0
    as_lotse cp -a "$NEXT/models/." "$STATE/models/"
    as_lotse cp -a "$NEXT/var/index/." "$STATE/var/index/"
    rm -rf "$NEXT"
}

bring_back() {
    rm -rf "$STATE/data" "$STATE/models"
    mv "$BEFORE/data" "$BEFORE/models" "$STATE/"
    point_to "$before"
}

point_to() { ln -sfn "$1" "$OPT/current.new" && mv -T "$OPT/current.new" "$OPT/current"; }

is_upgrade() { [ -n "$before" ] && [ "$before" != "releases/$name" ]; }

if [ -z "$before" ]; then
    take_content "$STATE"
    say "Der Bot lernt, was er weiß (beim ersten Mal einige Minuten) ..."
    as_lotse "$release/.venv/bin/python" -m bot.learning.preparing || fail "Der Bot konnte nicht lernen; die Meldungen darüber sagen, warum."
elif is_upgrade; then
    learn_beside
fi

install -m 755 deploy/lotse /usr/local/bin/lotse
install -d -m 755 "$UNITS" "$UNITS/lotse-.service.d"
install -m 644 deploy/systemd/*.service deploy/systemd/*.timer "$UNITS/"
install -m 644 deploy/systemd/lotse-.service.d/*.conf "$UNITS/lotse-.service.d/"
timers=(lotse-purge.timer lotse-mail.timer lotse-backup.timer lotse-check.timer)

if ! has_systemd; then
    if is_upgrade; then take_learnt; fi
    point_to "releases/$name"
    say "Hier läuft kein systemd. Von Hand: lotse serve"
else
    systemctl daemon-reload
    systemctl enable --quiet lotse.service "${timers[@]}"
    if is_upgrade; then
        systemctl stop lotse.service
        take_learnt
    fi
    point_to "releases/$name"
    say "Der Bot wird gestartet ..."
    if ! timeout "$READY_SECONDS" systemctl restart lotse.service; then
        is_upgrade || fail "Der Bot antwortet nicht. Warum: journalctl -u lotse.service"
        systemctl stop lotse.service || true
        bring_back
        systemctl restart lotse.service || true
        fail "Die neue Version antwortet nicht; die alte läuft wieder. Warum: journalctl -u lotse.service"
    fi
    systemctl start "${timers[@]}"
fi
rm -rf "$BEFORE"

# The release before stays for the way back; older ones go.
find "$OPT/releases" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %f\n' | sort -rn | cut -d' ' -f2- | while IFS= read -r old; do
    if [ "$old" != "$name" ] && [ "releases/$old" != "$before" ]; then printf '%s\n' "$old"; fi
done | tail -n "+$KEPT_RELEASES" | while IFS= read -r old; do rm -rf "${OPT:?}/releases/$old"; done

say "Eingerichtet: $name. Einstellungen: $SETTINGS. Befehle: lotse --help"
say "https davor: docs/installation.md"
