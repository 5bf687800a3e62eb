"""What is owed of letters beside their clocks: sheets to print in a camp, and first words that wait for his yes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.contact.selectors.queues import CAMP_POST, FIRST_WORDS, first_words, post_for_camp
from repatria.records.register.scope import is_bound_to_branch


@owed(CAMP_POST, what="owed.post_to_print", at=lambda: reverse("desk:camp_post"))
def to_print(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Letters that were looked at and that nobody has printed for him yet: the lines of the camp's own list."""
    for one in post_for_camp(acting) if is_bound_to_branch(acting) else ():
        if not one.is_printed:
            yield OwedItem(
                what="owed.post_to_print", link=reverse("desk:camp_post"), about=one.message_id, whom=one.person_id,
                waits="waits.he_and_she", provision="GC III 71",
            )  # fmt: skip


@owed(FIRST_WORDS, what="owed.first_words", at=lambda: reverse("desk:first_words"))
def to_ask(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Men for whom somebody's words lie here that wait for their yes."""
    for one in first_words(acting):
        yield OwedItem(
            what="owed.first_words", link=reverse("desk:first_words"), about=one.person_id, waits="waits.he_and_she",
            provision="practice rule 8",
        )  # fmt: skip
