"""The vocabulary of a register: every form of a name, place, unit or number once, and how alike a word is to each.

A word is weighed against forms, never against persons. What a word is worth against every form of a role is a `Graded`:
the forms that are alike with their level and bits, and the bits of all the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.places import place_readings, tidy_place
from repatria.core.linkage.scan import Floats, Found, Ints, grade_forms, merge_alike
from repatria.core.linkage.weights import FIELD_LEVELS, Weights
from repatria.core.names.canon import readings_of, weighted_readings
from repatria.core.names.given_names import Groups, father_groups, group_readings, groups_of
from repatria.core.names.normalise import rank_of, tidy
from repatria.core.names.similar import FormIndex, ReadForms
from repatria.core.names.surnames import surname_readings

Readings = Sequence[tuple[str, float]]
Compared = tuple[Ints, NDArray[np.int8], Floats]
"""Forms that are alike, each once, with the number of their level and the share it holds for."""
GroupsOfWord = Callable[[str], tuple[Groups, bool]]
EXTRAS = ("place", "unit", "number", "rank")
LEAST_SHARE = 0.02
UNSEEN_RECORDS = 0.5
"""Records that may bear the asked name though none registered does: what makes the first bearer's weight finite."""
OTHER_INITIAL = 0.25
"""What the initial of another form of the same name is worth, beside that of the form itself."""
_SAME, _SOUND = 0.1, 0.5  # edits
_MOSTLY, _TENTH = 0.5, 0.1
_GIVEN_NEAR, _PATRONYMIC_NEAR, _GROUP_NEAR = 1.3, 1.6, 1.3
_SURNAME_EDGES = np.array([0.1, 0.5, 0.8, 1.15, 1.8, 2.6], dtype=np.float32)
"""Edits up to which a surname is of each level: same, sound, part, near, far, distant."""
_PLACE_EDGES = np.array([0.26, 1.0], dtype=np.float32)
_WORDS_KEPT = 65536
_CACHED_WORDS = 20_000
_NO_GROUPS = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
_LEAST_CODE = 4
"""Letters and digits of a code below which another one a sign off says nothing."""


@lru_cache(maxsize=_WORDS_KEPT)
def part_readings(form: str) -> Readings:
    """Returns the readings of a given name or patronymic: the whole, and the parts of a double one with a penalty."""
    found = dict(weighted_readings(form))
    for part in form.split("-") if "-" in form else ():
        for reading, penalty in weighted_readings(part):
            found.setdefault(reading, _SOUND + penalty)
    return tuple(found.items())


def plain_readings(form: str) -> Readings:
    """Returns the one reading of a unit, number or rank: its letters and digits."""
    return ((form, 0.0),)


def tidy_code(text: str) -> str:
    """Brings a unit, number or rank to letters and digits in lower case."""
    return "".join(c for c in tidy(text) if c.isalnum())


def tidy_rank(text: str) -> str:
    """Brings a rank to its general name (ст. л-т, старший лейтенант and Oberleutnant are one), else to its letters."""
    return tidy_code(rank_of(text) or text)


@dataclass(frozen=True, slots=True)
class Graded:
    """One word (or value) in one role, weighed against every form.

    Units:    bits; `other_bits` of every form that is not listed, `best_bits` of the best form that somebody has.
    """

    field: str
    forms: Ints
    levels: NDArray[np.int8]
    bits: Floats
    other_bits: float
    best_bits: float

    def level_and_bits(self, form: int) -> tuple[int, float]:
        """Returns the level number and the bits of one form; 0 and 0 for the missing value."""
        if form == 0:
            return 0, 0.0
        found = np.flatnonzero(self.forms == form)
        if len(found):
            return int(self.levels[found[0]]), float(self.bits[found[0]])
        return len(FIELD_LEVELS[self.field]) - 1, self.other_bits


class _KnownGivenNames:
    """The readings of the table of given names, searched with errors allowed; built on first use."""

    def __init__(self) -> None:
        self._forms: FormIndex | None = None

    def near(self, word: str) -> dict[str, float]:
        if self._forms is None:
            self._forms = FormIndex(plain_readings)
            self._forms.take_many([reading for reading in group_readings() if reading])
        forms, distances = self._forms.near(part_readings(word)[:6], _GROUP_NEAR)
        return {self._forms.texts[form]: float(d) for form, d in zip(forms, distances, strict=True) if form}


_KNOWN = _KnownGivenNames()


@lru_cache(maxsize=_WORDS_KEPT)
def name_groups(word: str) -> tuple[Groups, bool]:
    """Returns the name groups of a word and whether it was known exactly; one edit away is tried when it was not."""
    exact: dict[str, float] = {}
    if len(word) == 1:
        return exact, True  # a letter is an initial, whatever name it may be
    for part in dict.fromkeys([word, *word.split("-")]):
        exact.update(groups_of(part))
        if exact:
            return exact, True
    near = _KNOWN.near(word) if len(word) > 2 else {}
    closest = min(near.values(), default=0.0)
    found: dict[str, float] = {}
    for text, distance in near.items():
        if distance <= closest:
            for group, share in group_readings()[text].items():
                found[group] = max(found.get(group, 0.0), share / 2)
    return found, False


