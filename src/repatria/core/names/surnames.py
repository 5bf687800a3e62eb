"""Other forms of a surname: feminine, declined, and the parts of a double one.

Rules work on readings (see canon), so that Шевченковою and Shevchenkovoyu go the same way.
"""

from __future__ import annotations

from functools import lru_cache

from repatria.core.names.canon import readings_of

# (ending of the written form, ending of the dictionary form); the longest that fits is applied, and only that.
_DECLINED = (
    ("skoho", "ski"), ("skomu", "ski"), ("skim", "ski"), ("skou", "ski"), ("skoi", "ski"), ("skii", "ski"), ("ska",
    "ski"),
    ("ckoho", "cki"), ("ckomu", "cki"), ("ckim", "cki"), ("ckou", "cki"), ("ckoi", "cki"), ("cka", "cki"),
    ("ovoho", "ovi"), ("ovomu", "ovi"), ("ovoi", "ov"), ("evoi", "ev"), ("inoi", "in"), ("inoho", "ini"), ("inomu",
    "ini"),
    ("ovou", "ov"), ("evou", "ev"), ("inou", "in"),
    ("ovim", "ov"), ("evim", "ev"), ("inim", "in"), ("ovu", "ov"), ("evu", "ev"), ("inu", "in"), ("ovi", ""),
    ("ova", "ov"), ("eva", "ev"), ("ina", "in"), ("oho", "i"), ("omu", "i"), ("aa", "i"), ("oi", "i"),
    ("om", ""), ("em", ""), ("evi", ""), ("eve", ""),
)  # fmt: skip
_SURNAME_ENDINGS = (
    "enko", "ko", "uk", "quk", "ak", "ik", "ok", "ov", "ev", "iv", "in", "ski", "cki", "ska", "cka", "ova", "eva",
    "ina",
    "iq", "ec", "an", "dze", "wvili", "ar", "ai", "ei", "uh", "ha", "la", "un",
)  # fmt: skip
_MIN_LEFT = 3


@lru_cache(maxsize=65536)
def surname_readings(word: str) -> tuple[tuple[str, float], ...]:
    """Returns the readings of a surname with a penalty each, in edits: 0 as written, 0.5 undeclined, 0.75 a part of it.

    Returns:  the whole first; undeclined and masculine forms; then the parts of a hyphenated surname.
    """
    found: dict[str, float] = dict.fromkeys(readings_of(word), 0.0)
    for reading in tuple(found):
        for ending, basic in _DECLINED:
            if reading.endswith(ending) and len(reading) - len(ending) >= _MIN_LEFT:
                found.setdefault(reading[: -len(ending)] + basic, 0.5)
                break
    for part in word.split("-") if "-" in word else ():
        for reading in readings_of(part):
            if len(reading) >= _MIN_LEFT:
                found.setdefault(reading, 0.75)
    return tuple(found.items())


def has_surname_ending(word: str) -> bool:
    """Says whether a word ends as East Slavic surnames do: evidence only."""
    return any(reading.endswith(_SURNAME_ENDINGS) for reading in readings_of(word))
