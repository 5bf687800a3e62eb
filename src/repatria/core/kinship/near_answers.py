"""The answers of one family side by side: what holds in every answer near the best, and what is exchanged among them.

An answer is near where the best is less than the threshold better. A body that every near answer gives to the same
person is matched; bodies that every near answer gives to the same persons, in changing places, are symmetric.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.family_weights import NOBODY, Ways
from repatria.core.kinship.incident import Family
from repatria.core.kinship.joint import LN10
from repatria.core.kinship.pairing import TIE
from repatria.core.kinship.reduction import Ground


@dataclass(frozen=True, slots=True)
class SymmetricGroup:
    """Bodies that belong to some persons, without telling whose is whose.

    Units:    `log10_glr`: the best answer against the best in which one of the bodies belongs to somebody else.
    """

    bodies: tuple[int, ...]
    members: tuple[str, ...]
    log10_glr: float


@dataclass(frozen=True, slots=True)
class NearAnswers:
    """The possible answers of one family: a row of `ways` holds the body of each asked member, or NOBODY.

    Units:    `weights` are log10.
    """

    members: tuple[str, ...]
    ways: Ways
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, ground: Ground, family: Family, asked: Sequence[str], free: Collection[int]) -> NearAnswers:
        """Takes a family's answers that hold what is fixed and use open pairings of free bodies only."""
        given = next(one for one in ground.answer.pairing.families if one.name == family.name)
        kept = np.isfinite(given.weights)
        for place, member in enumerate(given.members):
            held = given.ways[:, place]
            if member in ground.fixed:
                kept &= held == ground.fixed[member].body
            elif member not in asked:
                kept &= held == NOBODY
            else:
                is_open = ground.is_open[:, ground.column[member]]
                fitting = [body for body in np.flatnonzero(is_open).tolist() if body in free]
                kept &= np.isin(held, [NOBODY, *fitting])
        columns = [given.members.index(member) for member in asked]
        return cls(tuple(asked), given.ways[kept][:, columns], given.weights[kept] / LN10)

    def ratios(self, member: str) -> Iterator[tuple[int, float]]:
        """The generalised ratio of each body in a member's place: log10 of the best answer with against without."""
        held = self.ways[:, self.members.index(member)]
        for body in np.unique(held[held != NOBODY]).tolist():
            has = held == body
            if not has.all():
                yield body, float(self.weights[has].max() - self.weights[~has].max())

    def symmetric_groups(self, settled: Collection[int], limit: float) -> list[SymmetricGroup]:
        """Finds bodies that are exchanged among persons in the near answers and nowhere else.

        Given:    `settled` bodies are told apart already; `limit` is log10.
        Returns:  bodies of two persons each, as dvir's; a body of three or more only where its answers weigh alike.
        """
        if not len(self.weights):
            return []
        near = self.ways[self.weights > self.weights.max() - limit]
        places: dict[int, frozenset[str]] = {}
        for body in (set(self.ways.reshape(-1).tolist()) - {NOBODY}) - set(settled):
            is_placed = near == body
            if is_placed.any(axis=1).all():
                places[body] = frozenset(m for i, m in enumerate(self.members) if is_placed[:, i].any())
        are_few = {body: len(held) <= 2 for body, held in places.items()}
        found = []
        for bodies, members in _tied_together(places):
            group = self._group(bodies, members, limit, must_tie=not all(are_few[body] for body in bodies))
            if group:
                found.append(group)
        return found

    def _group(
        self, bodies: tuple[int, ...], members: frozenset[str], limit: float, *, must_tie: bool
    ) -> SymmetricGroup | None:
        names = tuple(m for m in self.members if m in members)
        if len(names) < 2:
            return None
        columns = [self.members.index(m) for m in names]
        inside = self.ways[:, columns]
        holds = np.all([(inside == body).any(axis=1) for body in bodies], axis=0)
        outside = float(self.weights[~holds].max()) if (~holds).any() else -math.inf
        glr = float(self.weights.max()) - outside
        if glr < limit:
            return None
        if must_tie:
            shown = np.unique(inside[(self.weights > self.weights.max() - limit)], axis=0)
            best = [float(self.weights[(inside == row).all(axis=1)].max()) for row in shown]
            if max(best) - min(best) > TIE / LN10:
                return None
        return SymmetricGroup(tuple(sorted(bodies)), names, glr)


def _tied_together(
    places: dict[int, frozenset[str]],
) -> Iterator[tuple[tuple[int, ...], frozenset[str]]]:
    """Bodies that share a possible place, with all their places."""
    waiting = dict(places)
    while waiting:
        body, members = waiting.popitem()
        bodies = [body]
        is_grown = True
        while is_grown:
            more = [other for other, held in waiting.items() if held & members]
            is_grown = bool(more)
            for other in more:
                members = members | waiting.pop(other)
                bodies.append(other)
        yield tuple(bodies), members
