"""The written forms of one vocabulary, found again with errors allowed.

Fuzzy work is done here, on forms, never on persons. Every form is filed under each of its readings (`keys`), a reading
once for all forms that share it; what the keys of an asked reading bring is verified by the learned distance. Most
readings lie in a body that is written at once; those added since lie in a tail until it is a share of the body.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.core.names.readings import OTHER, numbered
from repatria.core.names.similarity import filed, nearest
from repatria.core.names.similarity.byte_strings import NOWHERE, ByteStrings, end_to_end, grown
from repatria.core.names.similarity.distance import TOO_FAR, UNITS, EditCosts, learned_costs
from repatria.core.names.similarity.keys import FOLDS, MAX_FILED_KEYS, skeleton_numbers
from repatria.core.names.similarity.read_forms import ReadForms, Readings, Texts, encoded, penalty_of, read_forms
from repatria.core.names.similarity.signatures import search_costs, sign_all

Parts = Mapping[str, NDArray[Any]]

_TAIL_BITS = 14
_LEAST_TAIL = 4096
_TAIL_SHARE = 8
_AT_ONCE = 1 << 16
_NO_FORMS = np.empty(0, dtype=np.int32)


class FormIndex:
    """Forms with what sounds like them; form 0 is "" and stands for a missing value. Forms are never taken away.

    Given:    `readings` turns a tidy form into its readings with a penalty in edits each.
    """

    def __init__(self, readings: Callable[[str], Readings], costs: EditCosts | None = None) -> None:
        self._readings_of = readings
        learned = costs or learned_costs()
        self._search_costs = search_costs(learned)
        self._signatures = np.zeros(0, dtype=np.uint64)
        self._forms = ByteStrings()
        self._readings = ByteStrings()
        self._first_sounds = np.zeros(0, dtype=np.uint32)
        self._first_use = np.zeros(0, dtype=np.int32)
        self._uses = np.zeros((0, 2), dtype=np.int32)
        self._use_penalties = np.zeros(0, dtype=np.uint8)
        self._use_readings = np.zeros(0, dtype=np.int32)
        self._used = 0
        self._begin_tail()
        self._in_body = self._arranged = 0
        self._body_bits = 1
        self._ends, self._filed = np.zeros(3, dtype=np.uint32), np.zeros(0, dtype=np.int32)
        self.take("")

    def __len__(self) -> int:
        return len(self._forms)

    @property
    def texts(self) -> Sequence[str]:
        """The forms by number."""
        return Texts(self._forms)

    def take(self, text: str) -> int:
        """Returns the number of a form; a new form is findable at once."""
        number = self._forms.find(encoded(text))
        return number if number != NOWHERE else int(self.take_many((text,))[0])

    def take_many(self, texts: Sequence[str]) -> NDArray[np.int32]:
        """Returns the number of each form; new ones are findable at once."""
        distinct = list(dict.fromkeys(texts))
        numbers: dict[str, int] = {}
        for begin in range(0, len(distinct), _AT_ONCE):
            batch = distinct[begin : begin + _AT_ONCE]
            before = len(self)
            taken = self._forms.take_many([encoded(text) for text in batch]).tolist()
            numbers.update(zip(batch, taken, strict=True))
            new = [text for text, number in zip(batch, taken, strict=True) if number >= before]
            self._file(read_forms(new, self._readings_of), before)
        self._keep_tail_short()
        return np.fromiter(map(numbers.__getitem__, texts), dtype=np.int32, count=len(texts))

    def take_read(self, forms: ReadForms) -> NDArray[np.int32]:
        """Returns the number of each form, the new ones filed under the readings that somebody else found."""
        before = len(self)
        taken = self._forms.take_many([encoded(text) for text in forms.texts])
        is_new = taken >= before
        if not is_new.all():
            of_new = np.repeat(is_new, forms.counts).tolist()
            forms = ReadForms(
                list(compress(forms.texts, is_new)), list(compress(forms.readings, of_new)),
                list(compress(forms.penalties, of_new)), list(compress(forms.counts, is_new)),
            )  # fmt: skip
        self._file(forms, before)
        self._keep_tail_short()
        return taken

    def number_of(self, text: str) -> int | None:
        """Returns the number of a form that was taken before."""
        number = self._forms.find(encoded(text))
        return None if number == NOWHERE else number

    def has_reading(self, reading: str) -> bool:
        """Says whether a form was filed under a reading."""
        return self._readings.find(numbered(reading)) != NOWHERE

    def near(
        self, readings: Readings, most: float = nearest.MOST_UNITS / UNITS
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Returns the forms near any of the readings, each once, nearest first, with their distance.

        Units:    edits: the learned distance and the penalties of the two readings that are nearest.
        Given:    readings with a penalty each. No more than `most`, nor 0.3 edits for each sound of the shorter
                  reading, are allowed; one edit is, always, and a reading that is equal.
        """
        asked = _asked(tuple(readings))
        if asked is None:
            return _NO_FORMS, np.empty(0, dtype=np.float32)
        return nearest.search(
            asked,
            round(most * UNITS),
            self._search_costs,
            self._filed_readings(),
            filed.Shelf(self._ends, self._filed, self._body_bits, self._heads, self._links, _TAIL_BITS),
            self._all_uses(),
        )

    def measure(
        self, readings: Readings, forms: NDArray[np.int32], most: float, a_sound: float
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Returns how far some forms are from the nearest of the readings, infinity where farther than allowed.

        Units:    edits, as in `near`; `a_sound` edits allowed for each sound of the shorter reading.
        Returns:  also which of them `near` would have allowed.
        """
        asked = _asked(tuple(readings))
        if asked is None:
            return np.full(len(forms), np.inf, dtype=np.float32), np.zeros(len(forms), dtype=np.bool_)
        units, is_near = nearest.measure(
            asked, round(most * UNITS), round(a_sound * UNITS), self._search_costs, self._filed_readings(),
            self._all_uses(), forms,
        )  # fmt: skip
        return np.where(units < TOO_FAR, units / UNITS, np.inf).astype(np.float32), is_near

    def _filed_readings(self) -> nearest.Filed:
        return nearest.Filed(self._readings.content, self._readings.starts, self._readings.slots, self._signatures)

    def _all_uses(self) -> nearest.Uses:
        return nearest.Uses(self._first_use, self._uses, self._use_penalties, self._use_readings, self._used)

    def with_initial(self, text: str) -> NDArray[np.int32]:
        """Returns the forms that begin with the letter or the sound of a one-letter text."""
        if not text:
            return _NO_FORMS
        sounds = np.uint32(0)
        for reading, _ in self._readings_of(text):
            sounds |= np.uint32(1 << min(numbered(reading)[0], OTHER)) if reading else np.uint32(0)
        letter = np.frombuffer(encoded(text[0]), dtype=np.uint8)
        return nearest.beginning(
            letter, sounds, self._forms.content, self._forms.starts, self._first_sounds, len(self._forms)
        )

    def arrange(self) -> None:
        """Lays readings of one skeleton side by side: they are compared together, and memory brings them together.

        Given:    no forms change their numbers, and answers stay the same.
        """
        count = len(self._readings)
        if count == self._arranged:
            return
        numbers = skeleton_numbers(self._readings.content, self._readings.starts, count, FOLDS)
        if self._in_body == count and bool((numbers[1:] >= numbers[:-1]).all()):  # as a kept index is
            self._arranged = count
            return
        order = np.argsort(numbers, kind="stable")
        places = np.empty(count, dtype=np.int32)
        places[order] = np.arange(count, dtype=np.int32)
        self._readings = self._readings.arranged(order)
        self._first_use = self._first_use[order]
        self._use_readings[: self._used] = places[self._use_readings[: self._used]]
        self._sign(0)
        self._in_body = 0
        self._write_body()
        self._arranged = count

    def to_parts(self) -> dict[str, NDArray[Any]]:
        """Returns what `from_parts` needs to make this again: arrays, none of them names on its own."""
        self._write_body()
        return {
            **{f"forms.{name}": part for name, part in self._forms.to_parts().items()},
            **{f"readings.{name}": part for name, part in self._readings.to_parts().items()},
            "first_sounds": self._first_sounds[: len(self._forms)],
            "first_use": self._first_use[: len(self._readings)],
            "uses": self._uses[: self._used],
            "use_penalties": self._use_penalties[: self._used],
            "ends": self._ends,
            "filed": self._filed,
        }

    @classmethod
    def from_parts(cls, parts: Parts, readings: Callable[[str], Readings], costs: EditCosts | None = None) -> FormIndex:
        """Makes the index of `to_parts` again; `readings` and `costs` are those it was made with."""
        index = cls(readings, costs)
        index._forms = ByteStrings.from_parts(parts["forms.content"], parts["forms.starts"])
        index._readings = ByteStrings.from_parts(parts["readings.content"], parts["readings.starts"])
        index._first_sounds, index._first_use = parts["first_sounds"], parts["first_use"]
        index._uses, index._use_penalties = parts["uses"], parts["use_penalties"]
        index._used = len(index._uses)
        index._use_readings = nearest.readings_of_uses(index._first_use, index._uses, len(index._readings))
        index._ends, index._filed = parts["ends"], parts["filed"]
        index._body_bits = (len(index._ends) - 1).bit_length() - 1
        index._in_body = len(index._readings)
        index._begin_tail()
        index._sign(0)
        return index

    def _file(self, forms: ReadForms, number: int) -> None:
        """Files new forms, numbered on from `number`, under their readings."""
        before, count = len(self._readings), len(forms.texts)
        taken = self._readings.take_many(forms.readings)
        numbers = np.repeat(np.arange(number, number + count, dtype=np.int32), forms.counts)
        begins = [1 << min(reading[0], OTHER) if reading else 0 for reading in forms.readings]
        self._first_sounds = grown(self._first_sounds, number + count)
        self._first_sounds[number : number + count] = 0
        np.bitwise_or.at(self._first_sounds, numbers, np.array(begins, dtype=np.uint32))
        self._sign(before)
        self._first_use = grown(self._first_use, len(self._readings))
        self._first_use[before : len(self._readings)] = NOWHERE
        self._uses = grown(self._uses, self._used + len(taken))
        self._use_penalties = grown(self._use_penalties, self._used + len(taken))
        self._use_penalties[self._used : self._used + len(taken)] = forms.penalties
        self._use_readings = grown(self._use_readings, self._used + len(taken))
        self._used = nearest.link_uses(taken, numbers, self._first_use, self._uses, self._use_readings, self._used)

    def _sign(self, first: int) -> None:
        count = len(self._readings)
        self._signatures = grown(self._signatures, count)
        sign_all(self._readings.content, self._readings.starts, self._signatures[:count], first)

    def _begin_tail(self) -> None:
        self._heads = np.full(1 << _TAIL_BITS, NOWHERE, dtype=np.int32)
        self._links = np.zeros((0, 2), dtype=np.int32)
        self._linked = 0
        self._chained = 0

    def _keep_tail_short(self) -> None:
        """Files readings that are in neither body nor tail; writes the body anew when the tail would be too long."""
        if len(self._readings) - self._in_body > max(_LEAST_TAIL, self._in_body // _TAIL_SHARE):
            self._write_body()
            return
        for reading in range(self._in_body + self._chained, len(self._readings)):
            self._links = grown(self._links, self._linked + MAX_FILED_KEYS)
            self._linked = filed.chain(
                reading,
                self._readings.content,
                self._readings.starts,
                FOLDS,
                self._heads,
                self._links,
                self._linked,
                _TAIL_BITS,
            )
            self._chained += 1

    def _write_body(self) -> None:
        count = len(self._readings)
        if count == self._in_body:
            return
        keys = filed.count_keys(self._readings.content, self._readings.starts, count, FOLDS)
        self._body_bits = max(_TAIL_BITS, (keys // 3).bit_length())  # a small body answers as the tail did
        self._ends, self._filed = filed.write_body(
            self._readings.content, self._readings.starts, count, self._body_bits, FOLDS
        )
        self._in_body = count
        self._begin_tail()


@lru_cache(maxsize=4096)
def _asked(readings: tuple[tuple[str, float], ...]) -> nearest.Asked | None:
    """Returns readings as the search takes them, the likeliest first: they are asked for most fully."""
    asked = sorted(dict(readings).items(), key=penalty_of)
    if not asked:
        return None
    sounds, starts = end_to_end([numbered(reading) for reading, _ in asked])
    return nearest.Asked(sounds, starts, np.array([round(penalty * UNITS) for _, penalty in asked], dtype=np.int64))
