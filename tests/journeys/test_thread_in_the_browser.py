"""The thread in a real Chromium: from a capture form and a mother's words to a signed hand-over, and three ways out."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from repatria.core.law.handover import HandoverEvent
from tests.journeys.thread import Thread

pytestmark = pytest.mark.browser

WORDS = "Рижий кіт досі спить на твоїй ковдрі"


@pytest.fixture
def thread(bureau, request):
    number = abs(hash(request.node.name)) % 9000 + 1000

    def make(surname, language="uk"):
        return Thread(bureau=bureau, surname=surname, card=f"J{number}", family=bureau.family(language))

    return make


def test_the_whole_thread_from_a_capture_form_to_a_signed_hand_over(thread, a_paper, bureau):
    way = thread("Шевченко").captured().agency_notified()
    way.asked("Шевчинко Сережа", "1999", words=WORDS)
    assert "не означає" in way.letter() or "не маємо" in way.family.text()
    all_get = way.family.text()

    way.linked().he_answers("yes").level(2).decided()
    told = way.letter()
    assert all_get != told
    code, word = way.family.code_and_word()
    assert way.family.checks_paper(code, word)
    assert not way.family.checks_paper(code, "абрикос")

    way.proved(a_paper).switched_on().he_answers("yes", about="handover", is_her=None, tell=False).opened()
    way.up_to_the_point()
    way.he_answers("yes", about="handover", is_her=None, tell=False)
    way.step("handover-officer-1", HandoverEvent.ASKED_AGAIN)
    way.step("handover-officer-1", HandoverEvent.SIGNED, signed_by=["prisoner", "recipient", "detaining_authority"])
    way.step("handover-officer-1", HandoverEvent.COMPLETED)
    status, sheet = way.by("handover-officer-1").fetches(f"/hand-overs/{way.handover}/record.pdf")
    assert 200 == status
    code, word = _mark_of(sheet)
    bureau.round()  # the portal learns of a paper on the day of letters, whichever paper it is
    assert way.family.checks_paper(code, word), way.family.text()

    way.step("handover-officer-1", HandoverEvent.FOLLOWED_UP, text="Both well, a month later")
    text = way.by("registrar-1").waits_for(f"/persons/{way.person}", ".head .tag:has-text('звільнений')").text()
    assert "звільнений" in text
    verified = bureau.house.run("verify")
    assert 0 == verified.returncode, verified.stdout


def _mark_of(sheet: bytes) -> tuple[str, str]:
    """Code and check word in the foot of a printed paper; it is tagged and says DEMO."""
    reader = PdfReader(io.BytesIO(sheet))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = reader.pages[0].extract_text()
    assert "DEMO" in text
    found = re.search(r"Code: (\S+)\s.*?Check word: (\S+)", text, re.DOTALL)
    assert found, text
    return found.group(1), found.group(2)


def test_he_refuses_and_she_gets_the_letter_all_get(thread):
    way = thread("Осадчук").captured().asked("Осадчук Сергей", "1999", words=WORDS)
    before = way.letter()

    way.linked().he_answers("no").decided()

    assert before == way.letter()
    assert "не можна" not in before


def test_a_stranger_asks_and_is_told_nothing(thread):
    way = thread("Якименко").captured().asked(
        "Якименко Сергій", "1999", words="Я твоя мати", own_name="Невідома", relation="mother"
    )  # fmt: skip
    before = way.letter()

    way.linked().he_answers("yes", is_her="no", tell=False).decided()

    assert before == way.letter()
    assert "0 / 3" in way.by("caseworker-1").opens(f"/enquiries/{way.enquiry}").text()


def test_he_changes_his_mind_at_the_meeting_point_and_stays(thread, a_paper):
    way = thread("Галаган").captured().asked("Галаган Серьожа", "1999", words=WORDS)
    way.linked().he_answers("yes").level(2).decided().letter()
    way.proved(a_paper).switched_on().he_answers("yes", about="handover", is_her=None, tell=False).opened()
    way.up_to_the_point().he_answers("no", about="handover", is_her=None, tell=False)

    officer = way.by("handover-officer-1")
    path = f"/hand-overs/{way.handover}/step"
    refused = officer.tries(f"{path}/asked_again", attested=[
        "he_was_asked_alone", "she_was_asked_alone", "she_still_agrees", "they_have_not_met"])  # fmt: skip
    assert "правило практики 19" in refused
    way.step("handover-officer-1", HandoverEvent.STOPPED_BY_PRISONER)

    registrar = way.by("registrar-1")
    text = registrar.waits_for(f"/persons/{way.person}", ".head .tag:has-text('у таборі')").text()
    assert "CAMP-2" in text
