"""Scans of a batch at the desk: nothing that does not fit is said to be well, and each refusal names its thing."""

from __future__ import annotations

import pytest

from repatria.core.law.return_batch import BatchEvent as E
from repatria.core.law.return_batch import BatchWay
from repatria.core.vocabulary.dates import instant_text
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.records.returns.models import Batch, BatchScan
from tests.doors.desk.bureau import enter, faults_on, main_of, refusal_on, text_of
from tests.doors.desk.returns.crossing import AtTheDesk
from tests.kept import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def desk(clock, randomness):
    """A coffin of one under its seal and one thing beside it, on a batch that is planned."""
    house = AtTheDesk(clock, randomness).reported().recovered().items(1, 2)
    house.packed("ТРУНА 12", house.codes[0])
    return house.planned().boxed("труна 12").put(house.codes[1])


def where(house, *more):
    return "/".join((f"/batches/{house.batch}", *more))


def scan(house, code, seal="", **more):
    by = house.at("registrar")
    answer = by.post(where(house, "scan", "loading"), {"number": code, "seal": seal, **more})
    assert answer.status_code == 302
    return answer["Location"], by.get(answer["Location"])


def sealed(house):
    return house.take(E.LIST_EXCHANGED).take(E.AGREED).read_again().take(E.ASSEMBLED).take(E.SEALED)


def test_a_scan_with_a_remark_is_never_said_to_be_well_and_one_under_its_seal_loads_the_coffin(desk):
    sealed(desk)
    for code, seal, flag in (
        ("труна 12", "", "seal_unread"), ("труна 12", "K-S9", "seal_differs"), (desk.codes[0], "", "in_container"),
        ("QQ-9", "", "unlisted"),
    ):  # fmt: skip
        to, page = scan(desk, code, seal)
        assert "list=NS-" in to and 'role="alert"' in main_of(page), flag
        assert BatchScan.objects.order_by("-recorded_index").first().flag == flag
        for language in LANGUAGES:
            assert say(language, "done.scan_into_batch") not in page.content.decode()
    to, page = scan(desk, "труна 12", "K-S1")
    assert "list=" not in to and say("en", "done.scan_into_batch") in text_of(page)
    assert 'name="seal"' in page.content.decode()
    assert 'name="seal"' not in desk.at("registrar").get("/scan").content.decode(), "a paper has none"


def test_a_code_typed_by_mistake_is_named_by_the_refusal_and_taken_off_by_its_line(desk):
    sealed(desk).scanned(desk.row("труна 12", "K-S1"), desk.row(desk.codes[1]))
    scan(desk, "QQ-9")
    by, step = desk.at("registrar"), where(desk, "step", "loaded")
    refused = enter(by, step, by="one", second="another")
    assert refused.status_code == 409 and f'href="{where(desk)}#flagged"' in refused.content.decode()
    assert "QQ-9" in main_of(refused)
    page = by.get(where(desk)).content.decode()
    assert page.count(say("en", "button.take_scan_off") + " QQ-9") == 1, "nothing that stands on the list"
    to, page = scan(desk, "QQ-9", off="on")
    assert to == where(desk) and say("en", "button.take_scan_off") not in page.content.decode()
    assert enter(by, step, by="one", second="another").status_code == 302


def test_what_was_not_read_again_is_named_with_where_it_is_read(desk):
    desk.take(E.LIST_EXCHANGED).take(E.AGREED)
    by, loose = desk.at("registrar"), desk.lines()[-1]
    refused = enter(by, where(desk, "step", "assembled"), by="one", second="another").content.decode()
    assert f'href="/batch-lines/{loose.pk}/check"' in refused and desk.codes[0] not in refused


def test_a_list_taken_in_part_keeps_who_scanned_and_label_and_seal_need_no_hour(desk):
    sealed(desk)
    by, to = desk.at("registrar"), where(desk, "scans", "loading")
    answer = enter(by, to, scans_text="труна 12;K-S1\nno time;X-1", brought_by="водій")
    page = by.get(answer["Location"]).content.decode()
    assert 'value="водій"' in page and "no time;X-1" in page and "K-S1" not in page
    assert [one.flag for one in BatchScan.objects.all()] == ["fits"]
    answer = enter(by, to, scans_text="QQ-9", brought_by="водій")
    assert answer["Location"] == f"{where(desk)}#flagged"
    assert say("en", "done.scans_with_remarks") in text_of(by.get(where(desk)))


def test_a_list_of_codes_or_coffins_that_is_refused_says_which_line(desk):
    by = desk.planned().at("registrar")
    for page, name, typed, wrong in (
        ("put", "codes", f"{desk.codes[1]}\nKHR-T2-00009-9", desk.codes[1]),  # stands on another batch
        ("put", "codes", "KHR-T2-00009-9", "KHR-T2-00009-9"), ("put-containers", "containers", "K-1\nK-2", "K-1"),
        ("put-containers", "containers", "труна 12", desk.codes[0]),
    ):  # fmt: skip
        refused = enter(by, where(desk, page), **{name: typed})
        assert refused.status_code in (400, 404, 409) and wrong in refusal_on(refused)


def test_a_party_is_chosen_and_what_goes_back_is_asked_only_there(desk):
    by = desk.at("registrar")
    page = by.get("/batches/new").content.decode()
    assert 'name="batch_power_known"' in page and "batch_origin" not in page and "batch_request" not in page
    assert 'name="batch_origin"' in by.get("/batches/new?goes_back=1").content.decode()
    given = {"batch_way": "received", "batch_title": "third"}
    assert "batch_power" in faults_on(enter(by, "/batches/new", **given))
    enter(by, "/batches/new", batch_power_known="PB", **given)
    enter(by, "/batches/new", batch_power="PD", **given)
    assert list(Batch.objects.filter(title="third").order_by("power").values_list("power", "way")) == [
        ("PB", BatchWay.RECEIVED.value), ("PD", BatchWay.RECEIVED.value),
    ]  # fmt: skip


def test_scans_that_a_page_kept_are_taken_by_their_own_times_once_and_what_does_not_fit_is_said(desk):
    sealed(desk)
    at = [instant_text(desk.clock())]
    by = desk.at("registrar")
    send = where(desk, "scan", "loading", "kept")
    rows = f"{at[0]};труна 12;K-S1"
    first = by.post(send, {"scans": rows})
    assert (200, {"remarks": [], "faults": []}) == (first.status_code, first.json())
    size = BatchScan.objects.count()
    assert first.json() == by.post(send, {"scans": rows}).json() and size == BatchScan.objects.count(), "the same list"
    more = by.post(send, {"scans": f"{at[0]};QQ-9;\n2099-01-01T00:00:00Z;{desk.codes[1]};"}).json()
    assert [["QQ-9", say("en", "scan_flag.unlisted")]] == more["remarks"]
    assert len(more["faults"]) == 1 and desk.codes[1] in more["faults"][0][0], "an hour that has not come"
    nothing = by.post(send, {"scans": " "})
    assert 409 == nothing.status_code and nothing.json()["said"]
    assert 302 == by.get(send).status_code and 404 == by.post(where(desk, "scan", "tea", "kept"), {}).status_code
    assert 403 == desk.at("caseworker-1").post(send, {"scans": rows}).status_code
    page = by.get(f"/scan?batch={desk.batch}&for=loading").content.decode()
    assert f'data-to="{send}"' in page and "desk/scans.js" in page and 'id="scans-waiting" hidden' in page
    assert "desk/scans.js" not in by.get("/scan").content.decode()
