"""What each role may for the living: rolls, welfare, appeals, links, proofs, notes, exchanges, letters, papers."""

from __future__ import annotations

from collections.abc import Mapping

from repatria.core.vocabulary.roles import Role

__all__ = [
    "OF_APPEALS",
    "OF_EVIDENCE",
    "OF_EXCHANGES",
    "OF_LETTERS",
    "OF_LINKS",
    "OF_NOTES",
    "OF_PAPERS",
    "OF_THE_ROLL",
    "OF_WELFARE",
    "OF_WITHHOLDING",
]

_TAKES_ROLLS = frozenset({
    "roll.record_paper_roll", "roll.record_missed_roll", "roll.close_difference", "roll.close_not_seen",
})  # fmt: skip
_SEES_MEN = frozenset({"roll.record_sighting", "roll.annul_sighting", "roll.?rolls", "roll.?quiet"})
_DRAWS = frozenset({
    "roll.open_draw", "roll.record_draw", "roll.record_not_seen", "roll.close_not_seen", "roll.?draws",
})  # fmt: skip
OF_THE_ROLL: Mapping[Role, frozenset[str]] = {
    Role.CAMP_OFFICER: _TAKES_ROLLS | _SEES_MEN | {"roll.record_roll", "roll.record_second_signature"},
    Role.REGISTRAR: _TAKES_ROLLS | _SEES_MEN,
    Role.DELEGATE: _SEES_MEN | _DRAWS, Role.AUDITOR: _SEES_MEN | _DRAWS,
    Role.HEAD_OF_BUREAU: frozenset({"roll.?rolls", "roll.?quiet", "roll.?draws"}),
    Role.MEDICAL: frozenset({"roll.record_sighting"}),
}  # fmt: skip
"""Who keeps rolls, sees men and draws them: of a camp officer only what is his own place's."""

OF_APPEALS: Mapping[Role, frozenset[str]] = {
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
OF_WELFARE: Mapping[Role, frozenset[str]] = {
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

OF_LINKS: Mapping[Role, frozenset[str]] = {
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
OF_WITHHOLDING: Mapping[Role, frozenset[str]] = {
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
OF_EVIDENCE: Mapping[Role, frozenset[str]] = {
    Role.REGISTRAR: _CHECKS_EVIDENCE, Role.HEAD_OF_BUREAU: _CHECKS_EVIDENCE,
    Role.AUDITOR: frozenset({"disclosure.?evidence"}),
}  # fmt: skip
"""Who checks a document or call about a man: those who keep his record, and none who knows who asks for him."""

OF_NOTES: Mapping[Role, frozenset[str]] = {
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
OF_EXCHANGES: Mapping[Role, frozenset[str]] = {
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
OF_LETTERS: Mapping[Role, frozenset[str]] = {
    Role.CASEWORKER: _WRITES_LETTERS, Role.HEAD_OF_BUREAU: _WRITES_LETTERS,
    Role.LEGAL_ADVISER: frozenset({"notices.refuse_letter", "notices.withdraw_letter_words", "notices.?letter_words"}),
    Role.AUDITOR: frozenset({"notices.?letter_words"}), Role.HOTLINE_OPERATOR: frozenset({"notices.?letter_words"}),
}  # fmt: skip
"""Who writes the words of letters: those who answer for them to families, and no press service."""

_WRITES_PAPERS = frozenset({
    "notices.draft_paper_words", "notices.adopt_paper_words", "notices.refuse_paper_words",
    "notices.withdraw_paper_words", "notices.?paper_words",
})  # fmt: skip
OF_PAPERS: Mapping[Role, frozenset[str]] = {
    Role.CASEWORKER: _WRITES_PAPERS, Role.HEAD_OF_BUREAU: _WRITES_PAPERS, Role.REGISTRAR: _WRITES_PAPERS,
    Role.LEGAL_ADVISER: frozenset({
        "notices.refuse_paper_words", "notices.withdraw_paper_words", "notices.?paper_words",
    }),
    Role.AUDITOR: frozenset({"notices.?paper_words"}), Role.DELEGATE: frozenset({"notices.?paper_words"}),
}  # fmt: skip
"""Who writes the words of printed papers: those who hand them out; delegate and auditor read what was replaced."""
