// Cleans the texts of files and lists the names in them:
//
//     cc annotate.c $(pkg-config --cflags --libs vaglio) -o annotate && ./annotate ../texts/*.txt
#include <stdio.h>
#include <stdlib.h>
#include <vaglio.h>

static char *contents(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  size_t capacity = 1 << 16, count = 0, got;
  char *bytes = malloc(capacity);
  while (bytes && (got = fread(bytes + count, 1, capacity - count, file)) > 0) {
    count += got;
    if (count < capacity) continue;
    char *larger = realloc(bytes, capacity *= 2);
    if (!larger) free(bytes);
    bytes = larger;
  }
  fclose(file);
  *length = count;
  return bytes;
}

static void print(const char *strings, vaglio_string string) {
  if (string.start != VAGLIO_NO_STRING) fwrite(strings + string.start, 1, string.length, stdout);
}

int main(int count, char **paths) {
  vaglio_error *error = NULL;
  const vaglio_option options[] = {{"minimum-confidence", "0.7"}};
  vaglio_pipeline *pipeline =
      vaglio_pipeline_new("normalize,boilerplate,tokenize,correct,entities", options, 1, &error);
  if (!pipeline) {
    fprintf(stderr, "%s\n", vaglio_error_message(error));
    vaglio_error_free(error);
    return 1;
  }
  int status = 0;
  for (int index = 1; index < count; index++) {
    size_t length;
    char *source = contents(paths[index], &length);
    vaglio_document *document = source ? vaglio_process(pipeline, source, length, &error) : NULL;
    if (!document) {
      fprintf(stderr, "%s: %s\n", paths[index], error ? vaglio_error_message(error) : "cannot be read");
      vaglio_error_free(error);
      error = NULL;
      free(source);
      status = 1;
      continue;
    }
    size_t text_length, edit_count, entity_count, strings_length;
    const char *text = vaglio_document_text(document, &text_length);
    const vaglio_edit *edits = vaglio_document_edits(document, &edit_count);
    const vaglio_entity *entities = vaglio_document_entities(document, &entity_count);
    const char *strings = vaglio_document_strings(document, &strings_length);
    fwrite(text, 1, text_length, stdout);
    for (size_t edit = 0; edit < edit_count; edit++) {
      printf("edit %u-%u ", edits[edit].start, edits[edit].end);
      print(strings, edits[edit].rule);
      putchar('\n');
    }
    for (size_t entity = 0; entity < entity_count; entity++) {
      print(strings, entities[entity].label);
      printf(" %.*s ", (int)(entities[entity].text_end - entities[entity].text_start),
             text + entities[entity].text_start);
      print(strings, entities[entity].entry);
      putchar('\n');
    }
    vaglio_document_free(document);
    free(source);
  }
  vaglio_pipeline_free(pipeline);
  return status;
}
