#!/usr/bin/env bash
# Times tla-sim against the engines that are installed on programs that only compute, as a start-up does, in turns.
# What is measured is processor time, start of the process included: it depends less on what else the machine does. Engines that
# compile as they go are given as they are, and V8 also as an interpreter (--jitless), which is what tla-sim is.
# Nothing here is a test: the figures depend on the machine.
#
# usage: plain-code.sh TLA_SIM [RUNS]
set -euo pipefail

tla_sim=${1:?the path of the tla-sim to measure}
runs=${2:-7}
programs=$(dirname "$0")/Programs
command -v node >/dev/null || { echo "node is not on PATH: nothing to compare with" >&2; exit 1; }

engines=("tla-sim" "node --jitless" "node")
for engine in bun deno; do command -v "$engine" >/dev/null && engines+=("$engine"); done

run() {
    case $1 in
        tla-sim) "$tla_sim" console --limit steps=1000000000 "$2" ;;
        "node --jitless") node --jitless "$2" ;;
        node) node "$2" ;;
        bun) bun run "$2" ;;
        deno) deno run "$2" ;;
    esac
}

# The processor time of a run in milliseconds.
milliseconds() {
    local TIMEFORMAT='%U %S'
    { time run "$1" "$2" >/dev/null 2>&1; } 2>&1 | awk '{ print ($1 + $2) * 1000 }'
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

echo "processor time in ms, medians of $runs runs each, in turns; node $(node --version)"
printf '%-12s' program
for engine in "${engines[@]}"; do printf '%16s' "$engine"; done
printf '%28s\n' "node --jitless / tla-sim"
for program in "$programs"/*.mjs; do
    expected=$(run node "$program")
    for engine in "${engines[@]}"; do
        [[ $(run "$engine" "$program" 2>/dev/null) == "$expected" ]] || { echo "$engine prints otherwise than node: $program" >&2; exit 1; }
    done
    declare -A times=()
    for ((i = 0; i < runs; i++)); do
        for engine in "${engines[@]}"; do times[$engine]+="$(milliseconds "$engine" "$program")"$'\n'; done
    done
    printf '%-12s' "$(basename "$program" .mjs)"
    for engine in "${engines[@]}"; do
        times[$engine]=$(printf '%s' "${times[$engine]}" | median)
        printf '%16.0f' "${times[$engine]}"
    done
    awk -v a="${times[tla-sim]}" -v b="${times[node --jitless]}" 'BEGIN { printf "%28.2f\n", b / a }'
done
