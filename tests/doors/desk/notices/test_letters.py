"""The words of letters at the desk: looked at, laid before two others, adopted, and what a round makes of them."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.letters import LetterClass
from repatria.doors.desk.frame.texts import say
from repatria.doors.jobs.rounds import hold_round
from repatria.records.notices.letter_selectors import standing_words
from repatria.records.notices.models import Letter, LetterVersion
from tests.doors.desk.bureau import Bureau, enter, faults_on, main_of, refusal_on
from tests.law.test_letters import ALL, more

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)

TEXT = {f"letter_{one}": "\n".join(lines) for one, lines in more(ALL).items()}


def test_a_version_is_looked_at_approved_by_two_others_and_a_round_makes_letters_of_it(bureau: Bureau) -> None:
    bureau.capture().ask()
    bureau.clock.forward(days=22)
    browser, path = bureau.at("caseworker-1"), "/letters/no_information/new"
    page = enter(browser, path, why="warmer", **TEXT | {"letter_en": TEXT["letter_en"] + "\nCome at once."})
    assert page.status_code == 409 and "en: - «come»" in refusal_on(page) and "Come at once." in main_of(page)
    page = browser.post(path, TEXT | {"look": "1"})
    assert "Берегите себя." in main_of(page) and not LetterVersion.objects.exists()
    assert {"why"} == set(faults_on(enter(browser, path, why="", **TEXT)))
    assert browser.get("/letters/none/new").status_code == 404

    version = enter(browser, path, why="warmer", **TEXT).headers["Location"]
    owed = [bureau.at(name).get("/").content.decode() for name in ("caseworker-1", "adviser")]
    assert [False, True] == [f'href="{version}' in page for page in owed]
    shown = main_of(bureau.at("adviser").get(version))
    for said in ("letter_says.same_for_all", "letter_says.changes", "letter_says.conditions"):
        assert say("en", said) in shown
    reference = f"{version.rpartition('/')[2]}:{standing_words(ALL).version_id}"
    assert bureau.at("head").post(f"{version}/approve", {"reference": "x"}).status_code == 409
    for name in ("caseworker-1", "head"):
        bureau.at(name).post(f"{version}/approve", {"reference": reference})
    assert bureau.at("head").post(f"{version}/adopt").status_code == 409
    bureau.at("adviser").post(f"{version}/approve", {"reference": reference})
    assert bureau.at("caseworker-1").get("/").content.decode().count(version) > 0
    assert bureau.at("head").post(f"{version}/adopt").status_code == 302

    hold_round(bureau.outside)
    (letter,) = Letter.objects.all()
    assert version.rpartition("/")[2] == letter.version
    page = enter(bureau.at("adviser"), f"{version}/withdraw", reason="misread")
    assert page.status_code == 302 and 0 == standing_words(ALL).number
    assert "misread" in main_of(bureau.at("auditor").get(version))


def test_who_approves_an_answer_sees_her_letter_beside_the_one_all_get_and_every_condition(answered: Bureau) -> None:
    page = main_of(answered.at("caseworker-1").get(f"/enquiries/{answered.enquiry}"))

    alive = standing_words(LetterClass.ALIVE_AND_HELD).words["ru"]  # her language
    assert alive[4] in page and standing_words(ALL).words["ru"][1] in page
    for key in (
        "guard.link_confirmed",
        "guard.two_approvals",
        "enquiry.no_embargo",
        "guard.held_here",
        "guard.seen_lately",
    ):
        assert say("en", key) in page
    for unsaid in ("guard.no_death_asserted", "guard.recognised", "guard.asked_since_join"):
        assert say("en", unsaid) not in page  # nobody attested it
