"""The vocabulary of names in their roles, and how near a word comes to each form of it.

A labelled row is filed as labelled; an unlabelled one in every order that is nearly as likely as the likeliest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from repatria.core.linkage.forms import FormTable, initials_of
from repatria.core.linkage.rows import RegisterRow
from repatria.core.linkage.weights import FIELD_LEVELS, Graded, Weights, grade
from repatria.core.linkage.word_roles import MAX_ROLE_WORDS, NONE, ROLES, Order, order_bits, word_kind
from repatria.core.names.canon import readings_of
from repatria.core.names.given_names import Groups, father_groups, group_readings, groups_of
from repatria.core.names.normalise import words_of
from repatria.core.names.surnames import surname_readings

MAX_ORDERS = 4
"""Orders under which an unlabelled row is filed."""

_LEVEL: Mapping[str, int] = {name: at for levels in FIELD_LEVELS.values() for at, name in enumerate(levels)}
_SOUND, _PART, _NEAR = 0.5, 0.75, 1.0
_GIVEN_NEAR, _PATRONYMIC_NEAR, _GROUP_NEAR = 1.0, 1.5, 1.0
_NEARLY_AS_LIKELY = 4.0  # bits

_NAME_PARTS = tuple[str, str, str]


def _whole(text: str) -> str:
    return "-".join(words_of(text))


def filed_orders(row: RegisterRow, weights: Weights) -> list[_NAME_PARTS]:
    """Returns the (surname, given name, patronymic) under which a row is filed, tidy: one, or up to MAX_ORDERS."""
    labelled = (_whole(row.surname), _whole(row.given_name), _whole(row.patronymic))
    if any(labelled):
        return [labelled]
    words = sorted(words_of(row.name), key=lambda word: (-len(word), word))[:MAX_ROLE_WORDS]
    orders = {order: bits for order, bits in order_bits(weights, words).items() if _may_be_filed(order, words)}
    best = max(orders.values())
    likely = [(-bits, order) for order, bits in orders.items() if bits >= best - _NEARLY_AS_LIKELY]
    parts = ([words[at] if at != NONE else "" for at in order] for _, order in sorted(likely))
    return list(dict.fromkeys((surname, given, patronymic) for surname, given, patronymic in parts))[:MAX_ORDERS]


def _may_be_filed(order: Order, words: Sequence[str]) -> bool:
    """An unlabelled word is filed as a patronymic only if it looks like one: no patronymic at all contradicts
    nobody.
    """
    return order[2] == NONE or word_kind(words[order[2]]) in ("patronymic_known", "patronymic_ending", "one_letter")


@lru_cache(maxsize=65536)
def part_readings(form: str) -> tuple[tuple[str, float], ...]:
    """Returns the readings of a given name or patronymic: the whole, and the parts of a double one with a penalty."""
    found = dict.fromkeys(readings_of(form), 0.0)
    for part in form.split("-") if "-" in form else ():
        for reading in readings_of(part):
            found.setdefault(reading, _SOUND)
    return tuple(found.items())


class _KnownGivenNames:
    """The readings of the table of given names, searched with errors allowed; built on first use."""

    def __init__(self) -> None:
        self._table: FormTable | None = None

    def near(self, word: str) -> dict[str, float]:
        if self._table is None:
            self._table = FormTable(lambda reading: ((reading, 0.0),))
            for reading in group_readings():
                self._table.take(reading)
        found = self._table.near(part_readings(word)[:6])
        return {self._table.texts[number]: distance for number, distance in found.items()}


_KNOWN = _KnownGivenNames()


@lru_cache(maxsize=65536)
def name_groups(word: str) -> tuple[Groups, bool]:
    """Returns the name groups of a word and whether it was known exactly; one edit away is tried when it was not."""
    exact: dict[str, float] = {}
    for part in dict.fromkeys([word, *word.split("-")]):
        exact.update(groups_of(part))
        if exact:
            return exact, True
    near = {text: d for text, d in _KNOWN.near(word).items() if d <= _GROUP_NEAR} if len(word) > 2 else {}
    closest = min(near.values(), default=0.0)
    found: dict[str, float] = {}
    for text, distance in near.items():
        if distance <= closest:
            for group, share in group_readings()[text].items():
                found[group] = max(found.get(group, 0.0), share / 2)
    return found, False


class Vocabulary:
    """The forms of the three roles, and which given-name groups they belong to."""

    def __init__(self) -> None:
        self.tables = {
            "surname": FormTable(surname_readings),
            "given_name": FormTable(part_readings),
            "patronymic": FormTable(part_readings),
        }
        self._given: dict[str, list[tuple[int, float]]] = {}
        self._fathers: dict[str, list[int]] = {}

    def take(self, role: str, form: str) -> int:
        """Counts one more record with a tidy form in a role and returns its number; "" is form 0."""
        table = self.tables[role]
        is_new = table.number_of(form) is None
        number = table.take(form)
        if is_new and role == "given_name":
            for group, share in name_groups(form)[0].items():
                self._given.setdefault(group, []).append((number, share))
        elif is_new and role == "patronymic":
            for group in father_groups(form):
                self._fathers.setdefault(group, []).append(number)
        return number

    def grades(self, weights: Weights, word: str, records: int) -> dict[str, Graded]:
        """Weighs one word against every form of every role."""
        found = {
            "surname": self._surnames(word),
            "given_name": self._givens(word),
            "patronymic": self._patronymics(word),
        }
        return {role: grade(weights, role, found[role], self.tables[role].counts, records) for role in ROLES}

    def _surnames(self, word: str) -> dict[int, tuple[int, float]]:
        found: dict[int, tuple[int, float]] = {}
        for form, distance in self.tables["surname"].near(surname_readings(word)).items():
            level = "same" if distance <= 0 else "sound" if distance <= _SOUND else "part" if distance <= _PART else ""
            level = level or ("near" if distance <= _NEAR else "far")
            found[form] = (_LEVEL["surname_" + level], 1.0)
        return found

    def _givens(self, word: str) -> dict[int, tuple[int, float]]:
        table, found = self.tables["given_name"], self._initials("given_name", "given_initial", word)
        for form, distance in table.near(part_readings(word)).items():
            if 0 < distance <= _GIVEN_NEAR:
                found[form] = (_LEVEL["given_near"], 1.0)
        groups, is_exact = name_groups(word)
        for group, share in groups.items():
            for form, own in self._given.get(group, ()):
                level = _LEVEL["given_group" if is_exact else "given_near"]
                worth = share * own if share * own > 0.5 else max(share * own, 0.02)
                before = found.get(form)
                if before is None or before[0] > level or (before[0] == level and before[1] < worth):
                    found[form] = (level, worth)
        for form, distance in table.near(part_readings(word)).items():
            if distance <= 0:
                found[form] = (_LEVEL["given_same"], 1.0)
        found.pop(0, None)
        return found

    def _patronymics(self, word: str) -> dict[int, tuple[int, float]]:
        table, found = self.tables["patronymic"], self._initials("patronymic", "patronymic_initial", word)
        near = table.near(part_readings(word))
        for form, distance in near.items():
            if distance <= _PATRONYMIC_NEAR:
                found[form] = (_LEVEL["patronymic_near"], 1.0)
        for group in father_groups(word):
            found |= dict.fromkeys(self._fathers.get(group, ()), (_LEVEL["patronymic_group"], 1.0))
        found |= {form: (_LEVEL["patronymic_same"], 1.0) for form, distance in near.items() if distance <= 0}
        return found

    def _initials(self, role: str, level: str, word: str) -> dict[int, tuple[int, float]]:
        table = self.tables[role]
        if len(word) == 1:
            return {form: (_LEVEL[level], 1.0) for form in table.with_initial(word) if form}
        letters = {key for key in initials_of(word, part_readings(word)) if len(key) == 1}
        alone = (table.number_of(letter) for letter in letters)
        return {form: (_LEVEL[level], 1.0) for form in alone if form}


def telling_words(graded: Sequence[dict[str, Graded]]) -> list[int]:
    """Returns the places of the words that say most, at most MAX_ROLE_WORDS, in the order given."""
    worth = [max(role.best_bits for role in roles.values()) for roles in graded]
    best = sorted(range(len(graded)), key=lambda at: (-worth[at], at))[:MAX_ROLE_WORDS]
    return sorted(best)
