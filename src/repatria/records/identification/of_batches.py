"""Which items came in a batch, or stand on one: a room above knows it and says who answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Answer = Callable[[str], Iterable[str]]
_answers: list[Answer] = []


def answers_batches(of: Answer) -> None:
    """Says who knows the items of a batch.  Given: called once, when rooms are made ready."""
    _answers[:] = [of]


def items_of_batch(batch_id: str) -> frozenset[str]:
    """The codes of the items of a batch; none where no room knows it."""
    return frozenset(code for of in _answers for code in of(batch_id))