@lru_cache(maxsize=_WORDS_KEPT)
def of_fathers(word: str) -> tuple[Groups, bool]:
    """Returns the name groups of the father that a patronymic names; each holds wholly: a father has one name."""
    return dict.fromkeys(father_groups(word) if len(word) > 1 else (), 1.0), True


@cache
def initials_of_group() -> Mapping[str, frozenset[str]]:
    """Returns the sounds with which the forms of each name group begin, those of a tenth of them at least."""
    begun: dict[str, Counter[str]] = {}
    for reading, groups in group_readings().items():
        for group, share in groups.items():
            if reading and share > _MOSTLY:
                begun.setdefault(group, Counter())[reading[0]] += 1
    return {
        group: frozenset(sound for sound, count in sounds.items() if count >= _TENTH * sounds.total())
        for group, sounds in begun.items()
    }


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

    def count(self, numbers: NDArray[np.integer], step: int) -> None:
        """Counts entries with these forms: `step` 1 for new ones, -1 for those taken out."""
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
        if self._worth is None or self._worth[0] is not weights:
            self._worth = weights, weights.log2_ratio(self.field), weights.log2_other(self.field)
        bits, other, best = grade_forms(
            forms, levels, shares, self.counts, records + weights.background, self._worth[1], UNSEEN_RECORDS,
            self._worth[2], weights.field_scale(self.field),
        )  # fmt: skip
        return Graded(self.field, forms, levels, bits, float(other), float(best))

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


class NameForms(FieldForms):
    """Given names or patronymics: alike by sound, by name group, by initial; filed together where they are of one name.

    Given:    `groups_of_word` the groups of a word (of the father, for a patronymic) with shares, and whether it was
              known exactly; `near` how many edits are still alike; `prefix` how the names of the levels begin.
    """

    forms: FormIndex

    def __init__(self, field: str, prefix: str, near: float, groups_of_word: GroupsOfWord) -> None:
        super().__init__(field, FormIndex(part_readings))
        self._same, self._group, self._near, self._initial = (
            self._levels[f"{prefix}_{kind}"] for kind in ("same", "group", "near", "initial")
        )
        self._edits = near
        self._groups_of_word = groups_of_word
        self._of_group: dict[str, list[tuple[int, float]]] = {}
        self._group_arrays: dict[str, tuple[Ints, Floats]] = {}
        self._found = Found(np.zeros(0, dtype=np.int8), np.zeros(0, dtype=np.float32))
        self._by_sound: dict[str, list[int]] = {}
        self._letters: dict[str, list[int]] = {}
        self._filed = 1
        self._key_numbers: dict[str, int] = {"": 0}
        self._keys: list[int] = [0]

    def compared(self, word: str) -> Compared:
        if not any(map(str.isalpha, word)):
            return self._only_itself(self.forms.number_of(word))
        self._file_new()
        if len(self._found.level) < len(self.forms):
            size = len(self.forms) * 5 // 4
            self._found = Found(np.zeros(size, dtype=np.int8), np.zeros(size, dtype=np.float32))
        forms, distances = self.forms.near(part_readings(word), self._edits)
        if len(word) == 1:
            # A letter agrees with the same letter as it does with a name that begins so: it says no more.
            groups, level = _NO_GROUPS, self._initial
            near = self._initial, self._initial
            forms = forms[distances.astype(np.float64) <= _SAME]
            distances = distances[: len(forms)]
        else:
            found, is_exact = self._groups_of_word(word)
            groups, level = self._group_parts(found), self._group if is_exact else self._near
            near = self._same, self._near
        return merge_alike(
            self._found, *self._with_initial(word), self._initial, forms, distances, _SAME, near, *groups,
            level, LEAST_SHARE,
        )  # fmt: skip

    def _group_parts(self, groups: Groups) -> tuple[Ints, Floats]:
        """Returns the forms of some groups, one group after the other, with the share each holds for."""
        parts = [
            (forms, shares * np.float32(share)) for group, share in groups.items()
            for forms, shares in (self._forms_of(group),) if len(forms)
        ]  # fmt: skip
        if len(parts) < 2:
            return parts[0] if parts else _NO_GROUPS
        return np.concatenate([forms for forms, _ in parts]), np.concatenate([shares for _, shares in parts])

    def _forms_of(self, group: str) -> tuple[Ints, Floats]:
        known = self._group_arrays.get(group)
        if known is None:
            filed = self._of_group.get(group, ())
            known = self._group_arrays[group] = (
                np.array([form for form, _ in filed], dtype=np.int32),
                np.array([share for _, share in filed], dtype=np.float32),
            )
        return known

    def keys(self) -> Ints:
        """Returns, by form, the number under which rows with it are filed together; 0 for the missing value."""
        for number in range(len(self._keys), len(self.forms)):
            text = self.forms.texts[number]
            groups = self._groups_of_word(text)[0]
            key = max(sorted(groups), key=lambda group: groups[group]) if groups else "/" + readings_of(text)[0]
            self._keys.append(self._key_numbers.setdefault(key, len(self._key_numbers)))
        return np.array(self._keys, dtype=np.int32)

    def _with_initial(self, word: str) -> tuple[Ints, Floats]:
        """Returns the forms of which this word is the initial, or that are an initial of it, and what each is worth.

        Given:    a name of the same group may begin with another letter (Микола is М. here and Н. there, Олександр А.).
        """
        others: set[int] = set()
        if len(word) == 1:
            for sound in readings_of(word):
                others.update(self._by_sound.get(sound[:1], ()))
            own = self.forms.with_initial(word)
        else:
            for group in self._groups_of_word(word)[0]:
                for sound in initials_of_group().get(group, ()):
                    others.update(self._letters.get(sound, ()))
            letters = {form for reading, _ in part_readings(word) for form in self._letters.get(reading[:1], ())}
            own = np.array(sorted(letters), dtype=np.int32)
        forms = np.concatenate([np.array(sorted(others), dtype=np.int32), own])
        worth = np.full(len(forms), OTHER_INITIAL, dtype=np.float32)
        worth[len(others) :] = 1.0
        return forms, worth

    def _file_new(self) -> None:
        for number in range(self._filed, len(self.forms)):
            text = self.forms.texts[number]
            if len(text) == 1:
                self._letters.setdefault(readings_of(text)[0][:1], []).append(number)
            for group, share in self._groups_of_word(text)[0].items():
                self._of_group.setdefault(group, []).append((number, share))
                self._group_arrays.pop(group, None)
                if share > _MOSTLY:
                    for sound in initials_of_group().get(group, ()):
                        self._by_sound.setdefault(sound, []).append(number)
        self._filed = len(self.forms)


