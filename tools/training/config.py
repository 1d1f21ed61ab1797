"""A model's shape. Needs no torch, so that the curriculum and its rows need none either."""

from dataclasses import dataclass, field


@dataclass
class Config:
    """The keys of config.json that the mathematics needs, under their names there."""

    vocab_size: int = 4096
    hidden_size: int = 512
    num_hidden_layers: int = 8
    attn_type_list: list[int] = field(default_factory=lambda: [0, 0, 0, 0, 0, 0, 0, 1])
    num_attention_heads: int = 8
    num_key_value_heads: int = 2
    head_dim: int = 64
    rotary_dim: int = 32
    rope_theta: float = 10_000_000.0
    intermediate_size: int = 1408
    num_local_experts: int = 1
    num_experts_per_tok: int = 1
    rms_norm_eps: float = 1e-5
    postnorm: bool = True
    layernorm_full_attention_alpha: float = 2.0  # (2 * 8 layers) ** 0.25
    layernorm_full_attention_beta: float = 1.0
    layernorm_linear_attention_alpha: float = 2.0
    layernorm_linear_attention_beta: float = 1.0
    layernorm_mlp_alpha: float = 2.0
    layernorm_mlp_beta: float = 1.0
    max_position_embeddings: int = 1_048_576
    tie_word_embeddings: bool = True

    @staticmethod
    def from_json(values: dict) -> "Config":
        return Config(**{key: values[key] for key in Config.__dataclass_fields__ if key in values})
