#!/usr/bin/env bash
# Runs a campaign on this machine, or on several by ssh, with GNU parallel, and adds up its shards.
#
# usage: GRAPHS=100000000 SHARDS=1000 parallel.sh FOLDER [OPTIONS OF PARALLEL]...
#
# Started again with the same numbers it goes on where it stopped: shards whose results are in the folder are left out. With
# --sshloginfile, the folder must be one that all machines share.
set -euo pipefail

folder=${1:?"usage: GRAPHS=… SHARDS=… parallel.sh FOLDER [OPTIONS OF PARALLEL]..."}
shift
graphs=${GRAPHS:-100000000}
shards=${SHARDS:-1000}
seed=${SEED:-1}
bundlers=${BUNDLERS:-all}
tla_sim=${TLA_SIM:-tla-sim}

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
# A shard that fails is tried twice more; one failed shard fails the campaign, after the others are done.
seq "$shards" | parallel --retries 3 --joblog "$folder/joblog" "$@" \
    "$tla_sim" fuzz --bundlers "$bundlers" --graphs "$graphs" --seed "$seed" --shard "{}/$shards" --jobs 1 --resume -o "$folder" '>' /dev/null
find "$folder" -name 'shard-*.json' -print0 | xargs -0 "$tla_sim" fuzz --merge -o "$folder/whole"
