"""What each role may in the rooms that every bureau has: register, places, enquiries, hand-over, the house itself."""

from __future__ import annotations

from collections.abc import Mapping

from repatria.core.vocabulary.roles import Role

__all__ = ["ROWS"]

_ALL_OF_PLACES = frozenset({
    "places.open_place", "places.record_place_name", "places.record_spelling", "places.annul_spelling",
    "places.close_place", "places.annul_closing", "places.issue_pad", "places.annul_pad", "places.?places",
    "places.?open",
})  # fmt: skip
"""Which places there are decides who is on whose roll: the head and the administrators say it, and registrars how they
are written and who has which pad."""

_GROUNDS = frozenset({
    "register.record_ground_paper", "register.withdraw_ground_paper", "register.?ground_papers",
})  # fmt: skip
"""Laws on promises, agreements and the end of hostilities: the head and the legal adviser say that they stand."""

_INCIDENTS = frozenset({
    "handover.record_incident", "handover.close_incident", "handover.?incidents", "handover.type_record_sheet",
})  # fmt: skip
"""What went wrong at a hand-over: its officers, the head and the caseworkers record and clear it up, others watch."""

ROWS: Mapping[Role, frozenset[str]] = {
    Role.REGISTRAR: frozenset({
        "register.?ground_papers",
        "consequences.?open",
        "register.record_capture", "register.record_custody", "register.record_particular",
        "register.move_death_paper", "register.?death_papers",
        "register.record_found_dead", "register.withdraw_found_dead", "register.?found_dead",
        "register.record_listed", "register.record_listed_again", "register.record_list_profile",
        "register.annul_custody",
        "register.?place_list", "register.?journey_list",
        "register.open_release", "register.complete_release", "register.cancel_release", "register.disprove_report",
        "notices.issue_notice", "notices.deliver_notice",
        "register.explain_count", "register.?movement", "register.?sign_out_book",
        "register.record_reported_alive", "register.destroy_alive_report", "register.record_account",
        "register.record_correction", "register.record_document",
        "register.keep_photograph", "register.?photographs", "register.?photograph",
        "register.decide_category", "register.record_facts", "register.record_rights_read",
        "register.take_effects", "register.move_effects", "register.?effects",
        "register.?person", "register.?persons", "register.?release", "notices.?notices",
        "places.record_spelling", "places.annul_spelling", "places.issue_pad", "places.?places", "places.?open",
        "register.propose_join", "register.record_join", "register.decline_join", "register.propose_parting",
        "register.record_parting", "register.settle_told", "register.?joins",
        "arrivals.enrol_device", "arrivals.revoke_device", "arrivals.open_shift", "arrivals.hand_over_shift",
        "arrivals.settle_clash", "arrivals.?night", "register.record_card", "arrivals.account_for_cards",
        "register.lay_out_capture_card", "register.record_capture_card",
        "arrivals.annul_cards_account", "arrivals.?cards", "arrivals.?devices",
    }),
    Role.CAMP_OFFICER: frozenset({
        "register.record_capture", "register.record_custody", "register.?camp_roll", "places.?open",
        "register.?sign_out_book", "register.record_rights_read", "register.record_capture_card",
        "register.?place_list", "register.?journey_list",
        "register.take_effects", "register.move_effects", "register.?effects",
        "register.keep_photograph", "register.?photographs",  # and no camp is shown a face again
        "arrivals.open_shift", "arrivals.hand_over_shift", "arrivals.?night", "arrivals.?cards", "arrivals.?devices",
    }),
    Role.INTERVIEWER: frozenset({
        "register.record_contact_decision", "register.record_withdrawal", "register.receive_slip",
        "disclosure.?interview",
        "register.?interview_list", "register.record_capture_card",
        "handover.record_asked_again_alone", "handover.?asking", "register.record_promise",
        "handover.tell_him_ending", "handover.?endings",
    }),
    Role.HOTLINE_OPERATOR: frozenset({
        "enquiries.receive_enquiry", "notices.?released_letter",
        "hotline.ask_call_back", "hotline.record_call_back", "hotline.open_lane", "hotline.report_fraud",
        "hotline.?call_backs", "hotline.?line", "hotline.print_form", "hotline.?form",
    }),
    Role.CASEWORKER: frozenset({
        "consequences.?open",
        "enquiries.receive_enquiry", "enquiries.record_kinship_evidence", "enquiries.close_enquiry",
        "enquiries.close_as_abusive", "enquiries.close_as_duplicate", "enquiries.settle_later",
        "matching.search", "matching.propose_candidates", "disclosure.decide_answer",
        "handover.open_handover", "handover.accept_handover", "access.record_approval", *_INCIDENTS,
        "handover.tell_her_ending", "handover.?endings",
        "handover.print_information_letter",
        "enquiries.?enquiry", "enquiries.?enquiries", "disclosure.?answer", "handover.?handover",
        "notices.?letters",
        "hotline.ask_call_back", "hotline.record_call_back", "hotline.?call_backs", "hotline.?line",
        "hotline.give_recovery_code", "hotline.record_failed_recovery", "hotline.change_telephone",
        "hotline.open_earlier_letters", "hotline.confirm_post", "hotline.?recovery", "hotline.answer_caller",
        "hotline.report_fraud", "hotline.settle_fraud", "hotline.?fraud", "hotline.switch_warning",
        "hotline.print_form", "hotline.?form",
        "hotline.?warnings", "hotline.post_letter", "hotline.?post",
    }),
    Role.REVIEWER: frozenset({
        "matching.record_judgement", "matching.?pair", "matching.?pairs", "matching.search",
        "matching.judge_double", "matching.?doubles",
    }),
    Role.HEAD_OF_BUREAU: frozenset({
        "consequences.decide_consequence", "consequences.destroy_matter", "consequences.?open",
        "register.open_death_enquiry", "register.move_death_paper", "register.?death_papers",
        "register.?sealed_remarks", "register.?photographs", "register.?photograph",
        "enquiries.?erasures", "disclosure.decide_answer", "handover.switch_on", "handover.switch_off",
        "handover.authorise_handover", "handover.stop_handover", "access.record_approval", "access.destroy_key",
        "handover.?endings",
        "disclosure.?answer", "handover.?handover", "notices.?notices", "enquiries.?enquiry", "register.?person",
        "matching.adopt_weights", "matching.withdraw_weights", "matching.?weights", "register.?release",
        "disclosure.?vital_interest",
        "access.close_migration", "access.?migrations",
        *_ALL_OF_PLACES,
        "register.record_join", "register.decline_join", "register.record_parting", "register.?joins",
        "hotline.?line", "hotline.?fraud", "hotline.?recovery", "hotline.switch_warning", "hotline.?warnings",
        "access.give_work_of_others", "access.?workload",
        *_GROUNDS, *_INCIDENTS,
    }),
    Role.HANDOVER_OFFICER: frozenset({
        "consequences.?open",
        "handover.record_step", "handover.record_plan", "handover.?dossier", *_INCIDENTS,
        "handover.?identity", "handover.?face",  # while both are at the point
        "handover.tell_her_ending", "handover.tell_him_ending", "handover.?endings",
        "handover.print_information_letter",
        "handover.stop_handover", "handover.close_handover", "handover.?handover",
        "handover.follow_up", "hotline.answer_caller",
    }),
    Role.FAMILY_LIAISON: frozenset(),  # what `OF_TELLING` names
    Role.CENSOR: frozenset(),  # what `OF_CONTACT` names
    Role.DELEGATE: frozenset({
        "handover.?incidents",
        "register.?ground_papers",
        "notices.?notices", "notices.receipt_notice", "register.record_withdrawal", "register.receive_slip",
        "places.?places", "places.?open",
        "register.?joins", "register.?movement", "register.?sign_out_book", "arrivals.?cards", "register.?card_code",
        "register.?visit_list", "register.record_visit_list", "register.record_visit_reference",
        "register.?place_list", "register.?journey_list",
    }),
    Role.AUDITOR: frozenset({
        "handover.?incidents",
        "register.?ground_papers",
        "register.?joins",
        "consequences.?open", "access.?readings", "access.record_approval", "notices.?notices", "matching.?weights",
        "access.close_migration", "access.?migrations", "places.?places", "places.?open",
        "register.?movement", "register.?sign_out_book", "register.?sealed_remarks", "arrivals.?cards",
        "register.?card_code",
    }),
    Role.MEDICAL: frozenset({
        "register.record_treatment", "register.record_health_grade",
        "register.record_death_seen", "register.record_return_examined",
        "register.record_medical_decision", "register.record_fitness", "register.record_asked_again",
        "register.record_capture_card",
        "access.record_approval", "register.?release",
        "disclosure.?vital_interest", "register.?medical_list",
    }),
    Role.MORTUARY: frozenset(), Role.LABORATORY: frozenset(), Role.BOARD_EXPERT: frozenset(),  # the dead alone: see
    # OF_REMAINS and OF_IDENTIFICATION
    Role.LEGAL_ADVISER: frozenset({
        "access.record_approval", "register.?release", "register.record_proceedings",
        "register.decide_category", "register.record_internment_review", *_GROUNDS,
    }),
    Role.ADMINISTRATOR: frozenset({
        "access.open_account", "access.grant_roles", "access.close_account", "access.record_credential",
        "access.reset_credentials",
        "access.record_approval", "access.?accounts",
        "access.open_migration", "access.close_migration", "access.?migrations",
        *_ALL_OF_PLACES,
        "arrivals.revoke_device", "arrivals.?devices",  # computers, and nobody who came
    }),
    Role.MIGRATION: frozenset(),  # nothing by itself: what `MOVED_IN` names, under an approval that stands
    Role.COURIER: frozenset({
        "consequences.set_matter_aside", "consequences.record_drawn",
        "enquiries.receive_enquiry", "enquiries.record_papers", "enquiries.record_later",
        "enquiries.set_item_aside", "enquiries.erase_set_aside", "notices.record_round",
        "notices.issue_letter", "notices.?released_letter", "enquiries.?names",
        "notices.withhold_letter", "disclosure.stop_telling", "hotline.replace_words", "hotline.choose_note",
        "hotline.open_wave", "hotline.end_note", "hotline.?note_contacts", "hotline.report_fraud",
        "register.record_capture", "arrivals.take_line", "arrivals.refuse_line",  # lines of the field
        "contact.receive_hers", "contact.record_agreement", "contact.record_step", "contact.show_steps",
        "contact.announce_parcel", "contact.show_parcels",
        "contact.?laid",
    }),
    Role.MATCHER: frozenset({
        "consequences.set_matter_aside", "consequences.record_drawn",
        "matching.propose_candidates", "matching.propose_doubles", "register.?names", "enquiries.?names",
    }),
    Role.CLERKWORK: frozenset({
        "consequences.set_matter_aside", "consequences.record_drawn",
        "notices.issue_notice", "enquiries.record_kinship_evidence", "register.record_listed",
        "enquiries.destroy_military", "identification.destroy_profile",
        "identification.withdraw_erased", "identification.destroy_donor",
        "identification.record_comparison", "identification.record_finding", "identification.destroy_finding",
        "telling.end_annulled",  # whose name the board took back
        "notices.leave_to_agency",
        "register.record_listed_again", "register.destroy_alive_report",
        "register.record_capture",  # a register's own file, row by row, as `repatria import` reads it
        "register.record_custody", "notices.issue_letter", "clocks.move_clocks", "clocks.raise_alarm",
        "register.open_release", "register.complete_release", "register.cancel_release",  # over a hand-over only
        "appeals.withdraw_appeal",  # whose ground was switched off
    }),
}  # fmt: skip
