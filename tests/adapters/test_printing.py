"""Printed papers: literal values, tagged pages, marks in every foot, three languages, and nothing that disappears."""

from __future__ import annotations

import ast
import io
import re
import string
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from typing import Any

import pypdf
import pypdfium2
import pytest
import typst
import zxingcpp

from repatria.adapters.printing import TypstPrinter, printer
from repatria.adapters.printing.catalogue import ROOM, catalogue, day_text, folders, moment_text, partial_text, section
from repatria.adapters.printing.errors import CatalogueError, PrintingError
from repatria.adapters.printing.forms import Form, form_of, printed_types, prints, sheet_of, titles_of
from repatria.adapters.printing.glyphs import drawn_characters, printable
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.papers import (
    CardAddressee,
    LetterPaper,
    NoticeEvent,
    NoticeItem,
    NoticeLine,
    NoticeRecipient,
    Paper,
    PaperKind,
    PaperLanguage,
    PaperPrinter,
)
from repatria.core.vocabulary.papers_handover import HandoverRecordPaper, PersonOnPaper
from repatria.core.vocabulary.particulars import Given
from tests.adapters import sample_papers as sample
from tests.adapters.sample_papers import EN, RU, UK

PRINTER: PaperPrinter = TypstPrinter()
PAIRS = [(UK, EN), (RU, EN), (UK, RU), (EN,)]
SAMPLES = {paper.kind: paper for paper in sample.every_paper(sample.mark())}
HOSTILE = ['#import "x"', "*bold* _under_ `raw`", "$x^2$ @ref <label>", "= Heading", "\\u{41} \\#",
           '"quoted" -- \'one\'',
           "[#panic()]", "{name} {0} %s", "</script><b>", "// no comment"]  # fmt: skip


def read(sheet: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(sheet))


def pdf_of(paper: Paper) -> bytes:
    """A paper as it is printed; the same paper, of which several questions are asked, once."""
    told = repr(paper)
    if told not in _PRINTED:
        _PRINTED[told] = PRINTER.print_paper(paper)
    return _PRINTED[told]


_PRINTED: dict[str, bytes] = {}


def words_of(text: str) -> str:
    """Text without what line breaks and columns do to it."""
    return re.sub(r"[\s\u200b]+", "", text)


@cache
def texts_of(sheet: bytes) -> tuple[str, ...]:
    """The text of each page, by a reader that is quick at it; of the same sheet, often asked, taken once."""
    return tuple(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(sheet))


def text_of(sheet: bytes) -> str:
    return words_of("".join(texts_of(sheet)))


def printed(paper: Paper) -> str:
    return text_of(pdf_of(paper))


def strings_in(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | tuple):
        return [one for part in value for one in strings_in(part)]
    if isinstance(value, dict):
        return [one for part in value.values() for one in strings_in(part)]
    return []


def named(paper_name: str) -> LetterPaper:
    return sample.letter(sample.mark(), PaperKind.LETTER_ALIVE, sought_name=paper_name)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_printed_as_it_was_given(name: str) -> None:
    assert words_of(name) in printed(named(name))


def test_hostile_words_are_literal_on_every_other_paper_too() -> None:
    name = " ".join(HOSTILE)
    on = sample.mark(bureau=(HOSTILE[0], name))
    papers: list[Paper] = [
        sample.notice(on, notice_number=name),
        sample.capture_card(on, surname=name, next_of_kin_address=name),
        sample.handover_record(on, point=name, medical_papers=(name,), conditions=name),
        sample.dossier(on, private_question=name, telephones=((name, name),)),
    ]
    for paper in papers:
        assert words_of(name) in printed(paper)
    for short in (one for one in HOSTILE if len(one) <= 24):
        assert words_of(short) in printed(sample.receipt(on, number=short))
        assert words_of(short) in printed(sample.arrival_pad(on, unit=short, count=1))


