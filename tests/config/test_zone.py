"""The bureau's zone: a name of IANA's table or no start."""

from __future__ import annotations

import pytest

from repatria.config.settings.environment import SettingError
from repatria.config.zone import bureau_zone


@pytest.mark.parametrize("name", ["Europe/Nowhere", "../etc/passwd", "Europe", "UTC+3", "Kyiv\0"])
def test_a_zone_that_is_none_stops_the_start_and_names_the_setting(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("repatria.config.zone.env_text", lambda *_: name)

    with pytest.raises(SettingError, match="REPATRIA_TIME_ZONE"):
        bureau_zone()


@pytest.mark.parametrize(
    ("name", "is_demo", "expected", "shown"),
    [("", "0", "UTC", "UTC"), ("", "1", "Europe/Kyiv", "Київ"), ("Europe/Warsaw", "1", "Europe/Warsaw", "Варшава"),
     ("America/Argentina/Buenos_Aires", "0", "America/Argentina/Buenos_Aires", "Buenos Aires")],
)  # fmt: skip
def test_the_zone_is_the_one_that_was_set_and_each_language_has_a_name_for_it(
    name: str, is_demo: str, expected: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPATRIA_TIME_ZONE", name)
    monkeypatch.setenv("REPATRIA_DEMO", is_demo)

    zone = bureau_zone()

    assert (expected, shown) == (zone.name, zone.name_in("uk"))
