# Measures a homeserver: this one, started for it, or any other by its address.

command_bench() {
  need_jdk
  command_build
  need_command openssl
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx1g --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    --class-path "$ROOT/homeserver-bridge/target/test-classes:$SERVICE/lib/main/*" org.colloque.bench.Bench "$@"
}
