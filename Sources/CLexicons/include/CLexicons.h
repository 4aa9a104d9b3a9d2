// The lexicons that come with Vaglio, embedded byte for byte from `Lexicons/`.
//
// Each has a section of its own, so that the linker drops those a program does not use, and an inline accessor, since
// Swift cannot import a large C array. The bytes are constant for the life of the process.
#ifndef CLEXICONS_H
#define CLEXICONS_H

#include <stddef.h>

#define VAGLIO_LEXICON(name)                                                                   \
  extern const unsigned char vaglio_lexicon_##name##_bytes[];                                  \
  extern const size_t vaglio_lexicon_##name##_size;                                            \
  static inline const unsigned char *_Nonnull vaglio_lexicon_##name(ptrdiff_t *_Nonnull size) { \
    *size = (ptrdiff_t)vaglio_lexicon_##name##_size;                                           \
    return vaglio_lexicon_##name##_bytes;                                                      \
  }

// Function bodies made by a macro are imported like any other inline function.
VAGLIO_LEXICON(forms)
VAGLIO_LEXICON(bigrams)
VAGLIO_LEXICON(trigrams)
VAGLIO_LEXICON(graph)
VAGLIO_LEXICON(suffixes)
VAGLIO_LEXICON(letters)
VAGLIO_LEXICON(channel)
VAGLIO_LEXICON(decisions)
VAGLIO_LEXICON(corrections)
VAGLIO_LEXICON(companies)
VAGLIO_LEXICON(regulators)
VAGLIO_LEXICON(boilerplate)
VAGLIO_LEXICON(boilerplate_model)
VAGLIO_LEXICON(furniture_words)
VAGLIO_LEXICON(abbreviations)
VAGLIO_LEXICON(accents)
VAGLIO_LEXICON(names)
VAGLIO_LEXICON(words)
VAGLIO_LEXICON(classes)

#endif
