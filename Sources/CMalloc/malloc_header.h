#pragma once
// Only glibc divides its heap among threads.
#if defined(__linux__)
#include <malloc.h>
#endif
