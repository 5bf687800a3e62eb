"""The role table: role x action, and how many different persons an action needs. Declared once, the only source.

Actions are `room.verb` names of services; questions are `room.?question` names of selectors that read sealed fields.
"""

from __future__ import annotations

from collections.abc import Mapping

from repatria.core.vocabulary.roles import Role

__all__ = [
    "APART", "APPROVERS", "HOUSE_ROLES", "MOVED_IN", "OF_ALL_STAFF", "READ_BEFORE", "ROLE_TABLE", "SECOND_PERSONS",
    "Role", "are_apart", "is_allowed", "may_approve",
]  # fmt: skip

HOUSE_ROLES = frozenset({Role.COURIER, Role.MATCHER, Role.CLERKWORK})
OF_ALL_STAFF = frozenset({
    "clocks.?owed", "access.take_work", "access.give_work", "access.give_all_work", "access.record_absence",
})  # fmt: skip
"""What every account of the staff may: ask what its own roles owe, by record numbers; take work and give it away."""

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

_ROWS: Mapping[Role, frozenset[str]] = {
    Role.REGISTRAR: frozenset({
        "register.?ground_papers",
        "consequences.?open",
        "register.record_capture", "register.record_custody", "register.record_particular",
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
        "register.open_death_enquiry", "register.?sealed_remarks", "register.?photographs", "register.?photograph",
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
    Role.FAMILY_LIAISON: frozenset(),  # what `_OF_TELLING` names
    Role.CENSOR: frozenset(),  # what `_OF_CONTACT` names
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
    # _OF_REMAINS and _OF_IDENTIFICATION
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

_TAKES_ROLLS = frozenset({
    "roll.record_paper_roll", "roll.record_missed_roll", "roll.close_difference", "roll.close_not_seen",
})  # fmt: skip
_SEES_MEN = frozenset({"roll.record_sighting", "roll.annul_sighting", "roll.?rolls", "roll.?quiet"})
_DRAWS = frozenset({
    "roll.open_draw", "roll.record_draw", "roll.record_not_seen", "roll.close_not_seen", "roll.?draws",
})  # fmt: skip
_OF_THE_ROLL: Mapping[Role, frozenset[str]] = {
    Role.CAMP_OFFICER: _TAKES_ROLLS | _SEES_MEN | {"roll.record_roll", "roll.record_second_signature"},
    Role.REGISTRAR: _TAKES_ROLLS | _SEES_MEN,
    Role.DELEGATE: _SEES_MEN | _DRAWS, Role.AUDITOR: _SEES_MEN | _DRAWS,
    Role.HEAD_OF_BUREAU: frozenset({"roll.?rolls", "roll.?quiet", "roll.?draws"}),
    Role.MEDICAL: frozenset({"roll.record_sighting"}),
}  # fmt: skip
"""Who keeps rolls, sees men and draws them: of a camp officer only what is his own place's."""

_OF_APPEALS: Mapping[Role, frozenset[str]] = {
    Role.HEAD_OF_BUREAU: frozenset({
        "appeals.publish_appeal", "appeals.withdraw_appeal", "appeals.give_copy", "appeals.?appeals",
    }),
    Role.LEGAL_ADVISER: frozenset({
        "appeals.publish_appeal", "appeals.withdraw_appeal", "appeals.give_copy", "appeals.?appeals",
    }),
    Role.DELEGATE: frozenset({"appeals.give_copy", "appeals.?appeals"}),
    Role.AUDITOR: frozenset({"appeals.?appeals"}),
}  # fmt: skip
"""Who speaks to all relatives at once: the head and the legal adviser, and no press service."""

_TAKES_CARE = frozenset({
    "welfare.record_care", "welfare.record_representative", "welfare.end_representative", "welfare.record_dissent",
    "welfare.record_letter", "welfare.send_letter", "welfare.?place",
})  # fmt: skip
_WATCHES = frozenset({
    "welfare.record_visit", "welfare.take_complaint", "welfare.?complaints", "welfare.record_dissent",
    "welfare.record_letter", "welfare.send_letter", "welfare.?place",
})  # fmt: skip
_OF_WELFARE: Mapping[Role, frozenset[str]] = {
    Role.CAMP_OFFICER: _TAKES_CARE, Role.REGISTRAR: _TAKES_CARE | {"welfare.record_visit"},
    Role.MEDICAL: frozenset({
        "welfare.record_inspection", "welfare.record_health", "welfare.take_complaint", "welfare.?place",
    }),
    Role.DELEGATE: _WATCHES | {"welfare.forward_complaint", "disclosure.?sent"},
    Role.AUDITOR: _WATCHES | {"enquiries.?erasures"},
    Role.INTERVIEWER: frozenset({"welfare.take_complaint", "disclosure.?sent"}),
    Role.HEAD_OF_BUREAU: frozenset({
        "welfare.forward_complaint", "welfare.?complaints", "welfare.?place", "disclosure.?sent",
    }),
}  # fmt: skip
"""Who enters how they live: a camp what it gave, a doctor whom she saw, those outside the camps what goes past them."""

_OF_LINKS: Mapping[Role, frozenset[str]] = {
    Role.CASEWORKER: frozenset({
        "enquiries.?find", "access.?read_by",
        "matching.doubt_link", "matching.?doubted_links", "disclosure.settle_wrong_telling", "matching.reopen_pair",
    }),
    Role.REVIEWER: frozenset({
        "matching.doubt_link", "matching.annul_link", "matching.uphold_link", "matching.?doubted_links",
        "matching.reopen_pair",
    }),
    Role.HEAD_OF_BUREAU: frozenset({
        "enquiries.?find", "enquiries.?figures", "access.?read_by", "access.see_all_readers",
        "matching.annul_link", "matching.uphold_link", "matching.?doubted_links", "matching.reopen_pair",
    }),
    Role.INTERVIEWER: frozenset({
        "matching.doubt_link", "matching.?doubted_links", "disclosure.settle_wrong_telling",
    }),
    Role.AUDITOR: frozenset({
        "matching.?doubted_links", "enquiries.?figures", "access.?read_by", "access.see_all_readers",
    }),
}  # fmt: skip
"""Who finds a family that calls, and never the hotline; who says that a link names the wrong man, who takes it away,
and who puts right what was told because of it."""

_JUDGES_CLAIMS = frozenset({"enquiries.judge_claim"})
_WITHHOLDS = frozenset({
    "disclosure.say_withholding", "disclosure.agree_withholding", "disclosure.end_withholding",
    "disclosure.?withholdings",
})  # fmt: skip
_OF_WITHHOLDING: Mapping[Role, frozenset[str]] = {
    Role.CASEWORKER: _WITHHOLDS | _JUDGES_CLAIMS, Role.HEAD_OF_BUREAU: _WITHHOLDS | _JUDGES_CLAIMS,
    Role.LEGAL_ADVISER: _WITHHOLDS - {"disclosure.say_withholding"},
    Role.INTERVIEWER: frozenset({
        "disclosure.say_withholding", "disclosure.say_his_never", "disclosure.?withholdings",
    }),
    Role.AUDITOR: frozenset({"disclosure.?withholdings"}),
}  # fmt: skip
"""Who says that one who asks is never to be told, and who agrees: those who know a court's or a danger; on his never
the interviewer alone, since any other would learn by trying whether he named anybody."""

_CHECKS_EVIDENCE = frozenset({"disclosure.check_evidence", "disclosure.?evidence"})
_OF_EVIDENCE: Mapping[Role, frozenset[str]] = {
    Role.REGISTRAR: _CHECKS_EVIDENCE, Role.HEAD_OF_BUREAU: _CHECKS_EVIDENCE,
    Role.AUDITOR: frozenset({"disclosure.?evidence"}),
}  # fmt: skip
"""Who checks a document or call about a man: those who keep his record, and none who knows who asks for him."""

_OF_NOTES: Mapping[Role, frozenset[str]] = {
    Role.CASEWORKER: frozenset({
        "hotline.choose_note", "hotline.report_bounce", "hotline.allow_note", "hotline.?notes",
    }),
    Role.HEAD_OF_BUREAU: frozenset({"hotline.allow_note", "hotline.?notes"}),
    Role.HOTLINE_OPERATOR: frozenset({"hotline.choose_note"}),
}  # fmt: skip
"""Who has to do with notes that there is a letter; the courier sends them."""

_SEES_LISTS = frozenset({"exchanges.?lists"})
_READS_LISTS = _SEES_LISTS | {"exchanges.?list", "exchanges.?waiting", "exchanges.?released"}
_AGREES = _READS_LISTS | {
    "exchanges.record_agreement",
    "exchanges.end_agreement",
    "exchanges.open_list",
    "exchanges.hold_back",
    "exchanges.review_hold",
    "exchanges.end_hold",
    "exchanges.?held_back",
    "exchanges.release_names",
    "exchanges.unresolve_line",
}
_OF_EXCHANGES: Mapping[Role, frozenset[str]] = {
    Role.REGISTRAR: _READS_LISTS | {
        "exchanges.open_list", "exchanges.record_version", "exchanges.resolve_line", "exchanges.unresolve_line",
        "exchanges.record_line",
        "exchanges.dispute_line", "exchanges.settle_difference", "exchanges.hand_on_difference",
        "exchanges.record_crossing", "exchanges.annul_crossing",
        "exchanges.record_their_count", "exchanges.close_list", "exchanges.release_names",
    },
    Role.LEGAL_ADVISER: _AGREES, Role.HEAD_OF_BUREAU: _AGREES | {"exchanges.hand_on_difference", "exchanges.?unasked"},
    Role.DELEGATE: _SEES_LISTS, Role.AUDITOR: _SEES_LISTS | {"exchanges.?released"},
    Role.MEDICAL: frozenset({"exchanges.?unasked"}),
}  # fmt: skip
"""Who has to do with lists from talks between the Parties: a registrar keeps them, the head and the legal adviser stand
for agreements, for whom is kept back and for what goes out; no camp, no interviewer and no caseworker reads them."""

_WRITES_LETTERS = frozenset({
    "notices.draft_letter", "notices.adopt_letter", "notices.refuse_letter", "notices.withdraw_letter_words",
    "notices.?letter_words",
})  # fmt: skip
_OF_LETTERS: Mapping[Role, frozenset[str]] = {
    Role.CASEWORKER: _WRITES_LETTERS, Role.HEAD_OF_BUREAU: _WRITES_LETTERS,
    Role.LEGAL_ADVISER: frozenset({"notices.refuse_letter", "notices.withdraw_letter_words", "notices.?letter_words"}),
    Role.AUDITOR: frozenset({"notices.?letter_words"}), Role.HOTLINE_OPERATOR: frozenset({"notices.?letter_words"}),
}  # fmt: skip
"""Who writes the words of letters: those who answer for them to families, and no press service."""

_WRITES_PAPERS = frozenset({
    "notices.draft_paper_words", "notices.adopt_paper_words", "notices.refuse_paper_words",
    "notices.withdraw_paper_words", "notices.?paper_words",
})  # fmt: skip
_OF_PAPERS: Mapping[Role, frozenset[str]] = {
    Role.CASEWORKER: _WRITES_PAPERS, Role.HEAD_OF_BUREAU: _WRITES_PAPERS, Role.REGISTRAR: _WRITES_PAPERS,
    Role.LEGAL_ADVISER: frozenset({
        "notices.refuse_paper_words", "notices.withdraw_paper_words", "notices.?paper_words",
    }),
    Role.AUDITOR: frozenset({"notices.?paper_words"}), Role.DELEGATE: frozenset({"notices.?paper_words"}),
}  # fmt: skip
"""Who writes the words of printed papers: those who hand them out; delegate and auditor read what was replaced."""

_SEES_REMAINS = frozenset({"remains.?remains"})
_READS_REMAINS = _SEES_REMAINS | {"remains.?item", "remains.?samples", "remains.?sample"}
_KEEPS_REMAINS = _READS_REMAINS | {
    "remains.read_labels_again",
    "remains.seal_finds",
    "remains.move_finds",
    "remains.keep_picture",
    "remains.record_step",
    "remains.open_store",
    "remains.pack",
    "remains.move_sample",
    "remains.record_grave",
    "remains.mark_grave",
    "remains.bury",
    "remains.exhume",
    "remains.measure_fragment",
    "remains.propose_correction",
    "remains.agree_correction",
}
_RECOVERS = _KEEPS_REMAINS | {
    "remains.record_site", "remains.record_recovery", "remains.record_item", "remains.spoil_code", "remains.?spoiled",
}  # fmt: skip
_OF_REMAINS: Mapping[Role, frozenset[str]] = {
    Role.CASEWORKER: frozenset({"remains.record_antemortem", "remains.?antemortem"}),
    Role.INTERVIEWER: frozenset({"remains.record_antemortem", "remains.?antemortem"}),
    Role.REGISTRAR: _RECOVERS, Role.MORTUARY: _KEEPS_REMAINS,
    Role.MEDICAL: _RECOVERS | {
        "remains.?picture", "remains.examine", "remains.take_sample", "remains.destroy_sample",
        "remains.propose_cremation", "remains.cremate",
        "remains.?antemortem",
    },
    Role.LABORATORY: frozenset({"remains.?samples", "remains.?sample", "remains.move_sample"}),
    Role.HEAD_OF_BUREAU: _READS_REMAINS | {
        "remains.?picture", "remains.open_inquiry", "remains.report_inquiry", "remains.set_fragment_policy",
        "remains.propose_correction", "remains.agree_correction", "remains.agree_cremation",
    },
    Role.LEGAL_ADVISER: _READS_REMAINS,
    Role.DELEGATE: _SEES_REMAINS, Role.AUDITOR: _SEES_REMAINS | {"remains.?samples"},
}  # fmt: skip
"""Who has to do with the dead: a registrar and a doctor record them, the mortuary keeps, packs and buries them, a
doctor alone examines, takes or destroys a sample and, once the head agreed, burns them; the head alone says what is a
small fragment, the laboratory has samples by their codes and nothing else, a doctor and the head alone see a
photograph; no camp, no caseworker and nobody who speaks with families reads where they lie."""

_SEES_SAMPLES = frozenset({"identification.?samples"})
_GIVES_SAMPLES = _SEES_SAMPLES | {
    "identification.?sample", "identification.record_consent", "identification.withdraw_consent",
}  # fmt: skip
_SEEK_ONE = frozenset({
    "identification.?one_sought", "identification.propose_one_sought", "identification.agree_one_sought",
    "identification.undo_one_sought", "identification.?sought_words",
})  # fmt: skip
_OF_IDENTIFICATION: Mapping[Role, frozenset[str]] = {
    Role.LABORATORY: _SEES_SAMPLES | {
        "identification.?pedigree",
        "identification.?profile", "identification.receive_results", "identification.record_profile",
        "identification.settle_flag", "identification.propose_frequencies", "identification.agree_frequencies",
        "identification.?findings", "identification.?finding", "identification.propose_parts",
        "identification.agree_parts", "identification.undo_parts", "identification.?whom_next",
        "identification.?coded", "identification.propose_coded", "identification.make_coded",
        "identification.receipt_coded",
    },
    Role.BOARD_EXPERT: _SEES_SAMPLES | _READS_REMAINS | _SEEK_ONE | {
        "remains.?antemortem", "identification.?beside", "identification.?whom_next", "identification.?pedigree",
        "identification.?profile", "identification.settle_flag", "identification.agree_frequencies",
        "remains.?samples", "remains.?sample",
        "identification.?findings", "identification.?finding", "identification.propose_parts",
        "identification.agree_parts", "identification.undo_parts", "identification.?hypotheses",
        "identification.?hypothesis", "identification.open_hypothesis", "identification.withdraw_hypothesis",
        "identification.lay_evidence", "identification.resolve_contradiction", "identification.record_review",
        "identification.sign_conclusion", "identification.decline_signature", "identification.annul_conclusion",
        "identification.print_report",
        "identification.uphold_conclusion",
        "identification.?coded", "identification.propose_coded", "identification.make_coded",
    },
    Role.MEDICAL: frozenset({
        "identification.?hypotheses", "identification.?hypothesis", "identification.lay_evidence",
        "identification.?beside",
    }),
    Role.CASEWORKER: _GIVES_SAMPLES | _SEEK_ONE,
    Role.HEAD_OF_BUREAU: _SEES_SAMPLES | {
        "identification.state_own_power", "identification.record_policy", "identification.?hypotheses",
        "identification.?whom_next", "identification.open_samples_round",
        "identification.?hypothesis", "identification.annul_conclusion", "identification.uphold_conclusion",
        "identification.?coded",
    },
    Role.AUDITOR: _SEES_SAMPLES | {"identification.?hypotheses", "identification.?one_sought"},
}  # fmt: skip
"""Who has to do with who the dead are: the laboratory and the board's experts alone see a profile or a pedigree; a
caseworker, who speaks with the family, records what she allowed and takes it back, and sees none."""

_SEES_CERTIFICATES = frozenset({"certificates.?certificates"})
_READS_CERTIFICATES = _SEES_CERTIFICATES | {"certificates.?certificate", "certificates.?death_list"}
_WITHDRAWS = frozenset({"certificates.ask_withdrawal", "certificates.withdraw_certificate"})
_OF_CERTIFICATES: Mapping[Role, frozenset[str]] = {
    Role.MEDICAL: _READS_CERTIFICATES | _WITHDRAWS | {"certificates.draw_certificate", "certificates.sign_certificate"},
    Role.REGISTRAR: _READS_CERTIFICATES | {
        "certificates.draw_certificate", "certificates.draw_death_list", "certificates.send_death_paper",
        "certificates.tell_withdrawal",
    },
    Role.HEAD_OF_BUREAU: _READS_CERTIFICATES | _WITHDRAWS | {
        "certificates.tell_withdrawal",
        "certificates.sign_certificate", "certificates.certify_death_list", "certificates.send_death_paper",
    },
    Role.LEGAL_ADVISER: _READS_CERTIFICATES | _WITHDRAWS | {"certificates.sign_certificate"},
    Role.AUDITOR: _SEES_CERTIFICATES,
}  # fmt: skip
"""Who certifies a death: a doctor draws up and signs, the head or the legal adviser signs beside the doctor; a
registrar draws up lists, the head certifies them; two who sign withdraw one that fell."""
_SEES_RETURNS = frozenset({"returns.?returns"})
_COUNTS = _SEES_RETURNS | {
    "returns.?batch", "returns.?counting", "returns.check_line", "returns.take_scans", "returns.begin_count",
    "returns.sign_count", "returns.enter_received", "returns.end_difference",
    "returns.?power", "returns.assert_power",
}  # fmt: skip
_ASKS_FOR_RETURN = _SEES_RETURNS | {
    "returns.?batch", "returns.?release", "returns.?request",
    "returns.make_request", "returns.move_request", "returns.plan_batch",
    "returns.end_difference", "returns.?power", "returns.review_power",
}  # fmt: skip
_SEES_RELEASES = frozenset({"returns.?releases"})
_PROPOSES_RELEASE = _SEES_RELEASES | {
    "returns.?proposed_release", "returns.propose_release", "returns.decline_release",
}  # fmt: skip
_GIVES_REMAINS = _SEES_RELEASES | {
    "returns.?proposed_release", "returns.?release", "returns.release_remains", "returns.decline_release",
    "returns.ask_release_back", "returns.agree_release_back",
}  # fmt: skip
_OF_RETURNS: Mapping[Role, frozenset[str]] = {
    Role.CASEWORKER: _PROPOSES_RELEASE, Role.FAMILY_LIAISON: _PROPOSES_RELEASE,
    Role.REGISTRAR: _COUNTS | _GIVES_REMAINS | {
        "returns.?request", "returns.plan_batch", "returns.put_in", "returns.bring_list", "returns.take_out",
        "returns.record_batch_step", "returns.record_their_batch_count", "returns.compare_sides",
        "returns.withdraw_power",
    },
    Role.MEDICAL: _COUNTS | _SEES_RELEASES | {"returns.review_power"},
    Role.MORTUARY: _COUNTS | _GIVES_REMAINS,
    Role.HEAD_OF_BUREAU: _ASKS_FOR_RETURN | _PROPOSES_RELEASE | {
        "returns.ask_release_back", "returns.agree_release_back",
    },
    Role.LEGAL_ADVISER: _ASKS_FOR_RETURN | _SEES_RELEASES,
    Role.DELEGATE: _SEES_RETURNS | _SEES_RELEASES, Role.AUDITOR: _SEES_RETURNS | _SEES_RELEASES,
}  # fmt: skip
"""Who has to do with the return of the dead: a registrar keeps batches, a registrar, doctor or mortuary
counts who has not seen the list, the head and the legal adviser speak with an intermediary; nobody who speaks with
families reads a list. To whom remains go says who may read what she wishes; who reads the labels gives them."""

_SEES_TELLINGS = frozenset({"telling.?tellings"})
_READS_TELLINGS = _SEES_TELLINGS | {"telling.?telling"}
_VISITS = _READS_TELLINGS | {
    "telling.plan_visit", "telling.end_visit", "telling.follow_up", "telling.print_paper", "telling.record_wishes",
    "telling.confirm_visit", "telling.change_visit", "telling.call_off_visit",
    "telling.?wishes",
}  # fmt: skip
_OF_TELLING: Mapping[Role, frozenset[str]] = {
    Role.FAMILY_LIAISON: _VISITS | {"telling.allow_other_way", "access.record_approval"},
    Role.CASEWORKER: _READS_TELLINGS | {
        "telling.open_telling", "telling.tell_reported", "telling.add_asker", "telling.end_telling",
        "telling.end_reported", "telling.attest_certificate",
        "telling.leave_to_receiver",
        "telling.allow_other_way",
        "telling.record_wishes", "telling.?wishes",
    },
    Role.HEAD_OF_BUREAU: _READS_TELLINGS | {
        "telling.open_telling", "telling.tell_reported", "telling.add_asker", "telling.end_telling",
        "telling.end_reported", "telling.attest_certificate",
        "telling.say_complete", "telling.confirm_visit",
        "telling.allow_other_way",
        "telling.record_visitor", "telling.open_wishes_round", "telling.leave_to_receiver", "telling.?wishes",
    },
    Role.DELEGATE: _SEES_TELLINGS | {"telling.record_receiver"}, Role.AUDITOR: _SEES_TELLINGS,
}  # fmt: skip
"""Who tells a death: the family liaison alone goes and says what was said; who opens the case does not; what the other
Party's side did comes by the delegate."""

_CARRIES = frozenset({
    "contact.say_wrong", "contact.record_step", "contact.receive_his", "contact.?his_messages",
})  # fmt: skip
_TAKES_HERS = frozenset({"contact.receive_hers", "contact.record_agreement", "contact.announce_parcel"})
_OF_CONTACT: Mapping[Role, frozenset[str]] = {
    Role.CENSOR: frozenset({
        "contact.check_message", "contact.release_message", "contact.?to_check", "contact.?ages", "contact.settle_look",
        "contact.?look_waiting",
    }),
    Role.CAMP_OFFICER: _CARRIES | {
        "contact.print_message", "contact.?camp_post", "contact.register_arrival", "contact.move_parcel",
        "contact.say_opening", "contact.settle_opening", "contact.refuse_part", "contact.give_parcel",
        "contact.credit_money", "contact.?camp_parcels", "contact.offer_mail",
    },
    Role.REGISTRAR: frozenset({"contact.offer_mail"}),
    Role.INTERVIEWER: frozenset({"contact.receive_his", "contact.?first_words", "contact.?his_messages"}),
    Role.HOTLINE_OPERATOR: _TAKES_HERS,
    Role.CASEWORKER: _CARRIES | _TAKES_HERS | {
        "contact.record_their_check", "contact.authenticate_message", "contact.?message", "contact.?ages",
        "contact.say_their_word", "contact.settle_matter", "contact.?matter_waiting",
        "contact.move_parcel", "contact.?parcel",
    },
    Role.HEAD_OF_BUREAU: frozenset({
        "contact.release_message", "contact.?message", "contact.?ages", "contact.settle_look", "contact.say_wrong",
        "contact.settle_matter", "contact.?look_waiting", "contact.?matter_waiting", "contact.?parcel",
        "contact.move_parcel",
    }),
    Role.DELEGATE: frozenset({"contact.record_their_check", "contact.?ages", "contact.say_their_word"}),
    Role.AUDITOR: frozenset({"contact.?ages"}),
}  # fmt: skip
"""Who does what of messages: who looks sees words and no enquiry, the camp prints and hands over and sees no address,
the interviewer sees that words wait and not what they say, and caseworkers see the whole way."""

APART: Mapping[Role, frozenset[Role]] = {
    Role.CENSOR: frozenset({Role.CAMP_OFFICER, Role.INTERVIEWER, Role.CASEWORKER, Role.HOTLINE_OPERATOR}),
}
"""Roles that one account never holds beside the first: whoever looks at messages has nothing to do with whom they are
from or to (GC III art. 76; decision 0081)."""
_SEES_CALLS = frozenset({"contact.?call_day", "contact.?call_list", "contact.?call_figures"})
_AT_THE_ROOM = frozenset({
    "contact.prepare_call", "contact.log_call", "contact.stop_call", "contact.put_call_off",
    "contact.?call_codes", "contact.?his_calls",
})  # fmt: skip
_POLICY = frozenset({"contact.propose_call_policy", "contact.agree_call_policy", "contact.?call_policy"})
_OF_CALLS: Mapping[Role, frozenset[str]] = {
    Role.CAMP_OFFICER: _SEES_CALLS | _AT_THE_ROOM | {
        "contact.open_call_means", "contact.ask_call_for_him", "contact.?call_policy",
    },
    Role.REGISTRAR: frozenset({"contact.open_call_means", "contact.?call_day", "contact.?call_list"}),
    Role.INTERVIEWER: frozenset({
        "contact.ask_call_for_him", "contact.answer_call_for_him", "contact.stop_call", "contact.say_he_knew_her",
        "contact.?calls_to_ask", "contact.?his_calls", "contact.?call_policy",
    }),
    Role.HOTLINE_OPERATOR: frozenset({"contact.ask_call_for_her", "contact.verify_number"}),
    Role.CASEWORKER: _SEES_CALLS | _AT_THE_ROOM | {
        "contact.ask_call_for_her", "contact.answer_call_for_her", "contact.book_call", "contact.verify_number",
        "contact.stop_call_for_her", "contact.say_she_knew_him", "contact.?call", "contact.?call_policy",
    },
    Role.HEAD_OF_BUREAU: _SEES_CALLS | _POLICY | {"contact.?call"},
    Role.LEGAL_ADVISER: _POLICY,
    Role.DELEGATE: frozenset({"contact.?call_figures", "contact.?call_policy", "contact.?call_list"}),
    Role.AUDITOR: frozenset({"contact.?call_figures", "contact.?call_policy", "contact.?call_list"}),
    Role.COURIER: frozenset({
        "contact.ask_call_for_her", "contact.answer_call_for_her", "contact.show_calls", "contact.?codes_laid",
    }),
    Role.CLERKWORK: frozenset({
        "contact.take_call_report", "contact.put_call_off", "contact.destroy_call_codes", "contact.?codes_laid",
    }),
}  # fmt: skip
"""Who does what of calls: a caseworker gives them their hour, an interviewer asks him, a camp has rooms and lines and
sees whom to bring when, and no name or address of hers; who looks at letters has nothing to do with them."""

ROLE_TABLE: Mapping[Role, frozenset[str]] = {
    role: (row | _OF_CALLS.get(role, frozenset())) if role in HOUSE_ROLES
    else row | OF_ALL_STAFF | _OF_THE_ROLL.get(role, frozenset())
    | _OF_WELFARE.get(role, frozenset()) | _OF_APPEALS.get(role, frozenset()) | _OF_LETTERS.get(role, frozenset())
    | _OF_PAPERS.get(role, frozenset())
    | _OF_NOTES.get(role, frozenset()) | _OF_LINKS.get(role, frozenset())
    | _OF_EXCHANGES.get(role, frozenset()) | _OF_REMAINS.get(role, frozenset()) | _OF_WITHHOLDING.get(role, frozenset())
    | _OF_IDENTIFICATION.get(role, frozenset())
    | _OF_CERTIFICATES.get(role, frozenset())
    | _OF_EVIDENCE.get(role, frozenset())
    | _OF_TELLING.get(role, frozenset()) | _OF_CONTACT.get(role, frozenset()) | _OF_CALLS.get(role, frozenset())
    | _OF_RETURNS.get(role, frozenset())
    for role, row in _ROWS.items()
}  # fmt: skip

MOVED_IN = frozenset({
    "register.record_capture", "register.record_custody", "register.record_listed", "register.record_particular",
    "register.record_listed_again",
    "places.open_place", "places.record_spelling", "places.issue_pad",
})  # fmt: skip
"""What the migration account may do by a file of calls, while an approval of two stands; of each service only the calls
that it declares fit for it."""

SECOND_PERSONS: Mapping[str, int] = {
    "access.grant_roles": 1,  # beside the administrator who proposes
    "access.reset_credentials": 1,  # beside the administrator who makes them, and never the account itself
    "access.destroy_key": 2,
    "access.open_migration": 2,  # beside the administrator who opens it
    "consequences.decide_consequence": 1,  # beside the head who decides
    "consequences.destroy_matter": 2,
    "disclosure.decide_answer": 2,
    "disclosure.tell_unasked": 2,  # a doctor and the head, each for herself; the law asks for one of each
    "enquiries.close_as_abusive": 1,  # beside the caseworker who closes it
    "enquiries.close_as_duplicate": 1,  # the same, where the law does not see one asking in both
    "register.complete_release": 2,  # beside the registrar who opened it and the one who completes it
    "register.disprove_report": 1,  # beside the registrar who says it
    "handover.switch_on": 2,
    "handover.authorise_handover": 2,
    "appeals.publish_appeal": 2,  # the head and the legal adviser; the law asks for one of each
    "exchanges.annul_crossing": 1,  # beside the registrar who takes it back
    "exchanges.hold_back": 1,  # beside who decides
    "exchanges.verify_unasked": 2,  # a doctor and the head, each for herself; the law asks for one of each
    "exchanges.release_names": 2,  # the head and the legal adviser; the law asks for one of each
    "returns.end_difference": 1,  # beside who ends it
    "returns.end_batch": 1,  # beside who closes it, or stops it under seals
    "hotline.allow_note": 2,
    "notices.adopt_letter": 2,  # and neither is who wrote it
    "notices.adopt_paper_words": 2,  # and neither is who wrote them
    "hotline.give_recovery_code": 1,  # beside the caseworker who rings her, or before whom she stands
    "hotline.change_telephone": 1,
    "hotline.open_earlier_letters": 1,
    "hotline.confirm_post": 1,
    "hotline.switch_warning": 2,  # beside whoever puts it into the letters of all
    "matching.adopt_weights": 1,  # beside the head who adopts them
    "telling.tell_reported": 1,  # beside who opens the case
    "telling.end_reported": 1,  # beside who ends it
    "telling.attest_certificate": 1,  # beside who opens the case
    "telling.allow_other_way": 1,
}
"""How many different approving persons an action needs before it may be done."""

APPROVERS: Mapping[str, frozenset[Role]] = {
    "access.grant_roles": frozenset({Role.ADMINISTRATOR}),
    "access.reset_credentials": frozenset({Role.ADMINISTRATOR, Role.HEAD_OF_BUREAU, Role.AUDITOR}),
    "access.destroy_key": frozenset({Role.HEAD_OF_BUREAU, Role.AUDITOR}),
    "access.open_migration": frozenset({Role.HEAD_OF_BUREAU, Role.AUDITOR}),
    "consequences.decide_consequence": frozenset({Role.AUDITOR}),  # from outside: a duty is said to be met otherwise
    "consequences.destroy_matter": frozenset({Role.HEAD_OF_BUREAU, Role.AUDITOR}),
    "disclosure.decide_answer": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU}),
    "disclosure.tell_unasked": frozenset({Role.HEAD_OF_BUREAU, Role.MEDICAL}),
    "enquiries.close_as_abusive": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU}),
    "enquiries.close_as_duplicate": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU}),
    "register.complete_release": frozenset({Role.HEAD_OF_BUREAU, Role.LEGAL_ADVISER, Role.MEDICAL}),
    "register.disprove_report": frozenset({Role.HEAD_OF_BUREAU}),
    "handover.switch_on": frozenset({Role.HEAD_OF_BUREAU, Role.CASEWORKER}),
    "handover.authorise_handover": frozenset({Role.HEAD_OF_BUREAU, Role.CASEWORKER}),
    "appeals.publish_appeal": frozenset({Role.HEAD_OF_BUREAU, Role.LEGAL_ADVISER}),
    "exchanges.annul_crossing": frozenset({Role.HEAD_OF_BUREAU, Role.LEGAL_ADVISER}),
    "exchanges.hold_back": frozenset({Role.HEAD_OF_BUREAU, Role.LEGAL_ADVISER}),
    "exchanges.release_names": frozenset({Role.HEAD_OF_BUREAU, Role.LEGAL_ADVISER}),
    "exchanges.verify_unasked": frozenset({Role.HEAD_OF_BUREAU, Role.MEDICAL}),  # whom nobody can ask
    "returns.end_difference": frozenset({Role.HEAD_OF_BUREAU, Role.LEGAL_ADVISER, Role.MEDICAL}),
    "returns.end_batch": frozenset({Role.HEAD_OF_BUREAU, Role.LEGAL_ADVISER, Role.MEDICAL}),
    "hotline.allow_note": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU}),
    "notices.adopt_letter": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU, Role.LEGAL_ADVISER}),
    "notices.adopt_paper_words": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU, Role.LEGAL_ADVISER}),
    "hotline.give_recovery_code": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU}),
    "hotline.change_telephone": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU}),
    "hotline.open_earlier_letters": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU}),
    "hotline.confirm_post": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU}),
    "hotline.switch_warning": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU}),
    "telling.tell_reported": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU}),
    "telling.end_reported": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU}),
    "telling.attest_certificate": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU}),
    "telling.allow_other_way": frozenset({Role.CASEWORKER, Role.HEAD_OF_BUREAU, Role.FAMILY_LIAISON}),
    "matching.adopt_weights": frozenset({Role.HEAD_OF_BUREAU, Role.AUDITOR}),  # nobody whose judgements they rest on
}
"""Whose approval of an action counts: those who know its ground. An action that stands not here nobody approves."""

