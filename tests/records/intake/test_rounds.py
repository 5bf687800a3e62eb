"""Rounds: all letterboxes at once, all of one size, or none."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from django.db import connections

from repatria.core.vocabulary.paper_codes import check_word, code_hash, paper_code
from repatria.core.vocabulary.papers import PaperKind
from repatria.core.vocabulary.receipts import (
    Receipt,
    letter_identity_of,
    letter_key_of,
    locator_of,
    receipt_from_form_id,
    words_of,
)
from repatria.records.intake.errors import (
    LongLetterError,
    MalformedItemError,
    RepeatedRoundStateError,
    UnequalLettersError,
    UnsealedError,
)
from repatria.records.intake.papers import PAPER_ENTRY_BYTES, CheckedPaper, open_entry, padded_codes, paper_entry
from repatria.records.intake.sealing import LETTER_BLOB_BYTES, LetterInBox, open_letters, seal_letters
from repatria.records.intake.selectors import letter_for, lying_round, paper_entry_of, times_checked, verify_letterboxes
from repatria.records.intake.services import count_check, replace_letterbox

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)
DAY = date(2026, 5, 3)
LETTER = LetterInBox(title="Лист", paragraphs=("Перше речення.", "Друге."), dated="2026-05-03", language="uk")
CHAFF = b"c" * 32


def _receipt(number: int) -> Receipt:
    return receipt_from_form_id(hashlib.sha256(bytes([number])).digest(), "uk")


def _blobs(count: int, with_letter: frozenset[int] = frozenset()) -> dict[str, bytes]:
    return {
        locator_of(_receipt(n)): seal_letters(letter_identity_of(_receipt(n)), (LETTER,) if n in with_letter else ())
        for n in range(count)
    }


def _paper(number: int, kind: PaperKind = PaperKind.LETTER_ALIVE) -> tuple[str, str, bytes, bytes]:
    randomness = hashlib.sha512(bytes([number])).digest()
    code, word = paper_code(randomness[:13]), check_word(randomness[13:21], words_of("uk"))
    found, entry = paper_entry(code=code, word=word, kind=kind, dated=DAY)
    return code, word, found, entry


def _round(number: int, blobs: dict[str, bytes], papers: int = 0) -> tuple[str, str]:
    codes = padded_codes([_paper(n)[2:] for n in range(papers)], chaff_key=CHAFF)
    return replace_letterbox(round_number=number, on=DAY, blobs=blobs, codes=codes)


def test_refuses_letters_of_unequal_size_and_leaves_the_last_round() -> None:
    blobs = _blobs(2)
    _round(1, blobs)

    with pytest.raises(UnequalLettersError):
        _round(2, {**blobs, "f" * 64: b"short"})
    assert 1 == lying_round()
    assert letter_for(locator_of(_receipt(0))) is not None


def test_refuses_codes_that_are_not_padded() -> None:
    with pytest.raises(UnequalLettersError):
        replace_letterbox(round_number=1, on=DAY, blobs={}, codes={b"k" * 32: b"another size"})
    three = {bytes([n]) * 32: b"e" * PAPER_ENTRY_BYTES for n in range(3)}

    with pytest.raises(UnequalLettersError):
        replace_letterbox(round_number=1, on=DAY, blobs={}, codes=three)


def test_refuses_a_round_that_does_not_come_after_the_last() -> None:
    _round(2, {})

    for number in (1, 2):
        with pytest.raises(RepeatedRoundStateError):
            _round(number, {})


def test_refuses_letters_that_do_not_fit() -> None:
    noise = "".join(hashlib.sha256(str(n).encode()).hexdigest() for n in range(1000))

    with pytest.raises(LongLetterError):
        seal_letters(letter_identity_of(_receipt(1)), (LetterInBox(title="", paragraphs=(noise,)),))


def test_a_letter_opens_with_number_and_words_only() -> None:
    blobs = _blobs(3, with_letter=frozenset({1}))
    _round(1, blobs)

    blob = letter_for(locator_of(_receipt(1)))
    assert blob is not None
    assert open_letters(letter_key_of(_receipt(1)), blob) == (LETTER,)
    with pytest.raises(UnsealedError):
        open_letters(letter_key_of(_receipt(2)), blob)
    assert letter_for("0" * 64) is None


def test_every_blob_has_the_same_size_whatever_lies_in_it() -> None:
    long = LetterInBox(title="x", paragraphs=tuple("слово " * 100 for _ in range(20)))
    sizes = {len(seal_letters(letter_identity_of(_receipt(1)), letters)) for letters in ((), (LETTER,), (long, LETTER))}

    assert sizes == {LETTER_BLOB_BYTES}


def test_all_blobs_change_in_every_round_even_those_without_news() -> None:
    first = _blobs(4)
    second = _blobs(4, with_letter=frozenset({2}))

    assert not set(first.values()) & set(second.values())
    assert set(first) == set(second)


def test_an_untouched_round_verifies_and_another_act_does_not() -> None:
    digest, code_digest = _round(1, _blobs(4), papers=3)

    assert verify_letterboxes(number=1, on=DAY, digest=digest, code_digest=code_digest) is None
    found = verify_letterboxes(number=1, on=DAY, digest="0" * 64, code_digest=code_digest)
    assert found is not None and (found.table, found.column) == ("intake_roundstate", "digest")


@pytest.mark.parametrize(
    ("table", "key", "column"),
    [
        ("intake_letterbox", "locator", "blob"),
        ("intake_letterbox", "locator", "digest"),
        ("intake_papercode", "code_hash", "entry"),
        ("intake_papercode", "code_hash", "code_hash"),
        ("intake_papercode", "code_hash", "digest"),
    ],
)
def test_names_the_changed_table_and_column(table: str, key: str, column: str) -> None:
    digest, code_digest = _round(1, _blobs(4), papers=3)
    with connections["intake"].cursor() as cursor:
        cursor.execute(f"SELECT {key} FROM {table} ORDER BY {key} LIMIT 1")
        first = cursor.fetchone()[0]
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [b"\x01" * 32, first])

    found = verify_letterboxes(number=1, on=DAY, digest=digest, code_digest=code_digest)
    assert found is not None
    assert (found.table, found.column) == (table, column)


@pytest.mark.parametrize(
    ("column", "value"), [("number", 7), ("on", "2026-05-04"), ("digest", "1" * 64), ("code_digest", "1" * 64)]
)
def test_names_the_changed_column_of_the_round(column: str, value: object) -> None:
    digest, code_digest = _round(1, _blobs(2))
    with connections["intake"].cursor() as cursor:
        cursor.execute(f'UPDATE intake_roundstate SET "{column}" = %s', [value])

    found = verify_letterboxes(number=1, on=DAY, digest=digest, code_digest=code_digest)
    assert found is not None
    assert (found.table, found.column) == ("intake_roundstate", column)


def test_a_letterbox_put_in_by_hand_shows() -> None:
    digest, code_digest = _round(1, _blobs(2))
    locator, blob = "e" * 64, b"b" * LETTER_BLOB_BYTES
    row_digest = hashlib.sha256(locator.encode()).digest()[:16] + hashlib.sha256(blob).digest()[:16]
    with connections["intake"].cursor() as cursor:
        columns = "INSERT INTO intake_letterbox (locator, blob, digest) VALUES (%s, %s, %s)"
        cursor.execute(columns, [locator, blob, row_digest])

    found = verify_letterboxes(number=1, on=DAY, digest=digest, code_digest=code_digest)
    assert found is not None
    assert (found.table, found.row) == ("intake_letterbox", "all")


def test_refuses_to_publish_a_paper_that_only_delegate_and_auditor_check() -> None:
    randomness = hashlib.sha512(b"card").digest()
    with pytest.raises(MalformedItemError):
        paper_entry(code=paper_code(randomness), word="abacus", kind=PaperKind.CAPTURE_CARD, dated=DAY)


def test_a_paper_is_found_by_code_and_word_and_only_they_open_its_kind() -> None:
    _round(1, {}, papers=3)
    code, word, found, _ = _paper(1)
    entry = paper_entry_of(found)

    assert entry is not None
    assert open_entry(code=code.lower().replace("-", " "), word=word.upper(), entry=entry) == CheckedPaper(
        kind=PaperKind.LETTER_ALIVE, dated=DAY
    )
    assert paper_entry_of(code_hash(code, "abacus")) is None
    with pytest.raises(UnsealedError):
        open_entry(code=_paper(2)[0], word=_paper(2)[1], entry=entry)


def test_padding_is_a_power_of_two_and_stays_the_same_from_round_to_round() -> None:
    few = padded_codes([_paper(n)[2:] for n in range(3)], chaff_key=CHAFF)
    more = padded_codes([_paper(n)[2:] for n in range(70)], chaff_key=CHAFF)

    assert (len(few), len(more)) == (64, 128)
    assert {len(v) for v in more.values()} == {PAPER_ENTRY_BYTES}
    chaff = set(few) - {_paper(n)[2] for n in range(3)}
    assert len(chaff & set(more)) == 58  # what made room for 67 new papers is gone, 58 of the old chaff stand still


def test_the_kind_of_a_letter_is_not_to_be_read_from_its_entry() -> None:
    entries = {kind: _paper(1, kind)[3] for kind in (PaperKind.LETTER_ALIVE, PaperKind.LETTER_NO_INFORMATION)}

    assert len({len(entry) for entry in entries.values()}) == 1
    assert not any(kind.value.encode() in entry for kind, entry in entries.items())


def test_checks_are_counted() -> None:
    _, _, found, _ = _paper(1)

    assert times_checked(found) == 0
    assert [count_check(found, on=DAY) for _ in range(3)] == [1, 2, 3]
    assert times_checked(found) == 3
