#!/usr/bin/env bash
# Installs localoffer for the python3 that is there, with the very versions that its own tests ran with.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

pip() { python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore "$@"; }

pip --require-hashes -r "$home/requirements.txt" -r "$home/requirements-build.txt"
pip --no-deps --no-build-isolation "$home"
