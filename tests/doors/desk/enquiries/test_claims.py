"""Kinship and cells on their pages: who may judge what, what is missing, and the file of the cells."""

from __future__ import annotations

import pytest

from repatria.doors.desk.frame.owed import owed_by
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from tests.doors.desk.bureau import Bureau, enter, main_of, refusal_on

pytestmark = pytest.mark.django_db


def test_one_doubts_another_judges_and_the_pages_say_what_is_missing(bureau: Bureau) -> None:
    bureau.ask()
    there = f"/enquiries/{bureau.enquiry}/kinship"
    enter(bureau.at("caseworker-1"), f"{there}/judge", claim_standing=["doubtful"], reason=["another mother"])

    mine = main_of(bureau.at("caseworker-1").get(there))
    assert say("en", "claim.another") in mine
    assert f'href="{there}/judge"' not in mine
    refused = enter(bureau.at("caseworker-1"), f"{there}/judge", claim_standing=["revoked"], reason=["again"])
    assert word_text("en", "guard", "another_judges_claim") in refusal_on(refused)
    owed = [one.about for one in owed_by(bureau.by("head"), bureau.clock(), may_read=False).items
            if one.what == "owed.doubted_claims"]  # fmt: skip
    assert [bureau.enquiry] == owed
    for language in ("uk", "ru", "en"):
        theirs = main_of(bureau.at("head", language).get(there))
        assert say(language, "page.judge_claim") in theirs
        assert say(language, "claim.level_three") in theirs
        cells = main_of(bureau.at("caseworker-2", language).get(f"/enquiries/{bureau.enquiry}/cells"))
        assert word_text(language, "fact", "mail_address") in cells
        assert word_text(language, "audience", "unverified") in cells
    sheet = bureau.at("caseworker-2").get(f"/enquiries/{bureau.enquiry}/cells?export=csv")
    assert sheet["Content-Disposition"].startswith("attachment")
