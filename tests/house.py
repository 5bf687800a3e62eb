"""A house with both stores filled through the services: persons, enquiries through the intake, letters, a round."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta

from repatria.config.install import portal_keys_of
from repatria.core.law.calls import CallSide, CallUrgency, CallWay, PolicyReason, ShownCall
from repatria.core.law.capture_card import CardCopy, CardEnding
from repatria.core.law.certificates import SendingStep
from repatria.core.law.custody import CustodyState
from repatria.core.law.custody_facts import DeathCause, HisPaper, ListEnd
from repatria.core.law.death_papers import DeathPaper, DeathPaperStep, PaperGoesTo
from repatria.core.law.effects import EffectsState, EffectsStep
from repatria.core.law.examination import HeldThen
from repatria.core.law.exchange_holding import DifferenceKind, HoldGround
from repatria.core.law.exchange_outward import ReleasedKind
from repatria.core.law.handover import HandoverState
from repatria.core.law.handover_asking import AskedPerson, AskingFacts, RenewedAnswer
from repatria.core.law.handover_ending import EndingWay
from repatria.core.law.handover_incident import IncidentKind
from repatria.core.law.identification import CodedTo, ConsentUse, GivenBy, ProfileFlag
from repatria.core.law.identification_board import FindingKind, HypothesisState, Method, ReviewVerdict, Weighs
from repatria.core.law.joins import SeenAs, StubsSeen
from repatria.core.law.judgement import JudgementConclusion, JudgementKind
from repatria.core.law.laissez_passer import PassEvent, PassFallen
from repatria.core.law.messages import (
    CheckingState,
    CheckVerdict,
    MessageEvent,
    MessageKind,
    MessageState,
    MessageWay,
    NotDelivered,
    ShownStep,
    WithheldBecause,
)
from repatria.core.law.messages_second import MatterKind
from repatria.core.law.notes import NoteWay
from repatria.core.law.parcels import (
    ParcelEvent,
    ParcelKind,
    ParcelMatter,
    ParcelNotGiven,
    ParcelState,
    PartBecame,
    PartWhy,
    Present,
    ShownParcel,
)
from repatria.core.law.release_papers import GroundPaper
from repatria.core.law.remains import DiscFound, FindStep, FindsTo, NeutralThere, RemainsKind
from repatria.core.law.remains_containers import ContainerKind, ContainerState, ContainerStep
from repatria.core.law.remains_corrections import WrongEntry
from repatria.core.law.remains_graves import AshesGround, ExhumedFor, FragmentBurial, FragmentSampling, GraveKind
from repatria.core.law.remains_named import BurialGround
from repatria.core.law.remains_path import ItemState, ItemStep
from repatria.core.law.remains_release import InquiryGoesTo, InquirySend
from repatria.core.law.remains_samples import SampleKind, SampleState, SampleStep
from repatria.core.law.return_batch import BatchEvent, BatchState, BatchWay, SpotContainer
from repatria.core.law.return_count import Mismatch, MismatchEnd
from repatria.core.law.return_power import PowerState
from repatria.core.law.return_request import AskedFor, RequestEvent, RequestState
from repatria.core.law.return_scans import RowFault, ScanFlag, ScanFor
from repatria.core.law.roll import DifferenceEnd, RollSum
from repatria.core.law.sighting import SightingKind
from repatria.core.law.telling import (
    DeathKnown,
    OwedBy,
    PartsWish,
    ReportedBy,
    TellingWay,
    VisitChange,
    VisitEnd,
    VisitPurpose,
)
from repatria.core.law.telling_support import SupportAnswer, SupportKind
from repatria.core.law.welfare import CareKind, ChosenBy, ComplaintAbout, HealthGrade, WatchingBody
from repatria.core.law.withholding import WithholdingGround
from repatria.core.vocabulary.arrivals import ArrivalCondition, ArrivalLine, Fact, line_to_json
from repatria.core.vocabulary.body_record import BodyRecord, Bone, ElementSaid, Side, Span, ToothCode, ToothSaid
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
from repatria.core.vocabulary.paper_words import PaperClass
from repatria.core.vocabulary.papers import CardHealth
from repatria.core.vocabulary.particulars import Category, Given, Grade, Particular, ParticularKind, Source
from repatria.core.vocabulary.places import PlaceKind
from repatria.core.vocabulary.receipts import letter_identity_of, locator_of, receipt_from_form_id
from repatria.core.vocabulary.relations import LATER
from repatria.doors.jobs.applying.callers import named
from repatria.doors.jobs.arrivals import fetch_lines, tell_door
from repatria.doors.jobs.courier import fetch_enquiries
from repatria.doors.jobs.demo.filling import Filler, Plan
from repatria.records.access.acts import ReadingRecorded
from repatria.records.access.credentials import provision_credentials
from repatria.records.access.role_table import Role
from repatria.records.access.services.work import record_absence, take_work
from repatria.records.appeals.acts import AppealCopyGiven, AppealPublished, AppealWithdrawn, WithdrawalReason
from repatria.records.arrivals.acts import CardFate, CardsAccounted, Settled
from repatria.records.arrivals.selectors.nights import line_fingerprint, line_point, mailbox_key, night
from repatria.records.arrivals.services.nights import (
    enrol_device,
    hand_over_shift,
    open_shift,
    revoke_device,
    settle_clash,
)
from repatria.records.certificates.acts import (
    CertificateDrawn,
    CertificateSigned,
    CertificateWords,
    DeathListCertified,
    DeathListDrawn,
    DeathPaperSent,
    ListWords,
)
from repatria.records.certificates.withdrawal_acts import (
    CertificateWithdrawn,
    WithdrawalAsked,
    WithdrawalDeclined,
    WithdrawalRefusal,
    WithdrawalTold,
    WithdrawalWords,
)
from repatria.records.consequences.services import set_matter_aside
from repatria.records.contact.acts import (
    AgreementRecorded,
    AuthenticationWords,
    CheckWords,
    MessageAuthenticated,
    MessageChecked,
    MessagePrinted,
    MessageRegistered,
    MessageStepped,
    MessageWords,
    StepsShown,
)
from repatria.records.contact.acts import (
    StepWords as MessageStepWords,
)
from repatria.records.contact.call_acts import (
    CallAnswered,
    CallAsked,
    CallBegun,
    CallBooked,
    CallCodes,
    CallEnded,
    CallLineOpened,
    CallMeansClosed,
    CallPolicyAgreed,
    CallPolicyProposed,
    CallPrepared,
    CallRecognised,
    CallRoomOpened,
    CallsShown,
    CallWishedAnew,
    CallWords,
    NumberVerified,
    NumberWords,
)
from repatria.records.contact.parcel_acts import (
    AskedBackWords,
    OpeningRefusal,
    OpeningSaid,
    OpeningSettled,
    OpeningWords,
    ParcelAskedBack,
    ParcelMoved,
    ParcelRegistered,
    ParcelSettled,
    ParcelSettling,
    ParcelsShown,
    ParcelStepWords,
    ParcelWords,
    PartRefused,
    PartWords,
)
from repatria.records.contact.scan_acts import ScanKept, ScanPicture
from repatria.records.contact.second_acts import LookSettled, MatterSaid, MatterSettled, MatterWords, SettlingWords
from repatria.records.disclosure.acts import WrongTellingSettled
from repatria.records.disclosure.evidence_acts import EvidenceChecked, HowChecked
from repatria.records.disclosure.withholding_acts import WhyWithheld, WithholdingSaid
from repatria.records.enquiries.acts import Asked, HerWords, LaterSettled, Note, SaidLater
from repatria.records.enquiries.drawing import papers_drawn_by
from repatria.records.enquiries.models import Enquiry
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.exchanges.acts import (
    CrossingRecorded,
    HeldBack,
    NamesReleased,
    OpenedDifference,
    ReleasedContent,
    RowSaid,
    RowsSaid,
)
from repatria.records.handover.acts import AskedAgainAlone, HandoverPlanned, HerAnswerAgain, PlanWords
from repatria.records.handover.ending_acts import EndingTold, HerNeeds
from repatria.records.handover.incident_acts import ClosingWords, IncidentClosed, IncidentRecorded, IncidentWords
from repatria.records.handover.paper_acts import PaperWords, RecordSheetPrinted
from repatria.records.hotline.acts import (
    CallBackAsked,
    CallBackEnd,
    CallBackTried,
    CallBackWords,
    CallerAnswered,
    EarlierLettersOpened,
    FormPrinted,
    FraudEnd,
    FraudKind,
    FraudReported,
    FraudSettled,
    FraudWords,
    LaneSecrets,
    LaneTried,
    LetterPosted,
    RecoveryCodeGiven,
    RecoveryFailed,
    RecoveryHow,
    Telephone,
    TelephoneChanged,
    WarningSwitched,
    WordsReplaced,
)
from repatria.records.hotline.note_acts import NoteChosen, NoteContact, NoteEnd, NoteEnded, NoteProof, NotesOpened
from repatria.records.identification.acts import (
    ConsentGiven,
    ConsentWithdrawn,
    ConsentWords,
    FlagSettled,
    FrequenciesAgreed,
    FrequenciesProposed,
    OwnPowerStated,
    ProfileRead,
    ProfileWords,
    RefusedLines,
    ResultsReceived,
    SamplesRoundOpened,
)
from repatria.records.identification.board_acts import (
    AnnulmentSaid,
    BoardSigned,
    BoardWords,
    ConclusionUpheld,
    ContradictionResolved,
    EvidenceLaid,
    HypothesisOpened,
    HypothesisWithdrawn,
    PolicyRecorded,
    ReportPrinted,
    ReviewRecorded,
    SignatureDeclined,
)
from repatria.records.identification.coded_acts import CodedMade, CodedProposed, CodedReceipted, CodedWords
from repatria.records.identification.finding_acts import (
    ComparisonRecorded,
    FindingRecorded,
    FindingWords,
    PartsLinkAgreed,
    PartsLinkProposed,
    PartsLinkUndone,
)
from repatria.records.identification.sought_acts import (
    OneSoughtAgreed,
    OneSoughtProposed,
    OneSoughtUndone,
    SoughtSays,
    SoughtWords,
)
from repatria.records.intake.line_sealing import line_key_of, public_point, seal_line, sign_line
from repatria.records.intake.lines import receive_lines
from repatria.records.intake.sealing import seal_to_bureau
from repatria.records.intake.services import receive_sealed
from repatria.records.ledger.checkpoints import make_checkpoint
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.services import append, bulk_acts
from repatria.records.matching.acts import LevelWeight, WeightsAdopted, WeightsWithdrawn
from repatria.records.matching.double_acts import DoubleJudged, DoublesProposed, ProposedDouble
from repatria.records.matching.link_acts import LinkAnnulled, LinkDoubted
from repatria.records.matching.models import CandidatePair
from repatria.records.notices.letter_acts import LetterAdopted, LetterDrafted, LetterWordsWithdrawn
from repatria.records.notices.paper_word_acts import PaperWordsAdopted, PaperWordsDrafted, PaperWordsWithdrawn
from repatria.records.places.acts import PlaceOpened
from repatria.records.register.acts import (
    CountExplained,
    DeathEnquiryOpened,
    DeathSeen,
    EventFrame,
    FitnessWords,
    PaperRecorded,
    ReportedAlive,
    ReportedDay,
    ReturnExamined,
    Values,
)
from repatria.records.register.card_acts import CaptureCardEnded, CaptureCardLaidOut, CardText, CardWords
from repatria.records.register.death_paper_acts import DeathPaperMoved, DeathPaperWords
from repatria.records.register.drawing import drawn_by
from repatria.records.register.effects_acts import EffectsMoved, EffectsTaken, EffectsWords
from repatria.records.register.found_acts import FoundDeadRecorded, FoundDeadWithdrawn
from repatria.records.register.join_acts import JoinProposed, ToldSettled
from repatria.records.register.list_acts import ListedAgain, ListProfileRecorded, VisitListTaken, VisitReferenceRecorded
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.photograph_acts import PhotographKept, Picture
from repatria.records.register.services import AssertedEvent, record_capture, record_fitness, record_listed
from repatria.records.register.services.grounds import record_ground_paper
from repatria.records.register.status_acts import CategoryDecided, FactsRecorded, HealthGraded, RightsRead
from repatria.records.remains.acts import (
    CodeSpoiled,
    FindsMoved,
    FindsSealed,
    FindWords,
    ItemRecorded,
    ItemWords,
    RecoveryRecorded,
    RecoveryWords,
    RemainsPhotographed,
    RemainsPicture,
    SiteRecorded,
    SiteWords,
)
from repatria.records.remains.correction_acts import (
    CorrectionProposed,
    CorrectionRefusal,
    CorrectionRefused,
    CorrectionWords,
)
from repatria.records.remains.cremation_acts import (
    CremationAgreed,
    CremationProposed,
    CremationRefusal,
    CremationRefused,
    CremationWords,
)
from repatria.records.remains.entry_acts import EntryRefusal, EntryRightRefused, EntryWords, EntryWrongSaid
from repatria.records.remains.examination_acts import (
    AnteMortemRecorded,
    AnteMortemWords,
    ExaminationRecorded,
    ExaminationWords,
)
from repatria.records.remains.grave_acts import (
    AshesWords,
    BurialAgreed,
    BurialAgreedWords,
    BurialWords,
    ExhumedWords,
    FragmentMeasured,
    FragmentPolicySet,
    GraveMarked,
    GraveRecorded,
    GraveWords,
    ItemBuried,
    ItemCremated,
    ItemExhumed,
    MarkerWords,
    MeasuredBy,
)
from repatria.records.remains.inquiry_acts import InquirySent, InquiryStated, StatementWords
from repatria.records.remains.leaving_acts import (
    InquiryFound,
    InquiryOpened,
    InquiryReported,
    InquiryWords,
    LabelsReadAgain,
    LabelsReadBy,
)
from repatria.records.remains.sample_acts import (
    ContainerRecorded,
    ContainerStepRecorded,
    ContainerWords,
    SampleStepRecorded,
    SampleTaken,
    SampleWords,
    TakenWords,
)
from repatria.records.remains.step_acts import ItemStepRecorded, StepWords, StoreOpened
from repatria.records.returns.acts import (
    AddedContainer,
    AddedLine,
    BatchDifferenceOpened,
    BatchPlanned,
    BatchStepped,
    ContainerTakenOut,
    LinesAdded,
    ListSaid,
    RejectedRow,
    RequestMade,
    RequestMoved,
    RequestSaid,
    RequestWords,
    SaidRow,
    StepSaid,
)
from repatria.records.returns.count_acts import (
    BatchCounted,
    BatchDifferenceEnded,
    CountedEntry,
    CountPaper,
    CountsCompared,
    DifferenceSaid,
    ScansSaid,
    ScansTaken,
    TakenScan,
)
from repatria.records.returns.pass_acts import (
    PassCountersigned,
    PassDeclined,
    PassIssued,
    PassMoved,
    PassReason,
    PassTo,
    PassWithdrawn,
    PassWords,
)
from repatria.records.returns.power_acts import PowerAsserted, PowerReviewed, PowerWithdrawn, PowerWords
from repatria.records.returns.release_acts import (
    ProposedReleaseWords,
    RemainsReleased,
    RemainsReleaseProposed,
    RemainsReleaseWords,
)
from repatria.records.roll.acts import (
    DifferenceClosed,
    DrawOpened,
    DrawRecorded,
    NotSeenClosed,
    NotSeenRecorded,
    PaperSigned,
    RollRead,
    RollRecorded,
    RollSigned,
    SightingRecorded,
)
from repatria.records.roll.models import Draw
from repatria.records.telling.acts import (
    AskerAdded,
    CaseReason,
    CaseWords,
    ConfirmedWords,
    FollowedUp,
    FollowUpWords,
    NoMoreExpected,
    OtherWayAllowed,
    OtherWayWords,
    ReceiverOwes,
    ReceiverTold,
    ReportLaid,
    ReportWords,
    TellingEnded,
    TellingOpened,
    TellingPaperPrinted,
    TellingPaperWords,
    VisitChanged,
    VisitChangeWords,
    VisitConfirmed,
    VisitEnded,
    VisitorRecorded,
    VisitorWords,
    VisitPlanned,
    VisitPlanWords,
    VisitWords,
    WhyChanged,
    WishesRecorded,
    WishesRoundOpened,
    WishWords,
)
from repatria.records.telling.support_acts import FollowUpPutOff, SupportRecorded, SupportWords
from repatria.records.welfare.acts import (
    CareRecorded,
    ComplaintForwarded,
    ComplaintTaken,
    ComplaintWords,
    DissentRecorded,
    HealthRecorded,
    HealthWords,
    InspectionRecorded,
    LetterRecorded,
    LetterSent,
    RepresentativeEnded,
    RepresentativeRecorded,
    VisitRecorded,
)
from tests.records.staff import outside

KEY = b"k" * 32
SEED = 7


def filled_house(keyring, clock, randomness, *, persons, enquiries, progress=lambda *_: None):
    """Fills both stores and signs a checkpoint; returns the key with which verify reads the inbox."""
    bound, portal = outside(clock, randomness), portal_keys_of(keyring)
    plan = Plan(persons=persons, enquiries=enquiries, seed=SEED)
    filler = Filler(bound, portal, plan, provision_credentials, KEY, progress)
    drawn_by(lambda content: content)  # the mortuary keeps photographs
    filler.fill()
    drawn_by(None)
    list_one(bound.house(Role.CLERKWORK), 1)
    _examine_one(bound)
    _after_custody(bound)
    _rolled(bound)
    _lives(bound)
    _standing(bound)
    _lists(bound)
    _add_paper(filler, bound, portal)
    _night(bound)
    _calls(bound)
    _says(bound)
    _writes_and_plans(bound)
    _at_work(bound)
    _doubts(bound)
    _exchanges(bound)
    _remains(bound)
    _identification(bound)
    _certificates(bound)
    _told_in_person(bound)
    _by_letter(bound)
    _parcels(bound)
    _by_call(bound)
    _returns(bound)
    adopt_weights(bound)
    _take_two_for_one(bound)
    _record(bound, WeightsWithdrawn(version=1, falls_back_to=0, reason="too early", withdrawn_by="A-1"))
    set_matter_aside(
        bound.house(Role.CLERKWORK),
        consumer="release",
        matter="1",
        concerns=Role.REGISTRAR,
        code="KeyError",
        about="P-1",
    )
    clock.at += timedelta(minutes=5)
    make_checkpoint(at=clock(), growth=64, filler=randomness(96))
    return portal.mac_key


def _night(bound):
    """A computer of a camp sends two lines of one card and one that does not open; another one was revoked."""
    registrar = named("registrar-1", bound.now(), bound.randomness)
    keys = [line_key_of(bytes([number]) * 32) for number in (1, 2)]
    device, lost = (
        enrol_device(
            registrar, place="CAMP-2", label="tent 1", public_key=b64encode(public_point(key)).decode(),
            compared=line_fingerprint(),
        )
        for key in keys
    )  # fmt: skip
    revoke_device(registrar, device_id=lost, reason="lost on the road")
    shift = open_shift(registrar, place="CAMP-2", opened_at=bound.now(), head_count=0)
    tell_door()
    for number, content in enumerate((_line(bound), _line(bound), b"no line")):
        line_id = f"{number:032x}"
        sealed = seal_line(line_point(), device_id=device, line_id=line_id, content=content)
        envelope = sign_line(keys[0], device_id=device, line_id=line_id, sealed=sealed)
        receive_lines([envelope], on=bound.now().date(), mac_key=mailbox_key())
    fetch_lines(bound)
    (clash,) = night(registrar, is_clashing=True)
    settle_clash(registrar, line_id=clash.line_id, how=Settled.ONE_MAN, reason="he says so")
    hand_over_shift(registrar, shift_id=shift, handed_at=bound.now(), head_count=2, cards_left="901-950")


def _line(bound):
    return line_to_json(ArrivalLine(
        line_id="", card_number="900", heard="Мазур Степан", condition=ArrivalCondition.LIMPING, facts=(Fact.MINOR,),
        category=Category.NOT_YET_DETERMINED, entered_at=instant_text(bound.now()),
    ))  # fmt: skip


def _examine_one(bound):
    """A doctor examined somebody who is held, and wrote words of her own."""
    held = ProtectedPerson.objects.filter(custody_state=CustodyState.IN_CAMP).earliest("recorded_index")
    doctor = named(f"{Role.MEDICAL.value}-1", bound.now(), bound.randomness)
    record_fitness(doctor, person_id=held.pk, is_fit=True, examined_at=bound.now(), words="rested")


def _after_custody(bound):
    """What follows a return, a death and a list whose heads differ: a doctor's words, an enquiry, an explanation."""
    held = ProtectedPerson.objects.filter(custody_state=CustodyState.IN_CAMP).earliest("recorded_index").pk
    at, words = instant_text(bound.now()), FitnessWords(note="rested")
    _record(bound, ReturnExamined(person_id=held, examined_at=at, doctor="A-1", words=words))
    _record(bound, DeathSeen(person_id=held, seen_at=at, cause=DeathCause.UNKNOWN, doctor="A-1", words=words))
    _record(bound, DeathEnquiryOpened(person_id=held, opened_at=at, authority="prosecutor", reference="case 7"))
    _record(bound, ReportedAlive(report_id=f"{held}:alive:1", person_id=held, words=ReportedDay(on_day="2026-05-01")))
    record_listed(
        bound.house(Role.CLERKWORK), source_key="list 4 line 1", raw="Koval;he said: we were told to go", events=[],
        particulars=[Particular(kind=ParticularKind.SURNAME, value="Koval", source=Source(kind="printed_list"))],
    )  # fmt: skip
    _record(bound, PaperRecorded(
        person_id=held, paper=HisPaper.TREATMENT, at=at, by="A-1", reference="c 1", agency_reference="a 1", trial_on="",
        words=words,
    ))  # fmt: skip
    _record(bound, CountExplained(list_id="C-1", list_reference="L-1", end=ListEnd.LEFT, reason="one fell ill"))


