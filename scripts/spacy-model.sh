# Installs the trained German model from the file that LOTSE_SPACY_WHEEL names. Sourced by setup.sh.
#
# It is a release file of the spaCy models project and in no package index. It is not fetched from here: nobody has published
# a hash of it that we could check, and a file that is not checked is code from whoever controls the address (S16).

if [ -n "${LOTSE_SPACY_WHEEL:-}" ] && ! .venv/bin/python -c 'import de_core_news_sm' 2>/dev/null; then
    [ -f "$LOTSE_SPACY_WHEEL" ] || fail "LOTSE_SPACY_WHEEL: Die Datei $LOTSE_SPACY_WHEEL gibt es nicht."
    "$UV" pip install --quiet --python .venv/bin/python --no-deps "$LOTSE_SPACY_WHEEL" ||
        fail "LOTSE_SPACY_WHEEL: $LOTSE_SPACY_WHEEL liess sich nicht einrichten."
    say "Deutsches Sprachmodell aus $LOTSE_SPACY_WHEEL eingerichtet."
fi
