"""Areas of the desk: each is listed once, and what it registers stands once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.urls import reverse

from repatria.core.law.clocks import ClockRule, row_of
from repatria.doors.desk.frame import areas
from repatria.doors.desk.frame.areas import AREAS, DESK, template_folders
from repatria.doors.desk.frame.owed import OwedItem, by_urgency, owed_by
from repatria.doors.desk.frame.pages import Page, page_of, pages, register
from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.role_table import ROLE_TABLE, is_allowed
from tests.doors.desk.bureau import BY_ROLE, Bureau

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.mark.parametrize(("name", "path"), [("person", "elsewhere"), ("elsewhere", "persons/<str:person_id>")])
def test_refuses_a_second_page_of_one_name_or_address(name: str, path: str) -> None:
    with pytest.raises(ValueError, match=name):
        register(Page(name=name, path=path, view=nothing))

    assert "elsewhere" not in {one.name for one in pages()}


def test_refuses_a_second_page_for_one_clock() -> None:
    with pytest.raises(ValueError, match="elsewhere"):
        register(Page(name="elsewhere", path="elsewhere", view=nothing, clocks=(ClockRule.SIGNED_OUT,)))

    assert "elsewhere" not in {one.name for one in pages()}


def test_a_page_that_satisfies_a_clock_wants_its_number_alone_and_whoever_owes_the_clock_may_open_it() -> None:
    declared = [(one, rule) for one in pages() for rule in one.clocks]

    assert ClockRule.SIGNED_OUT in {rule for _, rule in declared}
    for one, rule in declared:
        assert one is page_of(rule)
        assert one.path.count("<") <= 1
        assert is_allowed(frozenset({row_of(rule).owed_by}), one.action)


def test_refuses_a_template_that_stands_in_two_areas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for area in ("notices", "register"):
        (tmp_path / area / "templates").mkdir(parents=True)
        (tmp_path / area / "templates" / "one.html").write_text("")
    monkeypatch.setattr(areas, "DESK", tmp_path)  # the house's own templates stand once each

    with pytest.raises(ValueError, match=r"one\.html"):
        template_folders()


def test_every_folder_with_pages_is_listed_and_every_listed_area_has_pages() -> None:
    assert {path.parent.name for path in DESK.glob("*/pages.py")} - {"frame"} == set(AREAS)


def test_every_template_is_found_by_its_name_alone() -> None:
    names = [path.name for path in DESK.glob("*/templates/*.html")]

    assert len(names) > 35
    for name in names:
        assert get_template(name)


def test_every_page_in_the_menu_is_open_to_somebody_and_leads_there_without_a_number() -> None:
    everything = set().union(*ROLE_TABLE.values())
    for one in pages():
        if one.menu:
            assert not one.action or one.action in everything
            assert reverse(f"desk:{one.name}") == f"/{one.path}"


def an_item(what: str = "owed.pairs", **more: object) -> OwedItem:
    return OwedItem(what=what, link="/", **more)  # type: ignore[arg-type]


def test_a_term_is_late_after_its_instant_and_not_at_it() -> None:
    item = an_item(since=NOW - timedelta(days=7), due_at=NOW)

    assert (timedelta(days=7), timedelta(days=7)) == (item.allowed, item.used(NOW))
    assert not item.is_late(NOW)
    assert item.is_late(NOW + timedelta(microseconds=1))
    assert not an_item().is_late(NOW)
    assert an_item(due_at=NOW).allowed is None


def test_what_is_due_first_stands_first_and_what_nothing_sets_last() -> None:
    late, soon = an_item(due_at=NOW - timedelta(days=1)), an_item(due_at=NOW + timedelta(days=1))
    old, new, ever = an_item(since=NOW - timedelta(days=9)), an_item(since=NOW), an_item()

    assert (late, soon, old, new, ever) == by_urgency([ever, new, old, soon, late])


def test_every_item_leads_to_a_page_that_whoever_owes_it_may_open(whole: Bureau) -> None:
    wrong, seen = [], set()
    for role, name in BY_ROLE.items():
        for item in owed_by(whole.by(name), whole.clock()).items:
            seen.add(item.what)
            status = whole.at(name).get(item.link).status_code
            if status != 200:
                wrong.append((role, item, status))

    assert {"owed.notices_to_send", "owed.handovers", "owed.open_questions"} & seen
    assert [] == wrong


def test_a_line_counts_its_items(bureau: Bureau) -> None:
    bureau.capture()
    draw_consequences(bureau.outside)
    keep_clocks(bureau.outside)
    today = owed_by(bureau.by("registrar"), bureau.clock())
    (line,) = (one for one in today.lines if one.what == "owed.notices_to_send")

    assert len(today.items) == line.due + line.late + line.waiting
    assert line.due == 4
    later = owed_by(bureau.by("registrar"), bureau.clock() + timedelta(days=3))
    assert {one.what: one.late for one in later.lines if one.late} == {"owed.notices_to_send": 4}
