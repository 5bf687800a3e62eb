"""The generator's own grammar: feminine surnames, patronymics, and the cases a letter writer puts a name in."""

from __future__ import annotations

CASES = ("genitive", "dative", "instrumental")

# ending -> genitive, dative, instrumental; tried in this order
_MAN = {
    "uk": (
        ("ський", "ського", "ському", "ським"), ("цький", "цького", "цькому", "цьким"), ("ій", "ія", "ію", "ієм"),
        ("ий", "ого", "ому", "им"), ("ець", "ця", "цю", "цем"), ("ок", "ка", "ку", "ком"), ("ов", "ова", "ову", "овим"),
        ("ев", "ева", "еву", "евим"), ("єв", "єва", "єву", "євим"), ("ін", "іна", "іну", "іним"),
        ("ко", "ка", "ку", "ком"),
        ("о", "а", "у", "ом"),
        ("ля", "лі", "лі", "лею"), ("а", "и", "і", "ою"), ("я", "і", "і", "ею"), ("й", "я", "ю", "єм"),
        ("ь", "я", "ю", "ем"), ("і", "і", "і", "і"), ("", "а", "у", "ом"),
    ),
    "ru": (
        ("ский", "ского", "скому", "ским"), ("цкий", "цкого", "цкому", "цким"), ("ый", "ого", "ому", "ым"),
        ("ой", "ого", "ому", "ым"), ("ий", "ия", "ию", "ием"), ("ей", "ея", "ею", "еем"), ("ец", "ца", "цу", "цом"),
        ("ок", "ка", "ку", "ком"), ("ов", "ова", "ову", "овым"), ("ев", "ева", "еву", "евым"),
        ("ин", "ина", "ину", "иным"),
        ("ко", "ко", "ко", "ко"), ("о", "о", "о", "о"), ("ка", "ки", "ке", "кой"), ("га", "ги", "ге", "гой"),
        ("а", "ы", "е", "ой"), ("ья", "ьи", "ье", "ьей"), ("я", "и", "е", "ей"), ("й", "я", "ю", "ем"),
        ("ь", "я", "ю", "ем"), ("и", "и", "и", "и"), ("", "а", "у", "ом"),
    ),
}  # fmt: skip
_WOMAN = {
    "uk": (
        ("ська", "ської", "ській", "ською"), ("цька", "цької", "цькій", "цькою"), ("ова", "ової", "овій", "овою"),
        ("ева", "евої", "евій", "евою"), ("єва", "євої", "євій", "євою"), ("іна", "іної", "іній", "іною"),
        ("вна", "вни", "вні", "вною"), ("ія", "ії", "ії", "ією"), ("ка", "ки", "ці", "кою"), ("га", "ги", "зі", "гою"),
        ("а", "и", "і", "ою"), ("я", "і", "і", "ею"), ("", "", "", ""),
    ),
    "ru": (
        ("ская", "ской", "ской", "ской"), ("цкая", "цкой", "цкой", "цкой"), ("ая", "ой", "ой", "ой"),
        ("ова", "овой", "овой", "овой"), ("ева", "евой", "евой", "евой"), ("ина", "иной", "иной", "иной"),
        ("ия", "ии", "ии", "ией"), ("ка", "ки", "ке", "кой"), ("га", "ги", "ге", "гой"), ("а", "ы", "е", "ой"),
        ("я", "и", "е", "ей"), ("", "", "", ""),
    ),
}  # fmt: skip


def declined(word: str, case: str, language: str, is_woman: bool) -> str:
    """Puts one part of a name into a case; a woman's name that ends in a consonant or -о stays."""
    at = CASES.index(case)
    for ending, *forms in (_WOMAN if is_woman else _MAN)[language]:
        if word.endswith(ending):
            return word[: len(word) - len(ending)] + forms[at]
    return word


def feminine(surname: str, language: str) -> str:
    """Returns the surname of the wife or daughter."""
    if surname.endswith(("ов", "ев", "єв", "ёв", "ін", "їн", "ын", "ин")) and len(surname) > 4:
        return surname + "а"
    if language == "uk":
        return surname[:-2] + "а" if surname.endswith("ий") else surname
    if surname.endswith(("ский", "цкий")):
        return surname[:-2] + "ая"
    return surname[:-2] + "ая" if surname.endswith(("ый", "ой")) else surname


def patronymic_by_rule(father: str, language: str) -> str:
    """Returns the son's patronymic of a father's name, for names that no table knows."""
    if language == "uk":
        if father.endswith("й"):
            return father + "ович"
        if father.endswith(("о", "а", "я", "ь")):
            return father[:-1] + "ович"
        return father + "ович"
    if father.endswith("ий"):
        return father[:-2] + "ьевич"
    if father.endswith("й"):
        return father[:-1] + "евич"
    if father.endswith("ь"):
        return father[:-1] + "евич"
    if father.endswith(("а", "я")):
        return father[:-1] + "ич"
    return (father[:-1] if father.endswith("о") else father) + "ович"


def daughters(patronymic: str, language: str) -> str:
    """Returns the daughter's patronymic of the son's."""
    if language == "uk":
        for son, daughter in (("йович", "ївна"), ("ович", "івна"), ("ліч", "лівна")):
            if patronymic.endswith(son):
                return patronymic[: -len(son)] + daughter
        return patronymic
    if patronymic.endswith(("ович", "евич")):
        return patronymic[:-2] + "на"
    return patronymic[:-1] + "нична" if patronymic.endswith("ич") else patronymic
