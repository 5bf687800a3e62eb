"""Which act each field of each paper comes from: `python -m tests.docs.paper_fields > docs/operating/paper-fields.md`.

What is in no act is one of six things, and says so: `settings`, `drawn` (made when the sheet is printed), `asked` (of
whoever prints it, on the page), `words` (fixed, shipped in three languages), `secret` (made for her, kept by nobody),
`by hand` (a line that he fills in himself).
"""

from __future__ import annotations

from repatria.adapters.printing.catalogue import texts_of_paper
from repatria.core.law.paper_words import kept_texts
from repatria.core.vocabulary.paper_words import PaperClass

OUTSIDE = ("settings", "drawn", "asked", "words", "secret", "by hand")
_CARD = "register.capture_recorded.card_number"
_PERSON = "register.capture_recorded.person_id"
_PARTICULARS = "register.capture_recorded.particulars, register.particular_recorded.particular, " \
    "register.particular_corrected.particular"  # fmt: skip
_NAME = f"register.capture_recorded.identity, {_PARTICULARS}"
_CARD_SAYS = "register.capture_card_laid_out.identity, register.capture_card_laid_out.voluntary"
_ASKED = "handover.asked_again_alone"
_STEP = "handover.step_recorded"
_LET_OUT = "exchanges.names_released"

