"""Calls in a round: what boxes show of them moves on, and how they stand in a box, with hour and code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from repatria.core.law.calls import CallWay, ShownCall
from repatria.core.vocabulary.dates import PartialDate, read_instant
from repatria.core.vocabulary.written_dates import date_in_words
from repatria.core.vocabulary.written_times import UTC_ZONE, BureauZone, instant_in_words
from repatria.core.vocabulary.zone_names import cities_of
from repatria.doors.jobs.box_words import box_words
from repatria.doors.jobs.ports import Outside
from repatria.doors.jobs.post import is_done
from repatria.records.access.role_table import Role
from repatria.records.contact.calling import policy_now
from repatria.records.contact.selectors.call_boxes import CallInBox, enquiries_with_calls, moved_calls
from repatria.records.contact.services.call_showing import show_calls
from repatria.records.intake.sealing import LetterInBox

MOST_IN_A_BOX = 3


def carry_calls(outside: Outside) -> None:
    """Moves on what the boxes show of calls.

    Source:   practice rules 3, 4, 8.
    """
    for enquiry_id in enquiries_with_calls():
        is_done(_show, outside, enquiry_id)


def _show(outside: Outside, enquiry_id: str) -> bool:
    if not moved_calls(enquiry_id, outside.now()):
        return False
    show_calls(outside.house(Role.COURIER), enquiry_id=enquiry_id)
    return True


def before_replaced(lines: Sequence[CallInBox], replaced_index: int) -> tuple[CallInBox, ...]:
    """What the box of a pair that was replaced in person goes on saying: that it was received, or is off.

    Source:   practice rules 4, 5: whoever else holds the old words learns nothing, and opens no call.
    """
    return tuple(_without_hour(one) for one in lines if one.act_index <= replaced_index or not one.words_stood)


def _without_hour(one: CallInBox) -> CallInBox:
    told = {ShownCall.BOOKED: ShownCall.PUT_OFF, ShownCall.WAITS: ShownCall.RECEIVED}
    return replace(one, step=told.get(ShownCall(one.step), ShownCall(one.step)).value, her_code="")


def of_new_words(lines: Sequence[CallInBox], since: int) -> tuple[CallInBox, ...]:
    """What the box of a pair that was made by telephone says: of a call of before neither hour nor code.

    Source:   practice rule 5: they open what comes after them; what was before, by decision alone.
    """
    return tuple(one if one.act_index > since else _without_hour(one) for one in lines)


def with_calls(
    outside: Outside, box: tuple[LetterInBox, ...], lines: Sequence[CallInBox], language: str
) -> tuple[LetterInBox, ...]:  # fmt: skip
    """A box with its calls behind the newest letter; a box in which no letter lies yet shows none of it."""
    said = lines[-MOST_IN_A_BOX:]
    if not box or not said:
        return box
    words = {key.removeprefix("calls."): text[language] for key, text in box_words().items()
             if key.startswith("calls.")}  # fmt: skip
    paragraphs = tuple(text for one in reversed(said) for text in _paragraphs(outside, one, words, language))
    letter = LetterInBox(
        title=words["title"], paragraphs=paragraphs, dated=said[-1].asked_on, code="", check_word="", language=language
    )
    return (box[0], letter, *box[1:])


def _of_the_policy(words: dict[str, str]) -> tuple[str, ...]:
    """How many calls are each man's at least, or that there are none now: what two agreed to, and no promise."""
    policy = policy_now()
    if not policy.are_let:
        return (words["not_let"],)
    return (words["least"].format(least=policy.least_a_month),) if policy.least_a_month else ()


def _paragraphs(outside: Outside, one: CallInBox, words: dict[str, str], language: str) -> tuple[str, ...]:
    day = date_in_words(PartialDate.parse(one.asked_on), language)
    if one.step != ShownCall.BOOKED.value or not one.begins_at:
        step = ShownCall.PUT_OFF.value if one.step == ShownCall.BOOKED.value else one.step
        first = words[step].format(day=day)
        if step == ShownCall.WAITS.value:
            return (first, *_of_the_policy(words))
        is_off = step == ShownCall.PUT_OFF.value and one.way != CallWay.TELEPHONE.value
        return (first, words["by_telephone"]) if is_off else (first,)
    zone = BureauZone(name=one.zone, rules=ZoneInfo(one.zone), shown=cities_of(one.zone)) if one.zone else UTC_ZONE
    hour = instant_in_words(read_instant(one.begins_at), zone, language)
    is_dialled = one.way == CallWay.TELEPHONE.value
    first = words["booked_telephone" if is_dialled else "booked"].format(hour=hour, minutes=one.minutes)
    watched = words["watched" if one.is_watched else "not_watched"]
    if is_dialled:
        return (first, words["not_come"], watched)
    code = f"{one.her_code[:4]}\u00a0{one.her_code[4:]}"
    return (
        first, words["code"].format(code=code), words["enter"].format(page=outside.calls_page), words["not_come"],
        words["by_sound" if one.way == CallWay.SOUND.value else "filmed"], watched,
    )  # fmt: skip
