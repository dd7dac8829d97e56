#!/usr/bin/env bash
# Makes the environment in .venv: tools, locked packages, and the German model where the network allows it.
# With "--group NAME", also what that group of pyproject.toml adds. What was added before stays.
# Runs again in a fraction of a second when nothing has changed.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/.lotse-setup${2:+-$2}
wanted=$(cat uv.lock pyproject.toml scripts/setup.sh scripts/find-tools.sh scripts/spacy-model.sh | cksum)
if [ -x .venv/bin/lotse ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then exit 0; fi

. scripts/find-tools.sh
quiet=--quiet
if [ -t 2 ]; then quiet=; fi
say "Pakete werden eingerichtet (beim ersten Mal ein bis drei Minuten) ..."
"$UV" sync --locked --inexact --no-default-groups "$@" --python "$PYTHON310" $quiet ||
    fail "Die Pakete liessen sich nicht einrichten. Gibt es eine Verbindung zum Netz und genug Platz (2 GB)?"
. scripts/spacy-model.sh
printf '%s\n' "$wanted" > "$stamp"
