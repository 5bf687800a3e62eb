"""Who may open what: every address by every role as the role table says, a camp its own men, every reading a leaf."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.urls import ResolverMatch, resolve

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.doors.desk.frame import navigation, refusals
from repatria.doors.desk.frame.owed import counts_by
from repatria.doors.desk.frame.pages import pages
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.sessions import SessionStore
from repatria.doors.desk.urls import urlpatterns
from repatria.records.access.models import Account
from repatria.records.access.role_table import HOUSE_ROLES, Role, is_allowed
from repatria.records.access.services import close_account, grant_reference, grant_roles, record_approval
from repatria.records.register.selectors import custody_of
from repatria.records.register.services import record_custody
from tests.doors.desk.bureau import (
    BY_ROLE,
    Bureau,
    Whole,
    counting_once,
    enter,
    kinds_since,
    main_of,
    readings_since,
    refusal_on,
    text_of,
    tree_size,
    unlike_headers,
)

pytestmark = pytest.mark.django_db

NEEDED: dict[str, tuple[str, ...]] = {
    "place_figures": ("roll.?rolls",),
    "visit_list": ("register.?visit_list",), "take_visit_list": ("register.record_visit_list",),
    "visit_reference": ("register.record_visit_reference",), "place_list": ("register.?place_list",),
    "journey_list": ("register.?journey_list",),
    "list_profiles": ("register.record_list_profile",), "list_profile": ("register.record_list_profile",),
    "bring_in": ("register.record_listed_again",), "looked_at": ("register.record_listed_again",),
    "scan": (), "owed": (), "take_back": (),
    "open_number": (), "own": (), "password": (), "authenticator": (), "add_passkey": (),
    "remove_passkey": (), "recovery_codes": (), "keys": (), "forget_form": (),
    "wrong_links": ("matching.?doubted_links",), "wrong_link": ("matching.?doubted_links",),
    "doubt_link": ("matching.doubt_link",), "annul_link": ("matching.annul_link",),
    "uphold_link": ("matching.uphold_link", "matching.?doubted_links"),
    "settle_wrong_telling": ("disclosure.settle_wrong_telling", "matching.?doubted_links"),
    "claim": ("enquiries.?enquiry",), "judge_claim": ("enquiries.judge_claim", "enquiries.?enquiry"),
    "cells": ("disclosure.?answer",),
    "withholdings": ("disclosure.?withholdings",), "withholding": ("disclosure.?withholdings",),
    "evidence_of_person": ("disclosure.?evidence",), "check_evidence": ("disclosure.check_evidence",),
    "crossing": ("exchanges.?lists",), "propose_annulment": ("exchanges.annul_crossing", "exchanges.?lists"),
    "approve_annulment": ("access.record_approval", "exchanges.?lists"),
    "annul_crossing": ("exchanges.annul_crossing",),
    "reopen_pair": ("matching.reopen_pair", "matching.?doubted_links"),
    "withhold": ("disclosure.say_withholding",), "agree_withholding": ("disclosure.agree_withholding",),
    "end_withholding": ("disclosure.end_withholding", "disclosure.?withholdings"),
    "askers": ("disclosure.?answer",), "enquiry_figures": ("enquiries.?figures",), "read_by": ("access.?read_by",),
    "find_family": ("enquiries.?find",), "save_search": ("enquiries.?find",),
    "work": (), "take_work": (), "give_work": (), "give_all_work": ("access.give_work_of_others",),
    "away": ("access.give_work_of_others",),  # another's: of one's own every account gives away
    "search": ("matching.search",), "search_for": ("matching.search", "enquiries.?enquiry"),
    "capture": ("register.record_capture",), "look_again": ("register.record_capture",),
    "keep_capture": ("register.record_capture",), "forget_capture": ("register.record_capture",),
    "persons": ("register.?persons",), "person": ("register.?person",),
    "card": ("register.?person",), "cards": ("register.?person",),
    "lay_out_card": ("register.lay_out_capture_card",), "card_became": ("register.record_capture_card",),
    "particular": ("register.record_particular",),
    "disprove": ("register.disprove_report",),
    "approve_disproof": ("access.record_approval", "register.?person"),
    "releases": ("register.?release",), "release": ("register.?release",),
    "open_release": ("register.open_release",), "complete_release": ("register.complete_release",),
    "cancel_release": ("register.cancel_release",), "fitness": ("register.record_fitness",),
    "approve_release": ("access.record_approval", "register.?release"),
    "release_interview": ("register.record_contact_decision", "register.?interview_list"),
    "withdraw": ("register.record_withdrawal",), "asked_again": ("register.record_asked_again",),
    "vital_interest": ("disclosure.?vital_interest",),
    "approve_vital_interest": ("access.record_approval", "disclosure.?vital_interest"),
    "custody": ("register.record_custody",), "annul": ("register.annul_custody",),
    "proceedings": ("register.record_proceedings",), "treatment": ("register.record_treatment",),
    "account_statement": ("register.record_account",),
    "category": ("register.decide_category",), "facts": ("register.record_facts",),
    "internment_review": ("register.record_internment_review",), "rights_read": ("register.record_rights_read",),
    "meeting_day": ("handover.?handover",),
    "print_record_sheet": ("handover.?dossier",), "print_information_letter": ("handover.print_information_letter",),
    "type_record_sheet": ("handover.type_record_sheet", "handover.?handover"),
    "incidents": ("handover.?incidents",), "record_incident": ("handover.record_incident", "handover.?handover"),
    "close_incident": ("handover.close_incident",),
    "ground_papers": ("register.?ground_papers",), "record_ground_paper": ("register.record_ground_paper",),
    "withdraw_ground_paper": ("register.withdraw_ground_paper",),
    "medical_decision": ("register.record_medical_decision",), "promise": ("register.record_promise",),
    "erasures": ("enquiries.?erasures",), "erase": ("access.destroy_key", "enquiries.?erasures"),
    "approve_erasure": ("access.record_approval", "enquiries.?erasures"),
    "sealed": ("register.?sealed_remarks",), "destroy_sealed": ("access.destroy_key", "register.?sealed_remarks"),
    "approve_destruction": ("access.record_approval", "register.?sealed_remarks"),
    "leave_together": ("register.record_custody", "register.?journey_list"),
    "document": ("register.record_document",), "check_code": ("register.?card_code",),
    "together": ("notices.deliver_notice", "notices.?notices"),
    "doctor": ("register.record_health_grade",), "doctor_of": ("register.record_health_grade",),
    "adviser": ("register.record_proceedings",), "adviser_of": ("register.record_proceedings",),
    "face": ("handover.?face",), "tell_her_ending": ("handover.tell_her_ending", "handover.?endings"),
    "tell_him_ending": ("handover.tell_him_ending", "handover.?endings"),
    "photographs": ("register.?photographs",), "show_photograph": ("register.?photographs", "register.?photograph"),
    "keep_photograph": ("register.keep_photograph",),
    "correct": ("register.record_correction", "register.?person"),
    "effects": ("register.?effects",), "take_effects": ("register.take_effects",),
    "property_receipt": ("register.?effects",), "rights_sheet": ("register.record_rights_read",),
    "change_slip": ("register.record_rights_read",), "slip": ("register.receive_slip",),
    "effects_step": ("register.move_effects", "register.?effects"),
    "health_grade": ("register.record_health_grade",),
    "reported_alive": ("register.record_reported_alive",),
    "death_seen": ("register.record_death_seen",), "death_enquiry": ("register.open_death_enquiry",),
    "death_papers": ("register.?death_papers",), "move_death_paper": ("register.move_death_paper",),
    "sign_outs": ("register.?sign_out_book",), "return_examined": ("register.record_return_examined",),
    "movement": ("register.?movement",), "explain_count": ("register.explain_count",),
    "roll": ("register.?camp_roll",), "happened": ("register.record_custody",),
    "telephone": ("enquiries.receive_enquiry",), "receipt_sheet": ("enquiries.receive_enquiry",),
    "enquiries": ("enquiries.?enquiries",), "paper": ("enquiries.?enquiry",), "enquiry": ("enquiries.?enquiry",),
    "evidence": ("enquiries.record_kinship_evidence",), "settle_later": ("enquiries.settle_later",),
    "close": ("enquiries.close_enquiry",),
    "approve_abusive": ("access.record_approval", "enquiries.?enquiry"),
    "approve_duplicate": ("access.record_approval", "enquiries.?enquiry"),
    "approve_answer": ("access.record_approval", "disclosure.?answer"),
    "decide_answer": ("disclosure.decide_answer",), "open_handover": ("handover.open_handover",),
    "pairs": ("matching.?pairs",), "pair": ("matching.?pair",),
    "weights": ("matching.?weights",), "weights_version": ("matching.?weights",),
    "proposed_weights": ("matching.?weights",), "propose_weights": ("matching.adopt_weights",),
    "weights_again": ("matching.adopt_weights",), "adopt_weights": ("matching.adopt_weights",),
    "approve_weights": ("access.record_approval", "matching.?weights"),
    "withdraw_weights": ("matching.withdraw_weights",),
    "interviews": ("register.?interview_list",),
    "open_interview": ("register.record_contact_decision", "register.?interview_list"),
    "interview": ("register.record_contact_decision", "disclosure.?interview"),
    "approvals": ("access.record_approval",), "switches": ("handover.switch_on",),
    "propose_switch": ("handover.switch_on",), "proposed_switch": ("access.record_approval",),
    "approve_switch": ("access.record_approval",), "switch": ("handover.switch_on",),
    "switch_off": ("handover.switch_off",),
    "appeal_list": ("appeals.?appeals",), "proposed_appeal": ("appeals.?appeals",),
    "propose_appeal": ("appeals.publish_appeal",), "publish_appeal": ("appeals.publish_appeal",),
    "give_appeal_copy": ("appeals.give_copy",), "approve_appeal": ("access.record_approval",),
    "withdraw_appeal": ("appeals.withdraw_appeal",),
    "ask_second": ("hotline.give_recovery_code",),
    "note_choice": ("hotline.?notes",), "choose_note": ("hotline.choose_note",),
    "approve_note": ("access.record_approval", "hotline.?notes"), "allow_note": ("hotline.allow_note",),
    "letters": ("notices.?letter_words",), "letter_version": ("notices.?letter_words",),
    "draft_letter": ("notices.draft_letter",), "adopt_letter": ("notices.adopt_letter",),
    "approve_letter": ("access.record_approval", "notices.?letter_words"),
    "refuse_letter": ("notices.refuse_letter",), "withdraw_letter_words": ("notices.withdraw_letter_words",),
    "paper_words": ("notices.?paper_words",), "words_of_paper": ("notices.?paper_words",),
    "paper_sample": ("notices.?paper_words",), "paper_version": ("notices.?paper_words",),
    "paper_version_sample": ("notices.?paper_words",), "adopt_paper_words": ("notices.adopt_paper_words",),
    "draft_paper_words": ("notices.draft_paper_words", "notices.?paper_words"),
    "approve_paper_words": ("access.record_approval", "notices.?paper_words"),
    "refuse_paper_words": ("notices.refuse_paper_words",), "withdraw_paper_words": ("notices.withdraw_paper_words",),
    "handovers": ("handover.?handover",), "handover": ("handover.?handover",),
    "handover_record": ("handover.?handover",),
    "approve_handover": ("access.record_approval", "handover.?handover"),
    "ask_again_alone": ("handover.record_asked_again_alone",), "plan_handover": ("handover.record_plan",),
    "dossier": ("handover.?dossier",),
    "step": ("handover.record_step", "handover.?handover"),
    "joins": ("register.?joins",), "claims": ("register.?joins",),
    "join": ("register.?joins",), "propose_join": ("register.propose_join",),
    "record_join": ("register.record_join",), "record_parting": ("register.record_parting",),
    "decline_join": ("register.decline_join",), "propose_parting": ("register.propose_parting",),
    "settle_told": ("register.settle_told",),
    "doubles": ("matching.?doubles",), "double": ("matching.?doubles",),
    "notices": ("notices.?notices",), "notice": ("notices.?notices",), "notice_paper": ("notices.?notices",),
    "deliver": ("notices.deliver_notice", "notices.?notices"),
    "receipt_notice": ("notices.receipt_notice", "notices.?notices"),
    "accounts": ("access.?accounts",), "open_account": ("access.open_account",), "account": ("access.?accounts",),
    "propose_roles": ("access.grant_roles",), "grant": ("access.grant_roles",),
    "credentials": ("access.record_credential",), "propose_reset": ("access.reset_credentials",),
    "approve_reset": ("access.record_approval",), "close_account": ("access.close_account",),
    "migrations": ("access.?migrations",), "proposed_migration": ("access.?migrations",),
    "propose_migration": ("access.open_migration",), "open_migration": ("access.open_migration",),
    "approve_migration": ("access.record_approval", "access.?migrations"),
    "close_migration": ("access.close_migration",),
    "watch": ("access.?readings",),
    "exchanges": ("exchanges.?lists",), "agreement": ("exchanges.?lists",),
    "record_agreement": ("exchanges.record_agreement",), "end_agreement": ("exchanges.end_agreement",),
    "open_exchange_list": ("exchanges.open_list",), "exchange_list": ("exchanges.?list",),
    "close_exchange_list": ("exchanges.close_list",), "exchange_line": ("exchanges.?list",),
    "bring_version": ("exchanges.record_version",), "looked_at_version": ("exchanges.record_version",),
    "line_step": ("exchanges.record_line",), "lines_together": ("exchanges.record_line",),
    "unresolve_line": ("exchanges.unresolve_line",),
    "resolve_line": ("exchanges.resolve_line",), "dispute_line": ("exchanges.dispute_line",),
    "list_differences": ("exchanges.?lists",), "settle_difference": ("exchanges.settle_difference",),
    "hand_on_difference": ("exchanges.hand_on_difference",), "record_crossing": ("exchanges.record_crossing",),
    "their_count": ("exchanges.record_their_count",), "exchange_waiting": ("exchanges.?waiting",),
    "held_back": ("exchanges.?held_back",), "propose_hold": ("exchanges.hold_back",),
    "approve_hold": ("access.record_approval", "exchanges.?held_back"), "hold_back": ("exchanges.hold_back",),
    "review_hold": ("exchanges.review_hold",), "unasked_lines": ("exchanges.?unasked",),
    "approve_unasked_line": ("access.record_approval", "exchanges.?unasked"),
    "released_lists": ("exchanges.?released",), "released_list": ("exchanges.?released",),
    "propose_outgoing": ("exchanges.release_names", "exchanges.?released"),
    "propose_held_back": ("exchanges.release_names", "exchanges.?released"),
    "outgoing_list": ("exchanges.?released",),
    "approve_outgoing": ("access.record_approval", "exchanges.?released"),
    "release_list": ("exchanges.release_names",),
    "take_roll": ("roll.record_roll",), "rolls": ("roll.?rolls",), "daily_roll": ("roll.?rolls",),
    "sign_roll": ("roll.record_second_signature",), "correct_roll": ("roll.record_roll",),
    "paper_roll": ("roll.record_paper_roll",), "missed_roll": ("roll.record_missed_roll",),
    "explain_difference": ("roll.close_difference",), "roll_sheet": ("register.?camp_roll", "roll.?rolls"),
    "sent": ("disclosure.?sent",), "sent_sheet": ("disclosure.?sent",),
    "welfare": ("welfare.?place",), "place_welfare": ("welfare.?place",), "care": ("welfare.record_care",),
    "inspection": ("welfare.record_inspection",), "visited": ("welfare.record_visit",),
    "health": ("welfare.record_health",), "complaints": ("welfare.?complaints",),
    "take_complaint": ("welfare.take_complaint",), "complaint": ("welfare.?complaints",),
    "forward_complaint": ("welfare.forward_complaint",), "chosen": ("welfare.record_representative",),
    "end_term": ("welfare.end_representative",), "delegate_letter": ("welfare.record_letter",),
    "letter_sent": ("welfare.send_letter",), "dissent": ("welfare.record_dissent",),
    "keep_call": ("enquiries.receive_enquiry",), "forget_call": ("enquiries.receive_enquiry",),
    "paper_forms": ("hotline.print_form",), "type_form": ("enquiries.receive_enquiry", "hotline.?form"),
    "letter_sheet": ("hotline.?post",), "post_one": ("hotline.?post",),
    "calls": ("hotline.?call_backs",), "call_back": ("hotline.ask_call_back",), "rang": ("hotline.record_call_back",),
    "she_calls": ("contact.receive_hers",),
    "lane": ("hotline.open_lane",), "line": ("hotline.?line",), "lost_words": ("hotline.?recovery",),
    "approve_recovery": ("access.record_approval", "hotline.?recovery"), "give_code": ("hotline.give_recovery_code",),
    "approve_telephone": ("access.record_approval", "hotline.?recovery"),
    "new_telephone": ("hotline.change_telephone",),
    "approve_earlier": ("access.record_approval", "hotline.?recovery"),
    "approve_post": ("access.record_approval", "hotline.?recovery"), "confirmed_post": ("hotline.confirm_post",),
    "open_earlier": ("hotline.open_earlier_letters",), "caller_row": ("hotline.answer_caller",),
    "frauds": ("hotline.?fraud",), "report_fraud": ("hotline.report_fraud",), "fraud": ("hotline.?fraud",),
    "settle_fraud": ("hotline.settle_fraud",), "warning": ("hotline.?warnings",),
    "propose_warning": ("hotline.switch_warning",),
    "approve_warning": ("access.record_approval", "hotline.?warnings"),
    "switch_warning": ("hotline.switch_warning",), "post": ("hotline.?post",), "posted": ("hotline.post_letter",),
    "quiet": ("roll.?quiet",), "sightings": ("roll.?quiet",), "see": ("roll.record_sighting",),
    "annul_seen": ("roll.annul_sighting",), "draws": ("roll.?draws",), "draw": ("roll.?draws",),
    "order_draw": ("roll.open_draw",), "make_draw": ("roll.record_draw",), "draw_numbers": ("roll.?draws",),
    "draw_sheet": ("roll.?draws",), "look_for": ("roll.record_not_seen",), "explain_not_seen": ("roll.close_not_seen",),
    "places": ("places.?places",), "place": ("places.?places",), "open_place": ("places.open_place",),
    "rename_place": ("places.record_place_name",), "spell_place": ("places.record_spelling",),
    "annul_spelling": ("places.annul_spelling",), "give_pad": ("places.issue_pad",),
    "annul_pad": ("places.annul_pad",), "close_place": ("places.close_place",),
    "reopen_place": ("places.annul_closing",),
    "set_aside": ("consequences.?open",), "matter": ("consequences.?open",),
    "propose_decision": ("consequences.decide_consequence",), "decide_matter": ("consequences.decide_consequence",),
    "approve_decision": ("access.record_approval", "consequences.?open"),
    "approve_emptying": ("access.record_approval", "consequences.?open"),
    "destroy_matter": ("consequences.destroy_matter",),
    "arrivals": ("arrivals.?night",), "clash": ("arrivals.settle_clash",), "shifts": ("arrivals.?night",),
    "open_shift": ("arrivals.open_shift",), "hand_over": ("arrivals.hand_over_shift",),
    "devices": ("arrivals.?devices",), "enrol_device": ("arrivals.enrol_device",),
    "enrolled": ("arrivals.enrol_device",), "revoke_device": ("arrivals.revoke_device",),
    "card_pads": ("arrivals.?cards",), "pad_cards": ("arrivals.?cards",), "pad_sheet": ("arrivals.?cards",),
    "account_cards": ("arrivals.account_for_cards",), "annul_account": ("arrivals.annul_cards_account",),
    "return_requests": ("returns.?returns",), "return_request": ("returns.?request",),
    "make_return_request": ("returns.make_request",),
    "move_return_request": ("returns.move_request", "returns.?request"),
    "batches": ("returns.?returns",), "remains_releases": ("returns.?releases",),
    "propose_release": ("returns.propose_release",), "proposed_release": ("returns.?proposed_release",),
    "release_remains": ("returns.release_remains",), "decline_release": ("returns.decline_release",),
    "coffin_passes": ("returns.?pass",), "coffin_pass": ("returns.?pass",), "issue_pass": ("returns.issue_pass",),
    "countersign_pass": ("returns.countersign_pass",), "withdraw_pass": ("returns.withdraw_pass",),
    "decline_pass": ("returns.decline_pass",), "hand_pass": ("returns.hand_pass",),
    "tell_pass_withdrawn": ("returns.hand_pass",),
    "remains_release": ("returns.?release",), "ask_release_back": ("returns.ask_release_back",),
    "agree_release_back": ("returns.agree_release_back",), "refuse_release_back": ("returns.ask_release_back",),
    "batch": ("returns.?batch",), "batch_sheet": ("returns.?batch",),
    "batch_rejected": ("returns.?batch",),
    "plan_batch": ("returns.plan_batch",), "put_in_batch": ("returns.put_in",),
    "item_power": ("returns.?power",), "assert_power": ("returns.assert_power",),
    "review_power": ("returns.review_power",), "withdraw_power": ("returns.withdraw_power",),
    "put_containers": ("returns.put_in",), "take_out_container": ("returns.take_out", "returns.?batch"),
    "load_container": ("returns.take_scans", "returns.?batch"),
    "bring_batch_list": ("returns.bring_list",), "take_out_line": ("returns.take_out", "returns.?batch"),
    "check_batch_line": ("returns.check_line", "returns.?batch"), "batch_step": ("returns.record_batch_step",),
    "batch_scans": ("returns.take_scans",), "scan_into_batch": ("returns.take_scans",),
    "scans_kept": ("returns.take_scans",), "things_sought": ("returns.?returns",),
    "begin_batch_count": ("returns.begin_count",), "batch_counting": ("returns.?counting",),
    "sign_batch_count": ("returns.sign_count", "returns.?counting"),
    "strike_scan": ("returns.sign_count", "returns.?counting"),
    "their_batch_count": ("returns.record_their_batch_count",), "compare_batch": ("returns.compare_sides",),
    "propose_batch_end": ("returns.end_difference", "returns.?batch"),
    "approve_batch_end": ("access.record_approval", "returns.?batch"),
    "approve_batch_ending": ("access.record_approval", "returns.?batch"),
    "end_batch_difference": ("returns.end_difference", "returns.?batch"),
    "enter_received": ("returns.enter_received", "returns.?batch"),
    "remains": ("remains.?remains",), "remains_site": ("remains.?item",), "remains_recovery": ("remains.?item",),
    "tellings": ("telling.?tellings",), "family_visits": ("telling.?tellings",), "telling_of": ("telling.?tellings",),
    "telling": ("telling.?telling",), "family_visit": ("telling.?telling",), "trained_visitors": ("telling.?telling",),
    "wishes_rounds": ("telling.?wishes",), "family_wishes": ("telling.?wishes",),
    "open_wishes_round": ("telling.open_wishes_round",), "record_wishes": ("telling.record_wishes",),
    "open_telling": ("telling.open_telling",), "approve_reported": ("access.record_approval", "telling.open_telling"),
    "approve_certificate": ("access.record_approval", "telling.open_telling"),
    "death_reports": ("telling.?tellings",), "lay_report": ("telling.open_telling",),
    "death_report": ("telling.?telling",), "confirm_family_visit": ("telling.confirm_visit",),
    "add_asker": ("telling.add_asker",), "end_telling": ("telling.end_telling",),
    "approve_telling_end": ("access.record_approval", "telling.end_reported"),
    "say_complete": ("telling.say_complete",),
    "leave_to_receiver": ("telling.leave_to_receiver",), "receiver_told": ("telling.record_receiver",),
    "allow_other_way": ("telling.allow_other_way",),
    "approve_put_off": ("access.record_approval", "telling.put_off_further"),
    "approve_other_way": ("access.record_approval", "telling.allow_other_way"),
    "plan_family_visit": ("telling.plan_visit",), "change_family_visit": ("telling.change_visit",),
    "call_off_family_visit": ("telling.call_off_visit",), "end_family_visit": ("telling.end_visit",),
    "record_support": ("telling.record_support",), "put_follow_up_off": ("telling.put_follow_up_off",),
    "follow_family": ("telling.follow_up",), "print_telling_paper": ("telling.print_paper",),
    "record_trained": ("telling.record_visitor",), "renew_trained": ("telling.record_visitor",),
    "call_day": ("contact.?call_day",), "call_list": ("contact.?call_list",), "call_means": ("contact.?call_day",),
    "calls_to_ask": ("contact.?calls_to_ask",), "call_policies": ("contact.?call_policy",),
    "his_calls": ("contact.?his_calls",), "calls_arranged": ("contact.?call",), "calls_of": ("contact.?call",),
    "call_one": ("contact.?call",), "call_codes": ("contact.?call_codes",),
    "ask_call_hers": ("contact.ask_call_for_her",), "ask_call_his": ("contact.ask_call_for_him",),
    "answer_call_his": ("contact.answer_call_for_him",), "answer_call_hers": ("contact.answer_call_for_her",),
    "verify_number": ("contact.verify_number",), "book_call": ("contact.book_call",),
    "prepare_call": ("contact.prepare_call",), "put_call_off": ("contact.put_call_off",),
    "stop_call": ("contact.stop_call",), "stop_call_hers": ("contact.stop_call_for_her",),
    "log_call": ("contact.log_call",), "he_knew_her": ("contact.say_he_knew_her",),
    "she_knew_him": ("contact.say_she_knew_him",), "open_call_room": ("contact.open_call_means",),
    "open_call_line": ("contact.open_call_means",), "close_call_means": ("contact.open_call_means",),
    "call_at_place": ("contact.?call_day",), "calls_to_hear_of": ("contact.?calls_to_ask",),
    "wish_call_anew": ("contact.ask_call_for_her",), "settle_call_log": ("contact.log_call",),
    "call_halts": ("contact.?call_halts",), "see_call_halt": ("contact.see_call_halt",),
    "propose_call_policy": ("contact.propose_call_policy",), "agree_call_policy": ("contact.agree_call_policy",),
    "tell_call_policy": ("contact.tell_call_policy",),
    "messages": ("contact.?ages",), "messages_to_check": ("contact.?to_check",),
    "check_message": ("contact.check_message", "contact.?to_check"), "camp_post": ("contact.?camp_post",),
    "first_words": ("contact.?first_words",), "messages_of": ("contact.?message",), "message": ("contact.?message",),
    "his_messages": ("contact.?his_messages",), "write_hers": ("contact.receive_hers",),
    "receive_his": ("contact.receive_his",), "her_agreement": ("contact.record_agreement",),
    "their_check": ("contact.record_their_check",), "release_message": ("contact.release_message",),
    "authenticate_message": ("contact.authenticate_message",), "message_step": ("contact.record_step",),
    "print_message": ("contact.print_message",),
    "parcels": ("contact.?parcel",), "parcel": ("contact.?parcel",), "camp_parcels": ("contact.?camp_parcels",),
    "camp_parcel": ("contact.?camp_parcels",), "announce_parcel": ("contact.announce_parcel",),
    "register_arrival": ("contact.register_arrival",), "move_parcel": ("contact.move_parcel",),
    "say_opening": ("contact.say_opening",), "settle_opening": ("contact.settle_opening",),
    "refuse_part": ("contact.refuse_part",), "give_parcel": ("contact.give_parcel",),
    "credit_money": ("contact.credit_money",), "settle_parcel": ("contact.settle_parcel",),
    "ask_parcel_back": ("contact.ask_parcel_back",), "keep_scan": ("contact.keep_scan",),
    "scan_of_message": ("contact.?scan",), "his_trace_paper": ("contact.?his_messages",),
    "parcel_receipt": ("contact.?parcel",), "offer_mail": ("contact.offer_mail",),
    "looks_to_settle": ("contact.?look_waiting",), "matters_to_settle": ("contact.?matter_waiting",),
    "settle_look": ("contact.settle_look", "contact.?look_waiting"),
    "settle_matter": ("contact.settle_matter", "contact.?matter_waiting"),
    "say_wrong": ("contact.say_wrong",), "say_their_word": ("contact.say_their_word",),
    "remains_path": ("remains.?item",), "remains_stores": ("remains.?remains",),
    "remains_samples": ("remains.?samples",), "remains_item_samples": ("remains.?samples",),
    "remains_sample": ("remains.?sample",), "sample_label": ("remains.?sample",),
    "container_label": ("remains.?item",), "reference_label": ("identification.?sample",),
    "take_sample": ("remains.take_sample",), "sample_step": ("remains.move_sample", "remains.?sample"),
    "remains_containers": ("remains.?remains",), "record_container": ("remains.pack",),
    "remains_container": ("remains.?item",), "container_step": ("remains.pack",),
    "remains_leaving": ("remains.?item",), "open_inquiry": ("remains.open_inquiry",),
    "record_statement": ("remains.record_statement",), "send_inquiry": ("remains.send_inquiry",),
    "report_inquiry": ("remains.report_inquiry",), "read_labels_again": ("remains.read_labels_again",),
    "remains_body": ("remains.?item",), "remains_persons": ("remains.?item",), "sought_body": ("remains.?antemortem",),
    "examine_item": ("remains.examine", "remains.?item"), "examine_teeth": ("remains.examine", "remains.?item"),
    "examine_mark": ("remains.examine", "remains.?item"), "examine_bones": ("remains.examine", "remains.?item"),
    "tell_body": ("remains.record_antemortem", "remains.?antemortem"),
    "tell_teeth": ("remains.record_antemortem", "remains.?antemortem"),
    "tell_mark": ("remains.record_antemortem", "remains.?antemortem"),
    "certificates": ("certificates.?certificates",), "certificate": ("certificates.?certificate",),
    "certificate_sheet": ("certificates.?certificate",), "sign_certificate": ("certificates.sign_certificate",),
    "draw_certificate": ("certificates.draw_certificate", "certificates.?certificate"),
    "draw_person_certificate": ("certificates.draw_certificate", "certificates.?certificate"),
    "send_death_paper": ("certificates.send_death_paper",),
    "ask_withdrawal": ("certificates.ask_withdrawal",), "tell_withdrawal": ("certificates.tell_withdrawal",),
    "withdraw_certificate": ("certificates.withdraw_certificate",),
    "decline_withdrawal": ("certificates.withdraw_certificate",),
    "death_lists": ("certificates.?certificates",),
    "draw_death_list": ("certificates.draw_death_list",), "death_list": ("certificates.?death_list",),
    "certify_death_list": ("certificates.certify_death_list",), "death_list_sheet": ("certificates.?death_list",),
    "graveside_forms": ("remains.?remains",), "graveside_form": ("remains.?remains",),
    "mortuary_board": ("remains.?remains",), "incident": ("identification.?hypotheses",),
    "pedigree": ("identification.?pedigree",),
    "graves": ("remains.?remains",), "record_grave": ("remains.record_grave",), "grave": ("remains.?item",),
    "mark_grave": ("remains.mark_grave",), "bury": ("remains.bury",), "remains_rest": ("remains.?item",),
    "agree_burial": ("remains.agree_burial",),
    "exhume": ("remains.exhume",), "cremate": ("remains.cremate",),
    "propose_cremation": ("remains.propose_cremation",), "agree_cremation": ("remains.agree_cremation",),
    "refuse_cremation": ("remains.agree_cremation",), "measure_fragment": ("remains.measure_fragment",),
    "fragment_policies": ("remains.?remains",), "set_fragment_policy": ("remains.set_fragment_policy",),
    "open_store": ("remains.open_store",), "remains_step": ("remains.record_step",),
    "remains_labels": ("remains.record_item",), "remains_label": ("remains.record_item",),
    "found_dead_list": ("register.?found_dead",), "found_dead_one": ("register.?found_dead", "remains.?item"),
    "record_found_dead": ("register.record_found_dead", "remains.?item"),
    "withdraw_found_dead": ("register.withdraw_found_dead", "remains.?item"),
    "remains_item": ("remains.?item",), "show_remains_picture": ("remains.?item", "remains.?picture"),
    "record_remains_site": ("remains.record_site",), "record_recovery": ("remains.record_recovery", "remains.?item"),
    "record_remains_item": ("remains.record_item", "remains.?item"),
    "spoil_code": ("remains.spoil_code", "remains.?item"), "seal_finds": ("remains.seal_finds", "remains.?item"),
    "move_finds": ("remains.move_finds", "remains.?item"),
    "entries_put_right": ("remains.?item",), "propose_grave_right": ("remains.propose_correction", "remains.?item"),
    "propose_step_right": ("remains.propose_correction", "remains.?item"),
    "agree_entry_right": ("remains.agree_correction",), "refuse_entry_right": ("remains.propose_correction",),
    "item_corrections": ("remains.?item",), "propose_step_back": ("remains.propose_correction", "remains.?item"),
    "propose_item_correction": ("remains.propose_correction", "remains.?item"),
    "agree_correction": ("remains.agree_correction",), "refuse_correction": ("remains.propose_correction",),
    "keep_remains_picture": ("remains.keep_picture", "remains.?item"),
    "identification_samples": ("identification.?samples",), "sample": ("identification.?sample",),
    "record_consent": ("identification.record_consent",), "withdraw_consent": ("identification.withdraw_consent",),
    "state_own_power": ("identification.state_own_power",), "laboratory_results": ("identification.?samples",),
    "receive_results": ("identification.receive_results",), "refused_lines": ("identification.?profile",),
    "profile": ("identification.?profile",), "waiting_profiles": ("identification.?profile",),
    "settle_flag": ("identification.settle_flag",), "frequencies": ("identification.?samples",),
    "propose_frequencies": ("identification.propose_frequencies",),
    "agree_frequencies": ("identification.agree_frequencies",),
    "one_sought": ("identification.?one_sought",), "sought_link": ("identification.?sought_words",),
    "propose_one_sought": ("identification.propose_one_sought",),
    "agree_one_sought": ("identification.agree_one_sought",), "undo_one_sought": ("identification.undo_one_sought",),
    "findings": ("identification.?findings",), "finding": ("identification.?finding",),
    "parts": ("identification.?findings",), "propose_parts": ("identification.propose_parts",),
    "agree_parts": ("identification.agree_parts",), "undo_parts": ("identification.undo_parts",),
    "hypotheses": ("identification.?hypotheses",), "hypothesis": ("identification.?hypothesis",),
    "open_hypothesis": ("identification.open_hypothesis",), "lay_evidence": ("identification.lay_evidence",),
    "record_review": ("identification.record_review",),
    "sign_conclusion": ("identification.sign_conclusion", "identification.?hypotheses"),
    "decline_signature": ("identification.decline_signature",),
    "annul_conclusion": ("identification.annul_conclusion",),
    "uphold_conclusion": ("identification.uphold_conclusion",),
    "withdraw_hypothesis": ("identification.withdraw_hypothesis",),
    "resolve_contradiction": ("identification.resolve_contradiction",),
    "beside": ("identification.?beside",), "beside_item": ("identification.?beside",),
    "beside_family": ("identification.?beside",), "beside_both": ("identification.?beside",),
    "coded_files": ("identification.?coded",), "coded_file": ("identification.?profile",),
    "propose_coded": ("identification.propose_coded",), "make_coded": ("identification.make_coded",),
    "receipt_coded": ("identification.receipt_coded",),
    "print_report": ("identification.print_report",), "whom_next": ("identification.?whom_next",),
    "whom_next_family": ("identification.?whom_next",), "samples_rounds": ("identification.?samples",),
    "samples_round": ("identification.?samples",), "open_samples_round": ("identification.open_samples_round",),
    "policies": ("identification.?hypotheses",), "record_policy": ("identification.record_policy",),
}  # fmt: skip
"""What each address asks of the role table, said a second time and apart from the views."""

ROLES = [role for role in Role if role not in HOUSE_ROLES]
SEALED = ("Шевченко", "Сергій", "Шевчинко", "Мария", "Рыжий", "PA-417417", "Коваль", "CAMP-2", "passport")
"""What lies sealed, or tells where he is: nothing of it stands on a page that refuses."""


SCANS = {"Content-Security-Policy"}
"""What is unlike on the one page that may use a camera, which `first_page/test_scan.py` reads whole."""

READ_ONLY = frozenset({
    "looks_to_settle", "matters_to_settle", "parcels", "parcel", "camp_parcels", "camp_parcel",
    "scan_of_message", "his_trace_paper", "parcel_receipt",
    "call_day", "call_list", "call_means", "calls_to_ask", "call_policies", "his_calls", "calls_arranged", "calls_of",
    "call_one", "call_codes", "call_at_place", "calls_to_hear_of", "call_halts",
    "messages", "messages_to_check", "camp_post", "first_words", "messages_of", "message", "his_messages",
    "tellings", "family_visits", "telling_of", "telling", "family_visit", "trained_visitors", "wishes_rounds",
    "family_wishes",
    "remains_releases", "remains_release", "proposed_release", "coffin_passes", "coffin_pass",
    "return_requests", "return_request", "batches", "batch", "batch_sheet", "batch_rejected", "batch_counting",
    "item_power", "death_reports", "death_report", "one_sought", "sought_link", "item_corrections", "entries_put_right",
    "found_dead_list", "found_dead_one", "death_papers",
    "remains", "remains_site", "remains_recovery", "remains_item", "remains_path", "remains_stores",
    "remains_samples", "remains_item_samples", "remains_sample", "sample_label", "remains_containers",
    "remains_container", "remains_body", "remains_leaving", "remains_persons", "sought_body",
    "remains_labels", "remains_label", "container_label", "reference_label", "things_sought",
    "graveside_forms", "graveside_form", "graves",
    "mortuary_board", "incident", "pedigree",
    "grave", "remains_rest", "fragment_policies",
    "certificates", "certificate", "certificate_sheet", "death_lists", "death_list", "death_list_sheet",
    "beside", "beside_item", "beside_family", "beside_both",
    "whom_next", "whom_next_family", "samples_rounds", "samples_round", "coded_files", "coded_file",
    "identification_samples", "sample", "laboratory_results", "refused_lines", "profile", "waiting_profiles",
    "frequencies", "findings", "finding", "parts", "hypotheses", "hypothesis", "policies",
    "persons", "person", "card", "cards", "roll", "releases", "release", "ground_papers", "incidents", "meeting_day",
    "happened", "enquiries", "enquiry", "paper", "pairs",
    "interviews", "vital_interest", "movement", "sign_outs",
    "approvals", "switches", "proposed_switch",
    "appeal_list", "proposed_appeal", "handovers", "handover", "handover_record", "dossier", "notices", "notice",
    "notice_paper", "accounts", "account", "watch", "weights", "weights_version", "proposed_weights",
    "set_aside", "matter", "migrations", "scan", "withholdings", "withholding", "claim", "cells",
    "evidence_of_person", "crossing",
    "proposed_migration", "claims", "joins", "join", "doubles",
    "place_figures", "visit_list", "place_list", "journey_list",
    "arrivals", "shifts", "devices", "enrolled", "card_pads", "pad_cards", "pad_sheet",
    "welfare", "place_welfare", "complaints", "complaint", "sent", "sent_sheet",
    "places", "place", "effects", "photographs", "sealed", "erasures", "doctor_of", "adviser_of", "property_receipt",
    "rights_sheet",
    "calls", "line", "lost_words", "frauds", "fraud", "warning", "post", "letters", "letter_version",
    "paper_words", "words_of_paper", "paper_sample", "paper_version", "paper_version_sample",
    "change_slip",
    "note_choice",
    "list_profiles", "wrong_links", "wrong_link", "work", "askers",
    "enquiry_figures", "read_by",
    "exchanges", "agreement", "exchange_list", "exchange_line", "list_differences", "exchange_waiting", "held_back",
    "unasked_lines", "released_lists", "released_list", "outgoing_list",
})  # fmt: skip
"""Pages of no form: what is posted to them is not read."""


def allowed(role: Role, name: str) -> bool:
    return all(is_allowed(frozenset({role}), action) for action in NEEDED[name])


def in_a_frame(names: list[str]) -> set[tuple[Role, str]]:
    """Which refusals are looked at with the page around them: one of each address, by another role each time, and all
    of those whom the address lets in and something behind it refuses.
    """
    asked = {one.name: one.action for one in pages()}
    found = set()
    for place, name in enumerate(names):
        refused = [role for role in ROLES if not allowed(role, name)]
        found |= {(role, name) for role in refused if not asked[name] or is_allowed(frozenset({role}), asked[name])}
        found |= {(role, name) for role in refused[place % len(refused) :][:1]} if refused else set()
    return found


def without_frame(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    """A refusal as the reader is told it, without the menu and the foot of his role: these are one function's."""
    return HttpResponse(f"{template} {context}", status=status)


