"""The one style sheet: its size, its colours' contrast computed from the tokens, its directions, what it may not do."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

import repatria.doors.furniture as furniture

SHEET = Path(furniture.__file__).parent / "static" / "furniture" / "style.css"
LARGEST = 25_000  # bytes
TEXTS = ("ink", "quiet", "accent", "caution", "stop")
GROUNDS = ("paper", "sand", "wash-accent", "wash-caution", "wash-stop")
FOR_TEXT, FOR_SHAPES = 6.5, 3.0  # above what WCAG 2.2 asks of text (4.5); lines and focus as 1.4.11 asks
PHYSICAL = (
    r"\b(?:margin|padding|border|inset)-(?:left|right|top|bottom)|(?<![-\w])(?:left|right|top|bottom)\s*:"
    r"|(?<![-\w])float\s*:(?! inline-)|(?<![-\w])(?:min-|max-)?(?:width|height)\s*:"
)  # fmt: skip


def sheet() -> str:
    return re.sub(r"/\*.*?\*/", "", SHEET.read_text(encoding="utf-8"), flags=re.DOTALL)


def tokens(scheme: str) -> dict[str, str]:
    """The colours of a scheme by name: those of the light one, changed by the others' own."""
    blocks = {
        "light": r"\A\s*:root \{(.*?)\}", "dark": r"prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}",
        "forced": r"forced-colors: active\) \{\s*:root \{(.*?)\}",
    }  # fmt: skip
    found: dict[str, str] = {}
    for name in ("light", scheme):
        block = re.search(blocks[name], sheet(), re.DOTALL)
        assert block is not None, name
        found |= dict(re.findall(r"--([a-z-]+): ([^;]+);", block[1]))
    return found


def luminance(colour: str) -> float:
    """Relative luminance of a colour.  Source: WCAG 2.2, definition of relative luminance."""
    digits = colour.removeprefix("#")
    digits = "".join(2 * one for one in digits) if len(digits) == 3 else digits
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_the_rule_says() -> None:
    assert 21.0 == pytest.approx(contrast("#000", "#ffffff"))
    assert 4.54 == pytest.approx(contrast("#767676", "#fff"), abs=0.005)


def test_the_sheet_is_small() -> None:
    assert len(SHEET.read_bytes()) <= LARGEST


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_is_read_on_every_ground(scheme: str) -> None:
    found = tokens(scheme)
    weak = {
        (text, ground): round(ratio, 2)
        for text, ground in product(TEXTS, GROUNDS)
        if (ratio := contrast(found[text], found[ground])) < FOR_TEXT
    }

    assert weak == {}
    assert contrast(found["on-accent"], found["accent"]) >= FOR_TEXT
    assert contrast(found["paper"], found["caution"]) >= FOR_TEXT  # DEMO


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_focus_are_seen(scheme: str) -> None:
    found = tokens(scheme)
    for ground in ("paper", "sand"):
        assert contrast(found["line"], found[ground]) >= FOR_SHAPES, ground
        # The focus is two rings: whichever the ground swallows, the other is seen.
        assert max(contrast(found["focus"], found[ground]), contrast(found["ink"], found[ground])) >= FOR_SHAPES


def test_forced_colours_give_every_colour_a_systems_name() -> None:
    light, forced = tokens("light"), tokens("forced")
    colours = {name for name, value in light.items() if value.startswith("#")}

    assert [] == [name for name in sorted(colours) if forced[name].startswith("#")]


def test_the_dark_scheme_is_for_screens_and_changes_every_ground_and_text() -> None:
    light, dark = tokens("light"), tokens("dark")

    assert [] == [name for name in (*TEXTS, *GROUNDS, "on-accent", "hair") if light[name] == dark[name]]
    assert "@media screen and (prefers-color-scheme: dark)" in sheet()


def test_directions_are_logical() -> None:
    rules = re.sub(r"@media [^{]+\{", "{", sheet())

    assert [] == re.findall(PHYSICAL, rules)


def test_nothing_moves_casts_a_shadow_or_comes_from_elsewhere() -> None:
    rules = sheet().replace("box-shadow: 0 0 0 2px var(--ink)", "")  # the inner ring of the focus

    assert [] == re.findall(
        r"animation|transition|@keyframes|shadow|gradient\((?!currentColor)|url\(|@import|//", rules
    )


def test_no_colour_stands_outside_the_tokens() -> None:
    outside = re.sub(r":root \{.*?\}", "", sheet(), flags=re.DOTALL)
    outside = outside[: outside.index("@media print")]  # black on white

    assert [] == re.findall(r"#[0-9a-f]{3,8}\b", outside)
