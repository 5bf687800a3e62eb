"""A doctor and a legal adviser find a man by number or card, and see their forms and nothing of him."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.papers import CardHealth
from repatria.doors.desk.frame.texts import say
from repatria.records.register.selectors import custody_of, person_for_room
from repatria.records.register.services.status import record_health_grade, record_rights_read
from tests.doors.desk.bureau import Bureau, enter, text_of, tree_size

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "path", "own", "others"), [
    ("doctor", "/doctor", "/health", "/proceedings"), ("adviser", "/adviser", "/proceedings", "/treatment"),
])  # fmt: skip
def test_he_is_found_by_number_and_card_and_nothing_is_read(
    bureau: Bureau, name: str, path: str, own: str, others: str
) -> None:
    bureau.capture()
    man, browser = person_for_room(bureau.person), bureau.at(name)
    for nobody in ("P-0000000-X", "99999"):
        assert enter(browser, path, whom=nobody).status_code in (400, 404)
    size = tree_size()
    for typed in (man.person_id, man.person_id.lower(), man.card_number):
        page = enter(browser, path, whom=typed)
        said = text_of(page)

        assert f"/{man.person_id}{own}" in page.content.decode()
        assert others not in page.content.decode()
        assert man.first("surname") not in said
        assert (custody_of(man.person_id).holder or "") in said
    assert size == tree_size()
    assert browser.post("/number", {"number": man.person_id}).headers["Location"].startswith(path)


def test_his_page_says_who_read_him_his_rights_and_in_which_language(bureau: Bureau) -> None:
    bureau.capture()
    assert say("en", "person.rights_not_read") in text_of(bureau.at("registrar").get(f"/persons/{bureau.person}"))
    record_rights_read(
        bureau.by("registrar"), person_id=bureau.person, read_at=bureau.clock(), language="uk", read_by="Sgt Melnyk"
    )
    record_health_grade(bureau.by("doctor"), person_id=bureau.person, grade=CardHealth.SICK, seen_at=bureau.clock())

    page = bureau.at("registrar").get(f"/persons/{bureau.person}")

    assert 200 == page.status_code
    assert say("en", "person.rights_read", spoken="uk", who="Sgt Melnyk") in text_of(page)


def test_who_reads_the_register_opens_a_man_by_his_card_from_every_page_and_nobody_else_does(bureau: Bureau) -> None:
    bureau.capture()
    card = person_for_room(bureau.person).card_number
    assert 400 == bureau.at("registrar").get("/number", {"number": "99999"}).status_code
    for name in ("camp-1", "delegate", "caseworker-1"):
        assert 400 == bureau.at(name).get("/number", {"number": card}).status_code, name

    for name in ("registrar", "head"):
        found = bureau.at(name).get("/number", {"number": f" {card} "})
        assert f"/persons/{bureau.person}" == found.headers["Location"]