def asked_itself(account: Account, path: str, view: ResolverMatch) -> HttpResponse:
    """What the page of an address answers to an account that is signed in, without what stands before every page."""
    request = RequestFactory().get(path)
    request.user, request.session = account, SessionStore()  # type: ignore[assignment]
    answer: HttpResponse = view.func(request, *view.args, **view.kwargs)
    return answer


def test_every_address_of_the_desk_has_its_row() -> None:
    assert {one.name for one in urlpatterns} == {*NEEDED, "language"}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="who is refused is read from the role table alone")
def test_refuses_every_role_what_the_table_does_not_give_it_and_names_nothing(
    whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, wrong = whole.paths(), []
    posted_to = set(READ_ONLY)  # a page asks who may before it looks whether something was posted: once a page will do
    framed, views = in_a_frame(list(paths)), {name: resolve(path) for name, path in paths.items()}
    for role in ROLES:
        browser = whole.at(BY_ROLE[role])
        browser.get("/")
        himself = whole.staff_account(BY_ROLE[role])
        with_counts = next(name for name in paths if (role, name) in framed)
        for name, path in paths.items():
            if allowed(role, name):
                continue
            # What waits for this role is counted beside every menu, a refusal's too: on one of each role it is here.
            monkeypatch.setattr(navigation, "counts_by", counts_by if name == with_counts else lambda *_: ())
            monkeypatch.setattr(refusals, "render", render if (role, name) in framed else without_frame)
            size = tree_size()
            posted = [] if name in posted_to else [browser.post(path, {"reference": "x", "reason": "x"})]
            posted_to.add(name)
            through_the_door = [browser.get(path), *posted] if (role, name) in framed else posted
            # At the door stands one and the same for all; past it the page itself refuses, and is asked of every role.
            itself = [] if (role, name) in framed else [asked_itself(himself, path, views[name])]
            for page in (*through_the_door, *itself):
                spoken = [word for word in SEALED if word in main_of(page)]
                if page.status_code != 403 or spoken or size != tree_size():
                    wrong.append((role, name, page.status_code, spoken, kinds_since(size)))
            wrong += [(role, name, page.headers) for page in through_the_door if unlike_headers(page)]

    assert wrong == []


def test_opens_to_every_role_what_the_table_gives_it_and_speaks_after_a_reading_only(
    whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, wrong = whole.paths(), []
    # Of a man who answered for himself no doctor tries again, and nobody decides for him.
    unlike = {
        "letter_sheet": 409,
        "parcel_receipt": 409,  # her box does not say yet that it was given
        "draw_certificate": 409,  # nobody is named, and nobody of these died
        "draw_person_certificate": 409,
        "approve_emptying": 404,
        "destroy_matter": 404,
        "post_one": 409,
        "asked_again": 409,
        "vital_interest": 409,
        "receipt_sheet": 400,
        "print_telling_paper": 409,
        "settle_call_log": 409,  # nobody said how it ended
        "call_codes": 404,  # it is booked, and not prepared
        "print_message": 404,  # our State has not looked at it: to a camp it is not there
        "settle_look": 409,  # nothing is kept back
        "remove_passkey": 405,
        "recovery_codes": 405,
        "open_number": 400,
        "remains_release": 404,  # nothing was given in this thread
        "batch_counting": 409,  # no count was begun by any of these
        "sign_batch_count": 409,
        "strike_scan": 409,
    }
    led = {"sign_certificate", "certify_death_list", "telling_of", "leave_to_receiver", "open_wishes_round",
           "countersign_pass", "withdraw_pass",
           "scan_into_batch", "scans_kept", "compare_batch", "approve_batch_end", "approve_batch_ending",
           "end_batch_difference", "make_coded",
           "keep_capture", "forget_capture", "keep_call", "forget_call", "forget_form",
           "approve_recovery", "approve_earlier", "open_earlier", "approve_post", "confirmed_post", "approve_warning",
           "switch_warning", "posted",
           "lay_out_card",
           "approve_answer", "decide_answer", "approve_switch", "switch", "approve_handover", "grant", "credentials",
           "propose_reset", "approve_reset", "password", "authenticator", "add_passkey", "approve_weights",
           "adopt_weights", "approve_decision", "decide_matter", "approve_release",
           "approve_disproof", "withdraw", "approve_abusive", "approve_duplicate", "approve_vital_interest",
           "approve_migration",
           "open_migration", "record_join", "record_parting", "sign_roll", "make_draw", "take_back",
           "take_visit_list", "show_photograph", "face", "show_remains_picture", "approve_destruction",
           "approve_erasure",
           "approve_appeal", "publish_appeal", "approve_letter", "adopt_letter",
           "approve_paper_words", "adopt_paper_words",
           "close_exchange_list", "approve_annulment", "annul_crossing",
           "approve_hold", "hold_back", "approve_unasked_line", "looked_at_version",
           "approve_outgoing", "release_list",
           "approve_note", "ask_second", "take_work", "annul_link", "agree_withholding",
           "agree_parts", "agree_one_sought", "agree_correction", "agree_entry_right", "agree_release_back",
           "withdraw_certificate",
           "agree_cremation",
           "approve_reported", "save_search"}  # fmt: skip
    monkeypatch.setattr(navigation, "counts_by", counting_once())
    menu, seen = navigation._menu, set()
    opened: set[str] = set()
    for role in ROLES:
        browser = whole.at(BY_ROLE[role])
        for name, path in paths.items():
            if name in opened and connection.vendor != "sqlite":
                continue  # who asks is the role table's: the database answers a page's questions to any who may
            expected = unlike.get(name, 302 if name in led else 200)
            if not allowed(role, name) or (
                role is Role.CAMP_OFFICER and name in ("custody", "happened", "journey_list", "leave_together")
            ):
                continue  # refused: above; his own men only: below
            if name == "matter" and role in (Role.REGISTRAR, Role.HANDOVER_OFFICER):
                expected = 404  # this one concerns a caseworker
            if name in ("message_step", "say_wrong") and role is Role.CAMP_OFFICER:
                expected = 404  # nothing of it was printed for a camp
            if name == "give_work" and role is not Role.HEAD_OF_BUREAU:
                expected = 403  # it lies with none of these, and who could take it is not told to others
            opened.add(name)
            size = tree_size()
            # The menu of a role is one and the same: it stands around his first page, and around each page once.
            monkeypatch.setattr(navigation, "_menu", menu if role not in seen or name not in seen else lambda *_: [])
            seen |= {role, name}
            page = browser.get(path)
            if page.status_code != expected or set(unlike_headers(page)) != (SCANS if name == "scan" else set()):
                wrong.append((role, name, page.status_code, refusal_on(page)))
            spoken = [word for word in SEALED if word in main_of(page) and word != "CAMP-2"]
            if spoken and not readings_since(size):
                wrong.append((role, name, "speaks without a reading", spoken))

    assert wrong == []


def test_leads_everybody_who_is_not_signed_in_to_the_sign_in(whole: Whole, client: Client) -> None:
    paths = whole.paths()
    size, wrong = tree_size(), []
    for name, path in paths.items():
        for page in (client.get(path), client.post(path)):
            where = page.headers.get("Location", "")
            if not (page.status_code == 302 and where.startswith("/sign-in")) and page.status_code != 405:
                wrong.append((name, page.status_code, where))
            if any(word in text_of(page) for word in SEALED):
                wrong.append((name, "speaks"))

    assert wrong == []
    assert size == tree_size()


def test_a_role_that_was_taken_away_is_gone_at_the_next_page(bureau: Bureau) -> None:
    browser = bureau.at("registrar")
    assert browser.get("/persons").status_code == 200
    number = bureau.number("registrar")
    reference = grant_reference(number, [Role.DELEGATE])
    record_approval(bureau.by("administrator-2"), action="access.grant_roles", object_reference=reference)
    grant_roles(bureau.by("administrator-1"), account_id=number, roles=[Role.DELEGATE])

    assert browser.get("/persons").status_code == 403
    assert browser.get("/notices").status_code == 200


@pytest.mark.skipif(connection.vendor != "sqlite", reason="each of these pages is opened above")
def test_the_navigation_shows_what_may_be_opened_and_nothing_else(bureau: Bureau) -> None:
    for role in ROLES:
        browser = bureau.at(BY_ROLE[role])
        page = text_of(browser.get("/"))
        nav = page[page.index("<nav") : page.index("</nav>")]
        for one in urlpatterns:
            if ":" not in str(one.pattern) and f'href="/{one.pattern}"' in nav:
                assert allowed(role, one.name), (role, one.name)
                assert browser.get(f"/{one.pattern}").status_code == 200


@pytest.fixture
def held(bureau: Bureau) -> Bureau:
    """One man in CAMP-2."""
    bureau.capture()
    return bureau


def test_refuses_a_camp_officer_another_camps_man(held: Bureau) -> None:
    browser = held.at("camp-1")
    size = tree_size()
    typed = {"happened_at": "2026-05-03 10:00", "holder": "CAMP-1", "received_by": "me", "list_reference": "L"}
    for event in CustodyEvent:
        path = f"/persons/{held.person}/custody/{event}"
        for page in (browser.get(f"/roll/{held.person}"), browser.get(path), browser.post(path, typed)):
            assert page.status_code in (403, 404), event
            assert "CAMP-2" not in text_of(page), event

    assert size == tree_size()
    assert "CAMP-2" == custody_of(held.person).holder


def test_a_camp_officer_sees_his_own_camps_men_and_no_others(held: Bureau) -> None:
    assert held.person in text_of(held.at("camp-2").get("/roll"))
    assert held.person not in text_of(held.at("camp-1").get("/roll"))
    assert held.at("camp-2").get(f"/roll/{held.person}").status_code == 200


def test_an_officer_without_a_camp_sees_nobody(held: Bureau) -> None:
    held.staff.hire("camp-0", Role.CAMP_OFFICER)
    browser = held.at("camp-0")

    assert held.person not in text_of(browser.get("/roll"))
    assert browser.get(f"/roll/{held.person}").status_code == 403


def test_the_camp_to_which_a_man_is_on_the_way_may_receive_him_and_learns_no_more(held: Bureau) -> None:
    record_custody(
        held.by("registrar"), person_id=held.person, event=CustodyEvent.TRANSFER_ORDERED, happened_at=held.clock(),
        holder="CAMP-9",
        attested=CustodyAttested(
            list_reference="L-15", counted=1, listed=1, told_new_address=True, effects_go_with_him=True
        ),
    )  # fmt: skip
    record_custody(
        held.by("registrar"), person_id=held.person, event=CustodyEvent.DEPARTED, happened_at=held.clock(),
        attested=CustodyAttested(counted=1),
    )  # fmt: skip
    browser = held.at("camp-1")
    sought = browser.get("/number", {"number": held.person.lower()})
    assert f"/roll/{held.person}" == sought.headers["Location"]
    page = text_of(browser.get(f"/roll/{held.person}"))
    assert "CAMP-2" not in page and "CAMP-9" not in page
    assert f"/persons/{held.person}/custody/arrived" in page
    assert browser.get(f"/persons/{held.person}/custody/died").status_code == 403
    where = f"/persons/{held.person}/custody/arrived"
    assert enter(browser, where, holder="CAMP-3", received_by="me").status_code == 403

    assert enter(browser, where, holder="CAMP-1", received_by="me").status_code == 302
    assert "CAMP-1" == custody_of(held.person).holder


def test_the_camp_that_lent_a_man_sees_who_has_him_until_when_and_signs_him_in_again(held: Bureau) -> None:
    record_custody(
        held.by("camp-2"), person_id=held.person, event=CustodyEvent.SIGNED_OUT, happened_at=held.clock(),
        holder="COURT-4",
        attested=CustodyAttested(order_by="judge 4", due_back_at=instant_text(held.clock() + timedelta(hours=1))),
    )  # fmt: skip
    browser = held.at("camp-2")
    roll = text_of(browser.get("/roll"))
    assert held.person in roll and "COURT-4" in roll
    assert held.person not in text_of(held.at("camp-1").get("/roll"))
    assert 403 == held.at("camp-1").get(f"/roll/{held.person}").status_code
    page = text_of(browser.get(f"/roll/{held.person}"))
    assert "COURT-4" in page and f"/persons/{held.person}/custody/returned" in page
    assert f"/persons/{held.person}/custody/died" not in page

    assert (
        302
        == enter(
            browser, f"/persons/{held.person}/custody/returned", holder="CAMP-2", condition="unchanged"
        ).status_code
    )
    assert "CAMP-2" == custody_of(held.person).holder


def test_refuses_an_approval_of_a_hand_over_before_its_time_or_of_one_that_is_none(whole: Whole) -> None:
    whole.at("head-2")
    size = tree_size()
    page = whole.at("head-2").post(f"/hand-overs/{whole.handover}/approve")
    nowhere = whole.at("head-2").post(f"/hand-overs/{record_number('H', bytes(7))}/approve")

    assert (409, 404) == (page.status_code, nowhere.status_code)
    assert "law.E010" in refusal_on(page)
    assert "access.approval_recorded" not in kinds_since(size)


NOWHERE = (record_number("X", bytes(7)), "x", "'; --", "9" * 300, "%00", "é", "Ж", "a b", "..%2F", "%FF")
READERS = {
    "person": "registrar", "card": "registrar", "particular": "registrar", "custody": "registrar", "annul": "registrar",
    "happened": "registrar", "enquiry": "caseworker-1", "paper": "caseworker-1", "evidence": "caseworker-1",
    "close": "caseworker-1", "search_for": "caseworker-1", "open_handover": "caseworker-1", "pair": "reviewer-3",
    "open_interview": "interviewer", "interview": "interviewer", "ask_again_alone": "interviewer",
    "proposed_switch": "head", "switch_off": "head",
    "handover": "officer", "handover_record": "officer", "step": "officer", "notice": "registrar",
    "notice_paper": "registrar", "deliver": "registrar", "receipt_notice": "delegate", "account": "administrator-1",
    "propose_roles": "administrator-1", "close_account": "administrator-1", "matter": "caseworker-1",
    "propose_decision": "head",
}  # fmt: skip


def test_a_number_that_is_of_no_record_leads_nowhere(whole: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = (f"{whole.enquiry}:{whole.person}", whole.person, whole.enquiry, whole.paper, whole.proposal,
               whole.switch, whole.handover, whole.notice, whole.number("reviewer-3"), "recognition:7",
               whole.card)  # fmt: skip
    paths, wrong = whole.paths(), []
    for name, reader in READERS.items():
        for nowhere in NOWHERE:
            monkeypatch.setattr(navigation, "counts_by", counts_by if nowhere == NOWHERE[0] else lambda *_: ())
            path = reduce(lambda found, number, put=nowhere: found.replace(number, put), numbers, paths[name])
            page = whole.at(reader).get(path)
            if page.status_code != 404 or any(word in text_of(page) for word in SEALED):
                wrong.append((name, nowhere, page.status_code))

    assert wrong == []


def test_an_event_that_is_not_entered_by_hand_leads_nowhere(whole: Whole) -> None:
    for event in ("capture_reported", "annulled", "disproved", "eaten", "DIED"):
        assert whole.at("registrar").get(f"/persons/{whole.person}/custody/{event}").status_code == 404, event
        assert whole.at("officer").get(f"/hand-overs/{whole.handover}/step/{event}").status_code == 404, event


AFTER = ("-1", "0", "-5", "x", "²", "٣", "9" * 18, "9" * 19, "9" * 5000, "1.5", "", "\x00")


@pytest.mark.parametrize(("path", "name"), [
    ("/persons", "registrar"), ("/enquiries", "caseworker-1"), ("/notices", "registrar")])  # fmt: skip
def test_a_list_goes_on_after_anything(bureau: Bureau, path: str, name: str) -> None:
    for after in AFTER:
        asked = {"after": after, "state": after, "show": after, "held": after, "person": after}
        assert bureau.at(name).get(path, asked).status_code == 200, after


@pytest.mark.parametrize("typed", ["P-12345-67890-1", "P", "x" * 5000, "", "Ж-00000-00000-0", "<u>", "P-٣٣٣٣٣-00000-0"])
def test_a_mistyped_number_shows_its_fault(bureau: Bureau, typed: str) -> None:
    page = bureau.at("registrar").get("/number", {"number": typed})

    assert page.status_code == 400
    assert say("en", "fault.record_number") in text_of(page)
    assert "<u>" not in page.content.decode()


def test_every_one_wrong_character_of_a_number_is_seen(bureau: Bureau) -> None:
    right = record_number("P", bytes(range(7)))
    browser = bureau.at("registrar")
    assert f"/persons/{right}" == browser.get("/number", {"number": f" {right.lower()} "}).headers["Location"]
    for place in range(2, len(right)):
        if right[place] != "-":
            other = "7" if right[place] != "7" else "8"
            wrong = right[:place] + other + right[place + 1 :]
            assert browser.get("/number", {"number": wrong}).status_code == 400, wrong


READINGS: dict[str, tuple[str, str, str]] = {
    "person": ("registrar", "register.?person", "person"), "card": ("registrar", "register.?person", "person"),
    "persons": ("registrar", "register.?persons", "person"), "roll": ("camp-2", "register.?camp_roll", "person"),
    "enquiry": ("caseworker-1", "enquiries.?enquiry", "enquiry"),
    "enquiries": ("caseworker-1", "enquiries.?enquiries", "enquiry"),
    "paper": ("caseworker-1", "enquiries.?enquiry", "paper"),
    "search_for": ("caseworker-1", "enquiries.?enquiry", "enquiry"),
    "pair": ("reviewer-3", "matching.?pair", "pair"),
    "interviews": ("interviewer", "register.?interview_list", "person"),
    "open_interview": ("interviewer", "register.?interview_list", "person"),
    "interview": ("interviewer", "disclosure.?interview", "enquiry"),
    "handover": ("officer", "handover.?handover", "handover"),
    "handover_record": ("officer", "handover.?handover", "person"),
    "ask_again_alone": ("interviewer", "handover.?asking", "handover"),
    "tell_her_ending": ("caseworker-1", "handover.?endings", "handover"),
    "tell_him_ending": ("interviewer", "handover.?endings", "handover"),
    "dossier": ("officer", "handover.?dossier", "person"),
    "handovers": ("officer", "handover.?handover", "handover"),
    "notice": ("registrar", "notices.?notices", "notice"),
    "notice_paper": ("registrar", "notices.?notices", "notice"),
    "notices": ("registrar", "notices.?notices", "notice"),
}  # fmt: skip
"""Every page that opens sealed fields: who reads it, under which question, and which record the leaf must name."""


def test_every_page_of_sealed_fields_leaves_a_reading_that_names_the_record(whole: Whole) -> None:
    paths, wrong = whole.paths(), []
    for name, (reader, question, record) in READINGS.items():
        named = f"{whole.enquiry}:{whole.person}" if record == "pair" else getattr(whole, record)
        browser = whole.at(reader)
        size = tree_size()
        page = browser.get(paths[name])
        left = [records for asked, records in readings_since(size) if asked == question]
        if page.status_code != 200 or not any(named in records for records in left):
            wrong.append((name, page.status_code, left))

    assert wrong == []


def test_a_paper_of_hers_comes_as_a_file_and_never_as_a_page(whole: Whole) -> None:
    page: HttpResponse = whole.at("caseworker-1").get(f"/enquiries/papers/{whole.paper}")

    assert b"\xff\xd8\xff drawn" == page.content
    assert "application/octet-stream" == page.headers["Content-Type"]
    assert page.headers["Content-Disposition"].startswith("attachment;")


def test_an_operator_sees_nothing_of_what_the_house_knows(whole: Whole) -> None:
    browser = whole.at("hotline")
    for path in ("/", "/telephone", "/own"):
        assert not any(word in text_of(browser.get(path)) for word in SEALED)


def test_closing_ones_account_ends_every_page(bureau: Bureau) -> None:
    browser = bureau.at("auditor")
    close_account(bureau.by("administrator-1"), account_id=bureau.number("auditor"), reason="left")

    assert browser.get("/watch").headers["Location"].startswith("/sign-in")
