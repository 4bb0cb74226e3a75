#pragma once

#include <stddef.h>

/// What a render gave: bytes, or a message. Both belong to the result; ``tla_graphviz_result_free`` gives them back.
typedef struct {
    /// The picture, not terminated; NULL when there is none.
    char *bytes;
    size_t length;
    /// What Graphviz reported, NULL when it reported no error. A result with a message is a failure even when Graphviz
    /// went on and produced bytes.
    char *message;
} tla_graphviz_result;

/// Lays out the graph that the DOT text describes and renders it, both in memory.
///
/// `dot` ends with NUL after `dot_length` bytes; one before that is an error. `engine` is `dot` or `nop2`; `format` is one of the core
/// plugin's: `svg`, `plain`, `dot`, `json`.
/// May be called from any thread: Graphviz itself is not thread-safe, so one lock lets calls in one after another.
tla_graphviz_result tla_graphviz_render(const char *dot, size_t dot_length, const char *engine, const char *format);

/// Frees what a result owns.
void tla_graphviz_result_free(tla_graphviz_result result);
