"""An incident over time, and a family's pedigree with its typed members: drawn, with a table beside each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.identification.selectors.pedigrees import (
    INCIDENT,
    PEDIGREE,
    IncidentPoint,
    Member,
    incident,
    pedigree_of,
)

_STATES = (("identified", "f1"), ("candidate", "f4"), ("unidentified", "f2"), ("no_profile", "f3"))
"""From the ground up, each with its tone; the word of each stands at its band and in the table."""
_COLUMNS = (
    "column.incident_at", "column.incident_items", "column.incident_identified", "column.incident_candidate",
    "column.incident_unidentified", "column.incident_no_profile",
)  # fmt: skip
_WIDTH, _HEIGHT, _LEGEND = 320.0, 150.0, 18.0


def over_time(points: Sequence[IncidentPoint], *, label: str, words: Mapping[str, str]) -> SafeString:
    """Bands of the items of a place over time, the identified at the ground; nothing before there are two moments."""
    if len(points) < 2:
        return SafeString("")
    most = max(one.items for one in points) or 1
    step = _WIDTH / (len(points) - 1)
    low, bands = [0] * len(points), []
    for name, tone in _STATES:
        high = [base + getattr(one, name) for base, one in zip(low, points, strict=True)]
        upper = [f"{place * step:.1f},{_HEIGHT * (1 - value / most):.1f}" for place, value in enumerate(high)]
        lower = [f"{place * step:.1f},{_HEIGHT * (1 - value / most):.1f}" for place, value in enumerate(low)]
        bands.append((tone, " ".join((*upper, *reversed(lower)))))
        low = high
    legend = [
        (place % 2 * _WIDTH / 2, _HEIGHT + 10 + place // 2 * _LEGEND, tone, place % 2 * _WIDTH / 2 + 16,
         _HEIGHT + 20 + place // 2 * _LEGEND, words[name], getattr(points[-1], name))
        for place, (name, tone) in enumerate(_STATES)
    ]  # fmt: skip
    return format_html(
        '<svg class="plot chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}'
        '<line class="ax" x1="0" y1="{}" x2="{}" y2="{}"/>{}</svg>',
        int(_WIDTH), int(_HEIGHT + 2 * _LEGEND + 12), label,
        format_html_join("", '<polygon class="{}" points="{}"/>', bands), _HEIGHT, _WIDTH, _HEIGHT,
        format_html_join("", '<rect class="{2}" x="{0}" y="{1}" width="11" height="11"/>'
                             '<text x="{3}" y="{4}">{5}: {6}</text>', legend),
    )  # fmt: skip


@page(INCIDENT, path="identification/incidents/<str:site_id>", name="incident")
def one_incident(request: HttpRequest, acting: Acting, site_id: str) -> HttpResponse:
    """The items of a place over time, and the table that says the same."""
    language, points = language_of(request), incident(acting, site_id)
    words = {name: say(language, f"column.incident_{name}") for name, _ in _STATES}
    rows = [
        Row(cells=(
            date_words(language, one.at[:10]), str(one.items), str(one.identified), str(one.candidate),
            str(one.unidentified), str(one.no_profile),
        ))
        for one in reversed(points)
    ]  # fmt: skip
    return table_page(
        request, title="page.incident", columns=_COLUMNS, rows=rows, intro="intro.incident", empty="empty.incident",
        template="picture_table.html", subject=site_id,
        picture=over_time(points, label=say(language, "page.incident"), words=words),
    )  # fmt: skip


_KIN = ("column.pedigree_relation", "column.pedigree_code", "column.pedigree_typed")
_ACROSS, _DOWN, _SIZE = 64.0, 74.0, 26.0


def _places(members: Sequence[Member]) -> dict[str, tuple[float, float]]:
    """Where each stands: a row a generation, parents over the middle of their children as far as there is room."""
    rows: dict[int, list[Member]] = {}
    for one in members:
        rows.setdefault(one.generation, []).append(one)
    first, found = min(rows), dict[str, tuple[float, float]]()
    for generation in sorted(rows, reverse=True):
        wanted = []
        for place, one in enumerate(rows[generation]):
            children = [found[each.member][0] for each in members
                        if one.member in (each.father, each.mother) and each.member in found]  # fmt: skip
            middle = sum(children) / len(children) if children else place * _ACROSS
            wanted.append((middle + (_ACROSS / 2 if one.sex == "F" else -_ACROSS / 2 if children else 0), place, one))
        at = float("-inf")
        for x, _, one in sorted(wanted, key=lambda each: each[:2]):
            at = max(x, at + _ACROSS)
            found[one.member] = (at, (generation - first) * _DOWN)
    left = min(x for x, _ in found.values())
    return {one: (x - left + _ACROSS / 2, y + 10) for one, (x, y) in found.items()}


def _shape(one: Member, x: float, y: float) -> SafeString:
    """A square for a man, a circle for a woman, a diamond for nobody knows; filled where a profile was read."""
    tone, half = "f1" if one.is_typed else "f0", _SIZE / 2
    if one.sex == "F":
        return format_html('<circle class="{}" cx="{}" cy="{}" r="{}"/>', tone, x, y + half, half)
    if one.sex == "M":
        return format_html('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', tone, x - half, y, _SIZE, _SIZE)
    return format_html('<polygon class="{}" points="{},{} {},{} {},{} {},{}"/>', tone, x, y, x + half, y + half, x,
                       y + _SIZE, x - half, y + half)  # fmt: skip


def tree(members: Sequence[Member], *, label: str, frame: str, words: Mapping[str, str]) -> SafeString:
    """A pedigree; nothing for nobody."""
    if not members:
        return SafeString("")
    places, lines, drawn = _places(members), [], []
    for one in members:
        x, y = places[one.member]
        parents = [places[each] for each in (one.father, one.mother) if each in places]
        if parents:
            up = y - (_DOWN - _SIZE) / 2
            middle = sum(each[0] for each in parents) / len(parents)
            lines.append((f"M{x:.1f} {y:.1f}V{up:.1f}H{middle:.1f}V{parents[0][1] + _SIZE / 2:.1f}",))
            if len(parents) == 2:
                lines.append((f"M{parents[0][0]:.1f} {parents[0][1] + _SIZE / 2:.1f}H{parents[1][0]:.1f}",))
        question = "?" if one.relation == "missing" else ""
        text = "b m on" if one.is_typed else "b m"
        drawn.append((_shape(one, x, y), text, x, y + _SIZE / 2 + 4, question, x, y + _SIZE + 13, words[one.member]))
    width = max(x for x, _ in places.values()) + _ACROSS / 2
    height = max(y for _, y in places.values()) + _SIZE + 20
    return format_html(
        '<div class="wide" tabindex="0" role="region" aria-label="{}"><svg class="plot" width="{}" viewBox="0 0 {} {}" '
        'role="img" aria-label="{}">{}{}</svg></div>',
        frame, int(width), int(width), int(height), label, format_html_join("", '<path class="ax" d="{}"/>', lines),
        format_html_join("", '{}<text class="{}" x="{}" y="{}">{}</text><text class="m q" x="{}" y="{}">{}</text>',
                         drawn),
    )  # fmt: skip


@page(PEDIGREE, path="identification/families/<str:enquiry_id>", name="pedigree")
def one_pedigree(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """A family's pedigree with its typed members, for the laboratory and the board alone; no paper prints it."""
    language, members = language_of(request), pedigree_of(acting, enquiry_id)
    numbers = {one.member: str(place) for place, one in enumerate((m for m in members if m.relation), 1)}
    rows = [
        Row(cells=(
            f"{numbers[one.member]}. {word_text(language, 'pedigree_word', one.relation)}", one.reference_id or "—",
            say(language, "sentence.pedigree_typed" if one.is_typed else "sentence.pedigree_untyped"),
        ))
        for one in members if one.relation
    ]  # fmt: skip
    words = {one.member: numbers.get(one.member, "") for one in members}
    return table_page(
        request, title="page.pedigree", columns=_KIN, rows=rows, intro="intro.pedigree", empty="empty.pedigree",
        template="picture_table.html", subject=enquiry_id,
        picture=tree(members, label=say(language, "page.pedigree"), frame=say(language, "page.pedigree_drawn"),
                     words=words),
    )  # fmt: skip
