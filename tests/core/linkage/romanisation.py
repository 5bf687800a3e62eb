"""How the generator writes Cyrillic names in Latin letters: a dozen usages; its own tables, not the engine's.

Written from knowledge of each usage so that a trial is not judged by the tables of the engine under trial. `free` and
`chat` stand for no standard: they choose anew for every letter.
"""

from __future__ import annotations

from functools import cache, lru_cache
from random import Random

CYRILLIC = "абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюяў'’"
_VOWELS = frozenset("аеєёиіїоуыэюя")
_SOFTENERS = frozenset("ьъ'’")

# One line a usage: name, language it belongs to (* for both), then letter=Latin; ^letter at the start of a word,
# +letter after a vowel or a sign, letter pairs as they stand. What is not said is taken from the line `base`.
_USAGES = """
base *        а=a б=b в=v г=g ґ=g д=d е=e є=ie ё=e ж=zh з=z и=i і=i ї=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=iu я=ia ў=u '= ’=
icao_ru ru    ъ=ie
icao_uk uk    г=h и=y ^є=ye ^ї=yi ^й=y ^ю=yu ^я=ya
uk2010 uk     зг=zgh г=h и=y ^є=ye ^ї=yi ^й=y ^ю=yu ^я=ya
bgn_ru ru     ^е=ye +е=ye ё=yo й=y ю=yu я=ya ъ=' ь=
bgn_uk uk     г=h и=y є=ye ї=yi й=y ю=yu я=ya ь='
gost779 ru       ё=yo й=j х=x ц=cz ч=ch щ=shh ъ=' ы=y э=e ю=yu я=ya ь='
iso9 *        ж=ž х=h ц=c ч=č ш=š щ=ŝ ё=ë й=j ю=û я=â є=ê ї=ï і=ì и=i ы=y э=è ь=ʹ ъ=ʺ
scholarly *   ж=ž х=x ц=c ч=č ш=š щ=šč ё=ë й=j ю=ju я=ja є=je ї=ji ы=y э=è ь= ъ=
german *      ж=sch з=s в=w с=s ц=z ч=tsch ш=sch щ=schtsch х=ch й=j ю=ju я=ja є=je ё=jo ї=ji ^е=je +е=je ий=ij
french *      ж=j у=ou х=kh ц=ts ч=tch ш=ch щ=chtch ю=iou я=ia ий=y ин=ine й=i ё=io ы=y є=ie ї=ï
polish *      ж=ż в=w х=ch ц=c ч=cz ш=sz щ=szcz й=j ю=ju я=ja є=je ё=jo ї=ji ы=y л=ł ля=la ле=le лі=li ль=l лю=lu ськ=sk цьк=ck ий=y
passport97 ru ж=j у=ou х=kh ц=ts ч=tch ш=ch щ=chtch ю=iou я=ia ий=y ин=ine й=i ё=e ы=y
"""  # noqa: E501

_IN_UKRAINIAN = {"г": "h", "и": "y"}  # what the usages of both languages say otherwise for a Ukrainian word


def _table(changes: list[str]) -> dict[str, str]:
    return {letters: latin for letters, _, latin in (item.partition("=") for item in changes)}


_LINES = [line.split() for line in _USAGES.split("\n") if line]
_TABLES = {name: (language, _table(changes)) for name, language, *changes in _LINES}
_BASE = _TABLES.pop("base")[1]

SCHEMES: tuple[str, ...] = (*_TABLES, "free", "chat")
"""All usages; those of one language are used for words of that language only."""

_FREE: dict[str, tuple[str, ...]] = {
    "г": ("g", "h", "g"), "е": ("e", "e", "ye"), "є": ("ye", "e", "ie", "je"), "ё": ("yo", "e", "io"),
    "ж": ("zh", "j", "zh", "z"), "и": ("i", "y"), "і": ("i", "i", "y"), "ї": ("i", "yi"), "й": ("y", "i", "j", ""),
    "х": ("kh", "h", "h", "x"), "ц": ("ts", "c", "tz"), "ч": ("ch", "ch", "tch", "c"), "ш": ("sh", "sh", "sch", "s"),
    "щ": ("sch", "shch", "sh", "shh"), "ы": ("y", "i"), "ю": ("yu", "u", "ju", "iu"), "я": ("ya", "ia", "ja", "a"),
    "в": ("v", "v", "v", "w"), "к": ("k", "k", "k", "c"), "кс": ("x", "ks", "ks"), "ий": ("y", "iy", "ii", "i", "yi"),
    "ый": ("y", "yi"), "ь": ("", "", "'"), "у": ("u", "u", "oo"), "ф": ("f", "f", "ph"), "ов$": ("ov", "off", "ow"),
}  # fmt: skip
_CHAT: dict[str, tuple[str, ...]] = {
    "ч": ("4", "ch"), "ш": ("6", "sh", "w"), "ж": ("zh", "j", "7"), "х": ("x", "h"), "ю": ("u", "yu"),
    "я": ("ja", "ya", "9"), "щ": ("w", "sh4"), "ы": ("y", "bi"), "ь": ("'", ""), "ц": ("c",), "й": ("j", "i"),
    "в": ("v", "w", "b"), "и": ("i",),
}  # fmt: skip


@cache
def _merged(scheme: str, language: str) -> dict[str, str]:
    usage_language, changes = _TABLES[scheme]
    both = _IN_UKRAINIAN if usage_language == "*" and language == "uk" else {}
    return _BASE | both | changes


def language_of(scheme: str) -> str:
    """Returns the one language a usage is for, or ""."""
    language = _TABLES[scheme][0] if scheme in _TABLES else "*"
    return "" if language == "*" else language


@lru_cache(maxsize=1 << 20)  # of tens of millions of persons most bear a name written before
def written_in_latin(text: str, scheme: str, language: str) -> str:
    """Writes a Cyrillic name by a usage with fixed letters, first letters large."""
    words = text.lower().split(" ")
    return " ".join("-".join(_word(part, scheme, language) for part in word.split("-")) for word in words)


def _word(word: str, scheme: str, language: str) -> str:
    table, written, at, before = _merged(scheme, language), [], 0, ""
    while at < len(word):
        step = next((n for n in (3, 2) if len(word) - at >= n and word[at : at + n] in table), 1)
        letters = word[at : at + step]
        latin = table.get(letters, letters)
        if step == 1:
            if at == 0:
                latin = table.get("^" + letters, latin)
            elif before in _VOWELS or before in _SOFTENERS:
                latin = table.get("+" + letters, latin)
        written.append(latin)
        at, before = at + step, letters[-1]
    made = "".join(written)
    return made[:1].upper() + made[1:]


def written_freely(text: str, chance: Random, chat: bool = False) -> str:
    """Writes a Cyrillic name by ear and habit: every letter chosen anew; `chat` as in text messages, with digits."""
    options = _FREE | (_CHAT if chat else {})
    words = []
    for word in text.lower().split():
        if word.endswith("ов") and not chat:
            written, word = [chance.choice(_FREE["ов$"])], word[:-2]
        else:
            written = []
        made, at = [], 0
        while at < len(word):
            step = 2 if word[at : at + 2] in options else 1
            letters = word[at : at + step]
            latin = chance.choice(options[letters]) if letters in options else _BASE.get(letters, letters)
            made.append(latin)
            at += step
        whole = "".join(made + written)
        words.append(whole[:1].upper() + whole[1:])
    return " ".join(words)
