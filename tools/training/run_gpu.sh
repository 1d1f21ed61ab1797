#!/bin/sh
# One half hour of a GPU, as commands of at most ten minutes on the same machine:
#
#     tools/training/run_gpu.sh RUN SECONDS OF OUT
#
# Trains RUN for SECONDS of a schedule of OF seconds, then puts the log and the model, in parts of 15 MiB, into OUT.
# The same command again goes on where the last one ended.
set -eu
run=$1 seconds=$2 of=$3 out=$4
tokenizer=$run/tokenizer.json
mkdir -p "$run" "$out"
if [ ! -f "$tokenizer" ]; then
    python3 -m tools.training.tokenizer --out "$tokenizer.new" --samples 4000
    mv "$tokenizer.new" "$tokenizer"
fi
python3 -m tools.training.train "$run" --tokenizer "$tokenizer" --seconds "$seconds" --of "$of"
python3 -m tools.training.export "$run" --gguf "$run/model.gguf"
split -b 15m -d "$run/model.gguf" "$out/model.gguf."
cp "$run/log.jsonl" "$run/config.json" "$tokenizer" "$out"