def _lives(bound):
    """What the past days of the demonstration leave out: clothing that fell short, an illness, a complaint, a word."""
    held = ProtectedPerson.objects.filter(custody_state=CustodyState.IN_CAMP).earliest("recorded_index")
    at, place = instant_text(bound.now()), held.holder
    _record(bound, CareRecorded(
        care_id="WC-1", place=place, care=CareKind.CLOTHING, given_at=at, given_to=1, held=2, is_enough=False,
        missing="boots", said_by="A-1", is_newest=True,
    ))  # fmt: skip
    _record(bound, HealthRecorded(
        health_id="WH-1", person_id=held.pk, numbers=(held.pk,), grade=HealthGrade.SERIOUS, seen_at=at, doctor="A-1",
        is_newest=True, words=HealthWords(note="fever"),
    ))  # fmt: skip
    _record(bound, ComplaintTaken(
        complaint_id="WK-1", place=place, about=ComplaintAbout.HEALTH, taken_at=at, taken_by="A-1",
        words=ComplaintWords(words="no doctor came", complainant=held.pk),
    ))  # fmt: skip
    _record(bound, ComplaintForwarded(complaint_id="WK-1", forwarded_at=at, to=WatchingBody.ICRC, reference="L 4"))
    _record(bound, VisitRecorded(
        visit_id="WV-1", place=place, visited_at=at, body=WatchingBody.ICRC, by="two", is_alone=False,
        hindered="a guard sat by", reference="V 1", is_newest=True, held=2,
    ))  # fmt: skip
    _record(bound, InspectionRecorded(
        inspection_id="WM-1", place=place, inspected_at=at, doctor="A-1", person_ids=(held.pk,), numbers=(held.pk,),
        reference="list 4",
    ))  # fmt: skip
    term = {"term_id": "WR-1", "place": place}
    _record(bound, RepresentativeRecorded(
        **term, person_id=held.pk, how=ChosenBy.BALLOT, chosen_at=at, is_secret=True, is_approved=True, reason="-",
        until=at,
    ))  # fmt: skip
    _record(bound, DissentRecorded(
        **term, dissent_id="WD-1", roll_id="R-1", counted=3, said_at=at, said="one lay in tent 4"
    ))  # fmt: skip
    letter = {"letter_id": "WB-1", "to": WatchingBody.ICRC, "handed_in_at": at}
    _record(bound, LetterRecorded(**term, **letter, sent_at="", reference=""))
    _record(bound, LetterSent(letter_id="WB-1", sent_at=at, reference="M 1"))
    _record(bound, RepresentativeEnded(**term, ended_at=at, reason="transferred"))


