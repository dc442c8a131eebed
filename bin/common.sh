# What every command needs: words for the person, and comparing sources with what was built from them.

say() { printf '%s\n' "$*" >&2; }

step() { printf '→ %s\n' "$*" >&2; }

fail() {
  printf 'colloque: %s\n' "$*" >&2
  exit 1
}

# quietly NAME COMMAND...: keeps what the command says in a file and shows its end only when the command fails.
quietly() {
  local log="$STATE/build/$1.log"
  shift
  mkdir -p "$STATE/build"
  "$@" >"$log" 2>&1 || {
    tail -n 40 "$log" >&2
    fail "That failed; all of its words are in $log"
  }
}

have() { command -v "$1" >/dev/null 2>&1; }

is_root() { [ "$(id -u)" -eq 0 ]; }

# fingerprint PATH...: one line that changes when a source file below the paths does.
fingerprint() {
  find "$@" \( -name node_modules -o -name target -o -name dist -o -name e2e \) -prune -o -type f -print0 2>/dev/null |
    LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum | cut -d' ' -f1
}

# unchanged NAME FINGERPRINT: whether NAME was last built from this fingerprint.
unchanged() { [ "$(cat "$STATE/build/$1" 2>/dev/null)" = "$2" ]; }

remember() {
  mkdir -p "$STATE/build"
  printf '%s\n' "$2" >"$STATE/build/$1"
}

# Neither TCP nor UDP: a LiveKit needs both.
port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && ! grep -qs ":$(printf %04X "$1") " /proc/net/udp /proc/net/udp6; }

free_port() {
  local port
  while true; do
    port=$((20000 + RANDOM % 12000))
    if port_is_free $port; then
      printf '%s\n' $port
      return
    fi
  done
}

# await_http URL SECONDS PID: until the address answers 200, the process is gone, or the time is up.
await_http() {
  local end=$((SECONDS + $2))
  while [ $SECONDS -lt $end ]; do
    curl -fsS -o /dev/null --max-time 2 "$1" 2>/dev/null && return 0
    kill -0 "$3" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}
