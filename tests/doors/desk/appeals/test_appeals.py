"""The public appeal at the desk: proposed, copied, approved by two offices, published, withdrawn."""

from __future__ import annotations

import pytest

from repatria.core.law.appeal import shipped_appeal
from repatria.doors.desk.frame.texts import say
from repatria.records.access.models import RunProposal
from repatria.records.appeals.models import Appeal
from tests.doors.desk.bureau import Bureau, enter, faults_on, main_of, refusal_on

pytestmark = pytest.mark.django_db

TEXT = {f"words_{k}": "\n".join(v) for k, v in shipped_appeal().items()} | {"conditions_en": "In writing."}


def propose(bureau: Bureau, **more: str) -> str:
    page = enter(bureau.at("head"), "/appeals/new", switch_id=bureau.switch, **TEXT | more)
    assert page.status_code == 302, (faults_on(page), refusal_on(page))
    return page.headers["Location"]


def test_refuses_a_word_that_no_appeal_says_and_names_it(bureau: Bureau) -> None:
    bureau.switched_on()
    more = TEXT["words_en"] + "\nCome and collect them."
    page = enter(bureau.at("head"), "/appeals/new", switch_id=bureau.switch, **TEXT | {"words_en": more})

    assert page.status_code == 409
    assert "en: - «come»" in refusal_on(page) and "Come and collect them." in main_of(page)
    assert not RunProposal.objects.exists()


def test_it_is_published_only_with_copy_and_both_offices_and_withdrawn_by_one(bureau: Bureau) -> None:
    bureau.switched_on()
    path = propose(bureau)
    for name in ("head", "head-2"):
        bureau.at(name).post(f"{path}/approve")
    page = bureau.at("head").post(f"{path}/publish")
    assert page.status_code == 409
    for guard in ("appeal_copy", "appeal_adviser"):
        assert say("en", f"guard.{guard}") in refusal_on(page)
    assert not Appeal.objects.exists()

    page = enter(bureau.at("delegate"), f"{path}/copy", copy_given_on="2026-05-01", copy_given_to=" ", copy_by_way="x")
    assert {"copy_given_to"} == set(faults_on(page))
    page = enter(bureau.at("delegate"), f"{path}/copy", copy_given_on="2026", copy_given_to="delegate", copy_by_way="x")
    assert {"copy_given_on"} == set(faults_on(page))
    given = {"copy_given_on": "2026-05-01", "copy_given_to": "delegate", "copy_by_way": "read here"}
    assert enter(bureau.at("delegate"), f"{path}/copy", **given).status_code == 302
    bureau.at("adviser").post(f"{path}/approve")
    assert bureau.at("adviser").post(f"{path}/publish").status_code == 302
    row = Appeal.objects.get()
    assert TEXT["words_uk"].splitlines()[0] in main_of(bureau.at("auditor").get("/appeals"))

    page = enter(bureau.at("adviser"), f"/appeals/{row.pk}/withdraw", withdrawal="danger", remark="seen by guards")
    assert page.status_code == 302
    assert "seen by guards" in main_of(bureau.at("head").get("/appeals"))
    assert bureau.at("head").get(f"/appeals/{row.pk}/withdraw").status_code == 404


def test_refuses_a_text_that_was_changed_after_it_was_laid_on_the_table(bureau: Bureau) -> None:
    bureau.switched_on()
    path = propose(bureau)
    row = RunProposal.objects.get()
    RunProposal.objects.update(content=row.content.replace("In writing.", "At night."))

    assert bureau.at("head").get(path).status_code == 404
    assert bureau.at("head").post(f"{path}/publish").status_code == 404
