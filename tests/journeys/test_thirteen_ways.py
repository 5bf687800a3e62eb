"""The thirteen ways in a real Chromium: he refuses, waits, tells one; a link is wrong, a step stopped, a yes withdrawn.

Every way that reaches the point leaves the renewed yes of each out first, and sees the refusal. All of them by
REPATRIA_HEAVY=full, one by default: the others are asked, step by step, of services and pages (docs/suites.md).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from repatria.core.law.handover import HandoverEvent, Signatory
from repatria.core.law.handover_asking import AskedPerson
from repatria.core.law.handover_incident import IncidentKind
from repatria.doors.desk.frame.texts import LANGUAGES, say
from tests.journeys.house import until
from tests.journeys.people import Bureau
from tests.journeys.thread import Thread

IS_WHOLE = os.environ.get("REPATRIA_HEAVY") == "full"
pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(900)]
_CARDS = count(7000)
_NAMES = iter((
    "Бондаренко", "Ткачук", "Кравець", "Олійник", "Гончар", "Лисенко", "Марчук", "Савченко", "Руденко", "Мельничук",
    "Поліщук", "Захарчук", "Дорошенко",
))  # fmt: skip
ALONE: dict[str, Any] = {
    "answer": "yes", "language": "українська", "is_language_his": True, "is_interviewer_outside_camp": True,
    "is_no_guard_present": True, "is_no_interrogator": True,
}  # fmt: skip
WORDS = "Рижий кіт досі спить на твоїй ковдрі"


def says(text: str, key: str) -> bool:
    """Whether a page says a text of ours, in whichever language this account reads."""
    folded = " ".join(text.split())
    return any(" ".join(say(language, key).split()) in folded for language in LANGUAGES)


def refuses(said: str, *guards: str) -> None:
    for guard in guards:
        assert says(said, f"guard.{guard}"), (guard, said)


class Way(Thread):
    """The thread with what the unhappy ways need besides."""

    def tries_step(self, name: str, event: HandoverEvent, **more: object) -> str:
        """A step that the law must refuse.  Returns: what the page says."""
        worker = self.by(name)
        said = worker.tries(f"/hand-overs/{self.handover}/step/{event.value}", **self._said(event, more))
        assert worker.page.query_selector(".refusal"), said
        return said

    def state(self) -> str:
        return self.by("handover-officer-1").opens(f"/hand-overs/{self.handover}").page.inner_text("h1")

    def stands_at(self, state: str) -> None:
        assert says(self.state(), f"handover_state.{state}"), self.state()

    def ready(self, paper: Path) -> Way:
        """Asked, found, he says yes to her and to the hand-over; her kinship is proved, hand-overs are on."""
        self.switched_on().captured().asked(f"{self.surname} Сергій", "1999", words=WORDS)
        self.linked().he_answers("yes").level(2).decided()
        self.letter()
        self.proved(paper).he_answers("yes", about="handover", is_her=None, tell=False)
        return self

    def at_the_point(self, paper: Path) -> Way:
        self.ready(paper).opened()
        self.up_to_the_point()
        return self

    def nobody_leads_on_without_both(self, first: AskedPerson = AskedPerson.HE) -> Way:
        """Neither asked; then one alone: both times the step is refused, and says whose yes is missing."""
        guards = {AskedPerson.HE: "his_renewed_yes", AskedPerson.SHE: "her_renewed_yes"}
        said = self.tries_step("handover-officer-1", HandoverEvent.ASKED_AGAIN)
        refuses(said, *guards.values())
        self.one_is_asked(first)
        said = self.tries_step("handover-officer-1", HandoverEvent.ASKED_AGAIN)
        assert not says(said, f"guard.{guards.pop(first)}"), said
        refuses(said, *guards.values())
        return self

    def to_the_end(self) -> Way:
        self.one_is_asked(AskedPerson.SHE)
        self.step("handover-officer-1", HandoverEvent.ASKED_AGAIN)
        self.signed()
        self.step("handover-officer-1", HandoverEvent.COMPLETED)
        return self

    def incident(self, kind: IncidentKind, told: str) -> Way:
        worker = self.by("handover-officer-1").opens(f"/hand-overs/{self.handover}/incident")
        owner = worker.page.locator("main form select[name='owner'] option[value]:not([value=''])").first
        worker.enters(
            f"/hand-overs/{self.handover}/incident", incident=kind.value, place_of_it="The bridge", incident_told=told,
            owner=owner.get_attribute("value"),
        )  # fmt: skip
        return self


@pytest.fixture
def way(bureau: Bureau) -> Way:
    return Way(bureau=bureau, surname=next(_NAMES), card=f"W{next(_CARDS)}", family=bureau.family("uk"))


def he_refuses(way: Way, paper: Path) -> None:
    way.captured().asked(f"{way.surname} Сергій", "1999", words=WORDS)
    before = way.letter()
    way.linked().he_answers("no").decided()

    assert before == way.letter()
    assert says(way.by("caseworker-1").opens(f"/enquiries/{way.enquiry}").text(), "enquiry_state.refused_by_him")


def he_says_later_and_then_yes(way: Way, paper: Path) -> None:
    way.captured().asked(f"{way.surname} Сергій", "1999", words=WORDS)
    before = way.letter()
    way.linked().he_answers("later")
    assert before == way.letter()
    way.he_answers("yes").level(2).decided()

    assert before != way.letter()


def his_mother_and_not_his_wife(way: Way, paper: Path) -> None:
    way.captured().asked(f"{way.surname} Сергій", "1999", words=WORDS)
    wife = replace(way, family=way.bureau.family("ru"), enquiry="", link="")
    wife.asked(f"{way.surname} Сергей", "1999", words="Это я", own_name="Оксана", relation="wife")
    before = way.letter(), wife.family.reads_letters()
    way.linked().he_answers("yes").level(2)
    wife.linked()
    wife.link = _another_link(way)
    wife.he_answers("no", tell=False)
    way.decided()
    wife.decided()

    assert before[0] != way.letter()
    assert before[1] == wife.family.reads_letters()


def _another_link(way: Way) -> str:
    """The other enquiry about him on the interviewer's page, by its link."""
    found: list[str] = []

    def others() -> bool:
        page = way.by("interviewer-1").opens(f"/interviews/{way.person}").page
        rows = page.locator(f"a[href^='/interviews/{way.person}/']")
        links = {str(one.get_attribute("href")).rpartition("/")[2].partition("?")[0] for one in rows.all()}
        found[:] = sorted(one for one in links if one.isdecimal() and one != way.link)
        return bool(found)

    until(others, 40, way.by("interviewer-1").text, pause=0.6)
    return found[0]


