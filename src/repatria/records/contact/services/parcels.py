"""Parcels, money and relief on their way: announced, arrived, sent on, not given, sent back as the law lets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from repatria.core.law.errors import UnstatedReasonError
from repatria.core.law.guards import refuse_open
from repatria.core.law.messages import NOT_GIVEN_SHOWN_AFTER, MessageKind, MessageWay, sending_guards
from repatria.core.law.parcels import (
    RELIEF,
    ParcelEvent,
    ParcelKind,
    ParcelMatter,
    ParcelNotGiven,
    ParcelOrderError,
    ParcelState,
    ShownParcel,
    is_otherwise,
    return_guards,
    shown_of,
    state_after,
)
from repatria.core.vocabulary.dates import day_instant, instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.messages import LONGEST_ADDRESS, LONGEST_CONTENTS
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.contact.errors import ParcelWordsError, UnknownParcelError
from repatria.records.contact.models import Parcel, ParcelOpening, ParcelPart, ParcelStep
from repatria.records.contact.parcel_acts import (
    ParcelMoved,
    ParcelRegistered,
    ParcelsShown,
    ParcelStepWords,
    ParcelWords,
)
from repatria.records.contact.reading import Sending, may_be_told, sending_of
from repatria.records.contact.services.taking import check_who_brings
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.ledger.reading import acts_at, instants_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.scope import is_bound_to_branch, is_within
from repatria.records.register.selectors import custody_of
from repatria.records.roll.scope import known_place
from repatria.records.vault.opening import open_rows

ANNOUNCE, REGISTER, MOVE, SHOW = (
    "contact.announce_parcel", "contact.register_arrival", "contact.move_parcel", "contact.show_parcels",
)  # fmt: skip
OF_BUREAU = frozenset({ParcelEvent.RECEIVED, ParcelEvent.SENT, ParcelEvent.RETURNED, ParcelEvent.LOST})
"""Steps of the bureau's own: no camp sends a parcel on or back, since it does not know what stands against it."""

SAID = MappingProxyType({"credited_said": ParcelMatter.CREDIT, "lost_said": ParcelMatter.LOST})
"""The words of steps that one account said and no second agreed to."""


@dataclass(frozen=True, slots=True)
class _OnItsWay:
    """What of a parcel the law of sending asks: it is to him, as a letter of hers is."""

    enquiry_id: str
    person_id: str
    words_stood: bool
    way: str = MessageWay.TO_HIM.value
    kind: str = MessageKind.LETTER.value
    authenticated_on: str = ""


def parcel_row(acting: Acting, parcel_id: str) -> Parcel:
    """A parcel, to a camp those alone that lie there or are sent to it, whatever stands against them.

    Source:   practice rules 4, 6, 8: one that were there no more would tell why; what is handed over is asked apart.
    Raises:   UnknownParcelError.
    """
    row = row_numbered(Parcel, parcel_id)
    if row is None or (is_bound_to_branch(acting) and not _is_seen_by_camp(acting, row)):
        raise UnknownParcelError("no such parcel")
    return row


def _is_seen_by_camp(acting: Acting, row: Parcel) -> bool:
    is_there = row.place and is_within(acting, row.place) and row.state not in ("announced", "here", "returned")
    return bool(is_there)


def waits_for_bureau(row: Parcel, at: datetime) -> bool:
    """Whether anything stands against handing a parcel over: a camp reads that a word of the bureau is missing."""
    is_relief = row.parcel_kind == ParcelKind.RELIEF.value
    return not is_relief and bool(tuple(sending_guards(sending_of_parcel(row, at).facts)))


def check_after_last(row: Parcel, happened_at: datetime, field: str = "happened_at") -> None:
    """Refuses a step of a parcel before the one that lies behind it.  Raises: InputError."""
    behind = [one.at for one in rows_where(ParcelStep, parcel_id=row.pk) if one.event != "declined"]
    behind += [one.at for one in rows_where(ParcelOpening, parcel_id=row.pk, state=["said", "agreed"])]
    if instant_text(happened_at) < max(behind, default=""):
        raise InputError("the step before it was later", ((field, "before_last_step"),))


def waiting_of(parcel_id: str) -> tuple[ParcelStep | ParcelPart, ...]:
    """What one account says of a parcel and no second has agreed to yet, the oldest first."""
    said: list[ParcelStep | ParcelPart] = [
        *rows_where(ParcelStep, parcel_id=parcel_id, event=list(SAID)),
        *rows_where(ParcelPart, parcel_id=parcel_id, state="said"),
    ]
    return tuple(sorted(said, key=lambda one: one.recorded_index))


def check_nothing_waits(parcel_id: str) -> None:
    """Refuses a step while something that was said of the parcel waits for another.  Raises: ParcelOrderError."""
    if waiting_of(parcel_id):
        raise ParcelOrderError("another has not agreed yet to what was said of it", provision="two-person rule")