def _calls(bound):
    """Who is rung back, what was read, words made anew, a row that served, a fraud, a warning, the post."""
    at, hers, by = instant_text(bound.now()), {"enquiry_id": "E-1"}, ("A-1", "A-2")
    words = CallBackWords(telephone="+000", safe_when="at noon", about="a letter")
    _record(bound, CallBackAsked(callback_id="KB-1", asked_at=at, language="uk", words=words))
    _record(bound, CallBackTried(callback_id="KB-1", tried_at=at, by="A-1", how=CallBackEnd.REACHED, tries=1))
    _record(bound, LaneTried(try_id="KT-1", tried_at=at, number_index="0f" * 16, errors=1, letter_ids=(), **hers))
    _record(bound, RecoveryFailed(failure_id="KX-1", how=RecoveryHow.CALL_BACK, asked=("words",), failures=1, **hers))
    _record(bound, RecoveryCodeGiven(
        recovery_id="KR-1", how=RecoveryHow.IN_PERSON, asked=(), is_number_lost=True, code_digest="0f" * 32,
        given_at=at, until=at, given_by=by, **hers,
    ))  # fmt: skip
    first = Enquiry.objects.earliest("recorded_index")
    _record(bound, RecoveryCodeGiven(
        recovery_id="KR-2", enquiry_id=first.pk, how=RecoveryHow.CALL_BACK, asked=("words",), is_number_lost=False,
        code_digest="1f" * 32, given_at=at, until=at, given_by=by,
    ))  # fmt: skip
    receipt = receipt_from_form_id(b"k" * 32, "uk")
    _record(bound, WordsReplaced(
        recovery_id="KR-2", enquiry_id=first.pk, replaced_locator=first.locator,
        replaced_identity=first.letter_identity, locator=locator_of(receipt),
        letter_identity=letter_identity_of(receipt), number_index="1f" * 16, inbox="",
        secrets=LaneSecrets(phone_code="2f" * 32, caller_secret="3f" * 16),
    ))  # fmt: skip
    _record(bound, EarlierLettersOpened(recovery_id="KR-2", enquiry_id=first.pk, decided_by=by))
    _record(bound, TelephoneChanged(
        change_id="KN-1", how=RecoveryHow.IN_PERSON, asked=(), changed_at=at, changed_by=by,
        words=Telephone(telephone="+001"), **hers,
    ))  # fmt: skip
    _record(bound, CallerAnswered(served_id="KA-1", row=3, by="A-1", **hers))
    _record(bound, FraudReported(
        report_id="KF-1", kind=FraudKind.SITE, received_on="2026-05-01", channel="web", inbox="",
        words=FraudWords(told="a page like yours", where="x.invalid"),
    ))  # fmt: skip
    _record(bound, FraudSettled(report_id="KF-1", end=FraudEnd.NOT_OURS, reason="a clone", by="A-1"))
    _record(bound, WarningSwitched(warning_id="KW-1", uk="Ні", ru="Нет", en="No", is_on=True, decided_by=by))
    _record(bound, FormPrinted(
        paper_form_id="KP-1", language="uk", locator="0a" * 32, letter_identity="0b" * 32, number_index="4f" * 16,
        secrets=LaneSecrets(phone_code="5f" * 32, caller_secret="6f" * 16),
    ))  # fmt: skip
    _record(bound, LetterPosted(letter_id="T-1", posted_on="2026-05-01", by="A-1", **hers))


def _standing(bound):
    """What he is held as, how he is, his own card, a packet of his that was sealed, and a card that no man has."""
    held = ProtectedPerson.objects.filter(custody_state=CustodyState.IN_CAMP).earliest("recorded_index")
    at, his = instant_text(bound.now()), {"person_id": held.pk}
    _record(bound, CategoryDecided(
        **his, category=Category.PRISONER_OF_WAR, previous=Category(held.category), decided_at=at, tribunal="",
        members="", reference="order 5", was_he_heard=True,
    ))  # fmt: skip
    _record(bound, FactsRecorded(**his, facts=(Fact.MINOR,), previous=(), reference="his passport"))
    _record(bound, RightsRead(
        **his, read_at=at, language="uk", read_by="I. Sych", interpreter="P. Hrab", was_understood=True
    ))  # fmt: skip
    _record(bound, HealthGraded(
        **his, grade=CardHealth.SICK, seen_at=at, doctor="A-1", words=FitnessWords(note="a cough")
    ))  # fmt: skip
    _record(bound, CaptureCardLaidOut(
        **his, card_id="CC-1", custody_index=1, languages=("uk", "en"), code_hash="0f" * 32,
        identity=CardText(values={"surname": "Koval"}, code="C-1", check_word="mill"), voluntary=None,
    ))  # fmt: skip
    _record(bound, CaptureCardEnded(
        **his, ending=CardEnding.DICTATED, at=at, copies=(CardCopy.AGENCY, CardCopy.FAMILY), is_of_now=True,
        are_witnesses_outside_camp=True, recorder="A-1", words=CardWords(writer="I. Sych", witnesses="P. Hrab"),
    ))  # fmt: skip
    things = EffectsWords(items="a ring", amount="100", currency="UAH")
    packet = {**his, "packet_id": "EP-1", "words": things}
    _record(bound, EffectsTaken(
        **packet, taken_at=at, officer="I. Sych", rank="captain", unit="UNIT-3", order_reference="order 6",
        register_entry="line 7", keeps_identity_document=True,
    ))  # fmt: skip
    _record(bound, EffectsMoved(
        **packet, step=EffectsStep.SEALED, previous=EffectsState.TAKEN, at=at, by="I. Sych", second="P. Hrab",
        seal_number="S-8", reference="sheet 9", reason="counted",
    ))  # fmt: skip
    _record(bound, CardsAccounted(
        pad_id="pad 9", place="UNIT-3", first=901, last=902, fate=CardFate.LOST, said_by="I. Sych", reason="a fire"
    ))  # fmt: skip


def _lists(bound):
    """A corrected list names him again, a visitor took a list along, and knows him by a number of his own."""
    held = ProtectedPerson.objects.filter(custody_state=CustodyState.IN_CAMP).earliest("recorded_index").pk
    _record(bound, ListedAgain(
        listed_id="LA-1", person_id=held, source_key="list 4 line 2", is_captive=False, particulars=(), events=(),
        identity=None, voluntary=None, remark=None,
    ))  # fmt: skip
    _record(bound, VisitListTaken(list_id="VL-1", taken_by="A-1", place="CAMP-1", before_index=1, persons=1))
    _record(bound, VisitReferenceRecorded(person_id=held, reference="V 10", previous=""))


def _rolled(bound):
    """A roll that differed and was explained, who saw a man, and a draw in which he was not seen."""
    held = ProtectedPerson.objects.filter(custody_state=CustodyState.IN_CAMP).earliest("recorded_index")
    at, size = instant_text(bound.now()), tree_size()
    read = RollRead(
        sum=RollSum(came=2, held=2, signed_out=1), expected=1, previous_roll="R-0", before_index=size, came_by=(1,),
        left_by=(), late_by=(), next_day="2026-05-05",
    )  # fmt: skip
    taken = {"roll_id": "R-1", "place": held.holder, "day": "2026-05-04", "taken_at": at}
    paper = PaperSigned(number="29", signed_by=("I. Sych", "P. Hrab"))
    _record(bound, RollRecorded(**taken, counted=2, taken_by="A-1", read=read, paper=paper, corrects="", reason=""))
    _record(bound, DifferenceClosed(
        roll_id="R-1", place=held.holder, how=DifferenceEnd.MAN_FOUND, explanation="in the kitchen", sightings=("Z-1",),
        recount="", expected_now=1, before_index=size,
    ))  # fmt: skip
    _record(bound, RollRecorded(
        **taken | {"roll_id": "R-2"}, counted=1, taken_by="A-1", read=read, paper=None, corrects="R-1", reason="again"
    ))  # fmt: skip
    _record(bound, RollSigned(**taken | {"roll_id": "R-2"}, signed_by="A-2", next_day="2026-05-05"))
    order = {"draw_id": "F-1", "draw_number": Draw.objects.count() + 1, "scope": "*"}
    _record(bound, DrawOpened(**order, how_many=1, opened_by="A-3"))
    _record(bound, DrawRecorded(
        **order, tree_size=64, root="r" * 43 + "=", list_count=1, list_digest="0f" * 32, drawn=(held.pk,)
    ))  # fmt: skip
    looked = {"draw_id": "F-1", "person_id": held.pk}
    _record(bound, NotSeenRecorded(**looked, looked_at=at, place="gate", holder=held.holder, said="at the court"))
    _record(bound, SightingRecorded(
        sighting_id="Z-1", person_id=held.pk, numbers=(held.pk,), kind=SightingKind.OWN_SIGNATURE, seen_by="he",
        seen_at=at, place="gate", holder=held.holder, reference="receipt 12", draw_id="F-1", is_newest=True,
    ))  # fmt: skip
    _record(bound, NotSeenClosed(**looked, sighting_id="Z-1", custody_index=None, explanation="he was back"))


