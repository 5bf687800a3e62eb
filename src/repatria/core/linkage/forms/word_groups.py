"""What a word of a name is read as, and which names it is a form of: Сережа, Serhii and Сергей are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from repatria.core.names.groups import Groups, father_groups, group_readings, groups_of
from repatria.core.names.readings import weighted_readings
from repatria.core.names.similarity import FormIndex

Readings = Sequence[tuple[str, float]]
GroupsOfWord = Callable[[str], tuple[Groups, bool]]
MOSTLY = 0.5
"""A share above which a form is most likely of that name."""
_TENTH = 0.1
_SOUND, _GROUP_NEAR = 0.5, 1.3  # edits
_WORDS_KEPT = 65536


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
    return dict.fromkeys(sorted(father_groups(word)) if len(word) > 1 else (), 1.0), True


@cache
def initials_of_group() -> Mapping[str, frozenset[str]]:
    """Returns the sounds with which the forms of each name group begin, those of a tenth of them at least."""
    begun: dict[str, Counter[str]] = {}
    for reading, groups in group_readings().items():
        for group, share in groups.items():
            if reading and share > MOSTLY:
                begun.setdefault(group, Counter())[reading[0]] += 1
    return {
        group: frozenset(sound for sound, count in sounds.items() if count >= _TENTH * sounds.total())
        for group, sounds in begun.items()
    }