@pytest.mark.parametrize("languages", PAIRS, ids=str)
def test_everything_that_was_passed_is_on_the_paper(languages: tuple[PaperLanguage, ...]) -> None:
    for paper in sample.every_paper(sample.mark(languages)):
        page_text = printed(paper)
        given, lost = printer._given(paper)
        for one in strings_in({"v": given["v"], "titles": given["titles"]}):
            if one not in {"distinct", "distinct_family", *PaperLanguage}:
                assert words_of(one) in page_text, (paper.kind, one)
        assert lost == ()


@pytest.mark.parametrize("kind", list(PaperKind))
@pytest.mark.parametrize("languages", PAIRS, ids=str)
def test_every_paper_is_tagged_with_language_and_title(kind: PaperKind, languages: tuple[PaperLanguage, ...]) -> None:
    paper = next(one for one in sample.every_paper(sample.mark(languages)) if one.kind is kind)
    reader = read(pdf_of(paper))
    root: Any = reader.root_object
    assert reader.metadata

    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"].value is True
    assert languages[0] == str(root["/Lang"])[:2]
    assert catalogue(languages[0])[kind]["title"] in str(reader.metadata.title)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True


@pytest.mark.parametrize("kind", list(PaperKind))
def test_every_page_carries_code_check_word_and_its_number(kind: PaperKind) -> None:
    pages = texts_of(pdf_of(SAMPLES[kind]))
    for number, page_text in enumerate(pages, start=1):
        assert sample.CODE in page_text
        assert "калина" in page_text
        assert f"Page {number} of {len(pages)}" in page_text
        assert f"Сторінка {number} з {len(pages)}" in page_text
        if number > 1 and kind is not PaperKind.CAPTURE_CARD:  # who signs a later page sees of which paper it is
            assert titles_of(SAMPLES[kind])[0] in page_text


@pytest.mark.parametrize("kind", list(PaperKind))
def test_a_demo_paper_says_so_on_every_page_and_a_real_one_nowhere(kind: PaperKind) -> None:
    real = next(one for one in sample.every_paper(sample.mark(demo=False)) if one.kind is kind)

    # Once across the page and once a language in the foot.
    assert all(3 == text.count("DEMO") for text in texts_of(pdf_of(SAMPLES[kind])))
    assert "DEMO" not in printed(real)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_the_same_paper_gives_the_same_bytes(kind: PaperKind) -> None:
    again = next(one for one in sample.every_paper(sample.mark()) if one.kind is kind)

    assert PRINTER.print_paper(SAMPLES[kind]) == TypstPrinter().print_paper(again)


def test_the_instant_is_the_one_passed_in() -> None:
    metadata = read(pdf_of(SAMPLES[PaperKind.RECEIPT])).metadata

    assert metadata
    assert datetime(2026, 5, 24, 9, 30, tzinfo=UTC) == metadata.creation_date


def test_pages_have_their_size_and_number() -> None:
    for kind, paper in SAMPLES.items():
        pages = read(pdf_of(paper)).pages
        on_side = kind in {PaperKind.DEATH_LIST, PaperKind.GRAVE_LIST}
        width, height = (150, 105) if kind is PaperKind.CAPTURE_CARD else (297, 210) if on_side else (210, 297)
        for page in pages:
            assert (width, height) == (
                round(float(page.mediabox.width) * 25.4 / 72),
                round(float(page.mediabox.height) * 25.4 / 72),
            )
        if kind in {PaperKind.RECEIPT, PaperKind.STATUTORY_NOTICE} or kind.startswith("letter"):
            assert len(pages) == 1
    assert len(read(pdf_of(SAMPLES[PaperKind.CAPTURE_CARD])).pages) == 2


