"""MiniMax-M1's form in PyTorch, as the engine computes it: lightning and softmax attention, scaled post-norm.

Shapes: b batch, t tokens, h heads, d head_dim, n hidden_size. Runs on torch 1.13 (CPU) and 2.x (CUDA). Parameter
names are those of the published checkpoints, so a state_dict is what safetensors files hold.
"""

import math
from typing import Optional

import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.checkpoint import checkpoint

from .config import Config

_LIGHTNING_NORM_EPS = 1e-6  # MiniMax's code leaves this norm at its class's default, unlike all others
_BLOCK = 128  # tokens of a block of lightning attention; any size gives the same result
# Scores of a block of queries of softmax attention, for each head, which bound its memory.
_SCORES = 1024 * 16384
_PIECE = 8192  # tokens at a time where no gradient is wanted
_KEPT_SCORES = 1024 * 8192  # of a block and head, until the backward pass


def slopes(heads: int) -> list[float]:
    """ALiBi's series: of the next smaller power of two, filled up with every second entry of the next larger."""
    if heads & (heads - 1) == 0:
        return [2 ** (-8 * (i + 1) / heads) for i in range(heads)]
    smaller = 2 ** int(math.log2(heads))
    return slopes(smaller) + slopes(2 * smaller)[0::2][:heads - smaller]


class RmsNorm(nn.Module):
    def __init__(self, width: int, eps: float):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.eps = eps

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        wide = x.float()
        return wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + self.eps) * self.weight.float()


def lightning(q, k, v, rates, state):
    """Decayed linear attention of (b, h, t, d) with the state (b, h, d, d) before it, as in Lightning Attention-2.

    All blocks at once: within a block as masked attention, and before it through the state at its beginning, which
    is a decayed sum over the earlier blocks. Products are in q's type, sums over blocks and the states in FP32. Only
    exponents of differences that are not positive occur: exp(+rate * i) would overflow within a block.
    """
    b, h, t, d = q.shape
    size = min(_BLOCK, t)
    blocks = (t + size - 1) // size
    padding = blocks * size - t
    q, k, v = (F.pad(x, (0, 0, 0, padding)).view(b, h, blocks, size, d) for x in (q, k, v))
    place = torch.arange(1, size + 1, device=q.device, dtype=torch.float32)
    rate = rates[:, None]
    distance = place[:, None] - place[None, :]
    decay = torch.exp(-rates[:, None, None] * distance.clamp(min=0)) * (distance >= 0)
    within = ((q @ k.transpose(-1, -2)) * decay[:, None].to(q.dtype)) @ v
    kept = k * torch.exp(-rate * (size - place))[:, None, :, None].to(k.dtype)
    added = (kept.transpose(-1, -2) @ v).float()  # to the state, by each block
    # Row i: what each of (the state before, block 0, block 1 ...) has left at the beginning of block i.
    step = torch.arange(blocks + 1, device=q.device, dtype=torch.float32)
    passed = step[:, None] - step[None, :]
    left = torch.exp(-rates[:, None, None] * size * passed.clamp(min=0)) * (passed >= 0)
    sources = torch.cat((state[:, :, None], added), 2).reshape(b, h, blocks + 1, d * d)
    states = (left @ sources).view(b, h, blocks + 1, d, d)
    before = (q * torch.exp(-rate * place)[:, None, :, None].to(q.dtype)) @ states[:, :, :blocks].to(q.dtype)
    out = (within + before).view(b, h, blocks * size, d)[:, :, :t]
    if padding == 0:
        return out, states[:, :, blocks]
    # The padding has decayed the last state too far: undo is not safe, so it is made from the last whole block.
    rest = size - padding
    last = k[:, :, -1, :rest].float() * torch.exp(-rate * (rest - place[:rest]))[..., None]
    after = torch.exp(-rates * rest)[:, None, None] * states[:, :, blocks - 1]
    return out, after + last.transpose(-1, -2) @ v[:, :, -1, :rest].float()


