"""The thread in a real Chromium: from a capture form and a mother's words to a signed hand-over, and untold."""

from __future__ import annotations

import io
import re
from itertools import count

import pytest
from pypdf import PdfReader

from repatria.core.law.handover import HandoverEvent
from tests.journeys.thread import Thread

pytestmark = pytest.mark.browser

_CARDS = count(1000)
WORDS = "Рижий кіт досі спить на твоїй ковдрі"


@pytest.fixture
def thread(bureau):
    def make(surname, language="uk"):
        return Thread(bureau=bureau, surname=surname, card=f"J{next(_CARDS)}", family=bureau.family(language))

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
    way.asked_again_alone()
    way.step("handover-officer-1", HandoverEvent.ASKED_AGAIN)
    way.signed()
    way.step("handover-officer-1", HandoverEvent.COMPLETED)
    status, sheet = way.by("handover-officer-1").fetches(f"/hand-overs/{way.handover}/record.pdf")
    assert 200 == status
    code, word = _mark_of(sheet)
    bureau.round()  # the portal learns of a paper on the day of letters, whichever paper it is
    assert way.family.checks_paper(code, word), way.family.text()

    way.step("handover-officer-1", HandoverEvent.FOLLOWED_UP, reference="The caseworker called", text="Both are well")
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


@pytest.mark.whole
def test_who_is_refused_and_a_stranger_get_the_letter_all_get(thread, bureau):
    refused = thread("Осадчук").captured().asked("Осадчук Сергей", "1999", words=WORDS)
    stranger = thread("Якименко").captured().asked(
        "Якименко Сергій", "1999", words="Я твоя мати", own_name="Невідома", relation="mother"
    )  # fmt: skip
    before = refused.letter(), stranger.family.reads_letters()

    refused.linked().he_answers("no").decided()
    stranger.linked().he_answers("yes", is_her="no", tell=False).decided()

    assert before == (refused.letter(), stranger.family.reads_letters())
    assert "не можна" not in before[0]
    assert "0 / 3" in bureau.by("caseworker-1").opens(f"/enquiries/{stranger.enquiry}").text()
