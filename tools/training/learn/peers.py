"""Gradients from several processes of one core each: on a processor, two of them do a third more than two threads.

The weights lie in shared memory. The process that trains tells the others what to do in each step, makes the gradients
of its own rows meanwhile, and takes the mean of all; only it has an optimizer.
"""

import torch
from torch import multiprocessing


class Peers:
    """`count` processes that make gradients of `model`, each with `make(model, seed) -> work` of its own: a function
    that is called with what `begin` was given, leaves gradients in the model and returns the loss."""

    def __init__(self, model, count: int, make, *given):
        self._parameters, self._all = list(model.parameters()), []
        if not count:
            return
        model.share_memory()
        context = multiprocessing.get_context("spawn")
        for number in range(1, count + 1):
            gradients = [torch.zeros_like(p).share_memory_() for p in self._parameters]
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, model, gradients, make, number, *given), daemon=True)
            process.start()
            self._all.append((ours, gradients, process))

    def __len__(self) -> int:
        return len(self._all)

    def begin(self, *task) -> None:
        for pipe, _, _ in self._all:
            pipe.send(task)

    def losses(self) -> list[float]:
        """Of the step that was begun; waits for it."""
        found = []
        for pipe, _, process in self._all:
            try:
                found.append(pipe.recv())
            except EOFError:
                process.join()
                raise RuntimeError("a process that makes gradients has ended; its error is above") from None
        return found

    def add_gradients(self) -> None:
        """The mean of all into the model's."""
        with torch.no_grad():
            for i, parameter in enumerate(self._parameters):
                theirs = [gradients[i] for _, gradients, _ in self._all]
                if parameter.grad is not None:
                    parameter.grad.copy_(torch.stack([parameter.grad, *theirs]).mean(0))

    def close(self) -> None:
        for pipe, _, process in self._all:
            pipe.close()
            process.join()
        self._all = []


def _serve(pipe, model, gradients, make, *given) -> None:
    torch.set_num_threads(1)
    work = make(model, *given)
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        model.zero_grad(set_to_none=True)
        loss = work(*task)
        for parameter, kept in zip(model.parameters(), gradients):
            kept.zero_() if parameter.grad is None else kept.copy_(parameter.grad)
        pipe.send(loss)
