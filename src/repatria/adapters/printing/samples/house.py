"""Invented papers of the house, the camps and the dead: what a sheet looks like before it is printed for anybody."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from repatria.adapters.printing.samples.families import EAST, NAME, at_hour
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.papers import (
    ArrivalPadPaper,
    CaptureCardPaper,
    CardAddressee,
    CardHealth,
    NoticeEvent,
    NoticeItem,
    NoticeLine,
    NoticeRecipient,
    PaperMark,
    StatutoryNoticePaper,
)
from repatria.core.vocabulary.papers_camp import (
    ChangeSlipPaper,
    PropertyReceiptPaper,
    RightsSheetPaper,
    SentListPaper,
    SentOnList,
)
from repatria.core.vocabulary.papers_exchange import ExchangeLine, ExchangeListPaper
from repatria.core.vocabulary.papers_remains import LabelSize, RemainsLabelsPaper
from repatria.core.vocabulary.papers_returns import (
    BatchPaper,
    BatchPaperContainer,
    BatchPaperCount,
    BatchPaperDifference,
    BatchPaperLine,
    BatchPaperStep,
    BatchSheet,
    LaissezPasserPaper,
    RemainsReleasePaper,
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
from repatria.core.vocabulary.particulars import Given
from repatria.core.vocabulary.remains_codes import remains_code


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
        "goes_on": ListFor.VISIT, "title": "CAMP-2", "made_at": at_hour(9), "since": at_hour(8),
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
        "number": 3, "list_kind": "answer", "about": "XB-7Q2M4-KD9XA-T", "released_at": at_hour(9),
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
        "taken_at": at_hour(9, 30), "items": "a watch of steel, a penknife, two photographs", "money": "1,200 hryvnia",
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
    said: dict[str, Any] = {"at": at_hour(9), "who": "Kovtun; Dubas"}
    values: dict[str, Any] = {
        "sheet": BatchSheet.PROTOCOL, "number": "NB-7Q2M4-KD9XA-T", "way": "sent", "is_compared": True,
        "power": "PB", "place": "bridge L", "vehicle_seal": "V-44790", "manifest_digest": "ab" * 32,
        "lines": (
            BatchPaperLine(label=remains_code("KHR", "T2", 1), seal="S-44801", container="B-1", is_spot_checked=True),
            BatchPaperLine(label=remains_code("KHR", "T2", 2), seal="S-44802", container="B-2", is_spot_checked=False),
        ),
        "containers": (
            BatchPaperContainer(number="B-1", seal="S-44900", resealed="N-17", lines=1, is_spot_checked=True),
            BatchPaperContainer(number="B-2", seal="S-44901", resealed="", lines=1, is_spot_checked=False),
        ),
        "counts": (
            BatchPaperCount(is_receiver=False, number=1248, at=at_hour(9), by="Kovtun", second="Dubas", reference="L7"),
            BatchPaperCount(is_receiver=True, number=1245, at=at_hour(11), by="Moroz", second="Ilyin", reference="P-3"),
        ),
        "differences": (BatchPaperDifference(
            kind="missing", listed="KHR-T2-00002 · S-44802", counted="", end="still_sought"
        ),),
        "steps": (BatchPaperStep(
            event="handed_over", place="bridge L", seal_number="V-44790", reference="R-3", said="A-12", **said
        ),),
    }  # fmt: skip
    return BatchPaper(mark=on, **(values | other))


def rights_sheet(on: PaperMark, **other: Any) -> RightsSheetPaper:
    return RightsSheetPaper(mark=on, **({"card_number": "0417", "person_number": "P-7Q2M4-KD9XA-T"} | other))


def remains_release(on: PaperMark, **other: Any) -> RemainsReleasePaper:
    values: dict[str, Any] = {
        "number": "NR-7Q2M4-KD9XA-T", "items": (remains_code("KHR", "T2", 1),), "place": "morgue 2",
        "packets": (("RK-7Q2M4-KD9XA-T", "S-44810", "a watch"),), "released_at": at_hour(9),
        "receiver": "Шевченко Ганна",
        "relation": "mother", "document": "passport AB", "by": "Kovtun", "second": "Dubas", "receipt": "R-4",
        "named_by": "letter 7", "as_wished": "at home", "proposed_by": "Ivanenko", "released_by": "Petrenko",
    }  # fmt: skip
    return RemainsReleasePaper(mark=on, **(values | other))


def laissez_passer(on: PaperMark, **other: Any) -> LaissezPasserPaper:
    values: dict[str, Any] = {
        "number": "NK-7Q2M4-KD9XA-T", "batch": "NB-7Q2M4-KD9XA-T", "coffin_number": "B-1", "seal_number": "S-44900",
        "items": (remains_code("KHR", "T2", 1),), "certificate": "GK-7Q2M4-KD9XA-T", "surname": "Шевченко",
        "first_names": "Остап", "age": "31", "birth_date": "1995-02-11", "birth_place": "Вишневе",
        "death_date": "2026-03-01", "death_place": "", "cause": "violent", "cause_said": "осколкове поранення",
        "coffin": "wood, lined with zinc, soldered", "from_place": "morgue 2", "to_place": "bridge L",
        "means": "by road", "issued_by": "Ivanenko", "issued_at": at_hour(9), "signed_by": "Petrenko",
        "signed_at": at_hour(11),
    }  # fmt: skip
    return LaissezPasserPaper(mark=on, **(values | other))
