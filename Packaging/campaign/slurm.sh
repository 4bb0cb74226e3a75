#!/usr/bin/env bash
#SBATCH --job-name=tla-sim-campaign
#SBATCH --array=1-1000
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=1G
#SBATCH --time=12:00:00
#SBATCH --requeue
#SBATCH --output=campaign-%A_%a.log
# One task of a Slurm array does one shard of a campaign.
#
# usage: sbatch Packaging/campaign/slurm.sh FOLDER
#
# The folder is on a file system that all nodes see. The number of shards is not taken from the array, so that single tasks can be asked for
# again (sbatch --array=17,33 …); tasks whose results are there end at once.
set -euo pipefail

folder=${1:?"usage: sbatch slurm.sh FOLDER"}
graphs=${GRAPHS:-100000000}
shards=${SHARDS:-1000}
seed=${SEED:-1}
bundlers=${BUNDLERS:-all}
tla_sim=${TLA_SIM:-tla-sim}

exec "$tla_sim" fuzz --bundlers "$bundlers" --graphs "$graphs" --seed "$seed" \
    --shard "${SLURM_ARRAY_TASK_ID:?not a task of an array}/$shards" --jobs "${SLURM_CPUS_PER_TASK:-1}" --resume -o "$folder"
