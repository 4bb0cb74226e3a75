#pragma once

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

// Graphviz keeps its state in globals, and so do these: all is called only under the lock of shim.c.

// For `agseterrf`: gathers what Graphviz reports as errors.
int tla_collect(char *fragment);

// Hands the collected text over and leaves nothing behind for the next call; NULL when there was no error.
char *tla_take_report(void);

// The context of this process, with its plugins; NULL, and a message that the caller frees, when they cannot be loaded.
GVC_t *tla_context(char **message);
