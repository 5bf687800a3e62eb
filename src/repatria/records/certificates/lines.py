"""What the house knows of a dead man, line by line of Annex IV D, each with the records that it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from repatria.core.law.certificates import CertificateFacts, CertificateState
from repatria.core.law.effects import EffectsState
from repatria.core.law.remains_release import Inquiry
from repatria.core.vocabulary.certificates import CertificateField, CertificateLine, EffectsWord, FieldFrom
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.records.certificates.errors import NobodyCertifiedError
from repatria.records.certificates.models import Certificate, Withdrawal
from repatria.records.certificates.reading import drawn_as
from repatria.records.identification.selectors.concluded import (
    Identified,
    acts_taken_back,
    identified,
    identified_items,
    names_that_stand,
)
from repatria.records.ledger.acts import Lost
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.joined import leader_of, numbers_of
from repatria.records.register.selectors.deaths import DeathView, death_for_room, was_recorded_dead_since
from repatria.records.register.selectors.effects import packets_for_room
from repatria.records.register.selectors.whole import PersonView, person_for_room
from repatria.records.remains.selectors.certifying import OfItem, of_item_for_room
from repatria.records.remains.selectors.graves import grave_for_room

F = CertificateField
_PARTICULARS: Mapping[CertificateField, ParticularKind] = {
    F.SURNAME: ParticularKind.SURNAME, F.FIRST_NAMES: ParticularKind.FIRST_NAMES,
    F.FATHER_FIRST_NAME: ParticularKind.FATHER_FIRST_NAME, F.BIRTH_PLACE: ParticularKind.BIRTH_PLACE,
    F.BIRTH_DATE: ParticularKind.BIRTH_DATE, F.RANK: ParticularKind.RANK,
    F.SERVICE_NUMBER: ParticularKind.SERVICE_NUMBER, F.NEXT_OF_KIN: ParticularKind.PERSON_TO_INFORM,
}  # fmt: skip
_GONE_ON = frozenset({EffectsState.FORWARDED, EffectsState.RECEIPTED})
_BACK = EffectsState.RETURNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Deceased:
    """Of whom a certificate is: what the register, the board and the mortuary have of him.

    Given:    `enquiry_id` where the board named him whom an enquiry seeks, and the register does not have him.
    """

    person: PersonView | None
    death: DeathView | None
    board: Identified | None
    items: tuple[OfItem, ...]
    enquiry_id: str = ""

    @property
    def person_id(self) -> str:
        return self.person.person_id if self.person else ""

    @property
    def is_named(self) -> bool:
        return self.board is not None and not self.board.is_annulment_asked

    @property
    def is_inquiry_open(self) -> bool:
        return any(one.inquiry in (Inquiry.DUE.value, Inquiry.OPEN.value) for one in self.items)


def deceased(*, item_code: str, person_id: str) -> Deceased:
    """Reads whose death it is: of remains by what the board concluded, of a person by the register and the board.

    Raises:   NobodyCertifiedError; WrongCodeError; UnknownItemError; UnknownPersonError.
    """
    if not (item_code or person_id):
        raise NobodyCertifiedError("name remains or a person", (("item_code", "missing"),))
    if item_code:
        code = of_item_for_room(item_code).item_code
        named = identified_items(code)
    else:
        code, named = "", tuple(one for number in numbers_of(person_id) for one in identified(person_id=number))
    board = named[-1] if named else None
    person_id = leader_of(person_id or (board.person_id if board else ""))
    codes = tuple(dict.fromkeys((*((code,) if code else ()), *(one for each in named for one in each.items))))
    return Deceased(
        person=person_for_room(person_id) if person_id else None,
        death=death_for_room(person_id) if person_id else None, board=board,
        items=tuple(map(of_item_for_room, codes)), enquiry_id=board.enquiry_id if board else "",
    )  # fmt: skip


def deceased_again(row: Certificate) -> tuple[Deceased, bool]:
    """Reads anew of whom a certificate was drawn up, and whether the house still reads what it read then.

    Given:    by the person and by the first of the remains, since it may have been drawn up by either.
    """
    codes = row.items.split()
    asked = [{"item_code": "", "person_id": row.person_id}] if row.person_id else []
    asked += [{"item_code": codes[0], "person_id": ""}] if codes else []
    found = [deceased(**one) for one in asked]
    words = drawn_as(row).words
    lines = words.lines if words is not None and not isinstance(words, Lost) else ()
    drawn = {one.field: one for one in lines if one.read_from is FieldFrom.HOUSE}
    for of in found:
        board_index = of.board.board_index if of.board else None
        if (board_index, {one.item_code for one in of.items}) == (row.board_index, set(codes)):
            return of, known_lines(of) == drawn
    return found[0], False


def names_standing() -> frozenset[int]:
    """The acts of the board whose name stands now."""
    return names_that_stand()


def is_upheld(row: Certificate, standing: frozenset[int]) -> bool:
    """Whether what a certificate rests on stands: the name that a board gave, or the death in custody."""
    return death_for_room(row.person_id) is not None if row.board_index is None else row.board_index in standing


def has_fallen(row: Certificate) -> bool:
    """Whether two took back the name on which a certificate rests, or its death in custody is on record no more."""
    if row.board_index is not None:
        return row.board_index in acts_taken_back()
    return death_for_room(row.person_id) is None


def fallen_certificates() -> list[Certificate]:
    """The signed certificates that fell, the oldest first: by what was taken back, and of deaths in custody each."""
    stands = CertificateState.SIGNED.value
    of_names = rows_where(Certificate, state=stands, board_index=sorted(acts_taken_back()))
    of_deaths = [row for row in rows_where(Certificate, state=stands, board_index=None) if has_fallen(row)]
    return sorted((*of_names, *of_deaths), key=lambda row: row.number)


def asked_back(row: Certificate) -> Withdrawal | None:
    """The asking for its withdrawal that waits for another; none that was declined, or before which it stood again."""
    asked = row_numbered(Withdrawal, row.pk)
    if asked is None or asked.signed_index is not None or asked.declined_index is not None:
        return None
    is_of_death = row.board_index is None
    return None if is_of_death and was_recorded_dead_since(row.person_id, asked.recorded_index) else asked


def facts_of(
    of: Deceased, *, replaces: bool = False, reason: str = "", has_power: bool = True, is_as_drawn: bool = True
) -> CertificateFacts:
    """What the law asks of a death before it is certified."""
    return CertificateFacts(
        is_named=of.is_named, died_here=of.death is not None and of.death.is_seen_by_doctor,
        is_inquiry_open=of.is_inquiry_open, is_examined=any(one.examinations for one in of.items), replaces=replaces,
        reason=reason, has_power=has_power, is_as_drawn=is_as_drawn,
    )  # fmt: skip


def _house(field: CertificateField, text: str, *records: str, word: str = "") -> CertificateLine:
    return CertificateLine(
        field=field, read_from=FieldFrom.HOUSE, text=text, word=word, records=tuple(one for one in records if one)
    )


def _of_register(one: PersonView) -> Iterator[CertificateLine]:
    for field, kind in _PARTICULARS.items():
        if text := one.first(kind):
            yield _house(field, text, one.person_id)
    if one.power:
        yield _house(F.POWER, one.power, one.person_id)
    if one.captured_on or one.captured_at:
        yield _house(F.TAKEN, ", ".join(filter(None, (one.captured_on, one.captured_at or ""))), one.person_id)


def _of_death(death: DeathView | None, items: Sequence[OfItem]) -> Iterator[CertificateLine]:
    if death is not None:
        yield _house(F.DEATH_DATE, death.happened_at[:10], death.custody_id)
        yield _house(F.DEATH_PLACE, death.place or death.holder, death.custody_id)
    else:
        first = next((one for one in items if one.earliest or one.latest), None)
        if first is not None:
            yield _house(F.DEATH_DATE, " – ".join(dict.fromkeys(filter(None, (first.earliest, first.latest)))),
                         *first.examinations)  # fmt: skip
    reported = next((one for one in items if one.report_cause), None)
    seen = next((one for one in items if one.cause), None)
    if reported is not None:
        yield _house(F.CAUSE, "", reported.report_reference, word=reported.report_cause)
        yield _house(F.CIRCUMSTANCES, reported.report_findings, reported.report_reference)
    elif seen is not None:
        yield _house(F.CAUSE, "", *seen.examinations, word=seen.cause)
    elif death is not None and death.cause:
        yield _house(F.CAUSE, "", death.custody_id, word=death.cause)


def where_buried(one: OfItem) -> tuple[str, str, str]:
    """Where an item lies now, in words, what the marker says, and the day; nothing where it lies in no grave."""
    if not one.grave_id:
        return "", "", ""
    grave = grave_for_room(one.grave_id)
    line = grave.line
    where = ", ".join(filter(None, (grave.cemetery, line.grave_row, line.position, grave.plan, grave.coordinates)))
    return where, grave.marker, one.buried_at[:10]


def _of_grave(items: Sequence[OfItem]) -> Iterator[CertificateLine]:
    found = [(one, *where_buried(one)) for one in items if one.grave_id]
    if found:
        where = dict.fromkeys(f"{place} ({on})" for _, place, _, on in found)
        marks = dict.fromkeys(f"{marker} ({one.grave_id})" for one, _, marker, _ in found)
        numbers = tuple(dict.fromkeys(one.grave_id for one, *_ in found))
        yield _house(F.BURIAL, "; ".join(where), *numbers)
        yield _house(F.MARKED, "; ".join(marks), *numbers)
    for one in items:
        if one.ashes is not None:
            yield _house(
                F.ASHES, "; ".join((one.ashes.reason, one.ashes.said_by, one.ashes.urn)), one.item_code,
                word=one.ashes.ground,
            )  # fmt: skip
            return


def _of_effects(person_id: str, items: Sequence[OfItem]) -> Iterator[CertificateLine]:
    states = [(each.found_id, each.state, each.reference) for one in items for each in one.packets]
    if person_id:
        states += [
            (one.packet_id, one.state, one.steps[-1].reference if one.steps else "")
            for one in packets_for_room(person_id)
            if one.state is not _BACK
        ]  # fmt: skip
    if not states:
        return
    gone = [(number, reference) for number, state, reference in states if state in _GONE_ON]
    word = EffectsWord.KEPT if not gone else EffectsWord.FORWARDED if len(gone) == len(states) else EffectsWord.BOTH
    yield _house(F.EFFECTS, ", ".join(number for number, _, _ in states), *(number for number, _, _ in states),
                 word=word.value)  # fmt: skip
    if through := "; ".join(dict.fromkeys(reference for _, reference in gone if reference)):
        yield _house(F.EFFECTS_THROUGH, through, *(number for number, _ in gone))


def known_lines(of: Deceased) -> dict[CertificateField, CertificateLine]:
    """Every line that acts of the house hold, by its field.

    Not:      what whoever asks wrote of him: a name in one line, an age and where he is from are no particulars of a
              certificate; who knows them attests them.
    """
    found: list[CertificateLine] = []
    if of.person is not None:
        found += _of_register(of.person)
    found += [*_of_death(of.death, of.items), *_of_grave(of.items), *_of_effects(of.person_id, of.items)]
    return {one.field: one for one in found if one.text or one.word}
