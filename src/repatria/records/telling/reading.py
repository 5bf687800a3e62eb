"""What several services of telling read first: a case, who asks in it, visits, wishes, notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from repatria.core.law.contact import ContactAnswer, is_permitting
from repatria.core.law.telling import DeathKnown, PartsWish, precedence
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.records.access.acting import Acting
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.enquiries.selectors import enquiry_for_room, is_open
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.matching.selectors import links_of_enquiry, links_of_person
from repatria.records.notices.selectors import notices_on
from repatria.records.register.joined import numbers_of
from repatria.records.register.selectors import last_own_answer
from repatria.records.telling.concluded import Identified, concluded_by, identified, still_stands
from repatria.records.telling.errors import NotAskerError, UnknownTellingError, UnknownVisitError
from repatria.records.telling.models import Telling, TellingAsker, Visit, Wishes, WishesRound
from repatria.records.telling.projectors import asker_number


def telling_row(telling_id: str) -> Telling:
    """Raises: UnknownTellingError."""
    row = row_numbered(Telling, telling_id)
    if row is None:
        raise UnknownTellingError("no such case")
    return row


def visit_row(visit_id: str) -> Visit:
    """Raises: UnknownVisitError."""
    row = row_numbered(Visit, visit_id)
    if row is None:
        raise UnknownVisitError("no such visit")
    return row


def askers_of(telling_id: str) -> list[TellingAsker]:
    """Who asks in a case, the nearest first."""
    return rows_where(TellingAsker, telling_id=telling_id, order="place id")


def asker_row(telling_id: str, enquiry_id: str) -> TellingAsker:
    """Raises: NotAskerError."""
    row = row_numbered(TellingAsker, asker_number(telling_id, enquiry_id))
    if row is None:
        raise NotAskerError("this enquiry is none of those that ask here")
    return row


def waits_still(asker: TellingAsker) -> bool:
    """Whether one was neither told nor sought in vain by two: that she is not found is no single account's word."""
    if asker.state != "not_found":
        return bool(asker.state == "waits")
    visits = rows_where(Visit, telling_id=asker.telling_id, enquiry_id=asker.enquiry_id, ended="not_found")
    sought = {one.actor for one in acts_at([row.ended_index for row in visits if row.ended_index is not None])}
    return len(sought) < 2


def open_before(asker: TellingAsker, acting: Acting) -> int:
    """How many who stand nearer wait still; none from whom it is withheld, and none who wished for the end."""
    is_complete = telling_row(asker.telling_id).is_complete
    return sum(
        one.place < asker.place and waits_still(one) and not is_withheld_from(one.enquiry_id, acting.at)
        and (is_complete or wish_of(one.enquiry_id) is not PartsWish.END)
        for one in askers_of(asker.telling_id)
    )  # fmt: skip


def newest_wishes(enquiry_id: str) -> Wishes | None:
    """What she wishes, as she said last."""
    found = rows_where(Wishes, enquiry_id=enquiry_id, order="-recorded_index", at_most=1)
    return found[0] if found else None


def wish_of(enquiry_id: str) -> PartsWish | None:
    """When she wishes to be told of parts; None where nobody asked her."""
    found = newest_wishes(enquiry_id)
    return PartsWish(found.parts) if found else None


def case_stands(row: Telling) -> bool:
    """Whether a case is open and what it rests on stands: the board's name, which nobody has taken back."""
    if row.state != "open" or row.known != DeathKnown.PROVEN.value:
        return row.state == "open"
    return still_stands(row.conclusion_index, row.person_id, [one.enquiry_id for one in askers_of(row.pk)])


def is_part_concluded(row: Telling, enquiry_id: str, part_index: int | None) -> bool:
    """Whether an act concluded a further part of this dead, stands, and was not told to this enquirer."""
    if part_index is None or part_index == row.conclusion_index:
        return False
    found = identified(person_id=row.person_id) if row.person_id else identified(enquiry_id=enquiry_id)
    stands = any(one.act_index == part_index and not one.is_doubted for one in found)
    return stands and not rows_where(Visit, enquiry_id=enquiry_id, part_index=part_index, ended="told")


def was_told(enquiry_id: str) -> bool:
    """Whether a death was told to her in person, by whatever case, and nobody ended that case since."""
    cases = [row.telling_id for row in rows_where(TellingAsker, enquiry_id=enquiry_id, state="told")]
    return any(map(case_stands, rows_where(Telling, pk=cases, state="open"))) if cases else False


def is_confirmed(told_index: int | None) -> bool:
    """Whether a second person confirmed the visit by which she was told."""
    if told_index is None:
        return False
    rows = rows_where(Visit, ended_index=told_index, at_most=1)
    return bool(rows) and rows[0].confirmed_index is not None


