"""Texts: each in three languages, each key that is asked exists, each word of a table is said, and none lies unused."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from string import Formatter

import pytest

import repatria.core
import repatria.doors.desk
import repatria.records
from repatria.core.bodies.said_beside import BesideGroup, BesideWord
from repatria.core.law.askers import Likeness
from repatria.core.law.calls import (
    CallSide,
    CallUrgency,
    CallWay,
    OutOfTurn,
    PolicyReason,
    ShownCall,
    TurnReason,
)
from repatria.core.law.capture_card import CardCopy, CardEnding
from repatria.core.law.certificates import CertificateState, ListState, SendingStep
from repatria.core.law.contact import ContactAbout, ContactAnswer, SlipWay
from repatria.core.law.custody import CustodyEvent
from repatria.core.law.custody_facts import Condition, CustodyState, DeathCause, HisPaper, ListEnd
from repatria.core.law.death_papers import DeathPaper, DeathPaperStep, PaperGoesTo
from repatria.core.law.disclosure import DisclosureVerdict
from repatria.core.law.effects import EffectsState, EffectsStep
from repatria.core.law.enquiry import ClosingReason, EnquiryState, KinshipEvidenceKind
from repatria.core.law.examination import HeldThen
from repatria.core.law.exchange_holding import DifferenceEnd as ListDifferenceEnd
from repatria.core.law.exchange_holding import DifferenceKind, HoldGround
from repatria.core.law.exchange_list import LineEvent, LineState, ListDirection, ListSide, RefusalGround
from repatria.core.law.exchange_outward import OutwardWord, ReleasedKind
from repatria.core.law.family_release import ReleaseState
from repatria.core.law.found_dead import FoundBy
from repatria.core.law.handover import Attestation, HandoverEvent, HandoverState, Signatory
from repatria.core.law.handover_asking import AskedPerson, RenewedAnswer
from repatria.core.law.handover_ending import EndingWay
from repatria.core.law.handover_incident import IncidentKind
from repatria.core.law.identification import CodedTo, ConsentUse, GivenBy, ProfileFlag
from repatria.core.law.identification_board import (
    FindingKind,
    FindingState,
    HypothesisState,
    InTheWay,
    Method,
    ReviewVerdict,
    Shown,
    Strength,
    Weighs,
)
from repatria.core.law.joins import JoinState, SeenAs
from repatria.core.law.judgement import JudgementConclusion, JudgementKind
from repatria.core.law.kinship_claim import ClaimStanding
from repatria.core.law.kinship_proof import ProofPaper
from repatria.core.law.kinship_proof import SeenAs as ProofSeenAs
from repatria.core.law.laissez_passer import PassEvent, PassFallen, PassState
from repatria.core.law.matrix import MATRIX, Audience
from repatria.core.law.matrix import Fact as Known
from repatria.core.law.messages import (
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
    Mark,
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
from repatria.core.law.parcels_beside import Beside
from repatria.core.law.release import Proceedings, ReleaseBasis, ReleaseOutcome
from repatria.core.law.release_papers import DecidedBy, GroundPaper, MedicalCategory
from repatria.core.law.remains import DiscFound, FindsTo, NeutralThere, RemainsKind
from repatria.core.law.remains_ashes import CremationState
from repatria.core.law.remains_containers import ContainerKind, ContainerState, ContainerStep
from repatria.core.law.remains_corrections import WrongEntry
from repatria.core.law.remains_graves import AshesGround, ExhumedFor, FragmentBurial, FragmentSampling, GraveKind
from repatria.core.law.remains_named import BurialGround
from repatria.core.law.remains_path import Elsewhere, ItemState, ItemStep
from repatria.core.law.remains_release import Inquiry, InquiryGoesTo, InquirySend
from repatria.core.law.remains_samples import SampleKind, SampleState, SampleStep
from repatria.core.law.return_batch import BatchEvent, BatchState, BatchWay
from repatria.core.law.return_count import Mismatch, MismatchEnd
from repatria.core.law.return_power import PowerState
from repatria.core.law.return_request import AskedFor, RequestEvent, RequestState
from repatria.core.law.return_scans import RowFault, ScanFlag, ScanFor
from repatria.core.law.roll import DifferenceEnd, Presence
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
from repatria.core.law.withholding import WithholdingGround, WithholdingState
from repatria.core.names.writing import flags_of
from repatria.core.vocabulary.arrivals import ArrivalCondition, Fact
from repatria.core.vocabulary.body_record import (
    TEETH,
    AgeClass,
    Aspect,
    BodyField,
    BodyGroup,
    Bone,
    BonePart,
    MarkKind,
    Region,
    Said,
    SexEstimate,
    Side,
    ToothCode,
)
from repatria.core.vocabulary.calls import CallState, FailedBecause, StoppedBecause
from repatria.core.vocabulary.certificates import CertificateField, DeathListKind, EffectsWord, FieldFrom
from repatria.core.vocabulary.errors import RepatriaError
from repatria.core.vocabulary.exchange_columns import HEADS
from repatria.core.vocabulary.letters import LetterClass
from repatria.core.vocabulary.lists import REASONS, SLOW_PATTERN
from repatria.core.vocabulary.notices import FAMILY_BY, RECEIVER_VISITS
from repatria.core.vocabulary.paper_words import PaperClass
from repatria.core.vocabulary.papers import CardHealth, NoticeItem, NoticeRecipient
from repatria.core.vocabulary.papers_graveside import FormSize, GravesideSheet
from repatria.core.vocabulary.papers_remains import LabelSize
from repatria.core.vocabulary.papers_returns import BatchSheet
from repatria.core.vocabulary.papers_telling import FoundOf
from repatria.core.vocabulary.particulars import Category, Given, Grade, ParticularKind
from repatria.core.vocabulary.pictures import PICTURE_WORDS
from repatria.core.vocabulary.places import PlaceKind
from repatria.core.vocabulary.relations import LATER, MEETING, RELATIONS
from repatria.core.vocabulary.written_dates import DateFlag
from repatria.doors.desk.enquiries.forms import CHANNELS
from repatria.doors.desk.frame.texts import LANGUAGES, MissingTextError, has, say, texts
from repatria.doors.desk.notices.pages import STATES
from repatria.doors.desk.register.forms import SOURCES
from repatria.doors.desk.returns.map import ScanState
from repatria.doors.jobs.arrivals import LINES
from repatria.doors.jobs.clocks import CLOCKS
from repatria.doors.jobs.comparing import Comparing
from repatria.doors.jobs.consequences import CONSUMERS
from repatria.doors.jobs.courier import INBOX
from repatria.doors.jobs.importing.profile import shipped_profiles
from repatria.doors.jobs.importing.running import LISTS, RowEnd
from repatria.doors.jobs.importing.spellings import SPELLINGS
from repatria.doors.jobs.matcher import CONSUMER as MATCHER
from repatria.doors.jobs.rounds import LETTERS
from repatria.records.access.moving import MigrationState
from repatria.records.access.role_table import HOUSE_ROLES, Role
from repatria.records.appeals.acts import WithdrawalReason
from repatria.records.arrivals.acts import CardFate, Settled
from repatria.records.clocks.reading import RULES
from repatria.records.disclosure.matrix_cells import MAY_BE, MISSING, NEVER, NO_LETTER, TOLD
from repatria.records.enquiries.acts import Asked as SaidByHer
from repatria.records.enquiries.acts import LostWords
from repatria.records.enquiries.services.later import CONFIRMED
from repatria.records.hotline.acts import CallBackEnd, FraudEnd, FraudKind
from repatria.records.hotline.services.recovery import WAYS
from repatria.records.identification.services.consents import OWN_SAMPLE, SEXES, pedigree_words
from repatria.records.identification.sought_acts import SoughtSays
from repatria.records.notices.acts import LetterKind

DESK, CORE_LAW = Path(repatria.doors.desk.__path__[0]), Path(repatria.core.__path__[0]) / "law"

DONE = (
    "recorded", "take_work", "give_work", "give_all_work", "away", "doubt_link", "annul_link", "uphold_link",
    "reopen_pair",
    "judge_claim", "check_evidence", "withhold", "agree_withholding", "end_withholding",
    "settle_wrong_telling", "capture", "custody", "propose_join", "record_join", "decline_join", "propose_parting",
    "record_parting", "settle_told", "particular", "annul", "evidence", "close", "approve_answer", "decide_answer",
    "search_for", "pair", "double", "settle_later",
    "propose_weights", "weights_again", "approve_weights", "adopt_weights", "withdraw_weights",
    "open_interview", "interview", "propose_switch", "approve_switch", "switch", "switch_off",
    "propose_appeal", "give_appeal_copy", "approve_appeal", "publish_appeal", "withdraw_appeal",
    "ask_second", "choose_note", "approve_note", "allow_note",
    "draft_letter", "approve_letter", "adopt_letter", "refuse_letter", "withdraw_letter_words",
    "draft_paper_words", "approve_paper_words", "adopt_paper_words", "refuse_paper_words", "withdraw_paper_words",
    "open_handover", "step",
    "open_handover", "step", "ask_again_alone", "plan_handover", "tell_her_ending", "tell_him_ending",
    "record_agreement", "end_agreement", "open_exchange_list", "close_exchange_list", "bring_version", "line_step",
    "lines_together", "resolve_line", "unresolve_line", "dispute_line", "settle_difference", "hand_on_difference",
    "record_crossing",
    "propose_annulment", "approve_annulment", "annul_crossing",
    "their_count", "propose_hold", "approve_hold", "hold_back", "review_hold", "approve_unasked_line",
    "propose_outgoing", "propose_held_back", "approve_outgoing", "release_list",
    "approve_handover", "deliver", "receipt_notice", "open_account", "propose_roles", "grant", "propose_reset",
    "type_record_sheet", "record_incident", "close_incident",
    "record_ground_paper", "withdraw_ground_paper", "medical_decision", "promise",
    "open_release", "approve_release", "complete_release", "cancel_release", "fitness", "disprove", "approve_disproof",
    "asked_again", "slip", "list_profile", "approve_vital_interest", "explain_count", "return_examined",
    "death_seen", "death_enquiry", "move_death_paper",
    "take_roll", "sign_roll", "correct_roll", "paper_roll", "missed_roll", "explain_difference", "see", "annul_seen",
    "bring_in", "take_visit_list", "visit_reference", "order_draw", "make_draw", "look_for", "explain_not_seen",
    "reported_alive",
    "care", "inspection", "visited", "health", "take_complaint", "forward_complaint", "chosen", "end_term",
    "delegate_letter", "letter_sent", "dissent",
    "type_form",
    "approve_post", "confirmed_post", "approve_erasure", "erase",
    "call_back", "rang", "approve_recovery", "give_code", "approve_telephone", "new_telephone", "approve_earlier",
    "open_earlier", "report_fraud", "settle_fraud", "propose_warning", "approve_warning", "switch_warning", "posted",
    "proceedings", "treatment", "account_statement", "card_became", "lay_out_card",
    "category", "facts", "internment_review", "rights_read", "health_grade", "take_effects", "effects_step", "correct",
    "document", "document_odd", "leave_together", "together", "approve_destruction", "destroy_sealed",
    "keep_photograph", "record_remains_site", "record_recovery", "record_remains_item",
    "record_found_dead", "withdraw_found_dead", "spoil_code", "seal_finds",
    "open_telling", "approve_reported", "add_asker", "end_telling", "approve_telling_end", "say_complete",
    "leave_to_receiver",
    "receiver_told", "allow_other_way", "approve_other_way", "approve_put_off",
    "plan_family_visit", "end_family_visit", "follow_family",
    "change_family_visit", "call_off_family_visit",
    "record_trained",
    "renew_trained", "open_wishes_round", "record_wishes",
    "write_hers", "receive_his", "her_agreement", "check_message", "their_check", "release_message",
    "ask_call_hers", "ask_call_his", "answer_call_his", "answer_call_hers", "verify_number", "book_call",
    "prepare_call", "put_call_off", "stop_call", "stop_call_hers", "log_call", "he_knew_her", "she_knew_him",
    "open_call_room", "open_call_line", "close_call_means", "settle_call_log", "see_call_halt",
    "wish_call_anew", "propose_call_policy", "agree_call_policy", "tell_call_policy",
    "authenticate_message", "message_step", "settle_look", "settle_matter", "say_wrong", "say_their_word",
    "announce_parcel", "register_arrival", "move_parcel", "settle_opening", "refuse_part", "give_parcel",
    "credit_money", "offer_mail", "say_opening", "settle_parcel", "ask_parcel_back", "keep_scan",
    "release_remains", "propose_release", "decline_release", "ask_release_back", "agree_release_back",
    "refuse_release_back",
    "make_return_request", "move_return_request", "plan_batch", "put_in_batch",
    "assert_power", "review_power", "withdraw_power", "put_containers", "take_out_container",
    "load_container", "bring_batch_list", "take_out_line",
    "check_batch_line", "batch_step", "batch_scans", "scan_into_batch", "begin_batch_count", "sign_batch_count",
    "issue_pass", "countersign_pass", "withdraw_pass", "decline_pass", "hand_pass", "tell_pass_withdrawn",
    "strike_scan", "approve_certificate", "lay_report", "confirm_family_visit",
    "their_batch_count", "compare_batch", "propose_batch_end", "approve_batch_end", "approve_batch_ending",
    "end_batch_difference",
    "enter_received",
    "move_finds", "keep_remains_picture", "remains_step", "open_store",
    "draw_certificate", "draw_person_certificate", "sign_certificate", "send_death_paper", "ask_withdrawal",
    "withdraw_certificate", "tell_withdrawal", "decline_withdrawal", "draw_death_list",
    "certify_death_list",
    "record_grave", "mark_grave", "agree_burial", "bury", "exhume", "cremate", "propose_cremation", "agree_cremation",
    "refuse_cremation", "measure_fragment", "set_fragment_policy",
    "take_sample", "sample_step", "open_inquiry", "report_inquiry", "record_statement",
    "send_inquiry", "read_labels_again",
    "record_container", "container_step",
    "record_consent", "withdraw_consent", "state_own_power", "receive_results", "settle_flag", "propose_frequencies",
    "agree_frequencies", "open_samples_round", "propose_coded", "make_coded", "receipt_coded",
    "take_sample", "sample_step", "examine_item", "examine_teeth", "examine_mark", "examine_bones",
    "tell_body", "tell_teeth", "tell_mark", "record_container", "container_step",
    "agree_frequencies", "propose_parts", "agree_parts", "undo_parts", "open_hypothesis", "lay_evidence",
    "record_review", "sign_conclusion", "decline_signature", "annul_conclusion", "withdraw_hypothesis",
    "propose_grave_right", "propose_step_right", "agree_entry_right", "refuse_entry_right",
    "propose_step_back", "propose_item_correction", "agree_correction", "refuse_correction",
    "uphold_conclusion", "propose_one_sought", "agree_one_sought", "undo_one_sought",
    "resolve_contradiction", "record_policy",
    "release_interview", "withdraw", "approve_abusive", "approve_duplicate", "propose_decision", "approve_decision",
    "decide_matter",
    "approve_emptying", "destroy_matter",
    "propose_migration", "approve_migration", "open_migration", "close_migration",
    "clash", "hand_over", "hand_over_differs", "open_shift", "enrol_device", "revoke_device",
    "account_cards", "annul_account",
    "approve_reset", "close_account", "open_place", "rename_place", "spell_place", "annul_spelling", "give_pad",
    "annul_pad", "close_place", "reopen_place", "password", "authenticator", "add_passkey", "remove_passkey",
)  # fmt: skip
"""The pages that act and go on: each says in its own words what was done."""

ASKED = {key.removeprefix("owed.") for key in texts() if key.startswith("owed.")}
"""Every kind of thing that is owed is also said as a verb, for one of them."""


def readings() -> set[str]:
    """Every question of which a reading act is left."""
    rooms = Path(repatria.records.__path__[0])
    sources = (path.read_text() for path in rooms.rglob("*.py"))
    return {word for source in sources for word in re.findall(r'question="([a-z_]+\.\?[a-z_]+)"', source)}


TABLES: dict[str, set[str]] = {
    "remains_release_state": set(ReleaseState), "pass_state": set(PassState), "pass_event": set(PassEvent),
    "pass_fallen": set(PassFallen), "cremation_state": set(CremationState),
    "elsewhere": set(Elsewhere),
    "coded_to": set(CodedTo), "coded_state": {"proposed", "made", "received", "differs"},
    "beside": set(BesideWord), "beside_group": set(BesideGroup), "beside_side": {"seen", "told"},
    "sample_given_by": set(GivenBy), "consent_use": set(ConsentUse), "profile_flag": set(ProfileFlag),
    "pedigree_word": {*pedigree_words(), OWN_SAMPLE}, "donor_sex": set(SEXES),
    "death_known": set(DeathKnown), "telling_owed_by": set(OwedBy), "telling_state": {"open", "ended"},
    "receiver_state": {"owes", "told", "not"}, "asker_state": {"waits", "excluded", "told", "not_found"},
    "call_side": set(CallSide), "call_way": set(CallWay), "call_urgency": set(CallUrgency),
    "call_state": set(CallState), "call_outcome": {"done", "failed", "stopped"},
    "call_because": {*TurnReason, *FailedBecause, *StoppedBecause}, "call_kind": {"telephone", "relay"},
    "call_agrees": {"yes", "no"}, "log_agrees": {"yes", "no"},
    "knew_each_other": {"yes", "no"}, "yes_no_calls": {"yes", "no"},
    "out_of_turn": set(OutOfTurn), "policy_because": set(PolicyReason),
    "policy_standing": {"proposed", "holds", "over"}, "shown_call": set(ShownCall),
    "weekday_short": set("0123456"),
    "message_way": set(MessageWay), "message_kind": set(MessageKind), "message_state": set(MessageState),
    "parcel_kind": set(ParcelKind), "parcel_state": set(ParcelState), "parcel_event": set(ParcelEvent),
    "parcel_not_given": set(ParcelNotGiven), "parcel_mark": {*Mark, *Present}, "part_why": set(PartWhy),
    "part_became": set(PartBecame), "shown_parcel": set(ShownParcel),
    "parcel_step": {*ParcelEvent, "announced", "listed", "opened", "given", "credited", "credited_said", "lost_said"},
    "parcel_matter": set(ParcelMatter), "trace_of": {"call", "part"}, "parcel_beside": set(Beside),
    "second_agrees": {"yes", "no"}, "message_matter": set(MatterKind),
    "message_event": set(MessageEvent), "message_channel": {"web", "clerk", "scan"}, "shown_step": set(ShownStep),
    "message_step": {"registered", "printed", "looked_ours", "looked_theirs", "authenticated",
                     *(set(MessageEvent) - {MessageEvent.ANSWERED})},
    "check_verdict": set(CheckVerdict), "withheld_because": set(WithheldBecause),
    "not_delivered": set(NotDelivered), "she_agrees": {"yes", "no"},
    "telling_way": set(TellingWay), "visit_end": {*VisitEnd, "called_off"}, "visit_purpose": set(VisitPurpose),
    "support_kind": set(SupportKind),
    "support_answer": set(SupportAnswer),
    "visit_note": {"paper", "followed_up", "support", "follow_off", *VisitChange},
    "parts_wish": set(PartsWish), "reported_by": set(ReportedBy),
    "asked_for": set(AskedFor), "request_state": set(RequestState), "request_event": set(RequestEvent),
    "power_state": set(PowerState), "power_verdict": {"agreed", "disputed"},
    "batch_way": set(BatchWay), "batch_state": set(BatchState), "batch_event": set(BatchEvent),
    "mismatch": set(Mismatch), "mismatch_end": set(MismatchEnd), "scan_flag": set(ScanFlag),
    "scan_for": set(ScanFor), "batch_sheet": set(BatchSheet),
    "row_fault": set(RowFault), "scan_state": set(ScanState), "scan_shape": set(ScanState),
    "finding_kind": set(FindingKind), "id_method": set(Method), "evidence_weighs": set(Weighs),
    "review_verdict": set(ReviewVerdict), "hypothesis_state": set(HypothesisState),
    "parts_state": {"proposed", "agreed", "undone"}, "sought_state": {"proposed", "agreed", "undo_asked", "undone"},
    "sought_says": set(SoughtSays), "in_the_way": set(InTheWay), "in_the_way_ends": set(InTheWay),
    "finding_strength": set(Strength), "finding_state": set(FindingState), "findings_shown": set(Shown),
    "board_word": {"evidence", "review", "signed", "declined", "resolved", "annulment", "upheld", "withdrawn"},
    "wrong_entry": set(WrongEntry), "correction_state": {"proposed", "agreed", "refused"}, "paper_found": set(FoundOf),
    "neutral_there": set(NeutralThere), "remains_kind": set(RemainsKind), "disc_found": set(DiscFound),
    "finds_to": set(FindsTo),
    "label_size": set(LabelSize), "item_state": set(ItemState), "item_step": set(ItemStep),
    "body_said": set(Said), "body_group": set(BodyGroup), "body_field": set(BodyField), "body_sex": set(SexEstimate),
    "tooth": {str(tooth) for tooth in TEETH}, "tooth_code": set(ToothCode), "mark_kind": set(MarkKind),
    "body_region": set(Region), "body_side": set(Side), "body_aspect": set(Aspect), "bone": set(Bone),
    "bone_part": set(BonePart), "bone_age": set(AgeClass),
    "held_then": set(HeldThen), "inquiry": set(Inquiry),
    "inquiry_goes_to": set(InquiryGoesTo), "inquiry_send": set(InquirySend),
    "certificate_field": set(CertificateField), "certificate_state": set(CertificateState),
    "certificate_cause": set(DeathCause), "certificate_effects": set(EffectsWord),
    "certificate_ashes": set(AshesGround), "field_from": set(FieldFrom), "sending_step": set(SendingStep),
    "death_list_kind": set(DeathListKind), "death_list_state": set(ListState),
    "graveside_sheet": set(GravesideSheet), "form_size": set(FormSize),
    "grave_kind": set(GraveKind), "exhumed_for": set(ExhumedFor), "ashes_ground": set(AshesGround),
    "burial_ground": set(BurialGround),
    "fragment_sampling": set(FragmentSampling), "fragment_burial": set(FragmentBurial),
    "sample_kind": set(SampleKind), "sample_state": set(SampleState), "sample_step": set(SampleStep),
    "container_kind": set(ContainerKind), "container_state": set(ContainerState),
    "container_step": set(ContainerStep),
    "list_direction": set(ListDirection), "list_side": set(ListSide), "list_yes": {"yes", "no"},
    "listed_state": set(LineState), "line_event": {*LineEvent, "resolved", "unresolved", "uncrossed"},
    "refusal_ground": set(RefusalGround),
    "hold_ground": set(HoldGround), "hold_record": {"stands", "gone"}, "hold_review": {"stands", "ends"},
    "list_difference": set(DifferenceKind), "list_difference_end": set(ListDifferenceEnd),
    "released_kind": set(ReleasedKind), "list_days": {"d30", "d90", "d180", "d365"},
    "outward_word": set(OutwardWord), "list_column": set(HEADS),
    "likeness": set(Likeness), "withholding_ground": set(WithholdingGround),
    "withholding_state": {*WithholdingState, "lapsed"}, "claim_standing": set(ClaimStanding),
    "evidence_holds": {"yes", "no"}, "proof_paper": set(ProofPaper), "proof_seen_as": set(ProofSeenAs),
    "fact": set(Known), "audience": {Audience.KIN, Audience.UNVERIFIED},
    "telling": {MATRIX[fact][one] for fact in Known for one in (Audience.KIN, Audience.UNVERIFIED)},
    "cell_now": {TOLD, MAY_BE, MISSING, NEVER, NO_LETTER},
    "particular": {*ParticularKind, *NoticeItem, FAMILY_BY, RECEIVER_VISITS},
    "given": set(Given), "grade": set(Grade), "category": set(Category),
    "custody_state": {*CustodyState, "listed"}, "custody_event": set(CustodyEvent), "outcome": set(ReleaseOutcome),
    "list_end": set(ListEnd), "his_paper": {one for one in HisPaper if one.startswith("proceedings")},
    "place_kind": set(PlaceKind), "place_state": {"open", "closed"},
    "condition": set(Condition), "health_grade": set(CardHealth),
    "care": set(CareKind), "illness": set(HealthGrade), "watching_body": set(WatchingBody),
    "complaint_about": set(ComplaintAbout), "chosen_by": set(ChosenBy),
    "effects_state": set(EffectsState), "effects_step": set(EffectsStep),
    "incident": set(IncidentKind), "ending_way": set(EndingWay), "ending_who": set(AskedPerson),
    "promise_said": {"gives", "takes_back"},
    "ground_paper": set(GroundPaper), "decided_by": set(DecidedBy), "medical_category": set(MedicalCategory),
    "basis": set(ReleaseBasis), "closing_reason": set(ClosingReason), "evidence": set(KinshipEvidenceKind),
    "slip_way": set(SlipWay),
    "about": set(ContactAbout), "answer": set(ContactAnswer), "judgement": set(JudgementKind),
    "conclusion": set(JudgementConclusion), "join_state": set(JoinState), "seen_as": set(SeenAs),
    "told": {"notice", "letter"}, "doubt_state": {"doubted", "annulled", "upheld"},
    "wrongly_told": {"letter", "lane", "posted", "handover", "asked"}, "withdrawal": set(WithdrawalReason),
    "paper_kind": {"capture_card", "statutory_notice"}, "sealed_thing": {"remark", "photograph"},
    "paper_about_him": set(HisPaper),
    "claim": {"contested", "joined", "judged", "number"},
    "double_judgement": set(JudgementKind), "double_conclusion": {"confirmed", "refused"},
    "verdict": set(DisclosureVerdict), "letter_kind": set(LetterKind),
    "note_way": set(NoteWay), "letter_class": set(LetterClass), "letter_goes": set(LetterClass),
    "paper_class": set(PaperClass),
    "letter_state": {"shipped", "drafted", "adopted", "refused", "withdrawn"},
    "recipient": set(NoticeRecipient), "handover_state": set(HandoverState), "handover_event": set(HandoverEvent),
    "signatory": set(Signatory), "renewed": set(RenewedAnswer),
    "role": set(Role) - HOUSE_ROLES, "relation": set(RELATIONS),
    "meeting": set(MEETING), "later": set(LATER),
    "later_confirmed": set(CONFIRMED),
    "lost_words": set(LostWords), "call_end": set(CallBackEnd), "recovery_how": set(WAYS),
    "fraud_kind": set(FraudKind), "fraud_end": set(FraudEnd),
    "channel": {*CHANNELS, "web", "portal"},
    "source": {*SOURCES, "list", "loss_list", "published_list", "register_file", "night_line", *FoundBy},
    "death_paper": set(DeathPaper), "death_paper_step": set(DeathPaperStep), "paper_goes_to": set(PaperGoesTo),
    "found_dead_state": {"named", "unnamed", "withdrawn"},
    "holds": {"yes", "no"},
    "is_her": {"yes", "no", "not_asked"}, "notice_state": {*STATES, "late"}, "account_state": {"open", "closed"},
    "service": set(HOUSE_ROLES), "reading": readings(), "tone": {"late"}, "clock": set(RULES),
    "migration_state": set(MigrationState),
    "consumer": {
        *(one.name for one in (*CONSUMERS, *Comparing().consumers())), INBOX, LETTERS, MATCHER, CLOCKS, LINES,
        SPELLINGS, LISTS,
    },
    "row_end": set(RowEnd), "row_reason": set(REASONS), "event": {"prisoner", "dead", "buried", "wounded", "returned"},
    "list_word": {"key", "event", "category", "power", "card_number", "holder", "captured_on", "captured_at"},
    "list_profile": {one.replace("-", "_") for one in shipped_profiles()},
    "list_change": {"new", "moved", "gone"}, "presence": set(Presence),
    "came": set(ArrivalCondition), "arrival_fact": set(Fact), "device_state": {"in_use", "revoked"},
    "card_fate": set(CardFate), "line_state": {*Settled, "recorded", "clash"},
    "cause": set(DeathCause), "proceedings": set(Proceedings), "fitness": {"fit", "unfit"},
    "card_ending": set(CardEnding), "card_copy": set(CardCopy),
    "askable": {"yes", "no"}, "sighting_kind": set(SightingKind), "difference_end": set(DifferenceEnd),
    "seen": {"seen", "not_seen"},
    "enquiry_state": set(EnquiryState) - {EnquiryState.DRAFT, EnquiryState.CLOSED},
    "done": set(DONE), "asked": ASKED,
    "certainty": {"asserted", "not_proven", "contradicted"}, "filter": {"all", "open"},
    "flag": {*flags_of(""), "impossible_date", "unread_date", "parted_otherwise"},
}  # fmt: skip
"""The tables of words: what the desk may be handed of each."""


def sources(*suffixes: str) -> str:
    """The desk's own code and templates."""
    return "\n".join(path.read_text() for path in sorted(DESK.rglob("*")) if path.suffix in suffixes)


