"""The alphabet of sounds that every name is read into, and their numbers for the compiled comparison.

One letter is one sound: a b v h(г ґ х) d e j(ж) z i(и і ї ы й) k l m n o p r s t u f c(ц) q(ч) w(ш щ). Doubled sounds
count once. A character of another script that nobody romanised stays itself; as a number it shares one of FOREIGN
places with others, which only ever makes two such texts look more alike than they are.
"""

from __future__ import annotations

import re

SOUNDS = "abvhdejziklmnoprstufcqw"
VOWELS = frozenset("aeiou")
MAX_SOUNDS = 32
"""Compared of one reading; what follows is not looked at."""
OTHER = len(SOUNDS) + 1
"""First number of a character that is no sound; 0 is no character at all."""
FOREIGN = 256 - OTHER

_NUMBERS = {ord(sound): at for at, sound in enumerate(SOUNDS, start=1)}
_ASCII = bytes(_NUMBERS.get(code, OTHER + code % FOREIGN) for code in range(256))
_BEFORE_ITSELF = re.compile(r"(.)(?=\1)", re.DOTALL)
_SKELETON = str.maketrans("jqzc", "wwss", "aeiou")


def collapsed(sounds: str) -> str:
    """Returns a reading in which no sound follows itself."""
    return _BEFORE_ITSELF.sub("", sounds)


def skeleton_of(sounds: str) -> str:
    """Returns the consonants of a reading with hushing (ж ш ч) and hissing (з с ц) sounds folded, for looking up."""
    return collapsed(sounds.translate(_SKELETON))


def numbered(sounds: str) -> bytes:
    """Returns the numbers of a reading's first MAX_SOUNDS sounds, one byte each."""
    if sounds.isascii():
        return sounds[:MAX_SOUNDS].encode("ascii").translate(_ASCII)
    return bytes(_NUMBERS.get(ord(c), OTHER + ord(c) % FOREIGN) for c in sounds[:MAX_SOUNDS])
