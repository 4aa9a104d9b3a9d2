#!/bin/sh
# ICU's data cut down to what Vaglio reads, the rules and dictionaries of word and sentence breaks: 3 MB of 31. Normalization
# and the properties of characters are in libicuuc itself. The result stands in for libicudata in the wheel.
#
#   reduce-icu.sh FOLDER
set -eu
folder=$1
library=$(pkg-config --variable=libdir icu-uc)/libicudata.a
major=$(pkg-config --modversion icu-uc | cut -d. -f1)
# The byte order is part of the name: icudt72l.dat.
name=$(ar t "$library" | sed -n 's/_dat\.o$//p')
export PATH="$PATH:/usr/sbin"

rm -rf "$folder"
mkdir -p "$folder/small"
ar p "$library" "${name}_dat.o" > "$folder/data.o"
objcopy -O binary --only-section=.rodata "$folder/data.o" "$folder/$name.dat"
icupkg -l "$folder/$name.dat" > "$folder/all.txt"
# All rules, since the roots of the locales name those of lines, too. The dictionary of Chinese and Japanese reads its text
# by nfkc and asks the locale ja for more.
grep -vE '^(nfkc\.nrm|uemoji\.icu|brkitr/((root|it|ja|res_index)\.res|.*\.brk|.*\.dict))$' \
  "$folder/all.txt" > "$folder/unused.txt"
icupkg -r "$folder/unused.txt" "$folder/$name.dat" "$folder/small/$name.dat"

symbol=icudt${major}_dat
cat > "$folder/data.s" <<EOF
  .section .rodata
  .globl $symbol
  .balign 16
  .type $symbol, %object
$symbol:
  .incbin "$folder/small/$name.dat"
  .size $symbol, . - $symbol
  .section .note.GNU-stack, "", %progbits
EOF
cc -shared -nostdlib -Wl,-soname,"libicudata.so.$major" -o "$folder/libicudata.so.$major" "$folder/data.s"
rm -r "$folder/data.o" "$folder/data.s" "$folder/small" "$folder/$name.dat" "$folder/all.txt" "$folder/unused.txt"