class SurnameForms(FieldForms):
    """Surnames: alike by sound, with errors, declined, feminine, or one part of a double one."""

    forms: FormIndex

    def __init__(self) -> None:
        super().__init__("surname", FormIndex(surname_readings))

    def compared(self, word: str) -> Compared:
        if not any(map(str.isalpha, word)):
            return self._only_itself(self.forms.number_of(word))
        forms, distances = self.forms.near(surname_readings(word))
        return self._graded_by(forms, distances, _SURNAME_EDGES)


class PlaceForms(FieldForms):
    """Places: alike by sound or by another name of the same place."""

    forms: FormIndex

    def __init__(self) -> None:
        super().__init__("place", FormIndex(place_readings))

    def compared(self, word: str) -> Compared:
        forms, distances = self.forms.near(place_readings(word), float(_PLACE_EDGES[-1]))
        return self._graded_by(forms, distances, _PLACE_EDGES)


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


class CodeForms(FieldForms):
    """Units, numbers and ranks: the same letters and digits, or one of them wrong, missing, added or exchanged."""

    forms: Codes

    def __init__(self, field: str) -> None:
        super().__init__(field, Codes())

    def compared(self, word: str) -> Compared:
        found: dict[int, tuple[int, float]] = {}
        for other in _one_sign_off(word) if len(word) >= _LEAST_CODE else ():
            if number := self.forms.number_of(other):
                found[number] = (self._levels[f"{self.field}_near"], 1.0)
        if same := self.forms.number_of(word):
            found[same] = (self._levels[f"{self.field}_same"], 1.0)
        return self._collected(found)


def _one_sign_off(word: str) -> Iterator[str]:
    signs = dict.fromkeys(word + "0123456789")
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for sign in signs:
            yield head + sign + tail
            yield head + sign + tail[1:]


READINGS: Mapping[str, Callable[[str], Readings]] = {
    "surname": surname_readings, "given_name": part_readings, "patronymic": part_readings, "place": place_readings,
}  # fmt: skip
"""How the forms of a field are read; those of other fields are codes."""


def new_fields() -> dict[str, FieldForms]:
    """Returns an empty vocabulary of every field."""
    return {
        "surname": SurnameForms(), "given_name": NameForms("given_name", "given", _GIVEN_NEAR, name_groups),
        "patronymic": NameForms("patronymic", "patronymic", _PATRONYMIC_NEAR, of_fathers), "place": PlaceForms(),
        "unit": CodeForms("unit"), "number": CodeForms("number"), "rank": CodeForms("rank"),
    }  # fmt: skip


TIDY_EXTRA: Mapping[str, Callable[[str], str]] = {
    "place": tidy_place, "unit": tidy_code, "number": tidy_code, "rank": tidy_rank,
}  # fmt: skip
