"""Remains go to a family at the desk: proposed at one, given at another, said to be wrong at a third."""

from __future__ import annotations

import pytest

from repatria.core.law.custody_facts import DeathCause
from repatria.records.remains.services.leaving import read_labels_again
from repatria.records.returns.services import release
from repatria.records.telling.concluded import Identified
from tests.doors.desk.bureau import Bureau, Whole, enter, faults_on, refusal_on, text_of
from tests.doors.desk.remains.test_mortuary import went
from tests.records.remains.field import examine

pytestmark = pytest.mark.django_db
TO = {"release_enquiry": "E-1", "receiver": "a mother", "relation": "mother", "is_herself": "on"}
GIVEN = {"by": "our officer", "document": "passport AB", "place": "the morgue", "reference": "receipt 4"}


@pytest.fixture
def told(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> str:
    """An item that may leave, whose family was told of the board's conclusion; the packet went on before."""
    Whole.from_the_field(bureau)
    code = bureau.item
    examine(bureau, code, cause=DeathCause.NATURAL)
    read = {"on_body": code, "on_bag": code, "on_paper": code, "by": "one", "second": "another"}
    read_labels_again(bureau.by("doctor"), item_code=code, happened_at=bureau.clock(), **read)
    of = Identified(act_index=1, person_id="", enquiries=("E-1",), items=(code,), methods=("dna",))
    monkeypatch.setattr(release, "concluded_for", lambda enquiry, person="": (of,) if enquiry == "E-1" else ())
    monkeypatch.setattr(release, "is_item_told", lambda code, **_: True)
    monkeypatch.setattr(release, "is_nearest_told", lambda acting, enquiry_id: True)
    bureau.kin = 2
    monkeypatch.setattr(release, "_kinship_lines", lambda enquiry, person: bureau.kin if enquiry == "E-1" else 0)
    monkeypatch.setattr(release, "has_wishes", lambda enquiry_id: False)
    monkeypatch.setattr(release, "rows_where", lambda *_, **__: [])
    return code


def test_a_release_is_proposed_given_said_to_be_wrong_and_taken_back_by_others(bureau: Bureau, told: str) -> None:
    family, mortuary, registrar = (bureau.at(name) for name in ("caseworker-1", "mortuary", "registrar"))
    assert mortuary.get("/remains-releases/new").status_code == 403, "what she wishes no mortuary reads"
    unknown = enter(family, "/remains-releases/new", **TO | {"release_enquiry": "E-2"})
    assert "release_enquiry" in faults_on(unknown)
    assert "named_by" in faults_on(enter(family, "/remains-releases/new", **{**TO, "is_herself": ""}))
    bureau.kin = 1
    alone = faults_on(enter(family, "/remains-releases/new", **TO))
    assert "two independent lines of kinship" in alone["release_enquiry"]
    bureau.kin = 2
    proposed = went(enter(family, "/remains-releases/new", **TO))
    page = text_of(family.get(proposed))
    assert "a mother" in page and told not in page and "Record that they were given" not in page
    assert "Give to the family" in text_of(mortuary.get("/")), "it waits for another"
    give = proposed.replace("/proposed", "/give")
    assert family.get(give).status_code == 403
    three = f"{told}; {told}; {told}"
    assert "release_labels" in faults_on(enter(mortuary, give, **GIVEN, release_labels=told))
    assert "document" in faults_on(enter(mortuary, give, **GIVEN | {"document": "-"}, release_labels=three))
    one = went(enter(mortuary, give, **GIVEN, release_labels=three))
    assert told in text_of(mortuary.get(one)) and "given to the family" in text_of(
        mortuary.get(f"/remains/items/{told}/path")
    )
    assert mortuary.get(f"{one}?export=pdf").headers["Content-Type"] == "application/pdf"
    assert enter(mortuary, give, **GIVEN, release_labels=three).status_code == 409
    went(enter(mortuary, f"{one}/wrong", reason="another code was given"))
    mortuary.post(f"{one}/wrong/agree")
    assert "Agree or not" in text_of(registrar.get("/"))
    assert "another code was given" in text_of(registrar.get(one))
    went(enter(registrar, f"{one}/wrong/refuse", reason="the receipt says so"))
    went(enter(mortuary, f"{one}/wrong", reason="the other body"))
    went(registrar.post(f"{one}/wrong/agree"))
    after = text_of(registrar.get(one))
    assert "recorded wrongly, as two said" in after and "PDF" not in after
    assert registrar.get(f"{one}?export=pdf").headers["Content-Type"].startswith("text/html")
    assert "given to the family" not in text_of(mortuary.get(f"/remains/items/{told}/path"))
    again = went(enter(family, "/remains-releases/new", **TO))
    went(enter(family, again.replace("/proposed", "/decline"), reason="she asks to wait"))
    assert "she asks to wait" in text_of(family.get(again)) and refusal_on(family.get(again)) == ""
