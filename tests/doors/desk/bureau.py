"""A bureau whose staff sit at the desk: the thread's steps through the services, and a browser for each of them."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse

from repatria.core.law.appeal import shipped_appeal
from repatria.core.law.calls import CallSide, CallWay, PolicyReason
from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody_facts import HisPaper
from repatria.core.law.exchange_holding import HoldGround
from repatria.core.law.exchange_list import ListDirection, ListSide
from repatria.core.law.exchange_outward import ReleasedKind
from repatria.core.law.handover import HandoverEvent
from repatria.core.law.handover_incident import IncidentKind
from repatria.core.law.identification import CodedTo, ConsentUse, GivenBy
from repatria.core.law.identification_board import FindingKind, Method, Weighs
from repatria.core.law.joins import SeenAs, StubsSeen
from repatria.core.law.messages import CheckingState, CheckVerdict, MessageKind, WithheldBecause
from repatria.core.law.parcels import ParcelKind
from repatria.core.law.release_papers import GroundPaper
from repatria.core.law.remains import DiscFound, NeutralThere, RemainsKind
from repatria.core.law.remains_containers import ContainerKind
from repatria.core.law.remains_graves import AshesGround, GraveKind
from repatria.core.law.remains_path import ItemStep
from repatria.core.law.remains_samples import SampleKind
from repatria.core.law.return_batch import BatchEvent, BatchWay
from repatria.core.law.return_list import BatchRow
from repatria.core.law.return_request import AskedFor
from repatria.core.law.return_scans import ScanFor
from repatria.core.law.sighting import SightingKind
from repatria.core.law.telling import DeathKnown, ReportedBy
from repatria.core.law.welfare import ChosenBy, ComplaintAbout, WatchingBody
from repatria.core.law.withholding import WithholdingGround
from repatria.core.vocabulary.arrivals import ArrivalCondition, ArrivalLine, Fact
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.calls import CallState
from repatria.core.vocabulary.certificates import (
    CertificateField,
    CertificateLine,
    DeathListKind,
    FieldFrom,
    ListedDead,
)
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.letters import LetterClass
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.paper_codes import paper_code
from repatria.core.vocabulary.paper_words import PaperClass
from repatria.core.vocabulary.particulars import Category, Grade, Particular, ParticularKind, Source
from repatria.core.vocabulary.receipts import letter_identity_of, locator_of, receipt_from_form_id
from repatria.core.vocabulary.remains_codes import remains_code
from repatria.doors.desk.frame.owed import counts_by
from repatria.doors.desk.urls import urlpatterns
from repatria.doors.jobs.arrivals import particulars_of
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.acting import Acting
from repatria.records.access.credentials import provision_credentials
from repatria.records.access.models import Account
from repatria.records.access.proposals import proposals
from repatria.records.access.role_table import Role
from repatria.records.access.services import OPEN_MIGRATION, migration_reference, open_migration, record_approval
from repatria.records.appeals.selectors import text_reference
from repatria.records.appeals.services import PUBLISH, give_copy, publish_appeal
from repatria.records.arrivals.acts import CardFate
from repatria.records.arrivals.models import CardAccount
from repatria.records.arrivals.selectors.nights import device_keys, line_fingerprint
from repatria.records.arrivals.services.cards import account_for_cards
from repatria.records.arrivals.services.nights import enrol_device, open_shift, take_line
from repatria.records.certificates.acts import CertificateDrawn, CertificateWords, DeathListDrawn, ListWords
from repatria.records.consequences.services import decide_reference, set_matter_aside
from repatria.records.contact.call_acts import CallAsked, CallBooked, CallCodes, CallEnded
from repatria.records.contact.call_models import CallAttempt, CallHalt
from repatria.records.contact.services.call_rooms import (
    close_call_means,
    open_call_line,
    open_call_room,
    propose_call_policy,
)
from repatria.records.contact.services.call_wishes import ask_call
from repatria.records.contact.services.checking import check_message
from repatria.records.contact.services.parcels import register_arrival
from repatria.records.contact.services.second import say_their_word
from repatria.records.contact.services.taking import receive_hers
from repatria.records.disclosure.withholding import end_withholding, say_withholding
from repatria.records.enquiries.acts import Asked, Paper
from repatria.records.enquiries.drawing import papers_drawn_by
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.enquiries.services.later import record_later
from repatria.records.enquiries.services.papers import record_papers
from repatria.records.exchanges.comparing import RowOnList
from repatria.records.exchanges.models import ListLine
from repatria.records.exchanges.selectors.outward import outgoing_now
from repatria.records.exchanges.services.agreements import open_list, record_agreement
from repatria.records.exchanges.services.crossings import record_crossing
from repatria.records.exchanges.services.holding import HOLD_BACK, hold_back, hold_reference
from repatria.records.exchanges.services.lines import dispute_line
from repatria.records.exchanges.services.lists import record_version
from repatria.records.exchanges.services.outward import RELEASE, release_names
from repatria.records.handover.incidents import record_incident
from repatria.records.hotline.acts import FraudKind
from repatria.records.hotline.services.calls import ask_call_back
from repatria.records.hotline.services.forms import print_form
from repatria.records.hotline.services.fraud import report_fraud
from repatria.records.identification.services.coded import propose_coded
from repatria.records.identification.services.consents import record_consent, state_own_power
from repatria.records.identification.services.findings import record_comparison, record_finding
from repatria.records.identification.services.frequencies import propose_frequencies
from repatria.records.identification.services.hypotheses import lay_evidence, open_hypothesis, propose_parts
from repatria.records.identification.services.results import receive_results, record_profile
from repatria.records.identification.services.sampling_round import open_samples_round
from repatria.records.identification.services.sought import propose_one_sought
from repatria.records.intake.line_sealing import line_key_of, public_point
from repatria.records.ledger.checkpoints import make_checkpoint
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.services import append, bulk_acts
from repatria.records.matching.acts import WeightLine
from repatria.records.matching.double_acts import ProposedDouble
from repatria.records.matching.doubles import double_number, propose_doubles
from repatria.records.matching.wrong_links import doubt_link, uphold_link
from repatria.records.notices.letter_services import draft_letter
from repatria.records.notices.models import StatutoryNotice
from repatria.records.notices.paper_word_services import draft_paper_words
from repatria.records.places.services import issue_pad
from repatria.records.register.drawing import drawn_by
from repatria.records.register.models import CustodyEntry
from repatria.records.register.selectors import latest_decision
from repatria.records.register.services import record_capture, record_particular
from repatria.records.register.services.cards import lay_out_capture_card
from repatria.records.register.services.effects import take_effects
from repatria.records.register.services.found_dead import record_found_dead
from repatria.records.register.services.joins import propose_join
from repatria.records.register.services.papers import record_proceedings
from repatria.records.register.services.photographs import keep_photograph
from repatria.records.remains.cremation_acts import CremationProposed, CremationWords
from repatria.records.remains.selectors.steps import path
from repatria.records.remains.services.containers import record_container
from repatria.records.remains.services.correcting import propose_item_correction
from repatria.records.remains.services.entries import propose_grave_right
from repatria.records.remains.services.finds import keep_picture, seal_finds
from repatria.records.remains.services.graves import record_grave
from repatria.records.remains.services.recovering import record_item, record_recovery, record_site
from repatria.records.remains.services.samples import take_sample
from repatria.records.remains.services.steps import record_step
from repatria.records.returns.models import BatchContainer, BatchDifference, BatchLine, CountEntry
from repatria.records.returns.pass_acts import PassIssued, PassWords
from repatria.records.returns.release_acts import ProposedReleaseWords, RemainsReleaseProposed
from repatria.records.returns.services.batches import bring_list, plan_batch
from repatria.records.returns.services.counts import begin_count, compare_sides, sign_count
from repatria.records.returns.services.differences import END as END_DIFFERENCE
from repatria.records.returns.services.requests import make_request
from repatria.records.returns.services.scans import take_scans
from repatria.records.returns.services.steps import record_batch_step
from repatria.records.roll.services import open_draw, record_draw, record_not_seen, record_roll, record_sighting
from repatria.records.telling.concluded import Identified
from repatria.records.telling.services.opening import open_telling, record_visitor
from repatria.records.telling.services.reporting import lay_report
from repatria.records.telling.services.visits import plan_visit
from repatria.records.telling.services.wishes import open_wishes_round
from repatria.records.welfare.services import record_letter, record_representative, take_complaint
from tests.cast import particulars
from tests.house import adopt_weights
from tests.journeys.test_thread_in_the_records import Story
from tests.law.test_letters import more
from tests.records.register.laid import paper
from tests.records.staff import Staff, outside
from tests.records.telling.concluding import concludes

PASSWORD, SECRET = "вишня-поріг-лелека", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BACKEND = "repatria.doors.desk.sign_in.backend.RecordedPasswordBackend"
STAFF: dict[str, tuple[Role, str]] = {
    "registrar": (Role.REGISTRAR, ""), "interviewer": (Role.INTERVIEWER, ""), "hotline": (Role.HOTLINE_OPERATOR, ""),
    "reviewer-1": (Role.REVIEWER, ""), "reviewer-2": (Role.REVIEWER, ""), "reviewer-3": (Role.REVIEWER, ""),
    "caseworker-1": (Role.CASEWORKER, ""), "caseworker-2": (Role.CASEWORKER, ""), "delegate": (Role.DELEGATE, ""),
    "head": (Role.HEAD_OF_BUREAU, ""), "head-2": (Role.HEAD_OF_BUREAU, ""), "officer": (Role.HANDOVER_OFFICER, ""),
    "officer-2": (Role.HANDOVER_OFFICER, ""), "interviewer-2": (Role.INTERVIEWER, ""),
    "camp-1": (Role.CAMP_OFFICER, "CAMP-1"), "camp-2": (Role.CAMP_OFFICER, "CAMP-2"), "auditor": (Role.AUDITOR, ""),
    "doctor": (Role.MEDICAL, ""), "adviser": (Role.LEGAL_ADVISER, ""), "migration": (Role.MIGRATION, ""),
    "mortuary": (Role.MORTUARY, ""), "laboratory": (Role.LABORATORY, ""),
    "expert-1": (Role.BOARD_EXPERT, ""), "expert-2": (Role.BOARD_EXPERT, ""),
    "liaison": (Role.FAMILY_LIAISON, ""), "censor": (Role.CENSOR, ""),
}  # fmt: skip
"""Who may be hired, with role and branch; the two administrators found the house."""
BY_ROLE = {
    Role.REGISTRAR: "registrar", Role.CAMP_OFFICER: "camp-2", Role.INTERVIEWER: "interviewer",
    Role.HOTLINE_OPERATOR: "hotline", Role.CASEWORKER: "caseworker-1", Role.REVIEWER: "reviewer-1",
    Role.HEAD_OF_BUREAU: "head", Role.HANDOVER_OFFICER: "officer", Role.DELEGATE: "delegate",
    Role.FAMILY_LIAISON: "liaison", Role.CENSOR: "censor", Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "administrator-1",
    Role.MEDICAL: "doctor", Role.LEGAL_ADVISER: "adviser", Role.MIGRATION: "migration",
    Role.MORTUARY: "mortuary", Role.LABORATORY: "laboratory",
    Role.BOARD_EXPERT: "expert-1",
}  # fmt: skip
"""One of the staff for each role."""


class Bureau(Story):
    """The story of the records, told at the desk: `at(name)` is a browser in which that one of the staff signed in."""

    def __init__(self, clock: Any, randomness: Callable[[int], bytes]) -> None:
        # Not the story's own beginning, which hires everybody: here each is hired when he is first called.
        self.clock, self.outside = clock, outside(clock, randomness)
        self.staff = Staff(clock, randomness).found()
        self.staff.open_places("CAMP-1", "CAMP-3", "CAMP-9", "UNIT-7", "HOSPITAL-1", "COURT-4")
        self._browsers: dict[str, Client] = {}

    def by(self, name: str) -> Acting:
        self.number(name)
        return self.staff.acting(name)

    def number(self, name: str) -> str:
        """The number of one of the staff, who is hired if he was not yet."""
        if name not in self.staff.numbers:
            role, branch = STAFF[name]
            self.staff.hire(name, role, branch=branch)
        return self.staff.numbers[name]

    def let_in(self, name: str) -> Account:
        """The account sets its own password and second factor, as after its first sign-in."""
        number = self.number(name)
        himself = Acting(account_id=number, roles=frozenset(), at=self.clock(), randomness=self.staff.randomness)
        provision_credentials(himself, account_id=number, password=PASSWORD, totp_secret=SECRET)
        return Account.objects.get(pk=self.number(name))

    def staff_account(self, name: str) -> Account:
        """The account as it stands now."""
        return Account.objects.get(pk=self.number(name))

    def at(self, name: str, language: str = "en") -> Client:
        """A browser of one of the staff, signed in, with pages in this language."""
        if name not in self._browsers:
            self._browsers[name] = _browser()
            self._browsers[name].force_login(self.let_in(name), backend=BACKEND)
        browser = self._browsers[name]
        browser.cookies["desk_language"] = language
        return browser


class _Door(ClientHandler):
    """What stands before every page, built once: it keeps nothing of one who comes by."""

    def __deepcopy__(self, known: dict[int, Any]) -> _Door:
        return self


@cache
def _door(*_settings: Any) -> _Door:
    return _Door(enforce_csrf_checks=False)


def _browser() -> Client:
    browser = Client()
    browser.handler = _door(settings.ROOT_URLCONF, *settings.MIDDLEWARE)
    return browser


def ended(browser: Client) -> Client:
    """The same browser after its sign-in ended: what is left of it is the secret of its forms."""
    left = Client()
    left.cookies["desk_form"] = browser.cookies["desk_form"].value
    return left


def counting_once() -> Callable[[Acting, datetime], Mapping[str, int]]:
    """Counts what waits for an account beside its first menu, and says the same beside all others."""
    known: dict[str, Mapping[str, int]] = {}

    def counts(acting: Acting, now: datetime) -> Mapping[str, int]:
        if acting.account_id not in known:
            known[acting.account_id] = counts_by(acting, now)
        return known[acting.account_id]

    return counts


def text_of(page: HttpResponse) -> str:
    """The page as it reads, marks resolved."""
    return unescape(page.content.decode())


def main_of(page: HttpResponse) -> str:
    """The page without its foot, which names the reader's own branch."""
    is_text = page.headers.get("Content-Type", "").startswith("text/")
    return text_of(page).partition("<footer")[0] if is_text else ""


