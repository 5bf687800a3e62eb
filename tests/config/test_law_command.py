"""`repatria law`: what it lists, and that it opens no store."""

from __future__ import annotations

import pytest

from repatria.config.cli import _parser
from tests.config.conftest import Cli


@pytest.mark.parametrize("command", ["law", "acts", "kinship"])
def test_a_command_that_opens_no_store_takes_no_folder(command, capsys):
    with pytest.raises(SystemExit) as refused:
        _parser().parse_args([command, "--data", "var/trial"])

    assert 2 == refused.value.code
    capsys.readouterr()


def test_every_rule_is_listed_with_who_asks_it_and_what_waits_stands_at_the_end(tmp_path):
    nowhere = Cli(tmp_path / "data")

    said = nowhere.expect(0, "law")

    assert not nowhere.data.exists()
    rules, _, waiting = said.partition("EXCEPTIONS")
    assert (
        "custody.next_custody                2  records.register.services.custody, records.register.services.persons"
        in rules
    )
    for line in (
        "CustodyEvent.SIGNED_OUT",
        "ClosingReason.ABUSIVE",
        "ReleaseBasis.ART118",
        "count_equals_list",
        "signed_out",
    ):
        assert line in rules
    assert "DisclosureFacts.is_evidence_checked" in rules and "room clocks, issue" in waiting
    assert "records.disclosure.services" in rules.partition("DisclosureFacts.vital_interest_by")[2].partition("\n")[0]
    assert "EnquiryFacts.was_told_in_person" not in waiting
    assert "clock five_years" in waiting and "issue 17  [AP I 34(3)]" in waiting and "mail_min" not in waiting
    his_card = rules.partition("capcard_camp ")[2].partition("\n")[0]
    assert "1  records.register  [GC III 70]" in his_card and "capcard_camp" not in waiting
    assert "0 neither asked nor awaited" in waiting
