"""What the acts of parcels and of offers tell whoever counts time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.law.mail_offered import next_offer_due
from repatria.core.law.parcels import ParcelEvent, ParcelMatter, ParcelState
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.records.contact.parcel_acts import (
    MailOffered,
    MoneyCredited,
    ParcelGiven,
    ParcelMoved,
    ParcelRegistered,
    ParcelSettled,
)
from repatria.records.ledger.happenings import happenings_by

_TOLD = (ParcelEvent.ARRIVED, ParcelEvent.NOT_GIVEN, ParcelEvent.SENT, ParcelEvent.RETURNED)


def _registered(given: ParcelRegistered, at: datetime) -> Iterator[Happening]:
    if given.state is ParcelState.AT_PLACE:
        yield Happening(
            word=f"{ParcelRegistered.KIND}:arrived", subject=given.parcel_id, at=read_instant(given.at),
            lies_with=given.place,
        )  # fmt: skip


def _moved(given: ParcelMoved, at: datetime) -> Iterator[Happening]:
    if given.event in _TOLD:
        yield Happening(
            word=f"{ParcelMoved.KIND}:{given.event.value}", subject=given.parcel_id, at=read_instant(given.at),
            lies_with=given.place if given.event is ParcelEvent.ARRIVED else "",
        )  # fmt: skip


def _given(given: ParcelGiven, at: datetime) -> Iterator[Happening]:
    yield Happening(word=given.KIND, subject=given.parcel_id, at=read_instant(given.at))


def _credited(given: MoneyCredited, at: datetime) -> Iterator[Happening]:
    if not given.is_waiting:
        yield Happening(word=given.KIND, subject=given.parcel_id, at=read_instant(given.at))


def _settled(given: ParcelSettled, at: datetime) -> Iterator[Happening]:
    if given.agrees and given.matter is ParcelMatter.CREDIT:
        yield Happening(word=f"{given.KIND}:credited", subject=given.parcel_id, at=read_instant(given.at))


def _offered(given: MailOffered, at: datetime) -> Iterator[Happening]:
    offered_at = read_instant(given.offered_at)
    for number in given.numbers:
        yield Happening(
            word=MailOffered.KIND, subject=number, at=offered_at, due_at=next_offer_due(offered_at),
            lies_with=given.place,
        )  # fmt: skip


def register() -> None:
    happenings_by(ParcelRegistered, "arrived")(_registered)
    happenings_by(ParcelMoved, *(one.value for one in _TOLD))(_moved)
    happenings_by(ParcelGiven)(_given)
    happenings_by(MoneyCredited)(_credited)
    happenings_by(ParcelSettled, "credited")(_settled)
    happenings_by(MailOffered)(_offered)
