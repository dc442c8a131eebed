# The JDK's ahead-of-time cache: classes as loaded, and how the methods of a day's work ran, so that a fresh service is soon a warm one.

readonly TRAINEES=8
readonly TRAINING_ROUNDS=12

# Starts the service once on a throw-away database, gives it the work of a morning, and keeps what the JVM has learned by then.
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
  if await_http "http://127.0.0.1:$port/q/health/ready" 120 $pid; then
    train_at "http://127.0.0.1:$port" "$folder" || say "The training was cut short; the service will be slower at first."
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

# The work of a morning: people come, make rooms and join one, and then write while they sync.
train_at() {
  local client=$1/_matrix/client/v3 folder=$2 number path
  local tokens=() rooms=() hall token room
  for path in / /_matrix/client/versions /.well-known/matrix/client /_matrix/client/v3/login /q/metrics; do
    training_request GET "$1$path"
  done | training_run 1
  for number in $(seq $TRAINEES); do
    token=$(training_ask "$client/register" '' \
      "{\"username\":\"trainee$number\",\"password\":\"only for the training\",\"auth\":{\"type\":\"m.login.dummy\"}}" access_token) || return 1
    room=$(training_ask "$client/createRoom" "$token" '{"preset":"public_chat","name":"A room"}' room_id) || return 1
    tokens+=("$token")
    rooms+=("$room")
  done
  hall=${rooms[0]}
  for number in $(seq 2 $TRAINEES); do
    training_request POST "$client/join/$hall" "${tokens[number - 1]}" '{}'
  done | training_run 4
  for number in $(seq $TRAINING_ROUNDS); do
    training_round "$number" "$client" "$folder"
  done
}

# What waits and what writes, side by side. Uses the tokens and rooms of train_at.
training_round() {
  local round=$1 client=$2 since
  since=$(curl -s --max-time 30 "$client/sync" -H "Authorization: Bearer ${tokens[0]}" | json_text next_batch)
  training_syncs "$client" "$since" | training_run 16 &
  local syncing=$!
  training_sends "$round" "$client" | training_run 32
  wait $syncing
  training_rest "$round" "$client" "$since" | training_run 8
}

training_sends() {
  local number who
  for number in $(seq 200); do
    who=$((number % TRAINEES))
    training_request PUT "$2/rooms/${rooms[who]}/send/m.room.message/a$1-$number" "${tokens[who]}" "$TRAINING_MESSAGE"
    training_request PUT "$2/rooms/$hall/send/m.room.message/b$1-$number" "${tokens[who]}" "$TRAINING_MESSAGE"
  done
}

training_syncs() {
  local number token
  for number in $(seq 25); do
    for token in "${tokens[@]}"; do
      training_request GET "$1/sync?timeout=$((number * 40))&since=$2&filter=%7B%22room%22:%7B%22state%22:%7B%22lazy_load_members%22:true%7D%7D%7D" "$token"
    done
  done
}

# Everything else that clients do all day, less often.
training_rest() {
  local client=$2 since=$3 number who user
  for number in $(seq 0 $((TRAINEES * 2 - 1))); do
    who=$((number % TRAINEES))
    user="@trainee$((who + 1)):training.localhost"
    training_request GET "$client/sync?timeout=0" "${tokens[who]}"
    training_request GET "$client/rooms/$hall/messages?dir=b&limit=20" "${tokens[who]}"
    training_request GET "$client/rooms/$hall/members" "${tokens[who]}"
    training_request GET "$client/rooms/$hall/state" "${tokens[who]}"
    training_request GET "$client/profile/$user" "${tokens[who]}"
    training_request GET "$client/pushrules/" "${tokens[who]}"
    training_request GET "$client/keys/changes?from=$since&to=$since" "${tokens[who]}"
    training_request POST "$client/keys/query" "${tokens[who]}" "{\"device_keys\":{\"$user\":[]}}"
    training_request PUT "$client/rooms/$hall/typing/$user" "${tokens[who]}" '{"typing":true,"timeout":1000}'
    training_request PUT "$client/rooms/${rooms[who]}/state/m.room.topic" "${tokens[who]}" "{\"topic\":\"Round $1, $number\"}"
    training_request PUT "$client/user/$user/account_data/org.colloque.training" "${tokens[who]}" "{\"round\":$1}"
  done
}

readonly TRAINING_MESSAGE='{"msgtype":"m.text","body":"The committee meets again on Thursday at ten; the amended text will be sent round before."}'

# training_request METHOD URL [TOKEN [BODY]]: one request in the words of curl's configuration.
training_request() {
  printf 'url = "%s"\nrequest = "%s"\noutput = "/dev/null"\n' "$2" "$1"
  [ -z "${3:-}" ] || printf 'header = "Authorization: Bearer %s"\n' "$3"
  [ -z "${4:-}" ] || printf 'header = "Content-Type: application/json"\ndata = "%s"\n' "${4//\"/\\\"}"
  printf 'next\n'
}

# training_run N: makes the requests that it reads, N at a time.
training_run() { curl -s --parallel --parallel-immediate --parallel-max "$1" --max-time 60 --config - >/dev/null 2>&1 || true; }

# training_ask URL TOKEN BODY FIELD: the field of the answer; fails when it is not there.
training_ask() {
  local answer
  answer=$(curl -s --max-time 30 "$1" ${2:+-H "Authorization: Bearer $2"} -H 'Content-Type: application/json' -d "$3" | json_text "$4")
  [ -n "$answer" ] || return 1
  printf '%s\n' "$answer"
}

json_text() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }
