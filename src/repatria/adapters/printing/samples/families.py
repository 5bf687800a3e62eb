"""Invented papers that go to a family or are of a meeting: what a sheet looks like before anybody is given one."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

from repatria.core.law.appeal import shipped_appeal
from repatria.core.law.letters import shipped_letter
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.letters import LetterClass
from repatria.core.vocabulary.papers import LetterPaper, PaperKind, PaperMark, ReceiptPaper
from repatria.core.vocabulary.papers_contact import (
    FoundThing,
    HisTracePaper,
    MessagePaper,
    ParcelReceiptPaper,
    RefusedThing,
    TraceMoment,
)
from repatria.core.vocabulary.papers_handover import (
    AskedAlone,
    DossierPaper,
    EffectLine,
    HandoverRecordPaper,
    IdentityCheck,
    InformationLetterPaper,
    PersonOnPaper,
    Signatory,
    SignerRole,
)
from repatria.core.vocabulary.papers_hotline import EnquiryFormPaper, PostedLetterPaper
from repatria.core.vocabulary.papers_public import LeafletPaper
from repatria.core.vocabulary.papers_telling import FamilyPaper, FoundOf

NAME = "Шевченко Сергій Петрович"
EAST = timezone(timedelta(hours=3))


_ROWS: dict[str, Any] = {
    "phone_code": "40718823",
    "caller_rows": ("калина", "міст", "обрій", "сова", "жито", "ковадло", "берег", "поріг"),
}


def receipt(on: PaperMark, **other: Any) -> ReceiptPaper:
    words = ("калина", "міст", "обрій", "сова", "жито", "ковадло", "берег")
    values: dict[str, Any] = {"number": "E-7Q2M4-KD9XA-T", "words": words, "received_on": date(2026, 5, 3)} | _ROWS
    return ReceiptPaper(mark=on, **(values | other))


_CLASSES = {PaperKind.LETTER_ALIVE: LetterClass.ALIVE_AND_HELD, PaperKind.LETTER_MEETING: LetterClass.MEETING,
            PaperKind.LETTER_CORRECTION: LetterClass.CORRECTION}  # fmt: skip


def letter(on: PaperMark, kind: PaperKind, **other: Any) -> LetterPaper:
    values: dict[str, Any] = {"enquiry_number": "E-7Q2M4-KD9XA-T", "sought_name": NAME, "dated": date(2026, 5, 24)}
    values["words"] = shipped_letter(_CLASSES.get(kind, LetterClass.NO_INFORMATION))
    if kind is PaperKind.LETTER_ALIVE:
        values |= {"known_on": date(2026, 5, 20), "mail_address": "P-00417, Camp 2\nCentral Tracing Agency\nGeneva"}
    return LetterPaper(mark=on, kind=kind, **(values | other))


def at_hour(hour: int, minute: int = 0) -> datetime:
    """An hour of the invented day of a meeting."""
    return datetime(2026, 6, 14, hour, minute, tzinfo=EAST)


HELD = PersonOnPaper(
    name=NAME, romanised="Shevchenko Serhii Petrovych", born=PartialDate(1994, 5, 12), number="P-7Q2M4-KD9XA-T",
    document="Identity card PB-204417",
)  # fmt: skip


MOTHER = PersonOnPaper(
    name="Шевченко Олена Іванівна", romanised="Shevchenko Olena Ivanivna", born=PartialDate(1968, 2),
    number="E-7Q2M4-KD9XA-T", document="Passport 000417",
)  # fmt: skip


def handover_record(on: PaperMark, **other: Any) -> HandoverRecordPaper:
    values: dict[str, Any] = {
        "record_number": "H-7Q2M4-KD9XA-T",
        "basis": ReleaseBasis.ART109_110,
        "prints_article_117": True,
        "basis_reference": "Commission decision 12 of 2 June 2026",
        "point": "Neutral State C, border post 4",
        "conditions": "No media; transit consents of State C of 5 and 6 June 2026",
        "held": HELD,
        "recipient": MOTHER,
        "relation": "mother",
        "opened_at": datetime(2026, 6, 3, 11, 5, tzinfo=EAST),
        "accepted_at": datetime(2026, 6, 5, 16, 40, tzinfo=EAST),
        "authorised_by": ("Head A. Bondar", "Registrar V. Koval"),
        "authorised_at": datetime(2026, 6, 9, 10, 0, tzinfo=EAST),
        "identity_checks": (
            IdentityCheck(way="Passport and photograph", done_by="Officer I. Lys", done_at=at_hour(9, 10)),
            IdentityCheck(way="Private question answered", done_by="Officer I. Lys", done_at=at_hour(9, 20)),
        ),
        "held_asked": AskedAlone(
            room="Room 1", asked_by="Delegate M. Rey", language="Українська", asked_at=at_hour(9, 40), wishes_it=True
        ),
        "recipient_asked": AskedAlone(
            room="Room 4", asked_by="Delegate K. Ito", language="Українська", asked_at=at_hour(9, 45), wishes_it=True
        ),
        "met_at": at_hour(10),
        "effects": (
            EffectLine(what="Wrist watch", quantity="1", condition="worn"),
            EffectLine(what="Letters", quantity="7"),
        ),
        "medical_papers": ("Certificate of treatment (art. 30)", "Discharge letter, camp hospital"),
        "signatories": (
            Signatory(role=SignerRole.HANDING_OVER, name="I. Lys", function="Hand-over officer, Party A"),
            Signatory(role=SignerRole.RECEIVING, name="O. Hai", function="Officer, Party B"),
            Signatory(role=SignerRole.HELD, name=NAME),
            Signatory(role=SignerRole.RECIPIENT, name=MOTHER.name),
            Signatory(role=SignerRole.NEUTRAL_WITNESS, name="M. Rey", function="Delegate"),
        ),
        "completed_at": at_hour(11, 30),
    }
    return HandoverRecordPaper(mark=on, **(values | other))


def dossier(on: PaperMark, **other: Any) -> DossierPaper:
    values: dict[str, Any] = {
        "record_number": "H-7Q2M4-KD9XA-T",
        "point": "Neutral State C, border post 4",
        "on": date(2026, 6, 14),
        "held": HELD,
        "recipient": MOTHER,
        "relation": "mother",
        "private_question": "Як звали нашого першого собаку?",
        "private_answer": "Рябко",
        "rooms": ("Room 1", "Room 4"),
        "telephones": (("Duty doctor", "+00 1"), ("Head of bureau", "+00 2")),
        "way_back": "Bus 2 leaves at 15:00 for Camp 2",
        "her_journey": "Fare both ways paid; bed in the guest house; escort of the Red Cross society",
        "is_by_hand": True,
    }
    return DossierPaper(mark=on, **(values | other))


def information_letter(on: PaperMark, **other: Any) -> InformationLetterPaper:
    given: dict[str, Any] = {
        "name": "Шевченко Марія", "romanised": "Shevchenko Mariia", "point": "Point P", "meets_on": date(2026, 5, 20),
        "her_journey": "train, a bed on the way, one companion",
    }  # fmt: skip
    return InformationLetterPaper(mark=on, **(given | other))


def family_paper(on: PaperMark, **other: Any) -> FamilyPaper:
    given: dict[str, Any] = {
        "sought_name": "Шевченко Сергій", "told_on": date(2026, 5, 20), "found": (FoundOf.WHOLE, FoundOf.PART),
        "methods": ("dna", "dental"), "support": ("A doctor, 000 000 00 00",),
    }  # fmt: skip
    return FamilyPaper(mark=on, **(given | other))


def message(on: PaperMark, **other: Any) -> MessagePaper:
    given: dict[str, Any] = {
        "his_name": "Шевченко Сергій", "person_number": "P-00000-00000-0", "her_name": "Марія",
        "written_on": date(2026, 5, 20), "text": "Ми живі.\nКіт чекає.",
    }  # fmt: skip
    return MessagePaper(mark=on, **(given | other))


def parcel_receipt(on: PaperMark, **other: Any) -> ParcelReceiptPaper:
    given: dict[str, Any] = {
        "number": "CB-00000-00000-0", "what": ("parcel",) * len(on.languages), "from_whom": "Марія",
        "said_on": date(2026, 5, 3), "opened_at": on.printed_at, "given_at": on.printed_at,
        "things": (FoundThing(declared="5 банок", found="4 банки", mark=("інакше",) * len(on.languages)),),
        "parts": (RefusedThing(thing="мазь", why=("лікареві",) * len(on.languages)),),
        "confirmed": ("підпис",) * len(on.languages), "amount": "100 EUR", "entry": "9", "receipt": "R-9",
    }  # fmt: skip
    return ParcelReceiptPaper(mark=on, **(given | other))


def his_trace(on: PaperMark, **other: Any) -> HisTracePaper:
    given: dict[str, Any] = {
        "person_number": "P-00000-00000-0",
        "lines": (TraceMoment(at=on.printed_at, what=("1",) * len(on.languages), place="CAMP-2"),),
    }
    return HisTracePaper(mark=on, **(given | other))


def leaflet(on: PaperMark, **other: Any) -> LeafletPaper:
    values: dict[str, Any] = {
        "number": 3, "dated": date(2026, 5, 3), "withdrawn_on": None,
        "paragraphs": shipped_appeal()[on.languages[0]], "conditions": "", "legal_basis": "Order 7",
        "whom": ("National Information Bureau, 000 000 00 00", "Your Red Cross"),
    }  # fmt: skip
    return LeafletPaper(mark=on, **(values | other))


def enquiry_form(on: PaperMark) -> EnquiryFormPaper:
    words = ("калина", "міст", "обрій", "сова", "жито", "ковадло", "берег")
    return EnquiryFormPaper(
        mark=on, form_number="KP-7Q2M4-KD9XA-T", number="4925 006 632 319", words=words, caller_rows=(*words, "поріг")
    )


def posted_letter(on: PaperMark) -> PostedLetterPaper:
    return PostedLetterPaper(
        mark=on, title="Answer", paragraphs=("We have no information today.",), dated=date(2026, 5, 24)
    )
