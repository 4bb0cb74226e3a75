#!/usr/bin/env bash
# Runs a scenario with its pictures under valgrind: no invalid access, nothing lost but what tla-sim.supp tells of.
#
# usage: check.sh TLA_SIM [SCENARIO]
set -euo pipefail

tla_sim=${1:?the path of the tla-sim to check}
scenario=${2:-Scenarios/hello/siblings.yaml}
if ! command -v valgrind >/dev/null; then
    echo "valgrind is not on PATH: install it to check memory accesses and leaks" >&2
    exit 1
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# valgrind cannot read all debug information that Swift writes, and gives up; the names of functions are enough.
strip --strip-debug -o "$folder/tla-sim" "$tla_sim"
# A scenario may end with a status of its own; 99 is valgrind's.
status=0
valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,possible --num-callers=40 \
    --suppressions="$(dirname "$0")/tla-sim.supp" "$folder/tla-sim" run "$scenario" -o "$folder" >"$folder/output" 2>"$folder/errors" || status=$?
if [ $status -eq 99 ] || [ $status -gt 128 ]; then
    cat "$folder/errors" >&2
    echo "valgrind found faults in the run of $scenario" >&2
    exit 1
fi
tail -n 2 "$folder/output" | sed "s|$folder|…|"
echo "valgrind: no invalid access and no leak in the run of $scenario"
