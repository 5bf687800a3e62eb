"""The vocabulary of a register: every form of a field once with its count, and what a word is worth against each.

A word is weighed against forms, never against persons. What a word is worth against every form of a role is a `Graded`:
the forms that are alike with their level and bits, and the bits of all the others. How alike they are, `fields` says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.comparison import FIELD_LEVELS, Weights
from repatria.core.linkage.forms.term_frequency import grade_forms
from repatria.core.linkage.numbers import Floats, Ints
from repatria.core.names.similarity import FormIndex, ReadForms

Compared = tuple[Ints, NDArray[np.int8], Floats]
"""Forms that are alike, each once, with the number of their level and the share it holds for."""
EXTRAS = ("place", "unit", "number", "rank")
UNSEEN_RECORDS = 0.5
"""Records that may bear the asked name though none registered does: what makes the first bearer's weight finite."""
_CACHED_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Graded:
    """One word (or value) in one role, weighed against every form.

    Units:    bits; `other_bits` of every form that is not listed, `best_bits` of the best form that somebody has,
              `expected_bits` of anybody, which the others are counted from.
    """

    field: str
    forms: Ints
    levels: NDArray[np.int8]
    bits: Floats
    other_bits: float
    best_bits: float
    expected_bits: float

    def level_and_bits(self, form: int) -> tuple[int, float]:
        """Returns the level number and the bits of one form; 0 and 0 for the missing value."""
        if form == 0:
            return 0, 0.0
        found = np.flatnonzero(self.forms == form)
        if len(found):
            return int(self.levels[found[0]]), float(self.bits[found[0]])
        return len(FIELD_LEVELS[self.field]) - 1, self.other_bits


class Codes:
    """Texts with a number each, looked up exactly: units, numbers and ranks are no names and have no sound."""

    def __init__(self, texts: Sequence[str] = ("",)) -> None:
        self.texts = list(texts)
        self._numbers = {text: number for number, text in enumerate(self.texts)}

    def __len__(self) -> int:
        return len(self.texts)

    def take_many(self, texts: Sequence[str]) -> Ints:
        """Returns the number of each text, new ones included."""
        for text in texts:
            if text not in self._numbers:
                self._numbers[text] = len(self.texts)
                self.texts.append(text)
        return np.fromiter(map(self._numbers.__getitem__, texts), dtype=np.int32, count=len(texts))

    def number_of(self, text: str) -> int | None:
        """Returns the number of a text that was taken before."""
        return self._numbers.get(text)


class FieldForms:
    """The forms of one field with their counts."""

    def __init__(self, field: str, forms: FormIndex | Codes) -> None:
        self.field = field
        self.forms = forms
        self._counts = np.zeros(1024, dtype=np.int64)
        self._graded: dict[str, Graded] = {}
        self._graded_among = 0
        self._worth: tuple[Weights, NDArray[np.float64], float] | None = None
        self._levels = {name: at for at, name in enumerate(FIELD_LEVELS[field])}

    def __len__(self) -> int:
        return len(self.forms)

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many entries have each form."""
        return self._counts[: len(self.forms)]

    def take_read(self, forms: ReadForms) -> Ints:
        """Returns the numbers of different forms, new ones included; nobody is counted yet."""
        return self.forms.take_read(forms) if isinstance(self.forms, FormIndex) else self.forms.take_many(forms.texts)

    def count(self, numbers: NDArray[np.integer], step: int | NDArray[np.int64]) -> None:
        """Counts entries with these forms: `step` 1 for new ones, -1 for those taken out; or how many of each."""
        if len(self.forms) > len(self._counts):
            grown = np.zeros(max(len(self.forms), 2 * len(self._counts)), dtype=np.int64)
            grown[: len(self._counts)] = self._counts
            self._counts = grown
        np.add.at(self._counts, numbers, step)
        self._counts[0] = 0
        self._graded.clear()

    @property
    def size_bytes(self) -> int:
        """What the forms take in memory, counts included."""
        parts = self.forms.to_parts().values() if isinstance(self.forms, FormIndex) else ()
        return self._counts.nbytes + sum(part.nbytes for part in parts)

    def grade(self, word: str, weights: Weights, records: int) -> Graded:
        """Weighs one word against every form; what was weighed is remembered until the register changes."""
        if records != self._graded_among:  # rows came that lack this field: shares of all are other ones
            self._graded.clear()
            self._graded_among = records
        graded = self._graded.get(word)
        if graded is None:
            if len(self._graded) >= _CACHED_WORDS:
                self._graded.clear()
            graded = self._graded[word] = self._grade(word, weights, records)
        return graded

    def _grade(self, word: str, weights: Weights, records: int) -> Graded:
        forms, levels, shares = self.compared(word)
        real = forms > 0
        forms, levels, shares = forms[real], levels[real], shares[real]
        ratio, other_ratio = self._worth_of(weights)
        bits, *others = grade_forms(
            forms, levels, shares, self.counts, records + weights.background, ratio, UNSEEN_RECORDS, other_ratio,
            weights.field_scale(self.field),
        )  # fmt: skip
        return Graded(self.field, forms, levels, bits, *map(float, others))

    def _worth_of(self, weights: Weights) -> tuple[NDArray[np.float64], float]:
        """Returns log2(m/u) by level, and of a form that is not alike."""
        if self._worth is None or self._worth[0] is not weights:
            self._worth = weights, weights.log2_ratio(self.field), weights.log2_other(self.field)
        return self._worth[1:]

    def compared(self, word: str) -> Compared:
        """Returns the forms that are alike, each once, with the number of their level and the share it holds for."""
        raise NotImplementedError

    def _collected(self, found: Mapping[int, tuple[int, float]]) -> Compared:
        return (
            np.fromiter(found, dtype=np.int32, count=len(found)),
            np.fromiter((level for level, _ in found.values()), dtype=np.int8, count=len(found)),
            np.fromiter((share for _, share in found.values()), dtype=np.float32, count=len(found)),
        )

    def _only_itself(self, number: int | None) -> Compared:
        """Returns the very form: signs without a letter (???, what a broken export leaves) sound like nothing."""
        return self._collected({number: (1, 1.0)} if number else {})

    def _graded_by(self, forms: Ints, distances: Floats, edges: Floats) -> Compared:
        levels = np.searchsorted(edges, distances, side="left") + 1
        kept = levels <= len(edges)
        return forms[kept], levels[kept].astype(np.int8), np.ones(int(kept.sum()), dtype=np.float32)
