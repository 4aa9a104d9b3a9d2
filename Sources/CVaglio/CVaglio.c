// The layout of what crosses the border. Bindings read these structures without a compiler's help, so a change of any
// is a new ABI.
#include "vaglio.h"

_Static_assert(sizeof(vaglio_string) == 8, "vaglio_string has changed");
_Static_assert(sizeof(vaglio_edit) == 52, "vaglio_edit has changed");
_Static_assert(sizeof(vaglio_cause) == 20, "vaglio_cause has changed");
_Static_assert(sizeof(vaglio_line) == 28, "vaglio_line has changed");
_Static_assert(sizeof(vaglio_sentence) == 16, "vaglio_sentence has changed");
_Static_assert(sizeof(vaglio_token) == 28, "vaglio_token has changed");
_Static_assert(sizeof(vaglio_entity) == 60, "vaglio_entity has changed");