def list_one(acting, number):
    """Records one entry of a printed list, as an import does."""
    source = Source(kind="printed_list", reference=f"list 3, line {number}")
    event = AssertedEvent(
        kind="wounded", certainty="reported", on="1915-03", place="Lemberg", detail="shot in the arm",
        source_kind="printed_list", source_reference=source.reference, grade=Grade.MEDIA,
    )  # fmt: skip
    name = Particular(kind=ParticularKind.SURNAME, value=f"Koval {number}", source=source)
    return record_listed(
        acting, source_key=f"list 3 line {number}", raw=f"Koval {number};wounded", particulars=[name], events=[event]
    )


def lay_places(at, *codes):
    """Opens places where nobody works who could: the acts alone, as a service lays them."""
    with bulk_acts():
        for code in codes:
            given = PlaceOpened(code=code, kind=PlaceKind(code.partition("-")[0].lower()), name=code)
            append(given, index=tree_size(), actor="A-1", at=instant_text(at), cause=None, salt=secrets.token_bytes(32))


def capture_one(acting, number):
    """Registers one captive, as a register's own file does; two notices follow from it."""
    source = Source(kind="capture_form", reference=f"form {number}")
    particulars = [
        Particular(kind=ParticularKind.SURNAME, value=f"Коваль {number}", source=source),
        Particular(kind=ParticularKind.FIRST_NAMES, value="Іван", source=source),
        Particular(kind=ParticularKind.BIRTH_DATE, value="1999-04-12", source=source),
        Particular(kind=ParticularKind.SERVICE_NUMBER, value=f"PA-{number}", source=source),
        Particular(kind=ParticularKind.RANK, value=None, given=Given.DECLINED, source=source),
    ]
    return record_capture(
        acting, category=Category.PRISONER_OF_WAR, power="PA", card_number=f"{number}", captured_on=None,
        captured_at="", holder="UNIT-3", particulars=particulars,
    )  # fmt: skip


def _take_two_for_one(bound):
    """Two records that a reviewer took for one man, and a join of them that somebody proposed; told once too often."""
    first, second = ProtectedPerson.objects.order_by("recorded_index").values_list("pk", flat=True)[:2]
    pair = ProposedDouble(
        pair_id=f"{first}={second}", first_id=first, second_id=second, millibits=9000, probability_ppm=60_000,
        digest="0" * 32, is_again=False, lines=(),
    )  # fmt: skip
    _record(bound, DoublesProposed(person_id=first, pairs=(pair,), weights_version=0))
    _record(bound, DoubleJudged(
        judgement_id="J-1", pair_id=pair.pair_id, first_id=first, second_id=second, reviewer="A-1",
        judgement=JudgementKind.POSITIVE, conclusion=JudgementConclusion.UNDECIDED,
    ))  # fmt: skip
    seen = StubsSeen(by="delegate", office=SeenAs.DELEGATE, at="2026-05-03T08:00:00.000000Z", place="CAMP-1",
                     first_stub="1", second_stub="2")  # fmt: skip
    _record(bound, JoinProposed(
        join_id="X-1", first_id=first, second_id=second, seen=seen, reason="one scar", proposed_by="A-1",
    ))  # fmt: skip
    _record(bound, ToldSettled(join_id="X-1", told_index=1, how="rang them", settled_by="A-1"))


def _says(bound):
    """A notice to all relatives that was withdrawn, the copy of it; a photograph of one man."""
    at = instant_text(bound.now())
    _record(bound, AppealCopyGiven(
        copy_id="AC-1", reference="0f" * 32, given_on="2026-05-01", given_to="delegate", by_way="by hand"
    ))  # fmt: skip
    _record(bound, AppealPublished(
        appeal_id="AP-1", number=1, switch_id="S-1", legal_basis="Order 7", words={"uk": ("Ні",)}, conditions={},
        dated="2026-05-01", reference="0f" * 32, copy_id="AC-1", approved_by=("A-1", "A-2"), signature="0f" * 64,
    ))  # fmt: skip
    _record(bound, AppealWithdrawn(
        appeal_id="AP-1", reason=WithdrawalReason.MISUSED, remark="sold", dated="2026-05-02", signature="1f" * 64
    ))  # fmt: skip
    first = Enquiry.objects.earliest("recorded_index").pk
    _record(bound, SaidLater(
        word_id="EL-1", enquiry_id=first, what=LATER[0], received_on="2026-05-01", inbox="", words_stood=True,
        said=HerWords(text="Ні"),
    ))  # fmt: skip
    _record(bound, LaterSettled(word_id="EL-1", enquiry_id=first, confirmed="", done=Note(text="read")))
    picture = Picture(content=b64encode(b"drawn").decode(), digest="0f" * 32)
    _record(bound, PhotographKept(
        photograph_id="PH-1", person_id="P-1", taken_at=at, taken_by="Bondar", picture=picture
    ))  # fmt: skip


def _writes_and_plans(bound):
    """Words of a letter that two adopted, a note that was sent, a profile of lists, a hand-over's day and asking."""
    at, first = instant_text(bound.now()), Enquiry.objects.earliest("recorded_index").pk
    _record(bound, LetterDrafted(
        version_id="TW-1", number=1, letter_class=LetterClass.NO_INFORMATION, words={"uk": ("Ні",)}, why="plainer",
        written_by="A-1",
    ))  # fmt: skip
    _record(bound, LetterAdopted(
        version_id="TW-1", letter_class=LetterClass.NO_INFORMATION, instead_of="", approved_by=("A-1", "A-2")
    ))  # fmt: skip
    _record(bound, LetterWordsWithdrawn(version_id="TW-1", reason="a promise", by="A-1"))
    _record(bound, PaperWordsDrafted(
        words_id="TP-1", number=1, paper=PaperClass.DOSSIER, words={"dossier.on": {"en": "Date"}}, shipped="shipped-0",
        why="plainer", written_by="A-1",
    ))  # fmt: skip
    _record(bound, PaperWordsAdopted(
        words_id="TP-1", paper=PaperClass.DOSSIER, instead_of="shipped-0", approved_by=("A-1", "A-2")
    ))  # fmt: skip
    _record(bound, PaperWordsWithdrawn(words_id="TP-1", reason="misread", by="A-1"))
    contact = NoteContact(way=NoteWay.SMS, to="+000")
    _record(bound, NoteChosen(
        choice_id="NC-1", enquiry_id=first, channel="telephone", proved_by=NoteProof.ANSWERS,
        rests_on=("words", "helper"), contact=contact,
    ))  # fmt: skip
    _record(bound, NotesOpened(wave=1, opened_at=at, until=at))
    _record(bound, NoteEnded(wave=1, enquiry_id=first, choice_id="NC-1", end=NoteEnd.SENT, in_a_row=0))
    _record(bound, ListProfileRecorded(
        profile_name="camp", version=1, title="A camp", text="[columns]", recorded_by="A-1"
    ))  # fmt: skip
    parties = {"handover_id": "H-1", "enquiry_id": first, "person_id": "P-1"}
    _record(bound, HandoverPlanned(
        plan_id="HP-1", planned_by="A-1", **parties, words=PlanWords(
            telephones="mother: +000", way_back="bus", her_journey="train", on_day="2026-05-02", room_for_him="1",
            room_for_her="2",
        ),
    ))  # fmt: skip
    asking = AskingFacts(
        room="1", language="uk", is_understood=True, is_guard_in_hearing=False, is_other_in_hearing=False,
        is_officer_in_hearing=False,
    )  # fmt: skip
    _record(bound, AskedAgainAlone(
        asking_id="HA-1", **parties, who=AskedPerson.SHE, answer=RenewedAnswer.YES, asked_at=at, asked_by="A-1",
        conditions=asking, state=HandoverState.IDENTITY_CHECKED, his_words=None,
        her_words=HerAnswerAgain(her_text="Так"),
    ))  # fmt: skip


def _at_work(bound):
    """Somebody takes what is owed, and is away; a paper bears releases; she names his unit; a hand-over's papers."""
    clerk = named("caseworker-1", bound.now(), bound.randomness)
    hers, today = Enquiry.objects.filter(closed_for=None).earliest("recorded_index").pk, bound.now().date()
    take_work(clerk, about=hers)
    record_absence(clerk, account_id=clerk.account_id, from_on=today, until_on=today, reason="leave")
    record_ground_paper(
        named("head-of-bureau-1", bound.now(), bound.randomness), paper=GroundPaper.HOSTILITIES_ENDED, party="PA",
        reference="note 12", signed_by="I. Sych", supplied_by="delegate", given_on=today,
    )  # fmt: skip
    receipt = receipt_from_form_id(b"u" * 32, "uk")
    receive_enquiry(
        bound.house(Role.COURIER), asked=Asked(sought_name="Коваль", sought_unit="A-1234", last_contact="in May"),
        locator=locator_of(receipt), letter_identity=letter_identity_of(receipt), received_on=today, language="uk",
    )  # fmt: skip
    meeting = {"handover_id": "H-1", "enquiry_id": hers}
    _record(bound, IncidentRecorded(
        incident_id="HI-1", **meeting, person_id="P-1", incident=IncidentKind.CAMERAS,
        happened_at=instant_text(bound.now()), place="gate", recorded_by="A-1", owner="A-2",
        words=IncidentWords(told="two men filmed"), typed=None,
    ))  # fmt: skip
    _record(bound, IncidentClosed(
        incident_id="HI-1", **meeting, words=ClosingWords(found="a channel", done="they were sent away")
    ))  # fmt: skip
    _record(bound, EndingTold(
        ending_id="HE-1", **meeting, person_id="P-1", who=AskedPerson.SHE, way=EndingWay.BY_TELEPHONE,
        told_at=instant_text(bound.now()), told_by="A-1", her=HerNeeds(needs="a bus home"),
    ))  # fmt: skip
    words = PaperWords(paper_code="C-2", paper_word="mill", entry="")
    _record(bound, RecordSheetPrinted(sheet_id="HS-1", **meeting, printed_by="A-1", words=words))


def _doubts(bound):
    """A link that was doubted and annulled; who was told because of it was told that it was wrong."""
    pair = CandidatePair.objects.earliest("pk")
    link = {"doubt_id": "LD-1", "pair_id": pair.pk, "enquiry_id": pair.enquiry_id, "link_index": 1, "doubted_by": "A-1"}
    _record(bound, LinkDoubted(**link, person_id=pair.person_id, reason="another mother"))
    _record(bound, LinkAnnulled(**link, person_id=pair.person_id, annulled_by="A-2"))
    _record(bound, WrongTellingSettled(
        doubt_id="LD-1", told_index=1, how="rang her", settled_by="A-1",
    ))  # fmt: skip
    until = (bound.now() + timedelta(days=14)).date().isoformat()
    _record(bound, WithholdingSaid(
        withholding_id="W-1", enquiry_id=pair.enquiry_id, person_id="", ground=WithholdingGround.DANGER,
        provision="GC IV 137(2)", his_answer_index=None, held_until=until, until=until, said_by="A-1",
        why=WhyWithheld(text="his sister told us"),
    ))  # fmt: skip
    _record(bound, EvidenceChecked(
        check_id="YE-1", person_id=pair.person_id, document_index=1, holds=True, recorded_by="A-1", checked_by="A-2",
        how=HowChecked(text="the issuer was asked"),
    ))  # fmt: skip


