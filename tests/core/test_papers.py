"""Codes, check words, and the values of papers: what they refuse, and what a wrong copy cannot hide."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.vocabulary.errors import InputError, MissingParticularsError, RuleError
from repatria.core.vocabulary.identifiers import ALPHABET
from repatria.core.vocabulary.papers import (
    AskedAloneError,
    NoticeItem,
    NoticeLine,
    NoticeParticularsError,
    PaperCodeError,
    PaperInputError,
    PaperKind,
    check_word,
    code_hash,
    fold_check_word,
    fold_code,
    paper_code,
)
from repatria.core.vocabulary.papers_handover import SignerRole
from repatria.core.vocabulary.particulars import Given
from tests.adapters import sample_papers as sample

WORDS = tuple(f"w{n:04d}" for n in range(7776))
RANDOM_CODES = st.binary(min_size=13, max_size=13).map(paper_code)


def test_refuses_too_little_randomness_for_a_code() -> None:
    with pytest.raises(PaperCodeError):
        paper_code(bytes(12))


def test_refuses_a_check_word_from_a_short_list_or_little_randomness() -> None:
    with pytest.raises(PaperCodeError):
        check_word(bytes(8), WORDS[:1023])
    with pytest.raises(PaperCodeError):
        check_word(bytes(7), WORDS)


def test_a_code_is_twenty_characters_and_a_check_in_groups() -> None:
    code = paper_code(bytes(range(13)))

    assert [len(group) for group in code.split("-")] == [5, 5, 5, 5, 1]
    assert set(code) <= set(ALPHABET) | {"-"}


def test_all_hundred_bits_count() -> None:
    number = int.from_bytes(bytes(range(13)), "big")
    codes = {paper_code((number ^ (1 << bit)).to_bytes(13, "big")) for bit in range(100)}

    assert len(codes) == 100
    assert paper_code(bytes(range(13))) not in codes


@given(RANDOM_CODES, st.integers(0, 20), st.sampled_from(ALPHABET))
def test_any_one_wrong_character_shows(code: str, place: int, other: str) -> None:
    bare = code.replace("-", "")
    wrong = bare[:place] + other + bare[place + 1 :]

    assert (code if wrong == bare else "") == fold_code(wrong)


@given(RANDOM_CODES, st.integers(0, 20), st.integers(0, 20))
def test_any_two_exchanged_characters_show(code: str, one: int, two: int) -> None:
    bare = list(code.replace("-", ""))
    bare[one], bare[two] = bare[two], bare[one]
    wrong = "".join(bare)

    assert (code if wrong == code.replace("-", "") else "") == fold_code(wrong)


@given(RANDOM_CODES)
def test_a_code_survives_how_people_type(code: str) -> None:
    cyrillic = code.translate(str.maketrans("ABCEHKMPTXY", "АВСЕНКМРТХУ"))

    assert code == fold_code(code)
    assert code == fold_code(f"  {code.lower().replace('-', ' – ')} ")
    assert code == fold_code(code.replace("0", "o").replace("1", "l").replace("-", ""))
    assert code == fold_code(cyrillic)
    assert code == fold_code(cyrillic.lower())


@given(st.text(max_size=60))
def test_folding_is_either_nothing_or_a_fixed_form(typed: str) -> None:
    folded = fold_code(typed)

    assert folded in {"", fold_code(folded)}


def test_the_published_hash_is_sha256_over_domain_code_and_word() -> None:
    expected = hashlib.sha256(
        b"repatria paper code and check word, version 1\x00" + sample.CODE.encode() + b"\x00" + "калина".encode()
    ).digest()

    assert expected == code_hash(sample.CODE.lower(), " КАЛИНА ")


def test_the_hash_depends_on_the_check_word_and_refuses_a_wrong_code() -> None:
    assert code_hash(sample.CODE, "калина") != code_hash(sample.CODE, "рябина")
    with pytest.raises(PaperCodeError):
        code_hash(sample.CODE[:-1] + ("0" if sample.CODE[-1] != "0" else "1"), "калина")
    with pytest.raises(PaperCodeError):
        code_hash(sample.CODE, "  ")


def test_three_kinds_of_apostrophe_and_the_letter_yo_are_one_check_word() -> None:
    assert {"п'ять"} == {fold_check_word(word) for word in ("п'ять", "п’ять", "пʼять", "П`ЯТЬ")}
    assert fold_check_word("ёлка") == fold_check_word("Елка")
    assert fold_check_word("\u0439") == fold_check_word("\u0438\u0306")  # one sign, and a letter with a sign over it


@given(st.binary(min_size=8, max_size=8))
def test_a_check_word_comes_from_the_list(randomness: bytes) -> None:
    assert check_word(randomness, WORDS) in WORDS


def test_refuses_a_mark_whose_values_contradict_each_other_and_names_all_faults() -> None:
    with pytest.raises(PaperInputError) as refusal:
        sample.mark(code="7Q2M4", check_word=" ", languages=(sample.UK, sample.UK), bureau=("one",),
                    printed_at=datetime(2026, 1, 1), telephone="9" * 61)  # fmt: skip

    assert {"code", "check_word", "languages", "bureau", "printed_at", "telephone"} == {
        field for field, _ in refusal.value.faults
    }
    assert isinstance(refusal.value, InputError)


def test_only_letters_the_handover_record_and_leaflets_are_checked_publicly() -> None:
    assert {
        PaperKind.LETTER_NO_INFORMATION,
        PaperKind.LETTER_ALIVE,
        PaperKind.LETTER_MEETING,
        PaperKind.LETTER_CORRECTION,
        PaperKind.HANDOVER_RECORD,
        PaperKind.INFORMATION_LETTER,
        PaperKind.FAMILY_PAPER,
        PaperKind.LEAFLET,
        PaperKind.POSTED_LETTER,
    } == {kind for kind in PaperKind if kind.is_checked_publicly}


def test_refuses_a_letter_that_would_tell_more_than_its_kind() -> None:
    for kind in (PaperKind.LETTER_NO_INFORMATION, PaperKind.LETTER_MEETING):
        with pytest.raises(PaperInputError):
            sample.letter(sample.mark(), kind, known_on=date(2026, 5, 1))
        with pytest.raises(PaperInputError):
            sample.letter(sample.mark(), kind, mail_address="Camp 2")
    with pytest.raises(PaperInputError):
        sample.letter(sample.mark(), PaperKind.LETTER_ALIVE, known_on=None)
    with pytest.raises(PaperInputError):
        sample.letter(sample.mark(), PaperKind.STUB)
    with pytest.raises(PaperInputError):
        sample.letter(sample.mark(telephone=""), PaperKind.LETTER_MEETING)


def test_refuses_a_receipt_that_would_not_fit_one_sheet() -> None:
    for words in ((), ("word",) * 13, ("w" * 17,), (" ",)):
        with pytest.raises(PaperInputError):
            sample.receipt(sample.mark(), words=words)


def test_refuses_a_notice_that_lacks_an_item_or_names_one_twice() -> None:
    lines = sample.notice(sample.mark()).lines

    for wrong in (lines[1:], (*lines, lines[0]), (lines[0], *lines[:-1])):
        with pytest.raises(NoticeParticularsError) as refusal:
            sample.notice(sample.mark(), lines=wrong)
        assert isinstance(refusal.value, MissingParticularsError)
        assert refusal.value.provision == "GC III 122(4)"


def test_a_notice_takes_declined_as_a_normal_value_and_never_a_value_beside_it() -> None:
    assert NoticeLine(item=NoticeItem.RANK, given=Given.DECLINED).value is None
    with pytest.raises(PaperInputError):
        NoticeLine(item=NoticeItem.RANK, given=Given.DECLINED, value="Private")
    with pytest.raises(PaperInputError):
        NoticeLine(item=NoticeItem.RANK, given=Given.GIVEN)


def test_refuses_a_pad_out_of_range() -> None:
    for wrong in ({"count": 0}, {"count": 10_001}, {"first_number": -1}, {"unit": "u" * 41}):
        with pytest.raises(PaperInputError):
            sample.arrival_pad(sample.mark(), **wrong)


def test_refuses_a_record_of_people_who_were_not_asked_alone_before_they_met() -> None:
    held = sample.handover_record(sample.mark()).held_asked
    late = {"asked_at": datetime(2026, 6, 14, 12, tzinfo=UTC)}
    for change in (late, {"room": "Room 4"}, {"wishes_it": False}):
        asked = type(held)(**({name: getattr(held, name) for name in held.__slots__} | change))
        with pytest.raises(AskedAloneError) as refusal:
            sample.handover_record(sample.mark(), held_asked=asked)
        assert isinstance(refusal.value, RuleError)
    with pytest.raises(AskedAloneError):
        sample.dossier(sample.mark(), rooms=("Room 1", " Room 1"))


def test_refuses_a_record_that_a_party_did_not_sign_or_one_authorised_alone() -> None:
    record = sample.handover_record(sample.mark())
    unsigned = tuple(one for one in record.signatories if one.role is not SignerRole.RECEIVING)

    for wrong in (
        {"signatories": unsigned},
        {"signatories": (*record.signatories, record.signatories[0])},
        {"authorised_by": ("A. Bondar", "A. Bondar")},
        {"identity_checks": ()},
    ):
        with pytest.raises(PaperInputError):
            sample.handover_record(sample.mark(), **wrong)


def test_an_absent_interpreter_or_witness_does_not_stop_a_record() -> None:
    record = sample.handover_record(sample.mark())
    four = tuple(one for one in record.signatories if one.role is not SignerRole.NEUTRAL_WITNESS)

    assert len(sample.handover_record(sample.mark(), signatories=four).signatories) == 4


def test_meeting_at_the_moment_of_asking_is_not_before() -> None:
    record = sample.handover_record(sample.mark())
    with pytest.raises(AskedAloneError):
        sample.handover_record(sample.mark(), met_at=record.recipient_asked.asked_at)
    later = record.recipient_asked.asked_at + timedelta(minutes=1)

    assert later == sample.handover_record(sample.mark(), met_at=later).met_at
