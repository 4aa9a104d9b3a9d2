#!/bin/sh
# From the archive of all objects to the libraries for C: libvaglio.so and libvaglio.a, each with the Swift runtime in it,
# so that no Swift is needed where they are used, and each with no global symbol but the functions of vaglio.h.
#
#   link.sh SWIFTC ARCHIVE HEADER FOLDER VERSION
set -eu
swiftc=$1 archive=$2 header=$3 folder=$4 version=$5
major=${version%%.*}
mkdir -p "$folder"

# The functions of the header are what is exported; a test holds the library against it.
grep -oE '\bvaglio_[a-z_]+\(' "$header" | tr -d '(' | sort -u > "$folder/exports.txt"

# One object of all: what SwiftPM puts into an archive is hidden when it is linked from there.
ld -r -o "$folder/objects.o" --whole-archive "$archive" --no-whole-archive

{ echo '{ global:'; sed 's/$/;/' "$folder/exports.txt"; echo 'local: *; };'; } > "$folder/exports.map"
# Old packages of the same name would stay.
rm -f "$folder"/libvaglio.*
"$swiftc" -use-ld=lld -emit-library -static-stdlib -o "$folder/libvaglio.so.$version" "$folder/objects.o" \
  -Xlinker --version-script="$folder/exports.map" -Xlinker --gc-sections -Xlinker --strip-all \
  -Xlinker -soname="libvaglio.so.$major" -licuuc -lm
ln -s "libvaglio.so.$version" "$folder/libvaglio.so.$major"
ln -s "libvaglio.so.$major" "$folder/libvaglio.so"

runtime=$("$swiftc" -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')_static/linux
ld -r -o "$folder/whole.o" "$runtime/$(uname -m)/swiftrt.o" "$folder/objects.o" --start-group -L"$runtime" \
  -lswiftCore -lswiftSynchronization -lswift_Concurrency -lswift_StringProcessing -lswift_RegexParser -lswiftGlibc -ldispatch -lBlocksRuntime \
  --end-group
objcopy --strip-debug --keep-global-symbols="$folder/exports.txt" "$folder/whole.o" "$folder/vaglio.o"
ar rcs "$folder/libvaglio.a" "$folder/vaglio.o"
rm "$folder/objects.o" "$folder/whole.o" "$folder/vaglio.o"