def asked_keys() -> set[str]:
    """Every key that stands whole in code or templates."""
    tables = "|".join(sorted({key.partition(".")[0] for key in texts()} - {"refusal"}))
    found = re.findall(rf"""["']((?:{tables})\.(?!html)[a-z0-9_]+)["']""", sources(".py", ".html"))
    pages_of_refusals = {"page.stale_form", "page.missing", "page.fault"}
    return set(found) - pages_of_refusals


def quoted(*folders: Path) -> set[str]:
    """Every word that stands in quotation marks in the code below."""
    paths = [path for folder in folders for path in folder.rglob("*.py") if "migrations" not in path.parts]
    return {word for path in paths for word in re.findall(r'"([a-z_]+)"', path.read_text())}


def guard_words() -> set[str]:
    """What the law and the rooms call that which is missing."""
    found: set[str] = {attestation.value for attestation in Attestation}
    found |= {f"signed_by_{one}" for one in Signatory}
    for path in CORE_LAW.glob("*.py"):
        source = path.read_text()
        found |= set(re.findall(r'(?:need|OpenGuard|OpenGround)\((?:[^()"]|\([^()]*\))*?"([a-z_]+)"', source))
        found |= set(re.findall(r'what="([a-z_]+)"', source))
    return found


def field_names() -> set[str]:
    """The names of all fields that have no label of their own."""
    return set(re.findall(r'Field\(\s*name="([a-z_]+)"(?![^)]*label=)', sources(".py")))


