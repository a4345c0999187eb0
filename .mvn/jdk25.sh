# Sourced by ./mvnw and ./tailforge: leaves JAVA_HOME at a JDK 25 or newer, or says in one line what is missing.
# Keeps a JAVA_HOME or a `java` on the PATH that is new enough; otherwise looks where JDKs are commonly installed.
_tailforge_jdk_major() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}
_tailforge_is_jdk25() {
  [ -x "$1/bin/javac" ] && [ "$(_tailforge_jdk_major "$1")" -ge 25 ] 2>/dev/null
}
_tailforge_find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && _tailforge_is_jdk25 "$JAVA_HOME"; then
    return 0
  fi
  _java="$(command -v java 2>/dev/null || true)"
  if [ -n "$_java" ]; then
    _home="$(dirname "$(dirname "$(readlink -f "$_java")")")"
    if _tailforge_is_jdk25 "$_home"; then
      JAVA_HOME="$_home"
      return 0
    fi
  fi
  for _home in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if _tailforge_is_jdk25 "$_home"; then
      JAVA_HOME="$_home"
      return 0
    fi
  done
  echo "tailforge: no JDK 25 or newer found; install one (for example Temurin 25) or point JAVA_HOME at it" >&2
  return 1
}
_tailforge_find_jdk || exit 1
export JAVA_HOME