def test_the_longest_receipt_is_still_one_sheet() -> None:
    paper = sample.receipt(sample.mark((UK, RU)), number="W" * 24, words=("Щ" * 16,) * 12, caller_rows=("Щ" * 16,) * 8)
    sheet = pdf_of(paper)

    assert len(read(sheet).pages) == 1
    assert text_of(sheet).count("Щ" * 16) == 12 + 8  # words, and rows for callers
    assert_within(sheet)


def test_only_the_shipped_faces_are_used_and_embedded() -> None:
    for paper in SAMPLES.values():
        pages: list[Any] = list(read(pdf_of(paper)).pages)
        faces = [
            font.get_object()["/DescendantFonts"][0]["/FontDescriptor"]
            for page in pages
            for font in page["/Resources"]["/Font"].values()
        ]

        assert faces
        for face in faces:
            assert "NotoSans" in face["/FontName"]
            assert {"/FontFile2", "/FontFile3"} & set(face)


def long_papers(name: str) -> list[tuple[int, Paper]]:
    """Papers with that name, and how often each says it."""
    on = sample.mark(demo=False)
    record = sample.handover_record(on)
    first = type(record.signatories[0])(role=record.signatories[0].role, name=name)
    return [
        (3, sample.letter(on, PaperKind.LETTER_ALIVE, sought_name=name)),
        (1, sample.capture_card(on, surname=name)),
        (
            2,
            sample.handover_record(on, held=PersonOnPaper(name=name), signatories=(first, *record.signatories[1:])),
        ),
        (1, sample.notice(on, notice_number=name)),
        (1, sample.dossier(on, private_answer=name)),
    ]


@pytest.mark.parametrize("count", [25, 299, 301])
def test_long_names_keep_every_character_on_the_page(count: int) -> None:
    for times, paper in long_papers(WIDE * count):
        sheet = pdf_of(paper)

        assert times * count == text_of(sheet).count(WIDE), paper.kind
        assert_within(sheet)


def test_a_name_of_ten_thousand_characters_breaks_no_paper() -> None:
    for times, paper in long_papers(WIDE * 10_000)[:3]:
        sheet = pdf_of(paper)

        assert times * 10_000 == text_of(sheet).count(WIDE), paper.kind
        assert_within(sheet)


WIDE = "Ѿ"  # a broad letter that no text of the catalogue has


def assert_within(sheet: bytes) -> None:
    """Every letter lies on its page, clear of the edge: none has left it."""
    for page in pypdfium2.PdfDocument(sheet):
        width, height = page.get_size()
        written = page.get_textpage()
        boxes = [written.get_charbox(place) for place in range(written.count_chars())]

        assert boxes
        assert all(left >= 5 and bottom >= 5 and right <= width - 5 and top <= height - 5
                   for left, bottom, right, top in boxes if (left, bottom) != (right, top))  # fmt: skip


@pytest.mark.parametrize("kind", list(PaperKind))
def test_no_letter_leaves_its_page(kind: PaperKind) -> None:
    for languages in PAIRS:
        for paper in sample.every_paper(sample.mark(languages, demo=False)):
            if paper.kind is kind:
                assert_within(pdf_of(paper))


def test_an_address_of_many_lines_keeps_them() -> None:
    paper = sample.letter(sample.mark(), PaperKind.LETTER_ALIVE, mail_address="one\r\ntwo\nthree")
    text = texts_of(pdf_of(paper))[0]

    assert re.search(r"one\s*\n", text)
    assert "onetwothree" in words_of(text)


@pytest.mark.parametrize(
    "name",
    [
        "გიორგი მაისურაძე",
        "Հայկ Պետրոսյան",
        "Ђорђе Ћирић",
        "Łukasz Żółć",
        "Ґалаґан Їжак",
        "Ҷамшед Ӯрунов",
        "Әлихан Ғали",
    ],
)
def test_names_in_neighbouring_scripts_are_drawn(name: str) -> None:
    assert PRINTER.unprintable(named(name)) == ()
    assert words_of(name) in printed(named(name))


