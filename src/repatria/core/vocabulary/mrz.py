"""The machine-readable zone of a passport or identity card: what it says, and which check digits hold.

Source: ICAO Doc 9303, 8th edition, parts 3 (check digits), 4 (TD3), 5 (TD1), 6 (TD2). Nothing is guessed at: a letter
where a digit belongs is read as what it is, and the digit that fails says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from repatria.core.vocabulary.errors import InputError

_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUES = MappingProxyType({letter: value for value, letter in enumerate(_LETTERS)} | {"<": 0})
_WEIGHTS = (7, 3, 1)
_SHAPES = MappingProxyType({(3, 30): "TD1", (2, 36): "TD2", (2, 44): "TD3"})


class UnreadableZoneError(InputError):
    """These lines are no machine-readable zone: another count of lines or letters, or a sign that none has."""

    code = "vocabulary.E020"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """What a machine-readable zone says.

    Given:    dates as six digits YYMMDD, where "<" stands for what is not known; names in the zone's own letters, which
              are cut off where they are too long (`is_cut`); `failed` names the fields whose check digit does not hold,
              "composite" among them.
    Not:      a proof: a good forgery has good check digits.
    """

    shape: str
    document_code: str
    issuer: str
    number: str
    surname: str
    given_names: str
    is_cut: bool
    nationality: str
    birth: str
    sex: str
    failed: tuple[str, ...]


def check_digit(field: str) -> int:
    """The check digit of a field.

    Source:   ICAO Doc 9303-3, 4.9: weights 7, 3, 1; 0-9 as they are, A-Z as 10-35, the filler as 0; modulo 10.
    """
    return sum(_VALUES[letter] * _WEIGHTS[place % 3] for place, letter in enumerate(field)) % 10


def read_zone(text: str) -> Zone:
    """Reads a machine-readable zone.

    Given:    its two or three lines as they were typed or scanned; blanks and letter case do not count.
    Raises:   UnreadableZoneError.
    """
    lines = [line for one in text.upper().splitlines() if (line := "".join(one.split()))]
    shape = _SHAPES.get((len(lines), len(lines[0]) if lines else 0), "")
    if not shape or len({len(line) for line in lines}) != 1 or not set("".join(lines)) <= set(_VALUES):
        raise UnreadableZoneError("no machine-readable zone", (("zone", "zone"),))
    return _td1(lines) if shape == "TD1" else _td2_or_td3(shape, lines)


def _td1(lines: list[str]) -> Zone:
    first, second, third = lines
    number = first[5:14]
    digit = first[14]
    if digit == "<":  # a number longer than nine: its rest and its digit stand in the optional data
        extra = first[15:30].split("<")[0]
        number, digit = number + extra[:-1], extra[-1:] or "<"
    composite = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    return _zone("TD1", first, number, digit, second[0:6], second[6], second[7], second[8:14], second[14],
                 second[15:18], third, composite, second[29])  # fmt: skip


def _td2_or_td3(shape: str, lines: list[str]) -> Zone:
    first, second = lines
    number, digit = second[0:9], second[9]
    if shape == "TD2" and digit == "<":
        extra = second[28:35].split("<")[0]
        number, digit = number + extra[:-1], extra[-1:] or "<"
    composite = second[0:10] + second[13:20] + second[21:-1]
    return _zone(shape, first, number, digit, second[13:19], second[19], second[20], second[21:27], second[27],
                  second[10:13], first[5:], composite, second[-1])  # fmt: skip


def _zone(
    shape: str, first: str, number: str, number_digit: str, birth: str, birth_digit: str, sex: str, expiry: str,
    expiry_digit: str, nationality: str, names: str, composite: str, composite_digit: str,
) -> Zone:  # fmt: skip
    checked = (
        ("number", number, number_digit), ("birth", birth, birth_digit), ("expiry", expiry, expiry_digit),
        ("composite", composite, composite_digit),
    )  # fmt: skip
    surname, _, given = names.partition("<<")
    return Zone(
        shape=shape, document_code=_plain(first[0:2]), issuer=_plain(first[2:5]), number=number.replace("<", ""),
        surname=_plain(surname), given_names=_plain(given), is_cut=not names.endswith("<"),
        nationality=_plain(nationality), birth=birth, sex={"M": "M", "F": "F"}.get(sex, ""),
        failed=tuple(name for name, field, digit in checked if not _holds(field, digit)),
    )  # fmt: skip


def _holds(field: str, digit: str) -> bool:
    # A field that is empty may have a filler for its digit (9303-3, 4.9).
    return digit == "<" if not field.strip("<") and digit == "<" else digit == str(check_digit(field))


def _plain(field: str) -> str:
    return " ".join(field.replace("<", " ").split())


def birth_written(zone: Zone, *, year_now: int) -> str:
    """The date of birth as it is written down: the latest century that is not ahead; "" where the zone knows no year.

    Given:    `year_now` of whoever reads it. An unknown day or month is left out (9303-3, 4.8).
    """
    year, month, day = zone.birth[0:2], zone.birth[2:4], zone.birth[4:6]
    if not year.isdecimal():
        return ""
    full = year_now - (year_now - int(year)) % 100
    parts = [f"{full:04d}"]
    for part in (month, day):
        if not part.isdecimal():
            break
        parts.append(part)
    return "-".join(parts)
