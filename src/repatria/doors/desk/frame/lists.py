"""A list as a page, and the same list as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from repatria.doors.desk.frame.acting import acting_of, language_of
from repatria.doors.desk.frame.files import csv_file, xlsx_file
from repatria.doors.desk.frame.pages import pages
from repatria.doors.desk.frame.texts import say
from repatria.records.access.services import record_reading

L = TypeVar("L")
_INDEX_DIGITS = 18  # all that fits a column of 8 bytes
LINES = 200
"""Of a list that its page hands over whole, so many stand on one page; the file has all of them."""
_BEHIND = "behind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[L]):
    """One page of a list: its lines, how many the whole has, and the address of the next one, if there is one."""

    lines: tuple[L, ...]
    whole: int
    following: str

    @property
    def is_all(self) -> bool:
        return len(self.lines) == self.whole


def part_of(request: HttpRequest, lines: Sequence[L]) -> Part[L]:
    """The page of a whole list that was asked for; its first where the address asks for none."""
    asked = request.GET.get(_BEHIND, "")
    start = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= _INDEX_DIGITS else 0
    start = start if start < len(lines) else 0
    more = request.GET.copy()
    more[_BEHIND] = str(start + LINES)
    return Part(
        lines=tuple(lines[start : start + LINES]), whole=len(lines),
        following=f"?{more.urlencode()}" if start + LINES < len(lines) else "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a list: its cells, and where it leads."""

    cells: tuple[str, ...]
    link: str = ""
    tone: str = ""  # late, waiting: a word stands in a cell too, never colour alone


def table_page(
    request: HttpRequest, *, title: str, columns: Sequence[str], rows: Sequence[Row], intro: str = "",
    following: str = "", template: str = "table.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """A list; with ?export=csv or xlsx the same list as a file, of which a leaf is left.

    Given:    `title`, `columns` and `intro` are keys of texts; `template` one that says something around the list;
              `following` and `whole` of a list that comes page by page. One that comes whole is cut into pages here.
    """
    language = language_of(request)
    labels = [say(language, one) for one in columns]
    if is_export(request):
        return exported(request, title.rpartition(".")[2], [labels, *(row.cells for row in rows)])
    asked = request.GET.copy()
    asked["export"] = "csv"  # of this page and filter
    part = part_of(request, rows)
    if not part.is_all:
        more.setdefault("whole", part.whole)
    context = {
        "title": title, "columns": columns, "intro": intro, "following": part.following or following,
        "rows": [(row, list(zip(labels, row.cells, strict=True))) for row in part.lines],
        "export": asked.urlencode(), **more,
    }  # fmt: skip
    return render(request, template, context)


def is_export(request: HttpRequest) -> bool:
    """Whether a list is asked for as a file."""
    return request.GET.get("export") in _FILES


def exported(
    request: HttpRequest, name: str, lines: Sequence[Sequence[str]], foot: Sequence[Sequence[str]] = (), *,
    kind: str = "", action: str = "",
) -> HttpResponse:  # fmt: skip
    """A list as the file that is asked for, disarmed; the first line names its columns, and `foot` is not counted.

    Given:    `kind` and `action` of a list that is no page of its own, or was asked for by a form.
    Leaf:     access.reading_recorded, with how many lines left as a file
    """
    here = request.resolver_match.url_name if request.resolver_match else ""
    action = action or next((one.action for one in pages() if one.name == here), "") or _OF_ALL
    kind = kind or request.GET.get("export", "csv")
    reason = f"export {kind}: {len(lines) - 1}"
    record_reading(acting_of(request), question=action, records=(), reason=reason)
    return _FILES.get(kind, csv_file)(name, [*lines, *foot])


def skipped_of(request: HttpRequest) -> int:
    """How many lines of a ranked list come before this page of it."""
    return max(after_of(request), 0)


def following_of(request: HttpRequest, lines: Sequence[Any], after: int) -> str:
    """Where a list goes on under the same filters; "" where it does not.

    Given:    `lines` of one page, which know whether more follow; `after` what the next page is asked after.
    """
    if not getattr(lines, "has_more", False):
        return ""
    asked = request.GET.copy()
    asked.pop("export", None)
    asked["after"] = str(after)
    return f"?{asked.urlencode()}"


_FILES = {"csv": csv_file, "xlsx": xlsx_file}
_OF_ALL = "clocks.?owed"


def after_of(request: HttpRequest) -> int:
    """The act index after which a list goes on; -1, its beginning, for anything that is none."""
    after = request.GET.get("after", "")
    return int(after) if after.isascii() and after.isdecimal() and len(after) <= _INDEX_DIGITS else -1
