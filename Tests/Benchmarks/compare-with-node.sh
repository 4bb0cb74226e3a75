#!/usr/bin/env bash
# Times tla-sim against node on the same modules, in turns, and prints the ratio of the medians.
# Nothing here is a test: the figures depend on the machine.
#
# usage: compare-with-node.sh TLA_SIM [RUNS]
set -euo pipefail

tla_sim=${1:?the path of the tla-sim to measure}
runs=${2:-7}
command -v node >/dev/null || { echo "node is not on PATH: nothing to compare with" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A tree of modules with some more edges across it; every tenth awaits.
make_graph() {
    mkdir -p "$2"
    awk -v count="$1" -v folder="$2" 'BEGIN {
        seed = 1
        for (i = 0; i < count; i++) {
            file = folder "/m" i ".mjs"
            seed = (seed * 69069 + 1) % 4294967296
            extra = i + 1 + int(seed / 65536) % 50
            if (2 * i + 1 < count) print "import \"./m" 2 * i + 1 ".mjs\";" > file
            if (2 * i + 2 < count) print "import \"./m" 2 * i + 2 ".mjs\";" > file
            if (extra < count && extra != 2 * i + 1 && extra != 2 * i + 2) print "import \"./m" extra ".mjs\";" > file
            print "export const v" i " = " i ";" > file
            if (i % 10 == 0) print "await null;" > file
            close(file)
        }
    }'
}

# What a command takes, in microseconds. The shell's own clock: starting a program that tells the time would be timed as well.
microseconds() {
    local start=${EPOCHREALTIME/[.,]/}
    "$@" >/dev/null
    echo $((${EPOCHREALTIME/[.,]/} - start))
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

compare() {
    local title=$1 input=$2 ours="" theirs="" i
    "$tla_sim" console "$input" >/dev/null
    node "$input" >/dev/null
    for ((i = 0; i < runs; i++)); do
        ours+="$(microseconds "$tla_sim" console "$input")"$'\n'
        theirs+="$(microseconds node "$input")"$'\n'
    done
    ours=$(printf '%s' "$ours" | median)
    theirs=$(printf '%s' "$theirs" | median)
    awk -v title="$title" -v a="$ours" -v b="$theirs" 'BEGIN {
        printf "%-32s tla-sim %8.1f ms   node %8.1f ms   node / tla-sim %.1f\n", title, a / 1000, b / 1000, b / a
    }'
}

make_graph 10000 "$folder/graph"
printf 'for (let i = 0; i < 1_000_000; i++) await null;\n' >"$folder/awaits.mjs"
printf 'export {};\n' >"$folder/empty.mjs"
echo "medians of $runs runs each, in turns; $(node --version)"
compare "10,000 modules from disk" "$folder/graph/m0.mjs"
compare "1,000,000 await null" "$folder/awaits.mjs"
compare "an empty module" "$folder/empty.mjs"
