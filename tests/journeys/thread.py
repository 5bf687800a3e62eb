"""The thread, step by step, in a browser: every step a method, so that the unhappy ways leave it where they differ."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from repatria.core.law.handover import ATTESTATIONS, PATH, HandoverEvent, Signatory
from repatria.core.law.handover_asking import AskedPerson
from tests.journeys.house import until
from tests.journeys.people import MAIN_BUTTON, Bureau, Family, numbers

POINT = "Old Bridge House, in an invented neutral State"
KYIV = ZoneInfo("Europe/Kyiv")
LIKELY = "#likely li.due"


@dataclass
class Thread:
    """One man, one family, and the bureau between them."""

    bureau: Bureau
    surname: str
    card: str
    family: Family
    person: str = ""
    enquiry: str = ""
    link: str = ""
    handover: str = ""
    minutes: int = 0
    asked_at: dict[AskedPerson, str] = field(default_factory=dict)  # when each was asked again, as it was typed

    def by(self, name: str):  # type: ignore[no-untyped-def]
        return self.bureau.by(name)

    def captured(self) -> Thread:
        """The registrar registers him and brings him to a camp."""
        registrar = self.by("registrar-1").enters(
            "/capture", category="prisoner_of_war", power="POWER-B", card_number=self.card, holder="UNIT-3",
            captured_on="2026-03-02", captured_at="near the mill", surname=self.surname, first_names="Сергій",
            birth_date="1999-04-12", service_number=f"B-{self.card}", rank_given="declined",
            mother_maiden_name="Коваль", religion_given="not_asked", press="main form button[value='open']",
        )  # fmt: skip
        self.person = self._is_another_man() if registrar.page.query_selector(LIKELY) else registrar.last_part()
        assert self.person.startswith("P-"), registrar.text()
        at = f"/persons/{self.person}/custody"
        registrar.enters(f"{at}/evacuated", list_reference="L-14", counted="31", listed="31")
        registrar.enters(f"{at}/arrived", holder="CAMP-2", received_by="officer of the gate")
        assert "CAMP-2" in registrar.opens(f"/persons/{self.person}").text()
        return self

    def _is_another_man(self) -> str:
        """The registrar reads who was shown beside the form, and records that it is another man: his number."""
        registrar = self.by("registrar-1")
        assert not [one for one in registrar.page.locator(LIKELY).all_inner_texts() if self.card in one]
        registrar.presses("main form button:has-text('Це інша людина: записати')")
        return numbers(registrar.page.inner_text(".done"), "P")[0]

    def agency_notified(self) -> Thread:
        """The minimal notice lies in the outbox without anybody's doing, leaves, and comes back receipted."""
        to_agency = "tr:has-text('Агентство') a"
        registrar = self.by("registrar-1").waits_for(f"/notices?person={self.person}", to_agency)
        notice = registrar.page.locator(to_agency).first.get_attribute("href")
        assert notice is not None
        status, sheet = registrar.fetches(f"{notice}/notice.pdf")
        assert (200, b"%PDF") == (status, sheet[:4])
        registrar.enters(f"{notice}/deliver", reference="by courier, packet 1")
        self.by("delegate-1").enters(f"{notice}/receipt", reference="CTA-2026-0001")
        assert self.by("delegate-2").opens(notice).page.query_selector("li.past:has-text('receipted')")
        return self

    def asked(self, name: str, birth: str, *, words: str = "", own_name: str = "Марія", **more: object) -> Thread:
        """The family asks on the portal; the courier carries it in."""
        self.family.asks(name, birth, words=words, own_name=own_name, **more)  # type: ignore[arg-type]
        caseworker = self.by("caseworker-1")
        caseworker.waits_for("/enquiries?show=new", f"tr:has-text('{name}')")
        line = caseworker.page.locator(f"tr:has-text('{name}')").first.inner_text()
        self.enquiry = re.findall(r"\bE-[0-9A-Z-]+", line)[0]
        return self

    def linked(self) -> Thread:
        """Two reviewers judge the pair that the matcher laid before them, neither seeing the other's word."""
        pair = f"tr:has-text('{self.enquiry}'):has-text('{self.person}') a"
        for name in ("reviewer-1", "reviewer-2"):
            reviewer = self.by(name).waits_for("/pairs", pair)
            reviewer.page.locator(pair).first.click()
            reviewer.enters(reviewer.page.url.removeprefix(self.bureau.house.desk), judgement="positive")
        return self

    def he_answers(
        self, answer: str, *, about: str = "enquiry", is_her: str | None = "yes", tell: bool = True
    ) -> Thread:
        """The interviewer asks him about her, alone and in his language."""
        interviewer = self.by("interviewer-1")
        alone = {
            "answer": answer, "language": "українська", "is_language_his": True, "is_interviewer_outside_camp": True,
            "is_no_guard_present": True, "is_no_interrogator": True,
        }  # fmt: skip
        if not self.link:
            interviewer.enters(f"/interviews/{self.person}", **alone | {"answer": "yes"})  # nobody is named before
            there = f"a[href^='/interviews/{self.person}/']"
            interviewer.waits_for("/interviews", there)
            self.link = interviewer.page.locator(there).first.get_attribute("href").rpartition("/")[2].partition("?")[0]
        words = {"private_question": "Як звали кота?", "private_answer": "Рижик"} if tell else {}
        path = f"/interviews/{self.person}/{self.link}"
        said = {"about": about, "is_her": is_her or "not_asked", **alone, **words}
        if is_her == "no" and answer == "yes":  # a yes to somebody whom he does not know is asked for twice
            interviewer.tries(path, **said)
            interviewer.page.check("main form [name='was_asked_twice']")
            interviewer.presses(MAIN_BUTTON)
            assert not interviewer.page.query_selector(".faults, .refusal"), interviewer.text()
        else:
            interviewer.enters(path, **said)
        return self

    def decided(self) -> Thread:
        """Two approve the answer on its grounds, a third decides it by the law."""
        path = f"/enquiries/{self.enquiry}"
        for name in ("caseworker-1", "head-of-bureau-1"):
            worker = self.by(name).opens(path)
            worker.presses(f"form[action='{path}/approve'] button")
        self.by("caseworker-2").opens(path).presses(f"form[action='{path}/decide'] button")
        return self

    def level(self, wanted: int) -> Thread:
        """Waits until the enquiry's page shows a kinship level."""
        caseworker = self.by("caseworker-1")

        def is_reached() -> bool:
            return f"{wanted} / 3" in caseworker.opens(f"/enquiries/{self.enquiry}").text()

        until(is_reached, 20, caseworker.text, pause=0.6)
        return self

    def letter(self) -> str:
        """Holds a round and reads the letters.  Returns: the page's words."""
        self.bureau.round()
        return self.family.reads_letters()

    def proved(self, paper: Path) -> Thread:
        """Papers through the portal, his private question, and a telephone call attested."""
        self.family.adds_paper(paper)
        caseworker, path = self.by("caseworker-1"), f"/enquiries/{self.enquiry}"
        caseworker.waits_for(path, "a[href*='/enquiries/papers/']")
        link = caseworker.page.locator("a[href*='/enquiries/papers/']").first.get_attribute("href")
        status, drawn = caseworker.fetches(link)
        assert (200, b"\xff\xd8\xff") == (status, drawn[:3])  # a page of hers as it was drawn anew, never her file
        caseworker.enters(
            f"{path}/evidence", evidence="papers_checked", holds="yes", note="seen and heard by me",
            proof_paper_id=link.rsplit("/", 1)[-1], proof_kind="birth", proof_number="I-AA 417, invented",
            proof_issued_by="an invented registry",
        )  # fmt: skip
        for kind in ("private_question_answered", "recognised_on_call"):
            caseworker.enters(f"{path}/evidence", evidence=kind, holds="yes", note="seen and heard by me")
        return self.level(3)

    def switched_on(self) -> Thread:
        """The ground of hand-overs: proposed by the head, approved by two, recorded as invented."""
        head = self.by("head-of-bureau-1").enters(
            "/switches/new", basis="unilateral", legal_basis=f"Invented order {self.card}", points=POINT,
            transit_consents="Invented transit State: yes",
        )  # fmt: skip
        path = head.page.url.removeprefix(self.bureau.house.desk)
        for name in ("caseworker-1", "caseworker-2"):
            self.by(name).opens(path).presses(f"form[action='{path}/approve'] button")
        head.opens(path).presses(f"form[action='{path}/on'] button")
        assert f"Invented order {self.card}" in head.opens("/switches").text()
        return self

    def opened(self) -> Thread:
        caseworker = self.by("caseworker-1")
        path = f"/enquiries/{self.enquiry}/hand-over"
        caseworker.opens(path)
        place = caseworker.page.locator(f"option:has-text('{POINT}')").last.get_attribute("value")
        caseworker.enters(path, place=place, recipient_name="Марія Шевченко", recipient_paper="passport AB 123")
        self.handover = caseworker.last_part()
        return self

    def step(self, name: str, event: HandoverEvent, **more: object) -> Thread:
        self.by(name).enters(f"/hand-overs/{self.handover}/step/{event.value}", **self._said(event, more))
        return self

    def _said(self, event: HandoverEvent, more: dict[str, object]) -> dict[str, object]:
        """What is typed on the form of a step."""
        attested = [one.value for one, _ in ATTESTATIONS.get(event, ())]
        values = {"happened_at": self._next_minute(), **({"attested": attested} if attested else {}), **more}
        if event in dict(PATH):
            values.setdefault("reason", "The steps of the day, written down together")
        return values

    def asked_again_alone(self) -> Thread:
        """Each is asked in a room apart, by an interviewer, and says yes."""
        for who in AskedPerson:
            self.one_is_asked(who)
        return self

    def one_is_asked(self, who: AskedPerson, answer: str = "yes", at: str = "") -> Thread:
        """One of them is asked alone, in a room apart, by an interviewer, at a minute, or the next."""
        self.asked_at[who] = at or self._next_minute()
        self.by("interviewer-1").enters(
            f"/hand-overs/{self.handover}/ask/{who}", asked_at=self.asked_at[who],
            room=f"Room of {who}", asked_in="uk", is_understood=True,
            is_no_guard_in_hearing=True, is_no_other_in_hearing=True, is_no_officer_in_hearing=True, renewed=answer,
        )  # fmt: skip
        return self

    def signed(self) -> Thread:
        """All three sign before another officer than who checked identity, a minute after the two met."""
        return self.step(
            "handover-officer-2", HandoverEvent.SIGNED, met_at=self._next_minute(),
            signed_by=[one.value for one in Signatory],
        )  # fmt: skip

    def _next_minute(self) -> str:
        """Steps of the last hour, a minute apart, as they are typed afterwards."""
        self.minutes += 1
        return f"{datetime.now(KYIV) - timedelta(hours=1) + timedelta(minutes=self.minutes):%d.%m.%Y %H:%M}"

    def on_the_way(self) -> Thread:
        """Accepted, cleared, agreed, authorised by two, planned, and she has set out."""
        self.step("caseworker-1", HandoverEvent.ACCEPTED)
        self.step("handover-officer-1", HandoverEvent.RISK_CLEARED)
        self.step("handover-officer-1", HandoverEvent.ROUTE_AGREED)
        self.by("medical-1").enters(f"/releases/{self.person}/fitness", fitness="fit")
        path = f"/hand-overs/{self.handover}"
        for name in ("head-of-bureau-2", "caseworker-2"):
            self.by(name).opens(path).presses(f"form[action='{path}/approve'] button")
        self.step("head-of-bureau-1", HandoverEvent.AUTHORISED)
        self.by("handover-officer-1").enters(
            f"{path}/plan", meets_on="2027-05-04", his_room="Room 1", her_room="Room 2", telephones="Бюро: 555 0100",
            way_back="Автобус пошти", her_journey="Оплачено в обидва боки",
        )  # fmt: skip
        return self.step("handover-officer-1", HandoverEvent.KIN_DEPARTED)

    def up_to_the_point(self) -> Thread:
        """On the way, both at the point, and identity checked face to face."""
        self.on_the_way()
        for event in (HandoverEvent.KIN_ARRIVED, HandoverEvent.PRISONER_ARRIVED, HandoverEvent.IDENTITY_CHECKED):
            self.step("handover-officer-1", event)
        return self
