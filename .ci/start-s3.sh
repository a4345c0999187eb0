#!/usr/bin/env bash
# Starts a real S3 server (versitygw) on loopback for tests and prints the variables they read:
#   eval "$(.ci/start-s3.sh WORKDIR)"; ...; kill "$TAILFORGE_TEST_S3_PID"
# WORKDIR holds the buckets and the log. VERSITYGW names the binary where it is not on the PATH or in GOPATH/bin.
set -euo pipefail

work=${1:?usage: start-s3.sh WORKDIR}
gw=${VERSITYGW:-$(command -v versitygw || true)}
[ -n "$gw" ] || gw="${GOPATH:-$HOME/go}/bin/versitygw"
if [ ! -x "$gw" ]; then
  echo "start-s3: no versitygw; install it with: go install github.com/versity/versitygw/cmd/versitygw@v1.8.0" >&2
  exit 2
fi

access=tailforge-test
secret=$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')
mkdir -p "$work/s3/tailforge-test" # a folder below the root is a bucket

for _ in 1 2 3 4 5 6 7 8 9 10; do
  port=$((20000 + RANDOM % 20000))
  ROOT_ACCESS_KEY="$access" ROOT_SECRET_KEY="$secret" \
    "$gw" --port "127.0.0.1:$port" --region eu-central-1 --quiet posix "$work/s3" >"$work/versitygw.log" 2>&1 </dev/null &
  pid=$!
  for _ in $(seq 50); do
    kill -0 "$pid" 2>/dev/null || break
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      printf 'export TAILFORGE_TEST_S3=http://127.0.0.1:%s TAILFORGE_TEST_S3_BUCKET=tailforge-test TAILFORGE_TEST_S3_PID=%s\n' "$port" "$pid"
      printf 'export TAILFORGE_S3_ENDPOINT=http://127.0.0.1:%s TAILFORGE_S3_ACCESS_KEY=%s TAILFORGE_S3_SECRET_KEY=%s TAILFORGE_S3_REGION=eu-central-1\n' "$port" "$access" "$secret"
      exit 0
    fi
    sleep 0.1
  done
  kill "$pid" 2>/dev/null || true
done
echo "start-s3: versitygw did not start; see $work/versitygw.log" >&2
exit 1