def two_who_ask(way: Way, paper: Path) -> None:
    way.captured().asked(f"{way.surname} Сергій", "1999", words=WORDS)
    sister = replace(way, family=way.bureau.family("ru"), enquiry="", link="")
    sister.asked(f"{way.surname} Сергей", "1999", words="Это Аня", own_name="Анна", relation="sister")
    way.linked().he_answers("yes").level(2).decided()
    sister.linked()
    sister.link = _another_link(way)
    sister.he_answers("yes").level(2).decided()
    told = way.letter(), sister.family.reads_letters()

    assert "Анна" not in told[0] and "Марія" not in told[1]
    assert way.enquiry not in told[1] and sister.enquiry not in told[0]
    page = way.by("caseworker-1").opens(f"/enquiries/{way.enquiry}").text()
    assert sister.enquiry in page, "a caseworker sees that another asks for him too"


def a_wrong_link_is_corrected_after_a_letter(way: Way, paper: Path) -> None:
    way.captured().asked(f"{way.surname} Сергій", "1999", words=WORDS)
    all_get = way.letter()
    way.linked().he_answers("yes").level(2).decided()
    told = way.letter()
    assert told != all_get

    doubt = way.by("caseworker-1").enters(
        f"/pairs/{way.enquiry}:{way.person}/doubt", reason="Her photograph shows another man"
    )
    path = doubt.page.url.removeprefix(way.bureau.house.desk)
    assert not way.by("caseworker-1").page.query_selector(f"form[action='{path}/annul']")
    way.by("head-of-bureau-1").opens(path).presses(f"form[action='{path}/annul'] button")
    corrected = way.letter()

    assert corrected not in (told, all_get)
    settled = way.by("caseworker-1").opens(path).text()
    assert says(settled, "doubt_state.annulled"), settled


def decision_withdrawn_in_the_separate_room(way: Way, paper: Path) -> None:
    way.at_the_point(paper).nobody_leads_on_without_both(AskedPerson.SHE)
    way.one_is_asked(AskedPerson.HE, "no")

    way.stands_at("stopped_by_prisoner")
    way.tries_step("handover-officer-1", HandoverEvent.ASKED_AGAIN)
    way.stands_at("stopped_by_prisoner")


def she_withdraws(way: Way, paper: Path) -> None:
    way.at_the_point(paper).nobody_leads_on_without_both()
    way.one_is_asked(AskedPerson.SHE, "no")

    way.stands_at("stopped_by_kin")
    way.tries_step("handover-officer-2", HandoverEvent.SIGNED, met_at=way._next_minute(),
                   signed_by=[one.value for one in Signatory])  # fmt: skip
    way.stands_at("stopped_by_kin")


