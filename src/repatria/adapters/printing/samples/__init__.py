"""One invented paper of each kind: words are looked at on it before anybody is given a paper with them.

Duty: a sheet as it will be, with people whom nobody holds. Not: anything that an act holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from repatria.adapters.printing.samples import families, graves, house
from repatria.core.vocabulary.certificates import DeathListKind
from repatria.core.vocabulary.paper_words import PaperClass
from repatria.core.vocabulary.papers import Paper, PaperMark
from repatria.core.vocabulary.papers_returns import BatchSheet

_ONE: Mapping[PaperClass, Callable[[PaperMark], Paper]] = {
    PaperClass.COMMON: house.rights_sheet,
    PaperClass.BOARD_REPORT: graves.board_report,
    PaperClass.GRAVESIDE_FORM: graves.graveside_form,
    PaperClass.CAPTURE_CARD: house.capture_card,
    PaperClass.CHANGE_SLIP: house.change_slip,
    PaperClass.DAILY_ROLL: house.daily_roll,
    PaperClass.DEATH_CERTIFICATE: graves.death_certificate,
    PaperClass.DOSSIER: families.dossier,
    PaperClass.DRAW_LIST: house.draw_list,
    PaperClass.ENQUIRY_FORM: families.enquiry_form,
    PaperClass.EXCHANGE_LIST: house.exchange_list,
    PaperClass.FAMILY_PAPER: families.family_paper,
    PaperClass.HANDOVER_RECORD: families.handover_record,
    PaperClass.HIS_TRACE: families.his_trace,
    PaperClass.INFORMATION_LETTER: families.information_letter,
    PaperClass.LAISSEZ_PASSER: house.laissez_passer,
    PaperClass.LEAFLET: families.leaflet,
    PaperClass.MESSAGE: families.message,
    PaperClass.NOTICE_LIST: house.notice_list,
    PaperClass.PARCEL_RECEIPT: families.parcel_receipt,
    PaperClass.PERSON_LIST: house.person_list,
    PaperClass.POSTED_LETTER: families.posted_letter,
    PaperClass.PROPERTY_RECEIPT: house.property_receipt,
    PaperClass.RECEIPT: families.receipt,
    PaperClass.REMAINS_LABELS: house.remains_labels,
    PaperClass.REMAINS_RELEASE: house.remains_release,
    PaperClass.RIGHTS_SHEET: house.rights_sheet,
    PaperClass.SENT_LIST: house.sent_list,
    PaperClass.STATUTORY_NOTICE: house.notice,
    PaperClass.STUB: house.arrival_pad,
}


def sample_papers(paper: PaperClass, on: PaperMark) -> tuple[Paper, ...]:
    """Returns a paper of this class with invented people, each of its sheets once.

    Given:    a mark in the languages and words that are looked at; whatever it says, the sheet says DEMO.
    """
    on = replace(on, demo=True)
    if paper is PaperClass.BATCH:
        return tuple(house.batch(on, sheet=one) for one in BatchSheet)
    if paper is PaperClass.DEATH_LIST:
        return tuple(graves.death_list(on, which=one) for one in DeathListKind)
    return (_ONE[paper](on),)
