#!/usr/bin/env bash
# How long a site search takes among 100,000 sites on H2GIS and, where TAILFORGE_TEST_POSTGRES names a server
# (eval "$(.ci/start-postgres.sh WORKDIR)" starts one), on PostGIS. Prints to stdout; keep it in bench/logs/sites.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
echo "date     $(date -u +%FT%TZ)"
echo "commit   $(git rev-parse --short HEAD)"
echo "machine  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors"
echo "load     $(cut -d' ' -f1-3 /proc/loadavg)"
./mvnw -q -pl :acceptance -am test -Dtest=SiteBench -Dsurefire.failIfNoSpecifiedTests=false -DtrimStackTrace=true 2>&1 |
  grep -E '^==|median|ERROR|abort' || true
