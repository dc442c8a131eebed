# Two ministries on one machine, federated, with a LiveKit for their calls.

# Another folder makes another demo, with ports of its own, beside the first: tests use that.
readonly DEMO="${COLLOQUE_DEMO_DIRECTORY:-$STATE/demo}"
readonly MINISTRIES="assemblee numerique"

command_demo() {
  need_jdk
  need_command curl
  need_command openssl
  command_build
  find_livekit
  mkdir -p "$DEMO"
  rm -f "$DEMO/ready.json"
  chmod 700 "$DEMO"
  demo_ports
  demo_certificates
  demo_secrets
  demo_settings
  printf '%s\n' $$ >"$DEMO/demo.pid"
  trap demo_stop EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  demo_start
  demo_people
  demo_ready
  say ""
  say "Ctrl-C stops everything; the next ./colloque demo finds all of it again."
  demo_watch
}

find_livekit() {
  LIVEKIT=
  need_livekit || say "There is no LiveKit and none could be built: the demo runs, calls are off."
}

# The ports of the first start are kept, because browsers keep their data by address.
demo_ports() {
  [ -f "$DEMO/ports" ] || {
    local next=8081 tls=8481 livekit=7880 name
    # Demos of other folders come and go side by side: they keep out of each other's way, also while one is down.
    [ -z "${COLLOQUE_DEMO_DIRECTORY:-}" ] || { next=$((20000 + RANDOM % 10000)); tls=$((next + 100)); livekit=$((next + 200)); }
    for name in ASSEMBLEE_HTTP NUMERIQUE_HTTP ASSEMBLEE_TLS NUMERIQUE_TLS LIVEKIT_HTTP LIVEKIT_TCP LIVEKIT_UDP; do
      [ $name != ASSEMBLEE_TLS ] || next=$tls
      [ $name != LIVEKIT_HTTP ] || next=$livekit
      while ! port_is_free $next; do next=$((next + 1)); done
      printf '%s=%s\n' $name $next
      next=$((next + 1))
    done >"$DEMO/ports.new"
    mv "$DEMO/ports.new" "$DEMO/ports"
  }
  # shellcheck source=/dev/null
  source "$DEMO/ports"
  local port
  while IFS== read -r _ port; do
    port_is_free "$port" || fail "Port $port of the demo is in use: end what uses it, or remove $DEMO/ports to have others chosen."
  done <"$DEMO/ports"
}

http_port() { [ "$1" = assemblee ] && printf %s "$ASSEMBLEE_HTTP" || printf %s "$NUMERIQUE_HTTP"; }

tls_port() { [ "$1" = assemblee ] && printf %s "$ASSEMBLEE_TLS" || printf %s "$NUMERIQUE_TLS"; }

