// Sixty-four bytes at a time as bits: what Swift's SIMD types cannot say in one instruction, the masks of a comparison.
#ifndef CBYTES_H
#define CBYTES_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

/// A bit for each of 64 bytes, that of the first in the lowest place.
typedef struct {
  /// Letters of ASCII.
  uint64_t letters;
  /// U+0020.
  uint64_t blanks;
  /// Bytes of scalars outside ASCII.
  uint64_t high;
} cbytes_masks;

#if defined(__ARM_NEON) && defined(__aarch64__)
static inline uint64_t cbytes_bits(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t ab = vpaddq_u8(vandq_u8(a, weights), vandq_u8(b, weights));
  uint8x16_t cd = vpaddq_u8(vandq_u8(c, weights), vandq_u8(d, weights));
  uint8x16_t all = vpaddq_u8(ab, cd);
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(all, all)), 0);
}
#endif

/// The masks of the 64 bytes at `bytes`.
static inline cbytes_masks cbytes_masks_of(const uint8_t *_Nonnull bytes) {
  cbytes_masks masks = {0, 0, 0};
#if defined(__SSE2__)
  for (int part = 0; part < 4; part++) {
    __m128i block = _mm_loadu_si128((const __m128i *)(bytes + part * 16));
    // 'a' ... 'z' become -128 ... -103, in signed bytes, whatever the case was.
    __m128i folded = _mm_sub_epi8(_mm_or_si128(block, _mm_set1_epi8(0x20)), _mm_set1_epi8((char)('a' + 128)));
    __m128i letters = _mm_cmplt_epi8(folded, _mm_set1_epi8(-128 + 26));
    __m128i blanks = _mm_cmpeq_epi8(block, _mm_set1_epi8(0x20));
    masks.letters |= (uint64_t)(uint32_t)_mm_movemask_epi8(letters) << (part * 16);
    masks.blanks |= (uint64_t)(uint32_t)_mm_movemask_epi8(blanks) << (part * 16);
    masks.high |= (uint64_t)(uint32_t)_mm_movemask_epi8(block) << (part * 16);
  }
#elif defined(__ARM_NEON) && defined(__aarch64__)
  uint8x16_t letters[4], blanks[4], high[4];
  for (int part = 0; part < 4; part++) {
    uint8x16_t block = vld1q_u8(bytes + part * 16);
    letters[part] = vcltq_u8(vsubq_u8(vorrq_u8(block, vdupq_n_u8(0x20)), vdupq_n_u8('a')), vdupq_n_u8(26));
    blanks[part] = vceqq_u8(block, vdupq_n_u8(0x20));
    high[part] = vcgeq_u8(block, vdupq_n_u8(0x80));
  }
  masks.letters = cbytes_bits(letters[0], letters[1], letters[2], letters[3]);
  masks.blanks = cbytes_bits(blanks[0], blanks[1], blanks[2], blanks[3]);
  masks.high = cbytes_bits(high[0], high[1], high[2], high[3]);
#else
  for (int index = 0; index < 64; index++) {
    uint8_t byte = bytes[index];
    masks.letters |= (uint64_t)((uint8_t)((byte | 0x20) - 'a') < 26) << index;
    masks.blanks |= (uint64_t)(byte == 0x20) << index;
    masks.high |= (uint64_t)(byte >> 7) << index;
  }
#endif
  return masks;
}

#endif
