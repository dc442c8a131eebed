# Rooms, devices and media across the border between Colloque and other homeservers.

readonly SYNAPSE_VERSION=1.163.2
readonly SYNAPSE="$TOOLS/synapse-$SYNAPSE_VERSION"

command_interop() {
  need_jdk
  need_command openssl
  need_synapse || fail "Synapse $SYNAPSE_VERSION could not be installed: Python 3.10 or newer with venv is needed (Debian: python3-venv), and PyPI. See $STATE/build/synapse.log."
  command_build
  play_interop "$@"
}

play_interop() {
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    --class-path "$ROOT/homeserver-bridge/target/test-classes:$SERVICE/lib/main/*" org.colloque.interop.Interop \
    --python "$SYNAPSE/bin/python" "$@"
}

have_python_venv() { have python3 && python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; }

# Synapse in an environment of its own below the tools.
need_synapse() {
  [ ! -f "$SYNAPSE/ready" ] || return 0
  have_python_venv || return 1
  step "fetching Synapse $SYNAPSE_VERSION"
  mkdir -p "$STATE/build"
  rm -rf "$SYNAPSE"
  { python3 -m venv "$SYNAPSE" && "$SYNAPSE/bin/python" -m pip install --disable-pip-version-check "matrix-synapse==$SYNAPSE_VERSION"; } \
    >"$STATE/build/synapse.log" 2>&1 && touch "$SYNAPSE/ready"
}
