"""What each role may for the dead: remains, identification, certificates, return, telling."""

from __future__ import annotations

from collections.abc import Mapping

from repatria.core.vocabulary.roles import Role

__all__ = ["OF_CERTIFICATES", "OF_IDENTIFICATION", "OF_REMAINS", "OF_RETURNS", "OF_TELLING"]

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
OF_REMAINS: Mapping[Role, frozenset[str]] = {
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
        "remains.?picture", "remains.open_inquiry", "remains.report_inquiry",
        "remains.record_statement", "remains.send_inquiry", "remains.set_fragment_policy",
        "remains.propose_correction", "remains.agree_correction", "remains.agree_cremation",
        "remains.agree_burial",
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
OF_IDENTIFICATION: Mapping[Role, frozenset[str]] = {
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
OF_CERTIFICATES: Mapping[Role, frozenset[str]] = {
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
_READS_PASSES = frozenset({"returns.?pass", "returns.decline_pass", "returns.withdraw_pass"})
_SEES_RELEASES = frozenset({"returns.?releases"})
_PROPOSES_RELEASE = _SEES_RELEASES | {
    "returns.?proposed_release", "returns.propose_release", "returns.decline_release",
}  # fmt: skip
_GIVES_REMAINS = _SEES_RELEASES | {
    "returns.?proposed_release", "returns.?release", "returns.release_remains", "returns.decline_release",
    "returns.ask_release_back", "returns.agree_release_back",
}  # fmt: skip
OF_RETURNS: Mapping[Role, frozenset[str]] = {
    Role.CASEWORKER: _PROPOSES_RELEASE, Role.FAMILY_LIAISON: _PROPOSES_RELEASE,
    Role.REGISTRAR: _COUNTS | _GIVES_REMAINS | {
        "returns.?request", "returns.plan_batch", "returns.put_in", "returns.bring_list", "returns.take_out",
        "returns.record_batch_step", "returns.record_their_batch_count", "returns.compare_sides",
        "returns.withdraw_power", "returns.issue_pass", "returns.hand_pass",
    } | _READS_PASSES,
    Role.MEDICAL: _COUNTS | _SEES_RELEASES | {"returns.review_power"},
    Role.MORTUARY: _COUNTS | _GIVES_REMAINS,
    Role.HEAD_OF_BUREAU: _ASKS_FOR_RETURN | _PROPOSES_RELEASE | _READS_PASSES | {
        "returns.ask_release_back", "returns.agree_release_back", "returns.countersign_pass",
    },
    Role.LEGAL_ADVISER: _ASKS_FOR_RETURN | _SEES_RELEASES | _READS_PASSES | {"returns.countersign_pass"},
    Role.DELEGATE: _SEES_RETURNS | _SEES_RELEASES, Role.AUDITOR: _SEES_RETURNS | _SEES_RELEASES,
}  # fmt: skip
"""Who has to do with the return of the dead: a registrar keeps batches, a registrar, doctor or mortuary
counts who has not seen the list, the head and the legal adviser speak with an intermediary; nobody who speaks with
families reads a list. To whom remains go says who may read what she wishes; who reads the labels gives them."""

_SEES_TELLINGS = frozenset({"telling.?tellings"})
_READS_TELLINGS = _SEES_TELLINGS | {"telling.?telling"}
_VISITS = _READS_TELLINGS | {
    "telling.plan_visit", "telling.end_visit", "telling.follow_up", "telling.record_support",
    "telling.put_follow_up_off", "telling.print_paper", "telling.record_wishes",
    "telling.confirm_visit", "telling.change_visit", "telling.call_off_visit", "telling.put_off_further",
    "telling.?wishes",
}  # fmt: skip
OF_TELLING: Mapping[Role, frozenset[str]] = {
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
        "telling.say_complete", "telling.confirm_visit", "telling.put_off_further",
        "telling.allow_other_way",
        "telling.record_visitor", "telling.open_wishes_round", "telling.leave_to_receiver", "telling.?wishes",
    },
    Role.DELEGATE: _SEES_TELLINGS | {"telling.record_receiver"}, Role.AUDITOR: _SEES_TELLINGS,
}  # fmt: skip
"""Who tells a death: the family liaison alone goes and says what was said; who opens the case does not; what the other
Party's side did comes by the delegate."""
