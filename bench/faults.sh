#!/usr/bin/env bash
# A batch of 200 clips (1 camera x 8 frames x 160x96) for each fault that one of four endpoints has all the time: what is
# published, what fails and why, whether anything false gets through, and the seconds lost against the batch without a fault.
# Every clip is made once by the real engine and kept; afterwards an endpoint plays it back in 100 ms.
#   bench/faults.sh [CLIPS] [FAULT,FAULT ...]     Prints to stdout; keep it in bench/logs/faults.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
echo "date     $(date -u +%FT%TZ)"
echo "commit   $(git rev-parse --short HEAD)"
echo "machine  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors"
echo "load     $(cut -d' ' -f1-3 /proc/loadavg)"
./mvnw -q -pl :acceptance -am test -Dtest=FaultBench -Dsurefire.failIfNoSpecifiedTests=false -DtrimStackTrace=true \
  -Dtailforge.faults.clips="${1:-200}" -Dtailforge.faults="${2:-}" 2>&1 | grep -E '^==|ERROR|failed:' || true
