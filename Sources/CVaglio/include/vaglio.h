// Vaglio for C: cleans Italian text and tags the companies and regulators in it.
//
//     vaglio_error *error = NULL;
//     vaglio_pipeline *pipeline = vaglio_pipeline_new(NULL, NULL, 0, &error);
//     vaglio_document *document = vaglio_process(pipeline, text, strlen(text), &error);
//     size_t length;
//     const char *clean = vaglio_document_text(document, &length);
//     …
//     vaglio_document_free(document);
//     vaglio_pipeline_free(pipeline);
//
// Texts are UTF-8 with a length in bytes; they need no final NUL, may hold NUL, and may be ill-formed. Strings that come
// back are UTF-8 with a length, and are followed by a NUL that is not counted. Names of stages, options, rules and labels
// are those of the command `vaglio annotate`.
//
// Ownership: what a function with `new` or `process` in its name returns belongs to the caller, who frees it with the
// function that is named there. All else that is returned belongs to the object it came from, is never freed by the
// caller, and is valid until that object is freed. No function keeps a pointer that it was given.
//
// Threads: a pipeline never changes; any number of threads may use one at the same time. A document belongs to one thread
// at a time: its arrays are made when they are first asked for. Documents are independent of each other and of
// the pipeline that made them, which may be freed first. There is no global state to set up or to tear down.
//
// Errors: only what is made can fail. Processing never fails on account of the bytes of a text.
#ifndef VAGLIO_H
#define VAGLIO_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The C data interface of Apache Arrow (https://arrow.apache.org/docs/format/CDataInterface.html), as every program that
// speaks it declares it, so that none needs the headers of another.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wnullability-completeness"
#endif

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

#endif

#ifdef __cplusplus
}
#endif

#if defined(__clang__)
#define VAGLIO_NULLABLE _Nullable
#pragma clang assume_nonnull begin
#else
#define VAGLIO_NULLABLE
#endif

