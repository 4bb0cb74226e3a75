#define _GNU_SOURCE
#include "internal.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

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
GVC_t *tla_context(char **message) {
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
