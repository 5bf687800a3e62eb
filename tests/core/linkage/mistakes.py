"""Mistakes of ear, hand and machine on one word or one line; the generator's own tables."""

from __future__ import annotations

from random import Random

_KEYBOARDS = (
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"), ("йцукенгшщзхї", "фівапролджє", "ячсмитьбю"),
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
)  # fmt: skip
_LAYOUT = dict(zip("йцукенгшщзхїфівапролджєячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.", strict=True))
_HEARD_CONSONANTS = ("гх", "дт", "бп", "зс", "жш", "вф", "чщ", "мн", "гк")
_HEARD_VOWELS = ("еи", "іи", "оа", "иы", "ея", "оу", "єе", "юу", "яа", "еі")
_READ_CYRILLIC = (
    ("з", "3"), ("о", "0"), ("н", "п"), ("и", "н"), ("ш", "щ"), ("е", "с"), ("б", "6"), ("л", "д"), ("ц", "п"),
    ("и", "й"), ("т", "г"), ("ч", "4"), ("в", "8"), ("ы", "м"), ("к", "х"), ("і", "1"), ("с", "е"), ("п", "н"),
    ("а", "о"), ("м", "ш"),
)  # fmt: skip
_READ_LATIN = (
    ("m", "rn"), ("rn", "m"), ("l", "1"), ("i", "l"), ("l", "i"), ("o", "0"), ("e", "c"), ("c", "e"), ("d", "cl"),
    ("u", "v"), ("v", "u"), ("h", "b"), ("n", "u"), ("s", "5"), ("t", "f"), ("vv", "w"), ("w", "vv"), ("y", "v"),
    ("k", "lc"), ("g", "q"),
)  # fmt: skip
_LOOK_ALIKES = dict(zip("асеіорху", "aceiopxy", strict=True))
_LETTERS = {True: "аеиіоуклмнрстбвгдзп", False: "aeioukmnrstbvgdlzp"}


def _is_cyrillic(word: str) -> bool:
    return any(letter > "\u0400" for letter in word)


def with_capital(word: str) -> str:
    """Returns the word with its first letter large and the rest small."""
    return word[:1].upper() + word[1:].lower()


def slip(word: str, chance: Random) -> str:
    """One letter left out, put in, put for another, or two changed over; the first letter one time in eight."""
    if len(word) < 3:
        return word
    at = 0 if chance.random() < 0.125 else chance.randrange(1, len(word) - 1)
    other = chance.choice(_LETTERS[_is_cyrillic(word)])
    kind = chance.randrange(4)
    if kind == 0:
        return with_capital(word[:at] + word[at + 1 :])
    if kind == 1:
        return with_capital(word[:at] + other + word[at:])
    if kind == 2:
        return with_capital(word[:at] + other + word[at + 1 :])
    return with_capital(word[:at] + word[at + 1] + word[at] + word[at + 2 :])


def neighbour_key(word: str, chance: Random) -> str:
    """One letter struck on the key beside it, or struck twice."""
    places = [at for at, letter in enumerate(word.lower()) if any(letter in row for rows in _KEYBOARDS for row in rows)]
    if len(word) < 3 or not places:
        return word
    at = chance.choice(places)
    letter = word[at].lower()
    if chance.random() < 0.25:
        return with_capital(word[:at] + letter + word[at:])
    row = chance.choice([row for rows in _KEYBOARDS for row in rows if letter in row])
    near = row.index(letter) + chance.choice((-1, 1))
    other = row[near] if 0 <= near < len(row) else row[row.index(letter) - (1 if near else -1)]
    return with_capital(word[:at] + other + word[at + 1 :])


def wrong_layout(text: str) -> str:
    """Typed blindly with the keyboard set to Latin."""
    return "".join(_LAYOUT.get(letter, letter) for letter in text.lower())


def _exchanged(word: str, chance: Random, pairs: list[tuple[str, str]]) -> str:
    low = word.lower()
    usable = [(old, new) for old, new in pairs if old in low[1:]]
    if not usable:
        return word
    old, new = chance.choice(usable)
    places = [at for at in range(1, len(low)) if low.startswith(old, at)]
    at = chance.choice(places)
    return word[:at] + new + word[at + len(old) :]


def misheard_consonant(word: str, chance: Random) -> str:
    """A consonant heard as its voiced, voiceless or hushing neighbour, sometimes the first one."""
    pairs = [(pair[i], pair[1 - i]) for pair in _HEARD_CONSONANTS for i in (0, 1)]
    first = [new for old, new in pairs if word[:1].lower() == old]
    if first and chance.random() < 0.1:
        return with_capital(chance.choice(first) + word[1:])
    return _exchanged(word, chance, pairs)


def misheard_vowel(word: str, chance: Random) -> str:
    """An unstressed vowel written as it sounds, a doubled consonant single or a single one doubled."""
    pairs = [(pair[i], pair[1 - i]) for pair in _HEARD_VOWELS for i in (0, 1)]
    if chance.random() < 0.2 and len(word) > 3:
        at = chance.randrange(1, len(word) - 1)
        if word[at] in "кнлсмтр":
            return word[:at] + word[at] * 2 + word[at + 1 :]
    return _exchanged(word, chance, pairs)


def swallowed(word: str, chance: Random) -> str:
    """A sound or two of the middle not heard at all, or a ь, й or apostrophe lost."""
    weak = [at for at, letter in enumerate(word) if letter in "ьйъ'" and at]
    if weak and chance.random() < 0.6:
        at = chance.choice(weak)
        return word[:at] + word[at + 1 :]
    if len(word) < 6:
        return word
    at = chance.randrange(2, len(word) - 3)
    return word[:at] + word[at + chance.choice((1, 1, 2)) :]


def read_by_machine(word: str, chance: Random) -> str:
    """One or two letters taken for others by a reading machine, in the script of the word."""
    pairs = list(_READ_CYRILLIC if _is_cyrillic(word) else _READ_LATIN)
    word = _exchanged(word, chance, pairs)
    return _exchanged(word, chance, pairs) if chance.random() < 0.3 else word


def look_alikes(text: str, chance: Random) -> str:
    """Latin letters that look Cyrillic, among the Cyrillic ones."""
    made = [_LOOK_ALIKES.get(letter, letter) if chance.random() < 0.5 else letter for letter in text]
    return "".join(made)


def odd_signs(text: str, chance: Random) -> str:
    """Large or small letters, doubled blanks, commas, invisible signs, another apostrophe."""
    text = text.replace("'", chance.choice("’ʼ`"))
    kind = chance.randrange(6)
    if kind < 2:
        return text.upper() if kind else text.lower()
    if kind == 2:
        return text.replace(" ", "  ") + " "
    if kind == 3:
        return "\u200b" + text + "\u200e"
    return text.replace(" ", ", ", 1) if kind == 4 else text.replace(" ", "_" if chance.random() < 0.3 else ".", 1)


def broken_word(text: str, chance: Random) -> str:
    """A blank in the middle of the longest word."""
    words = text.split(" ")
    longest = max(words, key=len)
    if len(longest) < 6:
        return text
    at = chance.randrange(2, len(longest) - 2)
    return text.replace(longest, longest[:at] + " " + longest[at:], 1)


def joined_words(text: str, chance: Random) -> str:
    """Two neighbouring words without the blank between them."""
    words = text.split(" ")
    if len(words) < 2:
        return text
    at = chance.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])