#ifdef __cplusplus
extern "C" {
#endif

/// The version of this header. It grows when something is added; a library with another `vaglio_abi_version() >> 16`
/// cannot be used with this header, one with a smaller version lacks functions of it.
#define VAGLIO_ABI_VERSION 0x00010001

/// The version that the library was built with. Any thread.
uint32_t vaglio_abi_version(void);

/// The version of Vaglio, such as "0.1.0". Static storage, valid for ever. Any thread.
const char *vaglio_version(void);

// MARK: Errors

/// Why something could not be made. Belongs to the caller; `vaglio_error_free` frees it.
typedef struct vaglio_error vaglio_error;

typedef enum vaglio_error_code {
  /// There is no such stage, no such option, or its value is none that the option takes.
  VAGLIO_ERROR_OPTION = 1,
  /// A stage needs what no stage before it provides.
  VAGLIO_ERROR_PIPELINE = 2,
  /// A lexicon cannot be read, or a line of it is not as it should be.
  VAGLIO_ERROR_LEXICON = 3,
  /// A text is longer than `VAGLIO_MAXIMUM_LENGTH`, or what is made of a column of texts is.
  VAGLIO_ERROR_LENGTH = 4
} vaglio_error_code;

/// What kind of error it is. Any thread.
vaglio_error_code vaglio_error_get_code(const vaglio_error *error);

/// What is wrong, where, and what to do about it, in English. Belongs to the error. Any thread.
const char *vaglio_error_message(const vaglio_error *error);

/// Frees an error; nothing happens with NULL. Any thread, once.
void vaglio_error_free(vaglio_error *VAGLIO_NULLABLE error);

// MARK: Pipelines

/// Stages in order, which are applied to texts. Never changes: any number of threads may use it.
typedef struct vaglio_pipeline vaglio_pipeline;

/// One setting of a pipeline, as a name and a value:
///
/// | name                  | value                                                                                       |
/// | --------------------- | ------------------------------------------------------------------------------------------- |
/// | `offsets`             | what positions count: `byte` (the default here), `codepoint` or `utf16`                     |
/// | `lexicon`             | `label=file`, names of your own; may be repeated. Labels: companies, regulators,            |
/// |                       | organizations, persons, places                                                              |
/// | `minimum-confidence`  | from 0 to 1: corrections that are less sure are suggestions only                            |
/// | `repairs`             | what the stage normalize repairs, with commas between                                       |
/// | `quotes`              | `kept`, `straight` or `curly`                                                               |
/// | `encoding`            | what the bytes are in that are no UTF-8                                                     |
/// | `boilerplate`         | `drop` (the default), `mark` or `keep`: what becomes of the furniture of a page             |
/// | `content-threshold`   | from 0 to 1 (default 0.45): a line less likely content than this is furniture               |
/// | `boilerplate-phrases` | a file with phrases of furniture of your own, one a line                                    |
typedef struct vaglio_option {
  const char *name;
  const char *value;
} vaglio_option;

/// Makes a pipeline. It belongs to the caller: `vaglio_pipeline_free`. Any thread.
///
/// - stages: the names of the stages with commas between them, in order; NULL for all, which is
///   `normalize,boilerplate,tokenize,sentences,correct,stem,entities`.
/// - options: `option_count` settings, or NULL. They are copied.
/// - error: where to put the error if there is one, which then belongs to the caller; may be NULL.
///
/// Returns NULL on an error. Takes microseconds, and as long as it takes to read the lexicons of your own.
vaglio_pipeline *VAGLIO_NULLABLE vaglio_pipeline_new(const char *VAGLIO_NULLABLE stages,
                                                     const vaglio_option *VAGLIO_NULLABLE options,
                                                     size_t option_count,
                                                     vaglio_error *VAGLIO_NULLABLE *VAGLIO_NULLABLE error);

/// Frees a pipeline; nothing happens with NULL. No other thread may be using it; its documents live on.
void vaglio_pipeline_free(vaglio_pipeline *VAGLIO_NULLABLE pipeline);

// MARK: Processing

/// What a text has become. Belongs to the caller (`vaglio_document_free`), and to one thread at a time.
typedef struct vaglio_document vaglio_document;

/// The longest text in bytes: 2 GiB less one.
#define VAGLIO_MAXIMUM_LENGTH ((size_t)INT32_MAX)

/// Processes a text. The document belongs to the caller: `vaglio_document_free`. Any thread; many at a time.
///
/// - text: `length` bytes, which are copied; may be NULL when `length` is 0.
/// - error: where to put the error if there is one, which then belongs to the caller; may be NULL.
///
/// Returns NULL only when the text is longer than `VAGLIO_MAXIMUM_LENGTH`.
vaglio_document *VAGLIO_NULLABLE vaglio_process(const vaglio_pipeline *pipeline, const char *VAGLIO_NULLABLE text,
                                                size_t length,
                                                vaglio_error *VAGLIO_NULLABLE *VAGLIO_NULLABLE error);

/// Processes `count` texts one after the other, as `vaglio_process` would: one call for many short texts, where a call is
/// dear. Puts as many documents into `documents`, NULL where a text is longer than `VAGLIO_MAXIMUM_LENGTH`. Each
/// belongs to the caller: `vaglio_document_free`. Any thread; many at a time.
void vaglio_process_all(const vaglio_pipeline *pipeline, size_t count,
                        const char *VAGLIO_NULLABLE const *VAGLIO_NULLABLE texts,
                        const size_t *VAGLIO_NULLABLE lengths,
                        vaglio_document *VAGLIO_NULLABLE *VAGLIO_NULLABLE documents);

/// Processes a column of texts of Apache Arrow and makes a column of what they have become: structures with one field for
/// each layer, which any program that knows Arrow reads where it lies. Their names and values are those of `vaglio annotate
/// --format jsonl`; positions are 32-bit integers in the unit of the option `offsets`. A structure is null where its text is,
/// a layer where its stage did not run. Any thread; many at a time. Since version 0x00010001 of the interface.
///
/// - layers: names with commas between them, in order, of `text`, `edits`, `suggestions`, `lines`, `sentences`, `tokens`,
///   `entities`; NULL for `text,edits,entities`.
/// - texts, texts_type: strings, `u` or `U` in Arrow's terms, or bytes, `z` or `Z`. Both are taken over and released, on
///   an error, too.
/// - column, column_type: where to put the result. It belongs to the caller, who calls the `release` of both; any thread, and
///   after the pipeline was freed, too. Not touched on an error.
/// - error: where to put the error if there is one, which then belongs to the caller; may be NULL.
///
/// Returns 0, or another number on an error: a layer or a type that is none of these (`VAGLIO_ERROR_OPTION`), a text or a
/// layer of all texts longer than `VAGLIO_MAXIMUM_LENGTH` (`VAGLIO_ERROR_LENGTH`: process fewer texts at a time).
int vaglio_annotate_arrow(const vaglio_pipeline *pipeline, const char *VAGLIO_NULLABLE layers, struct ArrowArray *texts,
                          struct ArrowSchema *texts_type, struct ArrowArray *column, struct ArrowSchema *column_type,
                          vaglio_error *VAGLIO_NULLABLE *VAGLIO_NULLABLE error);

/// Frees a document and all that came from it; nothing happens with NULL. No thread may be using it.
void vaglio_document_free(vaglio_document *VAGLIO_NULLABLE document);

// MARK: Documents
//
// For all functions from here on: what they return belongs to the document and is valid until the document is freed; one
// thread at a time. `start` and `end` refer to the source text, `text_start` and `text_end` to the clean text, all in
// the unit of the pipeline's option `offsets`; an ill-formed sequence of bytes counts as the U+FFFD that stands for it. An
// array is NULL when its stage did not run, and not NULL when the stage found nothing; `count` is 0 in both cases.

/// The clean text in UTF-8, as the stages left it: ill-formed bytes stay when no stage `normalize` ran. `length`: in bytes.
const char *vaglio_document_text(vaglio_document *document, size_t *length);

/// The whole document as one line of JSON, byte for byte as `vaglio annotate --format jsonl` writes it, with the line end.
/// `length`: in bytes.
const char *vaglio_document_json(vaglio_document *document, size_t *length);

/// The bytes that the `vaglio_string`s of a document lie in. `length`: in bytes.
const char *vaglio_document_strings(vaglio_document *document, size_t *length);

/// A string: `vaglio_document_strings(document) + start`, `length` bytes and a NUL. None when `start` is
/// `VAGLIO_NO_STRING`.
typedef struct vaglio_string {
  uint32_t start;
  uint32_t length;
} vaglio_string;

#define VAGLIO_NO_STRING UINT32_MAX

/// A change of the source.
typedef struct vaglio_edit {
  uint32_t start, end;
  /// Where the replacement is in the clean text; of a suggestion, what stands there.
  uint32_t text_start, text_end;
  /// What stands in the clean text instead.
  vaglio_string to;
  /// Who made the change and why: the last of the causes.
  vaglio_string stage, rule;
  /// From 0 to 1: that of the least sure cause.
  float confidence;
  /// All causes, in order: `cause_count` elements of `vaglio_document_causes` from `first_cause` on.
  uint32_t first_cause, cause_count;
} vaglio_edit;

/// A reason for a change.
typedef struct vaglio_cause {
  vaglio_string stage, rule;
  float confidence;
} vaglio_cause;

/// A line of the source.
typedef struct vaglio_line {
  /// Without the line end.
  uint32_t start, end;
  /// From 0.
  uint32_t number;
  /// 1 when the line is content, 0 when it is furniture of the page and was dropped.
  uint32_t keep;
  vaglio_string kind;
  /// How sure `keep` is, from 0 to 1.
  float score;
} vaglio_line;

typedef struct vaglio_sentence {
  uint32_t start, end;
  uint32_t text_start, text_end;
} vaglio_sentence;

typedef enum vaglio_token_kind {
  VAGLIO_TOKEN_WORD = 0,
  VAGLIO_TOKEN_NUMBER = 1,
  VAGLIO_TOKEN_PUNCTUATION = 2,
  VAGLIO_TOKEN_SYMBOL = 3,
  VAGLIO_TOKEN_URL = 4,
  VAGLIO_TOKEN_EMAIL = 5
} vaglio_token_kind;

typedef struct vaglio_token {
  uint32_t start, end;
  uint32_t text_start, text_end;
  /// Bytes of `vaglio_document_stems`; an empty range when the stage `stem` did not run.
  uint32_t stem_start, stem_end;
  /// A `vaglio_token_kind`.
  uint32_t kind;
} vaglio_token;

/// A name.
typedef struct vaglio_entity {
  uint32_t start, end;
  uint32_t text_start, text_end;
  /// `company`, `regulator`, `organization`, `person` or `place`.
  vaglio_string label;
  /// The identifier and the name of the canonical entity, such as `agcom`, and its kind, such as `bank`; none when no
  /// lexicon has them.
  vaglio_string entry, name, kind;
  /// For a firm that no lexicon holds: its folded name, by which its mentions can be counted. None else.
  vaglio_string key;
  /// From 0 to 1.
  float confidence;
} vaglio_entity;

/// The changes that were made, sorted by range and disjoint. Never NULL.
const vaglio_edit *vaglio_document_edits(vaglio_document *document, size_t *count);

/// Changes that were thought of and not made, sorted by range.
const vaglio_edit *VAGLIO_NULLABLE vaglio_document_suggestions(vaglio_document *document, size_t *count);

/// The causes of edits and suggestions. Never NULL.
const vaglio_cause *vaglio_document_causes(vaglio_document *document, size_t *count);

/// The lines of the source.
const vaglio_line *VAGLIO_NULLABLE vaglio_document_lines(vaglio_document *document, size_t *count);

/// The sentences, sorted and disjoint.
const vaglio_sentence *VAGLIO_NULLABLE vaglio_document_sentences(vaglio_document *document, size_t *count);

/// The tokens, sorted and disjoint.
const vaglio_token *VAGLIO_NULLABLE vaglio_document_tokens(vaglio_document *document, size_t *count);

/// The stems of the tokens, one after the other, with nothing between them. `length`: in bytes. NULL when the stage `stem`
/// did not run.
const char *VAGLIO_NULLABLE vaglio_document_stems(vaglio_document *document, size_t *length);

/// The names, sorted and disjoint.
const vaglio_entity *VAGLIO_NULLABLE vaglio_document_entities(vaglio_document *document, size_t *count);

#ifdef __cplusplus
}
#endif

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif
#endif
