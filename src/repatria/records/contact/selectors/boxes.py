"""What a round lays into her box of messages: which step of hers it shows, and his letters that came to her."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from repatria.core.law.messages import MessageState, MessageWay, ShownStep, is_copied, sending_guards, step_to_show
from repatria.core.law.parcels import ParcelState, ShownParcel, shown_of
from repatria.core.vocabulary.messages import LONGEST
from repatria.records.access.acting import Acting
from repatria.records.access.services import record_reading
from repatria.records.contact.acts import StepsShown
from repatria.records.contact.models import Agreement, Message, MessageLook, Parcel
from repatria.records.contact.parcel_acts import ParcelsShown
from repatria.records.contact.reading import message_row, sending_of, standing_state
from repatria.records.ledger.reading import acts_at, entries_before, instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.opening import open_rows

HIS_IN_A_BOX, ROOM_IN_A_BOX, LIES_FOR = 3, LONGEST["letter"] + LONGEST["card"], timedelta(days=7)
"""How many letters of his a box holds, of how many characters, and how long each lies there at least."""
_WITH_REASON = (ShownStep.WITHHELD.value, ShownStep.RETURNED.value)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class HerStep:
    """A message of hers, and the step that her box shows.

    Given:    of one that is kept back or goes back: until when, why or which passages, and by whom.
    """

    message_id: str
    written_on: str
    step: str
    act_index: int
    words_stood: bool = True
    what: str = "message"  # or parcel, money: what she sends
    until: str = ""
    because: str = ""
    why: str = ""
    by: str = ""
    shown_index: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class HisLetter:
    """A message of his that lies in her box."""

    message_id: str
    written_on: str
    text: str
    act_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxPost:
    """What one box holds of messages: hers oldest first, his newest first."""

    hers: tuple[HerStep, ...] = ()
    his: tuple[HisLetter, ...] = ()


def _said_of(row: Message) -> tuple[str, str, str, str]:
    """Until when, for which reason of the law, in which words and by whom one is kept back or went back.

    Source:   GC III art. 76(3): nothing is kept back in silence; practice rule 4: what stands there moves by the act of
              a round alone, whatever a State says since.
    """
    if row.shown not in _WITH_REASON or row.shown_index is None:
        return "", "", "", ""
    said_at = row.shown_index
    looks = [
        one for one in rows_where(MessageLook, message_id=row.pk, verdict=row.shown, order="-recorded_index")
        if one.stands_index is not None and one.stands_index < said_at
        and (one.struck_index is None or one.struck_index > said_at)
    ][:1]  # fmt: skip
    cells = open_rows(looks, ("checked_by", "reason", "passages"))
    if not cells:
        return "", "", "", ""
    why = cells[0]["reason"] or cells[0]["passages"] or ""
    return looks[0].until, looks[0].because, why, cells[0]["checked_by"] or ""


def enquiries_with_messages() -> tuple[str, ...]:
    """The enquiries of which a message stands elsewhere than her box shows, or is kept back; numbers only."""
    rows = rows_where(Message, way=MessageWay.TO_HIM.value)
    return tuple(sorted({row.enquiry_id for row in rows if _may_move(row)}))


def enquiries_with_parcels() -> tuple[str, ...]:
    """The enquiries of which a parcel stands elsewhere than her box shows; numbers only."""
    rows = rows_where(Parcel)
    return tuple(sorted({
        row.enquiry_id for row in rows
        if row.enquiry_id and row.shown not in {
            shown_of(ParcelState(row.state), ShownParcel(row.shown), is_in_part=one) for one in (False, True)
        }
    }))  # fmt: skip


def _may_move(row: Message) -> bool:
    state, shown = MessageState(row.state), ShownStep(row.shown)
    return state is MessageState.WITHHELD or step_to_show(state, shown, may_be_told=True) is not shown


def items_of_messages(subject: str) -> tuple[int, ...]:
    """The numbers of the sealed items of the inbox in which an enquirer's messages came, and what she said of his."""
    indices = [row.recorded_index for row in rows_where(Message, writer_id=subject)]
    indices += [row.recorded_index for row in rows_where(Agreement, enquiry_id=subject)]
    indices += [row.recorded_index for row in rows_where(Parcel, subject_id=subject)]
    acts = (one.act for one in acts_at(indices))
    places = (getattr(act, "inbox", "").partition(":")[0] for act in acts)
    return tuple(sorted({int(place) for place in places if place}))


def letters_cleared(acting: Acting) -> tuple[str, ...]:
    """His messages to one who asks here at which our State has looked, oldest first; numbers only."""
    rows = rows_where(Message, way=MessageWay.FROM_HIM.value, state=["cleared", "withheld"], order="recorded_index")
    return tuple(
        row.pk for row in rows
        if row.enquiry_id and is_copied(row.kind) and standing_state(row, acting.at.date()) is MessageState.CLEARED
    )  # fmt: skip


