"""One invented paper of each kind, for the tests of printing: those that words are looked at on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from repatria.adapters.printing.samples.families import (
    HELD,
    MOTHER,
    NAME,
    dossier,
    enquiry_form,
    family_paper,
    handover_record,
    his_trace,
    information_letter,
    leaflet,
    letter,
    message,
    parcel_receipt,
    posted_letter,
    receipt,
)
from repatria.adapters.printing.samples.graves import board_report, death_certificate, death_list, graveside_form
from repatria.adapters.printing.samples.house import (
    arrival_pad,
    batch,
    capture_card,
    change_slip,
    daily_roll,
    draw_list,
    exchange_list,
    laissez_passer,
    notice,
    notice_list,
    person_list,
    property_receipt,
    remains_labels,
    remains_release,
    rights_sheet,
    sent_list,
)
from repatria.core.vocabulary.certificates import DeathListKind
from repatria.core.vocabulary.papers import Paper, PaperKind, PaperLanguage, PaperMark, paper_code
from repatria.core.vocabulary.papers_returns import BatchSheet

__all__ = [
    "ADDRESS",
    "BUREAU",
    "CODE",
    "EN",
    "HELD",
    "MOTHER",
    "NAME",
    "RU",
    "UK",
    "arrival_pad",
    "batch",
    "board_report",
    "capture_card",
    "change_slip",
    "daily_roll",
    "death_certificate",
    "death_list",
    "dossier",
    "draw_list",
    "enquiry_form",
    "every_paper",
    "exchange_list",
    "family_paper",
    "graveside_form",
    "handover_record",
    "his_trace",
    "information_letter",
    "laissez_passer",
    "leaflet",
    "letter",
    "mark",
    "message",
    "notice",
    "notice_list",
    "parcel_receipt",
    "person_list",
    "posted_letter",
    "property_receipt",
    "receipt",
    "remains_labels",
    "remains_release",
    "rights_sheet",
    "sent_list",
]

UK, RU, EN = PaperLanguage.UKRAINIAN, PaperLanguage.RUSSIAN, PaperLanguage.ENGLISH
CODE = paper_code(bytes(range(40, 53)))
BUREAU = {UK: "Національне інформаційне бюро Сторони А", RU: "Национальное информационное бюро Стороны А",
          EN: "National Information Bureau of Party A"}  # fmt: skip
ADDRESS = "https://portal.example/check"


def mark(languages: tuple[PaperLanguage, ...] = (UK, EN), **other: Any) -> PaperMark:
    values: dict[str, Any] = {
        "code": CODE,
        "check_word": {UK: "калина", RU: "рябина", EN: "rowan"}[languages[0]],
        "languages": languages,
        "bureau": tuple(BUREAU[language] for language in languages),
        "printed_at": datetime(2026, 5, 24, 9, 30, tzinfo=UTC),
        "demo": True,
        "telephone": "+00 000 000 000",
        "check_address": ADDRESS,
    }
    return PaperMark(**(values | other))


def every_paper(on: PaperMark) -> list[Paper]:
    letters = [letter(on, kind) for kind in PaperKind if kind.startswith("letter_")]
    return [
        receipt(on),
        *letters,
        notice(on),
        capture_card(on),
        handover_record(on),
        arrival_pad(on),
        dossier(on),
        daily_roll(on),
        draw_list(on),
        notice_list(on),
        sent_list(on),
        person_list(on),
        exchange_list(on),
        property_receipt(on),
        rights_sheet(on),
        information_letter(on),
        change_slip(on),
        enquiry_form(on),
        posted_letter(on),
        leaflet(on),
        remains_labels(on),
        remains_release(on),
        laissez_passer(on),
        *(batch(on, sheet=one) for one in BatchSheet),
        family_paper(on),
        message(on),
        parcel_receipt(on),
        his_trace(on),
        graveside_form(on),
        death_certificate(on),
        *(death_list(on, which=one) for one in DeathListKind),
        board_report(on),
    ]
