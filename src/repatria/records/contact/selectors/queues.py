"""What waits, by numbers: messages to be looked at, those a camp may print, men for whom first words lie here."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.messages import (
    MessageState,
    MessageWay,
    Month,
    is_copied,
    is_first,
    sending_guards,
)
from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.access.questions import question
from repatria.records.contact.models import Message
from repatria.records.contact.reading import (
    held_at,
    is_to_be_asked,
    last_news,
    link_of,
    sending_of,
    standing_state,
)
from repatria.records.contact.services.steps import stands_against
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.register.scope import is_bound_to_branch, is_within
from repatria.records.register.selectors import custody_of

TO_CHECK, CAMP_POST, FIRST_WORDS, AGES = (
    "contact.?to_check", "contact.?camp_post", "contact.?first_words", "contact.?ages",
)  # fmt: skip
_OVER = ("closed", "returned")


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingMessage:
    """A message that waits, by numbers: neither who wrote it nor to whom.

    Given:    `is_first` where these two had no news of each other for 60 days, or ever: it goes before the others. Of
              a letter to somebody who asks nothing here nobody knows it.
    """

    message_id: str
    way: str
    kind: str
    state: str
    since: str
    days: int
    is_first: bool


def _lines(acting: Acting, rows: list[Message]) -> tuple[WaitingMessage, ...]:
    """The rows as lines: those without news for long first, then the oldest."""
    at = instants_at([row.recorded_index for row in rows])
    heard: dict[str, list[Message]] = {}
    for one in rows_where(Message, enquiry_id=sorted({row.enquiry_id for row in rows if row.enquiry_id})):
        heard.setdefault(one.enquiry_id, []).append(one)
    last = {row.enquiry_id: last_news(heard.get(row.enquiry_id, []), row.enquiry_id) for row in rows}
    lines = [
        WaitingMessage(
            message_id=row.pk, way=row.way, kind=row.kind, state=standing_state(row, acting.at.date()).value,
            since=instant_text(at[row.recorded_index]), days=(acting.at - at[row.recorded_index]).days,
            is_first=bool(row.enquiry_id) and is_first(last[row.enquiry_id], acting.at),
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda one: (not one.is_first, one.since, one.message_id)))


@question(TO_CHECK, of_numbers=True)
def messages_to_check(acting: Acting) -> tuple[WaitingMessage, ...]:
    """The messages at which our State has not looked, those without news for 60 days first, then the oldest.

    Raises:   RoleForbidsError.
    """
    require(acting, TO_CHECK)
    on = acting.at.date()
    rows = rows_where(Message, state=["registered", "withheld"], order="recorded_index")
    return _lines(acting, [row for row in rows if standing_state(row, on) is MessageState.REGISTERED])


@question(TO_CHECK, of_numbers=True)
def messages_kept_back(acting: Acting) -> tuple[str, ...]:
    """The messages that are kept back on this day, oldest first.  Raises: RoleForbidsError."""
    require(acting, TO_CHECK)
    rows = rows_where(Message, state="withheld", order="recorded_index")
    return tuple(row.pk for row in rows if standing_state(row, acting.at.date()) is MessageState.WITHHELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class CampMessage:
    """A message that a camp may print, or has printed and not handed over yet."""

    message_id: str
    person_id: str
    place: str
    kind: str
    is_printed: bool
    since: str


@question(CAMP_POST, of_numbers=True)
def post_for_camp(acting: Acting) -> tuple[CampMessage, ...]:
    """The messages for men of a camp: to be printed, and printed but not handed over; a camp's own alone.

    Given:    what may not go to him is not there: a camp learns nothing by what is missing.
    Raises:   RoleForbidsError.
    """
    require(acting, CAMP_POST)
    on, found = acting.at.date(), []
    rows = rows_where(Message, way="to_him", state=["cleared", "withheld", "dispatched"], order="recorded_index")
    at = instants_at([row.moved_index for row in rows])
    for row in rows:
        state = standing_state(row, on)
        if not is_copied(row.kind) or state not in (MessageState.CLEARED, MessageState.DISPATCHED):
            continue
        is_printed = state is MessageState.DISPATCHED
        if is_bound_to_branch(acting) and not is_within(acting, row.place if is_printed else held_at(row)):
            continue  # asked first: the messages of a whole country are not weighed for one camp
        sending = sending_of(row, acting.at)
        place = row.place if is_printed else sending.facts.place
        if stands_against(row, acting.at) if is_printed else tuple(sending_guards(sending.facts)):
            continue
        found.append(CampMessage(
            message_id=row.pk, person_id=sending.person_id, place=place, kind=row.kind, is_printed=is_printed,
            since=instant_text(at[row.moved_index]),
        ))  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstWords:
    """A man who was found, for whom somebody's words lie here that he has not said yes to."""

    person_id: str
    link_index: int
    messages: int


