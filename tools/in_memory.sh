#!/usr/bin/env bash
# Runs the suites with their temporary files in memory, where there is room for them: no test waits for a disk.
#
#   tools/in_memory.sh .venv/bin/pytest tests/records
#
# A folder that TMPDIR names is left as it was named.
set -euo pipefail

room=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 {print $4}')
if [ -n "${TMPDIR:-}" ] || [ ! -w /dev/shm ] || [ "${room:-0}" -lt 4000000 ]; then exec "$@"; fi

folder=$(mktemp -d /dev/shm/XXXXXX)
trap 'rm -rf "$folder"' EXIT
chmod 711 "$folder"  # PostgreSQL, which refuses to run as root, has its folder in it
# A short path: that of a socket has a hundred letters.
TMPDIR=$folder PYTEST_ADDOPTS="${PYTEST_ADDOPTS:-} --basetemp=$folder/t" "$@"
