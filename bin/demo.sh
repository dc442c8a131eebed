# Two ministries on one machine.

command_demo() {
  fail "There is no demo yet in this version."
}