@pytest.mark.parametrize("name", ["محمد علي", "שלום כהן"])
def test_names_written_from_the_right_are_drawn_whole(name: str) -> None:
    text = printed(named(name))

    assert PRINTER.unprintable(named(name)) == ()
    for letter in set(words_of(name)):
        assert letter in text


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("李明", ("U+674E", "U+660E")),
        ("a\u202eb", ("U+202E",)),
        ("a\u200bb", ("U+200B",)),
        ("bell\x07", ("U+0007",)),
        ("half \ud800", ("U+D800",)),
        ("😀", ("U+1F600",)),
        ("\ue000", ("U+E000",)),
        ("two\u2028lines", ("U+2028",)),
    ],
)
def test_a_character_that_cannot_be_drawn_is_printed_as_its_number_and_reported(
    name: str, numbers: tuple[str, ...]
) -> None:
    paper = named(name)
    text = printed(paper)

    assert numbers == PRINTER.unprintable(paper)
    assert all(f"[{number}]" in text for number in numbers)
    assert words_of(catalogue(EN)["common"]["unprintable"].format(characters=", ".join(numbers))) in text


def test_the_typesetter_itself_refuses_a_missing_glyph_without_naming_it(monkeypatch: pytest.MonkeyPatch) -> None:
    # The second line of defence: were the map of characters wrong, PDF/UA-1 stops the paper.
    monkeypatch.setattr(printer, "printable", lambda text: (text, ()))
    with pytest.raises(PrintingError) as refusal:
        PRINTER.print_paper(named("李明"))

    assert refusal.value.permanent
    assert "李" not in str(refusal.value)
    assert refusal.value.__suppress_context__


def test_the_map_of_characters_agrees_with_the_typesetter() -> None:
    ours = sorted(p for p in drawn_characters() if printable(chr(p))[1] == () and not chr(p).isspace())
    source = '#set document(title: "t")\n#set text(font: ("Noto Sans", "Noto Sans Georgian", "Noto Sans Armenian", '
    source += '"Noto Sans Hebrew", "Noto Sans Arabic"), lang: "uk")\n#sys.inputs.x\n#strong(sys.inputs.x)'
    sheet = typst.compile(source.encode(), font_paths=printer.faces(), ignore_system_fonts=True,
                          sys_inputs={"x": " ".join(map(chr, ours))}, pdf_standards=["ua-1"])  # fmt: skip

    assert len(ours) > 1500
    assert sheet.startswith(b"%PDF")


def test_every_text_exists_in_all_three_languages_with_the_same_places() -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    keys = {language: {(s, k) for s, texts in catalogue(language).items() for k in texts} for language in PaperLanguage}

    assert keys[UK] == keys[RU] == keys[EN]
    for part, key in keys[UK]:
        texts = [catalogue(language)[part][key] for language in PaperLanguage]
        assert all(text.strip() for text in texts)
        assert len({frozenset(places(text)) for text in texts}) == 1, (part, key)


def test_every_text_of_the_templates_is_in_the_catalogue_and_every_text_is_drawn() -> None:
    for language in PaperLanguage:
        for texts in catalogue(language).values():
            for text in texts.values():
                assert printable(text)[1] == ()
    every = {key for texts in catalogue(EN).values() for key in texts}
    sheets = [*ROOM.glob("papers/*/sheet.typ"), ROOM / "templates" / "base.typ"]

    assert len(sheets) == len(printed_types()) + 1 > 7
    for template in sheets:
        for key in re.findall(r'\bt\("(\w+)"\)', template.read_text(encoding="utf-8")):
            assert key in every, (template, key)


def test_no_text_uses_a_word_that_wounds() -> None:
    banned = (
        r"\b(hero|enemy|surrender\w*|cargo|victim|match|user|submit|invalid)\b|геро[йя]|враг|ворог|сдал|здався|жертв"
    )
    for language in PaperLanguage:
        for texts in catalogue(language).values():
            for text in texts.values():
                assert not re.search(banned, text, re.IGNORECASE), text


