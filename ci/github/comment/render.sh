#!/usr/bin/env bash
# Makes the comment from the document of the first workflow. A pull request can have written anything into it: scalekit
# takes it only if it fits the published schema, and every word of it comes out as plain text.
set -euo pipefail

tools="$RUNNER_TEMP/scalekit"
mkdir -p "$tools"
if [ -z "${SCALEKIT_BIN:-}" ]; then
  npm install --prefix "$tools" --ignore-scripts --no-audit --no-fund --no-save -- "scalekit@$SCALEKIT_VERSION"
  SCALEKIT_BIN="$tools/node_modules/.bin/scalekit"
fi
# The document's verdict is not this workflow's: a finding (status 1) makes a comment like any other.
"$SCALEKIT_BIN" check --from "$RUNNER_TEMP/scalekit-artifact/scalekit-check.json" --format markdown \
  >"$RUNNER_TEMP/scalekit-comment.md" || [ $? -eq 1 ]
