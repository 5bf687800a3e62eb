"""The machine-readable zone: the specimens of ICAO Doc 9303, every digit falsified, and what is no zone."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.mrz import UnreadableZoneError, birth_written, check_digit, read_zone

TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
"""The specimens of parts 5, 6 and 4, of the State of Utopia."""


@pytest.mark.parametrize(
    ("field", "digit"), [("520727", 3), ("AB2134<<<", 5), ("HA672242<658022549601086<<<<<<<<<<<<<<0", 8)]
)
def test_the_check_digits_of_the_worked_examples(field: str, digit: int) -> None:
    assert digit == check_digit(field)


@pytest.mark.parametrize(
    ("text", "shape", "code", "number"),
    [(TD1, "TD1", "I", "D23145890"), (TD2, "TD2", "I", "D23145890"), (TD3, "TD3", "P", "L898902C3")],
)
def test_each_specimen_is_read_and_all_of_its_digits_hold(text: str, shape: str, code: str, number: str) -> None:
    found = read_zone(text)

    assert (shape, code, number, ()) == (found.shape, found.document_code, found.number, found.failed)
    assert ("ERIKSSON", "ANNA MARIA", "UTO", "UTO", "740812", "F", False) == (
        found.surname, found.given_names, found.issuer, found.nationality, found.birth, found.sex, found.is_cut
    )  # fmt: skip
    assert found == read_zone(text.lower().replace("<<", "< <"))


@pytest.mark.parametrize("text", [TD1, TD2, TD3])
def test_no_digit_and_no_letter_of_number_and_dates_is_changed_unseen(text: str) -> None:
    lines = text.splitlines()
    checked = [(0, place) for place in range(5, 15)] if len(lines) == 3 else [(1, place) for place in range(10)]
    line, start = (1, 0) if len(lines) == 3 else (1, 13)
    checked += [(line, start + place) for place in (*range(7), *range(8, 15))]
    for at, place in checked:
        letter = lines[at][place]
        for other in {"0": "18", "1": "0I", "O": "0"}.get(letter, "05"):
            if other == letter:
                continue
            changed = [*lines]
            changed[at] = lines[at][:place] + other + lines[at][place + 1 :]
            if (ord(other) - ord(letter)) % 10:  # a change by ten is one that no check digit of modulus 10 sees
                assert read_zone("\n".join(changed)).failed, (place, letter, other)


def test_a_number_longer_than_nine_goes_on_in_the_optional_data() -> None:
    body = "D23145890" + "7349"
    first = "I<UTO" + body[:9] + "<" + body[9:] + str(check_digit(body)) + "<" * 10
    second = "7408122F1204159UTO<<<<<<<<<<<"
    digit = check_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    found = read_zone(f"{first}\n{second}{digit}\n{TD1.splitlines()[2]}")

    assert (body, ()) == (found.number, found.failed)


@pytest.mark.parametrize(
    ("birth", "year_now", "written"),
    [("740812", 2026, "1974-08-12"), ("260101", 2026, "2026-01-01"), ("270101", 2026, "1927-01-01"),
     ("74<<<<", 2026, "1974"), ("7408<<", 2026, "1974-08"), ("<<<<<<", 2026, "")],
)  # fmt: skip
def test_a_birth_is_in_the_latest_century_that_is_not_ahead_and_says_no_more_than_the_zone(
    birth: str, year_now: int, written: str
) -> None:
    lines = TD3.splitlines()
    zone = read_zone(f"{lines[0]}\n{lines[1][:13]}{birth}{lines[1][19:]}")

    assert written == birth_written(zone, year_now=year_now)


def test_a_name_that_fills_its_field_may_be_cut_off() -> None:
    lines = TD2.splitlines()

    assert read_zone(f"I<UTO{'NILAVADHANANANDA<<CHAYAPA<DEJTH'[:31]}\n{lines[1]}").is_cut


@pytest.mark.parametrize(
    "text",
    ["", "P<UTO", TD3[:-1], TD3.replace("ERIKSSON", "ЕРІКСОН<"), f"{TD3}\n{TD3}", TD1.replace("\n", ""), "\0" * 88],
)  # fmt: skip
def test_refuses_what_is_no_zone(text: str) -> None:
    with pytest.raises(UnreadableZoneError):
        read_zone(text)
