#!/usr/bin/env bash
# Makes a release of what is committed: checks that it is one, packs it with checksums and the list of its parts, and tags it.
# Nothing is sent anywhere; "git push origin vX.Y.Z" does that. Called by "make release".
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/find-tools.sh

version=$(.venv/bin/python -c 'from bot.version import VERSION; print(VERSION)')
name="erste-hilfe-4.0-$version"
tag="v$version"
folder="dist/$name"

[[ "$version" =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "bot/version.py: $version ist keine Version der Form 1.2.3."
grep -q "^version = \"$version\"" pyproject.toml || fail "pyproject.toml nennt eine andere Version als bot/version.py ($version)."
grep -q "^## $version " CHANGELOG.md || fail "In CHANGELOG.md fehlt ein Abschnitt: ## $version – $(date +%F)"
[ -e "tests/privacy/releases/$version.sql" ] || fail "Es fehlen die Daten dieser Version: python -m tests.privacy.release_data"
[ -z "$(git status --porcelain)" ] || fail "Es gibt Aenderungen ohne Commit (git status)."
if git rev-parse -q --verify "refs/tags/$tag" >/dev/null; then fail "$tag gibt es schon."; fi
find_uv
"$UV" lock --check --quiet || fail "uv.lock passt nicht zu pyproject.toml (uv lock)."

rm -rf "$folder"
mkdir -p "$folder"
# gzip -n: the same commit gives the same file on every machine.
git archive --format=tar --prefix="$name/" HEAD | gzip -n -9 >"$folder/$name.tar.gz"
.venv/bin/python -m bot.procurement "$folder/papers" >/dev/null || fail "Die Papiere mit der Liste der Teile (SBOM) entstehen nicht."
find "$folder/papers" -name '*sbom*.json' -exec cp {} "$folder/$name.cdx.json" \;
[ -s "$folder/$name.cdx.json" ] || fail "Die Liste der Teile (SBOM) fehlt."
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git log -1 --format=%ct)" -C "$folder" -cf - papers |
    gzip -n -9 >"$folder/$name-papers.tar.gz"
rm -rf "$folder/papers"
(cd "$folder" && sha256sum ./*.gz ./*.json >SHA256SUMS)
awk -v head="## $version " 'index($0, head) == 1 { found = 1; next } /^## / { found = 0 } found' CHANGELOG.md >"$folder/CHANGES.md"
git tag -a "$tag" -m "Erste Hilfe 4.0, Version $version" -m "$(cat "$folder/SHA256SUMS")"
printf '\n  %s liegt in %s, mit dem Tag %s.\n\n' "$name" "$folder" "$tag"
