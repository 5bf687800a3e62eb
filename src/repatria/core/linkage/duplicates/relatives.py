"""Relatives in one list: who shares surname, father, home and even the birthday, and is another person all the same.

Fields are weighed as if chance alone made strangers agree. Brother and sister agree in what they have of their family,
so that of two rows of one father with different given names, or of different sexes, this counts no further than being
relatives explains. Lists that name no father are left as they are: there nothing tells relatives from namesakes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from repatria.core.linkage.chances import RELATIVES_IN_LIST, TWINS
from repatria.core.linkage.forms import name_groups
from repatria.core.linkage.rows import FieldWeight
from repatria.core.names.groups import father_groups
from repatria.core.names.groups import name_groups as all_name_groups
from repatria.core.names.readings import canon, readings_of
from repatria.core.names.writing import tidy

SEX_BITS = math.log2(0.03 / 0.5)
"""What two sexes are worth: one person is written with the wrong one in 3 of 100 rows (judged), two strangers differ
every second time."""
SEX_LEVEL, RELATIVES_LEVEL = "sex_other", "dependence_relatives"
_LEAST_SHOWN = -0.05
"""Bits: a step that takes less says nothing."""
_OF_THE_FAMILY = ("surname", "patronymic", "place")
_SON = re.compile(f"{canon('ч')}(?:a|u|em|om|evi|ovi|i|e)?$")
_DAUGHTER = re.compile("n(?:a|i|u|ou|oi|o|e)$")


def names_meant(given_name: str) -> frozenset[str]:
    """Returns the names of which a given name is a form; none for an initial and for a name no table knows."""
    groups, is_exact = name_groups(tidy(given_name))
    return frozenset(groups) if is_exact else frozenset()


@lru_cache(maxsize=65536)
def sex_of(given_name: str, patronymic: str) -> str:
    """Tells the sex from the patronymic's ending and the table of given names.

    Returns:  "m" or "f", by the patronymic first; "" where neither tells (Саша, an initial) or they contradict each
              other.
    """
    by_name = {_sex_of_group()[group] for group in names_meant(given_name)}
    by_father = _sex_of_patronymic(tidy(patronymic))
    if by_father:
        return "" if by_name == {"m", "f"} - {by_father} else by_father
    return by_name.pop() if len(by_name) == 1 else ""


def _sex_of_patronymic(word: str) -> str:
    if not father_groups(word):
        return ""
    reading = readings_of(word)[0]
    return "m" if _SON.search(reading) else "f" if _DAUGHTER.search(reading) else ""


@cache
def _sex_of_group() -> Mapping[str, str]:
    return {group.name: group.sex for group in all_name_groups()}


def against_relatives(fields: Sequence[FieldWeight], records: int) -> tuple[FieldWeight, ...]:
    """Returns what is to be added to the waterfall of two rows because they may be of two relatives.

    Source:   Bayes' rule with a third proposition beside "one person" and "strangers": -log2(1 + r 2^S), S the bits of
              what relatives share, r the share of relatives among all pairs
    Units:    bits, none of them above 0
    Given:    `records` of the list.
    Returns:  () where no father is the same, or neither given names nor sexes tell the two apart; else the steps "sex"
              and "dependence", each with the values that it is about.
    """
    if not any(step.field == "patronymic" and step.weight_bits > 0 for step in fields):
        return ()
    sides = ({s.field: s.enquiry_value for s in fields}, {s.field: s.register_value for s in fields})
    names = [(side.get("given_name", ""), side["patronymic"]) for side in sides]
    is_of_two_sexes = {sex_of(*name) for name in names} == {"m", "f"}
    if not is_of_two_sexes and all(step.level != "given_other" for step in fields):
        return ()
    shared = [step for step in fields if step.field in _OF_THE_FAMILY and step.weight_bits > 0]
    bits = sum(step.weight_bits for step in shared)
    bits += sum(max(0.0, s.weight_bits + math.log2(TWINS)) for s in fields if s.level == "birth_date_same")
    explained = -math.log2(1 + RELATIVES_IN_LIST / max(records - 1, 1) * 2**bits)
    told = _step("sex", [" ".join(filter(None, name)) for name in names], SEX_LEVEL, SEX_BITS)
    relatives = _step(
        "dependence", [" ".join(side[step.field] for step in shared) for side in sides], RELATIVES_LEVEL, explained
    )  # fmt: skip
    return (*((told,) if is_of_two_sexes else ()), *((relatives,) if relatives.weight_bits < _LEAST_SHOWN else ()))


def _step(field: str, values: Sequence[str], level: str, bits: float) -> FieldWeight:
    asked, written = values
    return FieldWeight(
        field=field, enquiry_value=asked, register_value=written, level=level, weight_bits=round(bits, 3)
    )