def test_every_letter_carries_the_warning_of_fraud_and_the_number_to_call() -> None:
    for kind in (kind for kind in PaperKind if kind.startswith("letter_")):
        text = printed(SAMPLES[kind])

        assert words_of(catalogue(UK)["letter"]["fraud"]) in text
        assert words_of(catalogue(EN)["letter"]["fraud"]) in text
        assert words_of("+00 000 000 000") in text


def test_the_letter_all_get_differs_in_nothing_but_what_she_gave() -> None:
    one = sample.letter(sample.mark(), PaperKind.LETTER_NO_INFORMATION)
    other = sample.letter(sample.mark(), PaperKind.LETTER_NO_INFORMATION, sought_name="Інший Чоловік")

    assert printed(one).replace(words_of(sample.NAME), "") == printed(other).replace(words_of("Інший Чоловік"), "")


def test_the_receipt_names_neither_the_service_nor_him() -> None:
    sheet = pdf_of(SAMPLES[PaperKind.RECEIPT])
    text, square = text_of(sheet), printer._given(SAMPLES[PaperKind.RECEIPT])[0]["mark"]["qr"]

    for secret in (sample.BUREAU[UK], sample.BUREAU[EN], sample.NAME, "portal.example", "+00000000000", "Delegates"):
        assert words_of(secret) not in text
        assert secret.encode() not in sheet
    assert square == printer._square(sample.mark(), "")


def test_the_square_of_a_letter_leads_to_the_check_page_and_of_a_card_only_to_its_code() -> None:
    public, closed = (printer._given(SAMPLES[k])[0]["mark"]["qr"] for k in (PaperKind.LETTER_ALIVE, PaperKind.STUB))

    assert public == printer._square(sample.mark(), sample.ADDRESS)
    assert closed == printer._square(sample.mark(), "")
    assert public != closed
    assert "portal.example" not in printed(SAMPLES[PaperKind.CAPTURE_CARD])


def test_a_notice_says_declined_and_not_missing_and_holds_the_eleven_items() -> None:
    text = printed(SAMPLES[PaperKind.STATUTORY_NOTICE])

    for item in NoticeItem:
        assert words_of(catalogue(UK)["noticeitem"][item]) in text
    assert words_of(catalogue(EN)["given"]["declined"]) in text
    assert "missing" not in text.lower()
    assert words_of(catalogue(UK)["statutory_notice"]["fear"]) in text
    calm = sample.notice(sample.mark(), fears_the_notice=False)
    assert words_of(catalogue(UK)["statutory_notice"]["fear"]) not in printed(calm)


@pytest.mark.parametrize(("event_on", "said"), [(None, "unsaid"), ("", "unknown")])
def test_a_notice_without_a_day_says_whether_it_keeps_none_or_nobody_knows_it(event_on: str | None, said: str) -> None:
    given = catalogue(UK)["given"]
    lines = tuple(NoticeLine(item=item, given=Given.GIVEN, value="x") for item in NoticeItem)
    text = printed(sample.notice(sample.mark(), event_on=event_on, lines=lines))

    assert words_of(given[said]) in text
    assert words_of(given["unsaid" if said == "unknown" else "unknown"]) not in text


@pytest.mark.parametrize("recipient", list(NoticeRecipient))
def test_a_notice_says_to_whom_it_goes(recipient: NoticeRecipient) -> None:
    text = printed(sample.notice(sample.mark(), addressee=recipient))

    assert words_of(catalogue(UK)["statutory_notice"][recipient]) in text


