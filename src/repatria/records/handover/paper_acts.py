"""The acts of a record that was filled by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWords:
    """Code and check word of the printed sheet, and what was typed from it, under her key."""

    paper_code: str = ""
    paper_word: str = ""
    entry: str = ""


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSheetPrinted(Act):
    """The dossier with its record to be filled by hand was printed under a code."""

    KIND: ClassVar[str] = "handover.record_sheet_printed"

    sheet_id: str
    handover_id: str
    enquiry_id: str
    printed_by: str
    words: PaperWords | None = part(Purpose.KIN, of="enquiry_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class InformationLetterPrinted(Act):
    """Her information letter was printed under a code, which the portal's check knows."""

    KIND: ClassVar[str] = "handover.information_letter_printed"

    information_id: str
    handover_id: str
    enquiry_id: str
    printed_by: str
    words: PaperWords | None = part(Purpose.KIN, of="enquiry_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSheetTyped(Act):
    """One person typed what stands on the sheet; a second one typed the same where `agrees_with` names the first."""

    KIND: ClassVar[str] = "handover.record_sheet_typed"

    typed_id: str
    handover_id: str
    enquiry_id: str
    typed_by: str
    agrees_with: str
    words: PaperWords | None = part(Purpose.KIN, of="enquiry_id")
