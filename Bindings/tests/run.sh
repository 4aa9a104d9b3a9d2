#!/bin/sh
# The tests of the bindings, in an environment of their own that has the wheel and not the sources.
#
#   run.sh FOLDER PYTHON ARGUMENTS-OF-PYTEST
set -eu
folder=$1 python=$2
shift 2
tests=$(cd "$(dirname "$0")" && pwd)
wheel=$(ls "$folder"/wheels/*.whl)

if ! cmp -s "$tests/../requirements-test.txt" "$folder/venv/requirements.txt" 2>/dev/null; then
  rm -rf "$folder/venv"
  "$python" -m venv "$folder/venv"
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check -r "$tests/../requirements-test.txt"
  cp "$tests/../requirements-test.txt" "$folder/venv/requirements.txt"
fi
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --force-reinstall "$wheel"

command -v java >/dev/null || echo "There is no Java: the tests of Spark are skipped."
# Not from the folder of the sources, whose package would be found first; nothing is written beside the tests.
cd "$folder"
rm -f "$folder/figures.txt"
export VAGLIO_TEST_FOLDER="$folder" VAGLIO_TEST_WHEEL="$wheel" PYTHONDONTWRITEBYTECODE=1
status=0
"$folder/venv/bin/python" -m pytest -p no:cacheprovider -q "$tests" "$@" || status=$?
if [ -f "$folder/figures.txt" ]; then cat "$folder/figures.txt"; fi
ls -l "$wheel"
exit $status