def test_a_notice_of_a_death_asks_whoever_owes_the_visit_for_it_and_names_a_day_of_ours_alone() -> None:
    texts, death = catalogue(UK)["statutory_notice"], {"event": NoticeEvent.DEATH, "fears_the_notice": False}
    power = NoticeRecipient.POWER_CONCERNED
    theirs = printed(sample.notice(sample.mark(), addressee=power, receiver_visits=True, **death))
    ours = printed(sample.notice(sample.mark(), addressee=power, family_by=date(2026, 5, 20), **death))

    assert words_of(texts["visits_power_concerned"]) in theirs and words_of(texts["family"]) not in theirs
    assert words_of(texts["family"]) in ours and words_of(texts["visits_power_concerned"]) not in ours


def test_article_117_is_on_the_record_where_the_law_says_so_and_nowhere_else() -> None:
    words = words_of(catalogue(EN)["handover_record"]["article_117"])

    assert words in printed(SAMPLES[PaperKind.HANDOVER_RECORD])
    assert words not in printed(
        sample.handover_record(sample.mark(), basis=ReleaseBasis.UNILATERAL, prints_article_117=False)
    )


def test_each_event_that_was_reported_of_him_is_one_row_in_two_languages() -> None:
    page = read(PRINTER.print_paper(sample.sent_list(sample.mark((UK, EN))))).pages[0]
    lines = page.extract_text(extraction_mode="layout").splitlines()
    assert any("notice: captured" in line and "as the law asks" in line for line in lines)


def test_a_record_has_a_box_for_everybody_and_says_who_was_absent() -> None:
    record = SAMPLES[PaperKind.HANDOVER_RECORD]
    assert isinstance(record, HandoverRecordPaper)
    text = printed(record)

    for role in catalogue(UK)["signerrole"].values():
        assert words_of(role) in text
    assert text.count(words_of(catalogue(EN)["common"]["absent"])) == 1
    assert text.index(words_of("09:40 (UTC+3)")) < text.index(words_of(catalogue(UK)["handover_record"]["signatures"]))


def test_a_card_without_values_prints_lines_to_write_on() -> None:
    blank = sample.capture_card(
        sample.mark(), power="", surname="", first_names="", father_first_name="", birth_date=None, birth_place="",
        rank="", service_number="", next_of_kin_address="", captured_on=None, health=None, prisoner_number="",
        camp_name="", written_on=None,
    )  # fmt: skip
    text = printed(blank)

    assert words_of("14. Підпис / Signature") in text
    assert "ШЕВЧЕНКО" not in text
    assert len(read(pdf_of(blank)).pages) == 2


def test_dates_have_the_month_in_words_and_times_their_zone() -> None:
    day = date(2026, 5, 3)

    assert day_text(day, EN) == "3 May 2026"
    assert "3 травня 2026" in day_text(day, UK).replace("\u202f", " ")
    assert "3 мая 2026" in day_text(day, RU).replace("\u202f", " ")
    assert partial_text(PartialDate(1968, 2), EN) == "February 1968"
    assert partial_text(PartialDate(1968, 2, 30), EN) == "1968-02-30"
    assert partial_text(PartialDate(1968), UK) == "1968"
    assert (
        moment_text(datetime(2026, 5, 3, 14, 5, tzinfo=timezone(timedelta(hours=5, minutes=30))), EN)
        == "3 May 2026, 14:05 (UTC+5:30)"
    )
    assert (
        moment_text(datetime(2026, 5, 3, 14, 5, tzinfo=timezone(timedelta(hours=-4))), EN)
        == "3 May 2026, 14:05 (UTC−4)"
    )
    with pytest.raises(ValueError, match="zone"):
        moment_text(datetime(2026, 5, 3, 14, 5), EN)


def test_the_licence_travels_with_the_faces_and_each_is_small() -> None:
    folder = files("repatria.adapters.printing").joinpath("fonts")
    faces = [one for one in folder.iterdir() if one.name.endswith(".ttf")]

    assert "SIL OPEN FONT LICENSE" in folder.joinpath("OFL.txt").read_text(encoding="utf-8")
    assert len(faces) == 10
    assert all(len(face.read_bytes()) < 400_000 for face in faces)