# An authority of the demo's own, and a certificate by it for each ministry.
demo_certificates() {
  local folder="$DEMO/certificates" name
  [ ! -f "$folder/complete" ] || return 0
  step "making the demo's certificates"
  mkdir -p "$folder"
  openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj "/CN=Colloque demo authority" \
    -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign" \
    -keyout "$folder/authority.key" -out "$folder/authority.pem" 2>/dev/null
  for name in $MINISTRIES; do
    openssl req -newkey rsa:3072 -nodes -subj "/CN=$name.localhost" -keyout "$folder/$name.key" -out "$folder/$name.csr" 2>/dev/null
    openssl x509 -req -in "$folder/$name.csr" -CA "$folder/authority.pem" -CAkey "$folder/authority.key" -CAcreateserial -days 825 \
      -extfile <(printf 'subjectAltName=DNS:%s.localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n' "$name") \
      -out "$folder/$name.pem" 2>/dev/null
  done
  chmod 600 "$folder"/*.key
  touch "$folder/complete"
}

demo_secrets() {
  [ -f "$DEMO/secrets" ] || {
    (umask 077 && printf 'REGISTRATION_SECRET=%s\nLIVEKIT_SECRET=%s\n' "$(openssl rand -hex 32)" "$(openssl rand -hex 32)" >"$DEMO/secrets")
  }
  # shellcheck source=/dev/null
  source "$DEMO/secrets"
}

demo_settings() {
  local name
  cat >"$DEMO/directory.json" <<JSON
{"servers": [
  {"name": "assemblee.localhost", "endpoint": "127.0.0.1:$ASSEMBLEE_TLS"},
  {"name": "numerique.localhost", "endpoint": "127.0.0.1:$NUMERIQUE_TLS"}
]}
JSON
  for name in $MINISTRIES; do
    (umask 077 && ministry_settings "$name" >"$DEMO/$name.properties")
  done
  [ -z "$LIVEKIT" ] || (umask 077 && livekit_settings >"$DEMO/livekit.yaml")
}

ministry_settings() {
  cat <<PROPERTIES
colloque.server-name=$1.localhost
colloque.data-directory=$DEMO/$1
colloque.public-base-url=http://$1.localhost:$(http_port "$1")
colloque.registration.shared-secret=$REGISTRATION_SECRET
colloque.federation.admission=directory
colloque.federation.directory=$DEMO/directory.json
colloque.federation.trusted-certificates=$DEMO/certificates/authority.pem
colloque.federation.retry-maximum=30s
colloque.egress.allowed-networks=127.0.0.0/8
quarkus.http.host=127.0.0.1
quarkus.http.port=$(http_port "$1")
quarkus.http.ssl-port=$(tls_port "$1")
quarkus.http.ssl.certificate.files=$DEMO/certificates/$1.pem
quarkus.http.ssl.certificate.key-files=$DEMO/certificates/$1.key
PROPERTIES
  [ -z "$LIVEKIT" ] || cat <<PROPERTIES
colloque.calls.livekit.url=ws://127.0.0.1:$LIVEKIT_HTTP
colloque.calls.livekit.key=colloque-demo
colloque.calls.livekit.secret=$LIVEKIT_SECRET
PROPERTIES
}

livekit_settings() {
  cat <<YAML
port: $LIVEKIT_HTTP
bind_addresses: [127.0.0.1]
rtc:
  tcp_port: $LIVEKIT_TCP
  udp_port: $LIVEKIT_UDP
  use_external_ip: false
  enable_loopback_candidate: true
  node_ip: 127.0.0.1
room:
  auto_create: false
keys:
  colloque-demo: $LIVEKIT_SECRET
webhook:
  api_key: colloque-demo
  urls:
    - http://127.0.0.1:$ASSEMBLEE_HTTP/livekit/jwt/sfu_webhook
    - http://127.0.0.1:$NUMERIQUE_HTTP/livekit/jwt/sfu_webhook
logging:
  level: warn
YAML
}

demo_start() {
  STARTED=()
  if [ -n "$LIVEKIT" ]; then
    step "starting LiveKit"
    "$LIVEKIT" --config "$DEMO/livekit.yaml" >"$DEMO/livekit.log" 2>&1 &
    STARTED+=($!)
  fi
  local name
  for name in $MINISTRIES; do
    step "starting $name.localhost"
    (run_service "$DEMO/$name.properties") >"$DEMO/$name.log" 2>&1 &
    STARTED+=($!)
    printf '%s\n' $! >"$DEMO/$name.pid"
  done
  for name in $MINISTRIES; do
    await_http "http://127.0.0.1:$(http_port "$name")/q/health/ready" 90 "$(cat "$DEMO/$name.pid")" || {
      tail -n 15 "$DEMO/$name.log" >&2
      fail "$name.localhost did not start; all its words are in $DEMO/$name.log"
    }
  done
}

# Makes the four accounts and the common room at the first start, and tells them at each.
demo_people() {
  "$JAVA_HOME/bin/java" --class-path "$SERVICE/lib/main/*" "$ROOT/bin/demo/DemoPeople.java" "$DEMO/people.json" "$REGISTRATION_SECRET" \
    "http://127.0.0.1:$ASSEMBLEE_HTTP" "http://127.0.0.1:$NUMERIQUE_HTTP" || fail "The demo's accounts could not be made; the servers' words are in $DEMO/*.log"
  say ""
  say "  Assemblée   http://assemblee.localhost:$ASSEMBLEE_HTTP"
  say "  Numérique   http://numerique.localhost:$NUMERIQUE_HTTP"
  [ -n "$LIVEKIT" ] && say "  Calls       LiveKit at ws://127.0.0.1:$LIVEKIT_HTTP" || say "  Calls       off (no LiveKit)"
}

# For programs that wait for the demo: the addresses, there while it runs.
demo_ready() {
  printf '{"assemblee":"http://assemblee.localhost:%s","numerique":"http://numerique.localhost:%s"}\n' \
    "$ASSEMBLEE_HTTP" "$NUMERIQUE_HTTP" >"$DEMO/ready.json.new"
  mv "$DEMO/ready.json.new" "$DEMO/ready.json"
}

demo_watch() {
  wait -n "${STARTED[@]}" || true
  fail "One of the demo's processes ended by itself; its words are in $DEMO/*.log"
}

demo_stop() {
  trap - EXIT INT TERM
  rm -f "$DEMO/ready.json"
  say ""
  step "stopping"
  [ ${#STARTED[@]} -eq 0 ] || kill -TERM "${STARTED[@]}" 2>/dev/null || true
  wait || true
  rm -f "$DEMO/demo.pid"
}
