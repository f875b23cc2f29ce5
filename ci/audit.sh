#!/usr/bin/env bash
# Audits a site as the LOCALOFFER_… variables say, writes the formats named, and shows the first of them in the log.
# Ends with the exit status of localoffer: 0 for a pass, 1 for findings, 2 for a mistake, 3 for too little that was read.
set -euo pipefail
folder=${LOCALOFFER_REPORT:-localoffer}

arguments=(--no-progress --report "$folder/report" --output "$folder")
for format in "$@"; do arguments+=(--format "$format"); done
[ -z "${LOCALOFFER_CONFIG:-}" ] || arguments+=(--config "$LOCALOFFER_CONFIG")
[ -z "${LOCALOFFER_FAIL_ON:-}" ] || arguments+=(--fail-on "$LOCALOFFER_FAIL_ON")
[ -z "${LOCALOFFER_BASELINE:-}" ] || arguments+=(--baseline "$LOCALOFFER_BASELINE")
[ "${LOCALOFFER_BROWSER:-false}" != true ] || arguments+=(--browser)
[ -z "${LOCALOFFER_SITE:-}" ] || arguments+=(-- "$LOCALOFFER_SITE")

status=0
localoffer audit "${arguments[@]}" || status=$?
for shown in "$folder/localoffer-$1".*; do
  [ ! -f "$shown" ] || cat "$shown"
done
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  echo "[Fetch it from this run.]($GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID#artifacts)" \
    >> "$GITHUB_STEP_SUMMARY"
fi
exit "$status"
