// The part of ICU that Vaglio uses, as plain C. No ICU type escapes from here.
//
// ICU4C renames its functions by macros (`ubrk_open` is `ubrk_open_72`), and Swift cannot import macro-renamed
// functions; so one C++ file calls them and Swift calls this.
//
// All texts are UTF-8 with a length in bytes, need no final NUL and may be ill-formed: ICU reads ill-formed bytes
// as U+FFFD, and the offsets stay those of the bytes given.
#ifndef CICU_H
#define CICU_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The version of the ICU library in use, such as "72.1". Static storage.
const char *_Nonnull cicu_version(void);

/// Called once for every stretch that normalization changed, in order: the bytes `old_start ..< old_end` of the text
/// become `replacement` (`replacement_length` bytes, valid during the call only).
typedef void (*cicu_edit_callback)(void *_Nullable context, int32_t old_start, int32_t old_end,
                                   const char *_Nonnull replacement, int32_t replacement_length);

/// The length of the prefix of `text` that is certainly in NFC; equal to `length` when all of it is. O(n).
/// Negative on failure of ICU.
int32_t cicu_nfc_span(const char *_Nonnull text, int32_t length);

/// Brings `text` to NFC and reports every change. O(n). Returns 0, or ICU's error code.
int32_t cicu_nfc(const char *_Nonnull text, int32_t length, void *_Nullable context,
                 cicu_edit_callback _Nonnull callback);

/// The number of bytes of the NFC form; a plain pass over the text, for benchmarks. Negative on failure.
int64_t cicu_nfc_length(const char *_Nonnull text, int32_t length);

typedef enum {
  cicu_breaks_word = 0,
  cicu_breaks_sentence = 1
} cicu_breaks_kind;

/// An open break iterator. Not shareable between threads; opening and closing one takes a few microseconds.
typedef struct cicu_breaks cicu_breaks;

/// Opens an iterator with the rules of Italian over `text`, which must outlive it. NULL on failure of ICU.
cicu_breaks *_Nullable cicu_breaks_open(cicu_breaks_kind kind, const char *_Nonnull text, int32_t length);

/// Sets another text, which must outlive the iterator. Returns 0, or ICU's error code.
int32_t cicu_breaks_set_text(cicu_breaks *_Nonnull breaks, const char *_Nonnull text, int32_t length);

/// The next boundaries, at most `capacity` of them, as byte offsets (never the leading 0), with ICU's rule status for
/// the stretch that ends there (for words: 0 none, 100 number, 200 letters, 300 kana, 400 ideographs).
/// Returns how many were written; 0 at the end.
int32_t cicu_breaks_next(cicu_breaks *_Nonnull breaks, int32_t *_Nonnull boundaries, int32_t *_Nonnull statuses,
                         int32_t capacity);

/// The number of boundaries after the leading 0; a plain pass over the text, for benchmarks. Negative on failure.
int32_t cicu_breaks_count(cicu_breaks_kind kind, const char *_Nonnull text, int32_t length);

void cicu_breaks_close(cicu_breaks *_Nullable breaks);

/// The general category of a code point (U_UPPERCASE_LETTER = 1, …) and whether it is a letter, as ICU has them.
int32_t cicu_general_category(int32_t code_point);

/// The property Word_Break of a code point (U_WB_OTHER = 0, U_WB_ALETTER = 1, …).
int32_t cicu_word_break(int32_t code_point);

/// Simple lower- and upper-case mappings of a code point.
int32_t cicu_to_lower(int32_t code_point);
int32_t cicu_to_upper(int32_t code_point);

#ifdef __cplusplus
}
#endif
#endif
