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

build_web_files() { (cd web && install_packages && npm run --silent build); }

# In a folder with a package-lock.json.
install_packages() {
  if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci "$@" --no-audit --no-fund --loglevel=error
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
    -XX:GCTimeRatio=6 -XX:MinHeapFreeRatio=15 -XX:MaxHeapFreeRatio=35 -XX:TrimNativeHeapInterval=10000 \
    -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=2400 -XX:Tier4CompileThreshold=60000 -XX:Tier4BackEdgeThreshold=160000 \
    -XX:MaxInlineLevel=6 -XX:InlineSmallCode=1000 -XX:FreqInlineSize=100 \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dfile.encoding=UTF-8
}
