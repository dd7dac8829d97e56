#!/usr/bin/env bash
# Makes the environment of stock Rasa, the yardstick of `make bench`, in bench/stock/.venv.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/find-tools.sh
"$UV" sync --locked --quiet --project bench/stock --python "$PYTHON310"
