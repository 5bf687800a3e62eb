"""The vocabulary of one role: every written form once, found again with errors allowed.

Fuzzy work is done here, on forms, never on persons. Key: the consonant skeleton of each reading and its
one-deletions; what a key returns is verified by edit distance on the reading. Forms stay when their last record goes;
their count is then 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from repatria.core.names.canon import skeleton_of

Readings = Iterable[tuple[str, float]]
_MAX_EDITS = 2.5
_EDITS_PER_SOUND = 0.3
_SHORT = 3
_MAX_PER_KEY = 3000
"""Readings verified of one key: bounds the time for a register of look-alike names."""


def keys_of(reading: str) -> list[str]:
    """Returns the keys a reading is filed under: its skeleton, the skeleton's one-deletions; short ones keep their
    vowels.
    """
    skeleton = skeleton_of(reading)
    if len(skeleton) >= _SHORT:
        keys = [skeleton]
        if len(skeleton) > _SHORT:
            keys += [skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton))]
        else:
            keys += ["~" + reading[:i] + reading[i + 1 :] for i in range(len(reading))]
        return list(dict.fromkeys(keys))
    exact = "=" + skeleton if skeleton else "~" + reading
    return list(
        dict.fromkeys([exact, "~" + reading, *("~" + reading[:i] + reading[i + 1 :] for i in range(len(reading)))])
    )


class FormTable:
    """Forms of one role with their counts; form 0 stands for a missing value.

    Given:    `readings` turns a tidy form into its readings with a penalty in edits each.
    """

    def __init__(self, readings: Callable[[str], Readings]) -> None:
        self._readings = readings
        self.texts: list[str] = [""]
        self.counts: list[int] = [0]
        self._by_text: dict[str, int] = {"": 0}
        self._reading_number: dict[str, int] = {}
        self._reading_texts: list[str] = []
        self._skeletons: list[str] = []
        self._forms: list[list[tuple[int, float]]] = []
        self._keys: dict[str, list[int]] = {}
        self._initials: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self.texts)

    def take(self, text: str) -> int:
        """Counts one more record with this form and returns its number; a new form is findable at once."""
        number = self._by_text.get(text)
        if number is None:
            number = self._by_text[text] = len(self.texts)
            self.texts.append(text)
            self.counts.append(0)
            self._file(number, text)
        self.counts[number] += 1
        return number

    def give_back(self, number: int) -> None:
        """Counts one record less with this form."""
        self.counts[number] -= 1

    def number_of(self, text: str) -> int | None:
        """Returns the number of a form that was taken before."""
        return self._by_text.get(text)

    def with_initial(self, text: str) -> list[int]:
        """Returns the forms that begin with the letter or the sound of a one-letter text."""
        found = [number for key in initials_of(text, self._readings(text)) for number in self._initials.get(key, ())]
        return list(dict.fromkeys(found))

    def near(self, readings: Readings) -> dict[int, float]:
        """Returns the forms near any of the readings with their distance.

        Units:    edits; a consonant counts 1, a vowel or a hushing sound for another 0.5.
        """
        asked = dict(readings)
        numbers = list(dict.fromkeys(n for reading in asked for key in keys_of(reading) for n in self._filed(key)))
        if not numbers:
            return {}
        words, penalties = list(asked), np.array(list(asked.values()), dtype=np.float32)
        texts = [self._reading_texts[n] for n in numbers]
        sounds = cdist(words, texts, scorer=OSA.distance, dtype=np.uint8)
        bones = cdist(
            [skeleton_of(word) for word in words],
            [self._skeletons[n] for n in numbers],
            scorer=OSA.distance,
            dtype=np.uint8,
        )
        edits = (sounds.astype(np.float32) + bones) / 2
        lengths = np.minimum(
            np.array([len(word) for word in words])[:, None], np.array([len(text) for text in texts])[None, :]
        )
        edits[edits > np.minimum(_MAX_EDITS, lengths * _EDITS_PER_SOUND)] = np.inf
        best = (edits + penalties[:, None]).min(axis=0)
        found: dict[int, float] = {}
        for place in np.flatnonzero(np.isfinite(best)):
            for form, penalty in self._forms[numbers[place]]:
                distance = float(best[place]) + penalty
                if distance < found.get(form, np.inf):
                    found[form] = distance
        return found

    def _filed(self, key: str) -> list[int]:
        return self._keys.get(key, [])[:_MAX_PER_KEY]

    def _file(self, number: int, text: str) -> None:
        readings = list(self._readings(text))
        for reading, penalty in readings:
            filed = self._reading_number.get(reading)
            if filed is None:
                filed = self._reading_number[reading] = len(self._reading_texts)
                self._reading_texts.append(reading)
                self._skeletons.append(skeleton_of(reading))
                self._forms.append([])
                for key in keys_of(reading):
                    self._keys.setdefault(key, []).append(filed)
            self._forms[filed].append((number, penalty))
        for key in initials_of(text, readings):
            self._initials.setdefault(key, []).append(number)


def initials_of(text: str, readings: Readings) -> list[str]:
    """Returns what a name's initial may be: its first letter and the first sounds of its readings."""
    return list(dict.fromkeys([text[:1], *("/" + reading[:1] for reading, _ in readings if reading)]))