def _exchanges(bound):
    """One came whom no list names, another is kept back, and a list was let out."""
    opened = OpenedDifference(difference_id="XD-1", kind=DifferenceKind.UNLISTED, row=0)
    _record(bound, CrossingRecorded(
        crossing_id="XC-1", list_id="XL-1", crossed_at=instant_text(bound.now()), point="bridge", came=(), unlisted=1,
        counted=1, counted_by="I. Sych", their_count=None, their_reference="", owner="A-1", differences=(opened,),
        rows=RowsSaid(rows=(RowSaid(name="Koval", birth_date="1999", service_number="7", their_number="8"),)),
    ))  # fmt: skip
    _record(bound, HeldBack(
        hold_id="XH-1", person_id="P-1", ground=HoldGround.PROCEEDINGS, provision="GC III 115", authority="court",
        reference="case 9", approved_by=("A-1", "A-2"),
    ))  # fmt: skip
    _record(bound, NamesReleased(
        release_id="XR-1", number=1, kind=ReleasedKind.HELD_BACK, list_id="", power="PA",
        recipients=(NoticeRecipient.POWER_CONCERNED,), lines=(), persons=("P-1",), content_digest="0f" * 32,
        code_hash="1f" * 32, approved_by=("A-1", "A-2"), signature="2f" * 64,
        content=ReleasedContent(rows=(("Koval", "1999"),), code="C-3", check_word="mill"),
    ))  # fmt: skip


def _put_right(bound):
    """Entries that one says are wrong: a step is put right, and where a grave is stays."""
    words = EntryWords(reason="read again", said='{"note":["","wet"]}')
    for number, target in ((1, WrongEntry.STEP), (2, WrongEntry.BURIAL), (3, WrongEntry.GRAVE)):
        _record(bound, EntryWrongSaid(
            correction_id=f"YR-9{number}", target=target, target_id="1", subject_id="KHR-T2-00001-1", words=words
        ))  # fmt: skip
    _record(bound, EntryRightRefused(
        correction_id="YR-93", subject_id="KHR-T2-00001-1", words=EntryRefusal(refused_why="it is there")
    ))  # fmt: skip


def _certificates(bound):
    """A certificate that is signed by two, a list of graves that was certified, and where it went."""
    at = instant_text(bound.now())
    line = CertificateLine(field=CertificateField.CAUSE, read_from=FieldFrom.HOUSE, word="violent", records=("DE-1",))
    _record(bound, CertificateDrawn(
        certificate_id="GK-1", number=1, person_id="P-1", enquiry_id="E-1", items=("KHR-T2-00001-1",), board_index=7,
        power="PA", replaces="", words=CertificateWords(lines=(line,), reason="first"),
    ))  # fmt: skip
    for is_complete in (False, True):
        _record(bound, CertificateSigned(
            certificate_id="GK-1", person_id="P-1", numbers=("P-1",), as_doctor=is_complete,
            is_complete=is_complete, replaces="",
        ))  # fmt: skip
    asked = WithdrawalAsked(certificate_id="GK-1", is_again=False, words=WithdrawalWords(reason="another's teeth"))
    _record(bound, asked)
    _record(bound, WithdrawalDeclined(certificate_id="GK-1", words=WithdrawalRefusal(declined_why="a slip")))
    _record(bound, replace(asked, is_again=True))
    told = NoticeRecipient.CENTRAL_TRACING_AGENCY
    _record(bound, CertificateWithdrawn(certificate_id="GK-1", recipients=(told,)))
    _record(bound, WithdrawalTold(
        certificate_id="GK-1", recipient=told, step=SendingStep.SENT, at=at, reference="7"
    ))  # fmt: skip
    listed = ListedDead(
        certificate="1", item_code="KHR-T2-00001-1", surname="Гук", first_names="Іван", rank="", service_number="",
        birth_date="1990", death_date="2026-02", death_place="", cause="violent", buried_on=at[:10], grave="2/17",
        marker="17",
    )  # fmt: skip
    _record(bound, DeathListDrawn(
        death_list_id="GM-1", list_kind=DeathListKind.GRAVES, power="PA", number=1, count=1, digest="1f" * 32,
        cemeteries=("C-1",), replaces="", words=ListWords(lines=(listed,), reason="first"),
    ))  # fmt: skip
    _record(bound, DeathListCertified(death_list_id="GM-1", digest="1f" * 32, replaces=""))
    _record(bound, DeathPaperSent(
        document_id="GM-1", recipient=NoticeRecipient.CENTRAL_TRACING_AGENCY, step=SendingStep.SENT, at=at,
        reference="letter 9", cemeteries=("C-1",),
    ))  # fmt: skip


def _graves(bound, at):
    """A grave with its marker, an item that was burnt, buried and taken out again, and a policy on small fragments."""
    item = {"item_code": "KHR-T2-00001-1", "at": at}
    _record(bound, GraveRecorded(
        grave_id="GV-1", cemetery_code="C-1", grave_row="2", position="17", grave_kind=GraveKind.COLLECTIVE, at=at,
        words=GraveWords(
            cemetery="by the mill", coordinates="49 N", plan="sheet 2", marker="17", laid_out_by="one", reason="a fire"
        ),
    ))  # fmt: skip
    _record(bound, GraveMarked(grave_id="GV-1", at=at, words=MarkerWords(marker="17 B", by="one", reason="it fell")))
    _record(bound, FragmentPolicySet(
        fragment_policy_id="GF-1", decision="order 4", largest_mm=50, sampling=FragmentSampling.AS_SAID,
        burial=FragmentBurial.TOGETHER, kept="in jars",
    ))  # fmt: skip
    _record(bound, FragmentMeasured(
        **item, longest_mm=40, is_again=False, words=MeasuredBy(by="one", second="another")
    ))  # fmt: skip
    of_item = {"item_code": item["item_code"]}
    _record(bound, CremationProposed(
        cremation_id="RO-1", **of_item, ground=AshesGround.HYGIENE,
        words=CremationWords(said_by="a doctor", reason="cholera"),
    ))  # fmt: skip
    _record(bound, CremationAgreed(cremation_id="RO-1", **of_item))
    _record(bound, CremationRefused(cremation_id="RO-1", **of_item, words=CremationRefusal(refused_why="no wood")))
    _record(bound, ItemCremated(
        **item, ground=AshesGround.HYGIENE, previous=ItemState.SAMPLED, urn="U-1", is_again=False, cremation_id="RO-1",
        words=AshesWords(said_by="a doctor", reason="cholera", by="one", second="another"),
    ))  # fmt: skip
    _record(bound, BurialAgreed(
        **of_item, ground=BurialGround.AS_WISHED, words=BurialAgreedWords(agreed_said="beside his brother")
    ))  # fmt: skip
    burial = f"KHR-T2-00001-1.{tree_size()}"
    _record(bound, ItemBuried(
        **item, grave_id="GV-1", cemetery_code="C-1", number=1, previous=ItemState.CREMATED, policy_id="GF-1",
        words=BurialWords(by="one", second="another", rite="none", authority="the head", why="moved"),
    ))  # fmt: skip
    _record(bound, ItemExhumed(
        **item, grave_id="GV-1", burial=burial, exhumed_for=ExhumedFor.MOVE, order_reference="9",
        words=ExhumedWords(exhumed_by="one", exhumed_second="another", ordered_by="the head", exhumed_why="a road"),
    ))  # fmt: skip


