"""What a box of new words says of calls of before them."""

from __future__ import annotations

from repatria.core.law.calls import ShownCall
from repatria.doors.jobs.call_post import of_new_words
from repatria.records.contact.selectors.call_boxes import CallInBox


def in_box(index: int, step: ShownCall) -> CallInBox:
    return CallInBox(
        call_id=f"CA-{index}", step=step.value, asked_on="2026-05-03", act_index=index, words_stood=True,
        begins_at="2026-05-24T12:00:00Z", her_code="12345678",
    )  # fmt: skip


def test_new_words_open_neither_hour_nor_code_of_a_call_of_before_them():
    before, after = of_new_words((in_box(7, ShownCall.BOOKED), in_box(9, ShownCall.BOOKED)), 8)

    assert (ShownCall.PUT_OFF.value, "") == (before.step, before.her_code)
    assert in_box(9, ShownCall.BOOKED) == after
    assert [ShownCall.RECEIVED.value] == [one.step for one in of_new_words((in_box(7, ShownCall.WAITS),), 8)]
    assert (in_box(0, ShownCall.BOOKED),) == of_new_words((in_box(0, ShownCall.BOOKED),), -1)
