#!/bin/sh
# What the container starts with: the release's content is brought to where the centre keeps its own, then the command runs.
set -eu
umask 077
python /opt/lotse/deploy/take_content.py /opt/lotse/data/knowledge /var/lib/lotse/data/knowledge
exec lotse "$@"