def _remains(bound):
    """One item of a recovery with its packet and photograph, and one code that was spoiled."""
    at, of = instant_text(bound.now()), {"recovered_id": "RV-1", "place_code": "KHR", "team": "T2"}
    _record(bound, SiteRecorded(
        site_id="RS-1", place_code="KHR", reported_at=at,
        words=SiteWords(place="wood", coordinates="49 N", reported_by="a forester", told="two"),
    ))  # fmt: skip
    _record(bound, RecoveryRecorded(
        **of, site_id="RS-1", day=at[:10], neutral=NeutralThere.PRESENT,
        words=RecoveryWords(led_by="Sych", present=("Koval", "Bondar"), neutral_who="a delegate"),
    ))  # fmt: skip
    _record(bound, ItemRecorded(
        **of, item_code="KHR-T2-00001-1", site_id="RS-1", count=1, kind=RemainsKind.PART, disc=DiscFound.HALF,
        is_disc_left=False, words=ItemWords(found_where="4", description="arm", disc_says="K 1", why_removed="torn"),
    ))  # fmt: skip
    _record(bound, CodeSpoiled(**of, item_code="KHR-T2-00002-1", count=2, reason="torn"))
    found = EventFrame(
        event_id="P-F.e0", kind="dead", certainty="asserted", contradicts="", on="2026-05", source_kind="body",
        source_reference="KHR-T2-00001-1", grade=Grade.DOCUMENT_OR_CALL,
    )  # fmt: skip
    _record(bound, FoundDeadRecorded(
        person_id="P-F", item_code="KHR-T2-00001-1", power="PB", particulars=(), event=found,
        identity=Values({"P-F.e0:place": "a wood", "P-F.e0:detail": "by the mill"}),
    ))  # fmt: skip
    _record(bound, DeathPaperMoved(
        person_id="P-F", paper=DeathPaper.REPORT, step=DeathPaperStep.HERE, at=at, cause=DeathCause.VIOLENT,
        to=PaperGoesTo.PROTECTING_POWER, office="the embassy", reference="7", copy_reference="8",
        words=DeathPaperWords(said="a blast"),
    ))  # fmt: skip
    _record(bound, FoundDeadWithdrawn(
        person_id="P-F", item_code="KHR-T2-00001-1", event_id="P-F.e0", reason="the disc was another's"
    ))  # fmt: skip
    _record(bound, FindsSealed(
        found_id="RK-1", item_code="KHR-T2-00001-1", at=at, by="one", second="another", seal_number="S-7",
        holds_disc_half=True, words=FindWords(contents="a watch"),
    ))  # fmt: skip
    _record(bound, FindsMoved(
        found_id="RK-1", item_code="KHR-T2-00001-1", step=FindStep.OPENED, previous=EffectsState.SEALED, at=at,
        to=FindsTo.FAMILY, enquiry_id="E-1", by="one", second="another", seal_number="", reference="",
        reason="examined", words=None,
    ))  # fmt: skip
    _record(bound, StoreOpened(store_code="COLD-1", capacity=2, kept_at="cold", is_again=False))
    _record(bound, ItemStepRecorded(
        item_code="KHR-T2-00001-1", step=ItemStep.STORED, previous=ItemState.RECEIVED, state=ItemState.STORED, at=at,
        seal_number="S-7", store_code="COLD-1", reference="9",
        words=StepWords(by="one", from_whom="another", purpose="cold", grave="7", note="wet", cause="unknown"),
    ))  # fmt: skip
    item = {"item_code": "KHR-T2-00001-1", "at": at, "seal_number": "S-9", "kept_where": "freezer 1"}
    _record(bound, SampleTaken(
        **item, sample_code="KHR-T2-00001-1-S01-1", number=1, sample_kind=SampleKind.TOOTH, previous=ItemState.EXAMINED,
        state=ItemState.SAMPLED, words=TakenWords(site="48", taken_by="a doctor", note="whole"),
    ))  # fmt: skip
    _record(bound, SampleStepRecorded(
        **item, sample_code="KHR-T2-00001-1-S01-1", step=SampleStep.MOVED, previous=SampleState.KEPT,
        state=SampleState.KEPT, reference="9",
        words=SampleWords(by="one", second="another", from_whom="a third", purpose="cold", reason="full"),
    ))  # fmt: skip
    _record(bound, ContainerRecorded(container_id="RG-1", container_kind=ContainerKind.BAG, written="M-1"))
    _record(bound, ContainerStepRecorded(
        container_id="RG-1", step=ContainerStep.PACKED, previous=ContainerState.EMPTY, state=ContainerState.SEALED,
        at=at, seal_number="S-10", is_seal_right=True, items=("KHR-T2-00001-1",), put_in=("KHR-T2-00001-1",),
        taken_out=(), words=ContainerWords(by="one", second="another", reason="a batch"),
    ))  # fmt: skip
    _record(bound, InquiryOpened(
        inquiry_id="DE-1", item_code="KHR-T2-00001-1", opened_at=at, reference="case 7",
        words=InquiryWords(authority="the prosecutor", circumstances="a camp"),
    ))  # fmt: skip
    _record(bound, InquiryReported(
        inquiry_id="DE-1", item_code="KHR-T2-00001-1", reported_at=at, report_reference="report 8",
        words=InquiryFound(cause="violent", findings="a blast"),
    ))  # fmt: skip
    _record(bound, InquiryStated(
        statement_id="DW-1", inquiry_id="DE-1", item_code="KHR-T2-00001-1", taken_at=at, statement_reference="9",
        words=StatementWords(witness="a fellow prisoner", taken_by="the prosecutor", said="he heard a shot"),
    ))  # fmt: skip
    _record(bound, InquirySent(
        inquiry_id="DE-1", item_code="KHR-T2-00001-1", step=InquirySend.SENT, at=at,
        to=InquiryGoesTo.PROTECTING_POWER, office="the embassy", reference="10",
    ))  # fmt: skip
    _record(bound, CorrectionProposed(
        correction_id="YR-1", item_code="KHR-T2-00001-1", step_index=None, item_kind=RemainsKind.INCOMPLETE,
        disc=DiscFound.NONE, is_disc_left=False,
        words=CorrectionWords(
            reason="read again", found_where="square 4", description="a foot", disc_says="17", why_removed="loose"
        ),
    ))  # fmt: skip
    _record(bound, CorrectionRefused(
        correction_id="YR-1", item_code="KHR-T2-00001-1", words=CorrectionRefusal(reason="it is as it was")
    ))  # fmt: skip
    _put_right(bound)
    _record(bound, LabelsReadAgain(
        label_reading_id="DR-1", item_code="KHR-T2-00001-1", at=at, on_body="KHR-T2-00001-1", on_bag="torn",
        on_paper="KHR-T2-00001-1", are_equal=False, words=LabelsReadBy(by="one", second="another"),
    ))  # fmt: skip
    _graves(bound, at)
    _record(bound, ExaminationRecorded(
        examination_id="RE-1", item_code="KHR-T2-00001-1", number=1, at=at, previous=ItemState.RECEIVED,
        state=ItemState.EXAMINED, held=HeldThen.UNKNOWN, opens_enquiry=True, words=ExaminationWords(
            examined_by="a doctor", second="another", cause="violent", reason="first",
            record=BodyRecord(
                age=Span(low=20, high=30), teeth=(ToothSaid(tooth=48, code=ToothCode.FILLED),),
                elements=(ElementSaid(bone=Bone.HUMERUS, side=Side.LEFT),),
            ),
        ),
    ))  # fmt: skip
    _record(bound, AnteMortemRecorded(
        antemortem_id="RA-1", enquiry_id="E-1", number=1, at=at,
        words=AnteMortemWords(
            interviewer="one", told_by="his mother", record=BodyRecord(stature=Span(low=170, high=176))
        ),
    ))  # fmt: skip
    _record(bound, RemainsPhotographed(
        picture_id="RH-1", item_code="KHR-T2-00001-1", taken_at=at, taken_by="a doctor",
        picture=RemainsPicture(content="AAAA", digest="3f" * 32),
    ))  # fmt: skip


def _identification(bound):
    """A sample with its profile, taken back; a flag that one settled; a table of frequencies that two stand for."""
    of, held = {"sample_code": "RF-1"}, {"hypothesis_id": "RJ-1"}
    for given in (
        OwnPowerStated(stated_id="RN-1", power="PA"),
        ConsentGiven(
            reference_id="RF-1", enquiry_id="E-1", given_by=GivenBy.RELATIVE, uses=(ConsentUse.SEARCH,),
            given_on="2026-09-01", until="2027-09-01", power="PA", sex="F",
            words=ConsentWords(donor="Koval", relation="mother", witness="Sych", taken_by="Bondar", language="uk"),
        ),
        ResultsReceived(
            results_id="RT-1", laboratory="one", accreditation="", kit="GlobalFiler", typed_on="2026-09-01",
            digest="0f" * 32, samples=1, refused=1, words=RefusedLines(lines='["line 3"]'),
        ),
        ProfileRead(
            **of, reading_id="RP-1", is_reference=True, results_id="RT-1",
            words=ProfileWords(profile='{"alleles": {"D3S1358": ["14", "15"]}}', raw="3: 14/15", said="few_loci"),
        ),
        FlagSettled(**of, settled_id="RW-1", flag=ProfileFlag.FEW_LOCI, is_free=True, reason="all that it gives"),
        ConsentWithdrawn(reference_id="RF-1", withdrawn_on="2026-09-02", by_way="a letter"),
        FrequenciesProposed(
            table_id="RQ-1", population="one", source="a paper", digest="1f" * 32, least="0.001",
            by_marker={"D3S1358": {"14": 0.5}},
        ),
        FrequenciesAgreed(table_id="RQ-1"),
        ComparisonRecorded(
            comparison_id="RC-1", sample_code="RF-1", rests_on_index=1, bodies=1, places=1, compared=1, least="4",
            table_id="RQ-1", version="1", flags=(ProfileFlag.EQUALS_ANOTHER,), like=("RF-2",), findings=1,
        ),
        FindingRecorded(
            finding_id="RY-1", comparison_id="RC-1", kind=FindingKind.KIN, sample_code="S-1",
            item_code="KHR-T2-00001-1", other_code="",
            words=FindingWords(
                log10_lr="6.2", by_locus='{"D3S1358": 6.2}', inconsistent="FGA", of_enquiry="E-1", of_other="RF-2",
                rests_on="RF-1", of_loci="1",
            ),
        ),
        PartsLinkProposed(
            parts_id="RM-1", first_code="KHR-T2-00001-1", second_code="KHR-T2-00003-1", finding_id="", reason="a joint"
        ),
        PartsLinkAgreed(parts_id="RM-1", resolved=""), PartsLinkUndone(parts_id="RM-1", reason="two of one side"),
        PolicyRecorded(policy_id="YP-1", decision="7", decided_on="2026-09-01", text="a mark of its own"),
        HypothesisOpened(
            **held, enquiry_id="E-1", person_id="", items=("KHR-T2-00001-1",), finding_id="RY-1",
            words=BoardWords(said="his post"),
        ),
        EvidenceLaid(
            **held, evidence_id="RB-1", method=Method.MARKS, weighs=Weighs.SUPPORTS, finding_id="RY-1", reference="E",
            words=BoardWords(said="a scar"),
        ),
        ReviewRecorded(**held, review_id="RX-1", verdict=ReviewVerdict.SUPPORTED, words=BoardWords(said="seen")),
        SignatureDeclined(**held, declined_id="YD-1", words=BoardWords(said="a seal")),
        ContradictionResolved(**held, resolved_id="RD-1", about="YD-1", words=BoardWords(said="opened by two")),
        BoardSigned(
            **held, signature_id="RZ-1", state=HypothesisState.CONCLUDED, methods=(Method.MARKS,), policy_id="YP-1",
            words=BoardWords(said="it is he"),
        ),
        AnnulmentSaid(
            **held, annulment_id="YN-1", state=HypothesisState.ANNULLED, words=BoardWords(said="labels")
        ),
        ConclusionUpheld(**held, upheld_id="YN-2", state=HypothesisState.CONCLUDED, words=BoardWords(said="again")),
        HypothesisWithdrawn(hypothesis_id="RJ-1", words=BoardWords(said="no more")),
        ReportPrinted(
            report_id="YG-1", hypothesis_id="RJ-1", languages=("uk", "en"), code_hash="0e" * 32, findings=("RY-1",)
        ),
        CodedProposed(
            coded_id="YC-1", to=CodedTo.OTHER_SIDE, recipient="a bureau", reference="A-1", samples=("S-1",)
        ),
        CodedMade(
            coded_id="YC-1", profiles=1, digest="0d" * 32, words=CodedWords(codes='{"YC-2": "S-1"}', file="one line")
        ),
        CodedReceipted(coded_id="YC-1", received_on="2026-09-03", reference="a letter", is_same=True),
        SamplesRoundOpened(
            round_id="YM-1", received_before="2026-03-01", bodies=1, share=95, families=("E-1",)
        ),
        OneSoughtProposed(
            sought_id="YS-1", first_enquiry="E-1", second_enquiry="E-2", says=SoughtSays.SEEK_ONE,
            words=SoughtWords(said="one photograph")
        ),
        OneSoughtAgreed(sought_id="YS-1"), OneSoughtUndone(sought_id="YS-1", words=SoughtWords(said="two men")),
    ):  # fmt: skip
        _record(bound, given)