FIELDS: dict[str, dict[str, str]] = {
    "PaperMark": {
        "code": "drawn, or computed of appeals.appeal_published.signature, or notices.letter_issued.code_hash, "
                "notices.notice_issued.code_hash, "
                "handover.step_recorded.words, exchanges.names_released.code_hash, "
                "identification.report_printed.code_hash",
        "check_word": "drawn, or beside the code in the same acts",
        "languages": "asked, or the language of enquiries.enquiry_received.language",
        "bureau": "settings", "printed_at": "drawn", "demo": "settings: the keys of the store", "telephone": "settings",
        "check_address": "settings",
        "words": "words, as shipped or as notices.paper_words_drafted.words has them, by the version "
                 "notices.paper_words_drafted.words_id",
    },
    "ReceiptPaper": {
        "number": "secret", "words": "secret", "received_on": "enquiries.enquiry_received.received_on",
        "phone_code": "secret, whose digest is in enquiries.enquiry_received.asked",
        "caller_rows": "drawn of the secret in enquiries.enquiry_received.asked",
    },
    "EnquiryFormPaper": {
        "form_number": "hotline.form_printed.paper_form_id", "number": "secret", "words": "secret",
        "caller_rows": "drawn of the secret in hotline.form_printed.secrets",
    },
    "LetterPaper": {
        "kind": "notices.letter_issued.letter_kind", "enquiry_number": "enquiries.enquiry_received.enquiry_id",
        "sought_name": "enquiries.enquiry_received.asked", "dated": "notices.letter_issued.dated",
        "words": "notices.letter_issued.text, as shipped or as notices.letter_drafted.words has them",
        "whom": "settings", "hours": "settings",
        "known_on": "drawn: the day of the round", "mail_address": f"settings, and {_PERSON}",
    },
    "PostedLetterPaper": {
        "title": "notices.letter_issued.text", "paragraphs": "notices.letter_issued.text",
        "dated": "notices.letter_issued.dated",
    },
    "StatutoryNoticePaper": {
        "notice_number": "notices.notice_issued.notice_id", "addressee": "notices.notice_issued.recipient",
        "event": "notices.notice_issued.reason", "event_on": "notices.notice_issued.happened",
        "lines": "notices.notice_issued.content", "issued_on": "the hour of the act notices.notice_issued.notice_id",
        "fears_the_notice": "notices.notice_issued.content", "fear": "notices.notice_issued.content",
        "family_by": "telling.opened.visit_by, kept in notices.notice_issued.content",
        "receiver_visits": "telling.opened.owed_by, kept in notices.notice_issued.content",
    },
    "NoticeListPaper": {
        "addressee": "asked", "power": "asked", "made_at": "drawn",
        "lines": "notices.notice_issued.notice_id, notices.notice_issued.reason, notices.notice_issued.content",
    },
    "CaptureCardPaper": {
        "addressee": "register.capture_card_ended.copies", "power": _CARD_SAYS, "surname": _CARD_SAYS,
        "first_names": _CARD_SAYS, "father_first_name": _CARD_SAYS, "birth_date": _CARD_SAYS, "birth_place": _CARD_SAYS,
        "rank": _CARD_SAYS, "service_number": _CARD_SAYS, "next_of_kin_address": _CARD_SAYS, "captured_on": _CARD_SAYS,
        "coming_from": _CARD_SAYS, "health": "by hand: he strikes out", "prisoner_number": _CARD_SAYS,
        "camp_name": _CARD_SAYS, "written_on": "by hand", "surname_latin": f"computed from {_CARD_SAYS}",
        "first_names_latin": f"computed from {_CARD_SAYS}",
    },
    "ArrivalPadPaper": {
        "unit": "places.pad_issued.code", "pad_number": "places.pad_issued.pad_id",
        "prefix": "places.pad_issued.prefix",
        "first_number": "places.pad_issued.first", "count": "places.pad_issued.last",
        "digits": "places.pad_issued.digits",
        "fingerprint": "settings: the key to which lines are sealed",
    },
    "PropertyReceiptPaper": {
        "number": "register.effects_taken.packet_id", "card_number": _CARD, "person_number": _PERSON,
        "taken_at": "register.effects_taken.taken_at", "items": "register.effects_taken.words",
        "money": "register.effects_taken.words", "order_reference": "register.effects_taken.order_reference",
        "register_entry": "register.effects_taken.register_entry", "officer": "register.effects_taken.officer",
        "rank": "register.effects_taken.rank", "unit": "register.effects_taken.unit",
    },
    "ChangeSlipPaper": {"card_number": _CARD, "person_number": _PERSON},
    "RightsSheetPaper": {"card_number": _CARD, "person_number": _PERSON},
    "RemainsLabelsPaper": {
        "size": "asked",
        "codes": "remains.item_recorded.item_code, or computed of remains.recovery_recorded.place_code, "
                 "remains.recovery_recorded.team and the last count; "
                 "remains.container_recorded.container_id; identification.consent_given.reference_id",
    },
    "GravesidePaper": {"sheet": "asked", "size": "asked"},
    "DeathCertificatePaper": {
        "number": "certificates.certificate_drawn.number", "lines": "certificates.certificate_drawn.words",
        "withdrawn_at": "the hour of certificates.certificate_withdrawn.certificate_id",
        "signers": "the hour and account of certificates.certificate_signed.certificate_id",
        "replaces": "certificates.certificate_drawn.replaces", "remains": "certificates.certificate_drawn.items",
    },
    "DeathListPaper": {
        "which": "certificates.death_list_drawn.list_kind", "number": "certificates.death_list_drawn.number",
        "power": "certificates.death_list_drawn.power",
        "drawn_at": "the hour of the act certificates.death_list_drawn.death_list_id",
        "digest": "certificates.death_list_drawn.digest", "lines": "certificates.death_list_drawn.words",
        "certified_by": "the account of certificates.death_list_certified.death_list_id",
        "certified_at": "the hour of the act certificates.death_list_certified.death_list_id",
    },
    "BatchPaper": {
        "sheet": "asked", "number": "returns.batch_planned.batch_id",
        "way": "returns.batch_planned.way", "power": "returns.batch_planned.power",
        "place": "returns.batch_stepped.place", "vehicle_seal": "returns.batch_stepped.seal_number",
        "manifest_digest": "returns.batch_stepped.manifest_digest, where the list is as it was then",
        "is_compared": "returns.counts_compared.state",
        "lines": "returns.lines_added.lines, returns.line_checked.seal_number, returns.batch_stepped.spot_lines",
        "containers": "returns.lines_added.containers, returns.batch_stepped.spot_containers",
        "counts": "returns.lines_added.said_number, returns.batch_stepped.number, returns.batch_counted.number, "
                  "returns.batch_counted.words",
        "differences": "returns.counts_compared.opened, returns.batch_stepped.opened, "
                       "returns.difference_ended.end, returns.difference_ended.words",
        "steps": "returns.batch_stepped.event, returns.batch_stepped.at, returns.batch_stepped.words",
    },
    "BoardReportPaper": {
        "number": "identification.report_printed.report_id",
        "hypothesis": "identification.report_printed.hypothesis_id",
        "items": "identification.hypothesis_opened.items", "enquiry": "identification.hypothesis_opened.enquiry_id",
        "person": "identification.hypothesis_opened.person_id",
        "opened_at": "the hour of the act identification.hypothesis_opened.hypothesis_id",
        "opened_by": "who recorded the act identification.hypothesis_opened.hypothesis_id",
        "said": "identification.hypothesis_opened.words", "methods": "identification.board_signed.methods",
        "policy": "identification.board_signed.policy_id, identification.policy_recorded.decision, "
                  "identification.policy_recorded.text",
        "concluded_at": "the hour of the act identification.board_signed.signature_id",
        "words": "identification.evidence_laid.words, identification.review_recorded.words, "
                 "identification.contradiction_resolved.words, identification.signature_declined.words, "
                 "identification.board_signed.words",
        "dna": "identification.finding_recorded.words, identification.comparison_recorded.compared, "
               "identification.comparison_recorded.version, identification.frequencies_proposed.source, "
               "identification.consent_given.words",
    },
    "RemainsReleasePaper": {
        "number": "returns.remains_released.given_id", "items": "returns.remains_released.items",
        "packets": "remains.finds_sealed.found_id, remains.finds_sealed.words, remains.finds_moved.words",
        "released_at": "returns.remains_released.at", "place": "returns.remains_released.words",
        "receiver": "returns.remains_released.words", "relation": "returns.remains_released.words",
        "document": "returns.remains_released.words", "by": "returns.remains_released.words",
        "second": "returns.remains_released.words", "receipt": "returns.remains_released.receipt",
        "named_by": "returns.remains_released.words", "as_wished": "returns.remains_released.words",
        "proposed_by": "the account of returns.remains_release_proposed.given_id",
        "released_by": "the account of returns.remains_released.given_id",
    },
    "LaissezPasserPaper": {
        "number": "returns.pass_issued.pass_id", "batch": "returns.pass_issued.batch_id",
        "coffin_number": "returns.pass_issued.number", "seal_number": "returns.pass_issued.seal_number",
        "items": "returns.pass_issued.items", "certificate": "returns.pass_issued.certificate_id",
        **dict.fromkeys((
            "surname", "first_names", "age", "birth_date", "birth_place", "death_date", "death_place", "cause",
            "cause_said", "coffin", "from_place", "to_place", "means",
        ), "returns.pass_issued.words"),
        "issued_by": "the account of returns.pass_issued.pass_id",
        "issued_at": "the hour of the act returns.pass_issued.pass_id",
        "signed_by": "the account of returns.pass_countersigned.pass_id",
        "signed_at": "the hour of the act returns.pass_countersigned.pass_id",
    },
    "SentListPaper": {
        "card_number": _CARD, "person_number": _PERSON, "made_at": "drawn",
        "lines": "notices.notice_issued.reason, notices.notice_delivered.step",
    },
    "DailyRollPaper": {
        "number": "drawn: place and day", "place": "asked: the branch of whoever prints it", "day": "drawn",
        "sums": "counted from register.custody_recorded.event, roll.roll_recorded.counted",
        "lines": f"{_CARD}, {_NAME}, register.custody_recorded.holder", "read_at": "drawn",
    },
    "DrawListPaper": {
        "draw_number": "roll.draw_opened.draw_number", "scope": "roll.draw_opened.scope",
        "drawn_on": "the hour of the act roll.draw_recorded.draw_id", "root": "roll.draw_recorded.root",
        "tree_size": "roll.draw_recorded.tree_size", "list_count": "roll.draw_recorded.list_count",
        "list_digest": "roll.draw_recorded.list_digest", "lines": f"roll.draw_recorded.drawn, {_CARD}",
    },
    "PersonListPaper": {
        "goes_on": "asked", "title": "asked", "made_at": "drawn",
        "since": "the hour of the act register.visit_list_taken.list_id",
        "lines": f"{_CARD}, {_NAME}, register.custody_recorded.holder, register.visit_reference_recorded.reference",
    },
    "ExchangeListPaper": {
        "number": f"{_LET_OUT}.number", "list_kind": f"{_LET_OUT}.kind",
        "about": f"{_LET_OUT}.list_id, {_LET_OUT}.power", "recipients": f"{_LET_OUT}.recipients",
        "released_at": f"the hour of the act {_LET_OUT}.release_id", "content_digest": f"{_LET_OUT}.content_digest",
        "lines": f"{_LET_OUT}.content",
    },
    "HandoverRecordPaper": {
        "record_number": "handover.handover_opened.handover_id", "basis": "handover.handover_opened.basis",
        "basis_reference": "handover.switched_on.legal_basis",
        "prints_article_117": "computed from handover.handover_opened.basis, "
            "register.ground_paper_recorded.says_article_117, exchanges.agreement_recorded.says_article_117",
        "point": "handover.handover_opened.point",
        "conditions": "handover.switched_on.conditions", "held": _NAME, "recipient": "handover.handover_opened.meeting",
        "relation": "enquiries.enquiry_received.asked",
        "opened_at": "the hour of the act handover.handover_opened.handover_id",
        "accepted_at": f"{_STEP}.happened_at", "authorised_by": f"{_STEP}.by", "authorised_at": f"{_STEP}.happened_at",
        "identity_checks": f"{_STEP}.attested, {_STEP}.by, {_STEP}.happened_at",
        "held_asked": f"{_ASKED}.conditions, {_ASKED}.asked_by, {_ASKED}.asked_at, {_ASKED}.answer",
        "recipient_asked": f"{_ASKED}.conditions, {_ASKED}.asked_by, {_ASKED}.asked_at, {_ASKED}.answer",
        "met_at": f"{_STEP}.met_at, else a line to fill in by hand",
        "effects": "register.effects_taken.words, register.effects_moved.step, else lines to fill in by hand",
        "medical_papers": "register.paper_recorded.reference, else lines to fill in by hand",
        "signatories": f"words, and {_NAME}, handover.handover_opened.meeting; an officer's name is filled in by hand",
        "completed_at": f"{_STEP}.happened_at, else a line to fill in by hand",
    },
    "DossierPaper": {
        "record_number": "handover.handover_opened.handover_id", "point": "handover.handover_opened.point",
        "on": "handover.planned.words", "held": _NAME, "recipient": "handover.handover_opened.meeting",
        "relation": "enquiries.enquiry_received.asked",
        "private_question": "register.contact_decision_recorded.words",
        "private_answer": "register.contact_decision_recorded.words",
        "rooms": "handover.planned.words", "telephones": "handover.planned.words",
        "way_back": "handover.planned.words", "her_journey": "handover.planned.words",
        "is_by_hand": "handover.record_sheet_printed.sheet_id",
    },
    "InformationLetterPaper": {
        "name": "handover.handover_opened.meeting", "romanised": "computed from handover.handover_opened.meeting",
        "point": "handover.handover_opened.point", "meets_on": "handover.planned.words",
        "her_journey": "handover.planned.words",
    },
    "MessagePaper": {
        "his_name": _NAME, "person_number": "contact.message_printed.person_id",
        "her_name": "enquiries.enquiry_received.asked", "written_on": "contact.message_registered.written_on",
        "text": "contact.message_registered.words",
    },
    "ParcelReceiptPaper": {
        "number": "contact.parcel_registered.parcel_id", "what": "contact.parcel_registered.parcel_kind",
        "from_whom": "enquiries.enquiry_received.asked", "said_on": "contact.parcel_registered.said_on",
        "opened_at": "contact.parcel_opening_said.at",
        "things": "contact.parcel_registered.words, contact.parcel_opening_said.words, "
                  "contact.parcel_opening_settled.agrees",
        "parts": "contact.parcel_part_refused.words, contact.parcel_settled.agrees",
        "given_at": "contact.parcel_given.at, contact.money_credited.at",
        "confirmed": "contact.parcel_given.mark, contact.money_credited.countersigned_by",
        "amount": "contact.money_credited.words", "entry": "contact.money_credited.entry",
        "receipt": "contact.money_credited.receipt",
    },
    "HisTracePaper": {
        "person_number": "register.capture_recorded.person_id",
        "lines": "contact.message_registered.message_id, contact.message_checked.verdict, "
                 "contact.message_stepped.event, contact.message_printed.place, contact.parcel_opening_said.at, "
                 "contact.parcel_part_refused.why, contact.parcel_given.at, contact.money_credited.at, "
                 "contact.call_ended.outcome",
    },
    "FamilyPaper": {
        "sought_name": "enquiries.enquiry_received.asked", "told_on": "telling.visit_ended.at",
        "found": "identification.hypothesis_opened.items, remains.item_recorded.kind, "
                 "remains.item_corrected.item_kind",
        "methods": "identification.board_signed.methods",
        "support": "settings",
    },
    "LeafletPaper": {
        "number": "appeals.appeal_published.number", "dated": "appeals.appeal_published.dated",
        "withdrawn_on": "appeals.appeal_withdrawn.dated", "paragraphs": "appeals.appeal_published.words",
        "conditions": "appeals.appeal_published.conditions", "legal_basis": "appeals.appeal_published.legal_basis",
        "whom": "settings",
    },
}  # fmt: skip


