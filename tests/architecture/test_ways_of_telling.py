"""Every act that names an enquirer is a way of telling that is walked, or tells nothing of him, with the reason.

A new act that names an enquiry, a letter, a link, a hand-over or a call-back fails here until it stands in one of the
three: what is walked asks whether the link is doubted or was annulled (tests/records/disclosure).
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import repatria
from repatria.records.disclosure.wrong import ways_of_telling
from repatria.records.ledger.acts import Act

WALKED = {
    "notices.letter_issued": "round", "hotline.lane_tried": "lane", "hotline.letter_posted": "post",
    "hotline.earlier_letters_opened": "earlier", "register.contact_decision_recorded": "interview",
    "disclosure.answer_decided": "answer", "handover.handover_opened": "opening",
}  # fmt: skip
IN_PERSON = {
    "handover.step_recorded", "handover.asked_again_alone", "handover.planned", "handover.record_sheet_printed",
    "handover.record_sheet_typed", "handover.information_letter_printed",
    "handover.incident_recorded", "handover.incident_closed", "handover.ending_told",
}  # fmt: skip
"""Of a hand-over that was opened: its guards ask for the link (tests/records/handover), its steps are put right."""
OF_A_DEATH = {
    "telling.wishes_recorded", "telling.other_way_allowed", "telling.visit_planned",
    "telling.visit_changed", "telling.visit_called_off", "telling.visit_ended",
    "telling.paper_printed", "telling.followed_up", "telling.follow_up_put_off", "telling.support_recorded",
    "telling.asker_added", "telling.visit_confirmed",
}  # fmt: skip
"""A death is told by these alone, in person (tests/records/telling): they are what all other ways are silent for."""
OF_MESSAGES = {
    "contact.message_registered", "contact.agreement_recorded", "contact.steps_shown",
    "contact.parcel_registered", "contact.parcels_shown",
}  # fmt: skip
"""What she wrote, what he wrote to her, and what a round shows of it: all steps ask for a link that nobody doubts, his
yes and that a letter told her (tests/records/contact)."""
OF_CALLS = {
    "contact.call_asked", "contact.call_answered", "contact.call_ended", "contact.call_recognised",
    "contact.call_report_settled", "contact.calls_shown",
}  # fmt: skip
"""A call and what a round shows of it: an hour is given, and a letter with it laid, where a link that nobody doubts,
his yes, hers and a letter that told her stand (tests/records/contact/test_calls_booked.py)."""
SAYS_NOTHING_OF_HIM = {
    "contact.call_number_verified": "of her",
    "disclosure.telling_stopped": "it stops", "disclosure.withholding_said": "within the house",
    "disclosure.withholding_agreed": "it stops", "disclosure.withholding_ended": "within the house",
    "notices.letter_withheld": "it stops",
    "enquiries.claim_judged": "within the house",
    "enquiries.enquiry_closed": "her own question ends", "enquiries.enquiry_received": "she asks",
    "enquiries.kinship_evidence_recorded": "of her", "enquiries.later_settled": "of her",
    "enquiries.papers_received": "of her", "enquiries.said_later": "of her",
    "remains.antemortem_recorded": "of her",
    "remains.finds_moved": "to a family only after she was told in person: it refuses before",
    "telling.report_laid": "within the house: another reads it before anything is opened",
    "certificates.certificate_drawn": "within the house: who is told reads that it stands, in person",
    "returns.remains_release_proposed": "within the house, after she was told in person: it refuses before",
    "returns.remains_released": "in person, after she was told: it refuses before",
    "identification.consent_given": "of her",
    "identification.hypothesis_opened": "within the house: a name is told by whoever reads a conclusion, in person",
    "hotline.call_back_asked": "she asks", "hotline.call_back_tried": "nothing is read in it",
    "hotline.caller_answered": "proves who rings", "hotline.note_allowed": "a note says only that a letter lies there",
    "hotline.note_bounce_reported": "a note", "hotline.note_chosen": "a note", "hotline.note_ended": "a note",
    "hotline.post_confirmed": "an address", "hotline.recovery_code_given": "new words open nothing earlier",
    "hotline.recovery_failed": "nothing", "hotline.telephone_changed": "a number",
    "hotline.words_replaced": "new words open nothing earlier", "matching.candidates_proposed": "within the house",
    "matching.judgement_recorded": "within the house",
    "matching.link_annulled": "within the house", "matching.link_doubted": "within the house",
    "matching.link_upheld": "within the house", "matching.pair_reopened": "within the house",
    "welfare.letter_recorded": "his own letter, by his address",
    "welfare.letter_sent": "his own letter, by his address",
}  # fmt: skip
NAMING = {"enquiry_id", "handover_id", "letter_id", "letter_ids", "link_index", "callback_id"}


def every_act(of=Act):
    for one in of.__subclasses__():
        yield one
        yield from every_act(one)


def test_every_act_that_names_an_enquirer_is_walked_here_or_tells_nothing_of_him():
    named = {
        one.KIND for one in every_act()
        if one.__module__.startswith("repatria.") and NAMING & {field.name for field in dataclasses.fields(one)}
    }  # fmt: skip
    assert named == {*WALKED, *IN_PERSON, *OF_A_DEATH, *OF_MESSAGES, *OF_CALLS, *SAYS_NOTHING_OF_HIM}
    assert {"lane", "posted", "handover"} == ways_of_telling()


def test_only_who_asks_about_the_link_reads_the_letters_that_lie_in_a_box():
    src = Path(repatria.__file__).parent
    readers = {
        str(path.relative_to(src)) for path in src.rglob("*.py") if "lying_letters_for_room" in path.read_text("utf-8")
    }  # fmt: skip
    assert {"records/notices/sent.py", "records/hotline/wrong_letters.py"} == readers
    lists = {
        str(path.relative_to(src)) for path in src.rglob("*.py") if "lying_lines_for_room" in path.read_text("utf-8")
    }  # fmt: skip
    assert {"records/notices/sent.py", "records/hotline/selectors/post.py"} == lists
    assert "letter_goes(one, at, spans)" in (src / "records/hotline/selectors/post.py").read_text("utf-8")