def all_errors() -> set[type[RepatriaError]]:
    for package in (repatria.core, repatria.records, repatria.doors.desk):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith((".errors", ".matcher")):
                import_module(module.name)
    found, waiting = set(), [RepatriaError]
    while waiting:
        one = waiting.pop()
        found.add(one)
        waiting += one.__subclasses__()
    return found


def test_refuses_a_text_that_is_none() -> None:
    for key, language in (("page.eaten", "uk"), ("page.owed", "de"), ("", "en")):
        with pytest.raises(MissingTextError):
            say(language, key)


def test_every_text_stands_in_three_languages_with_the_same_places() -> None:
    for key, text in texts().items():
        assert set(LANGUAGES) == set(text)
        places = {
            language: sorted(filter(None, (p for _, p, _, _ in Formatter().parse(text[language])))) for language in text
        }
        assert places["uk"] == places["ru"] == places["en"], key
        assert all(one == one.strip() and "  " not in one for one in text.values()), key


def test_ukrainian_and_russian_are_written_in_their_own_letters() -> None:
    for key, text in texts().items():
        assert not set(text["uk"].lower()) & set("ыэёъ"), key
        assert not set(text["ru"].lower()) & set("іїєґ’"), key
        assert not re.search("[а-яіїєґ]", text["en"].lower()), key


