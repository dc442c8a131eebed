# Faults that the packaged service must withstand: made one after the other, measured, and told in docs/reliability.md.

readonly RELIABILITY="$ROOT/docs/reliability.md"

# command_drills [--short]: --short kills twice instead of 20 times and cuts links for seconds instead of a minute, as the tests do.
command_drills() {
  need_jdk
  need_maven
  need_command openssl
  build_web
  local cut=60 kills=20 played=yes
  if [ "${1:-}" = --short ]; then
    cut=4 kills=2
  fi
  rm -rf "$ROOT"/*/target/drills
  step "drills (some minutes)"
  maven -q verify "-Ddrills.cut-seconds=$cut" "-Ddrills.kills=$kills" -pl homeserver-bridge -am -Dgroups=drill -Dsurefire.failIfNoSpecifiedTests=false \
    >"$STATE/build/drills.log" 2>&1 || played=no
  report_drills | tee "$STATE/build/drills.md"
  write_reliability "$STATE/build/drills.md"
  [ "$played" = yes ] || fail "Not every drill holds; all of its words are in $STATE/build/drills.log"
}

# One row a drill, of what it measured itself.
report_drills() {
  printf '| # | Fault | Measured | Holds |\n|---|---|---|---|\n'
  cat "$ROOT"/*/target/drills/*.tsv 2>/dev/null | LC_ALL=C sort | awk -F'\t' '{ printf "| %d | %s | %s | %s |\n", $1, $2, $3, $4 }'
}

# write_reliability TABLE: puts the table between the page's two marks.
write_reliability() {
  awk -v table="$1" '
    /<!-- drills -->/ { print; print ""; while ((getline line < table) > 0) print line; print ""; kept = 1; next }
    /<!-- end of drills -->/ { kept = 0 }
    !kept { print }' "$RELIABILITY" >"$RELIABILITY.new"
  mv "$RELIABILITY.new" "$RELIABILITY"
}