@question(FIRST_WORDS, of_numbers=True)
def first_words(acting: Acting) -> tuple[FirstWords, ...]:
    """The men for whom words wait until each says yes to whom they are from, the longest wait first; numbers alone.

    Source:   practice rule 8: he is asked about her; her words reach him only afterwards.
    Given:    an embargo takes no line: who asks him reads by no gap what may not be told.
    Not:      one from whom he is kept: nobody asks him about her; nor one whom he refused: his no is not asked away.
    Raises:   RoleForbidsError.
    """
    require(acting, FIRST_WORDS)
    waiting: dict[str, int] = {}
    for row in rows_where(Message, way="to_him", state=["registered", "cleared"], words_stood=True,
                          order="recorded_index"):  # fmt: skip
        waiting[row.enquiry_id] = waiting.get(row.enquiry_id, 0) + 1
    links = [
        (link, count) for one, count in waiting.items()
        if (link := link_of(one)) is not None and not is_withheld_from(one, acting.at)
    ]  # fmt: skip
    return tuple(
        FirstWords(person_id=link.person_id, link_index=link.link_index, messages=count)
        for link, count in links if is_to_be_asked(link)
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeLine:
    """How many messages of one way stand in one state, and how long the oldest has."""

    way: str
    state: str
    messages: int
    oldest_days: int


@question(AGES, of_numbers=True)
def message_ages(acting: Acting) -> tuple[AgeLine, ...]:
    """The messages that are on their way, by way and state, with the age of the oldest: figures, and nobody's number.

    Raises:   RoleForbidsError.
    """
    require(acting, AGES)
    on, rows = acting.at.date(), [row for row in rows_where(Message) if row.state not in _OVER]
    at = instants_at([row.moved_index for row in rows])
    days: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        key = (row.way, standing_state(row, on).value)
        days.setdefault(key, []).append((acting.at - at[row.moved_index]).days)
    return tuple(
        AgeLine(way=way, state=state, messages=len(found), oldest_days=max(found))
        for (way, state), found in sorted(days.items())
    )  # fmt: skip


@question(CAMP_POST, of_numbers=True)
def month_of(acting: Acting, person_id: str) -> Month:
    """What he wrote in this calendar month, beside the two letters and four cards that are the least he is let.

    Source:   GC III art. 71(1); capture cards and legal papers do not count.
    Raises:   RoleForbidsError; UnknownPersonError; OutOfScopeError.
    """
    require(acting, CAMP_POST)
    if not is_within(acting, custody_of(person_id).holder):
        raise OutOfScopeError("this person is in another camp's custody", provision="role table")
    month = acting.at.date().isoformat()[:7]
    rows = [row for row in rows_where(Message, person_id=person_id, way=MessageWay.FROM_HIM.value)
            if row.written_on[:7] == month]  # fmt: skip
    return Month(
        letters=sum(row.kind == "letter" for row in rows), cards=sum(row.kind in ("card", "short") for row in rows)
    )  # fmt: skip
