#!/bin/sh
# Installs what the lock file pins and builds web/dist. Needs any Node >= 20 with npm; the build itself runs on the pinned Node 24.
set -e
cd "$(dirname "$0")"
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
npm run --silent build