def test_every_key_that_is_asked_exists() -> None:
    assert {key for key in asked_keys() if not has(key)} == set()
    assert len(asked_keys()) > 200


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_word_of_a_table_is_said(table: str) -> None:
    assert {word for word in TABLES[table] if not has(f"{table}.{word}")} == set()


def test_everything_that_the_law_can_miss_is_said() -> None:
    words = guard_words()

    assert {"two_approvals", "his_decision", "kinship_level", "switched_on", "no_guard_present"} <= words
    assert {word for word in words if not has(f"guard.{word}")} == set()


def test_every_field_has_its_label() -> None:
    labelled = {"person", "kind"}
    assert {name for name in field_names() - labelled if not has(f"field.{name}")} == set()


SHOWN_ROOMS = (
    "access",
    "register",
    "enquiries",
    "matching",
    "disclosure",
    "handover",
    "notices",
    "law",
    "desk",
    "roll",
    "welfare",
    "hotline",
    "returns",
)
BEHIND_THE_DESK = {
    "access.E001",  # a role forbids it: the family says so
    "register.E003", "enquiries.E003", "enquiries.E007", "matching.E005", "notices.E001", "notices.E005", "law.E012",
    *(f"access.E02{number}" for number in range(7)),  # said to machines: they call services by name, no page does
    *(f"access.E03{number}" for number in range(4)),  # said to a file of calls that moves in
}  # fmt: skip
"""Refusals that no page of the desk can meet: they answer services of the house, or are caught where they arise."""


