#!/usr/bin/env bash
# Gets what only the tests need: Chromium, Firefox and WebKitGTK to drive, PostgreSQL, Redis, nginx and Caddy,
# and what makes a bare Debian and network namespaces. Where they cannot be
# installed, the tests that need them say so and are skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing+=(chromium)
command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || missing+=(firefox-esr)
command -v WebKitWebDriver >/dev/null 2>&1 || missing+=(webkit2gtk-driver)
command -v Xvfb >/dev/null 2>&1 || missing+=(xvfb)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || missing+=(postgresql)
command -v redis-server >/dev/null 2>&1 || missing+=(redis-server)
[ -x /usr/sbin/nginx ] || command -v nginx >/dev/null 2>&1 || missing+=(nginx-light)
command -v caddy >/dev/null 2>&1 || missing+=(caddy)
command -v debootstrap >/dev/null 2>&1 || missing+=(debootstrap)
command -v systemd-analyze >/dev/null 2>&1 || missing+=(systemd)
command -v ip >/dev/null 2>&1 || missing+=(iproute2)
[ ${#missing[@]} -eq 0 ] && exit 0

run=()
[ "$(id -u)" -eq 0 ] || run=(sudo -n)
if command -v apt-get >/dev/null 2>&1 && "${run[@]}" true 2>/dev/null; then
    printf '  Für die Tests werden eingerichtet: %s ...\n' "${missing[*]}" >&2
    "${run[@]}" apt-get update -qq >/dev/null 2>&1 || true
    # One by one: a name that this system does not know must not keep it from getting the others.
    for package in "${missing[@]}"; do
        DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 ||
            printf '  Nicht einzurichten: %s. Die Tests dazu werden übersprungen.\n' "$package" >&2
    done
else
    printf '  Es fehlen %s; ohne Verwalterrechte werden die Tests dazu übersprungen.\n' "${missing[*]}" >&2
fi
