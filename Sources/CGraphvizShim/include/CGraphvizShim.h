#pragma once

#include <stddef.h>

// Each of these takes DOT text that ends with NUL after `dot_length` bytes, one before that is an error, and the engine that lays it out: `dot`
// or `nop2`. Each may be called from any thread: Graphviz itself is not thread-safe, so one lock lets calls in one after another.
//
// What is given belongs to the caller, who frees it by the function beside it. Its `message` is what Graphviz reported, NULL when it reported
// no error; a result with a message is a failure even when Graphviz went on and produced something.

/// A picture as SVG.
typedef struct {
    /// Not terminated; NULL when there is none.
    char *bytes;
    size_t length;
    char *message;
} tla_graphviz_picture;

/// Lays out the graph and draws it as SVG, in memory.
tla_graphviz_picture tla_graphviz_svg(const char *dot, size_t dot_length, const char *engine);
void tla_graphviz_picture_free(tla_graphviz_picture picture);

/// Points of 1/72 inch from the left and from the top.
typedef struct {
    double x, y;
} tla_graphviz_point;

typedef struct {
    char *name;
    tla_graphviz_point center;
} tla_graphviz_node;

typedef struct {
    /// The edge's `key` in the DOT text.
    char *key;
    /// A Bézier curve of 3n+1 points from its tail to its head; none when Graphviz drew none.
    tla_graphviz_point *points;
    size_t count;
} tla_graphviz_edge;

typedef struct {
    double width, height;
    tla_graphviz_node *nodes;
    size_t node_count;
    /// Those with a `key`.
    tla_graphviz_edge *edges;
    size_t edge_count;
    char *message;
} tla_graphviz_coordinates;

/// Lays out the graph and tells where everything is.
tla_graphviz_coordinates tla_graphviz_lay_out(const char *dot, size_t dot_length, const char *engine);
void tla_graphviz_coordinates_free(tla_graphviz_coordinates coordinates);
