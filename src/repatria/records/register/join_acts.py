"""The acts by which two numbers become one man, and two again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.joins import JoinState, StubsSeen
from repatria.records.ledger.acts import Act, act


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """One man: the number that leads for him, and those that stand under it."""

    leader_id: str
    led: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class JoinProposed(Act):
    """Somebody says that two numbers are one man, since both stubs were seen on him. Nothing is joined by it."""

    KIND: ClassVar[str] = "register.join_proposed"

    join_id: str
    first_id: str
    second_id: str
    seen: StubsSeen
    reason: str
    proposed_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRecorded(Act):
    """A second person agrees: both numbers stay valid, and lead to one man whose custody goes on under one of them."""

    KIND: ClassVar[str] = "register.join_recorded"

    join_id: str
    first_id: str
    second_id: str
    man: Led
    proposed_by: str
    recorded_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class JoinDeclined(Act):
    """What one proposed, a join or a parting, another did not agree to, or he took it back: all stays as it was."""

    KIND: ClassVar[str] = "register.join_declined"

    join_id: str
    state: JoinState  # the state that it leaves
    reason: str
    declined_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PartingProposed(Act):
    """Somebody says that a join was wrong. It holds until a second person agrees."""

    KIND: ClassVar[str] = "register.parting_proposed"

    join_id: str
    reason: str
    proposed_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PartingRecorded(Act):
    """A join is taken apart: two men again, each as his own card says."""

    KIND: ClassVar[str] = "register.parting_recorded"

    join_id: str
    first_id: str
    second_id: str
    men: tuple[Led, Led]
    proposed_by: str
    recorded_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSettled(Act):
    """What went out while two men were taken for one was put right, or needs nothing: how."""

    KIND: ClassVar[str] = "register.told_settled"

    join_id: str
    told_index: int  # the act of the notice or letter
    how: str
    settled_by: str
