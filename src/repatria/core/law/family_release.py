"""Release of remains to the family: one says to whom and how she wished it, another reads the labels and gives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.vocabulary.errors import WrongStateError

RULE = "house rule 6.3"
KINSHIP = "house rule 6.5"
KINSHIP_LINES = 2
"""Independent lines of kinship on which remains go to a family; the meeting face to face is the hand-over itself."""


class ReleaseOrderError(WrongStateError):
    """The release was made, declined or taken back before, or is none yet."""

    code = "law.E071"


class ReleaseState(StrEnum):
    """How far a release to a family is."""

    PROPOSED = "proposed"
    RELEASED = "released"
    BACK_ASKED = "back_asked"  # one says that it was recorded wrongly, and another has not agreed yet
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"  # two said that it was recorded wrongly


GIVEN = frozenset({ReleaseState.RELEASED, ReleaseState.BACK_ASKED})
"""States in which what it names is with the family."""


class ReleaseEvent(StrEnum):
    """What becomes of a release."""

    PROPOSED = "proposed"
    RELEASED = "released"
    DECLINED = "declined"
    BACK_ASKED = "back_asked"
    BACK_AGREED = "back_agreed"
    BACK_REFUSED = "back_refused"


_S, _E = ReleaseState, ReleaseEvent
RELEASE_EDGES: tuple[tuple[ReleaseState | None, ReleaseEvent, ReleaseState], ...] = (
    (None, _E.PROPOSED, _S.PROPOSED), (_S.PROPOSED, _E.RELEASED, _S.RELEASED),
    (_S.PROPOSED, _E.DECLINED, _S.DECLINED), (_S.RELEASED, _E.BACK_ASKED, _S.BACK_ASKED),
    (_S.BACK_ASKED, _E.BACK_AGREED, _S.TAKEN_BACK), (_S.BACK_ASKED, _E.BACK_REFUSED, _S.RELEASED),
)  # fmt: skip


def release_after(state: ReleaseState, event: ReleaseEvent) -> ReleaseState:
    """Where a release is then.  Raises: ReleaseOrderError where that does not follow."""
    for before, what, after in RELEASE_EDGES:
        if (before, what) == (state, event):
            return after
    raise ReleaseOrderError(f"{event} does not follow {state}", provision=RULE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedReleaseFacts:
    """What who speaks with the family attests, and what the house reads; what is not given grants nothing."""

    receiver: str = ""
    relation: str = ""
    is_concluded: bool = False  # the board gave something to this person or enquiry, and nobody doubts it
    is_told: bool = False  # she was told in person of one of those conclusions, as two say
    is_nearest: bool = False  # she stands nearest of all who were told or wait, and from whom it is not withheld
    is_herself: bool = False  # whoever takes them is she who was told
    named_by: str = ""  # the paper by which she, or who stands nearer, named whoever takes them
    kinship_lines: int = 0  # independent lines on which her claim rests, which nobody doubts
    has_wishes: bool = False  # she said how and where, in a round or since
    as_wished: str = ""  # how that is kept, or why not


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsReleaseFacts:
    """What who gives them attests, and what the house reads at that moment; what is not given grants nothing."""

    proposed_by: str = ""  # the account
    released_by: str = ""  # the account
    by: str = ""
    document: str = ""  # by which the receiver showed who he is
    place: str = ""
    receipt: str = ""
    items: int = 0
    is_concluded: bool = False  # the board gave every one of these to this person or enquiry, and nobody doubts it
    is_told: bool = False  # she was told in person of the conclusion that gave each, as two say
    are_labels_read: bool = False  # body, bag and paper of each say its code
    is_elsewhere: bool = True  # one of them stands on a batch that is open or left, or was released
    kept_packets: int = 0  # packets of what was found on them whose receipt is not on record
    is_nearest: bool = False
    is_herself: bool = False
    named_by: str = ""
    kinship_lines: int = 0
    has_wished_since: bool = True  # she said anew how she wishes it, after it was proposed


def _is_said(text: str) -> bool:
    """A dash or a point says nothing."""
    return any(one.isalnum() for one in text)


def _is_hers(facts: ProposedReleaseFacts | RemainsReleaseFacts) -> bool:
    return (facts.is_nearest and facts.is_herself) or _is_said(facts.named_by)


def _of_proposal(facts: ProposedReleaseFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    yield from need(facts.is_concluded, "board_concluded", "practice rule 23")
    yield from need(facts.is_told, "family_told", RULE)
    yield from need(facts.kinship_lines >= KINSHIP_LINES, "release_kinship", KINSHIP)
    yield from need(_is_hers(facts), "release_named", RULE, lacking)
    yield from need(not facts.has_wishes or _is_said(facts.as_wished), "release_wishes", "practice rule 25", lacking)
    yield from need(_is_said(facts.receiver), "release_receiver", RULE, lacking)
    yield from need(_is_said(facts.relation), "release_relation", RULE, lacking)


def _of_release(facts: RemainsReleaseFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    is_another = bool(facts.released_by) and facts.released_by != facts.proposed_by
    yield from need(is_another, "release_by_another", RULE, SecondPersonError)
    yield from need(facts.items > 0, "release_items", RULE, lacking)
    yield from need(facts.is_concluded, "board_concluded", "practice rule 23")
    yield from need(facts.is_told, "family_told", RULE)
    yield from need(facts.are_labels_read, "release_labels", RULE)
    yield from need(not facts.is_elsewhere, "release_here", "house rule 6.7")
    yield from need(facts.kept_packets == 0, "release_effects", "GC I 16")
    yield from need(facts.kinship_lines >= KINSHIP_LINES, "release_kinship", KINSHIP)
    yield from need(_is_hers(facts), "release_still_named", RULE)
    yield from need(not facts.has_wished_since, "release_wishes_since", "practice rule 25")
    for what, said in (
        ("release_document", facts.document), ("release_place", facts.place), ("release_receipt", facts.receipt),
        ("release_by", facts.by),
    ):  # fmt: skip
        yield from need(_is_said(said), what, RULE, lacking)


def check_release_proposed(facts: ProposedReleaseFacts) -> None:
    """Checks that it may be proposed that remains go to the family, by who may read what she wishes.

    Source:   law-and-practice section 6.3: told before released; to the next of kin or whom she names; 6.5: level 3 of
              kinship, two independent lines; practice rule 23: nobody has a name without the board; practice rule 25:
              her wishes.
    Raises:   UnstatedParticularsError or OpenGuardError naming all that is missing.
    """
    refuse_open(_of_proposal(facts))


def check_remains_release(facts: RemainsReleaseFacts) -> None:
    """Checks that remains go to the family now: another account gives them than the one that proposed it.

    Source:   law-and-practice section 6.3: the receiver's identity; label on body, bag and paper read again; GC I art.
              16: effects go on sealed, against a receipt. What she wished, who stands nearest and on what her kinship
              rests is read once more; 6.5: the meeting face to face is this one, with her document.
    Raises:   SecondPersonError, UnstatedParticularsError or OpenGuardError naming all that is missing.
    """
    refuse_open(_of_release(facts))


def check_release_ended(reason: str) -> None:
    """Checks that a proposal which is declined, or a release that is said to be wrong, says why.

    Source:   house rule 6.3.  Raises: UnstatedReasonError.
    """
    refuse_open(need(_is_said(reason), "release_why", RULE, UnstatedReasonError))


def check_back_by_another(by: str, asked_by: str) -> None:
    """Checks that another agrees than who said that a release was recorded wrongly.

    Source:   house rule 6.3.  Raises: SecondPersonError.
    """
    refuse_open(need(bool(by) and by != asked_by, "release_back_by_another", RULE, SecondPersonError))