class SiluFunction(torch.autograd.Function):
    """F.silu, whose backward pass on a processor takes three times as long as this one's."""

    @staticmethod
    def forward(ctx, x):
        gate = torch.sigmoid(x)
        ctx.save_for_backward(x, gate)
        return x * gate

    @staticmethod
    def backward(ctx, gradient):
        x, gate = ctx.saved_tensors
        return gradient * gate * torch.addcmul(torch.ones((), dtype=x.dtype, device=x.device), x, 1 - gate)


def silu(x):
    return F.silu(x) if x.is_cuda else SiluFunction.apply(x)


class LightningAttention(nn.Module):
    def __init__(self, config: Config, layer: int):
        super().__init__()
        self.heads, self.head_dim = config.num_attention_heads, config.head_dim
        width = self.heads * self.head_dim
        self.qkv_proj = nn.Linear(config.hidden_size, 3 * width, bias=False)
        self.output_gate = nn.Linear(config.hidden_size, width, bias=False)
        self.norm = RmsNorm(width, _LIGHTNING_NORM_EPS)
        self.out_proj = nn.Linear(width, config.hidden_size, bias=False)
        factor = 1 - layer / (config.num_hidden_layers - 1) + 1e-5
        self.register_buffer("rates", torch.tensor(slopes(self.heads)) * factor, persistent=False)

    def forward(self, h, positions, state):
        b, t, _ = h.shape
        # Of each head its q, k and v side by side, not three blocks.
        qkv = silu(self.qkv_proj(h)).view(b, t, self.heads, 3 * self.head_dim).transpose(1, 2)
        q, k, v = qkv.split(self.head_dim, -1)
        if state is None:
            state = torch.zeros(b, self.heads, self.head_dim, self.head_dim, device=h.device)
        with torch.autocast(h.device.type, enabled=False):
            out, state = lightning(q, k, v, self.rates, state)
            out = self.norm(out.transpose(1, 2).reshape(b, t, -1))
        return self.out_proj(torch.sigmoid(self.output_gate(h)) * out), state


def rotated(x, positions, rotary_dim: int, theta: float):
    """RoPE on the first channels of (b, heads, t, d), pairs (i, i + rotary_dim / 2); positions (b, t)."""
    half = rotary_dim // 2
    frequency = theta ** (-torch.arange(0, half, device=x.device, dtype=torch.float32) * 2 / rotary_dim)
    angle = positions.float()[:, None, :, None] * frequency
    cos, sin = angle.cos(), angle.sin()
    first, second = x[..., :half].float(), x[..., half:rotary_dim].float()
    turned = torch.cat((first * cos - second * sin, second * cos + first * sin), -1).to(x.dtype)
    return torch.cat((turned, x[..., rotary_dim:]), -1)


