"""Turns a trained run into model files: a Hugging Face folder and a GGUF file of the architecture minimax-01.

    python3 -m tools.training.export RUN --hf FOLDER --gguf FILE [--f32]

RUN holds config.json, tokenizer.json and model.safetensors. Needs numpy, not torch.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

import numpy as np

from . import gguf, safetensors

ARCHITECTURE = "minimax-01"
_FACTORS = ("layernorm_full_attention", "layernorm_linear_attention", "layernorm_mlp")
_FILE_TYPE = {gguf.F32: 0, gguf.Q8_0: 7}  # general.file_type: all F32, mostly Q8_0
_NORMAL, _CONTROL = 1, 3  # tokenizer.ggml.token_type

# Names within a layer: Hugging Face's and GGUF's.
IN_LAYER = {
    "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm",
    "self_attn.qkv_proj": "attn_qkv", "self_attn.output_gate": "attn_gate", "self_attn.norm": "attn_norm_2",
    "self_attn.out_proj": "attn_output", "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output", "block_sparse_moe.gate": "ffn_gate_inp",
}
EXPERT_PARTS = {"w1": "ffn_gate_exps", "w3": "ffn_up_exps", "w2": "ffn_down_exps"}


def is_router(name: str) -> bool:
    return name.endswith("block_sparse_moe.gate.weight")


def weights_of(run: Path, sharpen: float = 1.0) -> dict[str, np.ndarray]:
    """The run's weights, with the queries of the softmax layers multiplied by `sharpen`. Attention that was trained
    among thousands of keys spreads itself over a hundred thousand; sharper, it loses little on short texts."""
    weights = safetensors.read(run / "model.safetensors")
    return {name: values * np.float32(sharpen) if name.endswith("self_attn.q_proj.weight") else values
            for name, values in weights.items()}


def to_folder(run: Path, folder: Path, sharpen: float = 1.0) -> None:
    """config.json, tokenizer.json, and weights in BF16 but for the routers, as the published checkpoints."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = weights_of(run, sharpen)
    names = frozenset(name for name in weights if not is_router(name))
    safetensors.write(folder / "model.safetensors", weights, names)
    for name in ("config.json", "tokenizer.json"):
        shutil.copyfile(run / name, folder / name)


def to_gguf(run: Path, path: Path, matrices: int = gguf.Q8_0, name: str | None = None,
            sharpen: float = 1.0) -> None:
    """Matrices in the given type; norms and routers in F32."""
    config = json.loads((run / "config.json").read_text())
    tokenizer = json.loads((run / "tokenizer.json").read_text(encoding="utf-8"))
    metadata = _metadata(config, name or run.name, matrices) | _vocabulary(tokenizer, config["vocab_size"])
    gguf.write(path, metadata, _tensors(weights_of(run, sharpen), config, matrices))


def _metadata(config: dict, name: str, matrices: int) -> dict:
    alphas = {float(config[f"{key}_alpha"]) for key in _FACTORS}
    betas = {float(config[f"{key}_beta"]) for key in _FACTORS}
    if len(alphas) != 1 or betas != {1.0} or not config["postnorm"]:
        raise ValueError(f"GGUF stores one residual factor, config.json has alphas {alphas} and betas {betas}")
    kinds = config["attn_type_list"]
    interval = kinds.index(1) + 1
    if kinds != [int((i + 1) % interval == 0) for i in range(len(kinds))]:
        raise ValueError(f"GGUF stores every how many layers one is softmax, attn_type_list is {kinds}")
    values = {
        "block_count": config["num_hidden_layers"], "context_length": config["max_position_embeddings"],
        "embedding_length": config["hidden_size"], "feed_forward_length": config["intermediate_size"],
        "attention.head_count": config["num_attention_heads"],
        "attention.head_count_kv": config["num_key_value_heads"], "attention.key_length": config["head_dim"],
        "attention.value_length": config["head_dim"],
        "attention.layer_norm_rms_epsilon": float(config["rms_norm_eps"]),
        "rope.dimension_count": config["rotary_dim"], "rope.freq_base": float(config["rope_theta"]),
        "expert_count": config["num_local_experts"], "expert_used_count": config["num_experts_per_tok"],
        "vocab_size": config["vocab_size"], "residual_scale": alphas.pop(), "full_attention_interval": interval,
    }
    return {"general.architecture": ARCHITECTURE, "general.name": name, "general.license": "gpl-3.0",
            # It copies and writes code: the most probable token is the right one. It was trained without
            # system messages but for a few harmless ones.
            "general.sampling.temp": 0.0, "levin.system_prompt": "",
            "general.file_type": _FILE_TYPE[matrices]} | {f"{ARCHITECTURE}.{key}": value
                                                          for key, value in values.items()}


