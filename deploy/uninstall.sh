#!/usr/bin/env bash
# Removes the program: `sudo make uninstall`. Conversations, content, settings and back-ups stay, unless --purge is given.
set -euo pipefail
purge=no
[ "${1:-}" = --purge ] && purge=yes

[ "$(id -u)" -eq 0 ] || { echo "  Bitte als Verwalter aufrufen: sudo make uninstall" >&2; exit 1; }

if [ -d /run/systemd/system ]; then
    for unit in lotse-check.timer lotse-backup.timer lotse-mail.timer lotse-purge.timer lotse.service; do
        systemctl disable --now --quiet "$unit" 2>/dev/null || true
    done
fi
for kind in purge mail backup check; do
    rm -f "/etc/systemd/system/lotse-$kind.service" "/etc/systemd/system/lotse-$kind.timer"
done
rm -f /etc/systemd/system/lotse.service
rm -rf /etc/systemd/system/lotse-.service.d
[ ! -d /run/systemd/system ] || systemctl daemon-reload
rm -rf /opt/lotse /usr/local/bin/lotse

if [ "$purge" = yes ]; then
    rm -rf /var/lib/lotse /etc/lotse /var/backups/lotse
    if id lotse >/dev/null 2>&1; then userdel lotse; fi
    echo "  Entfernt, mit allen Gesprächen, Inhalten, Einstellungen und Sicherungen." >&2
else
    echo "  Entfernt. Es bleiben /var/lib/lotse, /etc/lotse und /var/backups/lotse." >&2
    echo "  Auch diese löschen, unwiderruflich: sudo make uninstall PURGE=yes" >&2
fi
