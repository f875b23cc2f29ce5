#!/usr/bin/env bash
# Installs Chromium for --browser on a runner of GitHub, and puts it on the path of the steps that follow.
set -euo pipefail

python3 -m playwright install --with-deps chromium
bin="$RUNNER_TEMP/localoffer-bin"
mkdir -p "$bin"
ln -sf "$(python3 -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
')" "$bin/chromium"
echo "$bin" >> "$GITHUB_PATH"
