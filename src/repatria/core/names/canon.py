"""One phoneme spelling for Ukrainian, Russian, Belarusian and their romanisations.

Cyrillic is folded letter by letter (г, ґ, х are one sound; и, і, ї, ы, й one; е, є, э, ё one; я is а, ю is у; signs
and apostrophes go). Latin is read back greedily, longest group first; where a group has several readings all are
followed, the likeliest first, never more than MAX_READINGS. Letters of other scripts stay themselves. Doubled sounds
count once. The alphabet: a b v h d e j(zh) z i k l m n o p r s t u f c(ts) q(ch) w(sh), so that one letter is one
sound.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from repatria.core.names.normalise import fold_lookalikes, tidy

MAX_READINGS = 12
MAX_LETTERS = 60
"""Of one word; longer words are read up to here."""
VOWELS = frozenset("aeiou")

_CYRILLIC: dict[str, str] = dict(
    zip(
        "абвгґдеєёэжзиіїыйклмнопрстуўфхцчшщюя",
        "abvhhdeeeejziiiiiklmnoprstuvfhcqwwua",
        strict=True,
    )
) | dict(zip("ьъ'әөүұқғңһҗјљњћђџѓќѣѳѵӣӯ", ["", "", "", *"aouukhnhjilnqjjhkefiiu"], strict=True))
_LATIN_TABLE = """
schtsch w|chtch w|shtch w|shch w|stch w|szcz w|schch w|šč w|sc s|stsch w
tsch q|tch q,tq|tsh q|dzh dj|rzh rj|sch w,j,sh|chtsch w|dsch dj|zsch w
zh j|sz w|cz q|rz j,rz|sh w|ch q,h,w,k|kh h|gh h|ck k|ph f|th t|ts c,s|tz c|cs q|dž dj|dz dz|ß s|zs j,zs
ž j|ż j|ź z|ś s|ş w|ș w|š w|č q|ć q|ç q,s|ł l|ń n|đ dj|ð d|þ t
x ks,h|qu kv|q k,q|w v|c c,k,s|j i,j|z z,c|g h,j|dj dj,d|tj q,t|gn hn,n
ya a,ia|ia a,ia|ja a,ia,ja|yu u,iu|iu u,iu|ju u,iu,ju|jou ju,u|iou u|you u|ye e|ie e,ie|je e,je
yo e,o,io|io e,o,io|jo e,o,io,jo|yi i|ji i|iy i|yy i|ii i
ij i|eu eu,oi|ou u,ou|oo u,o|ee i,e|oe o,e,oe|ae a,e,ae|ei ei,ai|ai ai,ei
aia a,aia|aie ae,aie|aiu au,aiu|eia ea,eia|eie e,eie|eiu eu,eiu|ŝ w,s|ŭ v,u
ă a|ą a,on|ę e,en|ö o,e|ø o|ü u,i|ä e,a|å o,a|ı i|ÿ i|æ e|œ o,e|ë e,o|è e|é e|ê e|ï i
"""
_ENDINGS = {
    "off": ("ov",),
    "eff": ("ev",),
    "ow": ("ov",),
    "ew": ("ev",),
    "ine": ("in", "ine"),
    "ey": ("ei", "i"),
    "h": ("", "h"),
}
_PLAIN = dict(zip("abcdefghijklmnopqrstuvwxyz", "abkdefhhijklmnopkrstuvvsiz", strict=True))


def _latin_rules() -> dict[str, tuple[str, ...]]:
    rules: dict[str, tuple[str, ...]] = {letter: (sound,) for letter, sound in _PLAIN.items()}
    for item in _LATIN_TABLE.replace("\n", "|").split("|"):
        if item.strip():
            group, sounds = item.split()
            rules[group] = tuple(sounds.split(","))
    return rules


_LATIN = _latin_rules()
_LONGEST = max(map(len, _LATIN))


def _collapsed(sounds: str) -> str:
    return "".join(s for place, s in enumerate(sounds) if place == 0 or sounds[place - 1] != s)


def _steps(word: str) -> list[tuple[str, ...]]:
    """Parts a word into groups, each with its readings."""
    steps: list[tuple[str, ...]] = []
    place = 0
    while place < len(word):
        rest = word[place:]
        if rest in _ENDINGS and place:
            steps.append(_ENDINGS[rest])
            break
        for size in range(min(_LONGEST, len(rest)), 0, -1):
            if rest[:size] in _LATIN:
                steps.append(_LATIN[rest[:size]])
                place += size
                break
        else:
            steps.append((_other(rest[0]),))
            place += 1
    return steps


def _other(character: str) -> str:
    if character in _CYRILLIC:
        return _CYRILLIC[character]
    if character in "-'":
        return ""
    plain = unicodedata.normalize("NFD", character)[0]
    return _CYRILLIC.get(plain) or _PLAIN.get(plain) or plain


@lru_cache(maxsize=65536)
def readings_of(word: str) -> tuple[str, ...]:
    """Reads one word as sounds, in every way it may be meant, the likeliest first.

    Given:    any text; it is tidied first.
    Returns:  1 to MAX_READINGS different strings; Cyrillic has one; ("",) only for a text that has no sounds at all.
    """
    beam: list[tuple[int, str]] = [(0, "")]
    for options in _steps(fold_lookalikes(tidy(word))[:MAX_LETTERS]):
        grown = [(cost + extra, read + option) for cost, read in beam for extra, option in enumerate(options)]
        grown.sort(key=lambda pair: pair[0])
        beam = grown[:MAX_READINGS]
    return tuple(dict.fromkeys(_collapsed(read) for _, read in beam))


def canon(word: str) -> str:
    """Returns the likeliest reading of a word: for Cyrillic the only one."""
    return readings_of(word)[0]


_SKELETON = str.maketrans("jqzc", "wwss", "aeiou")


def skeleton_of(sounds: str) -> str:
    """Returns the consonants of a reading with hushing (ж ш ч) and hissing (з с ц) sounds folded, for looking up."""
    return _collapsed(sounds.translate(_SKELETON))
