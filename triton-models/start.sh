#!/usr/bin/env bash
# Starts a real tritonserver from pip on loopback, without Docker or GPU, and serves one of the model repositories here.
#   triton-models/start.sh [REPOSITORY] [tritonserver options ...]        REPOSITORY: procedural (default), or any folder of models
#   triton-models/start.sh --install                                      only makes the Python environment
# gRPC listens on 18001, HTTP on 18000, metrics on 18002 (TRITON_PORT sets the first of the three).
# TRITON_HOME keeps the Python environment (370 MB, made on first use; default .triton beside this script).
# A repository with a configure.py is written by it, after what its requirements.txt names is installed; its README has its settings.
# TAILFORGE_ENGINE is the command of the CPU engines (default: "./tailforge triton serve" of this checkout; options may follow).
# Needs python3 (3.8 to 3.13) with venv and a shared libpython. Ends with SIGTERM or Ctrl-C.
set -euo pipefail
here="$(cd "$(dirname "$(readlink -f "$0")")" && pwd)"
name="${1:-procedural}"
[ $# -eq 0 ] || shift
source="$here/$name"
[ -d "$source" ] || source="$name"
[ -d "$source" ] || [ "$name" = --install ] || { echo "start.sh: there is no model repository '$name', here or as a folder" >&2; exit 2; }
home="${TRITON_HOME:-$here/.triton}"
port="${TRITON_PORT:-18000}"
export TAILFORGE_ENGINE="${TAILFORGE_ENGINE:-$here/../tailforge triton serve}"

install() {
  echo "start.sh: installing tritonserver from pip into $home" >&2
  python3 -m venv "$home" || { echo "start.sh: python3 has no venv (Debian: apt-get install python3-venv)" >&2; exit 2; }
  # The server's stub corrupts BYTES tensors under numpy 2.
  "$home/bin/pip" install -q --disable-pip-version-check 'nvidia-pytriton==0.7.0' 'numpy<2'
  touch "$home/.ready"
}

mkdir -p "$home"
exec 9>"$home/.lock" # several may start at the same time
flock 9
[ -f "$home/.ready" ] || install
ready="$home/.ready-${name//\//-}"
if [ -f "$source/requirements.txt" ] && [ ! -f "$ready" ]; then
  echo "start.sh: installing what $name needs into $home" >&2
  "$home/bin/pip" install -q --disable-pip-version-check -r "$source/requirements.txt"
  touch "$ready"
fi

read -r package version libraries < <("$home/bin/python" - <<'P'
import importlib.util, pathlib, sys, sysconfig
print(pathlib.Path(importlib.util.find_spec("pytriton").origin).parent, "%d.%d" % sys.version_info[:2], sysconfig.get_config_var("LIBDIR"))
P
)
server="$package/tritonserver"
stub="$server/python_backend_stubs/$version/triton_python_backend_stub"
[ -e "$stub" ] || { echo "start.sh: tritonserver has no stub for Python $version (3.8 to 3.13)" >&2; exit 2; }
# The stub embeds Python and must load the libpython that belongs to the one on the PATH.
if LD_LIBRARY_PATH="$libraries" ldd "$stub" | grep -q 'libpython.* => not found'; then
  echo "start.sh: no shared libpython$version (Debian: apt-get install libpython$version; pyenv: --enable-shared)" >&2
  exit 2
fi

# Links, not copies: the backend finds its libraries beside the real file.
mkdir -p "$home/backends/python"
ln -sfn "$server/backends/python/libtriton_python.so" "$server/backends/python/triton_python_backend_utils.py" "$stub" \
  "$home/backends/python/"
exec 9>&-
[ "$name" != --install ] || exit 0

repository="$home/repository-$port"
rm -rf "$repository"
if [ "$name" = procedural ]; then
  # The same command says what it serves: "... triton serve --preset draft", "... triton repository DIR --preset draft".
  # shellcheck disable=SC2086
  ${TAILFORGE_ENGINE/ serve/ repository $repository} >/dev/null
  for model in "$repository"/*/; do cp "$here/procedural/model.py" "${model}1/model.py"; done
elif [ -f "$source/configure.py" ]; then
  TRITON_HOME="$home" "$home/bin/python" "$source/configure.py" "$repository"
  # A model whose weights are missing is unavailable, with the reason in the repository index; the server lives on.
  set -- --exit-on-error=false "$@"
else
  cp -rL "$source" "$repository"
fi

# The stub takes its Python from the PATH.
export PATH="$home/bin:$PATH" LD_LIBRARY_PATH="$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$server/bin/tritonserver" --model-repository="$repository" --backend-directory="$home/backends" \
  --cache-directory="$server/caches" --http-address=127.0.0.1 --grpc-address=127.0.0.1 --metrics-address=127.0.0.1 \
  --http-port="$port" --grpc-port="$((port + 1))" --metrics-port="$((port + 2))" \
  --allow-gpu-metrics=false --exit-timeout-secs=5 "$@"
