"""Lists of the dead and of graves: drawn up for a Power of what is on record, certified by another."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

import msgspec

from repatria.core.law.certificates import CertificateState, ListState, check_certified, check_list_drawn
from repatria.core.law.remains_graves import is_plain_marker
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.certificates import CertificateField, DeathListKind, FieldFrom, ListedDead
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.papers_certificates import MOST_LISTED
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.records.access.acting import Acting, require
from repatria.records.certificates.acts import DeathListCertified, DeathListDrawn, ListWords
from repatria.records.certificates.lines import is_upheld, names_standing, where_buried
from repatria.records.certificates.models import Certificate, DeathList
from repatria.records.certificates.reading import drawn_as, list_as_drawn, list_row
from repatria.records.identification.selectors.concluded import identified_items
from repatria.records.ledger.acts import Lost
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import how_many, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.joined import leader_of
from repatria.records.register.selectors.whole import person_for_room
from repatria.records.remains.selectors.certifying import OfItem, buried_now, of_item_for_room
from repatria.records.remains.selectors.graves import grave_for_room
from repatria.records.vault.keyring import current

DRAW_LIST, CERTIFY = "certificates.draw_death_list", "certificates.certify_death_list"
F = CertificateField
LONGEST_POWER = 40
_PURPOSE = "certificates|lists of the dead"


_NAMED_BY = {
    "surname": ParticularKind.SURNAME, "first_names": ParticularKind.FIRST_NAMES, "rank": ParticularKind.RANK,
    "service_number": ParticularKind.SERVICE_NUMBER, "birth_date": ParticularKind.BIRTH_DATE,
}  # fmt: skip


def _folded(power: str) -> str:
    return " ".join(power.split()).casefold()


def _standing() -> list[Certificate]:
    """The signed certificates whose name stands: what the board took back goes onto no list."""
    standing = names_standing()
    signed = rows_where(Certificate, state=CertificateState.SIGNED.value, order="number")
    return [row for row in signed if is_upheld(row, standing)]


def _certified(kind: DeathListKind, power: str) -> str:
    """The certified list of this kind for this Power that nothing has replaced, "" where there is none."""
    rows = rows_where(DeathList, kind=kind.value, state=ListState.CERTIFIED.value, order="-number")
    return next((row.pk for row in rows if _folded(row.power) == _folded(power)), "")


def _of_certificate(row: Certificate, item: OfItem | None) -> ListedDead:
    words = drawn_as(row).words
    lines = words.lines if words is not None and not isinstance(words, Lost) else ()
    said = {one.field: one.text for one in lines}
    # Where he lay when it was drawn up the house reads anew: a grave that is empty now stands on no list.
    told = {one.field: one.text for one in lines if one.read_from is FieldFrom.ATTESTED}
    word = next((one.word for one in lines if one.field is F.CAUSE), "")
    where, marker, on = where_buried(item) if item else ("", "", "")
    return ListedDead(
        certificate=str(row.number), item_code=item.item_code if item else "", surname=said.get(F.SURNAME, ""),
        first_names=said.get(F.FIRST_NAMES, ""), rank=said.get(F.RANK, ""),
        service_number=said.get(F.SERVICE_NUMBER, ""), birth_date=said.get(F.BIRTH_DATE, ""),
        death_date=said.get(F.DEATH_DATE, ""), death_place=said.get(F.DEATH_PLACE, ""), cause=word,
        buried_on=on, grave=where or told.get(F.BURIAL, ""), marker=marker or told.get(F.MARKED, ""),
    )  # fmt: skip


def _unnamed(item: OfItem) -> ListedDead:
    where, marker, on = where_buried(item)
    marker = marker if is_plain_marker(marker) else ""  # a name that somebody wrote there no board gave
    return ListedDead(
        certificate="", item_code=item.item_code, surname="", first_names="", rank="", service_number="",
        birth_date="", death_date=" – ".join(dict.fromkeys(filter(None, (item.earliest, item.latest)))),
        death_place="", cause=item.cause, buried_on=on, grave=where, marker=marker,
    )  # fmt: skip


def _identified(item: OfItem, power: str) -> ListedDead:
    """Who lies there without a certificate: by his name where the board named him and he is of this Power as the
    register has it, unnamed for every other (GC III art. 120)."""
    unnamed = _unnamed(item)
    named = [one.person_id for one in identified_items(item.item_code) if not one.is_annulment_asked and one.person_id]
    person = person_for_room(leader_of(named[-1])) if named else None
    if person is None or not person.power or _folded(person.power) != _folded(power):
        return unnamed
    said = {field: person.first(kind) or "" for field, kind in _NAMED_BY.items()}
    _, marker, _ = where_buried(item)
    return replace(unnamed, marker=marker, **said)


def _dead(power: str) -> Iterator[ListedDead]:
    """The dead of a Power, one by one by the certificates that stand, each with the grave of today."""
    for row in _standing():
        if _folded(row.power) != _folded(power):
            continue
        items = [of_item_for_room(one) for one in row.items.split()]
        yield _of_certificate(row, next((one for one in items if one.grave_id), items[0] if items else None))


def _in_graves(power: str) -> Iterator[ListedDead]:
    """Everybody who lies in a grave and has a certificate of that Power, or no certificate at all: then by the name
    that the board gave, where he is of that Power, and else by the code alone."""
    named = {code: row for row in _standing() for code in row.items.split()}
    for code, _ in buried_now():
        row = named.get(code)
        if row is None:
            yield _identified(of_item_for_room(code), power)
        elif _folded(row.power) == _folded(power):
            yield _of_certificate(row, of_item_for_room(code))


def lines_for(kind: DeathListKind, power: str) -> tuple[ListedDead, ...]:
    """The lines of a list as they would be drawn now."""
    return tuple(_dead(power) if kind is DeathListKind.DEAD else _in_graves(power))


def digest_of(lines: Sequence[ListedDead]) -> str:
    """A digest of the lines under a key of the house: whoever has it, and guesses a name, finds out nothing.

    Units:    64 hexadecimal digits, HMAC-SHA-256.
    """
    return hmac.digest(current().derived(_PURPOSE), msgspec.json.encode(lines), sha256).hex()


def _cemeteries(lines: Sequence[ListedDead]) -> tuple[str, ...]:
    graves = dict(buried_now())
    found = {grave_for_room(graves[one.item_code]).line.cemetery_code for one in lines if one.item_code in graves}
    return tuple(sorted(found))


@service
def draw_death_list(acting: Acting, *, kind: DeathListKind, power: str, reason: str = "") -> str:
    """Draws up a list of the dead of a Power, or of the graves in which they and those without a name lie.

    Source:   GC III art. 120: lists of all who died, with the particulars of art. 17, place, day and cause of death,
              place and day of burial, and all that is needed to find the grave; lists of graves and of who lies in
              them; GC I art. 16, 17.
    Given:    the lines the house reads: of the dead by the certificates that stand; `reason` where a list of this kind
              was certified for this Power before, in whose place it stands.
    Returns:  the list's number.
    Raises:   RoleForbidsError; InputError without a Power or for one that is too long; OpenGuardError for a list of
              nobody, or of more than a sheet takes; UnstatedParticularsError; StatementError.
    Leaf:     certificates.death_list_drawn
    """
    require(acting, DRAW_LIST)
    refuse_statements({"reason": reason})
    power = " ".join(power.split())
    if not power:
        raise InputError("a list is for a Power", (("power", "missing"),))
    if len(power) > LONGEST_POWER:
        raise InputError("too long", (("power", "length"),))
    lines, before = lines_for(kind, power), _certified(kind, power)
    check_list_drawn(lines=len(lines), at_most=MOST_LISTED, replaces=bool(before), reason=reason)
    death_list_id = record_number("GM", acting.randomness(7))
    record(
        DeathListDrawn(
            death_list_id=death_list_id, list_kind=kind, power=power, number=how_many(DeathList) + 1, count=len(lines),
            digest=digest_of(lines), cemeteries=_cemeteries(lines) if kind is DeathListKind.GRAVES else (),
            replaces=before, words=ListWords(lines=lines, reason=reason.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return death_list_id


@service
def certify_death_list(acting: Acting, *, death_list_id: str) -> int:
    """Certifies a list: a responsible officer, another than who drew it up, while it says what is on record.

    Source:   GC III art. 120; GC I art. 16: duly authenticated.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownDeathListError; CertificateOrderError; SecondPersonError; OpenGuardError where
              certificates or graves changed since it was drawn up, or another list was certified in its place.
    Leaf:     certificates.death_list_certified
    """
    require(acting, CERTIFY)
    row = list_row(death_list_id)
    kind = DeathListKind(row.kind)
    check_certified(
        ListState(row.state), drawn_by=act_at(row.recorded_index).actor, account_id=acting.account_id,
        is_as_drawn=_certified(kind, row.power) == row.replaces
        and digest_of(lines_for(kind, row.power)) == row.digest,
    )  # fmt: skip
    return record(
        DeathListCertified(death_list_id=row.pk, digest=row.digest, replaces=row.replaces),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def is_certified(death_list_id: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a list may go out, with no name on it that was taken back, and the cemeteries that it tells of.

    Raises: UnknownDeathListError."""
    row = list_row(death_list_id)
    drawn, standing = list_as_drawn(row), names_standing()
    lines = drawn.words.lines if drawn.words is not None and not isinstance(drawn.words, Lost) else ()
    fell = {str(one.number) for one in rows_where(Certificate) if not is_upheld(one, standing)}
    names_who_fell = any(one.certificate in fell for one in lines)
    return row.state == ListState.CERTIFIED.value and not names_who_fell, drawn.cemeteries
