#!/usr/bin/env bash
# Graphs per second through each model of a bundler, and of the real tools in the same run, where they are on the PATH. Nothing here is a test: the
# figures depend on the machine, and on what else it does.
#
# A real graph is bundled by the tool's command, a process of its own, and the output runs on Node.js, another one. A simulated graph is made, linked,
# bundled and run, natively and bundled, and compared, all in one thread.
#
# Rates are by processor time, of all processes together, which other work on the machine changes least: graphs that one core does in a second.
#
# usage: bundlers.sh TLA_SIM [GRAPHS] [REAL_GRAPHS]
set -euo pipefail

tla_sim=${1:?the path of the tla-sim to measure}
graphs=${2:-2000}
real_graphs=${3:-10}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The processor time of a command and of what it starts, in seconds.
seconds() {
    local TIMEFORMAT='%U %S'
    { time "$@" >/dev/null 2>"$folder/errors" || { cat "$folder/errors" >&2; exit 1; }; } 2>"$folder/time"
    awk '{ print $1 + $2 }' "$folder/time"
}

calculate() { awk "BEGIN { printf \"%.$1f\", $2 }"; }

simulate() { "$tla_sim" fuzz --bundlers "$1" --graphs "$graphs" --jobs 1; }

# The graphs of a real run: simple, trailing, cyclic, both and dynamic in turns, as files.
write_graphs() {
    local number
    for ((number = 0; number < real_graphs; number++)); do
        "$tla_sim" fuzz --bundlers native --case "$number" -o "$folder/cases" >/dev/null
        "$tla_sim" export "$folder/cases/seed-1-case-$number.yaml" -o "$folder/graph-$number" >/dev/null
    done
    cat >"$folder/webpack.config.js" <<'CONFIG'
module.exports = { mode: "development", devtool: false, target: "node", experiments: { topLevelAwait: true } };
CONFIG
}

bundle_really() {
    local input=$2 output=$3
    case $1 in
    esbuild) esbuild --bundle --format=esm --log-level=error "$input" --outfile="$output/out.mjs" ;;
    rollup) rollup --silent --format es --inlineDynamicImports "$input" --file "$output/out.mjs" ;;
    bun) bun build "$input" --target=node --outfile "$output/out.mjs" ;;
    webpack) webpack --config "$folder/webpack.config.js" --entry "$input" --output-path "$output" --output-filename out.cjs ;;
    esac
}

# Some graphs hang when they are bundled: then Node.js ends with 13, and that is a result too.
run_really() {
    local number input output
    for ((number = 0; number < real_graphs; number++)); do
        input=$folder/graph-$number/entry.mjs
        output=$folder/out-$1-$number
        mkdir -p "$output"
        bundle_really "$1" "$input" "$output" >/dev/null
        node "$output"/out.* >/dev/null 2>&1 || true
    done
}

# The version of a tool: the last number on the line that names it, or the number in the only line. Some commands tell of the machine instead.
version_of() {
    local said line
    said=$("$1" --version 2>/dev/null)
    line=$(grep "^ *$1:" <<<"$said" | head -n 1 || true)
    if [ -z "$line" ] && [ "$(wc -l <<<"$said")" -eq 1 ]; then line=$said; fi
    grep -o '[0-9][0-9.]*[0-9]' <<<"$line" | tail -n 1 || echo "(it does not tell its version)"
}

# The tool that a model stands for.
tool_of() {
    case $1 in
    rollup@3) echo rollup ;;
    webpack@5.75) echo webpack ;;
    esbuild | bun | rollup | webpack) echo "$1" ;;
    esac
}

declare -A real
real_time=0
if command -v node >/dev/null; then
    for tool in esbuild rollup webpack bun; do
        command -v "$tool" >/dev/null || continue
        [ -d "$folder/graph-0" ] || write_graphs
        time=$(seconds run_really "$tool")
        real[$tool]=$(calculate 2 "$real_graphs / $time")
        real_time=$(calculate 3 "$real_time + $time")
        echo "$tool $(version_of "$tool"), node $(node --version): ${real[$tool]} graphs a second for real"
    done
fi
[ ${#real[@]} -gt 0 ] || echo "no real side: node, and esbuild, rollup, webpack or bun, are not on the PATH"

echo "$graphs graphs, in turns simple, trailing, cyclic, both and dynamic; one thread"
for model in $("$tla_sim" bundlers | awk '{ print $1 }') all; do
    rate=$(calculate 1 "$graphs / $(seconds simulate "$model")")
    tool=$(tool_of "$model")
    ratio=
    if [ -n "$tool" ] && [ -n "${real[$tool]:-}" ]; then
        ratio="$(calculate 0 "$rate / ${real[$tool]}") times the real $tool"
    fi
    printf '%-18s %9s graphs a second   %s\n' "$model" "$rate" "$ratio"
done
if [ ${#real[@]} -gt 0 ]; then
    # All of the tools that are here, one graph through each.
    together=$(IFS=,; echo "${!real[*]}")
    rate=$(calculate 1 "$graphs / $(seconds simulate "$together")")
    real_rate=$(calculate 3 "$real_graphs / $real_time")
    echo "$together together: $rate graphs a second, $real_rate for real: $(calculate 0 "$rate / $real_rate") times"
fi
