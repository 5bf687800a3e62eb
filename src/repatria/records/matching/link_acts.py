"""The acts by which a confirmed link is doubted, and annulled by a second person or upheld."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.ledger.acts import Act, act


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDoubted(Act):
    """Somebody says that a confirmed link names the wrong man. From now on nothing more is told because of it."""

    KIND: ClassVar[str] = "matching.link_doubted"

    doubt_id: str
    pair_id: str
    enquiry_id: str
    person_id: str
    link_index: int
    reason: str
    doubted_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAnnulled(Act):
    """A second person agrees: the link is none, and whoever was told because of it is told that it was wrong."""

    KIND: ClassVar[str] = "matching.link_annulled"

    doubt_id: str
    pair_id: str
    enquiry_id: str
    person_id: str
    link_index: int
    doubted_by: str
    annulled_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PairReopened(Act):
    """A pair whose link was annulled is laid before reviewers again, by a third person; judgements count from here."""

    KIND: ClassVar[str] = "matching.pair_reopened"

    doubt_id: str  # by which its link was annulled last
    pair_id: str
    enquiry_id: str
    person_id: str
    reason: str
    reopened_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkUpheld(Act):
    """The link stands after all: another looked at the doubt, or whoever doubted takes it back."""

    KIND: ClassVar[str] = "matching.link_upheld"

    doubt_id: str
    pair_id: str
    enquiry_id: str
    link_index: int
    reason: str
    upheld_by: str
