"""Likely same men beside a capture form: by service number, and by name, birth and place across scripts.

A clerk sees of them what his list shows him anyway. A camp officer sees his own camp's men; that somebody whom another
place holds may be the same man he does not learn: the house lays that before the bureau.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from repatria.core.vocabulary.particulars import ParticularKind
from repatria.core.vocabulary.written_dates import comparable_of, read_written_date
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.dates import occasion_of, written_date_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.matcher import Found, SilentMatcherError, find_same
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.register.forms import typed_reason
from repatria.records.access.acting import Acting
from repatria.records.register.selectors import PersonLine, persons_numbered, roll_numbered
from repatria.records.register.selectors.alike import numbers_with_service_number

LEAST_PROBABILITY = 0.1
"""From which chance on somebody is worth a look: missing a double costs more than looking at a namesake."""
MOST = 6
SEEN = "seen"
"""The hidden field that says whom the clerk was shown: sent again, the form is about another man."""
_KINDS = {
    "surname": ParticularKind.SURNAME, "given_name": ParticularKind.FIRST_NAMES,
    "patronymic": ParticularKind.PATRONYMIC, "birth_date": ParticularKind.BIRTH_DATE,
    "place": ParticularKind.BIRTH_PLACE, "number": ParticularKind.SERVICE_NUMBER,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyMan:
    """Somebody who may be the man on the form: his line, what is alike, and where his page is."""

    line: PersonLine
    born: str
    alike: tuple[str, ...]  # kinds of particulars
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """Who may be the man on the form, the likeliest first.

    Given:    `is_silent` when names could not be compared: then only the service number was.
    """

    men: tuple[LikelyMan, ...] = ()
    is_silent: bool = False
    is_looked: bool = True

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(one.line.person_id for one in self.men)


NOT_LOOKED = Likely(is_looked=False)


def likely_men(acting: Acting, language: str, entered: Entered) -> Likely:
    """Looks for the man on the form, whatever of it is filled in.

    Leaf:     access.reading_recorded, of those who are shown; none where nobody is
    """
    number = _said(entered, ParticularKind.SERVICE_NUMBER)
    alike: dict[str, tuple[str, ...]] = dict.fromkeys(
        numbers_with_service_number(acting, number), (ParticularKind.SERVICE_NUMBER.value,)
    )
    found, is_silent = _found(language, entered, number)
    for one in found:
        if one.probability >= LEAST_PROBABILITY:
            said = [_KINDS[line.field].value for line in one.lines if line.millibits > 0 and line.field in _KINDS]
            alike[one.person_id] = tuple(dict.fromkeys((*alike.get(one.person_id, ()), *said)))
    lines = {line.person_id: line for line in _seen(acting, list(alike)[:MOST])}
    men = tuple(
        LikelyMan(
            line=lines[number], born=written_date_words(language, lines[number].birth_date), alike=kinds,
            link=reverse("desk:person" if may(acting, "register.?person") else "desk:happened", args=[number]),
        )
        for number, kinds in alike.items() if number in lines
    )  # fmt: skip
    return Likely(men=men, is_silent=is_silent)


def seen_field() -> Field:
    return Field(name=SEEN, kind="hidden", longest=2_000)


def _said(entered: Entered, kind: ParticularKind) -> str:
    value = entered.values.get(kind.value, "")
    return "" if typed_reason(value) is not None else value


def _found(language: str, entered: Entered, number: str) -> tuple[Sequence[Found], bool]:
    names = [_said(entered, kind) for kind in (
        ParticularKind.SURNAME, ParticularKind.FIRST_NAMES, ParticularKind.PATRONYMIC)]  # fmt: skip
    if not any(names):
        return (), False
    born = read_written_date(_said(entered, ParticularKind.BIRTH_DATE), occasion_of(language))
    try:
        return find_same(
            current().matcher_socket, surname=names[0], given_name=names[1], patronymic=names[2],
            birth_date=comparable_of(born), place=_said(entered, ParticularKind.BIRTH_PLACE), number=number,
        ), False  # fmt: skip
    except SilentMatcherError:
        return (), True  # nobody is kept from being registered because names cannot be compared


def _seen(acting: Acting, numbers: Sequence[str]) -> Sequence[PersonLine]:
    """Those whom this account's own list shows it."""
    if not numbers:
        return ()
    if may(acting, "register.?persons"):
        return persons_numbered(acting, numbers)
    return roll_numbered(acting, numbers) if may(acting, "register.?camp_roll") else ()
