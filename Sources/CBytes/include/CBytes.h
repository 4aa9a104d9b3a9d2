// Sixty-four bytes at a time as bits: what Swift's SIMD types cannot say in one instruction, the masks of a comparison.
#ifndef CBYTES_H
#define CBYTES_H

#include <stddef.h>
#include <stdint.h>

/// A bit for each of 64 bytes, that of the first in the lowest place.
typedef struct {
  /// Letters of ASCII.
  uint64_t letters;
  /// Where a run of three letters of ASCII or more has ended as the words do that are written without their accent by
  /// haste (`citta`, `perche`, `lunedi`, `percio`, `virtu`): the byte behind it.
  uint64_t wordEnds;
  /// Signs that may need a repair where they stand, by their kind and that of their neighbours: two blanks in a row, a
  /// stop between letters, an apostrophe beside a blank or behind a lone e, a control … and what is outside ASCII, but for
  /// è as a word, and à ì ò ù behind four letters, with which nothing can be wrong.
  uint64_t places;
} cbytes_block;

/// Fills in `blocks` for `count` blocks of 64 bytes. O(bytes).
///
/// - bytes: from one byte before them to one behind them all must be readable.
/// - lettersBefore: the `letters` of the block before, or 0.
void cbytes_scan(const uint8_t *_Nonnull bytes, size_t count, uint64_t lettersBefore, cbytes_block *_Nonnull blocks);

/// The same on any processor; `cbytes_scan` takes what this one does best.
void cbytes_scan_anywhere(
    const uint8_t *_Nonnull bytes, size_t count, uint64_t lettersBefore, cbytes_block *_Nonnull blocks);

/// Asks for the line of the cache that a byte is in, to have it there when it is read. Costs next to nothing, and reads
/// nothing: the address may be any.
static inline void cbytes_prefetch(const void *_Nonnull address) { __builtin_prefetch(address); }

#endif
