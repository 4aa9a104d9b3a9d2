#include "CBytes.h"

#include <string.h>

#if defined(__aarch64__)
#include <arm_neon.h>
#endif

// Vectors of 64 bytes, which the compiler makes of what the processor has.
typedef uint8_t vector __attribute__((ext_vector_type(64)));
typedef _Bool lanes __attribute__((ext_vector_type(64)));

// No function takes or returns a vector: how that is done depends on the processor.
#define BITS(comparison)                                        \
  ({                                                            \
    lanes bits_ = __builtin_convertvector((comparison), lanes); \
    uint64_t result_;                                           \
    memcpy(&result_, &bits_, sizeof result_);                   \
    result_;                                                    \
  })

enum {
  letter = 1,
  blank = 2,
  line_feed = 4,
  high = 8,
  // The second byte of à ì ò ù.
  grave_vowel = 16,
  // The second byte of è and È.
  grave_e = 32,
};

// What a single byte is, for the neighbours of a block.
static const uint8_t kinds[256] = {
    [' '] = blank,
    ['\n'] = line_feed,
    ['A' ... 'Z'] = letter,
    ['a' ... 'z'] = letter,
    [0x80 ... 0x87] = high,
    [0x88] = high | grave_e,
    [0x89 ... 0x9F] = high,
    [0xA0] = high | grave_vowel,
    [0xA1 ... 0xA7] = high,
    [0xA8] = high | grave_e,
    [0xA9 ... 0xAB] = high,
    [0xAC] = high | grave_vowel,
    [0xAD ... 0xB1] = high,
    [0xB2] = high | grave_vowel,
    [0xB3 ... 0xB8] = high,
    [0xB9] = high | grave_vowel,
    [0xBA ... 0xFF] = high,
};

// Signs by the lower and the upper half of their byte: a class is what both halves say.
enum {
  // ! ) , .
  closing_of_2 = 1,
  // : ; ?
  closing_of_3 = 2,
  // ] }
  closing_of_5_and_7 = 4,
  closing_classes = closing_of_2 | closing_of_3 | closing_of_5_and_7,
  // ' (
  opening_of_2 = 8,
  // [ {
  opening_of_5_and_7 = 16,
  opening_classes = opening_of_2 | opening_of_5_and_7,
  ampersand = 32,
  less = 64,
  grave = 128,
  other_classes = ampersand | less | grave,
};

static const uint8_t class_of_low[16] = {
    [0x0] = grave,
    [0x1] = closing_of_2,
    [0x6] = ampersand,
    [0x7] = opening_of_2,
    [0x8] = opening_of_2,
    [0x9] = closing_of_2,
    [0xA] = closing_of_3,
    [0xB] = closing_of_3 | opening_of_5_and_7,
    [0xC] = closing_of_2 | less,
    [0xD] = closing_of_5_and_7,
    [0xE] = closing_of_2,
    [0xF] = closing_of_3,
};

static const uint8_t class_of_high[16] = {
    [0x2] = closing_of_2 | opening_of_2 | ampersand,
    [0x3] = closing_of_3 | less,
    [0x5] = closing_of_5_and_7 | opening_of_5_and_7,
    [0x6] = grave,
    [0x7] = closing_of_5_and_7 | opening_of_5_and_7,
};

// How words end that are written without their accent by haste: -ta -ra -ia, -he -re -oe -fe, -si -di, -io -ro -uo,
// -tu -bu -su -iu. A bit for each last letter, in the tables of the last letters and of those before them.
enum { in_a = 1, in_e = 2, in_i = 4, in_o = 8, in_u = 16 };
static const uint8_t last_of_low[16] = {['a' & 15] = in_a, ['e' & 15] = in_e, ['i' & 15] = in_i, ['o' & 15] = in_o};
static const uint8_t last_of_high[16] = {['u' & 15] = in_u};
static const uint8_t previous_of_low[16] = {
    ['b' & 15] = in_u, ['d' & 15] = in_i, ['f' & 15] = in_e, ['h' & 15] = in_e, ['i' & 15] = in_a | in_o | in_u,
    ['o' & 15] = in_e};
static const uint8_t previous_of_high[16] = {
    ['r' & 15] = in_a | in_e | in_o, ['s' & 15] = in_i | in_u, ['t' & 15] = in_a | in_u, ['u' & 15] = in_o};

#define SCAN cbytes_scan_anywhere
#define TARGET
#if defined(__aarch64__)
#define LOOKUP(table, indices)                                                  \
  ({                                                                            \
    const uint8x16_t table_ = vld1q_u8(table);                                  \
    vector indices_ = (indices), result_;                                       \
    uint8x16_t part_;                                                           \
    for (int place_ = 0; place_ < 64; place_ += 16) {                           \
      memcpy(&part_, (uint8_t *)&indices_ + place_, 16);                        \
      part_ = vqtbl1q_u8(table_, part_);                                        \
      memcpy((uint8_t *)&result_ + place_, &part_, 16);                         \
    }                                                                           \
    result_;                                                                    \
  })
#else
#define LOOKUP(table, indices)                                                         \
  ({                                                                                   \
    uint8_t bytes_[64];                                                                \
    vector vector_ = (indices);                                                        \
    memcpy(bytes_, &vector_, sizeof bytes_);                                           \
    for (int place_ = 0; place_ < 64; place_++) bytes_[place_] = table[bytes_[place_]]; \
    memcpy(&vector_, bytes_, sizeof bytes_);                                           \
    vector_;                                                                           \
  })
#endif
#include "Scan.h"

#if defined(__x86_64__)
typedef char half __attribute__((vector_size(32)));

#define SCAN scan_avx2
#define TARGET static __attribute__((target("avx2,bmi,bmi2")))
#define LOOKUP(table, indices)                                          \
  ({                                                                    \
    half table_, low_, high_;                                           \
    vector vector_ = (indices);                                         \
    memcpy(&table_, table, 16);                                         \
    memcpy((char *)&table_ + 16, table, 16);                            \
    memcpy(&low_, &vector_, 32);                                        \
    memcpy(&high_, (char *)&vector_ + 32, 32);                          \
    low_ = __builtin_ia32_pshufb256(table_, low_);                      \
    high_ = __builtin_ia32_pshufb256(table_, high_);                    \
    memcpy(&vector_, &low_, 32);                                        \
    memcpy((char *)&vector_ + 32, &high_, 32);                          \
    vector_;                                                            \
  })
#include "Scan.h"
#endif

void cbytes_scan(const uint8_t *bytes, size_t count, uint64_t lettersBefore, cbytes_block *blocks) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) {
    scan_avx2(bytes, count, lettersBefore, blocks);
    return;
  }
#endif
  cbytes_scan_anywhere(bytes, count, lettersBefore, blocks);
}
