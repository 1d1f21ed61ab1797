"""Muon for the matrices of the layers, AdamW for the rest.

Muon (Jordan 2024; scaled as in Liu et al. 2025, arXiv 2502.16982, so that AdamW's rates fit) steps along the
orthogonalised momentum: for a small model on few tokens it learns about twice as much from each token.
"""

import torch

_MOMENTUM = 0.95
_DECAY = 0.1
_SCALE = 0.2  # times sqrt(longer side): the root mean square of an AdamW step
_STEPS = 5
_A, _B, _C = 3.4445, -4.7750, 2.0315  # Newton-Schulz coefficients: singular values end within 0.7 to 1.2


def orthogonalised(matrix: torch.Tensor) -> torch.Tensor:
    """The matrix with its singular values near 1."""
    is_tall = matrix.shape[0] > matrix.shape[1]
    x = (matrix.T if is_tall else matrix).bfloat16()
    x = x / (x.norm() + 1e-7)
    for _ in range(_STEPS):
        gram = x @ x.T
        x = _A * x + (_B * gram + _C * gram @ gram) @ x
    return (x.T if is_tall else x).float()


class Muon(torch.optim.Optimizer):
    def __init__(self, parameters, lr: float):
        super().__init__(parameters, {"lr": lr})

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                state = self.state[parameter]
                if "momentum" not in state:
                    state["momentum"] = torch.zeros_like(parameter)
                momentum = state["momentum"].lerp_(parameter.grad, 1 - _MOMENTUM)
                ahead = parameter.grad.lerp(momentum, _MOMENTUM)  # Nesterov's
                parameter.mul_(1 - group["lr"] * _DECAY)
                parameter.add_(orthogonalised(ahead), alpha=-group["lr"] * _SCALE * max(parameter.shape) ** 0.5)


class Optimizers:
    """Both as one: the rate of each is its own peak times a common factor."""

    def __init__(self, model, matrix_rate: float, other_rate: float):
        in_layers = {id(p) for p in model.model.layers.parameters() if p.dim() == 2}
        matrices = [p for p in model.parameters() if id(p) in in_layers]
        others = [p for p in model.parameters() if id(p) not in in_layers]
        self._peaks = (matrix_rate, other_rate)
        self._both = (Muon(matrices, matrix_rate), torch.optim.AdamW(others, other_rate, (0.9, 0.95), weight_decay=0.0))

    def set_rate(self, factor: float) -> None:
        for optimizer, peak in zip(self._both, self._peaks):
            for group in optimizer.param_groups:
                group["lr"] = peak * factor

    def zero_grad(self) -> None:
        for optimizer in self._both:
            optimizer.zero_grad(set_to_none=True)

    def step(self) -> None:
        for optimizer in self._both:
            optimizer.step()

    def state_dict(self) -> list:
        return [optimizer.state_dict() for optimizer in self._both]

    def load_state_dict(self, states: list) -> None:
        for optimizer, state in zip(self._both, states):
            optimizer.load_state_dict(state)
