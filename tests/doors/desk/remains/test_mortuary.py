"""The mortuary at the desk: a sample, a bag, an examination with teeth, marks and bones, and before it leaves."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from repatria.core.law.remains_path import ItemStep
from repatria.core.vocabulary.remains_codes import sample_code
from repatria.records.remains.services.steps import record_step
from tests.doors.desk.bureau import Bureau, Whole, enter, faults_on, refusal_on, text_of

pytestmark = pytest.mark.django_db
TWO = {"examined_by": "Dr Sych", "second": "a colleague"}


def went(page: HttpResponse) -> str:
    assert page.status_code == 302, (faults_on(page), refusal_on(page))
    return page.headers["Location"].partition("?")[0]


@pytest.fixture
def received(bureau: Bureau) -> str:
    """An item that the mortuary has."""
    Whole.from_the_field(bureau)
    return bureau.item


def test_a_body_is_examined_group_by_group_and_shown_with_its_drawings(bureau: Bureau, received: str) -> None:
    by, page = bureau.at("doctor"), f"/remains/items/{received}/examination"
    first = TWO | {
        "cause": "violent",
        "held_then": "held",
        "body_sex": "probably_male",
        "age_low": "25",
        "age_high": "35",
    }
    unfounded = enter(by, f"{page}/new", **first | {"held_then": "not_held"})
    assert "held_ground" in faults_on(unfounded)
    refused = enter(by, f"{page}/new", **first | {"second": "Dr Sych", "age_low": ""})
    assert refused.status_code == 400 and faults_on(refused)
    went(enter(by, f"{page}/new", **first, body_hair="red, short", body_eyes="?", body_earliest="2026-02"))
    again = TWO | {"reason": "washed"}
    went(enter(by, f"{page}/teeth", **TWO, tooth_16="filled", tooth_36="missing_before", tooth_48="unerupted"))
    mark = {"mark_region": "forearm", "mark_side": "left", "mark_aspect": "front"}
    went(enter(by, f"{page}/mark", **again, **mark, mark_kind="tattoo", mark_text="an anchor"))
    lacking = enter(by, f"{page}/mark", **again, **mark, mark_kind="implant", mark_text="a plate")
    assert "serial" in faults_on(lacking)
    went(enter(by, f"{page}/mark", **again, **mark, mark_kind="scar", mark_text="a burn", mark_struck="1"))
    went(enter(by, f"{page}/bones", **again, bone="femur", bone_side="left", bone_part="whole", bone_age="adult"))
    shown = by.get(page)
    told = text_of(shown)
    for said in ("red, short", "could not be told", "not examined", "25–35", "lost in life", "a burn", "femur"):
        assert said in told, said
    assert "an anchor" not in told and b"<svg" in shown.content
    assert "An official enquiry is needed" in told
    assert "at least" in text_of(by.get(f"/remains/recoveries/{bureau.recovered}/persons"))


def test_samples_and_bags_pass_from_hand_to_hand_and_a_label_is_printed(bureau: Bureau, received: str) -> None:
    by = bureau.at("doctor")
    taken = went(enter(
        by, f"/remains/items/{received}/sample", sample_kind="bone", sample_site="left femur", sample_by="Dr Sych",
        seal_number="S-1", kept_where="freezer 2",
    ))  # fmt: skip
    assert taken.endswith(sample_code(received, 2))
    sent = {"step_from": "Dr Sych", "sample_by": "a courier", "seal_number": "S-2", "step_purpose": "a profile"}
    went(enter(by, f"{taken}/step/sent", **sent))
    assert "a courier" in text_of(by.get(taken))
    keeper = bureau.at("mortuary")
    bag = went(enter(keeper, "/remains/containers/new", container_kind="bag", container_number="m 9"))
    packed = {"packed_by": "one", "second": "another", "seal_number": "C-1"}
    refused = enter(keeper, f"{bag}/packed", **packed, item_codes="KHR-T2-1")
    assert "item_codes" in faults_on(refused) or refusal_on(refused)
    went(enter(keeper, f"{bag}/packed", **packed, item_codes=received))
    went(enter(keeper, f"{bag}/opened", **packed | {"seal_number": "C-2"}, reason="a count"))
    assert "the seal is not the one on record" in text_of(keeper.get(bag))


def test_nothing_leaves_before_its_enquiry_and_its_label(bureau: Bureau, received: str) -> None:
    head, page = bureau.at("head"), f"/remains/items/{received}"
    opened = {"authority": "the prosecutor", "reference": "case 7"}
    assert enter(head, f"{page}/inquiry", **opened).status_code == 409
    went(enter(head, f"{page}/inquiry", **opened, circumstances="the yard of a camp"))
    assert "the report of the enquiry into the death" in text_of(head.get(f"{page}/leaving"))
    went(enter(head, f"{page}/inquiry/report", cause="violent", reference="report 8", inquiry_findings="a blast"))
    read = {"label_on_body": received, "label_on_bag": received, "labels_by": "one", "second": "another"}
    went(enter(bureau.at("mortuary"), f"{page}/labels", **read, label_on_paper="torn"))
    assert "they differ" in text_of(head.get(f"{page}/leaving"))


def test_a_family_tells_in_the_same_groups(bureau: Bureau) -> None:
    bureau.ask()
    by, told = bureau.at("caseworker-1"), {"body_interviewer": "one of us", "body_told_by": "his mother"}
    page = f"/enquiries/{bureau.enquiry}/body"
    assert enter(by, f"{page}/new", **told, body_sex="not_examined").status_code == 400
    went(enter(by, f"{page}/new", **told, body_sex="male", stature_low="174", stature_high="178", body_watch="steel"))
    assert "steel" in text_of(by.get(page))


def test_a_step_no_longer_says_that_something_was_examined(bureau: Bureau, received: str) -> None:
    assert "step/examined" not in bureau.at("doctor").get(f"/remains/items/{received}/path").content.decode()
    record_step(
        bureau.by("mortuary"), item_code=received, step=ItemStep.MOVED, happened_at=bureau.clock(), by="one",
        from_whom="another", seal_number="S-3", purpose="to be kept",
    )  # fmt: skip