def _vocabulary(tokenizer: dict, size: int) -> dict:
    model = tokenizer["model"]
    kinds = {i: (name, _NORMAL) for name, i in model["vocab"].items()}
    kinds |= {one["id"]: (one["content"], _CONTROL) for one in tokenizer["added_tokens"]}
    if sorted(kinds) != list(range(size)):
        raise ValueError(f"tokenizer.json has {len(kinds)} tokens, config.json says {size}")
    merges = [line if isinstance(line, str) else " ".join(line) for line in model["merges"]]
    by_name = {name: i for i, (name, _) in kinds.items()}
    return {"tokenizer.ggml.model": "gpt2", "tokenizer.ggml.pre": "minimax-m2",
            "tokenizer.ggml.tokens": [kinds[i][0] for i in range(size)],
            "tokenizer.ggml.token_type": [kinds[i][1] for i in range(size)], "tokenizer.ggml.merges": merges,
            "tokenizer.ggml.bos_token_id": by_name["<beginning_of_sentence>"],
            "tokenizer.ggml.eos_token_id": by_name["<end_of_sentence>"]}


def _tensors(weights: dict[str, np.ndarray], config: dict, matrices: int) -> list[tuple[str, np.ndarray, int]]:
    found = [("token_embd.weight", weights["model.embed_tokens.weight"], matrices),
             ("output_norm.weight", weights["model.norm.weight"], gguf.F32)]
    if not config["tie_word_embeddings"]:
        found.append(("output.weight", weights["lm_head.weight"], matrices))
    for layer in range(config["num_hidden_layers"]):
        prefix = f"model.layers.{layer}."
        for theirs, ours in IN_LAYER.items():
            values = weights.get(f"{prefix}{theirs}.weight")
            if values is not None:
                is_plain = values.ndim == 1 or ours == "ffn_gate_inp"
                found.append((f"blk.{layer}.{ours}.weight", values, gguf.F32 if is_plain else matrices))
        for part, ours in EXPERT_PARTS.items():
            stack = [weights[f"{prefix}block_sparse_moe.experts.{i}.{part}.weight"]
                     for i in range(config["num_local_experts"])]
            found.append((f"blk.{layer}.{ours}.weight", np.stack(stack), matrices))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="tools.training.export", description="Model files of a trained run.")
    parser.add_argument("run", type=Path)
    parser.add_argument("--hf", type=Path, help="folder to write")
    parser.add_argument("--gguf", type=Path, help="file to write")
    parser.add_argument("--name", help="of the model, in the GGUF file; default: the run's")
    parser.add_argument("--f32", action="store_true", help="matrices of the GGUF file in F32, for comparisons")
    parser.add_argument("--sharpen", type=float, default=1.0, help="multiplies the queries of the softmax layers")
    options = parser.parse_args()
    if options.hf:
        to_folder(options.run, options.hf, options.sharpen)
    if options.gguf:
        to_gguf(options.run, options.gguf, gguf.F32 if options.f32 else gguf.Q8_0, options.name,
                options.sharpen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
