"""The dead as rows of numbers, and beside them whoever gave a sample for himself: one comes or goes without the others
being read again."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.loci import Locus
from repatria.core.kinship.one_person import KnownLogs, against_siblings
from repatria.core.kinship.search import BodySide
from repatria.records.identification.genetics.loading import Opened

Row = NDArray[np.int64]


@dataclass(slots=True)
class DeadRows:
    """Profiles of the dead in rows under common columns.

    Given:    `side` is a new one after each change: where its rows stand in a table is reckoned once of each.
    """

    opened: Opened
    loci: tuple[Locus, ...]
    side: BodySide
    codes: list[str]
    at: dict[str, int]
    own: dict[str, Row] = field(default_factory=dict)
    siblings: KnownLogs = field(default_factory=dict)

    @classmethod
    def of(cls, opened: Opened, loci: tuple[Locus, ...]) -> DeadRows:
        """Reads all that is open."""
        codes = opened.bodies()
        made = cls(
            opened, loci, BodySide.of([opened.body(one, loci) for one in codes], loci), codes,
            {code: at for at, code in enumerate(codes)},
        )  # fmt: skip
        for one in opened.given.values():
            if one.given_by == "own":
                made.take_own(one.reference_id)
        return made

    def _row(self, code: str) -> Row:
        profile = self.opened.body(code, self.loci).profile
        row = [
            at.column(at.observed.class_of(profile.get(locus.name)))
            for locus, at in zip(self.loci, self.side.columns, strict=True)
        ]
        return np.array([row], np.int64)

    def _is_open(self, code: str) -> bool:
        return code in self.opened.profiles and code not in self.opened.waiting

    def _with(self, codes: Row, sex: Row) -> BodySide:
        return BodySide(self.side.loci, self.side.columns, codes, sex)

    def take_own(self, code: str) -> None:
        """Takes what somebody gave for himself as it is now."""
        self.own.pop(code, None)
        if self._is_open(code) and code in self.opened.given:
            self.own[code] = self._row(code)
            self.side = self._with(self.side.codes, self.side.sex)

    def take(self, code: str) -> None:
        """Takes a sample of the dead as it is now."""
        codes, sex = self.side.codes, self.side.sex
        if (at := self.at.pop(code, None)) is not None:
            del self.codes[at]
            others = np.arange(len(sex)) != at
            codes, sex = codes[others], sex[others]
            self.at = {one: place for place, one in enumerate(self.codes)}
        if self._is_open(code):
            codes = np.vstack([codes, self._row(code)])
            sex = np.concatenate([sex, BodySide.of([self.opened.body(code, ())], ()).sex])
            self.at[code] = len(self.codes)
            self.codes.append(code)
        self.side = self._with(codes, sex)

    def as_one_person(self, code: str) -> list[tuple[str, float, int]]:
        """Weighs a sample against every other of the dead, and one of the dead against those who gave for themselves.

        Returns:  the other code, log10 of one person against two full siblings, and at how many loci both show
                  something.
        """
        if code not in self.own and code not in self.at:
            return []
        extra = [code] if code in self.own else list(self.own)
        order = [*self.codes, *extra]
        # Who gave for himself is no body: his row stands behind theirs for this comparison alone.
        held = self._with(np.vstack([self.side.codes, *(self.own[one] for one in extra)]), self.side.sex)
        at = self.at.get(code, len(order) - 1)
        places = [place for place in range(len(order)) if place != at]
        if not places or not self.loci:
            return []
        logs, count = against_siblings(held, [(at, place) for place in places], self.siblings)
        return list(zip((order[place] for place in places), logs.tolist(), count.tolist(), strict=True))