def _told_in_person(bound):
    """A death that was told: two who were trained, wishes, the visit, the paper, who asked afterwards, a receiver."""
    at, her = instant_text(bound.now()), "E-TOLD"
    _record(bound, VisitorRecorded(
        visitor_id="TR-1", account_id="", trained_on=at[:10], trained_until="2030-01-01", languages="uk",
        is_again=False, words=VisitorWords(name="Bondar", office="liaison", trained_by="a course"),
    ))  # fmt: skip
    _record(bound, WishesRoundOpened(round_id="TS-1", received_before=at[:10], families=1))
    _record(bound, WishesRecorded(
        enquiry_id=her, round_id="TS-1", parts=PartsWish.EACH, heard_on=at[:10],
        words=WishWords(listener="Bondar", rite="a rite", place="at home", fragments="with him",
                        not_before_her="his brother", more="soon"),
    ))  # fmt: skip
    _record(bound, TellingOpened(
        telling_id="TC-1", known=DeathKnown.PROVEN, conclusion_index=1, person_id="P-TOLD", asked_by=her,
        owed_by=OwedBy.RECEIVER, enquiries=(her,), excluded=("E-NEVER",), nearness=(3, 6), at_the_end=(),
        visit_by=at[:10], reported_by=None, signed_by=("A-1",), words=CaseWords(source="a paper", certificate="C 1"),
    ))  # fmt: skip
    _record(bound, OtherWayAllowed(
        telling_id="TC-1", enquiry_id=her, way=TellingWay.CALL, signed_by=("A-1", "A-2"),
        words=OtherWayWords(reason="far", society_declined="NS 1"),
    ))  # fmt: skip
    _record(bound, VisitPlanned(
        visit_id="TV-1", telling_id="TC-1", enquiry_id=her, purpose=VisitPurpose.DEATH, way=TellingWay.CALL,
        visitors=("TR-1",), on=at[:10], language="uk", part_index=None,
        words=VisitPlanWords(meets_at="home", beside_her="a doctor", interpreter="Koval", doctor_or_priest="a priest"),
    ))  # fmt: skip
    _record(bound, VisitChanged(
        visit_id="TV-1", telling_id="TC-1", enquiry_id=her, change=VisitChange.PUT_OFF, visitors=("TR-1",), on=at[:10],
        language="uk", words=VisitChangeWords(
            meets_at="home", beside_her="a doctor", interpreter="Koval", doctor_or_priest="a priest", why="a flood"
        ),
    ))  # fmt: skip
    _record(bound, VisitEnded(
        visit_id="TV-1", telling_id="TC-1", enquiry_id=her, purpose=VisitPurpose.DEATH, way=TellingWay.CALL,
        end=VisitEnd.TOLD, at=at, known=DeathKnown.PROVEN, again_on="", reference="NS 2", others=(),
        words=VisitWords(said="he is dead", with_her="a sister", her_words="a priest"),
    ))  # fmt: skip
    _record(bound, VisitConfirmed(
        visit_id="TV-1", telling_id="TC-1", enquiry_id=her, words=ConfirmedWords(heard_from="Koval")
    ))  # fmt: skip
    _record(bound, ReportLaid(
        report_id="TE-1", enquiry_id=her, reported_by=ReportedBy.WITNESS, words=ReportWords(source="a man came back")
    ))  # fmt: skip
    _record(bound, TellingPaperPrinted(
        paper_id="TK-1", visit_id="TV-1", enquiry_id=her, language="uk", code_hash="0f" * 32,
        words=TellingPaperWords(paper_code="c", paper_word="w", found="whole", how="a tooth"),
    ))  # fmt: skip
    _record(bound, FollowedUp(
        visit_id="TV-1", telling_id="TC-1", enquiry_id=her, at=at, next_on=at[:10],
        words=FollowUpWords(asked_by="Bondar", said="well"),
    ))  # fmt: skip
    _record(bound, FollowUpPutOff(
        visit_id="TV-1", telling_id="TC-1", enquiry_id=her, promised_on=at[:10], next_on=at[:10],
        words=WhyChanged(why="a road"),
    ))  # fmt: skip
    _record(bound, SupportRecorded(
        visit_id="TV-1", telling_id="TC-1", enquiry_id=her, kind=SupportKind.DOCTOR, answer=SupportAnswer.ACCEPTED,
        after_index=None, on=at[:10], words=SupportWords(by="Bondar", said="tomorrow"),
    ))  # fmt: skip
    _record(bound, AskerAdded(telling_id="TC-1", enquiry_id="E-LATE", nearness=4, is_owed=False))
    _record(bound, NoMoreExpected(telling_id="TC-1", why=CaseReason(text="all found"), waiting=()))
    _record(bound, ReceiverOwes(telling_id="TC-1", notice_ids=("N-1",), visit_by=at[:10], enquiries=(her,)))
    _record(bound, ReceiverTold(
        telling_id="TC-1", is_told=True, at=at, reference="CTA 9", why_not=CaseReason(text="x"), enquiries=(her,)
    ))  # fmt: skip
    _record(bound, TellingEnded(telling_id="TC-1", why=CaseReason(text="annulled"), enquiries=(her,), told=(her,)))


def _by_letter(bound):
    """A legal paper of hers that was kept back, let go, authenticated, printed, and answered by his sheet."""
    at, her, him = instant_text(bound.now()), "E-LETTER", "P-LETTER"
    words = MessageWords(text="we are well", addressed_to="home")
    way = {
        "channel": "web", "written_on": at[:10], "answers": "", "answered_state": None, "code_hash": "", "inbox": "",
        "words_stood": True, "words": words, "enquiry_id": her,
    }  # fmt: skip
    _record(bound, MessageRegistered(
        message_id="CM-1", way=MessageWay.TO_HIM, kind=MessageKind.LEGAL, writer_id=her, person_id="", **way
    ))  # fmt: skip
    _record(bound, MessageChecked(
        message_id="CM-1", writer_id=her, by_state=CheckingState.OURS, verdict=CheckVerdict.WITHHELD,
        previous=MessageState.REGISTERED, state=MessageState.WITHHELD, until=at[:10], is_waiting=True,
        because=WithheldBecause.CIPHER, words=CheckWords(checked_by="one", reason="a map", passages="the last line"),
    ))  # fmt: skip
    looked = f"CM-1.ours.{tree_size() - 1}"
    _record(bound, LookSettled(
        message_id="CM-1", writer_id=her, look_id=looked, by_state=CheckingState.OURS, agrees=True,
        state=MessageState.WITHHELD, words=SettlingWords(settled_why="as read"),
    ))  # fmt: skip
    matter = {"matter_id": "CW-M1", "message_id": "CM-1", "writer_id": her, "target_id": looked}
    _record(bound, MatterSaid(**matter, matter=MatterKind.LOOK_WRONG, words=MatterWords(reason="another's sheet")))
    _record(bound, MatterSettled(
        **matter, matter=MatterKind.LOOK_WRONG, agrees=False, state=MessageState.WITHHELD,
        words=SettlingWords(settled_why="it is hers"),
    ))  # fmt: skip
    _record(bound, MessageStepped(
        message_id="CM-1", writer_id=her, event=MessageEvent.RELEASED, previous=MessageState.WITHHELD,
        state=MessageState.CLEARED, at=at, place="CAMP-1", why_not=NotDelivered.MOVED,
        words=MessageStepWords(given_to="him", carrier="a society", note="on foot"),
    ))  # fmt: skip
    _record(bound, MessageAuthenticated(
        message_id="CM-1", writer_id=her, on=at[:10], words=AuthenticationWords(by="a notary")
    ))  # fmt: skip
    _record(bound, MessagePrinted(
        message_id="CM-1", person_id=him, place="CAMP-1", code_hash="6f" * 32, previous=MessageState.CLEARED,
        state=MessageState.DISPATCHED,
    ))  # fmt: skip
    _record(bound, MessageRegistered(
        message_id="CM-2", way=MessageWay.FROM_HIM, kind=MessageKind.CARD, writer_id=him, person_id=him,
        **way | {"answers": "CM-1", "answered_state": MessageState.ANSWERED, "code_hash": "6f" * 32},
    ))  # fmt: skip
    _record(bound, AgreementRecorded(enquiry_id=her, agrees=True, channel="web", inbox=""))
    _record(bound, StepsShown(enquiry_id=her, messages=("CM-1",), steps=(ShownStep.GIVEN,)))


def _by_call(bound):
    """A room, a line, a policy, and a call that was asked for, booked, prepared, held, and recognised by one."""
    at, her, him = instant_text(bound.now()), "E-LETTER", "P-LETTER"
    _record(bound, CallRoomOpened(
        room_id="CR-1", place="CAMP-1", name="room 1", zone="Europe/Kyiv", seats=2, hours=("0 09:00 17:00",)
    ))  # fmt: skip
    _record(bound, CallLineOpened(line_id="CW-1", place="CAMP-1", name="line 1", is_telephone=True))
    for one, is_room in (("CR-1", True), ("CW-1", False)):
        _record(bound, CallMeansClosed(means_id=one, is_room=is_room, reason="a leak"))
    _record(bound, CallPolicyProposed(
        policy_id="CP-1", are_let=True, least_a_month=2, minutes=20, because=PolicyReason.LINES, reason="more lines"
    ))  # fmt: skip
    _record(bound, CallPolicyAgreed(policy_id="CP-1"))
    for one in ("CA-1", "CA-2"):
        _record(bound, CallAsked(
            call_id=one, side=CallSide.HERS, writer_id=her, enquiry_id=her, person_id="", way=CallWay.VIDEO,
            urgency=CallUrgency.ILLNESS, zone="Asia/Kolkata", channel="web", inbox="", words_stood=True, facts=None,
            words=CallWords(why="his father", suits="evenings"),
        ))  # fmt: skip
        _record(bound, CallAnswered(
            call_id=one, side=CallSide.HIS, agrees=True, enquiry_id=her, person_id=him, is_sound_only=True,
            zone="Asia/Kolkata", channel="clerk", inbox="", facts=None, urgency=None, previous=CallState.ASKED,
            state=CallState.AGREED,
        ))  # fmt: skip
        _record(bound, CallWishedAnew(
            call_id=one, side=CallSide.HERS, writer_id=her, way=CallWay.SOUND, urgency=CallUrgency.DEATH,
            is_raised=True, zone="", channel="clerk", inbox="", state=CallState.AGREED,
            words=CallWords(why="his brother", suits="mornings"),
        ))  # fmt: skip
        _record(bound, CallBooked(
            call_id=one, codes_id=f"{one}:codes:1", place="CAMP-1", room_id="CR-1", line_id="CW-1", begins_at=at,
            ends_at=at, ticket="ab" * 16, out_of_turn=None, is_watched=True, is_number_verified=True,
            previous=CallState.AGREED, state=CallState.BOOKED, codes=CallCodes(hers="12345678", his="A", watch="B"),
        ))  # fmt: skip
        _record(bound, CallPrepared(
            call_id=one, are_rules_read=True, is_watching_told=True, is_room_clear=True, supervisor="I. Sych",
            verified_index=1, previous=CallState.BOOKED, state=CallState.PREPARED,
        ))  # fmt: skip
    _record(
        bound,
        NumberVerified(
            enquiry_id=her, rung_at=at, are_rules_read=True, calls=(), words=NumberWords(telephone="+380 00 000")
        ),
    )
    _record(bound, CallsShown(enquiry_id=her, calls=("CA-1",), steps=(ShownCall.BOOKED,)))
    _record(bound, CallBegun(call_id="CA-2", previous=CallState.PREPARED, state=CallState.HELD))
    _record(bound, CallEnded(
        call_id="CA-2", codes_id="CA-2:codes:1", place="CAMP-1", person_id=him, enquiry_id=her,
        outcome=CallState.STOPPED, because="unwell", on=at[:10], seconds=600, supervisor="I. Sych", by_door=True,
        is_urgent=False, previous=CallState.HELD, state=CallState.STOPPED,
    ))  # fmt: skip
    _record(bound, CallRecognised(
        attempt_id=f"CA-2.{tree_size() - 1}", call_id="CA-2", enquiry_id=her, person_id=him, side=CallSide.HERS,
        is_other=True, both=None,
    ))  # fmt: skip


