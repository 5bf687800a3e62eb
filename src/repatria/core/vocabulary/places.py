"""Places that hold somebody: their kinds, the key of a written place, and the numbers of a card pad.

Reading a place as somebody wrote it, in this order: (1) compatibility forms become plain (full-width letters, ②, ²),
case and marks go; (2) a numeral's sign is dropped where a numeral follows it (№ 2, No. 2, N 2, # 2); (3) letters that
look alike in Cyrillic and Greek become the Latin ones (САМР typed on a Cyrillic keyboard); (4) digits of every script
become 0-9, and noughts before a numeral go; (5) blanks, dashes and all other signs go, but two numerals stay two. What
is left is the key: two writings of one key are one place. It is for comparing only; what was written is kept as it was.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby


class PlaceKind(StrEnum):
    """What a place is that may hold somebody."""

    UNIT = "unit"
    TRANSIT_POINT = "transit_point"
    CAMP = "camp"
    HOSPITAL = "hospital"
    COURT = "court"
    OTHER_SERVICE = "other_service"


LONGEST_CODE = 40
LONGEST_NAME = 120
LONGEST_CARD = 24  # characters of a card's number
MOST_CARDS = 10_000
"""Of one pad. No printer makes a thicker one; a first or last number with a digit too many gives such a range."""

_LOOK_ALIKE = str.maketrans(
    "АВЕІЈКМНОРЅСТУХҮԚԜ" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "ABEIJKMHOPSCTYXYQW" "ABEZHIKMNOPTYX",
)  # fmt: skip
"""Capital letters only: small ones are made capital first, so that one table serves both. No letter becomes a digit."""
_NUMERAL_SIGN = re.compile(r"(?:(?<![^\W\d_])(?:NO|NR|НОМЕР)[.°º]?|(?<![^\W\d_])N(?=[\s.°º])[.°º]?|#)\s*(?=\d)")
_KEPT_MARKS = (0, 9)  # vowels of Indic scripts are marks that make the word; 9 is the sign that silences one
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def place_key(written: str) -> str:
    """The key of a written place: equal for two writings that a reader takes for one place.

    Returns:  an empty text where there is neither a letter nor a digit.
    Not:      a translation: "Табір 2" and "CAMP 2" have two keys, until somebody records that they are one place.
    """
    plain = unicodedata.normalize("NFKC", written.replace("№", "#")).casefold().upper()
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", plain) if unicodedata.combining(c) in _KEPT_MARKS and not _is_unseen(c)
    )
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in bare)
    alike = _NUMERAL_SIGN.sub(" ", digits).translate(_LOOK_ALIKE)
    found = ""
    for is_numeral, run in groupby(alike, key=_is_numeral_or_letter):
        if is_numeral is None:
            continue
        part = "".join(run)
        piece = (part.lstrip("0") or "0") if is_numeral else part
        found += f"-{piece}" if is_numeral and found[-1:].isdigit() else piece
    return found


def _is_numeral_or_letter(character: str) -> bool | None:
    """True for a digit, False for a letter or a mark that belongs to one, None for all that parts words."""
    if character.isdigit():
        return True
    return False if unicodedata.category(character)[0] in "LM" else None


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN and not character.isspace()


def is_fit_for_code(code: str) -> bool:
    """Whether a text may be a code: what acts keep, and what is read aloud and copied by hand.

    Returns:  False for one that is empty, too long, parted by more than single blanks, of signs alone, with a slash or
              with a sign that nobody sees.
    """
    is_seen = not any(unicodedata.category(c) in _UNSEEN for c in code)
    is_plain = is_seen and "/" not in code and code == " ".join(code.split())  # a slash would part the page's address
    return 0 < len(code) <= LONGEST_CODE and is_plain and bool(place_key(code))


LIKELY = 5
_NEAR = 0.6  # share of equal letters of two keys, by difflib: CAMP2 and CAMP3 have 0.8, CAMP2 and UNIT3 nothing


def nearest_keys(key: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the keys that a writer of `key` may have meant, the nearest first; at most five."""
    weighed = []
    for one in dict.fromkeys(keys):
        is_part = len(min(key, one, key=len)) >= 3 and (key in one or one in key)
        near = max(SequenceMatcher(None, key, one).ratio(), _NEAR if is_part else 0)
        if near >= _NEAR:
            weighed.append((-near, one))
    return tuple(one for _, one in sorted(weighed)[:LIKELY])


_CARD = re.compile(r"(.*?)([0-9]{1,18})", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardNumber:
    """A card's number in its two parts: what stands before the numeral, as a key, and the numeral."""

    prefix_key: str
    number: int


def read_card(written: str) -> CardNumber | None:
    """The parts of a card's number; None for one that ends in no numeral, which no pad has."""
    found = _CARD.fullmatch(unicodedata.normalize("NFKC", written).strip())
    return CardNumber(prefix_key=prefix_key(found[1]), number=int(found[2])) if found else None


def prefix_key(prefix: str) -> str:
    """The key of what stands before the numerals of a pad; a pad may have nothing there, or a numeral's sign alone."""
    return place_key(f"{prefix}1")[:-1].rstrip("-")


def card_text(prefix: str, number: int, digits: int) -> str:
    """A card's number as it is printed: the prefix, and the numeral with noughts to its width."""
    return f"{prefix}{number:0{digits}d}"
