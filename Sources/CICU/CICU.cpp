#include "CICU.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

#include <new>
#include <string>

namespace {
/// Counts the bytes written and keeps none.
class CountingSink : public icu::ByteSink {
public:
  int64_t count = 0;
  void Append(const char *, int32_t n) override { count += n; }
};
}  // namespace

struct cicu_breaks {
  UBreakIterator *iterator = nullptr;
  UText text = UTEXT_INITIALIZER;
};

extern "C" {

const char *cicu_version(void) { return U_ICU_VERSION; }

int32_t cicu_nfc_span(const char *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2 *nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return -1;
  if (nfc->isNormalizedUTF8(icu::StringPiece(text, length), status) && U_SUCCESS(status)) return length;
  return U_FAILURE(status) ? -1 : 0;
}

int32_t cicu_nfc(const char *text, int32_t length, void *context, cicu_edit_callback callback) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2 *nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return status;
  icu::Edits edits;
  std::string changed;
  icu::StringByteSink<std::string> sink(&changed);
  // U_OMIT_UNCHANGED_TEXT: `changed` then holds the replacements only, one after the other.
  nfc->normalizeUTF8(U_OMIT_UNCHANGED_TEXT, icu::StringPiece(text, length), sink, &edits, status);
  if (U_FAILURE(status)) return status;
  icu::Edits::Iterator it = edits.getFineChangesIterator();
  while (it.next(status)) {
    callback(context, it.sourceIndex(), it.sourceIndex() + it.oldLength(), changed.data() + it.replacementIndex(),
             it.newLength());
  }
  return U_FAILURE(status) ? status : 0;
}

int64_t cicu_nfc_length(const char *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2 *nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return -1;
  CountingSink sink;
  nfc->normalizeUTF8(0, icu::StringPiece(text, length), sink, nullptr, status);
  return U_FAILURE(status) ? -1 : sink.count;
}

int32_t cicu_breaks_set_text(cicu_breaks *breaks, const char *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&breaks->text, text, length, &status);
  ubrk_setUText(breaks->iterator, &breaks->text, &status);
  if (U_FAILURE(status)) return status;
  ubrk_first(breaks->iterator);
  return 0;
}

cicu_breaks *cicu_breaks_open(cicu_breaks_kind kind, const char *text, int32_t length) {
  cicu_breaks *breaks = new (std::nothrow) cicu_breaks;
  if (!breaks) return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  breaks->iterator = ubrk_open(kind == cicu_breaks_word ? UBRK_WORD : UBRK_SENTENCE, "it", nullptr, 0, &status);
  if (U_FAILURE(status) || cicu_breaks_set_text(breaks, text, length) != 0) {
    cicu_breaks_close(breaks);
    return nullptr;
  }
  return breaks;
}

int32_t cicu_breaks_next(cicu_breaks *breaks, int32_t *boundaries, int32_t *statuses, int32_t capacity) {
  int32_t count = 0;
  while (count < capacity) {
    const int32_t boundary = ubrk_next(breaks->iterator);
    if (boundary == UBRK_DONE) break;
    boundaries[count] = boundary;
    statuses[count] = ubrk_getRuleStatus(breaks->iterator);
    count += 1;
  }
  return count;
}

int32_t cicu_breaks_count(cicu_breaks_kind kind, const char *text, int32_t length) {
  cicu_breaks *breaks = cicu_breaks_open(kind, text, length);
  if (!breaks) return -1;
  int32_t count = 0;
  while (ubrk_next(breaks->iterator) != UBRK_DONE) count += 1;
  cicu_breaks_close(breaks);
  return count;
}

void cicu_breaks_close(cicu_breaks *breaks) {
  if (!breaks) return;
  if (breaks->iterator) ubrk_close(breaks->iterator);
  utext_close(&breaks->text);
  delete breaks;
}

int32_t cicu_general_category(int32_t code_point) { return u_charType(code_point); }
int32_t cicu_word_break(int32_t code_point) { return u_getIntPropertyValue(code_point, UCHAR_WORD_BREAK); }
int32_t cicu_to_lower(int32_t code_point) { return u_tolower(code_point); }
int32_t cicu_to_upper(int32_t code_point) { return u_toupper(code_point); }

}  // extern "C"
