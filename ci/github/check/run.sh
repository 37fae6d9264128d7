#!/usr/bin/env bash
# Installs scalekit (and the team's rules) outside of the checkout and judges the change. Annotations go to the log, the
# report to the job's summary, the document to a file for the comment. Used by action.yml; every value comes as a variable.
set -euo pipefail

tools="$RUNNER_TEMP/scalekit"
document="$RUNNER_TEMP/scalekit-check.json"
mkdir -p "$tools"
if [ -z "${SCALEKIT_BIN:-}" ]; then
  read -r -a rules <<<"${SCALEKIT_RULES:-}"
  # Without scripts: nothing that is installed runs before it is called.
  npm install --prefix "$tools" --ignore-scripts --no-audit --no-fund --no-save -- "scalekit@$SCALEKIT_VERSION" "${rules[@]}"
  SCALEKIT_BIN="$tools/node_modules/.bin/scalekit"
fi

arguments=(check --manifest "$SCALEKIT_MANIFEST" --since "$SCALEKIT_SINCE" --rules-from "$tools" --format github)
[ -z "${SCALEKIT_ENVIRONMENT:-}" ] || arguments+=(--env "$SCALEKIT_ENVIRONMENT")
arguments+=(--output "json=$document" --output "markdown=$RUNNER_TEMP/scalekit-check.md")

status=0
errors="$RUNNER_TEMP/scalekit-errors.txt"
"$SCALEKIT_BIN" "${arguments[@]}" 2>"$errors" || status=$?
# What is wrong with a manifest is told in its own words. The runner takes `##[command]` anywhere in a line for one of its
# commands, so it takes none while they are printed, until a word comes that nobody can guess.
if [ -s "$errors" ]; then
  word="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  echo "::stop-commands::$word"
  cat "$errors"
  echo "::$word::"
fi
if [ -f "$document" ]; then
  cat "$RUNNER_TEMP/scalekit-check.md" >>"$GITHUB_STEP_SUMMARY"
  echo "document=$document" >>"$GITHUB_OUTPUT"
fi
case $status in
  0) echo "verdict=pass" >>"$GITHUB_OUTPUT" ;;
  1) echo "verdict=fail" >>"$GITHUB_OUTPUT" ;;
  *) echo "scalekit could not judge this change (status $status); the log of the step says why." >>"$GITHUB_STEP_SUMMARY" ;;
esac
exit "$status"
