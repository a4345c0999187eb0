#!/usr/bin/env bash
# Starts a real PostgreSQL with PostGIS on loopback for tests and prints the variables they read:
#   eval "$(.ci/start-postgres.sh WORKDIR)"; ...; .ci/start-postgres.sh stop WORKDIR
# Runs as the user postgres where it is started as root, which PostgreSQL itself refuses to run as.
set -euo pipefail

as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
  echo "start-postgres: no PostgreSQL; install the packages postgresql and postgis" >&2
  exit 2
fi

if [ "${1:-}" = stop ]; then
  as_postgres "$bin/pg_ctl" -D "$2/postgres" -m fast -w stop >/dev/null
  exit 0
fi

work=${1:?usage: start-postgres.sh WORKDIR | stop WORKDIR}
mkdir -p "$work/postgres"
chmod 755 "$work"
[ "$(id -u)" != 0 ] || chown postgres "$work/postgres"
chmod 700 "$work/postgres"
cd /
as_postgres "$bin/initdb" -D "$work/postgres" -U tailforge -A trust -E UTF8 --no-locale >"$work/initdb.log" 2>&1
for _ in 1 2 3 4 5; do
  port=$((20000 + RANDOM % 20000))
  if as_postgres "$bin/pg_ctl" -D "$work/postgres" -w -l "$work/postgres/server.log" \
    -o "-h 127.0.0.1 -p $port -k '' -c fsync=off" start >/dev/null 2>&1; then
    as_postgres "$bin/createdb" -h 127.0.0.1 -p "$port" -U tailforge tailforge
    printf 'export TAILFORGE_TEST_POSTGRES=jdbc:postgresql://127.0.0.1:%s/tailforge\n' "$port"
    exit 0
  fi
done
echo "start-postgres: the server did not start; see $work/postgres/server.log" >&2
exit 1