def causal_attention(q, k, v, places=None):
    """Softmax attention to n keys: q (b, h, t, d), k and v (b, h, n, d); `places` (t,), rising, says which of the n
    each query is, and without it they are the last t."""
    t, n = q.shape[2], k.shape[2]
    if hasattr(F, "scaled_dot_product_attention") and t == n:
        return F.scaled_dot_product_attention(q, k, v, is_causal=True)
    if places is None:
        places = torch.arange(n - t, n, device=q.device)
    q = q / math.sqrt(q.shape[-1])
    outputs = []
    step = max(1, min(1024, _SCORES // n))
    for begin in range(0, t, step):
        rows, at = q[:, :, begin:begin + step], places[begin:begin + step]
        end = int(at[-1]) + 1
        operands = (rows, k[:, :, :end], v[:, :, :end], at)
        # What lies between would take gigabytes until the backward pass; made again it takes one.
        is_kept = rows.shape[2] * end < _KEPT_SCORES or not torch.is_grad_enabled()
        outputs.append(_attended(*operands) if is_kept else checkpoint(_attended, *operands, use_reentrant=False))
    return torch.cat(outputs, 2)


def _attended(q, k, v, places):
    scores = (q @ k.transpose(-1, -2)).float()
    is_ahead = torch.arange(k.shape[2], device=q.device) > places[:, None]
    return torch.softmax(scores.masked_fill(is_ahead, float("-inf")), -1).to(v.dtype) @ v


class SoftmaxAttention(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.config = config
        width = config.num_attention_heads * config.head_dim
        kv_width = config.num_key_value_heads * config.head_dim
        self.q_proj = nn.Linear(config.hidden_size, width, bias=False)
        self.k_proj = nn.Linear(config.hidden_size, kv_width, bias=False)
        self.v_proj = nn.Linear(config.hidden_size, kv_width, bias=False)
        self.o_proj = nn.Linear(width, config.hidden_size, bias=False)
        self.softness = 1.0  # of training only: what the scores are multiplied by

    def forward(self, h, positions, state, places=None):
        """Of all tokens, or only for those at `places`, which see all before them."""
        b = h.shape[0]
        asking, asked_from = (h, positions) if places is None else (h[:, places], positions[:, places])
        q, k, v = (proj(x).view(b, x.shape[1], -1, self.config.head_dim).transpose(1, 2)
                   for proj, x in ((self.q_proj, asking), (self.k_proj, h), (self.v_proj, h)))
        if self.training and self.softness != 1:
            q = q * self.softness
        q = rotated(q, asked_from, self.config.rotary_dim, self.config.rope_theta)
        k = rotated(k, positions, self.config.rotary_dim, self.config.rope_theta)
        if state is not None:
            k, v = torch.cat((state[0], k), 2), torch.cat((state[1], v), 2)
        share = self.config.num_attention_heads // self.config.num_key_value_heads
        out = causal_attention(q, k.repeat_interleave(share, 1), v.repeat_interleave(share, 1), places)
        return self.o_proj(out.transpose(1, 2).reshape(b, q.shape[2], -1)), (k, v)


class Expert(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.w1 = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)
        self.w2 = nn.Linear(config.intermediate_size, config.hidden_size, bias=False)
        self.w3 = nn.Linear(config.hidden_size, config.intermediate_size, bias=False)

    def forward(self, h):
        return self.w2(silu(self.w1(h)) * self.w3(h))


class Experts(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.chosen = config.num_experts_per_tok
        self.gate = nn.Linear(config.hidden_size, config.num_local_experts, bias=False)
        self.experts = nn.ModuleList(Expert(config) for _ in range(config.num_local_experts))

    def forward(self, h):
        if len(self.experts) == 1:  # its weight is 1 whatever the router says
            return self.experts[0](h)
        flat = h.reshape(-1, h.shape[-1])
        with torch.autocast(h.device.type, enabled=False):
            shares = torch.softmax(F.linear(flat.float(), self.gate.weight.float()), -1)
        best, which = shares.topk(self.chosen, -1)
        best = best / best.sum(-1, keepdim=True)
        out = torch.zeros_like(flat, dtype=torch.float32)
        for number, expert in enumerate(self.experts):
            token, slot = torch.where(which == number)
            if len(token):
                out.index_add_(0, token, (expert(flat[token]) * best[token, slot, None]).float())
        return out.view_as(h)


class Layer(nn.Module):
    def __init__(self, config: Config, index: int):
        super().__init__()
        is_softmax = config.attn_type_list[index] == 1
        kind = "full" if is_softmax else "linear"
        self.self_attn = SoftmaxAttention(config) if is_softmax else LightningAttention(config, index)
        self.block_sparse_moe = Experts(config)
        self.input_layernorm = RmsNorm(config.hidden_size, config.rms_norm_eps)
        self.post_attention_layernorm = RmsNorm(config.hidden_size, config.rms_norm_eps)
        self.postnorm = config.postnorm
        self.attention_factors = (getattr(config, f"layernorm_{kind}_attention_alpha"),
                                  getattr(config, f"layernorm_{kind}_attention_beta"))
        self.mlp_factors = (config.layernorm_mlp_alpha, config.layernorm_mlp_beta)

    def forward(self, x, positions, state, places=None):
        """`places`: the tokens whose output is wanted; only of a layer of softmax attention, after which no other
        layer mixes tokens."""
        h = self.input_layernorm(x)
        if places is None:
            mixed, state = self.self_attn(h, positions, state)
        else:
            mixed, state = self.self_attn(h, positions, state, places)
            x, h = x[:, places], h[:, places]
        alpha, beta = self.attention_factors
        x = alpha * (h if self.postnorm else x) + beta * mixed
        h = self.post_attention_layernorm(x)
        alpha, beta = self.mlp_factors
        return alpha * (h if self.postnorm else x) + beta * self.block_sparse_moe(h), state


def _positions(ids, given):
    """(b, t) from those of all tokens or that of the first."""
    if isinstance(given, int):
        given = torch.arange(given, given + ids.shape[1], device=ids.device)[None]
    return given.expand(ids.shape[0], -1)


class Body(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.embed_tokens = nn.Embedding(config.vocab_size, config.hidden_size)
        self.layers = nn.ModuleList(Layer(config, i) for i in range(config.num_hidden_layers))
        self.norm = RmsNorm(config.hidden_size, config.rms_norm_eps)


class Model(nn.Module):
    def __init__(self, config: Config):
        super().__init__()
        self.config = config
        self.model = Body(config)
        self.lm_head = nn.Linear(config.hidden_size, config.vocab_size, bias=False)
        for parameter in self.parameters():
            if parameter.dim() == 2:
                nn.init.normal_(parameter, std=0.02)
        if config.tie_word_embeddings:
            self.lm_head.weight = self.model.embed_tokens.weight

    def hidden(self, ids, states: Optional[list] = None, positions=0, places=None):
        """The final-normed stream (b, t, n) and each layer's state. `positions`: of each token, (b, t), or of the first.

        With `places` (m,), rising, only the stream of those tokens is made, (b, m, n): the loss needs the answers,
        and when the softmax layer is the last, a long document in front of them costs only its linear part.
        """
        positions = _positions(ids, positions)
        x = self.model.embed_tokens(ids)
        after = []
        last = len(self.model.layers) - 1
        narrow = places is not None and self.config.attn_type_list[last] == 1
        for i, layer in enumerate(self.model.layers):
            state = states[i] if states else None
            x, state = layer(x, positions, state, places) if narrow and i == last else layer(x, positions, state)
            after.append(state)
        x = x if narrow or places is None else x[:, places]
        return self.model.norm(x), after

    def hidden_for_last(self, ids, positions, places):
        """The stream of the tokens at `places` as `hidden` makes it, with gradients into the last layer, of softmax
        attention, and behind it only. What the layers below it give is read in pieces and kept as it is, so that rows
        of a hundred thousand tokens fit: what they teach is to tell the one right key from all others.
        """
        positions = _positions(ids, positions)
        below, states, read = self.model.layers[:-1], [None] * (len(self.model.layers) - 1), []
        with torch.no_grad():
            for piece, at in zip(ids.split(_PIECE, 1), positions.split(_PIECE, 1)):
                x = self.model.embed_tokens(piece)
                for i, layer in enumerate(below):
                    x, states[i] = layer(x, at, states[i])
                read.append(x)
        x, _ = self.model.layers[-1](torch.cat(read, 1), positions, None, places)
        return self.model.norm(x)

    def head(self, hidden: torch.Tensor) -> torch.Tensor:
        """Logits in FP32: a BF16 head makes training and inference disagree, says the report on M1."""
        with torch.autocast(hidden.device.type, enabled=False):
            return F.linear(hidden.float(), self.lm_head.weight.float())

    def forward(self, ids, states: Optional[list] = None, positions=0):
        hidden, states = self.hidden(ids, states, positions)
        return self.head(hidden), states
