# Measures a homeserver: this one, started for it, or any other by its address.

command_bench() {
  need_jdk
  [ -f "$SERVICE/quarkus-run.jar" ] || command_build
  [ -f bench/pom.xml ] || fail "There is no bench yet in this version."
  exec "$ROOT/bench/run" "$@"
}
