#!/usr/bin/env bash
# Runs each fuzz target for so many seconds: tests/fuzz/run.sh [SECONDS] [TARGET...]
# New inputs are kept in build/fuzz/corpus, crashing ones in build/fuzz/crashes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

seconds=${1:-60}
shift || true
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
    targets=(fuzz_config_json fuzz_gguf fuzz_safetensors fuzz_tokenizer_json)
fi

cmake --preset fuzz --log-level=NOTICE
cmake --build --preset fuzz -j "$(nproc)" --target fuzz_targets

for target in "${targets[@]}"; do
    echo "fuzz: $target for $seconds s"
    grown=build/fuzz/corpus/$target
    mkdir -p "$grown" build/fuzz/crashes
    seeds=(tests/fuzz/corpus/"$target")
    if [ "$target" = fuzz_tokenizer_json ]; then
        mkdir -p build/fuzz/seeds/"$target"
        cp tests/data/golden/tiny-a/tokenizer.json build/fuzz/seeds/"$target"/tiny-a
        seeds=(build/fuzz/seeds/"$target")
    fi
    "build/fuzz/bin/$target" -max_total_time="$seconds" -max_len=20000 -timeout=10 \
        -rss_limit_mb=2048 -verbosity=0 -print_funcs=0 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/crashes/$target-" "$grown" "${seeds[@]}" 2>&1 \
        | sed '/Recommended dictionary/,/End of recommended/d'
done