def test_the_shared_texts_open_with_a_note_to_their_reviewer_in_each_language() -> None:
    text = (ROOM / "shared.toml").read_text(encoding="utf-8")
    note = text.split("[common]")[0]

    assert all(words in note for words in ("Примітка для рецензента", "Примечание для рецензента", "Reviewer's note"))
    assert tomllib.loads(text)


def test_every_paper_has_a_folder_with_form_sheet_and_texts_and_every_folder_a_paper() -> None:
    found = {sheet_of(paper).parent for paper in SAMPLES.values()}

    assert set(folders()) == found
    assert {type(paper) for paper in SAMPLES.values()} == printed_types()
    for folder in found:
        assert all((folder / name).is_file() for name in ("form.py", "sheet.typ", "texts.toml"))


def test_a_form_knows_the_vocabulary_and_printing_and_nothing_else() -> None:
    # The linter of imports does not see a folder without __init__.py; this does.
    named = [
        node.module or ""
        for folder in folders()
        for node in ast.walk(ast.parse((folder / "form.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    ]
    ours = [one for one in named if one.startswith("repatria")]

    assert len(ours) > 10
    assert [] == [one for one in ours if not one.startswith(("repatria.core.vocabulary", "repatria.adapters.printing"))]


def test_refuses_a_second_form_of_a_paper() -> None:
    with pytest.raises(ValueError, match="LetterPaper has two forms"):
        prints(LetterPaper)(lambda paper: Form(texts={}, values={}))


def test_refuses_a_section_that_the_catalogue_lacks() -> None:
    with pytest.raises(CatalogueError) as refusal:
        section(UK, "no_such_paper")

    assert refusal.value.permanent


def test_an_hour_that_nobody_recorded_is_a_blank_on_the_record() -> None:
    record = replace(sample.handover_record(sample.mark()), met_at=None, completed_at=None)

    whole, blank = ("".join(texts_of(pdf_of(paper))) for paper in (sample.handover_record(sample.mark()), record))

    assert "They met" in blank and "Completed" in blank
    assert "11:30" in whole and "11:30" not in blank


def test_a_card_to_the_family_without_their_address_leaves_him_the_lines_and_names_stand_in_latin_too() -> None:
    card = sample.capture_card(
        sample.mark(), addressee=CardAddressee("family"), next_of_kin_address="", surname_latin="SHEVCHENKO"
    )
    said = form_of(card).values

    assert (True, "", "SHEVCHENKO") == (said["to_family"], said["address"], said["surname_latin"])
    assert b"%PDF" == pdf_of(card)[:4]


def _codes_on(sheet: bytes, page: int = 0) -> set[str]:
    """The square codes of a page, as a scanner reads them from the paper at 200 dots an inch."""
    drawn = pypdfium2.PdfDocument(sheet)[page].render(scale=200 / 72).to_pil().convert("L")
    return {one.text for one in zxingcpp.read_barcodes(drawn, formats=zxingcpp.BarcodeFormat.QRCode)}


def test_a_scanner_reads_from_the_printed_page_what_the_paper_is_and_never_its_check_word() -> None:
    mark = sample.mark()
    for kind in (PaperKind.HANDOVER_RECORD, PaperKind.CAPTURE_CARD, PaperKind.STATUTORY_NOTICE, PaperKind.DOSSIER):
        read_back = _codes_on(pdf_of(SAMPLES[kind]))
        wanted = f"{mark.check_address}?code={mark.code}" if kind.is_checked_publicly else mark.code
        assert wanted in read_back, kind
        assert not any(mark.check_word in one for one in read_back)


def test_a_scanner_reads_each_mans_number_from_his_stub() -> None:
    pad = SAMPLES[PaperKind.STUB]
    assert set(pad.cards[:3]) <= _codes_on(pdf_of(pad))  # type: ignore[attr-defined]
