# Faults that the packaged service must withstand: made one after the other, measured, and told in docs/reliability.md.

readonly DRILL_REPORTS="$ROOT/homeserver-bridge/target/drills"
readonly RELIABILITY="$ROOT/docs/reliability.md"
readonly ARRIVAL_ORDERS="protocol/target/surefire-reports/TEST-org.colloque.protocol.state.StateResolutionPropertiesTest.xml"

# command_drills [--short]: --short cuts links for seconds instead of a minute, as the tests do.
command_drills() {
  need_jdk
  need_maven
  need_command openssl
  build_web
  local cut=60 played=yes
  [ "${1:-}" != --short ] || cut=4
  rm -rf "$DRILL_REPORTS"
  step "drills (some minutes)"
  maven -q verify "-Ddrills.cut-seconds=$cut" -pl homeserver-bridge -am -Dgroups=drill -Dsurefire.failIfNoSpecifiedTests=false \
    >"$STATE/build/drills.log" 2>&1 || played=no
  maven -q -pl protocol test -Dtest=StateResolutionPropertiesTest >>"$STATE/build/drills.log" 2>&1 || played=no
  report_drills | tee "$STATE/build/drills.md"
  write_reliability "$STATE/build/drills.md"
  [ "$played" = yes ] || fail "Not every drill holds; all of its words are in $STATE/build/drills.log"
}

# One row a drill.
report_drills() {
  printf '| # | Fault | Measured | Holds |\n|---|---|---|---|\n'
  {
    cat "$DRILL_REPORTS"/*.tsv 2>/dev/null
    arrival_orders
  } | LC_ALL=C sort | awk -F'\t' '{ printf "| %d | %s | %s | %s |\n", $1, $2, $3, $4 }'
}

# Twelve room versions, forty histories of each, in seven orders of arrival.
arrival_orders() {
  local holds=no
  [ ! -f "$ARRIVAL_ORDERS" ] || ! grep -q '<testsuite[^>]* errors="0" skipped="[0-9]*" failures="0"' "$ARRIVAL_ORDERS" || holds=yes
  printf '15\tthe same events in more than a thousand orders of arrival\t480 histories of all room versions, 3,360 orders: one state for each\t%s\n' "$holds"
}

# write_reliability TABLE: puts the table between the page's two marks.
write_reliability() {
  awk -v table="$1" '
    /<!-- drills -->/ { print; print ""; while ((getline line < table) > 0) print line; print ""; kept = 1; next }
    /<!-- end of drills -->/ { kept = 0 }
    !kept { print }' "$RELIABILITY" >"$RELIABILITY.new"
  mv "$RELIABILITY.new" "$RELIABILITY"
}
