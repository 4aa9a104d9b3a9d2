// Counts the allocations of a thread, to show that nothing is allocated for a token.
#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

#include <stddef.h>

/// How often this thread has allocated or grown memory so far; 0 for ever where that cannot be counted.
size_t callocations_count(void);

#endif