def may_be_laid(acting: Acting, message_id: str) -> bool:
    """Whether nothing stands against one of them going into her box with the next round."""
    row = message_row(message_id)
    return not tuple(sending_guards(sending_of(row, acting.at).facts)) and _finds_room(row, acting.at)


def _finds_room(row: Message, at: datetime) -> bool:
    """Whether a letter of his finds room in her box beside those that were laid there lately.

    Given:    a box has one size, and what does not fit leaves it: each lies there for a week before others may take
              its place, and the rest waits.
    """
    laid = [
        one for one in rows_where(Message, enquiry_id=row.enquiry_id, way=MessageWay.FROM_HIM.value)
        if one.sent_index is not None
    ]  # fmt: skip
    laid_at = instants_at([one.sent_index or 0 for one in laid])
    beside = [one for one in laid if at - laid_at[one.sent_index or 0] < LIES_FOR]
    room = sum(LONGEST[one.kind] for one in (*beside, row))
    return not beside or (len(beside) < HIS_IN_A_BOX and room <= ROOM_IN_A_BOX)


def before_replacement(post: BoxPost, enquiry_id: str, replaced_index: int) -> BoxPost:
    """What the box of a pair that was replaced in person goes on showing: what it showed, with the steps of then, and
    of what comes with the old words since that it was received, as every box says.

    Source:   practice rules 4, 5: whoever else holds the old words learns nothing, not that there are new ones.
    """
    steps = _steps_before(enquiry_id, replaced_index) if post.hers else {}
    hers = []
    for one in post.hers:
        if one.act_index > replaced_index and one.words_stood:
            continue
        step = steps.get(one.message_id, ShownStep.RECEIVED.value)
        is_said_since = step != one.step or one.shown_index > replaced_index
        if is_said_since and step in _WITH_REASON:
            step = ShownStep.RECEIVED.value
        hers.append(one if step == one.step else replace(one, step=step, until="", why="", by=""))
    return BoxPost(hers=tuple(hers), his=tuple(one for one in post.his if one.act_index <= replaced_index))


def _steps_before(enquiry_id: str, index: int) -> dict[str, str]:
    """The step that her box showed of each message and parcel before an act."""
    found: dict[str, str] = {}
    for kind in (StepsShown.KIND, ParcelsShown.KIND):
        before: int | None = index
        while before is not None:
            acts = entries_before(before, kind=kind, at_most=_AT_ONCE)
            for one in (entry.act for entry in acts):
                if isinstance(one, StepsShown | ParcelsShown) and one.enquiry_id == enquiry_id:
                    numbers = one.messages if isinstance(one, StepsShown) else one.parcels
                    for number, step in zip(numbers, one.steps, strict=True):
                        found.setdefault(number, step.value)
            before = acts[-1].index if len(acts) == _AT_ONCE else None
    return found


def post_for_round(acting: Acting) -> Mapping[str, BoxPost]:
    """By enquiry what its box holds of messages. What lies there stays, whatever is known since.

    Leaf:     access.reading_recorded, where a letter of his lies in any
    """
    hers: dict[str, list[HerStep]] = {}
    his: dict[str, list[HisLetter]] = {}
    for row in rows_where(Message, way=MessageWay.TO_HIM.value, order="recorded_index"):
        until, because, why, by = _said_of(row)
        hers.setdefault(row.enquiry_id, []).append(HerStep(
            message_id=row.pk, written_on=row.written_on, step=row.shown, act_index=row.recorded_index,
            words_stood=row.words_stood, until=until, because=because, why=why, by=by,
            shown_index=row.shown_index if row.shown_index is not None else -1,
        ))  # fmt: skip
    for sent in rows_where(Parcel, order="recorded_index"):
        if sent.enquiry_id:
            hers.setdefault(sent.enquiry_id, []).append(HerStep(
                message_id=sent.pk, written_on=sent.said_on, step=sent.shown, act_index=sent.recorded_index,
                words_stood=sent.words_stood, what=sent.parcel_kind,
                shown_index=sent.shown_index if sent.shown_index is not None else -1,
            ))  # fmt: skip
    laid = [
        row for row in rows_where(Message, way=MessageWay.FROM_HIM.value, order="-sent_index")
        if row.enquiry_id and row.sent_index is not None
    ]  # fmt: skip
    if laid:
        record_reading(acting, question="contact.?laid", records=[row.pk for row in laid])
    for row, cells in zip(laid, open_rows(laid, ("text",)), strict=True):
        his.setdefault(row.enquiry_id, []).append(HisLetter(
            message_id=row.pk, written_on=row.written_on, text=cells["text"] or "", act_index=row.sent_index or 0
        ))  # fmt: skip
    return {
        one: BoxPost(
            hers=tuple(sorted(hers.get(one, ()), key=lambda said: said.act_index)), his=tuple(his.get(one, ()))
        )
        for one in sorted({*hers, *his})
    }  # fmt: skip
