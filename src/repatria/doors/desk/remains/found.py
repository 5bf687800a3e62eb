"""Who was found dead and stands in no register: what disc, papers and body say, the list, and what was wrong of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.found_dead import LONGEST_POWER, FoundBy
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.register.errors import UnknownFoundDeadError
from repatria.records.register.selectors.found_dead import FOUND_ONES, FoundDeadLine, found_dead
from repatria.records.register.services.found_dead import FOUND, WITHDRAW, record_found_dead, withdraw_found_dead
from repatria.records.remains.selectors.items import item

_K = ParticularKind
_KINDS = (
    _K.SURNAME, _K.FIRST_NAMES, _K.PATRONYMIC, _K.BIRTH_DATE, _K.SERVICE_NUMBER, _K.RANK, _K.UNIT,
    _K.POWER_OF_DEPENDENCE, _K.IDENTITY_CARD,
)  # fmt: skip
_AT_FIELDS = {
    "found_dead_named": "surname", "found_dead_disc": "found_by", "found_dead_papers": "found_by",
    "found_dead_reason": "reason",
}  # fmt: skip
_COLUMNS = ("column.remains_code", "column.found_dead", "column.found_dead_recorded", "column.state")


def _cells(language: str, one: FoundDeadLine) -> tuple[str, ...]:
    state = "withdrawn" if one.is_withdrawn else "named" if one.is_named else "unnamed"
    return one.person_id, date_words(language, one.recorded_on), word_text(language, "found_dead_state", state)


@page(FOUND_ONES, path="remains/found-dead", name="found_dead_list")
def found_dead_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Everybody who was found dead and stood in no register, by code and number; no name stands here."""
    language = language_of(request)
    rows = [
        Row(
            cells=(one.item_code, *_cells(language, one)), link=reverse("desk:found_dead_one", args=[one.item_code]),
            tone="" if one.is_named or one.is_withdrawn else "waiting",
        )
        for one in found_dead()
    ]  # fmt: skip
    return table_page(
        request, title="page.found_dead_list", columns=_COLUMNS, rows=rows, intro="intro.found_dead_list",
        empty="empty.found_dead_list",
    )  # fmt: skip


@page(FOUND_ONES, path="remains/items/<str:item_code>/found-dead", name="found_dead_one")
def one_found(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Who was found dead by one item: the numbers, and what may be done."""
    language, code = language_of(request), item(acting, item_code).item_code
    lines = found_dead(code)
    rows = [
        Row(
            cells=_cells(language, one),
            link=reverse("desk:person", args=[one.person_id]) if may(acting, "register.?person") else "",
        )
        for one in lines
    ]  # fmt: skip
    standing = next((one for one in lines if not one.is_withdrawn), None)
    return table_page(
        request, title="page.found_dead_one", columns=_COLUMNS[1:], rows=rows, intro="intro.found_dead_one",
        empty="empty.found_dead_one", template="found_dead_one.html", item_code=code,
        may_record=may(acting, FOUND) and standing is None,
        withdrawable=standing.person_id if standing and not standing.is_named and may(acting, WITHDRAW) else "",
    )  # fmt: skip


def _read(entered: Entered) -> Sequence[Particular]:
    """What was typed, each item of the form's source but for those that are said to be read of another."""
    others, other = entered.many("other_items"), entered.values.get("other_found_by", "")
    if bool(others) != bool(other):
        raise InputError("another source has items", (("other_found_by" if others else "other_items", "missing"),))
    return [
        Particular(
            kind=kind, value=entered[kind.value],
            source=Source(kind=other if kind.value in others else entered["found_by"]),
        )
        for kind in _KINDS if entered[kind.value]
    ]  # fmt: skip


@page(FOUND, path="remains/items/<str:item_code>/found-dead/record", name="record_found_dead")
def record_found(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Registers one who was found dead, by what disc, papers and body say."""
    language, code = language_of(request), item(acting, item_code).item_code

    def act(entered: Entered) -> str:
        record_found_dead(
            acting, item_code=code, particulars=_read(entered), died_on=entered.partial_date("died_on"),
            died_at=entered["died_at"],
        )  # fmt: skip
        return reverse("desk:found_dead_one", args=[code])

    fields = (
        Field(name="found_by", kind="radio", is_required=True, options=choices(language, "source", FoundBy),
              hint="hint.found_by"),
        *(
            Field(
                name=kind.value, kind="written" if kind is _K.BIRTH_DATE else "line",
                label=f"particular.{kind.value}", longest=LONGEST_POWER if kind is _K.POWER_OF_DEPENDENCE else 1000,
                hint="hint.found_power" if kind is _K.POWER_OF_DEPENDENCE else "",
            )
            for kind in _KINDS
        ),
        Field(name="other_items", kind="boxes", options=choices(language, "particular", _KINDS)),
        Field(name="other_found_by", kind="choice", options=choices(language, "source", FoundBy, empty=True)),
        Field(name="died_on", kind="date", hint="hint.date_or_unknown", may_be_unknown=True),
        Field(name="died_at"),
    )  # fmt: skip
    asked = Asked(
        title="page.record_found_dead", fields=fields, back=reverse("desk:found_dead_one", args=[code]),
        at_fields=_AT_FIELDS, intro="intro.record_found_dead",
    )  # fmt: skip
    return ask(request, asked, act, subject=code)


@page(
    WITHDRAW,
    path="remains/items/<str:item_code>/found-dead/<str:found_dead_id>/withdraw",
    name="withdraw_found_dead",
)
def withdraw_found(request: HttpRequest, acting: Acting, item_code: str, found_dead_id: str) -> HttpResponse:
    """Takes back a record that was wrong."""
    code = item(acting, item_code).item_code
    if found_dead_id not in {one.person_id for one in found_dead(code)}:
        raise UnknownFoundDeadError("no record of a body names this person")
    back = reverse("desk:found_dead_one", args=[code])

    def act(entered: Entered) -> str:
        withdraw_found_dead(acting, person_id=found_dead_id, reason=entered["reason"])
        return back

    asked = Asked(
        title="page.withdraw_found_dead", fields=(Field(name="reason", is_required=True),), back=back,
        at_fields=_AT_FIELDS, intro="intro.withdraw_found_dead",
    )  # fmt: skip
    return ask(request, asked, act, subject=found_dead_id)
