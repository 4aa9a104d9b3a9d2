#!/bin/sh
# Whether this machine has a Python with venv, and pip can fetch what the tests of the bindings need.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' || exit 1
python3 -m venv "$folder/venv" || exit 1
timeout 120 "$folder/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --dest "$folder" pytest
