#include "internal.h"

#include <stdlib.h>
#include <string.h>

// Graphviz reports in fragments: "Error", ": ", then the text; a continuation comes without the first two. Warnings take
// the same way and are let go: they tell of labels larger than their boxes, which is for us to judge.
static struct {
    char *text;
    size_t length;
    size_t capacity;
    int is_error;
    int is_start;
} report;

int tla_collect(char *fragment) {
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
char *tla_take_report(void) {
    char *text = report.text;
    memset(&report, 0, sizeof report);
    return text;
}
