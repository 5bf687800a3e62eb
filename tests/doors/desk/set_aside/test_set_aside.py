"""What was set aside, at the desk: seen by whom it concerns, decided by the head with the auditor's approval."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import StatementError
from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
from repatria.doors.desk.frame.owed import owed_by
from repatria.doors.desk.frame.texts import say
from repatria.doors.jobs.consequences import draw_consequences, draw_what_was_set_aside
from repatria.records.access.models import RunProposal
from repatria.records.access.role_table import Role
from repatria.records.consequences.selectors import open_consequences, open_count
from repatria.records.consequences.services import set_matter_aside
from repatria.records.register.services import record_particular
from tests.doors.desk.bureau import Bureau, enter, refusal_on, text_of
from tests.doors.jobs.test_consumers import capture_nameless

pytestmark = pytest.mark.django_db
GROUND = "The notice went by hand on the form of 3 May."


@pytest.fixture
def keys(bureau: Bureau) -> list[str]:
    """A captive whom no notice can name: two matters."""
    capture_nameless(bureau.outside)
    while draw_consequences(bureau.outside):
        pass
    return [one.key for one in open_consequences()]


def owed(bureau: Bureau, name: str, what: str) -> list[str]:
    today = owed_by(bureau.by(name), bureau.clock())
    return [item.link for item in today.items if item.what == what]


@pytest.mark.parametrize("name", ["reviewer-1", "interviewer", "hotline", "camp-1", "delegate", "administrator-1"])
def test_refuses_whom_it_does_not_concern(bureau: Bureau, keys: list[str], name: str) -> None:
    assert 403 == bureau.at(name).get("/set-aside").status_code
    assert 403 == bureau.at(name).get(f"/set-aside/{keys[0]}").status_code


def test_a_caseworker_does_not_see_what_concerns_the_registrar(bureau: Bureau, keys: list[str]) -> None:
    assert keys[0] not in text_of(bureau.at("caseworker-1").get("/set-aside"))
    assert 404 == bureau.at("caseworker-1").get(f"/set-aside/{keys[0]}").status_code
    assert [] == owed(bureau, "caseworker-1", "owed.set_aside")


@pytest.mark.parametrize("name", ["registrar", "head", "auditor"])
def test_it_stands_on_the_first_page_of_whom_it_concerns_with_its_reason(
    bureau: Bureau, keys: list[str], name: str
) -> None:
    assert [f"/set-aside/{key}" for key in keys] == owed(bureau, name, "owed.set_aside")
    page = text_of(bureau.at(name).get(f"/set-aside/{keys[0]}"))
    assert say("en", "refusal.notices.E004") in page
    assert "GC III 122(4)" in page
    assert say("en", "consumer.notices_agency") in page
    assert say("en", "asked.set_aside") in text_of(bureau.at(name).get("/"))


def test_once_what_was_missing_is_there_nothing_is_owed(bureau: Bureau, keys: list[str]) -> None:
    (person,) = {one.about for one in open_consequences()}
    named = Particular(kind=ParticularKind.SURNAME, value="Коваль", source=Source(kind="comrade", reference="form 9"))
    record_particular(bureau.by("registrar"), person_id=person, particular=named)
    draw_what_was_set_aside(bureau.outside)

    assert [] == owed(bureau, "registrar", "owed.set_aside")
    assert 404 == bureau.at("registrar").get(f"/set-aside/{keys[0]}").status_code


def test_refuses_to_decide_before_the_auditor_approved(bureau: Bureau, keys: list[str]) -> None:
    enter(bureau.at("head"), f"/set-aside/{keys[0]}/propose", ground=GROUND)
    path = f"/set-aside/{keys[0]}/{RunProposal.objects.get().reference}"

    page = bureau.at("head").post(f"{path}/decide")

    assert 409 == page.status_code
    assert "two-person rule" in refusal_on(page)
    assert 403 == bureau.at("head").post(f"{path}/approve").status_code
    assert 403 == bureau.at("registrar").post(f"{path}/decide").status_code
    assert " disabled>" in text_of(bureau.at("head").get(f"/set-aside/{keys[0]}"))
    assert 2 == open_count()


def test_refuses_a_ground_that_was_changed_on_the_table(bureau: Bureau, keys: list[str]) -> None:
    enter(bureau.at("head"), f"/set-aside/{keys[0]}/propose", ground=GROUND)
    row = RunProposal.objects.get()
    bureau.at("auditor").post(f"/set-aside/{keys[0]}/{row.reference}/approve")
    RunProposal.objects.update(content=row.content.replace("by hand", "never"))

    assert 404 == bureau.at("head").post(f"/set-aside/{keys[0]}/{row.reference}/decide").status_code
    assert 2 == open_count()


def test_the_head_decides_what_the_auditor_read_and_approved(bureau: Bureau, keys: list[str]) -> None:
    enter(bureau.at("head"), f"/set-aside/{keys[0]}/propose", ground=GROUND)
    path = f"/set-aside/{keys[0]}/{RunProposal.objects.get().reference}"
    assert [f"/set-aside/{keys[0]}"] == owed(bureau, "auditor", "owed.set_aside_to_approve")
    assert GROUND in text_of(bureau.at("auditor").get(f"/set-aside/{keys[0]}"))
    assert 302 == bureau.at("auditor").post(f"{path}/approve").status_code
    assert [] == owed(bureau, "auditor", "owed.set_aside_to_approve")
    assert say("en", "page.you_approved") in text_of(bureau.at("auditor").get(f"/set-aside/{keys[0]}"))

    assert 302 == bureau.at("head").post(f"{path}/decide").status_code

    assert [keys[1]] == [one.key for one in open_consequences()]
    assert 0 == RunProposal.objects.count()


def test_what_is_attributed_to_a_prisoner_is_destroyed_from_its_page_once_two_approved(
    bureau: Bureau, keys: list[str]
) -> None:
    set_matter_aside(
        bureau.outside.house(Role.COURIER), consumer="inbox", matter="9", concerns=Role.CASEWORKER,
        code=StatementError.code, provision="GC III 13", reason="what is attributed to a prisoner is not recorded",
    )  # fmt: skip
    assert say("en", "intro.destroy_matter") in text_of(bureau.at("caseworker-1").get("/set-aside/inbox:9"))
    assert say("en", "intro.destroy_matter") not in text_of(bureau.at("head").get(f"/set-aside/{keys[0]}"))
    assert 404 == bureau.at("head").get(f"/set-aside/{keys[0]}/destroy").status_code
    assert refusal_on(bureau.at("head").post("/set-aside/inbox:9/destroy", {"reason": "a forged form"}))

    for name in ("head", "auditor"):
        assert 302 == bureau.at(name).post("/set-aside/inbox:9/approve-destruction").status_code
    assert 403 == bureau.at("auditor").get("/set-aside/inbox:9/destroy").status_code
    assert 302 == enter(bureau.at("head"), "/set-aside/inbox:9/destroy", reason="a forged form").status_code

    assert "inbox:9" not in [one.key for one in open_consequences()]
    assert 404 == bureau.at("head").get("/set-aside/inbox:9").status_code
