#pragma once
#include <graphviz/gvc.h>
#include <graphviz/cgraph.h>
