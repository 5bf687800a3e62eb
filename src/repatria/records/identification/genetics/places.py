"""The families that are held ready: an index of many, and beside it those that came or changed since.

To peel 60,000 families takes minutes, one takes milliseconds. So what changed is peeled by itself, weighed one by one
while there are few, and laid into a further, small index once there are more; the large one is left as it is, and what
it says of a family that changed is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from repatria.core.kinship.columns import Target
from repatria.core.kinship.incident import Body
from repatria.core.kinship.index import FamilyIndex
from repatria.core.kinship.loci import Locus

FRESH = 128
"""Families that are weighed one by one before they are laid into an index."""
_NEAR, _ALIKE_IN_SIZE = 256, 4


@dataclass(slots=True)
class Places:
    """Families by name, each in the one index in which it stands now, or beside them."""

    loci: tuple[Locus, ...] = ()
    indexes: list[FamilyIndex] = field(default_factory=list)
    fresh: dict[str, Target] = field(default_factory=dict)
    at: dict[str, tuple[int, int]] = field(default_factory=dict)  # of an index its number, and the place in it

    @classmethod
    def of(cls, targets: Sequence[Target], loci: tuple[Locus, ...]) -> Places:
        """Peels every family."""
        made = cls(loci)
        if targets and loci:
            made._add(FamilyIndex.of(targets, loci, threads=2))
        return made

    def __len__(self) -> int:
        return len(self.at) + len(self.fresh)

    def __getitem__(self, name: str) -> Target | None:
        """The family of a name as it is now; None where nobody of it is typed."""
        if name in self.fresh:
            return self.fresh[name]
        place = self.at.get(name)
        return self.indexes[place[0]].targets[place[1]] if place else None

    def take(self, name: str, target: Target | None) -> None:
        """Lays a family where it is found, in place of what stood for it."""
        self.at.pop(name, None)
        self.fresh.pop(name, None)
        if target is not None:
            self.fresh[name] = target
            if len(self.fresh) > FRESH:
                self._add(FamilyIndex.of(list(self.fresh.values()), self.loci, threads=1))
                self.fresh = {}

    def near(self, body: Body, least_log10_lr: float) -> list[Target]:
        """The families that may reach a ratio, the nearest of each index, and all that are beside them."""
        found = []
        for number, index in enumerate(self.indexes):
            reached = index.find(body, least_log10_lr=least_log10_lr)
            standing = [one.target for one in reached if self._stands(number, one.target)]
            found += [index.targets[place] for place in standing[:_NEAR]]
        return [*found, *self.fresh.values()]

    def _stands(self, number: int, place: int) -> bool:
        return self.at.get(self.indexes[number].targets[place].family.name) == (number, place)

    def _add(self, index: FamilyIndex) -> None:
        number = len(self.indexes)
        self.indexes.append(index)
        self.at |= {one.family.name: (number, place) for place, one in enumerate(index.targets)}
        # Small ones grow together, never into the first: to copy that takes a second.
        while number > 1 and len(self.indexes[-2].targets) < _ALIKE_IN_SIZE * len(self.indexes[-1].targets):
            last, number = self.indexes.pop(), number - 1
            shift = len(self.indexes[-1].targets)
            for place, one in enumerate(last.targets):
                if self.at.get(one.family.name) == (number + 1, place):
                    self.at[one.family.name] = (number, shift + place)
            self.indexes[-1] = self.indexes[-1].joined(last)