POLICY = {
    "default-src": "'none'", "script-src": "'self'", "connect-src": "'self'", "style-src": "'self'",
    "img-src": "'self' data:", "font-src": "'self'", "form-action": "'self'", "frame-ancestors": "'none'",
    "base-uri": "'none'",
}  # fmt: skip
HEADERS = {
    "Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin", "X-Robots-Tag": "noindex",
}  # fmt: skip


def unlike_headers(page: HttpResponse) -> dict[str, str]:
    """The headers of an answer that are not as every answer must have them."""
    policy = dict(one.strip().split(" ", 1) for one in page.headers["Content-Security-Policy"].split(";"))
    unlike = {name: page.headers.get(name, "") for name, value in HEADERS.items() if page.headers.get(name) != value}
    if "no-store" in unlike.get("Cache-Control", ""):
        del unlike["Cache-Control"]  # the sign-in library says it in more words
    return unlike | ({} if policy == POLICY else {"Content-Security-Policy": repr(policy)})


class _Reader(HTMLParser):
    """Reads the fields of all forms but those of the foot, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self._is_main = False
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = {key: value or "" for key, value in attrs}
        name, kind = one.get("name", ""), one.get("type", "text")
        if tag == "main":
            self._is_main = True
        if not self._is_main or name == "csrfmiddlewaretoken":
            return
        if tag == "textarea":
            self._area, self.fields[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in one or self._select not in self.fields):
            self.fields[self._select] = one.get("value", "")
        elif tag == "input" and kind in ("checkbox", "radio"):
            if "checked" in one:
                self.fields.setdefault(name, []).append(one["value"])
        elif tag == "input" and name:
            self.fields[name] = one.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "main":
            self._is_main = False

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data


def fields_of(page: HttpResponse) -> dict[str, Any]:
    """The fields of a page with what stands in them, ticked choices only."""
    reader = _Reader()
    reader.feed(page.content.decode())
    return reader.fields


def enter(browser: Client, path: str, **typed: Any) -> HttpResponse:
    """Opens a form, types over its fields and sends it."""
    page = browser.get(path)
    assert page.status_code == 200, (path, page.status_code, text_of(page))
    return browser.post(path, fields_of(page) | typed)


def refusal_on(page: HttpResponse) -> str:
    """The refusal that a page shows, with its provision and code."""
    found = re.search(r'<div class="refusal".*?</div>', page.content.decode(), re.DOTALL)
    return " ".join(unescape(re.sub("<[^>]+>", " ", found[0])).split()) if found else ""


def faults_on(page: HttpResponse) -> dict[str, str]:
    """The faults that a page lists, by field."""
    found = re.findall(r'<li><a href="#([^"]+)">(.*?)</a></li>', page.content.decode())
    return {name: unescape(words) for name, words in found}


def kinds_since(size: int) -> list[str]:
    """The kinds of the acts that were recorded since the log had this size, without their versions."""
    return [entry.kind.rpartition(".")[0] for entry in entries_since(size)]


def readings_since(size: int) -> list[tuple[str, tuple[str, ...]]]:
    """Question and records of the readings recorded since."""
    found = entries_since(size, kinds=["access.reading_recorded"])
    return [(entry.act.question, entry.act.records) for entry in found]  # type: ignore[attr-defined]


def all_cells() -> Mapping[str, str]:
    """Everything that lies in the bureau's store, by table, as text."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = repr([[bytes(c) if isinstance(c, memoryview) else c for c in r] for r in cursor.fetchall()])
    return found


