"""Reading: letters by number and words, papers added, a paper checked; no answer tells more than its words do."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from repatria.core.vocabulary.paper_codes import check_word, paper_code
from repatria.core.vocabulary.papers import PaperKind
from repatria.core.vocabulary.receipts import (
    RECEIPT_LANGUAGES,
    Receipt,
    letter_identity_of,
    locator_of,
    receipt_from_form_id,
    words_of,
)
from repatria.doors.jobs.boxes import LETTERS_IN_A_BOX
from repatria.doors.jobs.courier import fetch_enquiries
from repatria.doors.jobs.ports import Outside
from repatria.doors.jobs.rounds import hold_round
from repatria.doors.portal.pages import PADDED_BYTES, texts, today
from repatria.doors.portal.reading import LARGEST_PAPER, media_type_of
from repatria.records.enquiries import drawing
from repatria.records.enquiries.selectors import enquiry_at, enquiry_for_room
from repatria.records.intake.papers import padded_codes, paper_entry
from repatria.records.intake.sealing import LetterInBox, open_at_bureau, seal_letters
from repatria.records.intake.selectors import sealed_since
from repatria.records.intake.services import replace_letterbox
from repatria.records.vault.keyring import Keyring
from tests.conftest import Clock
from tests.doors.portal.family import ANSWERS, Family, fields_of, receipt_on, text_of
from tests.records.staff import outside

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
UK = texts()["uk"]
LETTER = LetterInBox(title="Він живий", paragraphs=("Перше речення.", "<b>Друге</b>"), dated="2026-05-03", code="K",
                     check_word="абажур", language="uk")  # fmt: skip
PDF = b"%PDF-1.7\n" + bytes(500)


def _receipt(number: int, language: str = "uk") -> Receipt:
    return receipt_from_form_id(hashlib.sha256(bytes([number])).digest(), language)


def _lay(letters: dict[int, tuple[LetterInBox, ...]], codes: dict[bytes, bytes] | None = None) -> None:
    blobs = {
        locator_of(_receipt(n)): seal_letters(letter_identity_of(_receipt(n)), held) for n, held in letters.items()
    }
    replace_letterbox(round_number=1, on=today(), blobs=blobs, codes=codes or {})


def _open(client: Client, number: str, words: str, language: str = "uk") -> HttpResponse:
    return client.post(f"/{language}/open", {"number": number, "words": words})


def _open_with(client: Client, receipt: Receipt) -> HttpResponse:
    return _open(client, receipt.number, " ".join(receipt.words))


# --- letters


def test_every_answer_about_letters_has_one_status_one_size_and_one_set_of_headers(client: Client) -> None:
    many = tuple(LetterInBox(title=f"Лист {n}", paragraphs=("слово " * 200,)) for n in range(LETTERS_IN_A_BOX))
    _lay({1: (), 2: (LETTER,), 3: many})
    right, wrong = _receipt(2), _receipt(4)
    answers = {
        "no letter yet": _open_with(client, _receipt(1)),
        "a letter": _open_with(client, right),
        "many letters": _open_with(client, _receipt(3)),
        "unknown number": _open_with(client, wrong),
        "wrong words": _open(client, right.number, " ".join(wrong.words)),
        "words in another order": _open(client, right.number, " ".join(reversed(right.words))),
        "one word wrong": _open(client, right.number, " ".join([*right.words[:6], wrong.words[6]])),
        "words of two languages": _open(client, right.number, " ".join([*right.words[:6], "abacus"])),
    }

    assert {page.status_code for page in answers.values()} == {200}
    assert {len(page.content) for page in answers.values()} == {PADDED_BYTES}
    assert len({tuple(sorted(page.headers.items())) for page in answers.values()}) == 1
    same = {name: page.content for name, page in answers.items() if name not in ("a letter", "many letters")}
    assert len({content for name, content in same.items() if name != "no letter yet"}) == 1


def test_letters_that_fill_the_page_leave_out_the_oldest_rather_than_tell(client: Client) -> None:
    many = tuple(LetterInBox(title=f"Лист {n}", paragraphs=("слово " * 1000,)) for n in range(LETTERS_IN_A_BOX))
    _lay({1: many})
    page = _open_with(client, _receipt(1))

    assert len(page.content) == PADDED_BYTES
    assert "Лист 0" in text_of(page)
    assert f"Лист {LETTERS_IN_A_BOX - 1}" not in text_of(page)


def test_a_letterbox_sealed_to_another_receipt_reads_as_none(client: Client) -> None:
    blob = seal_letters(letter_identity_of(_receipt(2)), (LETTER,))
    replace_letterbox(round_number=1, on=today(), blobs={locator_of(_receipt(1)): blob}, codes={})

    assert UK["state_received"] in text_of(_open_with(client, _receipt(1)))


def test_a_letter_is_shown_with_all_it_says_and_its_marks_are_not_obeyed(client: Client) -> None:
    _lay({2: (LETTER,)})
    page = _open_with(client, _receipt(2))

    day = "3 травня 2026"
    for part in (LETTER.title, LETTER.paragraphs[0], day, LETTER.code, LETTER.check_word, UK["state_letter"]):
        assert part in text_of(page)
    assert b"<b>" not in page.content


def test_number_and_words_are_forgiven_their_spelling(client: Client) -> None:
    _lay({2: (LETTER,)})
    receipt = _receipt(2)
    number = receipt.number.replace(" ", "-")
    words = ", ".join(f"{n}. {word.upper()}" for n, word in enumerate(receipt.words, start=1))

    assert LETTER.title in text_of(_open(client, number, words))


def test_every_fault_of_a_receipt_is_named_at_once_and_what_was_typed_stays(client: Client) -> None:
    words = " ".join(["ххххххх", *_receipt(1).words[1:6], "ууууууу"])
    page = _open(client, "1234 567", words)

    assert page.status_code == 400
    for fault in (UK["fault_number"], UK["fault_word"] % {"place": 1}, UK["fault_word"] % {"place": 7}):
        assert fault in text_of(page)
    assert fields_of(page) == {"number": "1234 567", "words": words}
    assert len(page.content) == PADDED_BYTES


def test_a_near_word_is_offered_for_one_that_stands_in_no_list(client: Client) -> None:
    receipt = _receipt(1)
    wrong = receipt.words[2][:-1] + ("ж" if receipt.words[2][-1] != "ж" else "ш")
    page = _open(client, receipt.number, " ".join([*receipt.words[:2], wrong, *receipt.words[3:]]))

    assert page.status_code == 400
    assert receipt.words[2] in text_of(page).partition('class="fault"')[2]
    assert len(page.content) == PADDED_BYTES


@pytest.mark.parametrize("odd", ["", "\x00" * 13, "9" * 200_000, "\u202e" + "1" * 13, "٣" * 13, "ﷺ" * 3000, "😀" * 7])
def test_odd_numbers_and_words_are_faults_and_no_failure(client: Client, odd: str) -> None:
    for place, names in (("open", ("number", "words")), ("add", ("number", "words")), ("check", ("code", "word"))):
        page = client.post(f"/uk/{place}", dict.fromkeys(names, odd))
        assert page.status_code == 400
        assert len(page.content) < 60_000


# --- papers


def _add(client: Client, content: bytes, *, name: str = "a.pdf", receipt: Receipt | None = None) -> HttpResponse:
    one = receipt or _receipt(1)
    upload = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post("/uk/add", {"number": one.number, "words": " ".join(one.words), "paper": upload})


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90", b"PK\x03\x04", b"GIF89a", b"<svg/>", b"\x00%PDF-", b"%PD", PDF + bytes(LARGEST_PAPER)],
    ids=["empty", "program", "archive", "gif", "svg", "not at the start", "cut off", "too large"],
)
def test_a_file_of_a_wrong_kind_or_size_is_refused_plainly(client: Client, content: bytes) -> None:
    page = _add(client, content)

    assert page.status_code in (400, 413)
    assert UK["fault_file"] in text_of(page) or UK["error_large"] in text_of(page)
    assert sealed_since(0) == ()


def test_a_file_far_too_large_is_refused_before_it_is_read(client: Client) -> None:
    page = _add(client, PDF + bytes(LARGEST_PAPER + 600 * 1024))

    assert page.status_code == 413
    assert UK["error_large"] in text_of(page)


def test_faults_of_receipt_and_file_are_told_together_and_what_was_typed_stays(client: Client) -> None:
    page = client.post("/uk/add", {"number": "12", "words": "одне", "paper": "no file at all"})

    assert page.status_code == 400
    for key in ("fault_number", "fault_words_count", "fault_file"):
        assert UK[key] in text_of(page)
    assert fields_of(page) == {"number": "12", "words": "одне"}


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(PDF, "application/pdf"), (b"\xff\xd8\xff\xe0", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"),
     (b"BM", ""), (b"", "")],
)  # fmt: skip
def test_a_file_is_what_its_first_bytes_say(content: bytes, media_type: str) -> None:
    assert media_type_of(content) == media_type


def test_the_largest_file_is_taken_whole_and_an_odd_name_of_it_nowhere(client: Client, keyring: Keyring) -> None:
    content = PDF + bytes(LARGEST_PAPER - len(PDF))
    page = _add(client, content, name="../../\x00свідоцтво\u202e.exe")
    (row,) = sealed_since(0)

    assert page.status_code == 200
    assert UK["papers_done"] in text_of(page)
    header, kept = open_at_bureau(keyring.bureau_identity, row.ciphertext)
    assert header == {"item": "papers", "locator": locator_of(_receipt(1)), "media_type": "application/pdf"}
    assert kept == content


def test_a_paper_for_an_unknown_receipt_is_taken_with_the_same_words(client: Client) -> None:
    known, unknown = _add(client, PDF, receipt=_receipt(1)), _add(client, PDF, receipt=_receipt(9))

    assert known.content == unknown.content


# --- what she says later


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({}, {"fault_what"}),
        ({"what": "police", "text": "x"}, {"fault_what"}),
        ({"what": "more", "text": " "}, {"fault_text"}),
        ({"what": "complaint", "text": "x" * 10_001}, {"fault_long"}),
        ({"what": "more", "text": "https://t.me/x"}, {"fault_statement"}),
    ],
)
def test_what_is_said_later_without_a_kind_or_a_word_is_asked_back_and_kept(
    client: Client, typed: dict[str, str], faults: set[str]
) -> None:
    receipt = _receipt(1)
    page = client.post("/uk/more", {"number": receipt.number, "words": " ".join(receipt.words), **typed})

    assert page.status_code == 400
    assert {key for key in UK if key.startswith("fault_") and UK[key] in text_of(page)} == faults
    assert fields_of(page)["text"] == typed.get("text", "").strip()
    assert sealed_since(0) == ()


def test_what_she_says_later_reaches_her_enquiry_once_however_often_it_is_sent(family: Family, bureau: Outside) -> None:
    family.answer()
    receipt = receipt_on(family.send())
    typed = {"number": receipt.number, "words": " ".join(receipt.words)}
    pages = [
        family.client.post("/uk/more", typed | said)
        for said in ({"what": "reach", "text": "+380 00 222"}, {"what": "reach", "text": "+380 00 222"},
                     {"what": "withdrawal"})
    ]  # fmt: skip
    stranger = _receipt(9)
    unknown = family.client.post(
        "/uk/more", {"number": stranger.number, "words": " ".join(stranger.words), "what": "erasure"}
    )

    assert {page.content for page in (*pages, unknown)} == {unknown.content}
    assert UK["tell_done"] in text_of(unknown)
    assert fetch_enquiries(bureau, first_letter_day=21) == 4
    found = enquiry_at(locator_of(receipt))
    assert found is not None
    view = enquiry_for_room(found)
    assert [(one.line.what, one.text, one.line.is_settled) for one in view.later] == [
        ("reach", "+380 00 222", False), ("withdrawal", "", False),
    ]  # fmt: skip
    assert view.said["reach_by"] == ANSWERS["reach_by"]  # a person reads it before anything changes


# --- the check of a paper


def _issued(kind: PaperKind) -> tuple[str, str]:
    randomness = hashlib.sha512(kind.value.encode()).digest()
    code, word = paper_code(randomness[:13]), check_word(randomness[13:21], words_of("uk"))
    _lay({}, dict(padded_codes([paper_entry(code=code, word=word, kind=kind, dated=today())], chaff_key=b"c" * 32)))
    return code, word


def _checked(client: Client, code: str, word: str) -> HttpResponse:
    return client.post("/uk/check", {"code": code, "word": word})


@pytest.mark.parametrize("kind", [kind for kind in PaperKind if kind.is_checked_publicly])
def test_an_issued_paper_is_ours_with_its_kind_and_the_count_of_checks(client: Client, kind: PaperKind) -> None:
    code, word = _issued(kind)
    pages = [_checked(client, code.lower().replace("-", " "), word.upper()) for _ in range(2)]

    for times, page in enumerate(pages, start=1):
        assert UK["verify_yes"] in text_of(page)
        assert UK[f"kind_{kind.value}"] in text_of(page)
        assert f": {times}." in text_of(page)


def test_a_wrong_word_and_an_unknown_code_get_one_answer(client: Client) -> None:
    code, word = _issued(PaperKind.LETTER_ALIVE)
    unknown = paper_code(bytes(range(13)))
    right = _checked(client, code, word)
    answers = [_checked(client, code, "абажур"), _checked(client, unknown, word), _checked(client, unknown, "xyz")]

    assert len({page.content for page in answers}) == 1
    assert UK["verify_no"] in text_of(answers[0])
    assert {len(page.content) for page in (right, *answers)} == {PADDED_BYTES}
    assert {page.status_code for page in (right, *answers)} == {200}


@pytest.mark.parametrize(("code", "word"), [("", ""), ("7Q2M4", "слово"), (paper_code(bytes(13))[:-1] + "?", "слово")])
def test_a_code_that_is_none_is_a_fault_and_what_was_typed_stays(client: Client, code: str, word: str) -> None:
    page = _checked(client, code, word)

    assert page.status_code == 400
    assert UK["fault_code"] in text_of(page)
    assert fields_of(page) == {"code": code, "word": word}


# --- the whole way


@pytest.fixture
def bureau(clock: Clock) -> Outside:
    return outside(clock, secrets.token_bytes)


@pytest.mark.parametrize("language", RECEIPT_LANGUAGES)
def test_what_the_round_lays_out_opens_with_the_receipt_shown(client: Client, bureau: Outside, language: str) -> None:
    family = Family(client, language)
    family.answer()
    receipt = receipt_on(family.send())
    typed = {"number": receipt.number, "words": " ".join(receipt.words)}
    before = client.post(f"/{language}/open", typed)
    fetch_enquiries(bureau, first_letter_day=0)
    bureau.now.at = _evening()  # type: ignore[attr-defined]
    hold_round(bureau)
    page = client.post(f"/{language}/open", typed)

    assert texts()[language]["state_received"] in text_of(before)
    assert texts()[language]["state_letter"] in text_of(page)
    assert len(page.content) == len(before.content)


def _evening() -> datetime:
    return datetime.combine(today(), time(18), UTC)


def test_a_paper_added_with_the_receipt_shown_reaches_its_enquiry(
    family: Family, bureau: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "_drawers", [bytes])  # who draws it is asked in tests/adapters
    family.answer()
    receipt = receipt_on(family.send())
    _add(family.client, PDF, receipt=receipt)

    assert fetch_enquiries(bureau, first_letter_day=21) == 2
    found = enquiry_at(locator_of(receipt))
    assert found is not None
    assert [paper.size_bytes for paper in enquiry_for_room(found).papers] == [len(PDF)]


def test_a_name_of_ten_thousand_letters_delays_nobodys_letter(client: Client, bureau: Outside) -> None:
    noise = "".join(chr(0x4E00 + secrets.randbelow(20_000)) for _ in range(10_000))
    receipts = []
    for name in (noise, "Сергій"):
        family = Family(client, "uk")
        family.answer(ANSWERS | {"sought_name": name})
        receipts.append(receipt_on(family.send()))
    fetch_enquiries(bureau, first_letter_day=0)
    bureau.now.at = _evening()  # type: ignore[attr-defined]
    hold_round(bureau)
    pages = [_open_with(client, receipt) for receipt in receipts]

    assert [UK["state_letter"] in text_of(page) for page in pages] == [True, True]
    assert {len(page.content) for page in pages} == {PADDED_BYTES}