def test_every_refusal_that_a_page_can_meet_has_its_own_sentence() -> None:
    met = {error.code for error in all_errors() if error.code.startswith(SHOWN_ROOMS)} - BEHIND_THE_DESK

    assert set() == {code for code in met if not has(f"refusal.{code}")}


@pytest.mark.parametrize("flag", ["apostrophe_variant", "bidi_control", "control_character", "digit_in_name", "emoji",
    "empty", "formula_like", "mixed_script", "one_letter", "very_long", "zero_width", *DateFlag,
    "cell_error", "corrected_since", "formula", "future_date", "number_cell", "unread_date"])  # fmt: skip
def test_every_flag_of_a_value_is_said(flag: str) -> None:
    assert has(f"flag.{flag}")


def test_no_text_lies_unused() -> None:
    rooms = Path(repatria.records.__path__[0])
    used = asked_keys() | {f"{table}.{word}" for table, words in TABLES.items() for word in words}
    used |= {f"guard.{word}" for word in guard_words() | quoted(CORE_LAW)}
    used |= {f"field.{word}" for word in quoted(DESK)} | {f"field.{one.name}" for one in fields(SaidByHer)}
    used |= {f"fault.{word}" for word in (*quoted(DESK, rooms, CORE_LAW), *PICTURE_WORDS, SLOW_PATTERN)}
    used |= {key for key in texts() if key.startswith(("refusal.", "flag."))}  # asked for in tests of their own

    assert set() == set(texts()) - used


def test_no_refusal_is_said_that_nothing_raises() -> None:
    raised = {error.code for error in all_errors()}
    said = {key.removeprefix("refusal.") for key in texts() if re.fullmatch(r"refusal\.[a-z]+\.E\d+", key)}

    assert set() == said - raised