def _parcels(bound):
    """A parcel that was opened before two, a part of it refused, and given; and one that goes on."""
    at, her = instant_text(bound.now()), "E-LETTER"
    of = {"parcel_id": "CB-1", "subject_id": her}
    _record(bound, ParcelRegistered(
        **of, parcel_kind=ParcelKind.PARCEL, enquiry_id=her, person_id="", channel="clerk", said_on=at[:10], at=at,
        place="CAMP-1", state=ParcelState.AT_PLACE, inbox="", words_stood=True,
        words=ParcelWords(declared="socks", carrier="a society", from_whom="a mother"),
    ))  # fmt: skip
    _record(bound, OpeningSaid(
        **of, at=at, place="CAMP-1", present=Present.HIMSELF,
        words=OpeningWords(contents="socks, a knife", present_name="Гук"),
    ))  # fmt: skip
    _record(bound, OpeningSettled(
        **of, opening_id=f"CB-1.{tree_size() - 1}", agrees=True, state=ParcelState.OPENED,
        words=OpeningRefusal(declined_why="two knives"),
    ))  # fmt: skip
    _record(bound, PartRefused(
        **of, why=next(iter(PartWhy)), became=next(iter(PartBecame)), is_waiting=True,
        words=PartWords(thing="a knife", reference="9"),
    ))  # fmt: skip
    _record(bound, ParcelSettled(
        **of, matter=ParcelMatter.DESTROYED, target_id=f"CB-1.{tree_size() - 1}", agrees=True, at="",
        state=ParcelState.OPENED, words=ParcelSettling(settled_why="seen"),
    ))  # fmt: skip
    _record(bound, ParcelAskedBack(**of, said_on=at[:10], words=AskedBackWords(back_to="to her sister")))
    _record(bound, ParcelMoved(
        **of, event=ParcelEvent.NOT_GIVEN, previous=ParcelState.OPENED, state=ParcelState.NOT_GIVEN, at=at,
        place="CAMP-1", why_not=ParcelNotGiven.MOVED, is_asked_back=True, is_waiting=False,
        words=ParcelStepWords(given_to="him", witness="one", note="to CAMP-2"),
    ))  # fmt: skip
    _record(bound, ScanKept(
        scan_id="CZ-1", message_id="CM-1", writer_id="P-LETTER", picture=ScanPicture(content="aGk=", digest="d" * 64),
    ))  # fmt: skip
    _record(bound, ParcelsShown(enquiry_id=her, parcels=("CB-1",), steps=(next(iter(ShownParcel)),)))


def _returns(bound):
    """A request that was answered, and a batch of one thing that was scanned, counted, and differs."""
    at, of = instant_text(bound.now()), {"batch_id": "NB-1"}
    _record(bound, RequestMade(
        request_id="NQ-1", asked_for=(AskedFor.WITNESS,), asked_at=at, answer_by=at[:10],
        words=RequestWords(body="a society", what="one", when="noon", conditions="two there"),
    ))  # fmt: skip
    _record(bound, RequestMoved(
        request_id="NQ-1", event=RequestEvent.REFUSED, previous=RequestState.ASKED, state=RequestState.REFUSED,
        granted=(), at=at, reference="4", words=RequestSaid(by="a delegate", said="not now"),
    ))  # fmt: skip
    _record(bound, BatchPlanned(
        **of, way=BatchWay.RECEIVED, power="PB", title="first", request_id="NQ-1", origin_id="",
        is_theirs=True,
    ))  # fmt: skip
    line = AddedLine(line_id="NE-1", label="L-1", item_code="", seal_number="S-1", container="B-1")
    _record(bound, LinesAdded(
        **of, is_theirs=True, came_at=at, reference="9", file_digest="4f" * 32, state=BatchState.LIST_EXCHANGED,
        said_number=2, count_id="NT-1", lines=(line,),
        containers=(AddedContainer(box_id="NC-1", number="B-1", kept_id="RG-9", seal_number="S-7"),
                    AddedContainer(box_id="NC-2", number="B-2", kept_id="", seal_number="S-8")),
        rejected=(RejectedRow(where=1, fault=RowFault.SAME_LABEL),),
        words=ListSaid(
            supplied_by="they", rows=(SaidRow(says="Koval", raw=()),), rejected=(SaidRow(says="", raw=(("a", "b"),)),)
        ),
    ))  # fmt: skip
    _record(bound, BatchStepped(
        **of, event=BatchEvent.SPOT_CHECKED, previous=BatchState.AT_BORDER, state=BatchState.SPOT_CHECKED, at=at,
        agreed_on="", place="bridge", seal_number="V-1", reference="3", spot_lines=("NE-1",), count_id="", number=None,
        spot_containers=(SpotContainer(box_id="NC-1", seal_found="S-7", seal_after="S-17"),),
        manifest_digest="", signature="", opened=(), words=StepSaid(
            by="one", second="another", participants="two", carrier="we", neutral_who="a delegate", window="noon",
            authority="they", reason="rain",
        ),
    ))  # fmt: skip
    _record(bound, ScansTaken(
        **of, scans_id="NS-1", purpose=ScanFor.COUNT, digest="5f" * 32, rejected=(),
        scans=(TakenScan(at=at, label="L-1", line_id="", seal="S-1", is_seal_whole=True, is_condition_as_listed=True,
                         flag=ScanFlag.FITS, is_container=True, container="B-1"),),
        words=ScansSaid(brought_by="one", text="L-1"),
    ))  # fmt: skip
    entry = CountedEntry(entry_id="NT-2.1", label="L-1", seal="S-2", is_seal_whole=True, is_condition_as_listed=True,
                         is_container=True, container="B-1")  # fmt: skip
    _record(bound, BatchCounted(
        **of, count_id="NT-2", is_theirs=False, is_by_line=True, number=1, containers=1, at=at, reference="",
        file_digest="", entries=(entry,), rejected=(),
        words=CountPaper(by="one", second="another", rejected=(), why_differs="two"),
    ))  # fmt: skip
    _record(bound, ReadingRecorded(question="returns.?batch", records=("NB-1",), reason=""))
    _record(bound, CountsCompared(
        **of, sender_number=2, receiver_number=1, state=BatchState.DISCREPANT, opened=(
            BatchDifferenceOpened(difference_id="ND-1", kind=Mismatch.SEAL_DIFFERS, line_id="NE-1",
                                  entry_id="NT-2.1"),
        ),
    ))  # fmt: skip
    _record(bound, BatchDifferenceEnded(
        **of, difference_id="ND-1", kind=Mismatch.SEAL_DIFFERS, end=MismatchEnd.READ_AGAIN, other="",
        approved_by=("A-2",), digest="6f" * 32, words=DifferenceSaid(said="it is S-1"),
    ))  # fmt: skip
    claim = {"claim_id": "NP-1", "item_code": "KHR-T2-00003-2"}
    _record(bound, PowerAsserted(**claim, power="PB", origin_id="NB-1", words=PowerWords(said="a disc")))
    _record(bound, PowerReviewed(
        **claim, agrees=True, previous=PowerState.ASSERTED, state=PowerState.ASSERTED, words=PowerWords(said="as said"),
    ))  # fmt: skip
    _record(bound, PowerWithdrawn(**claim, previous=PowerState.ASSERTED, words=PowerWords(said="wrong")))
    passed = PassWords(
        surname="Koval", first_names="Ostap", age="31", birth_date="1995-02-11", birth_place="Vyshneve",
        death_date="2026-03-01", death_place="a field", cause="unknown", cause_said="a shell", coffin="zinc",
        from_place="morgue", to_place="bridge", means="by road",
    )  # fmt: skip
    for number in ("NK-1", "NK-2"):
        _record(bound, PassIssued(
            **of, pass_id=number, box_id="NC-1", number="B-1", seal_number="S-7", items=("KHR-T2-00003-2",),
            certificate_id="GK-1", words=passed,
        ))  # fmt: skip
    _record(bound, PassCountersigned(pass_id="NK-1"))
    _record(bound, PassMoved(
        pass_id="NK-1", event=PassEvent.HANDED, at=at, reference="7", words=PassTo(to="a driver"),
    ))  # fmt: skip
    _record(bound, PassWithdrawn(pass_id="NK-1", because=PassFallen.SEAL))
    _record(bound, PassDeclined(pass_id="NK-2", words=PassReason(reason="another bridge")))
    _record(bound, ContainerTakenOut(**of, box_id="NC-2", lines=(), going_back=(), reason="it stays"))
    _record(bound, RemainsReleaseProposed(
        given_id="NR-1", enquiry_id="E-1", person_id="", is_herself=True,
        words=ProposedReleaseWords(receiver="a mother", relation="mother", named_by="letter 7", as_wished="at home"),
    ))  # fmt: skip
    _record(bound, RemainsReleased(
        given_id="NR-1", enquiry_id="E-1", person_id="", items=("KHR-T2-00003-2",), again=(), packets=("RK-1",), at=at,
        receipt="4", is_proposed=True, words=RemainsReleaseWords(
            receiver="a mother", relation="mother", document="passport", place="morgue", by="one",
            second="another",
            named_by="letter 7", as_wished="at home",
        ),
    ))  # fmt: skip


def adopt_weights(bound):
    """Weights as if they had been learned: so small a house has too few links to learn them by itself."""
    adopted = WeightsAdopted(
        version=1, based_on=0, again_of=None, evidence_index=0, links=50, refused=4, shipped="",
        levels=(LevelWeight(level="surname_near", m_ppm=50_000, among_links=7, among_refused=1),), reason="learned",
        adopted_by="A-1", approved_by=("A-2",),
    )  # fmt: skip
    _record(bound, adopted)


def _record(bound, given):
    with bulk_acts():
        at, salt = instant_text(bound.now()), bound.randomness(32)
        append(given, index=tree_size(), actor="A-1", at=at, cause=None, salt=salt)


def sealed_enquiry(portal, form_id, sought_name):
    """An enquiry as the portal seals it."""
    receipt = receipt_from_form_id(form_id, "uk")
    header = {
        "item": "enquiry", "locator": locator_of(receipt), "letter_identity": letter_identity_of(receipt),
        "language": "uk", "channel": "web", "said": {"sought_name": sought_name, "relation": "mother"},
    }  # fmt: skip
    return seal_to_bureau(portal.bureau_recipient, header, b"")


def _add_paper(filler, bound, portal):
    """She adds a scan to her first enquiry, through the intake."""
    form_id = hmac.digest(KEY, f"form {SEED} 0".encode(), hashlib.sha256)
    receipt = receipt_from_form_id(form_id, filler.asked[0].language)
    header = {"item": "papers", "locator": locator_of(receipt), "media_type": "image/png"}
    receive_sealed(
        form_id_sha256=hashlib.sha256(b"a paper").digest(), on=bound.now().date(), mac_key=portal.mac_key,
        ciphertext=seal_to_bureau(portal.bureau_recipient, header, b"not a real scan"),
    )  # fmt: skip
    papers_drawn_by(lambda content: content)
    fetch_enquiries(bound, 0)
    papers_drawn_by(None)
