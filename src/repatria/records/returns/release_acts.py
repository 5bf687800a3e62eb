"""The acts by which remains go to the family: proposed by one, given by another; and what was recorded wrongly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedReleaseWords:
    """Who is to take them, who he is to the dead, who named him, and how her wishes are kept."""

    receiver: str
    relation: str
    named_by: str  # where somebody else takes them: by which paper she named him
    as_wished: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsReleaseProposed(Act):
    """Remains are to go to the family, as who speaks with them says (house rule 6.3)."""

    KIND: ClassVar[str] = "returns.remains_release_proposed"

    given_id: str
    enquiry_id: str
    person_id: str
    is_herself: bool
    words: ProposedReleaseWords | None = part(Purpose.IDENTITY, of="given_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseReason:
    """Why it was declined, or is said to have been recorded wrongly, or was not."""

    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsReleaseDeclined(Act):
    """A proposal was declined, or taken back by who made it: nothing was given."""

    KIND: ClassVar[str] = "returns.remains_release_declined"

    given_id: str
    words: ReleaseReason | None = part(Purpose.IDENTITY, of="given_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsReleaseWords:
    """Who took them, who he is to the dead, by which paper, and who gave them; as it was proposed, and as it was done.

    Given:    `second` of a release of before proposals, in which one account named both.
    """

    receiver: str
    relation: str
    document: str
    place: str
    by: str
    second: str
    named_by: str  # where somebody else took them: by which paper she named him
    as_wished: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsReleased(Act):
    """Remains were given to the family, by another account than the one that proposed it (house rule 6.3).

    Given:    `is_proposed` but in acts of before proposals; `again` those of its items of which a release was taken
              back before.
    """

    KIND: ClassVar[str] = "returns.remains_released"
    VERSION: ClassVar[int] = 2

    given_id: str
    enquiry_id: str
    person_id: str
    items: tuple[str, ...]
    again: tuple[str, ...]
    packets: tuple[str, ...]  # of what was found on them, sent on before
    at: str
    receipt: str
    is_proposed: bool
    words: RemainsReleaseWords | None = part(Purpose.IDENTITY, of="given_id")


@upcast("returns.remains_released.1", "returns.remains_released.2")
def _unproposed(plain: dict[str, Any]) -> dict[str, Any]:
    """One account's word with two names; none of its items was released before."""
    return plain | {"is_proposed": False, "again": []}


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseBackAsked(Act):
    """Somebody says that a release was recorded wrongly."""

    KIND: ClassVar[str] = "returns.release_back_asked"

    given_id: str
    words: ReleaseReason | None = part(Purpose.IDENTITY, of="given_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseTakenBack(Act):
    """Another agreed: the release did not happen as it stands, and what it names lies where it lay."""

    KIND: ClassVar[str] = "returns.release_taken_back"

    given_id: str
    items: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseBackRefused(Act):
    """Another does not agree, or who said it takes it back: the release stands."""

    KIND: ClassVar[str] = "returns.release_back_refused"

    given_id: str
    words: ReleaseReason | None = part(Purpose.IDENTITY, of="given_id")
