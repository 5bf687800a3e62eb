"""Release of remains to the family: over a conclusion of the board, after she was told, under labels read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, are_two_different, need, refuse_open

RULE = "house rule 6.3"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsReleaseFacts:
    """What is attested of a release, and what the house reads; what is not given grants nothing."""

    by: str = ""
    second: str = ""
    receiver: str = ""
    relation: str = ""
    document: str = ""  # by which the receiver showed who he is
    place: str = ""
    receipt: str = ""
    items: int = 0
    is_concluded: bool = False  # the board gave every one of these to this person or enquiry, and nobody doubts it
    is_told: bool = False  # she was told in person of the conclusion that gave each, as two say
    are_labels_read: bool = False  # body, bag and paper of each say its code
    is_elsewhere: bool = True  # one of them stands on a batch that is open or left, or was released
    kept_packets: int = 0  # packets of what was found on them whose receipt is not on record
    is_nearest: bool = False  # she stands nearest of all who were told or wait, and from whom it is not withheld
    is_herself: bool = False  # whoever takes them is she who was told
    named_by: str = ""  # the paper by which she, or who stands nearer, named whoever takes them
    has_wishes: bool = False  # she said how and where, in a round or since
    as_wished: str = ""  # how that was kept, or why not


def _is_said(text: str) -> bool:
    """A dash or a point says nothing."""
    return any(one.isalnum() for one in text)


def _guards(facts: RemainsReleaseFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    yield from need(facts.items > 0, "release_items", RULE, lacking)
    yield from need(facts.is_concluded, "board_concluded", "practice rule 23")
    yield from need(facts.is_told, "family_told", RULE)
    yield from need(facts.are_labels_read, "release_labels", RULE)
    yield from need(not facts.is_elsewhere, "release_here", "house rule 6.7")
    yield from need(facts.kept_packets == 0, "release_effects", "GC I 16")
    is_hers = (facts.is_nearest and facts.is_herself) or _is_said(facts.named_by)
    yield from need(is_hers, "release_named", RULE, lacking)
    yield from need(not facts.has_wishes or _is_said(facts.as_wished), "release_wishes", "practice rule 25", lacking)
    for what, said in (
        ("release_receiver", facts.receiver), ("release_relation", facts.relation),
        ("release_document", facts.document), ("release_place", facts.place), ("release_receipt", facts.receipt),
    ):  # fmt: skip
        yield from need(_is_said(said), what, RULE, lacking)
    yield from need(are_two_different((facts.by.strip(), facts.second.strip())), "by_two", RULE, SecondPersonError)


def check_remains_release(facts: RemainsReleaseFacts) -> None:
    """Checks that remains may go to the family.

    Source:   law-and-practice section 6.3: told before released; the receiver's identity; label on body, bag and paper
              read again; to the next of kin or whom she names; practice rule 23: nobody has a name without the board;
              practice rule 25: her wishes; GC I art. 16: effects go on sealed, against a receipt.
    Raises:   UnstatedParticularsError, SecondPersonError or OpenGuardError naming all that is missing.
    """
    refuse_open(_guards(facts))
