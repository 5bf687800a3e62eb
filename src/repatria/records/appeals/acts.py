"""The acts of appeals. They name no protected person: everything stands in the frame."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from repatria.records.ledger.acts import Act, act


class WithdrawalReason(StrEnum):
    """Why an appeal is withdrawn. The public is told that it is, and when."""

    BASIS_ENDED = "basis_ended"
    DANGER = "danger"
    MISUSED = "misused"
    WRONG = "wrong"
    REPLACED = "replaced"


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AppealCopyGiven(Act):
    """The delegate was given a copy of a text before anybody else sees it."""

    KIND: ClassVar[str] = "appeals.copy_given"

    copy_id: str
    reference: str  # of the text and its ground
    given_on: str
    given_to: str  # office and body, as written on the receipt
    by_way: str  # by hand, by post, read on the delegate's own page


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AppealPublished(Act):
    """A text to the relatives was published.

    Given:    `words` and `conditions` by language; `signature` of the log's key over what `appeal_bytes` makes of them.
    """

    KIND: ClassVar[str] = "appeals.appeal_published"

    appeal_id: str
    number: int  # 1 for the bureau's first, counted up
    switch_id: str
    legal_basis: str  # as the switch's own act says it
    words: dict[str, tuple[str, ...]]
    conditions: dict[str, str]
    dated: str
    reference: str
    copy_id: str
    approved_by: tuple[str, ...]
    signature: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AppealWithdrawn(Act):
    """An appeal holds no longer; the page says so where it stood."""

    KIND: ClassVar[str] = "appeals.appeal_withdrawn"

    appeal_id: str
    reason: WithdrawalReason
    remark: str
    dated: str
    signature: str
