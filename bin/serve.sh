# One ministry in earnest.

command_serve() {
  local settings=${1:-}
  if [ -n "$settings" ]; then
    [[ $settings = /* ]] || settings="$CALLED_FROM/$settings"
    [ -f "$settings" ] || fail "There is no settings file $settings."
  fi
  need_jdk
  [ -f "$SERVICE/quarkus-run.jar" ] || command_build
  cd "$CALLED_FROM"
  run_service "$settings"
}

# Becomes the service, so that signals reach it.
run_service() {
  local settings=$1 options
  mapfile -t options < <(java_options)
  [ ! -f "$AOT_CACHE" ] || options+=("-XX:AOTCache=$AOT_CACHE" -Xlog:aot=off -Xlog:aot*=off)
  [ -z "$settings" ] || options+=("-Dquarkus.config.locations=file:$settings")
  # shellcheck disable=SC2086
  exec "$JAVA_HOME/bin/java" "${options[@]}" ${JAVA_OPTS:-} -jar "$SERVICE/quarkus-run.jar"
}
