"""Who may be told what: the table of law-and-practice section 4.4, each cell with its rule and its provision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.disclosure import TELLING_LEVEL


class Fact(StrEnum):
    """What may be known of him or of those who ask."""

    RECORD = "record"  # that a record of him exists
    ALIVE = "alive"  # alive and captured
    MAIL_ADDRESS = "mail_address"  # how to write to him, never where he is
    HEALTH_GRADE = "health_grade"
    MEDICAL_DETAIL = "medical_detail"
    CAPTURE = "capture"  # circumstances of capture
    DEATH = "death"
    GRAVE = "grave"
    ENQUIRER = "enquirer"  # who asks for him and from where
    OTHER_ASKERS = "other_askers"
    DNA = "dna"


class Audience(StrEnum):
    """To whom."""

    PUBLIC = "public"
    UNVERIFIED = "unverified"
    KIN = "kin"
    NAMED = "named"
    HOME_POWER = "home_power"
    AGENCY = "agency"
    UNIT = "unit"
    CAMP = "camp"
    MEDIA = "media"


class Telling(StrEnum):
    """The rule of a cell."""

    NEVER = "never"
    BY_HIS_YES = "by_his_yes"  # verified kinship, and his yes
    GRADE_ALONE = "grade_alone"  # by his yes, and the grade alone
    HIS_EXPRESS_YES = "his_express_yes"
    STATUTE = "statute"
    STATUTE_WEEKLY = "statute_weekly"
    STATUTE_LIMITED = "statute_limited"
    DAY_AND_PLACE = "day_and_place"
    IN_PERSON = "in_person"  # and next of kin first
    AFTER_KIN = "after_kin"
    AFTER_NOTICE = "after_notice"
    HER_YES = "her_yes"
    OWN = "own"  # its own reports, its own camp
    KNOWS = "knows"
    DOCTORS = "doctors"
    OWN_REPORT = "own_report"
    MATCH_ALONE = "match_alone"
    LABORATORY = "laboratory"
    NONE = "none"  # the question does not arise


_T, _A = Telling, Audience
_ROWS = """
record          never never by_his_yes      by_his_yes statute         statute         own      own     never
alive           never never by_his_yes      by_his_yes statute         statute         none     knows   never
mail_address    never never by_his_yes      by_his_yes statute         statute         never    knows   never
health_grade    never never grade_alone     by_his_yes statute_weekly  statute         never    doctors never
medical_detail  never never his_express_yes never      statute_limited statute         never    doctors never
capture         never never never           never      day_and_place   day_and_place   none     never   never
death           never never in_person       after_kin  statute         statute         never    none    never
grave           never never after_notice    none       statute         statute         never    never   never
enquirer        never never none            none       her_yes         her_yes         never    never   never
other_askers    never never never           never      never           her_yes         never    never   never
dna             never never own_report      never      match_alone     laboratory      never    never   never
"""
MATRIX: Mapping[Fact, Mapping[Audience, Telling]] = {
    Fact(name): dict(zip(Audience, map(Telling, rules), strict=True))
    for name, *rules in (line.split() for line in _ROWS.strip().splitlines())
}
_BY_RULE = {
    _T.BY_HIS_YES: "practice rule 8", _T.GRADE_ALONE: "practice rule 8", _T.HIS_EXPRESS_YES: "practice rule 8",
    _T.STATUTE: "GC III 122(3)", _T.STATUTE_WEEKLY: "GC III 122(6)", _T.STATUTE_LIMITED: "GC III 122(3)",
    _T.DAY_AND_PLACE: "GC III 122(4)", _T.IN_PERSON: "house rule 4.5", _T.AFTER_KIN: "house rule 4.5",
    _T.AFTER_NOTICE: "house rule 4.5",
}  # fmt: skip
SAID_BY_LETTER = frozenset({Fact.RECORD, Fact.ALIVE, Fact.MAIL_ADDRESS})
"""What the letter says that he is alive; the letter of a meeting says besides that he was
asked and agreed, and no other letter, page or call of this house says anything of him."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: what may be told to whom, by which rule, and what it rests on."""

    fact: Fact
    audience: Audience
    telling: Telling
    provision: str


def cell(fact: Fact, audience: Audience) -> Cell:
    """What may be told of this to these.

    Source:   law-and-practice section 4.4; GC III art. 13, 122, 123.
    """
    telling = MATRIX[fact][audience]
    otherwise = "practice rule 6" if fact in (Fact.ENQUIRER, Fact.OTHER_ASKERS) else "GC III 13"
    return Cell(fact=fact, audience=audience, telling=telling, provision=_BY_RULE.get(telling, otherwise))


def audience_of(kinship_level: int) -> Audience:
    """In which column an enquirer stands: verified kin from the level on at which she may be told, before it nobody.

    Not:      the one whom he named on his capture card: her card goes to her by itself.
    """
    return _A.KIN if kinship_level >= TELLING_LEVEL else _A.UNVERIFIED
