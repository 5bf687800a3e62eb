#!/usr/bin/env bash
# Runs a command with REPATRIA_TEST_DATABASE naming a throw-away PostgreSQL cluster, installing PostgreSQL where missing.
#
#   tools/with_postgres.sh .venv/bin/pytest tests/records
#
# The cluster lies in a temporary folder, listens on a Unix socket of its own and on no network address, and is gone
# afterwards, however the command ends.
set -euo pipefail

programs() {  # the newest installed version's folder with initdb, or nothing
    { ls -d /usr/lib/postgresql/*/bin 2>/dev/null || true; } | sort -V | tail -n 1
}

install_postgres() {
    command -v apt-get >/dev/null || { echo "PostgreSQL is missing and there is no apt-get: install it" >&2; exit 1; }
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "PostgreSQL is missing: apt-get install postgresql, as root" >&2; exit 1; }
        as_root=(sudo -n)
    fi
    # The Debian package would make and start a cluster of its own, which nobody asked for.
    "${as_root[@]}" mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] ||
        echo "create_main_cluster = false" | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends postgresql
}

bin=$(programs)
if [ -z "$bin" ] && command -v initdb >/dev/null; then bin=$(dirname "$(command -v initdb)"); fi
if [ -z "$bin" ]; then install_postgres; bin=$(programs); fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/repatria-postgres.XXXXXX")
owner=()  # PostgreSQL refuses to run as root
if [ "$(id -u)" -eq 0 ]; then owner=(runuser -u postgres --); chown postgres "$folder"; fi
chmod 711 "$folder"

stop() {
    (cd / && "${owner[@]}" "$bin/pg_ctl" stop -D "$folder/data" -m immediate -w >/dev/null 2>&1) || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

cd_quiet() { (cd / && "${owner[@]}" "$@"); }
cd_quiet "$bin/initdb" -D "$folder/data" -U repatria --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$folder/initdb.log" ||
    { cat "$folder/initdb.log" >&2; exit 1; }
cd_quiet "$bin/pg_ctl" start -w -D "$folder/data" -l "$folder/data/server.log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c unix_socket_permissions=0777 -c max_connections=60" \
    >/dev/null || { cat "$folder/data/server.log" >&2; exit 1; }

export REPATRIA_TEST_DATABASE="postgresql://repatria@/repatria?host=$folder"
export PATH="$bin:$PATH"
"$@"
