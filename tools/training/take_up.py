"""Turns a model file that the export wrote back into a run, so that training goes on from what is published.

    python3 -m tools.training.take_up FILE.gguf RUN

Matrices in Q8_0 come back within half a step, which no measurement tells from the trained ones; the optimizer
begins anew. Needs numpy, not torch.
"""

import argparse
import json
import sys
from pathlib import Path

from . import gguf, safetensors
from .export import ARCHITECTURE, EXPERT_PARTS, IN_LAYER
from .tokenizer.tokenizer import Tokenizer

_END = "<end_of_sentence>"


def to_run(path: Path, run: Path) -> None:
    """config.json, tokenizer.json and model.safetensors (F32) in a new folder."""
    metadata, tensors = gguf.read(path)
    if metadata.get("general.architecture") != ARCHITECTURE:
        raise ValueError(f"{path} is a model of the form {metadata.get('general.architecture')}, not {ARCHITECTURE}")
    run.mkdir(parents=True)
    tokenizer = _tokenizer(metadata)
    tokenizer.save(run / "tokenizer.json")
    config = _config(metadata, is_tied="output.weight" not in tensors) | {"eos_token_id": tokenizer.special[_END]}
    (run / "config.json").write_text(json.dumps(config, indent=1))
    safetensors.write(run / "model.safetensors", _weights(tensors, config))


def _tokenizer(metadata: dict) -> Tokenizer:
    ids = {name: i for i, name in enumerate(metadata["tokenizer.ggml.tokens"])}
    tokenizer = Tokenizer([tuple(ids[part] for part in line.split(" ")) for line in metadata["tokenizer.ggml.merges"]])
    if tokenizer.names() != metadata["tokenizer.ggml.tokens"]:
        raise ValueError("the file has another vocabulary than one that tools.training.tokenizer makes")
    return tokenizer


def _config(metadata: dict, is_tied: bool) -> dict:
    """config.json, with the keys of MiniMax-M1's."""
    def of(key: str):
        return metadata[f"{ARCHITECTURE}.{key}"]

    factors = {f"layernorm_{part}_{factor}": of("residual_scale") if factor == "alpha" else 1.0
               for part in ("full_attention", "linear_attention", "mlp") for factor in ("alpha", "beta")}
    return {
        "architectures": ["MiniMaxM1ForCausalLM"], "model_type": "minimax_m1", "hidden_act": "silu",
        "bos_token_id": None, "shared_intermediate_size": 0, "sliding_window": None, "postnorm": True,
        "num_hidden_layers": of("block_count"), "max_position_embeddings": of("context_length"),
        "hidden_size": of("embedding_length"), "intermediate_size": of("feed_forward_length"),
        "num_attention_heads": of("attention.head_count"), "num_key_value_heads": of("attention.head_count_kv"),
        "head_dim": of("attention.key_length"), "rms_norm_eps": _short(of("attention.layer_norm_rms_epsilon")),
        "rotary_dim": of("rope.dimension_count"), "rope_theta": of("rope.freq_base"),
        "num_local_experts": of("expert_count"), "num_experts_per_tok": of("expert_used_count"),
        "vocab_size": of("vocab_size"), "tie_word_embeddings": is_tied,
        "attn_type_list": [int((i + 1) % of("full_attention_interval") == 0) for i in range(of("block_count"))],
        **factors,
    }


def _short(value: float) -> float:
    """The number that was meant: an F32 of 1e-5 is 9.99999974738e-06."""
    return float(f"{value:.6g}")


def _weights(tensors: dict, config: dict) -> dict:
    """By the names of the published checkpoints."""
    found = {"model.embed_tokens.weight": tensors["token_embd.weight"], "model.norm.weight": tensors["output_norm.weight"]}
    if not config["tie_word_embeddings"]:
        found["lm_head.weight"] = tensors["output.weight"]
    # Two layers' norms share a name in neither form, but attn_output is the projection of both kinds of attention.
    for layer, is_softmax in enumerate(config["attn_type_list"]):
        prefix = f"model.layers.{layer}."
        for theirs, ours in IN_LAYER.items():
            is_other_kind = theirs == ("self_attn.out_proj" if is_softmax else "self_attn.o_proj")
            values = tensors.get(f"blk.{layer}.{ours}.weight")
            if values is not None and not is_other_kind:
                found[f"{prefix}{theirs}.weight"] = values
        for part, ours in EXPERT_PARTS.items():
            for i, values in enumerate(tensors[f"blk.{layer}.{ours}.weight"]):
                found[f"{prefix}block_sparse_moe.experts.{i}.{part}.weight"] = values
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.training.take_up", description="A run out of a model file.")
    parser.add_argument("file", type=Path)
    parser.add_argument("run", type=Path, help="folder to make, outside of the repository")
    options = parser.parse_args()
    to_run(options.file, options.run)
    return 0


if __name__ == "__main__":
    sys.exit(main())
