"""Plots drawn by the server: no colour and no style of their own, words escaped, marks inside their frame."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.doors.desk.frame.plots import Marks, Span, bars, lanes, line, meter, shares

BEGIN = datetime(2026, 10, 28, tzinfo=UTC)


def day(at: datetime) -> str:
    return f"{at:%d.%m}"


def span(lane: str, begin: float, end: float, **more: str) -> Span:
    return Span(lane=lane, begin=BEGIN + timedelta(days=begin), end=BEGIN + timedelta(days=end), **more)


def rects(drawn: str) -> list[dict[str, str]]:
    """The rectangles of a drawing, which must be well-formed."""
    return [one.attrib for one in ElementTree.fromstring(drawn).iter() if one.tag == "rect"]


DRAWN = {
    "meter": meter(0.5),
    "bars": bars([3, 0, 1], label="<ages>"),
    "line": line([1, 2, 3], label="<days>"),
    "shares": shares([(2, "f1"), (1, "f5")], label="<sent>"),
    "lanes": lanes(
        [span("<Unit 3>", 0, 4, text="<4>"), span("CAMP-2", 4, 30, text="26 days")], title="<where>", day=day,
        marks=Marks(label="<seen>", at=(BEGIN,), text="<by>"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWN)
def test_a_plot_holds_no_colour_no_style_and_no_markup_of_its_words(name: str) -> None:
    tags = {one.tag for one in ElementTree.fromstring(DRAWN[name]).iter()}

    assert tags <= {"div", "svg", "rect", "line", "text", "polyline", "circle", "path"}
    assert not re.search(r"style=|fill=|stroke=|<script", DRAWN[name])


@pytest.mark.parametrize("name", sorted(set(DRAWN) - {"meter"}))
def test_a_plot_is_a_picture_with_a_name(name: str) -> None:
    drawings = list(ElementTree.fromstring(DRAWN[name]).iter("svg"))

    assert drawings
    assert all("img" == one.attrib["role"] and one.attrib["aria-label"].startswith("<") for one in drawings)


def test_nothing_is_drawn_of_nothing() -> None:
    assert ["", "", "", ""] == [
        bars([], label="a"), line([1], label="a"), shares([(0, "f1")], label="a"), lanes([], title="a", day=day),
    ]  # fmt: skip


@pytest.mark.parametrize(("used", "width"), [(-1, "0"), (0, "0"), (0.5, "28"), (1, "56"), (9, "56")])
def test_a_meter_is_never_fuller_than_full(used: float, width: str) -> None:
    assert ["56", width] == [one["width"] for one in rects(meter(used))]


def test_bars_stand_on_zero_and_say_which_are_late() -> None:
    found = rects(bars([4, 0, 2], label="a", late_from=2))

    assert ["f1", "f1", "f5"] == [one["class"] for one in found]
    assert ["30", "0", "15"] == [one["height"] for one in found]


def test_parts_of_a_whole_fill_it() -> None:
    assert 176 == sum(float(one["width"]) for one in rects(shares([(1, "f1"), (2, "f3"), (1, "f5")], label="a")))


def test_every_place_has_one_lane_in_the_order_of_its_first_time() -> None:
    spans = [span("Unit 3", 0, 4), span("CAMP-2", 4, 8), span("hospital", 8, 9), span("CAMP-2", 9, 20)]
    wide, small = drawings(lanes(spans, title="a", day=day))
    for drawn in (wide, small):
        names = [one.text for one in drawn.iter("text") if one.attrib["x"] == "0" and one.attrib["y"] != "11"]
        assert ["Unit 3", "CAMP-2", "hospital"] == names

    assert ["26", "56", "86", "56"] == [one.attrib["y"] for one in wide.iter("rect")]
    assert ["42", "86", "130", "86"] == [one.attrib["y"] for one in small.iter("rect")], "beneath their names"


def drawings(drawn: str) -> list[ElementTree.Element]:
    """The drawing for a wide screen and the one for a small one."""
    return list(ElementTree.fromstring(drawn).iter("svg"))


def ticks(drawn: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in drawn.iter("text") if one.attrib.get("y") == "11"]


@pytest.mark.parametrize(("begin", "end"), [(0.02, 1.9), (0.5, 3.4), (0.02, 0.9), (0.1, 44), (0, 1)])
def test_no_day_is_written_twice_above_the_lanes(begin: float, end: float) -> None:
    for drawn in drawings(lanes([span("CAMP-2", begin, end)], title="a", day=day)):
        assert sorted(set(ticks(drawn))) == sorted(ticks(drawn))


def test_a_small_drawing_is_no_wider_than_a_small_screen_and_names_its_ends() -> None:
    _, small = drawings(lanes([span("a place with a name as long as this", 0, 44, text="44 days")], title="a", day=day))

    assert "0 0 290 74" == small.attrib["viewBox"]
    assert ["28.10", "11.12"] == ticks(small)
    assert "a place with a name as long as this" in [one.text for one in small.iter("text")]


def test_words_that_have_no_room_are_left_to_the_table() -> None:
    crowded = [span("CAMP-2", n, n + 0.5, text="a long word indeed that fits nowhere at all" * 3) for n in range(5)]
    root = ElementTree.fromstring(lanes(crowded, title="a", day=day))

    assert not [one for one in root.iter("text") if one.text and one.text.startswith("a long")]


DAYS, TONES = st.floats(0, 900), st.sampled_from(["f1", "f2", "f4", "f5"])


@given(st.lists(st.tuples(DAYS, DAYS, TONES), min_size=1, max_size=12))
def test_no_bar_leaves_the_chart(times: list[tuple[float, float, str]]) -> None:
    spans = [span(f"{n % 3}", min(a, b), max(a, b), tone=tone, text="word") for n, (a, b, tone) in enumerate(times)]
    wide, small = drawings(lanes(spans, title="a", day=day))
    for drawn, left, right in ((wide, 150, 722.1), (small, 0, 290.1)):
        for one in (bar.attrib for bar in drawn.iter("rect")):
            assert left <= float(one["x"]) and float(one["x"]) + float(one["width"]) <= right
    first, last = min(one.begin for one in spans), max(one.end for one in spans)
    last = max(last, first + timedelta(hours=1))
    assert (1 if day(first) == day(last) else 2) <= len(ticks(wide)) <= 8
    assert (1 if day(first) == day(last) else 2) == len(ticks(small))
