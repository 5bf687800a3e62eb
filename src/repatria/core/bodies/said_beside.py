"""The words in which two records of a body are laid beside each other, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BesideGroup(StrEnum):
    """Of which group a reason is, in the order in which it is read."""

    TEETH = "teeth"
    MEDICAL = "medical"
    MARKS = "marks"
    DESCRIPTION = "description"
    EFFECTS = "effects"
    CIRCUMSTANCES = "circumstances"


class BesideWord(StrEnum):
    """One reason."""

    SEX_AGREES = "sex_agrees"
    SEX_DIFFERS = "sex_differs"
    SEX_LEANS = "sex_leans"  # one of both is an estimate that is not sure
    AGE_AGREES = "age_agrees"
    AGE_APART = "age_apart"
    STATURE_AGREES = "stature_agrees"
    STATURE_APART = "stature_apart"
    TIME_AGREES = "time_agrees"
    SEEN_AFTER = "seen_after"  # alive after the last day on which this one can have died
    SERIAL_AGREES = "serial_agrees"
    SERIAL_DIFFERS = "serial_differs"
    FRACTURE_AGREES = "fracture_agrees"
    MARK_AGREES = "mark_agrees"
    TATTOO_AGREES = "tattoo_agrees"
    TATTOO_SAME_WORDS = "tattoo_same_words"
    BLOOD_AGREES = "blood_agrees"
    BLOOD_DIFFERS = "blood_differs"
    FIELD_AGREES = "field_agrees"
    UNIT_AGREES = "unit_agrees"
    TOOTH_AGREES = "tooth_agrees"
    TOOTH_TREATED_SINCE = "tooth_treated_since"
    TOOTH_CANNOT = "tooth_cannot"
    TEETH_WHOLE = "teeth_whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason, with what both sides say.

    Given:    `about` a field, region or tooth; `post` and `ante` as they were said, words of the vocabulary unchanged.
    """

    group: BesideGroup
    word: BesideWord
    about: str = ""
    post: str = ""
    ante: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Two records beside each other.

    Units:    points: they order, and are no probability.
    """

    points: int
    is_excluded: bool
    reasons: tuple[Reason, ...]
    compared: int  # how many things both sides say
