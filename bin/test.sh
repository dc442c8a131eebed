# Every test there is: Java (unit, store, HTTP, two servers), web, browsers against two ministries.

command_test() {
  local fuzz_seconds=5
  [ "${1:-}" != --long ] || fuzz_seconds=$FUZZ_SECONDS_EACH
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
  test_interop
  test_clients
  play_fuzz "$fuzz_seconds"
  step "all tests passed"
}

test_web() {
  need_node
  step "web: types, style, budget, unit tests"
  (cd web && install_packages && npm run --silent typecheck && npm run --silent lint && npm run --silent budget && npm test --silent)
}

test_browsers() {
  need_chromium
  build_service
  train_service
  step "browsers"
  BROWSER_TEST_DEMO=$(mktemp -d)
  export COLLOQUE_DEMO_DIRECTORY="$BROWSER_TEST_DEMO" COLLOQUE_RATE_LIMITS_ENABLED=false LIVEKIT_SERVER="$LIVEKIT"
  "$ROOT/colloque" demo >"$BROWSER_TEST_DEMO/log" 2>&1 &
  trap stop_browser_test_demo EXIT
  await_browser_test_demo $!
  local secret
  secret=$(sed -n 's/^REGISTRATION_SECRET=//p' "$BROWSER_TEST_DEMO/secrets")
  (cd web && COLLOQUE_E2E_DEMO="$BROWSER_TEST_DEMO" COLLOQUE_E2E_A=$(browser_test_ministry assemblee "$secret") \
    COLLOQUE_E2E_B=$(browser_test_ministry numerique "$secret") npm run --silent e2e)
  stop_browser_test_demo
}

test_interop() {
  if ! need_synapse; then
    say "! Left out: the rooms across the border with Synapse. They need Python 3.10 or newer with venv, and PyPI; see $STATE/build/synapse.log."
    return 0
  fi
  step "rooms across the border with Synapse"
  play_interop --quick
}

test_clients() {
  need_python_clients || say "! Left out: matrix-nio and mautrix. They need Python 3.10 or newer with venv, and PyPI; see $STATE/build/clients.log."
  step "other people's clients across two ministries"
  play_clients
}

await_browser_test_demo() {
  local end=$((SECONDS + 180))
  until [ -f "$BROWSER_TEST_DEMO/ready.json" ]; do
    if [ $SECONDS -ge $end ] || ! kill -0 "$1" 2>/dev/null; then
      tail -n 20 "$BROWSER_TEST_DEMO/log" >&2
      fail "The two ministries for the browser tests did not start."
    fi
    sleep 0.5
  done
}

# browser_test_ministry NAME SECRET: what the browser tests are told of a ministry.
browser_test_ministry() {
  printf '{"url":%s,"registrationSecret":"%s"}' "$(sed -n "s/.*\"$1\":\(\"[^\"]*\"\).*/\1/p" "$BROWSER_TEST_DEMO/ready.json")" "$2"
}

# Not the demo that was started above: one of the tests kills that and starts another in the same folder.
stop_browser_test_demo() {
  trap - EXIT
  local end=$((SECONDS + 30))
  while [ -f "$BROWSER_TEST_DEMO/demo.pid" ] && [ $SECONDS -lt $end ]; do
    kill -TERM "$(cat "$BROWSER_TEST_DEMO/demo.pid")" 2>/dev/null || break
    sleep 0.2
  done
  rm -rf "$BROWSER_TEST_DEMO"
}
