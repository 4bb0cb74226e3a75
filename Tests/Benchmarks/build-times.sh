#!/usr/bin/env bash
# Times what a newcomer and a contributor wait for: the first picture, the first test run, and a build after a change of the machine.
# Each is measured in a fresh copy of the tracked files as they stand. Nothing here is a test: the figures depend on the machine, and on what else it does.
#
# usage: build-times.sh [run|test|touch]...     all three without a name
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
git ls-files -z | xargs -0 cp --parents -t "$folder"
cd "$folder"

# measure TITLE COMMAND...: wall clock and processor time of a command; its last lines when it fails.
measure() {
    local title=$1
    shift
    local TIMEFORMAT="%R %U %S" figures
    if ! figures=$( { time "$@" >"$folder/log" 2>&1; } 2>&1); then
        tail -n 20 "$folder/log" >&2
        echo "$title failed" >&2
        exit 1
    fi
    awk -v title="$title" '{ printf "%-52s %4d min %02d s   processor %5d s\n", title, $1 / 60, $1 % 60, $2 + $3 }' <<<"$figures"
}

wanted=${*:-run touch test}
for what in $wanted; do
    case "$what" in
    run)
        rm -rf .build
        measure "make run, from nothing" make run
        ;;
    touch)
        swift build >/dev/null 2>&1
        touch Sources/Simulator/Interpreter/Machine.swift
        measure "swift build, after a touch of Machine.swift" swift build
        ;;
    test)
        rm -rf .build
        measure "make test, from nothing" make test
        ;;
    *)
        echo "build-times.sh: there is no '$what': name run, touch or test" >&2
        exit 64
        ;;
    esac
done
