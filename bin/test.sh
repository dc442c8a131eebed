# Every test there is: Java (unit, store, HTTP, two servers), web, browsers.

command_test() {
  need_jdk
  need_maven
  need_command curl
  need_command openssl
  need_livekit || fail "The tests of calls need LiveKit: set LIVEKIT_SERVER to a livekit-server $LIVEKIT_VERSION, or install Go so that it can be built."
  export COLLOQUE_LIVEKIT="$LIVEKIT"
  build_web
  step "Java: build and tests"
  maven verify
  test_web
  test_browsers
  step "all tests passed"
}

test_web() {
  [ -f web/package.json ] || return 0
  need_node
  step "web: types, style, unit tests"
  (cd web && install_web_packages && npm run --silent typecheck && npm run --silent lint && npm test --silent)
}

test_browsers() {
  [ -d web/e2e ] || return 0
  need_chromium
  build_service
  train_service
  step "browsers"
  (cd web && npm run --silent e2e)
}