def the_authority_stops_with_a_reason(way: Way, paper: Path) -> None:
    way.at_the_point(paper).nobody_leads_on_without_both(AskedPerson.SHE)
    said = way.tries_step("head-of-bureau-1", HandoverEvent.STOPPED_BY_AUTHORITY)
    refuses(said, "authority", "reason", "provision")
    way.step(
        "head-of-bureau-1", HandoverEvent.STOPPED_BY_AUTHORITY, authority="Ministry", reason="Shelling of the road",
        provision="GC III 119",
    )  # fmt: skip

    way.stands_at("stopped_by_authority")
    assert "Shelling of the road" in way.by("handover-officer-1").opens(f"/hand-overs/{way.handover}").text()


def she_does_not_come(way: Way, paper: Path) -> None:
    way.ready(paper).opened()
    way.on_the_way()
    said = way.tries_step("handover-officer-1", HandoverEvent.FAILED, reason="She did not come")
    refuses(said, "incident_recorded")
    way.incident(IncidentKind.SHE_DID_NOT_COME, "Nobody got off the bus")
    way.step("handover-officer-1", HandoverEvent.FAILED, reason="She did not come")

    way.stands_at("failed")


def he_collapses_and_the_rest_is_done_off_line(way: Way, paper: Path) -> None:
    way.at_the_point(paper).nobody_leads_on_without_both()
    way.incident(IncidentKind.COLLAPSE_AT_POINT, "He fell; the doctor gave him tea and an hour")
    way.step("handover-officer-1", HandoverEvent.SUSPENDED, authority="Doctor of the point", reason="Collapse",
             provision="GC III 109")  # fmt: skip
    way.step("handover-officer-1", HandoverEvent.RESUMED)
    way.stands_at("identity_checked")

    without_hers, _ = _sheet(way, her_answer=None)
    assert says(without_hers, "incident.paper_without_yes"), without_hers
    way.stands_at("identity_checked")
    _, at = _sheet(way, her_answer="yes")
    way.stands_at("identity_checked")
    way.one_is_asked(AskedPerson.SHE, at=at[2])
    way.step("handover-officer-1", HandoverEvent.ASKED_AGAIN, happened_at=at[2])
    way.step("handover-officer-2", HandoverEvent.SIGNED, happened_at=at[4], met_at=at[3],
             signed_by=[one.value for one in Signatory])  # fmt: skip
    way.step("handover-officer-1", HandoverEvent.COMPLETED, happened_at=at[5])
    way.stands_at("completed")


def _sheet(way: Way, *, her_answer: str | None) -> tuple[str, list[str]]:
    """A record filled by hand: printed under a code, typed by two.

    Returns:  what the list of incidents then says, and the minutes that stand on the sheet: his are as he was asked.
    """
    officer = way.by("handover-officer-1").opens(f"/hand-overs/{way.handover}/record-sheet")
    with officer.page.expect_download() as download:
        officer.page.locator("main form .next button, main form .row button").first.click()
    pages = PdfReader(download.value.path()).pages
    text = "\n".join(page.extract_text() for page in pages)
    code = re.search(r"(?:Code|Код): (\S+)", text)
    assert code, text
    his = way.asked_at[AskedPerson.HE]
    minutes = [his, his, *(way._next_minute() for _ in range(4))]
    values: dict[str, object] = {
        "code": code[1], "identity_by": "officer 1", "identity_at": minutes[0], "his_answer": "yes",
        "his_asked_by": "interviewer", "his_asked_at": minutes[1], "his_room": "1", "her_asked_by": "interviewer",
        "her_asked_at": minutes[2], "her_room": "2", "sheet_met_at": minutes[3], "signing_by": "officer 2",
        "signed_at": minutes[4], "signed_by": [one.value for one in Signatory], "completed_at": minutes[5],
        **({"her_answer": her_answer} if her_answer else {}),
    }  # fmt: skip
    for name in ("handover-officer-2", "caseworker-2"):
        path = f"/hand-overs/{way.handover}/typed"
        worker = way.by(name).opens(path)
        owner = worker.page.locator("main form select[name='owner'] option[value]:not([value=''])").first
        worker.enters(path, **values, owner=owner.get_attribute("value"))
    return way.by("head-of-bureau-1").opens("/incidents").text(), minutes