def sending_of_parcel(row: Parcel, at: datetime) -> Sending:
    """For whom a parcel is, and everything that the law asks about before it goes on."""
    return sending_of(_OnItsWay(row.enquiry_id, row.person_id, row.words_stood), at)


def _short(field: str, text: str, most: int = LONGEST_ADDRESS) -> str:
    """Raises: ParcelWordsError."""
    if len(text.strip()) > most:
        raise ParcelWordsError("say it shorter", ((field, "length"),))
    return text.strip()


@service
def announce_parcel(
    acting: Acting, *, enquiry_id: str, kind: ParcelKind, declared: str, said_on: date, carrier: str = "",
    channel: str = "clerk", inbox: str = "", words_stood: bool = True,
) -> str:  # fmt: skip
    """Takes in that she sends him a parcel or money, whether anybody knows of him or not; nothing is judged here.

    Source:   GC III art. 63, 72; practice rules 3, 5.
    Given:    `declared` what is in it, or how much; `carrier` with whom it travels.
    Returns:  the number of the parcel.
    Raises:   UnknownEnquiryError; ParcelWordsError, also for collective relief, which is a place's; NotYetError.
    Leaf:     contact.parcel_registered
    """
    require(acting, ANNOUNCE)
    check_who_brings(acting, channel, inbox)
    kinship_level_of(enquiry_id)
    if kind is ParcelKind.RELIEF or not declared.strip():
        raise ParcelWordsError("say what is sent to him", (("declared", "missing"),))
    if not inbox:
        check_happened(day_instant(said_on.isoformat()), acting.at, "said_on")
    given = ParcelRegistered(
        parcel_id=record_number("CB", acting.randomness(7)), subject_id=enquiry_id, parcel_kind=kind,
        enquiry_id=enquiry_id, person_id="", channel=channel, said_on=said_on.isoformat(), at="", place="",
        state=ParcelState.ANNOUNCED, inbox=inbox, words_stood=words_stood,
        words=ParcelWords(
            declared=_short("declared", declared, LONGEST_CONTENTS), carrier=_short("carrier", carrier), from_whom="",
        ),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return given.parcel_id


@service
def register_arrival(
    acting: Acting, *, kind: ParcelKind, place: str, arrived_at: datetime, from_whom: str, person_id: str = "",
    declared: str = "",
) -> str:  # fmt: skip
    """Takes in what came to a camp without a word before: for one of its men, or relief for all of them.

    Source:   GC III art. 63, 72, 73.
    Given:    `from_whom` as the sender stands on it; a camp names no enquiry.
    Returns:  the number of the parcel.
    Raises:   ParcelWordsError; UnknownPersonError; OutOfScopeError; NoSuchHolderError; NotYetError.
    Leaf:     contact.parcel_registered
    """
    require(acting, REGISTER)
    place = known_place(place)
    check_happened(arrived_at, acting.at, "arrived_at")
    if not from_whom.strip():
        raise ParcelWordsError("say from whom it is", (("from_whom", "missing"),))
    if bool(person_id) is (kind is ParcelKind.RELIEF):
        raise ParcelWordsError("for one man, or relief for a place", (("person_id", "missing"),))
    if not is_within(acting, place) or (person_id and custody_of(person_id).holder != place):
        raise OutOfScopeError("this is another place's", provision="role table", faults=(("place", "not_own_place"),))
    at, parcel_id = instant_text(arrived_at), record_number("CB", acting.randomness(7))
    given = ParcelRegistered(
        parcel_id=parcel_id, subject_id=person_id or parcel_id, parcel_kind=kind, enquiry_id="", person_id=person_id,
        channel="clerk", said_on=at[:10], at=at, place=place, state=ParcelState.AT_PLACE, inbox="", words_stood=True,
        words=ParcelWords(
            declared=_short("declared", declared, LONGEST_CONTENTS), carrier="",
            from_whom=_short("from_whom", from_whom),
        ),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return parcel_id


def _place_after(acting: Acting, row: Parcel, event: ParcelEvent, sending: Sending | None) -> str:
    if event is ParcelEvent.SENT:
        assert sending is not None
        refuse_open(sending_guards(sending.facts))
        return sending.facts.place
    return row.place


@service
def move_parcel(
    acting: Acting, *, parcel_id: str, event: ParcelEvent, happened_at: datetime,
    why_not: ParcelNotGiven | None = None, to_whom: str = "", note: str = "",
) -> int:  # fmt: skip
    """Records a step of a parcel: the bureau has it, sent to where he is, arrived there, not given and why, sent back.

    Source:   GC III art. 72, 76; practice rules 3, 4, 6, 8.
    Given:    it is sent to where he is, once he said yes to her and nothing stands against it; `to_whom` it goes back.
              Whether she asked for it back is read from her act, never said here. A camp records that it arrived, or
              why it was not given. That it was lost waits for another account (`settle_parcel`).
    Returns:  the index of the act.
    Raises:   UnknownParcelError; ParcelOrderError; OutOfScopeError for a camp's step that is the bureau's;
              OpenGuardError, also for sending back under an embargo; SecondPersonError for sending back by whoever
              took her word; UnstatedParticularsError; UnstatedReasonError; NotYetError; InputError.
    Leaf:     contact.parcel_moved
    """
    require(acting, MOVE)
    row = parcel_row(acting, parcel_id)
    if event in OF_BUREAU and is_bound_to_branch(acting):
        raise OutOfScopeError("the bureau sends it on or back", provision="practice rule 4")
    check_happened(happened_at, acting.at)
    faults = tuple((one, "length") for one, text in (("note", note), ("to_whom", to_whom))
                   if len(text.strip()) > LONGEST_ADDRESS)  # fmt: skip
    if faults:
        raise InputError("say it shorter", faults)
    previous = ParcelState(row.state)
    state = state_after(previous, event)
    check_nothing_waits(row.pk)
    check_after_last(row, happened_at)
    if event is ParcelEvent.NOT_GIVEN and why_not is None:
        raise UnstatedReasonError("why it was not given is not said", provision=RELIEF)
    is_relief = row.parcel_kind == ParcelKind.RELIEF.value
    sending = None if is_relief else sending_of_parcel(row, acting.at)
    if event is ParcelEvent.SENT and is_relief:
        raise ParcelOrderError("relief is shared out where it lies", provision=RELIEF)
    is_returned = event is ParcelEvent.RETURNED
    is_asked_back = is_returned and row.asked_back_index is not None
    if is_returned and sending is not None:
        refuse_open(return_guards(
            is_under_embargo=sending.facts.embargo is not None, is_asked_back=is_asked_back, to_whom=to_whom,
            is_by_another=not is_asked_back or acting.account_id != acts_at([row.asked_back_index or 0])[0].actor,
            was_she_told=not row.enquiry_id or sending.facts.was_she_told,
        ))  # fmt: skip
    given_to, note = to_whom.strip() if is_returned else "", note.strip()
    given = ParcelMoved(
        parcel_id=row.pk, subject_id=row.subject_id, event=event, previous=previous, state=state,
        at=instant_text(happened_at), place=_place_after(acting, row, event, sending),
        why_not=why_not if event is ParcelEvent.NOT_GIVEN else None,
        is_asked_back=is_asked_back, is_waiting=event is ParcelEvent.LOST,
        words=ParcelStepWords(given_to=given_to, witness="", note=note) if given_to or note else None,
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


def _step_now(row: Parcel, at: datetime) -> ShownParcel:
    """Which step a round shows; that it was not given only after a while, as of messages."""
    state, shown = ParcelState(row.state), ShownParcel(row.shown)
    is_late = at - instants_at([row.moved_index])[row.moved_index] >= NOT_GIVEN_SHOWN_AFTER
    if state in (ParcelState.NOT_GIVEN, ParcelState.LOST) and not is_late:
        return shown
    return shown_of(state, shown, is_in_part=_is_in_part(row))


def _is_in_part(row: Parcel) -> bool:
    """Whether something of it was not given to him, or another sum was credited than the sender declared."""
    if row.state == ParcelState.GIVEN.value:
        return bool(rows_where(ParcelPart, parcel_id=row.pk, state="stands", at_most=1))
    if row.state != ParcelState.CREDITED.value:
        return False
    credit = rows_where(ParcelStep, parcel_id=row.pk, event="credited", order="-recorded_index", at_most=1)
    (said,), (entered,) = open_rows([row], ("declared",)), open_rows(credit, ("amount", "currency"))
    return is_otherwise(
        said["declared"] or "", amount=entered["amount"] or "", currency=entered["currency"] or ""
    )  # fmt: skip


def moved_parcels(enquiry_id: str, at: datetime) -> dict[str, ShownParcel]:
    """The parcels of hers of which the next round shows another step than the last, with that step."""
    if not may_be_told(enquiry_id, at):
        return {}
    steps = {row.pk: (_step_now(row, at), row.shown) for row in rows_where(Parcel, enquiry_id=enquiry_id)}
    return {number: step for number, (step, shown) in steps.items() if step != shown}


@service
def show_parcels(acting: Acting, *, enquiry_id: str) -> int:
    """Moves on what her box shows of her parcels, for a round: where a letter told her and she may be told now.

    Source:   practice rules 3, 4, 8: until then, and under an embargo, the last step stands.
    Returns:  the index of the act.
    Raises:   ParcelOrderError where nothing moves.
    Leaf:     contact.parcels_shown
    """
    require(acting, SHOW)
    moved = moved_parcels(enquiry_id, acting.at)
    if not moved:
        raise ParcelOrderError("nothing of it moves", provision=RELIEF)
    given = ParcelsShown(enquiry_id=enquiry_id, parcels=tuple(moved), steps=tuple(moved.values()))
    return record(given, actor=acting.account_id, at=acting.at)
