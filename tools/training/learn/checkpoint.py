"""What a run leaves on disk: the model as files that the export reads, and the optimizer to go on with."""

import json
from pathlib import Path

import torch

from .. import safetensors
from ..config import Config
from ..model import Model


def config_json(config: Config, tokenizer) -> dict:
    """config.json, with the keys of MiniMax-M1's."""
    own = {key: getattr(config, key) for key in Config.__dataclass_fields__}
    return {"architectures": ["MiniMaxM1ForCausalLM"], "model_type": "minimax_m1", "hidden_act": "silu",
            "bos_token_id": None, "eos_token_id": tokenizer.special["<end_of_sentence>"],
            "shared_intermediate_size": 0, "sliding_window": None, **own}


def weights_of(model: Model) -> dict:
    return {name: value.detach().float().cpu().numpy() for name, value in model.state_dict().items()
            if name != "lm_head.weight" or not model.config.tie_word_embeddings}


def load_weights(model: Model, path: Path) -> None:
    weights = {name: torch.from_numpy(values) for name, values in safetensors.read(path).items()}
    if model.config.tie_word_embeddings:
        weights["lm_head.weight"] = weights["model.embed_tokens.weight"]
    model.load_state_dict(weights)


def save(run: Path, model: Model, tokenizer, optimizer, progress: dict) -> None:
    run.mkdir(parents=True, exist_ok=True)
    (run / "config.json").write_text(json.dumps(config_json(model.config, tokenizer), indent=1))
    tokenizer.save(run / "tokenizer.json")
    partial = run / "optimizer.partial"
    torch.save({"optimizer": optimizer.state_dict(), "progress": progress}, partial)
    safetensors.write(run / "model.safetensors", weights_of(model))
    partial.replace(run / "optimizer.pt")


def resume(run: Path, model: Model, optimizer, device: str) -> dict:
    """Loads the run's weights and, where they came along, the optimizer's; returns the progress."""
    load_weights(model, run / "model.safetensors")
    if not (run / "optimizer.pt").exists():
        return {}
    saved = torch.load(run / "optimizer.pt", map_location=device)
    optimizer.load_state_dict(saved["optimizer"])
    return saved["progress"]
