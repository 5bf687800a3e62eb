"""Whether a family was told, by numbers: for whoever closes an enquiry, hands over remains or goes on with a case."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.telling import DeathKnown, PartsWish
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.identification.selectors.concluded import acts_of_names, acts_taken_back, name_given_by
from repatria.records.ledger.rows import rows_where
from repatria.records.matching.selectors import links_of_enquiry, links_of_person
from repatria.records.register.joined import numbers_of
from repatria.records.telling.concluded import Identified, identified
from repatria.records.telling.models import Telling, TellingAsker, Visit
from repatria.records.telling.reading import (
    case_stands,
    is_confirmed,
    is_part_concluded,
    newest_wishes,
    telling_row,
    waits_still,
    was_told_by_two,
    was_told_of,
    wish_of,
)
from repatria.records.vault.opening import open_rows


@question("telling.?tellings", of_numbers=True)
def acts_of_telling(enquiry_id: str) -> tuple[int, ...]:
    """The acts over which an enquiry may be closed: that she was told in person of a proven death, as two say, or that
    the receiver of a receipted notice says that it told the family; numbers only."""
    askers = rows_where(TellingAsker, enquiry_id=enquiry_id)
    cases = {one.pk: one for one in rows_where(Telling, pk=[one.telling_id for one in askers])} if askers else {}
    live = {number for number, one in cases.items() if one.known == DeathKnown.PROVEN.value and case_stands(one)}
    told = [one.told_index for one in askers if one.telling_id in live and one.told_index is not None]
    told = [index for index in told if is_confirmed(index)]
    owed = [one.receiver_index for number, one in cases.items() if number in live and one.receiver_index is not None]
    return tuple(sorted((*told, *owed)))


@question("telling.?tellings", of_numbers=True)
def names_untold(acting: Acting) -> tuple[int, ...]:
    """The board's conclusions for which nobody opened a telling yet, by their acts, oldest first.

    Raises:   RoleForbidsError.
    """
    require(acting, "telling.?tellings")
    opened = set(Telling.objects.values_list("conclusion_index", flat=True))
    opened |= set(Visit.objects.filter(purpose="part").values_list("part_index", flat=True))
    return tuple(index for index in acts_of_names() if index not in opened)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartUntold:
    """A further part of which one who was told of the death is to be told, by numbers.

    Given:    `is_wished` that she asked to be told of it; else nobody asked her what she wishes.
    """

    telling_id: str
    enquiry_id: str
    part_index: int
    is_wished: bool


@question("telling.?tellings", of_numbers=True)
def parts_untold(acting: Acting) -> tuple[PartUntold, ...]:
    """Whoever wished to be told of each part, or was asked nothing, and was not told of one that the board named since;
    nobody from whom it is withheld, and nobody to whom a visit about it is planned.

    Source:   practice rule 25; law-and-practice section 5: the choice on further parts.
    Raises:   RoleForbidsError.
    """
    require(acting, "telling.?tellings")
    own = set(Telling.objects.values_list("conclusion_index", flat=True))
    found = []
    for index in acts_of_names():
        name = name_given_by(index) if index not in own else None
        if name is None or name.is_annulment_asked:
            continue
        links = links_of_person(name.person_id) if name.person_id else ()
        asked = sorted({*name.enquiry_ids, *(one.enquiry_id for one in links)})
        found += [
            PartUntold(
                telling_id=one.telling_id,
                enquiry_id=one.enquiry_id,
                part_index=index,
                is_wished=wish_of(one.enquiry_id) is not None,
            )
            for one in rows_where(TellingAsker, enquiry_id=asked, state="told", order="place id")
            if _is_part_owed(one, index, acting)
        ]
    return tuple(found)


def _is_part_owed(one: TellingAsker, index: int, acting: Acting) -> bool:
    case, wish = telling_row(one.telling_id), wish_of(one.enquiry_id)
    is_wished = wish in (None, PartsWish.EACH) or (wish is PartsWish.END and case.is_complete)
    if not is_wished or case.known != DeathKnown.PROVEN.value or not case_stands(case):
        return False
    is_planned = bool(rows_where(Visit, enquiry_id=one.enquiry_id, part_index=index, ended=""))
    return (
        not is_planned and is_part_concluded(case, one.enquiry_id, index)
        and not is_withheld_from(one.enquiry_id, acting.at)
    )  # fmt: skip


@question("telling.?tellings", of_numbers=True)
def cases_to_end(acting: Acting) -> tuple[str, ...]:
    """The open cases whose conclusion was annulled: each is ended, and whoever was told is visited again.

    Raises:   RoleForbidsError.
    """
    require(acting, "telling.?tellings")
    rows = Telling.objects.filter(state="open", known=DeathKnown.PROVEN.value).order_by("recorded_index")
    taken_back = acts_taken_back()
    return tuple(number for number, index in rows.values_list("pk", "conclusion_index") if index in taken_back)


def case_of(enquiry_id: str) -> str:
    """The number of the newest case in which an enquirer is told; empty for none."""
    numbers = [one.telling_id for one in rows_where(TellingAsker, enquiry_id=enquiry_id)]
    rows = rows_where(Telling, pk=numbers, order="-recorded_index", at_most=1) if numbers else []
    return str(rows[0].pk) if rows else ""


def is_family_told(*, enquiry_id: str = "", person_id: str = "") -> bool:
    """Whether the death was told in person to this enquirer, as two say; of a person, to everybody who waits for it.

    Given:    of a person whose case lies with the receiver of the notice, that the receiver says so.
    Not:      a report that nobody proved.
    """
    if enquiry_id:
        return was_told_by_two(enquiry_id)
    cases = rows_where(Telling, person_id=person_id, state="open", known=DeathKnown.PROVEN.value)
    return any(case_stands(one) and (one.receiver == "told" or _is_told_whole(one.pk)) for one in cases)


def _is_told_whole(telling_id: str) -> bool:
    askers = rows_where(TellingAsker, telling_id=telling_id)
    told = [one for one in askers if one.state == "told"]
    is_sure = bool(told) and all(is_confirmed(one.told_index) for one in told)
    return is_sure and not any(waits_still(one) for one in askers)


def concluded_for(enquiry_id: str, person_id: str = "") -> tuple[Identified, ...]:
    """The names, which nobody doubts, of whom this enquiry seeks; of a person of the register where it is linked with
    him, undoubted, or where the board named it."""
    links = [one.person_id for one in links_of_enquiry(enquiry_id) if not one.is_doubted] if person_id else []
    found = list(identified(enquiry_id=enquiry_id))
    if person_id:
        is_linked = not set(numbers_of(person_id)).isdisjoint(links)
        found += [one for one in identified(person_id=person_id) if is_linked or enquiry_id in one.enquiries]
    return tuple({one.act_index: one for one in found if not one.is_doubted}.values())


def is_item_told(item_code: str, *, enquiry_id: str, person_id: str = "") -> bool:
    """Whether she was told of the very conclusion that gave this item to whom she seeks, as two say: before nothing is
    handed over (law-and-practice section 6.3: told before released).  Of a further part: once she was told of it."""
    found = [one for one in concluded_for(enquiry_id, person_id) if item_code in one.items]
    return any(was_told_of(enquiry_id, one.act_index) for one in found)


@question("telling.?tellings", of_numbers=True)
def to_confirm(acting: Acting) -> tuple[str, ...]:
    """The visits by which she was told and that no second person confirmed yet, oldest first.

    Raises:   RoleForbidsError.
    """
    require(acting, "telling.?tellings")
    rows = rows_where(Visit, ended="told", confirmed_index=None, order="ended_index")
    return tuple(row.pk for row in rows if row.purpose != "correction")


def is_nearest_told(acting: Acting, enquiry_id: str) -> bool:
    """Whether of all in her case who were told or wait still, and from whom it is not withheld, she stands nearest."""
    case = case_of(enquiry_id)
    asked = rows_where(TellingAsker, telling_id=case, order="place id") if case else []
    near = [
        one for one in asked
        if (one.state == "told" or waits_still(one)) and not is_withheld_from(one.enquiry_id, acting.at)
    ]  # fmt: skip
    return bool(near) and near[0].enquiry_id == enquiry_id


def has_wishes(enquiry_id: str) -> bool:
    """Whether she said how or where she wishes it: rite, place, small fragments, or more."""
    found = newest_wishes(enquiry_id)
    return found is not None and any(open_rows([found], ("rite", "place", "fragments", "more"))[0].values())


def has_wished_since(enquiry_id: str, index: int) -> bool:
    """Whether she said how she wishes it after an act; what was proposed before that keeps a wish of before."""
    found = newest_wishes(enquiry_id)
    return found is not None and found.recorded_index > index
