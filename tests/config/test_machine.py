"""The machine's door as a command: what it lists."""

from __future__ import annotations

import json

import pytest

from tests.config.conftest import Cli


@pytest.fixture
def nowhere(tmp_path) -> Cli:
    """A folder that does not exist."""
    return Cli(tmp_path / "data")


def test_acts_lists_every_service_and_opens_no_store(nowhere):
    said = nowhere.expect(0, "acts")

    assert not nowhere.data.exists()
    for line in (
        "register.record_capture ",
        "who may   registrar, camp_officer",
        "GC III art. 17, 122",
        "[source_key]",
    ):
        assert line in said


def test_acts_with_schema_is_one_json_document(nowhere):
    told = json.loads(nowhere.expect(0, "acts", "--schema"))

    capture = next(one for one in told["services"] if one["name"] == "register.record_capture")
    assert "registrar" in capture["who_may"][0]["roles"]
    assert {"category", "holder", "particulars"} <= set(capture["parameters"]["required"])
    assert {"register.person", "disclosure.answer"} <= {one["name"] for one in told["questions"]}