def a_court_holds_him(way: Way, paper: Path) -> None:
    way.at_the_point(paper).nobody_leads_on_without_both()
    way.by("legal-adviser-1").enters(
        f"/persons/{way.person}/proceedings", step="proceedings_notified", by="Invented court",
        reference=f"Case {way.card}",
    )  # fmt: skip
    way.one_is_asked(AskedPerson.SHE)
    said = way.tries_step("handover-officer-1", HandoverEvent.ASKED_AGAIN)

    refuses(said, "judicial_hold")
    way.stands_at("identity_checked")


def the_commission_says_neutral_country(way: Way, paper: Path) -> None:
    way.captured()
    adviser = way.by("legal-adviser-1").enters(
        "/grounds/new", ground_paper="neutral_state", party="Invented neutral State", ground_reference=f"N {way.card}",
        basis_signed_by="its minister", supplied_by="its envoy", given_on="2026-03-01",
    )  # fmt: skip
    paper_id = re.search(r"\b[A-Z]{1,3}-[0-9A-Z-]+", adviser.page.locator("tr", has_text=f"N {way.card}").inner_text())
    assert paper_id
    way.by("registrar-1").enters(
        f"/persons/{way.person}/particular", kind="surname", value=way.surname, source_kind="document",
        source_reference="passport seen", grade="C",
    )  # fmt: skip
    way.by("medical-1").enters(
        f"/persons/{way.person}/medical-decision", decided_by="commission", ground_reference=f"M {way.card}",
        commission_members="Dr One (neutral)\nDr Two (neutral)\nDr Three", medical_category="better_elsewhere",
    )  # fmt: skip
    way.by("registrar-1").enters(
        f"/releases/{way.person}/open", basis="art109_110", basis_reference=f"M {way.card}",
        basis_signed_by="the commission", proceedings="none",
    )  # fmt: skip
    way.by("interviewer-1").enters(f"/interviews/{way.person}/release", **ALONE)
    way.by("medical-1").enters(f"/releases/{way.person}/fitness", fitness="fit")
    for name in ("head-of-bureau-1", "legal-adviser-1"):
        way.by(name).opens(f"/releases/{way.person}").presses(f"form[action='/releases/{way.person}/approve'] button")
    done: dict[str, Any] = {
        "received_by": "the envoy", "property_reference": "account 1", "property_settled_by": "the paymaster",
        "signed_by": ["detaining_authority", "prisoner"],
    }  # fmt: skip
    home = way.by("registrar-1").tries(f"/releases/{way.person}/complete", outcome="repatriated", **done)
    refuses(home, "medical_category")
    nowhere = way.by("registrar-1").tries(f"/releases/{way.person}/complete", outcome="neutral_country", **done)
    refuses(nowhere, "neutral_agreement")
    way.by("registrar-1").enters(
        f"/releases/{way.person}/complete", outcome="neutral_country", neutral_paper=paper_id[0], **done
    )
    text = way.by("registrar-1").opens(f"/persons/{way.person}").text()
    assert says(text, "custody_state.neutral_country"), text


def his_father_is_excluded(way: Way, paper: Path) -> None:
    """That he be told was decided already; then he says whom never to tell, and two withhold it."""
    way.captured().asked(f"{way.surname} Сергій", "1999", words="Це батько", own_name="Степан", relation="father")
    before = way.letter()
    way.linked().he_answers("yes").level(2).decided()
    way.by("interviewer-1").enters(f"/interviews/{way.person}", **ALONE, never_tell="Батько Степан: він б'є матір")
    form = way.by("interviewer-1").enters(
        f"/enquiries/{way.enquiry}/withhold", withholding_ground="his_never", reason="He said so to me, alone"
    )
    path = form.page.url.removeprefix(way.bureau.house.desk)
    way.by("head-of-bureau-1").opens(path).presses(f"form[action='{path}/agree'] button")

    assert before == way.letter()
    said = way.by("caseworker-1").opens(f"/enquiries/{way.enquiry}/cells").text()
    refuses(said, "not_withheld")


WAYS: tuple[Callable[[Way, Path], None], ...] = (
    the_commission_says_neutral_country, he_refuses, he_says_later_and_then_yes, his_mother_and_not_his_wife,
    two_who_ask, a_wrong_link_is_corrected_after_a_letter, his_father_is_excluded,
    decision_withdrawn_in_the_separate_room, the_authority_stops_with_a_reason, she_does_not_come,
    he_collapses_and_the_rest_is_done_off_line, a_court_holds_him, she_withdraws,
)  # fmt: skip


@pytest.mark.parametrize("goes", WAYS if IS_WHOLE else WAYS[:1])
def test_every_way_ends_where_the_law_says(goes: Callable[[Way, Path], None], way: Way, a_paper: Path) -> None:
    goes(way, a_paper)
