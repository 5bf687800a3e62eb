"""One form of a parcel as a row of a table: its fields, the one service that it calls, and where one goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting
from repatria.records.contact.selectors.parcels import CAMP, READ, ParcelView, camp_parcel, parcel
from repatria.records.contact.services.parcels import parcel_row

NUMBER = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """What a sheet is opened with: who acts, in which language, about which parcel, and what the address asked."""

    acting: Acting
    language: str
    parcel_id: str
    query: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One form of a parcel.

    Given:    `does` calls its service and returns where one goes on; `shows_parcel` where whoever agrees reads what
              was said, and what was found beside what was declared.
    """

    action: str
    path: str
    name: str
    title: str
    fields: Callable[[Open], tuple[Field, ...]]
    does: Callable[[Open, Entered], str]
    intro: str = ""
    at_fields: Mapping[str, str] = field(default_factory=dict)
    shows_parcel: bool = False


def back_to_parcel(acting: Acting, parcel_id: str = "") -> str:
    """Where this account goes on: the parcel or the list that it may open, else the first page."""
    for action, one, many in ((READ, "desk:parcel", "desk:parcels"), (CAMP, "desk:camp_parcel", "desk:camp_parcels")):
        if may(acting, action):
            return reverse(one, args=[parcel_id]) if parcel_id else reverse(many)
    return reverse("desk:owed")


def when_field(name: str, label: str) -> Field:
    """The hour at which something happened, the present one to begin with."""
    return Field(name=name, kind="instant", label=label, is_required=True, value=now_typed(), hint="hint.instant")


def at_of(entered: Entered, name: str) -> datetime:
    """The hour that was typed into a required field."""
    instant = entered.instant(name)
    assert instant is not None, "the form asks for it"
    return instant


def _view(acting: Acting, parcel_id: str) -> ParcelView:
    return (parcel if may(acting, READ) else camp_parcel)(acting, parcel_id)


def register_sheets(sheets: tuple[Sheet, ...]) -> None:
    """Makes each sheet of a table a page."""
    for one in sheets:
        _register(one)


def _register(sheet: Sheet) -> None:
    @page(sheet.action, path=sheet.path, name=sheet.name)
    def shown(request: HttpRequest, acting: Acting, parcel_id: str = "") -> HttpResponse:
        if parcel_id:
            parcel_row(acting, parcel_id)  # no such parcel: no form
        opened = Open(acting=acting, language=language_of(request), parcel_id=parcel_id, query=request.GET.dict())
        asked = Asked(
            title=sheet.title, fields=sheet.fields(opened), back=back_to_parcel(acting, parcel_id), intro=sheet.intro,
            at_fields=sheet.at_fields, template="parcel_form.html" if sheet.shows_parcel else "form.html",
        )  # fmt: skip
        more = {"subject": parcel_id} if parcel_id else {}
        seen = {"one": _view(acting, parcel_id)} if sheet.shows_parcel and request.method != "POST" else {}
        return ask(request, asked, lambda entered: sheet.does(opened, entered), **more, **seen)
