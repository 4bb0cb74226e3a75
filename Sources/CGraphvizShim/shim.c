#include "CGraphvizShim.h"
#include "internal.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int is_one_of(const char *text, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(text, list[i]) == 0) return 1;
    return 0;
}

// The nop2 engine forgets to free its list of nodes (seen in 2.42): it looks for the mode that it has just left.
static void free_node_list(Agraph_t *graph, const char *engine) {
    if (strcmp(engine, "nop2") != 0) return;
    free(GD_neato_nlist(graph));
    GD_neato_nlist(graph) = NULL;
}

// Lays out the graph of the text and lets `use` take what it wants of it; 0 when that took something. Gives what Graphviz reported.
static char *lay_out(
    const char *dot, size_t dot_length, const char *engine, int (*use)(GVC_t *, Agraph_t *, void *), void *result) {
    static const char *const engines[] = {"dot", "nop2"};
    // Half a picture would be drawn of it.
    if (strlen(dot) != dot_length) return strdup("the DOT text holds a NUL character");
    if (!is_one_of(engine, engines, 2)) return strdup("unknown layout engine");

    pthread_mutex_lock(&lock);
    agusererrf former = agseterrf(tla_collect);
    agerrlevel_t former_level = agseterr(AGWARN);
    char *message = NULL;
    int is_used = 0;
    GVC_t *context = tla_context(&message);
    if (context) {
        Agraph_t *graph = agmemread(dot);
        if (graph) {
            if (gvLayout(context, graph, engine) == 0) {
                is_used = use(context, graph, result) == 0;
                free_node_list(graph, engine);
                gvFreeLayout(context, graph);
            }
            agclose(graph);
        }
        message = tla_take_report();
        // Empty input fails and says nothing.
        if (!is_used && !message) message = strdup("Graphviz drew nothing and gave no reason");
    } else {
        free(tla_take_report());
    }
    agseterr(former_level);
    agseterrf(former);
    pthread_mutex_unlock(&lock);
    return message;
}

// ---------------------------------------------------------------------------------------------------------------------
// Rendering

static int render_svg(GVC_t *context, Agraph_t *graph, void *state) {
    tla_graphviz_picture *result = state;
    char *bytes = NULL;
    unsigned int length = 0;
    if (gvRenderData(context, graph, "svg", &bytes, &length) == 0 && bytes) {
        // A copy, so that what leaves here is freed by the allocator that made it.
        result->bytes = malloc(length ? length : 1);
        if (result->bytes) {
            memcpy(result->bytes, bytes, length);
            result->length = length;
        }
    }
    if (bytes) gvFreeRenderData(bytes);
    return result->bytes ? 0 : 1;
}

tla_graphviz_picture tla_graphviz_svg(const char *dot, size_t dot_length, const char *engine) {
    tla_graphviz_picture result = {NULL, 0, NULL};
    result.message = lay_out(dot, dot_length, engine, render_svg, &result);
    return result;
}

void tla_graphviz_picture_free(tla_graphviz_picture picture) {
    free(picture.bytes);
    free(picture.message);
}

// ---------------------------------------------------------------------------------------------------------------------
// Coordinates

static tla_graphviz_point flipped(Agraph_t *graph, pointf point) {
    boxf box = GD_bb(graph);
    tla_graphviz_point result = {point.x - box.LL.x, box.UR.y - point.y};
    return result;
}

static int take_edge(Agraph_t *graph, Agedge_t *edge, tla_graphviz_edge *result) {
    splines *line = ED_spl(edge);
    // One piece, or nothing that could be drawn as one curve.
    if (!line || line->size != 1) return 0;
    size_t count = (size_t)line->list[0].size;
    result->points = malloc((count ? count : 1) * sizeof *result->points);
    if (!result->points) return 1;
    for (size_t i = 0; i < count; i++) result->points[i] = flipped(graph, line->list[0].list[i]);
    result->count = count;
    return 0;
}

static int take_coordinates(GVC_t *context, Agraph_t *graph, void *state) {
    (void)context;
    tla_graphviz_coordinates *result = state;
    boxf box = GD_bb(graph);
    result->width = box.UR.x - box.LL.x;
    result->height = box.UR.y - box.LL.y;
    result->nodes = calloc((size_t)agnnodes(graph) + 1, sizeof *result->nodes);
    result->edges = calloc((size_t)agnedges(graph) + 1, sizeof *result->edges);
    if (!result->nodes || !result->edges) return 1;
    for (Agnode_t *node = agfstnode(graph); node; node = agnxtnode(graph, node)) {
        tla_graphviz_node *taken = &result->nodes[result->node_count++];
        taken->center = flipped(graph, ND_coord(node));
        taken->name = strdup(agnameof(node));
        if (!taken->name) return 1;
        for (Agedge_t *edge = agfstout(graph, node); edge; edge = agnxtout(graph, edge)) {
            const char *key = agnameof(edge);
            if (!key || !*key) continue;
            tla_graphviz_edge *drawn = &result->edges[result->edge_count++];
            drawn->key = strdup(key);
            if (!drawn->key || take_edge(graph, edge, drawn) != 0) return 1;
        }
    }
    return 0;
}

tla_graphviz_coordinates tla_graphviz_lay_out(const char *dot, size_t dot_length, const char *engine) {
    tla_graphviz_coordinates result = {0, 0, NULL, 0, NULL, 0, NULL};
    result.message = lay_out(dot, dot_length, engine, take_coordinates, &result);
    return result;
}

void tla_graphviz_coordinates_free(tla_graphviz_coordinates coordinates) {
    for (size_t i = 0; i < coordinates.node_count; i++) free(coordinates.nodes[i].name);
    for (size_t i = 0; i < coordinates.edge_count; i++) {
        free(coordinates.edges[i].key);
        free(coordinates.edges[i].points);
    }
    free(coordinates.nodes);
    free(coordinates.edges);
    free(coordinates.message);
}
