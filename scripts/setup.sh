#!/usr/bin/env bash
# Makes the environment in .venv: tools, locked packages, and the German model where the network allows it.
# Runs again in a fraction of a second when nothing has changed.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/.lotse-setup
wanted=$(cat uv.lock pyproject.toml scripts/setup.sh | cksum)
if [ -x .venv/bin/lotse ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then exit 0; fi

. scripts/find-tools.sh
say "Pakete werden eingerichtet (beim ersten Mal ein bis drei Minuten) ..."
"$UV" sync --locked --python "$PYTHON310" --quiet ||
    fail "Die Pakete liessen sich nicht einrichten. Gibt es eine Verbindung zum Netz und genug Platz (3 GB)?"

# The trained German model is a release file of the spaCy models project, not in a package index.
if ! .venv/bin/python -c 'import de_core_news_sm' 2>/dev/null; then
    if "$UV" pip install --quiet --python .venv/bin/python --no-deps \
        "https://github.com/explosion/spacy-models/releases/download/de_core_news_sm-3.7.0/de_core_news_sm-3.7.0-py3-none-any.whl" 2>/dev/null; then
        say "Deutsches Sprachmodell de_core_news_sm 3.7.0 eingerichtet."
    else
        say "Das deutsche Sprachmodell de_core_news_sm ist nicht erreichbar; der Bot nutzt die Ersatzkette (README, \"German\")."
    fi
fi
printf '%s\n' "$wanted" > "$stamp"
