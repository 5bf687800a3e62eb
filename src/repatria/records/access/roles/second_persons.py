"""Which actions want a second person, whose approval counts, and what he reads before."""

from __future__ import annotations

from collections.abc import Mapping

from repatria.core.vocabulary.roles import Role

__all__ = ["APPROVERS", "READ_BEFORE", "SECOND_PERSONS"]

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
    "telling.put_off_further": 1,  # beside who puts the visit off
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
    "telling.put_off_further": frozenset({Role.HEAD_OF_BUREAU, Role.FAMILY_LIAISON}),
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
    "telling.put_off_further": "telling.?telling",
}
"""What stands before whoever approves: nobody approves what his role may not read. New credentials and the destruction
of a key have nothing to be read but the number that is approved."""
