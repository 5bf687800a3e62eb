"""Who is kept back from lists, why, and until when that is looked at again; and how differences of a list end.

Only what the house has on record keeps anybody back: proceedings that no paper ended, a doctor's word, or his own no. A
disciplinary punishment is no ground (GC III art. 115). Two persons decide, and every thirty days it is looked at anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.errors import UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import need, refuse_open
from repatria.core.vocabulary.errors import WrongStateError

_RULE = "house rule 6.7"


class DifferenceOrderError(WrongStateError):
    """A difference of this kind does not end in this way."""

    code = "law.E022"


class HoldGround(StrEnum):
    """Why somebody is kept back. Only the first is ever told outside."""

    PROCEEDINGS = "proceedings"
    UNFIT = "unfit"
    HIS_DECISION = "his_decision"


PROVISION_OF_HOLD = {
    HoldGround.PROCEEDINGS: "GC III 115", HoldGround.UNFIT: "GC III 109", HoldGround.HIS_DECISION: "GC III 109",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldFacts:
    """What keeping somebody back rests on, as the house has it on record."""

    has_open_proceedings: bool = False
    is_found_unfit: bool = False
    is_his_no: bool = False
    is_held: bool = False
    authority: str = ""
    reference: str = ""


_ON_RECORD = {
    HoldGround.PROCEEDINGS: "proceedings_on_record", HoldGround.UNFIT: "unfit_on_record",
    HoldGround.HIS_DECISION: "his_no_on_record",
}  # fmt: skip


def stands_on_record(ground: HoldGround, facts: HoldFacts) -> bool:
    """Whether the house has on record what keeps him back.  Source: GC III art. 109, 115."""
    said = {
        HoldGround.PROCEEDINGS: facts.has_open_proceedings, HoldGround.UNFIT: facts.is_found_unfit,
        HoldGround.HIS_DECISION: facts.is_his_no,
    }  # fmt: skip
    return said[ground]


def check_hold(ground: HoldGround, facts: HoldFacts) -> None:
    """Refuses to keep back somebody of whom the house has no such thing on record, or without authority and paper.

    Source:   GC III art. 109, 115, 119; practice rule 19.
    Raises:   the refusal of the first open guard, naming all.
    """
    refuse_open([
        *need(facts.is_held, "held_here", _RULE),
        *need(stands_on_record(ground, facts), _ON_RECORD[ground], PROVISION_OF_HOLD[ground]),
        *need(bool(facts.authority.strip()), "authority", "practice rule 19", UnstatedReasonError),
        *need(bool(facts.reference.strip()), "hold_paper", "GC III 115", UnstatedParticularsError),
    ])  # fmt: skip


class DifferenceKind(StrEnum):
    """How a list differs from the one before, or from those who came."""

    MISSING = "missing"  # a line that the newer list has no more
    EXTRA = "extra"  # a line that no earlier list had
    CHANGED = "changed"  # the same line in other words
    NOT_COME = "not_come"  # verified, and did not cross
    UNLISTED = "unlisted"  # crossed, and stood on no list
    COUNT = "count"  # the two sides counted otherwise
    UNVERIFIED = "unverified"  # crossed, and was not verified
    DISPUTED = "disputed"  # the other Party holds against our answer


class DifferenceEnd(StrEnum):
    """What became of a difference."""

    LINE_STANDS = "line_stands"
    LINE_WITHDRAWN = "line_withdrawn"
    TAKEN_IN = "taken_in"
    SAME_LINE = "same_line"
    NEW_WORDS = "new_words"
    OLD_WORDS = "old_words"
    COUNTED_AGAIN = "counted_again"
    EXPLAINED = "explained"
    CROSSING_VOID = "crossing_void"  # with the crossing that opened it; nobody settles one so by hand


_D = DifferenceEnd
ENDS: dict[DifferenceKind, frozenset[DifferenceEnd]] = {
    DifferenceKind.MISSING: frozenset({_D.LINE_STANDS, _D.LINE_WITHDRAWN}),
    DifferenceKind.EXTRA: frozenset({_D.TAKEN_IN, _D.LINE_WITHDRAWN, _D.SAME_LINE}),
    DifferenceKind.CHANGED: frozenset({_D.NEW_WORDS, _D.OLD_WORDS}),
    DifferenceKind.NOT_COME: frozenset({_D.LINE_STANDS, _D.LINE_WITHDRAWN}),
    DifferenceKind.UNLISTED: frozenset({_D.SAME_LINE, _D.EXPLAINED}),
    DifferenceKind.COUNT: frozenset({_D.COUNTED_AGAIN, _D.EXPLAINED}),
    DifferenceKind.UNVERIFIED: frozenset({_D.EXPLAINED}),
    DifferenceKind.DISPUTED: frozenset({_D.LINE_STANDS, _D.EXPLAINED}),
}  # fmt: skip
WITHDRAWS = frozenset({_D.LINE_WITHDRAWN, _D.SAME_LINE})
"""Ends by which the line of the difference is withdrawn, in the same act. Who crossed unlisted has no line."""


def check_difference_end(kind: DifferenceKind, end: DifferenceEnd, *, said: str, other_line: str = "") -> None:
    """Refuses an end that a difference of this kind has not, or of which nobody says why.

    Source:   house rule 6.7: discrepancies are resolved one by one; practice rule 15.
    Raises:   DifferenceOrderError; UnstatedReasonError.
    """
    if end not in ENDS[kind]:
        raise DifferenceOrderError(f"{kind} does not end so", provision=_RULE, kind=kind, end=end)
    refuse_open([
        *need(bool(said.strip()), "difference_reason", _RULE, UnstatedReasonError),
        *need(end is not _D.SAME_LINE or bool(other_line), "other_line", _RULE, UnstatedParticularsError),
    ])  # fmt: skip


def counts_differ(*, named: int, ours: int | None, theirs: int | None) -> bool:
    """Whether the counts of a crossing disagree: with each other, or with those who are named.

    Source:   house rule 6.7: the receiver counts for himself, and both counts are kept.
    Given:    None where that side has not counted yet: nothing is compared with it.
    """
    return len({one for one in (named, ours, theirs) if one is not None}) > 1


def check_closing(*, open_differences: int, live_lines: Iterable[str]) -> None:
    """Refuses to close a list on which a line may still lead somewhere, or a difference has no end.

    Source:   house rule 6.7; practice rule 15: nobody is dropped.
    Raises:   OpenGuardError naming both.
    """
    refuse_open([
        *need(open_differences == 0, "differences_settled", _RULE),
        *need(not tuple(live_lines), "lines_ended", _RULE),
    ])  # fmt: skip
