"""The words of printed papers that a bureau may replace: by paper, text and language, and what a sheet gets of them.

Fields are no words: what an act holds is set beside them, and a placeholder in a text is a field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.vocabulary.texts import Texts

LANGUAGES_OF_PAPERS = ("uk", "ru", "en")

ReplacedTexts = Mapping[str, Mapping[str, str]]
"""Texts by their dotted key and by language; a language that is not named keeps the house's own words."""


class PaperClass(StrEnum):
    """A paper whose words are one version; `COMMON` is what several papers say. Letters have classes of their own."""

    COMMON = "common"
    BATCH = "batch"
    BOARD_REPORT = "board_report"
    CAPTURE_CARD = "capture_card"
    CHANGE_SLIP = "change_slip"
    DAILY_ROLL = "daily_roll"
    DEATH_CERTIFICATE = "death_certificate"
    DEATH_LIST = "death_list"
    DOSSIER = "dossier"
    DRAW_LIST = "draw_list"
    ENQUIRY_FORM = "enquiry_form"
    EXCHANGE_LIST = "exchange_list"
    FAMILY_PAPER = "family_paper"
    GRAVESIDE_FORM = "graveside_form"
    HANDOVER_RECORD = "handover_record"
    INFORMATION_LETTER = "information_letter"
    LAISSEZ_PASSER = "laissez_passer"
    LEAFLET = "leaflet"
    HIS_TRACE = "his_trace"
    MESSAGE = "message"
    NOTICE_LIST = "notice_list"
    PARCEL_RECEIPT = "parcel_receipt"
    PERSON_LIST = "person_list"
    POSTED_LETTER = "posted_letter"
    PROPERTY_RECEIPT = "property_receipt"
    RECEIPT = "receipt"
    REMAINS_LABELS = "remains_labels"
    REMAINS_RELEASE = "remains_release"
    RIGHTS_SHEET = "rights_sheet"
    SENT_LIST = "sent_list"
    STATUTORY_NOTICE = "statutory_notice"
    STUB = "stub"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWords:
    """What a sheet is given of replaced words: (class, number of the version) and (key, language, text)."""

    versions: tuple[tuple[str, str], ...] = ()
    texts: tuple[tuple[str, str, str], ...] = ()


THE_HOUSES_OWN = PaperWords()
"""Nothing is replaced."""


def only_replaced(shipped: Texts, words: ReplacedTexts) -> dict[str, dict[str, str]]:
    """The texts that differ from the house's own, in its order; unknown keys stay, so that they are seen."""
    found: dict[str, dict[str, str]] = {}
    for key in (*shipped, *(one for one in words if one not in shipped)):
        given, own = words.get(key, {}), shipped.get(key, {})
        languages = dict.fromkeys((*LANGUAGES_OF_PAPERS, *given))
        tidied = {language: _tidied(given[language]) for language in languages if language in given}
        said = {language: text for language, text in tidied.items() if text != own.get(language)}
        if said:
            found[key] = said
    return found


def _tidied(text: str) -> str:
    """Without spaces that nobody sees; lines stay lines."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