def was_told_by_two(enquiry_id: str) -> bool:
    """Whether it was told to her in a case that stands, and a second person confirmed that very telling."""
    told = rows_where(TellingAsker, enquiry_id=enquiry_id, state="told")
    return any(is_confirmed(one.told_index) and case_stands(telling_row(one.telling_id)) for one in told)


def was_told_of(enquiry_id: str, board_index: int) -> bool:
    """Whether of this conclusion, as death or as a further part, she was told in a case that stands, as two say."""
    told = rows_where(TellingAsker, enquiry_id=enquiry_id, state="told")
    visits = rows_where(Visit, enquiry_id=enquiry_id, part_index=board_index, ended="told")
    cases = [
        *(one.telling_id for one in told if is_confirmed(one.told_index)
          and telling_row(one.telling_id).conclusion_index == board_index),
        *(one.telling_id for one in visits if one.confirmed_index is not None),
    ]  # fmt: skip
    return any(case_stands(telling_row(one)) for one in cases)


def rounds_asking(received_on: str) -> list[WishesRound]:
    """The rounds in which an enquiry of this day was asked, oldest first."""
    return [row for row in rows_where(WishesRound, order="recorded_index") if received_on < row.received_before]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks for one dead: those who are told, the nearest first, and those who never are."""

    enquiries: tuple[str, ...]
    excluded: tuple[str, ...]
    nearness: tuple[int, ...]


def asking_for(acting: Acting, person_id: str, named: Iterable[str]) -> Asking:
    """Everybody whose open enquiry is linked with this person or named by the board; none whose link is doubted."""
    links = {link.enquiry_id: link for number in _numbers(person_id) for link in links_of_person(number)}
    asked = [one for one in dict.fromkeys((*links, *named)) if is_open(one)]
    asked = [one for one in asked if one not in links or not links[one].is_doubted]
    near, day = {}, {}
    for enquiry_id in asked:
        view = enquiry_for_room(enquiry_id)
        link = links.get(enquiry_id)
        said = last_own_answer(_numbers(person_id), [link.link_index]) if link else None
        is_named = said is not None and is_permitting(ContactAnswer(said.answer))
        near[enquiry_id] = precedence(view.said["relation"], is_named_by_him=is_named)
        day[enquiry_id] = view.received_on
    asked.sort(key=lambda one: (near[one], day[one], one))
    never = [one for one in asked if is_withheld_from(one, acting.at)]
    told = [one for one in asked if one not in never]
    return Asking(
        enquiries=tuple(told), excluded=tuple(never), nearness=tuple(near[one] for one in (*told, *never))
    )  # fmt: skip


def late_askers(acting: Acting, row: Telling) -> dict[str, int]:
    """Who asks for the dead of an open case and does not stand in it, with how near each stands."""
    known = {one.enquiry_id for one in askers_of(row.pk)}
    concluded = concluded_by(row.conclusion_index, row.person_id, known)
    asking = asking_for(acting, row.person_id, concluded.enquiries if concluded else ())
    everybody = zip((*asking.enquiries, *asking.excluded), asking.nearness, strict=True)
    return {enquiry_id: near for enquiry_id, near in everybody if enquiry_id not in known}


def _numbers(person_id: str) -> list[str]:
    return sorted(numbers_of(person_id)) if person_id else []


def person_of(enquiry_id: str, concluded: Iterable[Identified]) -> str:
    """The number of the register whom the board named, or whom the latest confirmed link names; empty for none."""
    named = [one.person_id for one in concluded if one.person_id]
    links = [link for link in links_of_enquiry(enquiry_id) if not link.is_doubted] if enquiry_id else []
    return named[-1] if named else links[-1].person_id if links else ""


_GONE = {"sent", "receipted", "with_agency"}


def notices_gone(row: Telling) -> bool:
    """Whether the notices of this death left: that to the Agency in every case, and each other that was drawn.

    Given:    of a dead who stands in no register there is no notice: no Power is told of its own by us.
    """
    if not row.person_id:
        return True
    drawn = notices_on(row.recorded_index)
    agency = NoticeRecipient.CENTRAL_TRACING_AGENCY.value
    return any(one.recipient == agency for one in drawn) and all(one.state in _GONE for one in drawn)


def receipted(row: Telling) -> tuple[str, ...]:
    """The notices of this death whose receipt came."""
    drawn = notices_on(row.recorded_index) if row.person_id else ()
    return tuple(one.notice_id for one in drawn if one.state == "receipted")