PLACES: dict[str, dict[str, str]] = {
    "common.page": {"page": "drawn", "pages": "drawn"}, "common.check_public": {"address": "PaperMark.check_address"},
    "common.unprintable": {"characters": "drawn: what no face of the house has"},
    "receipt.answer": {"date": "ReceiptPaper.received_on"},
    "leaflet.dated": {"number": "LeafletPaper.number", "date": "LeafletPaper.dated"},
    "leaflet.withdrawn": {"date": "LeafletPaper.withdrawn_on"},
}  # fmt: skip
"""The places to fill within texts, and which paper's field stands there; all other fields stand beside a text."""


def words_of_papers() -> list[str]:
    """How many texts each paper has, which of them stand word for word, and which have places to fill."""
    lines = [
        "## Words", "",
        "All else on a paper is words, in three languages side by side. A bureau may replace them",
        "([how](papers.md#words-of-the-bureau)), but for those that stand word for word.", "",
        "| paper | texts | stand word for word | places to fill |", "|---|---|---|---|",
    ]  # fmt: skip
    for paper in PaperClass:
        texts = texts_of_paper(paper)
        kept = [f"`{key}`" + (f" ({why})" if why else "") for key, why in kept_texts().items() if key in texts]
        places = [
            f"`{key}` {{{name}}}: {where}" for key in PLACES if key in texts for name, where in PLACES[key].items()
        ]
        lines.append(f"| `{paper}` | {len(texts)} | {', '.join(kept) or '—'} | {'; '.join(places) or '—'} |")
    return [*lines, ""]


def page() -> str:
    """The list as a page."""
    lines = [
        "# Every field of every paper, and the act it comes from", "",
        "Made by `python -m tests.docs.paper_fields > docs/operating/paper-fields.md`; a test walks every field of",
        "every paper and looks whether each act and field that is named exists. What is in no act is set by",
        "`settings`, `drawn` when the sheet is printed, `asked` of whoever prints it, fixed `words` in three",
        "languages, a `secret` made for her and kept by nobody, or written on it `by hand`.", "",
    ]  # fmt: skip
    for paper, fields in FIELDS.items():
        lines += [f"## {paper}", "", "| field | from |", "|---|---|"]
        lines += [f"| `{field}` | {source} |" for field, source in fields.items()]
        lines.append("")
    lines += words_of_papers()
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    print(page(), end="")
