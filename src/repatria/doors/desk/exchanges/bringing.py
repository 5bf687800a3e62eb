"""Bringing in a version of a list: a file, or names and numbers typed here; looked at first, then recorded."""

from __future__ import annotations

from base64 import b64decode, b64encode
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.exchange_list import ListSide
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.exchange_columns import HEADS, is_readable, meant_by, read_row
from repatria.core.vocabulary.identifiers import fold_number
from repatria.core.vocabulary.lists import LARGEST_PAGE_FILE, PlainRows
from repatria.doors.desk.exchanges.forms import lines_in, yes_no
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.access.drafts import Draft, draft_numbered, drop_draft, drop_older, keep_draft
from repatria.records.exchanges.comparing import RowOnList
from repatria.records.exchanges.selectors.lists import list_summary
from repatria.records.exchanges.services.lists import BRING, record_version

_FORM = "exchange list"
MOST_KEPT = 3
SHOWN = 20
_KEPT = ("list_side", "came_at", "supplied_by", "version_reference", "is_whole", "is_at_border")


def _rows_of_file(name: str, content: bytes) -> PlainRows:
    lists = current().lists
    if lists is None:
        raise LookupError("the desk reads no lists: start it through `repatria serve`")
    return lists.plain_rows(name, content, tuple(head for heads in HEADS.values() for head in heads))


def _as_lines(read: PlainRows) -> list[RowOnList]:
    """Every row of a file as it stands on a list; one of which nothing could be read is a line with its cells alone."""
    found = []
    for cells in read.rows:
        said = read_row(read.columns, cells)
        raw = tuple((column, cell) for column, cell in zip(read.columns, cells, strict=False) if cell.strip())
        ours = {one: fold_number(said.get(one, "")) for one in ("line_id", "person_id")}
        found.append(RowOnList(
            name=said.get("name", ""), birth_date=said.get("birth_date", ""),
            service_number=said.get("service_number", ""), their_number=said.get("their_number", ""), raw=raw, **ours,
        ))  # fmt: skip
    return found


def _typed(entered: Entered) -> list[RowOnList]:
    """Lines typed here: our number of a man alone, or a name, with a birth behind a semicolon."""
    found = []
    for one in lines_in(entered, "list_names"):
        number = fold_number(one)
        name, _, birth = one.partition(";")
        found.append(
            RowOnList(person_id=number) if number.startswith("P-")
            else RowOnList(name=name.strip(), birth_date=birth.strip())
        )  # fmt: skip
    return found


@page(BRING, path="exchange-lists/<str:exchange_list>/version", name="bring_version")
def bring(request: HttpRequest, acting: Acting, exchange_list: str) -> HttpResponse:
    """Whose list it is and how it came, with its file or its names. A file is looked at before it is recorded."""
    summary, language = list_summary(acting, exchange_list), language_of(request)
    back = reverse("desk:exchange_list", args=[exchange_list])

    def act(entered: Entered) -> HttpResponse | str:
        sent = request.FILES.get("list_file")
        if sent is None:
            rows = _typed(entered)
            if not rows:
                raise InputError("a file or names are needed", (("list_names", "missing"),))
            _record(acting, exchange_list, {one: entered[one] for one in _KEPT}, rows, "")
            return back
        if (sent.size or 0) > LARGEST_PAGE_FILE:
            raise InputError("the file is too large for a page", (("list_file", "large_file"),))
        content, name = sent.read(), str(sent.name or "list")
        if not is_readable(_rows_of_file(name, content).columns):
            raise InputError("no column of it holds names or numbers", (("list_file", "no_names"),))
        number = sha256(content + exchange_list.encode()).hexdigest()[:24]
        drop_older(acting.account_id, _FORM, leave=MOST_KEPT - 1)
        kept = {one: [entered[one]] for one in _KEPT}
        keep_draft(
            acting.account_id, _FORM, number,
            {"name": [name], "content": [b64encode(content).decode()], "list_id": [exchange_list], **kept},
            at=acting.at, randomness=acting.randomness,
        )  # fmt: skip
        return HttpResponseRedirect(reverse("desk:looked_at_version", args=[exchange_list, number]))  # nothing is done

    fields = (
        Field(name="list_side", kind="radio", is_required=True, value=ListSide.THEIRS.value,
              options=choices(language, "list_side", ListSide)),
        Field(name="came_at", kind="instant", is_required=True, value=now_typed()),
        Field(name="supplied_by", is_required=True, hint="hint.supplied_by"), Field(name="version_reference"),
        yes_no(request, "is_whole", value="yes" if summary.versions == 0 else "", hint="hint.is_whole"),
        yes_no(request, "is_at_border"),
        Field(name="list_file", kind="file", hint="hint.exchange_file"),
        Field(name="list_names", kind="text", hint="hint.list_names"),
    )  # fmt: skip
    asked = Asked(title="page.bring_version", fields=fields, back=back, button="button.look",
                  intro="intro.bring_version")  # fmt: skip
    return ask(request, asked, act, is_with_file=True, subject=exchange_list)


def _record(acting: Acting, exchange_list: str, kept: dict[str, str], rows: list[RowOnList], digest: str) -> None:
    came_at = Entered(values=dict(kept)).instant("came_at")
    assert came_at is not None, "the form asks for it"
    record_version(
        acting, list_id=exchange_list, side=ListSide(kept["list_side"]), came_at=came_at,
        supplied_by=kept["supplied_by"],
        rows=rows, reference=kept["version_reference"], is_whole=kept["is_whole"] == "yes",
        is_at_border=kept["is_at_border"] == "yes", file_digest=digest,
    )  # fmt: skip


def _content(kept: Draft) -> tuple[str, bytes]:
    return kept.values["name"][0], b64decode(kept.values["content"][0])


@page(BRING, path="exchange-lists/<str:exchange_list>/version/<str:number>", name="looked_at_version")
def looked_at(request: HttpRequest, acting: Acting, exchange_list: str, number: str) -> HttpResponse:
    """What was found in the file, column by column, and its first rows; sent, it is recorded row by row."""
    kept = draft_numbered(acting.account_id, _FORM, number, at=acting.at)
    if kept is None or kept.values["list_id"] != [exchange_list]:
        return HttpResponseRedirect(reverse("desk:bring_version", args=[exchange_list]))
    (name, content), language = _content(kept), language_of(request)
    read = _rows_of_file(name, content)
    rows = _as_lines(read)
    if request.method == "POST":
        values = {one: kept.values[one][0] for one in _KEPT}
        _record(acting, exchange_list, values, rows, sha256(content).hexdigest())
        drop_draft(acting.account_id, _FORM, number)
        return going_on(request, reverse("desk:exchange_list", args=[exchange_list]), word="done.bring_version")
    meant = meant_by(read.columns)
    return render(request, "looked_at_version.html", {
        "name": name, "list_id": exchange_list, "count": sum(not one.is_empty for one in rows),
        "columns": [(one, word_text(language, "list_column", meant[one]) if one in meant else "")
                    for one in read.columns],
        "rows": rows[:SHOWN],
        "unread": [(where, word_text(language, "row_reason", reason)) for where, reason in read.unread],
    })  # fmt: skip
