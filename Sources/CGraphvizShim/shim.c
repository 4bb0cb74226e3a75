#define _GNU_SOURCE
#include "CGraphvizShim.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

// Graphviz keeps its state in globals, and so does what is below: all of it is touched only under this lock.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

// ---------------------------------------------------------------------------------------------------------------------
// Errors

// Graphviz reports in fragments: "Error", ": ", then the text; a continuation comes without the first two. Warnings take
// the same way and are let go: they tell of labels larger than their boxes, which is for us to judge.
static struct {
    char *text;
    size_t length;
    size_t capacity;
    int is_error;
    int is_start;
} report;

static int collect(char *fragment) {
    if (strcmp(fragment, "Error") == 0 || strcmp(fragment, "Warning") == 0) {
        report.is_error = fragment[0] == 'E';
        report.is_start = 1;
        return 0;
    }
    if (report.is_start && strcmp(fragment, ": ") == 0) {
        report.is_start = 0;
        return 0;
    }
    report.is_start = 0;
    if (!report.is_error) return 0;
    size_t count = strlen(fragment);
    if (report.length + count + 1 > report.capacity) {
        size_t capacity = (report.length + count + 1) * 2;
        char *text = realloc(report.text, capacity);
        if (!text) return 0;
        report.text = text;
        report.capacity = capacity;
    }
    memcpy(report.text + report.length, fragment, count + 1);
    report.length += count;
    return 0;
}

// Hands the collected text over and leaves nothing behind for the next call.
static char *take_report(void) {
    char *text = report.text;
    memset(&report, 0, sizeof report);
    return text;
}

// ---------------------------------------------------------------------------------------------------------------------
// Plugins

// The three plugins are linked in by hand, so that no configuration file is read, no font library is loaded, and the
// same text has the same size on every machine.
static const char *const plugins[] = {"core", "dot_layout", "neato_layout"};
enum { plugin_count = sizeof plugins / sizeof plugins[0] };

// The plugin's file name carries the version of the plugin interface: 6 up to Graphviz 9, then 7 and 8.
#ifdef __APPLE__
static const char *const endings[] = {".6.dylib", ".7.dylib", ".8.dylib", ".dylib"};
#else
static const char *const endings[] = {".so.6", ".so.7", ".so.8", ".so"};
#endif

// The folder of the loaded libgvc: its plugins live in `graphviz/` beside it.
static size_t library_folder(char *folder, size_t size) {
    Dl_info info;
    if (!dladdr((void *)(size_t)&gvContext, &info) || !info.dli_fname) return 0;
    const char *slash = strrchr(info.dli_fname, '/');
    if (!slash) return 0;
    size_t count = (size_t)(slash - info.dli_fname) + 1;
    if (count + 1 > size) return 0;
    memcpy(folder, info.dli_fname, count);
    folder[count] = 0;
    return count;
}

static void *find_plugin(const char *name) {
    char folder[2048], path[4096], symbol[128];
    size_t has_folder = library_folder(folder, sizeof folder);
    snprintf(symbol, sizeof symbol, "gvplugin_%s_LTX_library", name);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        void *handle = NULL;
        if (has_folder) {
            snprintf(path, sizeof path, "%sgraphviz/libgvplugin_%s%s", folder, name, endings[i]);
            handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        }
        if (!handle) {
            snprintf(path, sizeof path, "libgvplugin_%s%s", name, endings[i]);
            handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        }
        if (!handle) continue;
        void *library = dlsym(handle, symbol);
        if (library) return library;
        dlclose(handle);
    }
    return NULL;
}

// One context for the life of the process: Graphviz does not give back all that a context takes, so one is constant
// where one a render would grow.
static GVC_t *context(char **message) {
    static GVC_t *shared;
    static lt_symlist_t symbols[plugin_count + 1];
    static char names[plugin_count][64];
    if (shared) return shared;
    for (int i = 0; i < plugin_count; i++) {
        void *library = find_plugin(plugins[i]);
        if (!library) {
            char text[256];
            snprintf(text, sizeof text, "cannot load Graphviz's %s plugin (libgvplugin_%s%s)", plugins[i], plugins[i], endings[0]);
            *message = strdup(text);
            return NULL;
        }
        snprintf(names[i], sizeof names[i], "gvplugin_%s_LTX_library", plugins[i]);
        symbols[i].name = names[i];
        symbols[i].address = library;
    }
    shared = gvContextPlugins(symbols, 0);
    if (!shared) *message = strdup("Graphviz gave no context");
    return shared;
}

// ---------------------------------------------------------------------------------------------------------------------
// Rendering

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

tla_graphviz_result tla_graphviz_render(const char *dot, size_t dot_length, const char *engine, const char *format) {
    static const char *const engines[] = {"dot", "nop2"};
    static const char *const formats[] = {"svg", "plain", "dot", "json"};
    tla_graphviz_result result = {NULL, 0, NULL};
    // Half a picture would be drawn of it.
    if (strlen(dot) != dot_length) {
        result.message = strdup("the DOT text holds a NUL character");
        return result;
    }
    if (!is_one_of(engine, engines, 2)) {
        result.message = strdup("unknown layout engine");
        return result;
    }
    if (!is_one_of(format, formats, 4)) {
        result.message = strdup("unknown output format");
        return result;
    }

    pthread_mutex_lock(&lock);
    agusererrf former = agseterrf(collect);
    agerrlevel_t former_level = agseterr(AGWARN);

    GVC_t *shared = context(&result.message);
    if (shared) {
        Agraph_t *graph = agmemread(dot);
        if (graph) {
            if (gvLayout(shared, graph, engine) == 0) {
                char *bytes = NULL;
                unsigned int length = 0;
                if (gvRenderData(shared, graph, format, &bytes, &length) == 0 && bytes) {
                    // A copy, so that what leaves here is freed by the allocator that made it.
                    result.bytes = malloc(length ? length : 1);
                    if (result.bytes) {
                        memcpy(result.bytes, bytes, length);
                        result.length = length;
                    }
                }
                if (bytes) gvFreeRenderData(bytes);
                free_node_list(graph, engine);
                gvFreeLayout(shared, graph);
            }
            agclose(graph);
        }
        result.message = take_report();
        // Empty input fails and says nothing.
        if (!result.bytes && !result.message) result.message = strdup("Graphviz drew nothing and gave no reason");
    } else {
        free(take_report());
    }

    agseterr(former_level);
    agseterrf(former);
    pthread_mutex_unlock(&lock);
    return result;
}

void tla_graphviz_result_free(tla_graphviz_result result) {
    free(result.bytes);
    free(result.message);
}
