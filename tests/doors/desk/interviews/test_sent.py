"""What was sent about a man, as he is told on demand: what left the house and nothing else, and no camp sees it."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.vocabulary.papers_camp import SentListPaper
from repatria.doors.desk.interviews import sent
from repatria.doors.jobs.consequences import draw_consequences
from repatria.doors.jobs.rounds import hold_round
from repatria.records.disclosure.sent import sent_about
from repatria.records.notices.selectors import notices
from repatria.records.notices.services import deliver_notice
from tests.doors.desk.bureau import main_of

pytestmark = pytest.mark.django_db(databases=["default", "intake"])


def test_he_is_told_of_what_left_the_house_and_of_nothing_else(bureau, monkeypatch):
    bureau.capture().ask()
    draw_consequences(bureau.outside)
    path = f"/sent/{bureau.person}"
    for name in ("camp-2", "registrar", "caseworker-1"):
        assert 403 == bureau.at(name).get(path).status_code == bureau.at(name).get(f"{path}/list.pdf").status_code
    assert "application/pdf" == bureau.at("interviewer").get(f"{path}/list.pdf?language=ru").headers["Content-Type"]
    assert 404 == bureau.at("interviewer").get("/sent/P-00000-00000-0").status_code
    assert "Nothing was sent about him yet." in main_of(bureau.at("interviewer").get(path))

    every = notices(bureau.by("registrar"), person_id=bureau.person)
    lines = [one for one in every if one.basis_index == every[0].basis_index]
    assert 2 == len(lines), "the Agency's and the Power's of one event"
    for line in lines:
        deliver_notice(bureau.by("registrar"), notice_id=line.notice_id, reference="post 1")
        page = main_of(bureau.at("interviewer").get(path))
        assert line.notice_id in page
    assert 2 == page.count("N-") and "Central Tracing Agency" in page

    bureau.link().he_says(ContactAnswer.YES).decide()
    draw_consequences(bureau.outside)
    assert "letter to a family" not in main_of(bureau.at("delegate").get(path)), "it lies in no box yet"
    bureau.clock.forward(days=30)
    hold_round(bureau.outside)
    told = [(one.what, one.kind) for one in sent_about(bureau.by("delegate"), bureau.person)]
    assert [("letter", "alive_and_held")] == told[2:]
    printed = []
    monkeypatch.setattr(sent, "SentListPaper", lambda **given: printed.append(given) or SentListPaper(**given))
    bureau._browsers.clear()  # thirty days: everybody signs in anew
    bureau.at("interviewer").get(f"{path}/list.pdf?language=uk")
    (event,) = printed[0]["lines"]
    assert "як велить закон, офіційним установам" == event.to, "a guard may find it: no family and no body stands on it"
    assert not any(line.notice_id in repr(event) for line in lines)