READ_BEFORE: Mapping[str, str] = {
    "access.grant_roles": "access.?accounts",
    "access.open_migration": "access.?migrations",
    "consequences.decide_consequence": "consequences.?open",
    "consequences.destroy_matter": "consequences.?open",
    "disclosure.decide_answer": "disclosure.?answer",
    "disclosure.tell_unasked": "disclosure.?vital_interest",
    "enquiries.close_as_abusive": "enquiries.?enquiry",
    "enquiries.close_as_duplicate": "enquiries.?enquiry",
    "register.complete_release": "register.?release",
    "register.disprove_report": "register.?person",
    "handover.switch_on": "handover.?handover",
    "handover.authorise_handover": "handover.?handover",
    "appeals.publish_appeal": "appeals.?appeals",
    "exchanges.annul_crossing": "exchanges.?lists",
    "exchanges.hold_back": "exchanges.?held_back",
    "exchanges.release_names": "exchanges.?released",
    "exchanges.verify_unasked": "exchanges.?unasked",
    "returns.end_difference": "returns.?batch",
    "returns.end_batch": "returns.?batch",
    "hotline.allow_note": "hotline.?notes",
    "notices.adopt_letter": "notices.?letter_words",
    "notices.adopt_paper_words": "notices.?paper_words",
    "hotline.give_recovery_code": "hotline.?recovery",
    "hotline.change_telephone": "hotline.?recovery",
    "hotline.open_earlier_letters": "hotline.?recovery",
    "hotline.confirm_post": "hotline.?recovery",
    "hotline.switch_warning": "hotline.?warnings",
    "matching.adopt_weights": "matching.?weights",
    "telling.tell_reported": "telling.?telling",
    "telling.end_reported": "telling.?telling",
    "telling.attest_certificate": "telling.?telling",
    "telling.allow_other_way": "telling.?telling",
}
"""What stands before whoever approves: nobody approves what his role may not read. New credentials and the destruction
of a key have nothing to be read but the number that is approved."""


def is_allowed(roles: frozenset[Role], action: str) -> bool:
    """Whether any of the roles allows the action; an action that no row names is allowed to nobody."""
    return any(action in ROLE_TABLE[role] for role in roles)


def are_apart(roles: frozenset[Role]) -> bool:
    """Whether no two of these roles are those that one account never holds together."""
    return not any(role in roles and roles & others for role, others in APART.items())


def may_approve(roles: frozenset[Role], action: str) -> bool:
    """Whether any of the roles may approve the action for others; nobody approves one that no row names."""
    offices = roles & APPROVERS.get(action, frozenset())
    reads = action not in READ_BEFORE or is_allowed(roles, READ_BEFORE[action])
    return bool(offices) and reads and is_allowed(roles, "access.record_approval")
