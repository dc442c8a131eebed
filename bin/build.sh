# Builds the web client, the service around it, and the JDK's ahead-of-time cache for a fast start.

readonly MODULES="protocol messaging file-sharing calls homeserver-bridge"
readonly SERVICE="$ROOT/homeserver-bridge/target/quarkus-app"
readonly AOT_CACHE="$SERVICE/colloque.aot"

command_build() {
  build_web
  build_service
  train_service
}

build_web() {
  [ -f web/package.json ] || return 0
  local sources
  sources=$(fingerprint web)
  if unchanged web "$sources" && [ -f web/dist/index.html ]; then
    return 0
  fi
  need_node
  step "building the web client"
  quietly web-build build_web_files
  compress_web
  remember web "$sources"
}

build_web_files() { (cd web && install_web_packages && npm run --silent build); }

install_web_packages() {
  if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --no-audit --no-fund --loglevel=error
  fi
}

# Beside each file that shrinks, its compressed form, which the service hands to browsers as it is.
compress_web() {
  find web/dist -type f -size +1k \( -name '*.js' -o -name '*.mjs' -o -name '*.css' -o -name '*.html' -o -name '*.json' -o -name '*.svg' \
    -o -name '*.wasm' -o -name '*.txt' -o -name '*.webmanifest' \) -exec gzip -9 --keep --force {} +
}

service_sources() {
  # shellcheck disable=SC2086
  { fingerprint pom.xml $MODULES; cat "$STATE/build/web" 2>/dev/null || true; } | sha256sum | cut -d' ' -f1
}

build_service() {
  local sources
  sources=$(service_sources)
  if unchanged service "$sources" && [ -f "$SERVICE/quarkus-run.jar" ]; then
    return 0
  fi
  need_jdk
  need_maven
  step "building the service"
  rm -rf homeserver-bridge/target/classes/web "$SERVICE"
  quietly service-build maven -q package -DskipTests
  remember service "$sources"
}

# What the JVM is told, at training and at work alike: the cache fits only the options it was made with.
java_options() {
  printf '%s\n' -XX:+UseG1GC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError -XX:G1PeriodicGCInterval=60000 \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dfile.encoding=UTF-8
}

# Starts the service once on a throw-away database, lets it answer, and keeps what the JVM has learned by then.
train_service() {
  [ ! -f "$AOT_CACHE" ] || return 0
  need_jdk
  need_command curl
  step "preparing a fast start"
  local folder port pid options
  folder=$(mktemp -d)
  port=$(free_port)
  mapfile -t options < <(java_options)
  COLLOQUE_SERVER_NAME=training.localhost COLLOQUE_DATA_DIRECTORY="$folder/data" QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$port \
    COLLOQUE_REGISTRATION_MODE=open COLLOQUE_RATE_LIMITS_ENABLED=false \
    "$JAVA_HOME/bin/java" "${options[@]}" -XX:AOTCacheOutput="$AOT_CACHE.new" -jar "$SERVICE/quarkus-run.jar" >"$folder/log" 2>&1 &
  pid=$!
  # shellcheck disable=SC2064
  trap "kill -TERM $pid 2>/dev/null" EXIT
  if await_http "http://127.0.0.1:$port/q/health/ready" 60 $pid; then
    exercise_service "http://127.0.0.1:$port"
  else
    say "The service did not start for training; it will start slower. Its words:"
    tail -n 20 "$folder/log" >&2
  fi
  kill -TERM $pid 2>/dev/null || true
  wait $pid 2>/dev/null || true
  trap - EXIT
  [ ! -f "$AOT_CACHE.new" ] || mv "$AOT_CACHE.new" "$AOT_CACHE"
  rm -rf "$folder"
}

# Asks for what every installation does all day: pages, a login's worth of reads, messages, syncs.
exercise_service() {
  local base=$1 path token room number
  for path in / /_matrix/client/versions /.well-known/matrix/client /_matrix/client/v3/login /q/metrics; do
    curl -s -o /dev/null --max-time 10 "$base$path" || true
  done
  token=$(curl -s --max-time 30 "$base/_matrix/client/v3/register" -H 'Content-Type: application/json' \
    -d '{"username":"trainee","password":"only for the training","auth":{"type":"m.login.dummy"}}' | json_text access_token) || return 0
  [ -n "$token" ] || return 0
  room=$(curl -s --max-time 30 "$base/_matrix/client/v3/createRoom" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
    -d '{"preset":"public_chat"}' | json_text room_id) || return 0
  [ -n "$room" ] || return 0
  for number in $(seq 300); do
    training_request "$base/_matrix/client/v3/rooms/$room/send/m.room.message/t$number" "$token" \
      '{\"msgtype\":\"m.text\",\"body\":\"A message of the training\"}'
    [ $((number % 10)) -ne 0 ] || training_request "$base/_matrix/client/v3/sync?timeout=0" "$token"
  done | curl -s --parallel --parallel-max 8 --max-time 60 --config - >/dev/null 2>&1 || true
}

# One request in the words of curl's configuration; with a body it is a PUT.
training_request() {
  printf 'url = "%s"\nheader = "Authorization: Bearer %s"\noutput = "/dev/null"\n' "$1" "$2"
  [ $# -lt 3 ] || printf 'request = "PUT"\nheader = "Content-Type: application/json"\ndata = "%s"\n' "$3"
  printf 'next\n'
}

json_text() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }
