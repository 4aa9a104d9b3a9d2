#!/bin/sh
# The wheel with all it needs: libvaglio, ICU and no more, for any Python 3 on a Linux that is not older than this one.
#
#   make-wheel.sh FOLDER VERSION
set -eu
folder=$1 version=$2
package=$(cd "$(dirname "$0")" && pwd)
work=$folder/package

rm -rf "$work" "$folder/wheels" "$folder/wheel"
mkdir -p "$work" "$folder/wheels"
cp -R "$package/src" "$package/pyproject.toml" "$package/setup.py" "$package/README.md" "$work"
cp "$package/../../LICENSE" "$package/../../NOTICE" "$work"
# ICU goes with the wheel, and so does its licence.
cp "$(pkg-config --variable=prefix icu-uc)/share/icu/$(pkg-config --modversion icu-uc)/LICENSE" "$work/LICENSE-ICU"
find "$work" -name __pycache__ -prune -exec rm -r {} +
cp "$folder/c/libvaglio.so.$version" "$work/src/vaglio/libvaglio.so"

VAGLIO_VERSION=$version "$folder/tools/bin/pip" wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation \
  --wheel-dir "$folder/wheel" "$work"
# ICU with the data that Vaglio reads, instead of all of it.
PATH="$folder/tools/bin:$PATH" LD_LIBRARY_PATH="$folder/icu" "$folder/tools/bin/auditwheel" repair --zip-compression-level 9 \
  --wheel-dir "$folder/wheels" "$folder/wheel/"*.whl
ls -l "$folder/wheels"
