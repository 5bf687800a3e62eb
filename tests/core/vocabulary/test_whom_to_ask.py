"""The bureau's file of whom to ask: what is refused by name, what is missing and said, what a language shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from repatria.config.settings.environment import SettingError
from repatria.config.whom_to_ask import NAME, whom_to_ask
from repatria.core.vocabulary.whom_to_ask import WhomToAskError, lacking, read_whom_to_ask


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("bureau = ", "not TOML"),
        ('leave_to = "javascript:alert(1)"', "https"),
        ('leave_to = "https://a b"', "https"),
        ('[offices]\nname = "x"', "offices"),
        ('bureau = "x"', "table"),
        ("others = {}", "list"),
        ('[[others]]\nfax = "1"', "others 1: `fax`"),
        ('others = ["x"]', "others 1"),
        ('[bureau]\nname = { de = "x" }', "`de`"),
        ('[bureau]\ntelephone = { uk = "1" }', "telephone"),
        ("[bureau]\ntelephone = 1", "telephone"),
        ('[bureau]\nstreet = "a\\nb"', "street"),
        (f'[bureau]\nstreet = "{"x" * 301}"', "street"),
    ],
)
def test_refuses_a_file_that_says_something_else_and_names_it(text: str, told: str) -> None:
    with pytest.raises(WhomToAskError, match=told):
        read_whom_to_ask(text)


def test_a_file_that_does_not_read_stops_the_start_with_its_name(tmp_path: Path) -> None:
    for content in (b"bureau = 1", b"\xff\xfe"):
        (tmp_path / NAME).write_bytes(content)
        with pytest.raises(SettingError, match=NAME):
            whom_to_ask(tmp_path, is_demo=True)


def test_what_is_missing_is_named_and_a_demonstration_lacks_nothing(tmp_path: Path) -> None:
    text = '[bureau]\nname = "B"\ntelephone = "1"\nstreet = { uk = "s" }\n[[others]]\nname = "R"'

    assert list(lacking(read_whom_to_ask(text))) == [
        "bureau: state", "bureau: street in ru, en", "bureau: hours", "others 1: telephone",
        "leave_to: another host for who leaves quickly",
    ]  # fmt: skip
    assert list(lacking(whom_to_ask(tmp_path, is_demo=False)))[-1].startswith("others: ")
    assert list(lacking(whom_to_ask(tmp_path, is_demo=True))) == []


def test_a_text_without_languages_serves_all_and_who_has_no_name_is_not_shown() -> None:
    read = read_whom_to_ask('[bureau]\nname = " B "\n[[others]]\nname = { ru = "R" }\nweb = "r.example"')

    assert {office.name for office in read.bureau.values()} == {"B"}
    assert [len(read.others_in(language)) for language in ("uk", "ru", "en")] == [0, 1, 0]
