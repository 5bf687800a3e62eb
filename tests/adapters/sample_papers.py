"""One invented paper of each kind, for the tests of printing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from repatria.core.law.appeal import shipped_appeal
from repatria.core.law.letters import shipped_letter
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.certificates import CertificateField, DeathListKind, ListedDead
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.letters import LetterClass
from repatria.core.vocabulary.papers import (
    ArrivalPadPaper,
    CaptureCardPaper,
    CardAddressee,
    CardHealth,
    LetterPaper,
    NoticeEvent,
    NoticeItem,
    NoticeLine,
    NoticeRecipient,
    Paper,
    PaperKind,
    PaperLanguage,
    PaperMark,
    ReceiptPaper,
    StatutoryNoticePaper,
    paper_code,
)
from repatria.core.vocabulary.papers_board import BoardReportDna, BoardReportPaper, BoardReportWord
from repatria.core.vocabulary.papers_camp import (
    ChangeSlipPaper,
    PropertyReceiptPaper,
    RightsSheetPaper,
    SentListPaper,
    SentOnList,
)
from repatria.core.vocabulary.papers_certificates import (
    CertificatePaperLine,
    CertificateSigner,
    DeathCertificatePaper,
    DeathListPaper,
)
from repatria.core.vocabulary.papers_exchange import ExchangeLine, ExchangeListPaper
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
from repatria.core.vocabulary.papers_remains import LabelSize, RemainsLabelsPaper
from repatria.core.vocabulary.papers_returns import (
    BatchPaper,
    BatchPaperCount,
    BatchPaperDifference,
    BatchPaperLine,
    BatchPaperStep,
    BatchSheet,
)
from repatria.core.vocabulary.papers_roll import (
    DailyRollPaper,
    DrawListPaper,
    DrawnLine,
    ListFor,
    NoticeListPaper,
    NoticeOnList,
    PersonLineOut,
    PersonListPaper,
    RollLine,
    RollSums,
)
from repatria.core.vocabulary.papers_telling import FamilyPaper, FoundOf
from repatria.core.vocabulary.particulars import Given
from repatria.core.vocabulary.remains_codes import remains_code

UK, RU, EN = PaperLanguage.UKRAINIAN, PaperLanguage.RUSSIAN, PaperLanguage.ENGLISH
CODE = paper_code(bytes(range(40, 53)))
NAME = "Шевченко Сергій Петрович"
BUREAU = {UK: "Національне інформаційне бюро Сторони А", RU: "Национальное информационное бюро Стороны А",
          EN: "National Information Bureau of Party A"}  # fmt: skip
EAST = timezone(timedelta(hours=3))
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


def notice(on: PaperMark, **other: Any) -> StatutoryNoticePaper:
    held: dict[NoticeItem, str | PartialDate] = {
        NoticeItem.SURNAME: "Шевченко",
        NoticeItem.FIRST_NAMES: "Сергій",
        NoticeItem.RANK: "Private",
        NoticeItem.SERVICE_NUMBER: "PB-204417",
        NoticeItem.BIRTH_DATE: PartialDate(1994, 5, 12),
        NoticeItem.POWER_OF_DEPENDENCE: "Party B",
    }
    reasons = {NoticeItem.PERSON_TO_INFORM: Given.DECLINED, NoticeItem.CORRESPONDENCE_ADDRESS: Given.NOT_ASKED}
    lines = tuple(
        NoticeLine(item=item, given=Given.GIVEN, value=held[item])
        if item in held
        else NoticeLine(item=item, given=reasons.get(item, Given.UNKNOWN))
        for item in NoticeItem
    )
    values: dict[str, Any] = {
        "notice_number": "N-7Q2M4-KD9XA-T",
        "addressee": NoticeRecipient.CENTRAL_TRACING_AGENCY,
        "event": NoticeEvent.CAPTURE,
        "event_on": PartialDate(2026, 4, 28),
        "lines": lines,
        "issued_on": date(2026, 4, 29),
        "fears_the_notice": True,
    }
    return StatutoryNoticePaper(mark=on, **(values | other))


def capture_card(on: PaperMark, **other: Any) -> CaptureCardPaper:
    values: dict[str, Any] = {
        "addressee": CardAddressee.AGENCY,
        "power": "Party B",
        "surname": "ШЕВЧЕНКО",
        "first_names": "СЕРГІЙ",
        "father_first_name": "ПЕТРО",
        "birth_date": PartialDate(1994, 5, 12),
        "birth_place": "Вигадане",
        "rank": "Private",
        "service_number": "PB-204417",
        "next_of_kin_address": "Шевченко Олена, вул. Тиха 4, Вигадане",
        "captured_on": PartialDate(2026, 4, 28),
        "health": CardHealth.SLIGHTLY_WOUNDED,
        "prisoner_number": "P-00417",
        "camp_name": "Camp 2",
        "written_on": date(2026, 5, 2),
    }
    return CaptureCardPaper(mark=on, **(values | other))


def arrival_pad(on: PaperMark, **other: Any) -> ArrivalPadPaper:
    values: dict[str, Any] = {
        "unit": "UNIT-3", "pad_number": "B-1JK4-7", "prefix": "", "first_number": 415, "count": 4, "digits": 4,
        "fingerprint": "AB12-CD34-EF56-7890",
    }  # fmt: skip
    return ArrivalPadPaper(mark=on, **(values | other))


def daily_roll(on: PaperMark, **other: Any) -> DailyRollPaper:
    values: dict[str, Any] = {
        "number": "CAMP-2/2026-05-24", "place": "CAMP-2", "day": date(2026, 5, 24),
        "read_at": datetime(2026, 5, 24, 6, 5, tzinfo=EAST),
        "sums": RollSums(before=31, came=2, left=1, held=32, expected=31),
        "lines": (
            RollLine(card_number="0044", name="Соколов Андрій", is_signed_out=True),
            RollLine(card_number="0417", name=NAME), RollLine(card_number="", name=""),
        ),
    }  # fmt: skip
    return DailyRollPaper(mark=on, **(values | other))


def draw_list(on: PaperMark, **other: Any) -> DrawListPaper:
    values: dict[str, Any] = {
        "draw_number": 3, "scope": "", "drawn_on": date(2026, 5, 24), "tree_size": 3268, "list_count": 427,
        "root": "lwntEyg9dQT3w0F+v5sSKKJKBEZpVROmmqjSfbwQfYw=", "list_digest": "0f" * 32,
        "lines": (
            DrawnLine(card_number="0009", person_number="P-7Q2M4-KD9XA-T", place="CAMP-2"),
            DrawnLine(card_number="", person_number="P-7Q2M4-KD9XB-T", place="HOSPITAL-K"),
        ),
    }  # fmt: skip
    return DrawListPaper(mark=on, **(values | other))


def notice_list(on: PaperMark, **other: Any) -> NoticeListPaper:
    values: dict[str, Any] = {
        "addressee": NoticeRecipient.POWER_CONCERNED, "power": "PB", "made_at": datetime(2026, 5, 4, 9, 30, tzinfo=UTC),
        "lines": (
            NoticeOnList(notice_number="N-7Q2M4-KD9XA-T", event="captured", power="PB"),
            NoticeOnList(notice_number="N-7Q2M4-KD9XB-T", event="transferred", power="PB"),
        ),
    }  # fmt: skip
    return NoticeListPaper(mark=on, **(values | other))


def sent_list(on: PaperMark, **other: Any) -> SentListPaper:
    values: dict[str, Any] = {
        "card_number": "0417", "person_number": "P-7Q2M4-KD9XA-T", "made_at": datetime(2026, 5, 4, 9, 30, tzinfo=UTC),
        "lines": (
            SentOnList(sent_at=datetime(2026, 5, 3, 9, 30, tzinfo=UTC), what="notice: captured",
                       to="as the law asks, to the official bodies"),
        ),
    }  # fmt: skip
    return SentListPaper(mark=on, **(values | other))


def person_list(on: PaperMark, **other: Any) -> PersonListPaper:
    first = PersonLineOut(
        reference="ICRC 00417", card_number="0417", name=NAME, birth_date="1994-05-12", place="CAMP-2", change="moved",
        before="CAMP-7",
    )  # fmt: skip
    values: dict[str, Any] = {
        "goes_on": ListFor.VISIT, "title": "CAMP-2", "made_at": _at(9), "since": _at(8),
        "lines": (
            first, PersonLineOut(reference="", card_number="", name="Соколов Андрій", birth_date="", place="CAMP-2"),
        ),
    }  # fmt: skip
    return PersonListPaper(mark=on, **(values | other))


def exchange_list(on: PaperMark, **other: Any) -> ExchangeListPaper:
    row = ExchangeLine(
        our_number="XE-7Q2M4-KD9XA-T", their_number="B-1", name=NAME, birth_date="1994-05-12",
        service_number="PA-417417", word="verified", since="2026-05-03",
    )  # fmt: skip
    values: dict[str, Any] = {
        "number": 3, "list_kind": "answer", "about": "XB-7Q2M4-KD9XA-T", "released_at": _at(9),
        "recipients": (NoticeRecipient.CENTRAL_TRACING_AGENCY, NoticeRecipient.POWER_CONCERNED),
        "content_digest": "ab" * 32,
        "lines": (row, ExchangeLine(
            our_number="XE-7Q2M4-KD9XB-R", their_number="B-2", name="", birth_date="", service_number="",
            word="not_on_list", since="2026-05-03",
        )),
    }  # fmt: skip
    return ExchangeListPaper(mark=on, **(values | other))


def property_receipt(on: PaperMark, **other: Any) -> PropertyReceiptPaper:
    values: dict[str, Any] = {
        "number": "EP-7Q2M4-KD9XA-T", "card_number": "0417", "person_number": "P-7Q2M4-KD9XA-T",
        "taken_at": _at(9, 30), "items": "a watch of steel, a penknife, two photographs", "money": "1,200 hryvnia",
        "order_reference": "order 5", "register_entry": "book 1, line 7", "officer": "Kovtun", "rank": "captain",
        "unit": "CAMP-2",
    }  # fmt: skip
    return PropertyReceiptPaper(mark=on, **(values | other))


def change_slip(on: PaperMark, **other: Any) -> ChangeSlipPaper:
    return ChangeSlipPaper(mark=on, **({"card_number": "0417", "person_number": "P-7Q2M4-KD9XA-T"} | other))


def remains_labels(on: PaperMark, **other: Any) -> RemainsLabelsPaper:
    values: dict[str, Any] = {
        "size": LabelSize.BODY, "codes": tuple(remains_code("KHR", "T2", one) for one in range(1, 4)),
    }  # fmt: skip
    return RemainsLabelsPaper(mark=on, **(values | other))


def batch(on: PaperMark, **other: Any) -> BatchPaper:
    said = {"at": _at(9), "who": "Kovtun; Dubas"}
    values: dict[str, Any] = {
        "sheet": BatchSheet.PROTOCOL, "number": "NB-7Q2M4-KD9XA-T", "way": "sent", "is_compared": True,
        "power": "PB", "place": "bridge L", "vehicle_seal": "V-44790", "manifest_digest": "ab" * 32,
        "lines": (
            BatchPaperLine(label=remains_code("KHR", "T2", 1), seal="S-44801", container="B-1", is_spot_checked=True),
            BatchPaperLine(label=remains_code("KHR", "T2", 2), seal="S-44802", container="B-2", is_spot_checked=False),
        ),
        "counts": (
            BatchPaperCount(is_receiver=False, number=1248, at=_at(9), by="Kovtun", second="Dubas", reference="L-7"),
            BatchPaperCount(is_receiver=True, number=1245, at=_at(11), by="Moroz", second="Ilyin", reference="P-3"),
        ),
        "differences": (BatchPaperDifference(
            kind="missing", listed="KHR-T2-00002 · S-44802", counted="", end="still_sought"
        ),),
        "steps": (BatchPaperStep(
            event="handed_over", place="bridge L", seal_number="V-44790", reference="R-3", said="A-12", **said
        ),),
    }  # fmt: skip
    return BatchPaper(mark=on, **(values | other))


def death_certificate(on: PaperMark, **other: Any) -> DeathCertificatePaper:
    said = {
        CertificateField.POWER: ("PA", "", ""), CertificateField.SURNAME: ("Шевченко-Вигадана", "", ""),
        CertificateField.FIRST_NAMES: ("Сергій", "", ""), CertificateField.BIRTH_DATE: ("1999-04-12", "", ""),
        CertificateField.DEATH_DATE: ("2026-02 – 2026-03", "", ""), CertificateField.CAUSE: ("", "violent", ""),
        CertificateField.BURIAL: ("кладовище за млином, ряд 2, місце 17 (2026-03-14)", "", ""),
        CertificateField.MARKED: ("2/17", "", ""), CertificateField.EFFECTS: ("RK-1", "kept", ""),
        CertificateField.CARED: ("Помер уві сні.", "", "санітар, вигаданий"),
    }  # fmt: skip
    lines = tuple(
        CertificatePaperLine(field=one, text=text, word=word, told_by=told_by)
        for one in CertificateField for text, word, told_by in (said.get(one, ("", "", "")),)
    )  # fmt: skip
    given = {
        "number": 7, "lines": lines, "remains": ("KHR-T2-00017-B",), "replaces": "GK-1",
        "signers": (CertificateSigner(account="A-7", at=_at(9), as_doctor=True),),
    }  # fmt: skip
    return DeathCertificatePaper(mark=on, **(given | other))


def death_list(on: PaperMark, which: DeathListKind = DeathListKind.DEAD, **other: Any) -> DeathListPaper:
    named = ListedDead(
        certificate="7", item_code="KHR-T2-00017-B", surname="Шевченко-Вигадана", first_names="Сергій", rank="солдат",
        service_number="PA-417417", birth_date="1999-04-12", death_date="2026-02 – 2026-03", death_place="поле",
        cause="violent", buried_on="2026-03-14", grave="кладовище за млином, ряд 2, місце 17", marker="2/17",
    )  # fmt: skip
    given = {
        "which": which, "number": 3, "power": "PA", "drawn_at": _at(8), "digest": "1f" * 32,
        "lines": (named,) * 3, "certified_by": "A-9", "certified_at": _at(10),
    }  # fmt: skip
    return DeathListPaper(mark=on, **(given | other))


def board_report(on: PaperMark, **other: Any) -> BoardReportPaper:
    def word(number: str, kind: str, by: str, **more: str) -> BoardReportWord:
        return BoardReportWord(**({
            "number": number, "kind": kind, "about": "", "verdict": "", "reference": "", "said": "усі локуси", "by": by,
            "at": _at(9),
        } | more))  # fmt: skip

    values: dict[str, Any] = {
        "number": "RO-7Q2M4-KD9XA-T", "hypothesis": "RH-7Q2M4-KD9XA-T", "items": (remains_code("KHR", "T2", 1),),
        "enquiry": "E-7Q2M4-KD9XA-T", "person": "", "opened_at": _at(8), "opened_by": "expert-3",
        "said": "поруч із його постом", "methods": ("dna", "dental"), "policy": "", "concluded_at": _at(11),
        "words": (
            word("1", "evidence", "expert-3", about="dna", verdict="supports", reference="RY-7Q2M4-KD9XA-T"),
            word("2", "evidence", "doctor", about="dental", verdict="supports", reference="D-4"),
            word("3", "review", "expert-1", verdict="supported"), word("4", "review", "expert-2", verdict="undecided"),
            word("5", "declined", "expert-2"), word("6", "resolved", "expert-3", reference="5"),
            word("7", "signed", "expert-1"), word("8", "signed", "expert-4"),
        ),
        "dna": (BoardReportDna(
            finding="RY-7Q2M4-KD9XA-T", sample="KHR-T2-00001-B-1-Q", relatives=(("mother", "RF-1"), ("father", "RF-2")),
            loci="16", log10_lr="9.8123", by_locus=(("D1S1358", "0.61"), ("D2S1358", "0.58")),
            only_mutation=("D3S1358",),
            compared="60000", chance="9e-06", next_best="3.1000", table="RQ-1: invented; drawn for the tests",
            version="0.1",
        ),),
    }  # fmt: skip
    return BoardReportPaper(mark=on, **(values | other))


def rights_sheet(on: PaperMark, **other: Any) -> RightsSheetPaper:
    return RightsSheetPaper(mark=on, **({"card_number": "0417", "person_number": "P-7Q2M4-KD9XA-T"} | other))


def _at(hour: int, minute: int = 0) -> datetime:
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
            IdentityCheck(way="Passport and photograph", done_by="Officer I. Lys", done_at=_at(9, 10)),
            IdentityCheck(way="Private question answered", done_by="Officer I. Lys", done_at=_at(9, 20)),
        ),
        "held_asked": AskedAlone(
            room="Room 1", asked_by="Delegate M. Rey", language="Українська", asked_at=_at(9, 40), wishes_it=True
        ),
        "recipient_asked": AskedAlone(
            room="Room 4", asked_by="Delegate K. Ito", language="Українська", asked_at=_at(9, 45), wishes_it=True
        ),
        "met_at": _at(10),
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
        "completed_at": _at(11, 30),
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
    given = {
        "name": "Шевченко Марія", "romanised": "Shevchenko Mariia", "point": "Point P", "meets_on": date(2026, 5, 20),
        "her_journey": "train, a bed on the way, one companion",
    }  # fmt: skip
    return InformationLetterPaper(mark=on, **(given | other))


def family_paper(on: PaperMark, **other: Any) -> FamilyPaper:
    given = {
        "sought_name": "Шевченко Сергій", "told_on": date(2026, 5, 20), "found": (FoundOf.WHOLE, FoundOf.PART),
        "methods": ("dna", "dental"), "support": ("A doctor, 000 000 00 00",),
    }  # fmt: skip
    return FamilyPaper(mark=on, **(given | other))


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
        *(batch(on, sheet=one) for one in BatchSheet),
        family_paper(on),
        death_certificate(on),
        *(death_list(on, which=one) for one in DeathListKind),
        board_report(on),
    ]