class Whole(Bureau):
    """A bureau in the middle of the thread: one of every record, so that every address leads somewhere."""

    def told(self) -> Whole:
        self.capture().ask()
        papers_drawn_by(lambda content: b"\xff\xd8\xff drawn")
        self.paper = record_papers(
            self.outside.house(Role.COURIER), enquiry_id=self.enquiry, received_on=self.clock().date(),
            paper=Paper(media_type="application/pdf", content=b"%PDF-1.4 of hers"),
        )  # fmt: skip
        papers_drawn_by(None)
        self.later = record_later(
            self.outside.house(Role.COURIER), enquiry_id=self.enquiry, what="more", text="a word of hers",
            received_on=self.clock().date(),
        )  # fmt: skip
        record_later(
            self.outside.house(Role.COURIER), enquiry_id=self.enquiry, what="erasure", text="",
            received_on=self.clock().date(),
        )  # fmt: skip
        self.link().he_says(ContactAnswer.YES).decide().level_three()
        self.switched_on().he_says(ContactAnswer.YES, about=ContactAbout.HANDOVER).opened().up_to_the_point()
        self.both_asked_alone()
        self.step("officer", HandoverEvent.ASKED_AGAIN, paper_mark=(paper_code(bytes(13)), "вишня"))
        draw_consequences(self.outside)
        self.ground = paper(self, GroundPaper.HOSTILITIES_ENDED)
        self.incident = record_incident(
            self.by("officer"), handover_id=self.handover, incident=IncidentKind.CAMERAS, happened_at=self.clock(),
            place="the gate", told="a camera stood there", owner=self.number("head"),
        )  # fmt: skip
        self.answered = latest_decision(self.person, "enquiry", self.link_view.link_index).act_index
        evacuated = CustodyEntry.objects.filter(person_id=self.person, event="evacuated")
        self.list_id = evacuated.values_list("pk", flat=True)[0]
        self.notice = StatutoryNotice.objects.order_by("recorded_index").values_list("pk", flat=True)[0]
        proposed = enter(
            self.at("head"), reverse("desk:propose_switch"), basis="unilateral", legal_basis="Order 8", points="A",
            transit_consents="B",
        )  # fmt: skip
        self.proposal = proposed.headers["Location"].rpartition("/")[2]
        self.speaking()
        adopt_weights(self.outside)
        proposed = enter(self.at("head"), reverse("desk:weights_again", args=[0]), reason="compare")
        self.weights = proposed.headers["Location"].rpartition("/")[2]
        set_matter_aside(
            self.outside.house(Role.CLERKWORK), consumer="recognition", matter="7", concerns=Role.CASEWORKER,
            code="enquiries.E004", about=self.enquiry, act_index=7,
        )  # fmt: skip
        enter(self.at("head"), reverse("desk:propose_decision", args=["recognition:7"]), ground="done by hand")
        self.decision = decide_reference("recognition", "7", "done by hand")
        self.rolled()
        self.let_in("migration")
        self.migration = self.moving_in()
        proposed = enter(
            self.at("administrator-1"), reverse("desk:propose_migration"), account_id=self.number("migration"),
            until=str((self.clock() + timedelta(days=9)).date()), most_lines="5", origin="branch 5",
        )  # fmt: skip
        self.moving = proposed.headers["Location"].rpartition("/")[2]
        self.join = self.registered_twice()
        self.arriving()
        self.card = lay_out_capture_card(
            self.by("registrar"), person_id=self.person, code=paper_code(bytes(13)), check_word="вишня",
            languages=("uk", "en"),
        )  # fmt: skip
        self.packet = take_effects(
            self.by("registrar"), person_id=self.person, taken_at=self.clock(), items="a watch", officer="Kovtun",
            rank="captain", unit="CAMP-2", keeps_identity_document=True,
        )  # fmt: skip
        drawn_by(lambda _: b"\xff\xd8\xff drawn")
        self.photograph = keep_photograph(
            self.by("registrar"), person_id=self.person, taken_at=self.clock(), taken_by="Bondar", picture=b"sent"
        )  # fmt: skip
        drawn_by(None)
        self.version = draft_letter(
            self.by("caseworker-2"), letter_class=LetterClass.NO_INFORMATION, words=more(LetterClass.NO_INFORMATION),
            why="said more warmly",
        )  # fmt: skip
        self.words = draft_paper_words(
            self.by("caseworker-2"), paper=PaperClass.DOSSIER, words={"dossier.on": {"en": "Date"}}, why="plainer"
        )
        self.callback = ask_call_back(self.by("hotline"), telephone="+000", safe_when="after nine")
        blank = receipt_from_form_id(b"b" * 32, "uk")
        self.paper_form = print_form(
            self.by("hotline"), locator=locator_of(blank), letter_identity=letter_identity_of(blank),
            number=blank.number, caller_secret="0f" * 16, language="uk",
        )  # fmt: skip
        self.report = report_fraud(
            self.by("hotline"), kind=FraudKind.CALL, told="somebody asked for money", received_on=self.clock().date()
        )
        self.doubt = doubt_link(
            self.by("caseworker-1"), pair_id=f"{self.enquiry}:{self.person}", reason="his mother calls him otherwise"
        )  # fmt: skip
        uphold_link(self.by("head"), doubt_id=self.doubt, reason="it is he")
        source = Source(kind="letter", reference="his letter", grade=Grade.DOCUMENT_OR_CALL)
        nickname = Particular(kind=ParticularKind.OTHER_NAME, value="Сергійко", source=source)
        record_particular(self.by("registrar"), person_id=self.person, particular=nickname)
        self.document = tree_size() - 1
        self.withheld = say_withholding(
            self.by("caseworker-1"), enquiry_id=self.enquiry, ground=WithholdingGround.DANGER,
            reason="his sister said so", until=self.clock().date() + timedelta(days=30),
        )  # fmt: skip
        end_withholding(self.by("caseworker-1"), withholding_id=self.withheld, reason="it was another family")
        self.in_talks()
        self.from_the_field()
        self.of_the_dead()
        self.from_the_laboratory()
        self.to_a_family()
        self.by_letter()
        self.by_call()
        self.across_the_border()
        self.pad = issue_pad(self.by("registrar"), code="CAMP-2", first=401, last=450, received_by="the quartermaster")
        account_for_cards(self.by("registrar"), first="0450", fate=CardFate.SPOILT, said_by="the quartermaster")
        return self

    def from_the_field(self) -> None:
        """A place where dead were reported, a recovery there, an item with a packet and a photograph."""
        by, at = self.by("registrar"), self.clock()
        self.site = record_site(by, place_code="KHR", place="a wood", reported_by="a forester", reported_at=at)
        self.recovered = record_recovery(
            by, site_id=self.site, team="T2", day=at.date(), led_by="the head of the team", present=("a digger",),
            neutral=NeutralThere.NOT_ASKED,
        )  # fmt: skip
        self.item = record_item(
            by, recovered_id=self.recovered, item_code=remains_code("KHR", "T2", 1), kind=RemainsKind.WHOLE,
            found_where="square 4", disc=DiscFound.NONE,
        )  # fmt: skip
        self.found = seal_finds(
            by, item_code=self.item, happened_at=at, by="one", second="another", seal_number="S-7", contents="a watch"
        )  # fmt: skip
        self.found_dead = record_found_dead(by, item_code=self.item, particulars=[
            Particular(kind=ParticularKind.SURNAME, value="Doe", source=Source(kind="papers"))
        ])  # fmt: skip
        drawn_by(lambda content: content)
        self.remains_picture = keep_picture(
            by, item_code=self.item, taken_at=at, taken_by="a doctor", picture=b"sent"
        )  # fmt: skip
        drawn_by(None)
        hand = {"happened_at": at, "by": "the mortuary", "from_whom": "the team", "seal_number": "S-8", "purpose": "x"}
        for one in (ItemStep.RECOVERED, ItemStep.RECEIVED):
            record_step(by, item_code=self.item, step=one, **hand)
        self.sample = take_sample(
            self.by("doctor"), item_code=self.item, kind=SampleKind.TOOTH, site="48", happened_at=at,
            taken_by="a doctor", seal_number="S-9", kept_where="freezer 1",
        )  # fmt: skip
        self.container = record_container(by, kind=ContainerKind.BAG, written="M-1")
        self.grave = record_grave(
            by, cemetery_code="C-1", grave_row="2", position="17", kind=GraveKind.INDIVIDUAL, cemetery="by the mill",
            marker="2/17", laid_out_at=at, laid_out_by="a digger",
        )  # fmt: skip

    def of_the_dead(self) -> None:
        """A certificate that nobody signed yet, a list of graves that nobody certified, a release that is proposed."""
        self.certificate, self.death_list, self.given = "GK-1", "GM-1", "NR-1"
        self.cremation = "YB-1"
        by = self.by("registrar")
        lines = tuple(CertificateLine(field=one, read_from=FieldFrom.BY_HAND) for one in CertificateField)
        listed = ListedDead(
            certificate="1", item_code=self.item, surname="", first_names="", rank="", service_number="",
            birth_date="", death_date="", death_place="", cause="unknown", buried_on="", grave="mill", marker="17",
        )  # fmt: skip
        for act in (
            CertificateDrawn(
                certificate_id=self.certificate,
                number=1,
                person_id="",
                enquiry_id="",
                items=(self.item,),
                board_index=None,
                power="PA",
                replaces="",
                words=CertificateWords(lines=lines, reason=""),
            ),
            DeathListDrawn(
                death_list_id=self.death_list,
                list_kind=DeathListKind.GRAVES,
                power="PA",
                number=1,
                count=1,
                digest="1f" * 32,
                cemeteries=("C-1",),
                replaces="",
                words=ListWords(lines=(listed,), reason=""),
            ),
            CremationProposed(
                cremation_id=self.cremation,
                item_code=self.item,
                ground=AshesGround.HYGIENE,
                words=CremationWords(said_by="a doctor", reason="a fever"),
            ),
            RemainsReleaseProposed(
                given_id=self.given,
                enquiry_id=self.enquiry,
                person_id="",
                is_herself=True,
                words=ProposedReleaseWords(receiver="Гук Марія", relation="mother", named_by="", as_wished=""),
            ),
        ):
            with bulk_acts():
                append(
                    act, index=tree_size(), actor=by.account_id, at=instant_text(by.at), cause=None,
                    salt=self.outside.randomness(32),
                )  # fmt: skip

    def from_the_laboratory(self) -> None:
        """A mother's sample with its profile, the file that it came in, and a table of frequencies that waits."""
        by, today = self.by("laboratory"), self.clock().date()
        state_own_power(self.by("head"), power="PA")
        self.reference = record_consent(
            self.by("caseworker-1"), given_by=GivenBy.RELATIVE, donor="Мария", relation="mother", power="PA",
            uses=(ConsentUse.SEARCH,), given_on=today, until=today + timedelta(days=300), witness="a nurse",
            taken_by="an assistant",
            language="uk", sex="F", enquiry_id=self.enquiry,
        )  # fmt: skip
        self.results = receive_results(
            by, laboratory="one", accreditation="", kit="GlobalFiler", typed_on=today,
            digest="1f" * 32, samples=1, refused=("line 3: a ladder",),
        )  # fmt: skip
        for code in (self.reference, self.sample):
            record_profile(by, results_id=self.results, sample_code=code, alleles={"D3S1358": ("14", "15")})
        compared = record_comparison(
            self.outside.house(Role.CLERKWORK), sample_code=self.sample, rests_on_index=1, bodies=1, places=1,
            compared=1, least="4", table_id="", version="1", flags=(), like=(), findings=1,
        )  # fmt: skip
        self.finding = record_finding(
            self.outside.house(Role.CLERKWORK), comparison_id=compared, kind=FindingKind.KIN, sample_code=self.sample,
            log10_lr=6.2, loci=1, by_locus={"D3S1358": 6.2}, enquiry_id=self.enquiry, references=(self.reference,),
        )  # fmt: skip
        self.of_the_dead = receive_enquiry(
            self.by("hotline"), locator="d" * 64, letter_identity="ab" * 32, received_on=today, language="uk",
            asked=Asked(sought_name="Гук Іван", enquirer_name="Гук Марія", relation="mother"),
        )  # fmt: skip
        # Of another enquiry: about whom a hypothesis is open, nothing else is told.
        expert, given = self.by("expert-1"), {"items": (self.item,), "enquiry_id": self.of_the_dead}
        self.hypothesis = open_hypothesis(expert, said="found near his post", **given)
        self.against = lay_evidence(
            expert, hypothesis_id=self.hypothesis, method=Method.MARKS, weighs=Weighs.CONTRADICTS, reference="E-1",
            said="no scar",
        )  # fmt: skip
        self.correction = propose_item_correction(
            self.by("registrar"), item_code=self.item, kind=RemainsKind.INCOMPLETE, found_where="square 4",
            disc=DiscFound.NONE, reason="a foot was not there",
        )  # fmt: skip
        self.entry_wrong = propose_grave_right(
            self.by("registrar"), grave_id=self.grave, cemetery_code="KH2", grave_row="3", position="4",
            cemetery="behind the mill", laid_out_by="two soldiers", reason="read off another plan",
        )  # fmt: skip
        steps = path(self.by("registrar"), self.item).steps
        self.step_act = next(one.act_index for one in steps if one.step == "recovered")
        self.sought = propose_one_sought(
            self.by("caseworker-1"),
            first_enquiry=self.enquiry,
            second_enquiry=self.of_the_dead,
            reason="one photograph",
        )
        other = record_item(
            self.by("registrar"), recovered_id=self.recovered, item_code=remains_code("KHR", "T2", 2),
            kind=RemainsKind.PART, found_where="square 5", disc=DiscFound.NONE,
        )  # fmt: skip
        self.parts = propose_parts(by, first_code=self.item, second_code=other, reason="one joint")
        self.samples_round = open_samples_round(self.by("head"))
        self.coded = propose_coded(
            by, to=CodedTo.NEUTRAL_LABORATORY, recipient="one", reference="A-1", samples=(self.sample,)
        )  # fmt: skip
        self.table = propose_frequencies(by, population="one", source="a paper", by_marker={"D3S1358": {"14": 0.5}})

    def to_a_family(self) -> None:
        """Two who were trained, a round of wishes, and the telling of a death that the board concluded."""
        by, day = self.by("head"), self.clock().date()
        self.trained = [
            record_visitor(by, name=name, office="liaison", trained_on=day, trained_by="a course", languages="uk")
            for name in ("Bondar", "Koval")
        ]  # fmt: skip
        open_wishes_round(by)
        self.death_report = lay_report(
            self.by("caseworker-1"),
            enquiry_id=self.enquiry,
            reported_by=ReportedBy.WITNESS,
            source="a man who came back",
        )
        found = Identified(
            act_index=0, person_id="", enquiries=(self.of_the_dead,), items=(self.item,), methods=("dna",),
            is_certified=True,
        )  # fmt: skip
        concludes(found)
        self.telling = open_telling(
            self.by("caseworker-1"), known=DeathKnown.PROVEN, visit_by=day + timedelta(days=9),
            enquiry_id=self.of_the_dead,
        )  # fmt: skip
        self.visit = plan_visit(
            self.by("liaison"), telling_id=self.telling, enquiry_id=self.of_the_dead, visitors=self.trained, on=day,
            meets_at="at her sister's", language="uk",
        )  # fmt: skip

    def by_letter(self) -> None:
        """A card of hers, which our State let go: for his mother's enquiry."""
        self.message = receive_hers(
            self.by("hotline"), enquiry_id=self.enquiry, kind=MessageKind.CARD, text="we are well",
            written_on=self.clock().date(),
        )  # fmt: skip
        other = receive_hers(
            self.by("hotline"), enquiry_id=self.enquiry, kind=MessageKind.CARD, text="come home",
            written_on=self.clock().date(),
        )  # fmt: skip
        check_message(
            self.by("delegate"), message_id=other, by_state=CheckingState.THEIRS, verdict=CheckVerdict.WITHHELD,
            checked_by="their office", because=WithheldBecause.PLACE_OR_TROOPS, reason="a map",
            until=self.clock().date() + timedelta(days=9),
        )  # fmt: skip
        self.parcel = register_arrival(
            self.by("camp-2"), kind=ParcelKind.RELIEF, place="CAMP-2", arrived_at=self.clock(), from_whom="a Society",
        )  # fmt: skip
        self.matter = say_their_word(self.by("delegate"), message_id=other, reference="their letter 4")

    def by_call(self) -> None:
        """A room and a line of the camp, a policy that waits, a call that is booked there and one that was held."""
        self.room = open_call_room(
            self.by("camp-2"), place="CAMP-2", name="room 1", zone="Europe/Kyiv", hours=["0 09:00 17:00"]
        )
        open_call_line(self.by("camp-2"), place="CAMP-2", name="line 1", is_telephone=False)
        spare = open_call_line(self.by("camp-2"), place="CAMP-2", name="line 2", is_telephone=False)
        close_call_means(self.by("camp-2"), means_id=spare, reason="broken")
        self.halt = CallHalt.objects.get().recorded_index
        self.call_policy = propose_call_policy(
            self.by("head"), are_let=True, least_a_month=2, minutes=20, because=PolicyReason.LINES, reason="more lines"
        )
        self.call = ask_call(
            self.by("hotline"), side=CallSide.HERS, enquiry_id=self.enquiry, way=CallWay.VIDEO, suits="evenings"
        )
        soon = instant_text(self.clock() + timedelta(hours=1))
        booked = CallBooked(
            call_id=self.call, codes_id=f"{self.call}:codes:1", place="CAMP-2", room_id=self.room, line_id="CN-NONE",
            begins_at=soon, ends_at=soon, ticket="ab" * 16, out_of_turn=None, is_watched=True, is_number_verified=True,
            previous=CallState.AGREED, state=CallState.BOOKED, codes=CallCodes(hers="12345678", his="A", watch="B"),
        )  # fmt: skip
        ended = CallEnded(
            call_id="CA-HELD", codes_id="", place="CAMP-2", person_id=self.person, enquiry_id=self.enquiry,
            outcome=CallState.DONE, because="", on=soon[:10], seconds=600, supervisor="I. Sych", by_door=True,
            is_urgent=False, previous=CallState.HELD, state=CallState.DONE,
        )  # fmt: skip
        asked = CallAsked(
            call_id="CA-HELD", side=CallSide.HERS, writer_id=self.enquiry, enquiry_id=self.enquiry, person_id="",
            way=CallWay.VIDEO, urgency=None, zone="", channel="clerk", inbox="", words_stood=False, facts=None,
            words=None,
        )  # fmt: skip
        with bulk_acts():
            for act in (booked, asked, ended):
                append(
                    act, index=tree_size(), actor=self.number("caseworker-1"), at=instant_text(self.clock()),
                    cause=None, salt=bytes(32),
                )  # fmt: skip
        self.attempt = CallAttempt.objects.get().pk

    def across_the_border(self) -> None:
        """A request, and a batch of theirs that a doctor counted: it differs, and an end was proposed."""
        by, at, two = self.by("registrar"), self.clock(), {"by": "one", "second": "another"}
        self.return_request = make_request(
            self.by("adviser"), body="a neutral society", asked_for=(AskedFor.WITNESS,), what="a batch",
            when="next week", answer_by=at.date() + timedelta(days=9), asked_at=at,
        )  # fmt: skip
        self.batch = plan_batch(by, way=BatchWay.RECEIVED, power="PB", title="first batch")
        bring_list(
            by, batch_id=self.batch, came_at=at, supplied_by="their bureau", reference="letter 9",
            rows=(BatchRow(label="L-1", container="K-1"), BatchRow(label="L-1")),
        )  # fmt: skip
        self.batch_line, self.batch_container = BatchLine.objects.get().pk, BatchContainer.objects.get().pk
        for event, given in (
            (BatchEvent.AGREED, {"place": "a bridge", "window": "noon", "participants": "two", "reference": "P-4",
                                 "agreed_on": at.date()}),
            (BatchEvent.AT_BORDER, two | {"seal_number": "V-1"}),
            (BatchEvent.HANDED_OVER, two | {"place": "a bridge", "reference": "R-3", "reason": "nobody came"}),
        ):  # fmt: skip
            record_batch_step(by, batch_id=self.batch, event=event, happened_at=at, **given)
        doctor = self.by("doctor")
        begin_count(doctor, batch_id=self.batch, **two)
        take_scans(doctor, batch_id=self.batch, purpose=ScanFor.COUNT, text="L-9", brought_by="one")
        sign_count(doctor, batch_id=self.batch, number=1, happened_at=at, **two)
        compare_sides(by, batch_id=self.batch)
        self.batch_entry = CountEntry.objects.get().pk
        self.batch_difference = BatchDifference.objects.get(kind="extra").pk
        proposed = enter(
            self.at("registrar"), reverse("desk:propose_batch_end", args=[self.batch_difference]),
            mismatch_end="taken_as_extra", mismatch_said="received",
        )  # fmt: skip
        assert proposed.status_code == 302
        self.batch_end = proposals(END_DIFFERENCE)[0].reference
        self.coffin_pass = "NK-1"
        words = PassWords(**dict.fromkeys(PassWords.__dataclass_fields__, "") | {"surname": "Гук"})
        with bulk_acts():
            append(
                PassIssued(
                    pass_id=self.coffin_pass, batch_id=self.batch, box_id=self.batch_container, number="K-1",
                    seal_number="", items=(self.item,), certificate_id="GK-1", words=words,
                ),
                index=tree_size(), actor=by.account_id, at=instant_text(by.at), cause=None,
                salt=self.outside.randomness(32),
            )  # fmt: skip

    def in_talks(self) -> None:
        """An agreement, their list of two, one of whom is the man and verified; a crossing that differs; what waits."""
        by, at = self.by("registrar"), self.clock()
        self.agreement = record_agreement(
            self.by("adviser"), parties=("A", "B"), agreed_on=at.date(), place="", basis=ReleaseBasis.EXCHANGE,
            legal_basis="a special agreement", terms="", signed_by=("for A", "for B"), copy_digest="ab" * 32,
        )  # fmt: skip
        self.exchange = open_list(
            by, agreement_id=self.agreement, direction=ListDirection.LEAVING, power="PA", title="first list"
        )  # fmt: skip
        rows = (RowOnList(person_id=self.person, their_number="B-1"), RowOnList(name="Інший", their_number="B-2"))
        record_version(
            by, list_id=self.exchange, side=ListSide.THEIRS, came_at=at, supplied_by="their bureau", rows=rows
        )  # fmt: skip
        self.entry = ListLine.objects.get(person_id=self.person).pk
        self.differs = dispute_line(by, line_id=self.entry, said_by="their bureau", reference="letter 1")
        self.crossing = record_crossing(by, list_id=self.exchange, crossed_at=at, point="a bridge", came=[self.entry])
        kind, to = ReleasedKind.ANSWER, (NoticeRecipient.CENTRAL_TRACING_AGENCY,)
        digest = outgoing_now(self.by("head"), kind=kind, recipients=to, list_id=self.exchange).digest
        for name in ("head", "adviser"):
            record_approval(self.by(name), action=RELEASE, object_reference=digest)
        self.released = release_names(by, kind=kind, recipients=to, list_id=self.exchange)
        proposed = enter(
            self.at("registrar"), reverse("desk:propose_outgoing", args=[self.exchange]), released_kind="answer",
            list_recipients=["central_tracing_agency"],
        )  # fmt: skip
        self.outgoing = proposed.headers["Location"].rpartition("/")[2]
        record_proceedings(
            self.by("adviser"), person_id=self.person, step=HisPaper.PROCEEDINGS_OPENED, happened_at=at,
            court="COURT-4", reference="file 3", trial_on=at.date() + timedelta(days=60),
        )  # fmt: skip
        enter(
            self.at("adviser"), reverse("desk:propose_hold"), hold_person=self.person, hold_ground="proceedings",
            hold_authority="the ministry", hold_paper="decision 9",
        )  # fmt: skip
        self.holding = hold_reference(
            person_id=self.person, ground=HoldGround.PROCEEDINGS, authority="the ministry", reference="decision 9"
        )
        record_approval(self.by("head"), action=HOLD_BACK, object_reference=self.holding)
        self.hold = hold_back(
            self.by("adviser"), person_id=self.person, ground=HoldGround.PROCEEDINGS, authority="the ministry",
            reference="decision 9",
        )  # fmt: skip

    def speaking(self) -> None:
        """A notice to the relatives stands, and another lies on the table."""
        text = {"switch_id": self.switch, "words": shipped_appeal(), "conditions": {}}
        give_copy(self.by("delegate"), **text, given_on=self.clock().date(), given_to="delegate", by_way="read here")
        for name in ("head", "adviser"):
            record_approval(self.by(name), action=PUBLISH, object_reference=text_reference(**text))
        self.appeal = publish_appeal(self.by("head"), **text)
        said = {f"words_{k}": "\n".join(v) for k, v in shipped_appeal().items()} | {"conditions_en": "In writing."}
        proposed = enter(self.at("head"), reverse("desk:propose_appeal"), switch_id=self.switch, **said)
        self.proposed_text = proposed.headers["Location"].rpartition("/")[2]

    def registered_twice(self) -> str:
        """The same man on a second card; that it is he was proposed and waits for another: the join's number."""
        other = record_capture(
            self.by("registrar"), category=Category.PRISONER_OF_WAR, power="PA", card_number="0533", captured_on=None,
            captured_at="", holder="CAMP-2", particulars=particulars("0533", "Шевченко", "Сергій"),
        )  # fmt: skip
        seen = StubsSeen(by="delegate", office=SeenAs.DELEGATE, at="2026-05-03T08:00:00+00:00", place="CAMP-2",
                         first_stub="0417", second_stub="0533")  # fmt: skip
        first, second = sorted((self.person, other))
        pair = ProposedDouble(
            pair_id=double_number(first, second), first_id=first, second_id=second, millibits=21_000,
            probability_ppm=900_000, digest="0" * 32, is_again=False,
            lines=(WeightLine(field="surname", level="surname_near", millibits=9_000),),
        )  # fmt: skip
        matcher = self.outside.house(Role.MATCHER)
        (self.double,) = propose_doubles(matcher, person_id=other, pairs=[pair], weights_version=0)
        return propose_join(self.by("registrar"), first_id=self.person, second_id=other, seen=seen, reason="one scar")

    def rolled(self) -> None:
        """A roll that one signed and that differs, somebody who saw him, and a draw in which he was not seen."""
        now, man = self.clock(), self.person
        self.roll = record_roll(self.by("camp-2"), place="CAMP-2", day=now.date(), taken_at=now, counted=9)
        self.sighting = record_sighting(
            self.by("delegate"), person_id=man, kind=SightingKind.DELEGATE, seen_by="M. Keller", seen_at=now,
            place="ward 3",
        )  # fmt: skip
        self.complaint = take_complaint(
            self.by("interviewer"), place="CAMP-2", about=ComplaintAbout.HEALTH, taken_at=now, words="no doctor came"
        )  # fmt: skip
        self.term = record_representative(
            self.by("registrar"), place="CAMP-2", person_id=man, how=ChosenBy.BALLOT, chosen_at=now, is_secret=True,
            is_approved=True,
        )  # fmt: skip
        self.letter = record_letter(self.by("registrar"), term_id=self.term, to=WatchingBody.ICRC, handed_in_at=now)
        self.draw = open_draw(self.by("auditor"), scope="*", how_many=1)
        make_checkpoint(at=now, growth=1, filler=bytes(96))
        (drawn,) = record_draw(self.by("auditor"), draw_id=self.draw)
        record_not_seen(self.by("auditor"), draw_id=self.draw, person_id=drawn, looked_at=now, place="ward 3")

    def arriving(self) -> None:
        """A computer of camp 2, a shift there, and a second man under the first one's card."""
        point = b64encode(public_point(line_key_of(b"d" * 32))).decode()
        self.device = enrol_device(
            self.by("registrar"), place="CAMP-2", label="tent 1", public_key=point, compared=line_fingerprint()
        )
        self.shift = open_shift(self.by("camp-2"), place="CAMP-2", opened_at=self.clock(), head_count=1)
        line = ArrivalLine(
            line_id="ab" * 16, card_number="0417", heard="Коваль Тарас", condition=ArrivalCondition.LYING,
            category=Category.NOT_YET_DETERMINED, facts=(Fact.MINOR,), entered_at=instant_text(self.clock()),
        )  # fmt: skip
        courier, device = self.outside.house(Role.COURIER), device_keys()[self.device]
        other = record_capture(
            courier, category=line.category, power="", card_number="", captured_on=None, captured_at="",
            holder=device.place, particulars=particulars_of(line, self.device), raw=line.heard,
        )  # fmt: skip
        take_line(courier, line=line, device=device, person_id=other, clashes_with=self.person, mailbox="1:ab")
        self.line = line.line_id

    def moving_in(self) -> str:
        """A migration that two approved: its number."""
        terms = {
            "account_id": self.number("migration"), "until": (self.clock() + timedelta(days=7)).date(),
            "most_lines": 9, "origin": "register of branch 4",
        }  # fmt: skip
        for name in ("head", "auditor"):
            record_approval(self.by(name), action=OPEN_MIGRATION, object_reference=migration_reference(**terms))
        return open_migration(self.staff.acting("administrator-1"), **terms)

    def reference_of(self, name: str) -> str:
        """Of the proposal that lies on the table for this page."""
        if "migration" in name:
            return self.moving
        if name in ("approve_decision", "decide_matter"):
            return self.decision
        if "appeal" in name:
            return self.proposed_text
        if name in ("approve_batch_end", "end_batch_difference"):
            return self.batch_end
        if name in ("outgoing_list", "approve_outgoing", "release_list"):
            return self.outgoing
        if name in ("approve_hold", "hold_back"):
            return self.holding
        return self.weights if "weights" in name else self.proposal

    def numbers(self) -> dict[str, Any]:
        """The records of the thread by the name under which addresses and questions ask for one."""
        return {
            "person_id": self.person, "enquiry_id": self.enquiry, "about": self.enquiry, "paper_id": self.paper,
            "ground_id": self.ground, "incident_id": self.incident,
            "word_id": self.later, "notice_id": self.notice,
            "pair_id": f"{self.enquiry}:{self.person}", "link_index": self.link_view.link_index,
            "handover_id": self.handover, "account_id": self.number("reviewer-3"), "decision_index": self.answered,
            "profile_key": "published-list", "key": "recognition:7", "join_id": self.join, "double_id": self.double,
            "list_id": self.list_id, "roll_id": self.roll,
            "draw_id": self.draw, "sighting_id": self.sighting, "place": "CAMP-2",
            "device_id": self.device, "shift_id": self.shift, "line_id": self.line,
            "complaint_id": self.complaint, "term_id": self.term, "letter_id": self.letter,
            "callback_id": self.callback, "paper_form_id": self.paper_form, "report_id": self.report,
            "recovery_id": "KR-NONE", "doubt_id": self.doubt, "document_index": self.document,
            "withholding_id": self.withheld,
            "code": "CAMP-2", "pad_id": self.pad, "packet_id": self.packet, "start": 450,
            "said_id": CardAccount.objects.values_list("pk", flat=True).first(),
            "card_id": self.card, "copy": "family", "appeal_id": self.appeal, "way": "in_person",
            "request_id": self.return_request, "request_event": "granted", "batch_id": self.batch,
            "batch_event": "closed", "batch_sheet": "manifest",
            "batch_container": self.batch_container,
            "given_id": self.given, "pass_id": self.coffin_pass, "cremation_id": self.cremation, "scan_for": "count",
            "batch_line": self.batch_line,
            "entry_id": self.batch_entry,
            "batch_difference_id": self.batch_difference,
            "agreement_id": self.agreement, "exchange_list": self.exchange, "exchange_line": self.entry,
            "difference_id": self.differs, "crossing_id": self.crossing, "hold_id": self.hold,
            "release_id": self.released, "site_id": self.site, "recovered_id": self.recovered,
            "item_code": self.item, "item_step": "recovered", "found_id": self.found,
            "found_dead_id": self.found_dead, "paper_step": "here", "death_paper": "testament", "send_step": "sent",
            "picture_id": self.remains_picture, "sample_code": self.sample, "sample_step": "sent",
            "container_id": self.container, "container_step": "packed", "grave_id": self.grave,
            "graveside_sheet": "item", "certificate_id": self.certificate, "document_id": self.certificate,
            "death_list_id": self.death_list,
            "reference_id": self.reference, "results_id": self.results,
            "table_id": self.table, "flag": "one_reading",
            "message_id": self.message, "matter_id": self.matter, "parcel_id": self.parcel,
            "call_id": self.call, "attempt_id": self.attempt, "means_id": self.room, "room_id": self.room,
            "call_policy_id": self.call_policy, "halt_index": str(self.halt),
            "telling_id": self.telling, "visit_id": self.visit, "visitor_id": self.trained[0],
            "asker_id": self.of_the_dead,
            "finding_id": self.finding, "parts_id": self.parts,
            "sought_id": self.sought, "hypothesis_id": self.hypothesis,
            "samples_round_id": self.samples_round, "correction_id": self.correction,
            "entry_correction_id": self.entry_wrong, "entry_subject": self.item, "step_act": self.step_act,
            "batch_scan": "NS-1.0", "death_report_id": self.death_report,
            "coded_id": self.coded,
            "photograph_id": self.photograph, "version_id": self.version, "letter": "meeting",
            "words_id": self.words, "paper": "dossier", "language": "uk",
        }  # fmt: skip

    def path(self, name: str, pattern: str, numbers: Mapping[str, Any] | None = None) -> str:
        """The address of a page; `numbers` where they were read already."""
        known = {**(self.numbers() if numbers is None else numbers)} | {
            "number": 1, "reference": self.reference_of(name), "switch_id": self.switch, "custody_id": "C-NONE",
            "migration_id": self.migration, "event": "signed" if name == "step" else "died", "who": "he", "key_id": 7,
            "step": "sealed", "subject": self.photograph,
        }  # fmt: skip
        return reverse(f"desk:{name}", kwargs={key: known[key] for key in known if f":{key}>" in pattern})

    def paths(self) -> dict[str, str]:
        numbers = self.numbers()
        return {
            one.name: self.path(one.name, str(one.pattern), numbers) for one in urlpatterns if one.name != "language"
        }


__all__ = [
    "BY_ROLE",
    "PASSWORD",
    "SECRET",
    "Bureau",
    "Whole",
    "all_cells",
    "enter",
    "faults_on",
    "fields_of",
    "kinds_since",
    "main_of",
    "readings_since",
    "refusal_on",
    "text_of",
    "tree_size",
]  # fmt: skip
