"""Work at the desk: taken by one press, mine and nobody's as lists and runs, given away with a reason, all at leave."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.records.access.role_table import Role
from repatria.records.enquiries.services.later import record_later
from tests.doors.desk.bureau import Bureau, enter, faults_on, kinds_since, main_of, refusal_on, tree_size

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(bureau: Bureau) -> Bureau:
    bureau.capture().ask()
    bureau.link().he_says(ContactAnswer.YES)
    return bureau


def test_refuses_what_another_holds_and_giving_without_a_reason(asked: Bureau) -> None:
    one, two = asked.at("caseworker-1"), asked.at("caseworker-2")
    assert 302 == one.post("/my-work/take", {"about": asked.enquiry}).status_code
    size = tree_size()
    taken = two.post("/my-work/take", {"about": asked.enquiry})
    unsaid = enter(one, f"/my-work/{asked.enquiry}/give", to="", reason="")
    others = two.get(f"/my-work/of/{asked.number('caseworker-1')}/give")
    strange = one.get("/my-work/E-NOBODY/give")

    assert (409, 400, 403, 404) == tuple(page.status_code for page in (taken, unsaid, others, strange))
    assert "It lies with somebody already." in refusal_on(taken)
    assert ["reason"] == list(faults_on(unsaid))
    assert size == tree_size()


def test_what_is_taken_is_a_list_and_a_run_of_its_own_and_every_colleague_sees_whose(asked: Bureau) -> None:
    one, two = asked.at("caseworker-1"), asked.at("caseworker-2")
    free = main_of(two.get("/"))
    assert f'name="about" value="{asked.enquiry}"' not in free, "a second person's approval lies with nobody"
    record_later(
        asked.outside.house(Role.COURIER), enquiry_id=asked.enquiry, what="more", text="a word of hers",
        received_on=asked.clock().date(),
    )  # fmt: skip
    assert f'form="take" name="about" value="{asked.enquiry}"' in main_of(two.get("/"))
    one.post("/my-work/take", {"about": asked.enquiry, "show": "free"})
    mine = main_of(one.get("/?show=mine"))
    theirs = main_of(two.get("/"))

    assert "from=mine" in mine and "· yours" in mine
    assert "· caseworker-1" in theirs
    assert "caseworker-1" not in main_of(two.get("/?show=mine"))
    run = main_of(one.get(f"/enquiries/{asked.enquiry}?from=mine&n=1"))
    assert 'class="next"' in run
    assert "Lies with:" in run and f"/my-work/{asked.enquiry}/give" in run


def test_all_goes_at_leave_and_the_head_sees_with_whom_how_much_lies(asked: Bureau) -> None:
    one = asked.at("caseworker-1")
    one.post("/my-work/take", {"about": asked.enquiry})
    number = asked.number("caseworker-1")
    size = tree_size()
    asked.number("caseworker-2")
    gone = enter(one, f"/my-work/of/{number}/away", from_on="2026-05-03", until_on="2026-05-09", reason="leave")
    assert (302, "/my-work") == (gone.status_code, gone.headers["Location"])
    whole = main_of(asked.at("head").get("/my-work"))
    assert "caseworker-1" in whole and f"/my-work/of/{number}/give" in whole
    given = enter(one, f"/my-work/of/{number}/give", to=asked.number("caseworker-2"), reason="leave")

    assert 302 == given.status_code
    assert {"access.absence_recorded", "access.work_given"} <= set(kinds_since(size))
    assert asked.enquiry in main_of(asked.at("caseworker-2").get("/my-work"))
    for path in ("/my-work", "/approvals"):
        told = asked.at("caseworker-2").get(f"{path}?export=csv").content.decode()
        assert asked.enquiry in told, path
    assert "Nothing lies with you now." in main_of(one.get("/my-work"))
