"""How alike the forms of a field are: names by sound, group and initial, places by their other names, codes by sign."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from repatria.core.linkage.comparison import Weights
from repatria.core.linkage.forms.places import place_readings, tidy_place
from repatria.core.linkage.forms.term_frequency import Found, merge_alike
from repatria.core.linkage.forms.vocabulary import Codes, Compared, FieldForms, Graded
from repatria.core.linkage.forms.word_groups import (
    MOSTLY,
    GroupsOfWord,
    Readings,
    initials_of_group,
    name_groups,
    of_fathers,
    part_readings,
)
from repatria.core.linkage.numbers import Floats, Ints
from repatria.core.names.groups import Groups, surname_readings
from repatria.core.names.readings import readings_of, weighted_readings
from repatria.core.names.similarity import FormIndex
from repatria.core.names.writing import rank_of, tidy

LEAST_SHARE = 0.02
OTHER_INITIAL = 0.25
"""What the initial of another form of the same name is worth, beside that of the form itself."""
_SAME = 0.1  # edits
_SAME_WORD = 0.5
"""Edits up to which a word is read as a surname that somebody has."""
_GIVEN_NEAR, _PATRONYMIC_NEAR = 1.3, 1.6
_SURNAME_EDGES = np.array([0.1, 0.5, 0.8, 1.15, 1.8, 2.6], dtype=np.float32)
"""Edits up to which a surname is of each level: same, sound, part, near, far, distant."""
_REMOTE_EDITS, _REMOTE_PER_SOUND = 3.0, 0.4
"""Edits, in all and for each sound of the shorter one, up to which a surname is remotely alike."""
_PLACE_EDGES = np.array([0.26, 1.0], dtype=np.float32)
_NO_GROUPS = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
_LEAST_CODE = 4
"""Letters and digits of a code below which another one a sign off says nothing."""


def tidy_code(text: str) -> str:
    """Brings a unit, number or rank to letters and digits in lower case."""
    return "".join(c for c in tidy(text) if c.isalnum())


def tidy_rank(text: str) -> str:
    """Brings a rank to its general name (ст. л-т, старший лейтенант and Oberleutnant are one), else to its letters."""
    return tidy_code(rank_of(text) or text)


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
                if share > MOSTLY:
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

    def is_borne(self, word: str) -> bool:
        """Says whether somebody has a surname that sounds like this word, in whatever script."""
        for reading, edits in weighted_readings(word):
            if edits > _SAME_WORD:
                break
            if self.forms.has_reading(reading):
                forms, distances = self.forms.near(((reading, 0.0),), _SAME)
                if self.counts[forms[distances <= _SAME]].any():
                    return True
        return False

    def graded_closely(self, word: str, graded: Graded, forms: Ints, weights: Weights) -> Graded:
        """Adds to what a word is worth those of some forms that are alike but share no key with it, or less alike.

        Given:    forms that `graded` does not list, of records that other fields speak for: so few are compared that
                  more errors may be allowed.
        Returns:  `graded` itself where none of them is alike.
        """
        if not any(map(str.isalpha, word)):
            return graded
        distances, is_near = self.forms.measure(surname_readings(word), forms, _REMOTE_EDITS, _REMOTE_PER_SOUND)
        alike = np.isfinite(distances)
        if not alike.any():
            return graded
        levels = np.minimum(np.searchsorted(_SURNAME_EDGES, distances, side="left") + 1, len(_SURNAME_EDGES))
        levels = np.where(is_near, levels, self._levels["surname_remote"]).astype(np.int8)[alike]
        ratio, _ = self._worth_of(weights)
        bits = weights.field_scale(self.field) * np.maximum(ratio[levels] - graded.expected_bits, 0.0)
        return replace(
            graded, forms=np.concatenate([graded.forms, forms[alike]]), levels=np.concatenate([graded.levels, levels]),
            bits=np.concatenate([graded.bits, np.maximum(bits, graded.other_bits).astype(np.float32)]),
        )  # fmt: skip


class PlaceForms(FieldForms):
    """Places: alike by sound or by another name of the same place."""

    forms: FormIndex

    def __init__(self) -> None:
        super().__init__("place", FormIndex(place_readings))

    def compared(self, word: str) -> Compared:
        forms, distances = self.forms.near(place_readings(word), float(_PLACE_EDGES[-1]))
        return self._graded_by(forms, distances, _PLACE_EDGES)


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
