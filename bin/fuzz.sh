# Fuzzing, guided by coverage, of the code that reads what strangers write.

readonly JAZZER_VERSION=0.30.0
readonly JAZZER="$TOOLS/jazzer-$JAZZER_VERSION"
readonly FUZZED="CanonicalJson Event Authorization ServerName Glob"
readonly FUZZ_SECONDS_EACH=300

command_fuzz() {
  need_jdk
  command_build
  maven -q -pl protocol test-compile
  play_fuzz "${1:-$FUZZ_SECONDS_EACH}"
}

# play_fuzz SECONDS: each target for so long; what was found of use before is where it goes on.
play_fuzz() {
  need_jazzer
  local target
  for target in $FUZZED; do
    step "fuzzing $target for $1 s"
    mkdir -p "$STATE/fuzz/$target"
    (cd "$STATE/fuzz/$target" && quietly "fuzz-$target" "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx1g -XX:+EnableDynamicAgentLoading \
      --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
      --class-path "$JAZZER/*:$ROOT/protocol/target/test-classes:$ROOT/protocol/target/classes:$SERVICE/lib/main/*" \
      com.code_intelligence.jazzer.Jazzer "--target_class=org.colloque.protocol.fuzz.${target}Fuzz" \
      "--instrumentation_includes=org.colloque.protocol.**" -max_total_time="$1" -timeout=5 -rss_limit_mb=3000 -print_final_stats=1 .)
  done
}

need_jazzer() {
  [ ! -f "$JAZZER/ready" ] || return 0
  step "fetching Jazzer $JAZZER_VERSION"
  local artifact
  for artifact in jazzer jazzer-api; do
    quietly jazzer maven -q "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy" \
      "-Dartifact=com.code-intelligence:$artifact:$JAZZER_VERSION" "-DoutputDirectory=$JAZZER"
  done
  touch "$JAZZER/ready"
}
