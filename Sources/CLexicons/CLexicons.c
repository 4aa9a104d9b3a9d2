#include "CLexicons.h"

#define SECTION(name) __attribute__((section(".rodata.lexicon." name), aligned(16)))

SECTION("forms") const unsigned char vaglio_lexicon_forms_bytes[] = {
#embed "../../Lexicons/forms.bin"
};
const size_t vaglio_lexicon_forms_size = sizeof vaglio_lexicon_forms_bytes;

SECTION("bigrams") const unsigned char vaglio_lexicon_bigrams_bytes[] = {
#embed "../../Lexicons/bigrams.bin"
};
const size_t vaglio_lexicon_bigrams_size = sizeof vaglio_lexicon_bigrams_bytes;

SECTION("trigrams") const unsigned char vaglio_lexicon_trigrams_bytes[] = {
#embed "../../Lexicons/trigrams.bin"
};
const size_t vaglio_lexicon_trigrams_size = sizeof vaglio_lexicon_trigrams_bytes;

SECTION("graph") const unsigned char vaglio_lexicon_graph_bytes[] = {
#embed "../../Lexicons/graph.bin"
};
const size_t vaglio_lexicon_graph_size = sizeof vaglio_lexicon_graph_bytes;

SECTION("suffixes") const unsigned char vaglio_lexicon_suffixes_bytes[] = {
#embed "../../Lexicons/suffixes.bin"
};
const size_t vaglio_lexicon_suffixes_size = sizeof vaglio_lexicon_suffixes_bytes;

SECTION("letters") const unsigned char vaglio_lexicon_letters_bytes[] = {
#embed "../../Lexicons/letters.bin"
};
const size_t vaglio_lexicon_letters_size = sizeof vaglio_lexicon_letters_bytes;

SECTION("channel") const unsigned char vaglio_lexicon_channel_bytes[] = {
#embed "../../Lexicons/channel.bin"
};
const size_t vaglio_lexicon_channel_size = sizeof vaglio_lexicon_channel_bytes;

SECTION("decisions") const unsigned char vaglio_lexicon_decisions_bytes[] = {
#embed "../../Lexicons/decisions.bin"
};
const size_t vaglio_lexicon_decisions_size = sizeof vaglio_lexicon_decisions_bytes;

SECTION("corrections") const unsigned char vaglio_lexicon_corrections_bytes[] = {
#embed "../../Lexicons/corrections.tsv"
};
const size_t vaglio_lexicon_corrections_size = sizeof vaglio_lexicon_corrections_bytes;

SECTION("companies") const unsigned char vaglio_lexicon_companies_bytes[] = {
#embed "../../Lexicons/companies.tsv"
};
const size_t vaglio_lexicon_companies_size = sizeof vaglio_lexicon_companies_bytes;

SECTION("regulators") const unsigned char vaglio_lexicon_regulators_bytes[] = {
#embed "../../Lexicons/regulators.tsv"
};
const size_t vaglio_lexicon_regulators_size = sizeof vaglio_lexicon_regulators_bytes;

SECTION("boilerplate") const unsigned char vaglio_lexicon_boilerplate_bytes[] = {
#embed "../../Lexicons/boilerplate.tsv"
};
const size_t vaglio_lexicon_boilerplate_size = sizeof vaglio_lexicon_boilerplate_bytes;

SECTION("boilerplate_model") const unsigned char vaglio_lexicon_boilerplate_model_bytes[] = {
#embed "../../Lexicons/boilerplate.bin"
};
const size_t vaglio_lexicon_boilerplate_model_size = sizeof vaglio_lexicon_boilerplate_model_bytes;

SECTION("furniture_words") const unsigned char vaglio_lexicon_furniture_words_bytes[] = {
#embed "../../Lexicons/furniture-words.tsv"
};
const size_t vaglio_lexicon_furniture_words_size = sizeof vaglio_lexicon_furniture_words_bytes;

SECTION("abbreviations") const unsigned char vaglio_lexicon_abbreviations_bytes[] = {
#embed "../../Lexicons/abbreviations.tsv"
};
const size_t vaglio_lexicon_abbreviations_size = sizeof vaglio_lexicon_abbreviations_bytes;

SECTION("accents") const unsigned char vaglio_lexicon_accents_bytes[] = {
#embed "../../Lexicons/accents.bin"
};
const size_t vaglio_lexicon_accents_size = sizeof vaglio_lexicon_accents_bytes;

SECTION("names") const unsigned char vaglio_lexicon_names_bytes[] = {
#embed "../../Lexicons/names.bin"
};
const size_t vaglio_lexicon_names_size = sizeof vaglio_lexicon_names_bytes;

SECTION("words") const unsigned char vaglio_lexicon_words_bytes[] = {
#embed "../../Lexicons/words.bin"
};
const size_t vaglio_lexicon_words_size = sizeof vaglio_lexicon_words_bytes;

SECTION("classes") const unsigned char vaglio_lexicon_classes_bytes[] = {
#embed "../../Lexicons/classes.bin"
};
const size_t vaglio_lexicon_classes_size = sizeof vaglio_lexicon_classes_bytes;
