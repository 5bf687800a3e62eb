"""Invented persons, their rows in a register, and enquiries about them with errors of known kinds.

Kinds in LEARNING_KINDS are used by `learn_weights`; HELD_OUT_KINDS are seen by tests only. A fifth of the enquiries
has no counterpart, half of those with the surname of somebody registered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from repatria.core.linkage.rows import EnquiryRow, RegisterRow
from tests.core.linkage.vocabulary import GivenName, given_names, places, surnames, written_in_latin

LEARNING_KINDS = (
    "other_language", "latin_icao_ru", "latin_bgn_ru", "latin_uk2010", "latin_german", "familiar_name", "no_patronymic",
    "typing_slip", "initials", "none",
)  # fmt: skip
HELD_OUT_KINDS = (
    "latin_french", "latin_polish", "latin_scholarly", "latin_free", "misheard", "mixed_alphabets", "declined",
    "wrong_patronymic", "two_slips", "lettercase_and_signs", "read_by_machine", "extra_words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person with both forms of his name."""

    person_id: str
    surname: tuple[str, str]
    given: GivenName
    father: GivenName
    birth_date: tuple[int, int, int]
    place: tuple[str, str]


@dataclass(frozen=True, slots=True)
class GeneratedEnquiry:
    """An enquiry with the truth: whom it is about ("" for nobody registered) and what is wrong with it."""

    row: EnquiryRow
    person_id: str
    kinds: tuple[str, ...]


def make_persons(count: int, random: Random) -> list[Person]:
    """Makes invented persons: surnames, given names and fathers drawn independently, each as often as it is in use."""
    pool, names, towns = surnames(), given_names(), places()
    weights = [weight for _, _, weight in pool]
    chosen = random.choices(pool, weights, k=count)
    given = random.choices(names, [name.weight for name in names], k=count)
    fathers = random.choices(names, [name.weight for name in names], k=count)
    return [
        Person(
            f"P-{number:06d}", (uk, ru), given[number], fathers[number],
            (int(random.triangular(1962, 2006, 1988)), random.randint(1, 12), random.randint(1, 28)),
            random.choice(towns),
        )
        for number, (uk, ru, _) in enumerate(chosen)
    ]  # fmt: skip


def _parts(person: Person, language: int) -> list[str]:
    given = (person.given.uk, person.given.ru)[language]
    return [person.surname[language], given, (person.father.patronymic_uk, person.father.patronymic_ru)[language]]


def make_rows(persons: list[Person], random: Random) -> list[RegisterRow]:
    """Writes the register as different people took it down: Ukrainian, Russian or Latin; some without patronymic or
    date.
    """
    rows = []
    for person in persons:
        language = random.random() < 0.45
        parts = _parts(person, int(language))
        if random.random() < 0.2:
            scheme = random.choice(["icao_ru", "bgn_ru", "free"] if language else ["uk2010", "uk2010", "polish"])
            parts = [written_in_latin(part, scheme) for part in parts]
        if random.random() < 0.15:
            parts[2] = ""
        year, month, day = person.birth_date
        birth = f"{year:04d}-{month:02d}-{day:02d}" if random.random() < 0.9 else f"{year:04d}"
        rows.append(
            RegisterRow(
                person_id=person.person_id, surname=parts[0], given_name=parts[1], patronymic=parts[2],
                birth_date=birth,
                place=person.place[int(language)] if random.random() < 0.8 else "",
            )
        )  # fmt: skip
    return rows


def _slip(word: str, random: Random) -> str:
    if len(word) < 4:
        return word
    at = random.randrange(1, len(word) - 1)
    other = random.choice("аеиіоуклмнрст" if word[0] > "z" else "aeiouklmnrst")
    return random.choice([
        word[:at] + word[at + 1 :], word[:at] + other + word[at:], word[:at] + other + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ])  # fmt: skip


def _misheard(word: str, random: Random) -> str:
    pairs = ["гх", "дт", "бп", "зс", "жш", "вф", "еи", "іи", "оа", "иы", "чщ", "мн"]
    usable = [(a, b) for pair in pairs for a, b in (pair, pair[::-1]) if a in word[1:]]
    if not usable:
        return word
    a, b = random.choice(usable)
    return word[0] + word[1:].replace(a, b, 1)


def _read_by_machine(word: str, random: Random) -> str:
    pairs = [("з", "3"), ("о", "0"), ("н", "п"), ("и", "н"), ("ш", "щ"), ("е", "с"), ("б", "6"), ("л", "д"), ("ц", "п")]
    usable = [(a, b) for a, b in pairs if a in word[1:]]
    if not usable:
        return word
    a, b = random.choice(usable)
    return word[0] + word[1:].replace(a, b, 1)


def _declined(parts: list[str]) -> list[str]:
    def genitive(word: str) -> str:
        for ending, other in (("ський", "ського"), ("ский", "ского"), ("ий", "ого"), ("й", "я"), ("ь", "я"), ("а", "и"),
                              ("я", "і"), ("о", "а"), ("і", "і")):  # fmt: skip
            if word.endswith(ending):
                return word[: -len(ending)] + other
        return word + "а"

    return [genitive(parts[0]) if not parts[0].endswith("ко") else parts[0][:-1] + "у", *map(genitive, parts[1:])]


def _mixed(text: str, random: Random) -> str:
    looks = dict(zip("асеіорху", "aceiopxy", strict=True))
    return "".join(looks[c] if c in looks and random.random() < 0.5 else c for c in text)


def _extra(text: str, random: Random) -> str:
    return random.choice(["сержант {}", "{} позивний Сокіл", "мій син {}", "солдат {} 2 рота"]).format(text)


def _signs(text: str, random: Random) -> str:
    text = text.replace("'", random.choice("’ʼ`"))
    return random.choice(
        [
            str.upper,
            str.lower,
            lambda t: t.replace(" ", "  "),
            lambda t: "\u200b" + t + "\u200e",
            lambda t: t.replace(" ", ",", 1),
        ]
    )(text)


_ON_TEXT: dict[str, Callable[[str, Random], str]] = {
    "mixed_alphabets": _mixed,
    "extra_words": _extra,
    "lettercase_and_signs": _signs,
}


def _name(person: Person, kinds: tuple[str, ...], random: Random) -> str:
    language = int(random.random() < 0.5)
    parts = _parts(person, language)
    if "familiar_name" in kinds:
        parts[1] = random.choice((person.given.short_uk, person.given.short_ru)[language])
    if "wrong_patronymic" in kinds:
        other = random.choice(given_names())
        parts[2] = (other.patronymic_uk, other.patronymic_ru)[language]
    if "declined" in kinds:
        parts = _declined(parts)
    if "misheard" in kinds:
        parts[0] = _misheard(parts[0], random)
    if "read_by_machine" in kinds:
        parts[0] = _read_by_machine(parts[0], random)
    for kind in kinds:
        if kind.startswith("latin_"):
            parts = [written_in_latin(part, kind[6:]) for part in parts]
    slips = 1 if "typing_slip" in kinds else 2 if "two_slips" in kinds else 0
    for slip in range(slips):
        at = random.choice([0, 0, 1, 2]) if slips == 1 else slip and random.randrange(2)
        parts[at] = _slip(parts[at], random)
    if "initials" in kinds:
        parts[1:] = [part[0] + "." for part in parts[1:]]
    if "no_patronymic" in kinds or random.random() < 0.3:
        parts = parts[:2]
    order = random.random()
    if order < 0.35:
        parts = [*parts[1:], parts[0]]
    elif order < 0.42:
        random.shuffle(parts)
    text = " ".join(parts)
    for kind in kinds:
        text = _ON_TEXT[kind](text, random) if kind in _ON_TEXT else text
    return text


def _birth(person: Person, random: Random) -> str:
    year, month, day = person.birth_date
    chance = random.random()
    if chance < 0.22:
        return ""
    if chance < 0.52:
        return f"{year + random.choice([0, 0, 0, 0, 0, 0, -1, 1, 2])}"
    if chance < 0.58 and day <= 12:
        month, day = day, month
    elif chance < 0.64:
        day = day % 28 + 1 if random.random() < 0.5 else (day + 9) % 28 + 1
    elif chance < 0.68:
        year += random.choice([-1, 1, -10, 10])
    elif chance < 0.70:
        year, month, day = int(random.triangular(1962, 2006, 1988)), random.randint(1, 12), random.randint(1, 28)
    return f"{year:04d}-{month:02d}-{day:02d}"


def make_enquiries(
    persons: list[Person], count: int, random: Random, kinds: tuple[str, ...], strangers: list[Person]
) -> list[GeneratedEnquiry]:
    """Writes enquiries with one or two kinds of error each; every fifth is about somebody of `strangers`."""
    made = []
    for number in range(count):
        about = random.choice(strangers if number % 5 == 4 else persons)
        if number % 10 == 4:
            about = Person("", random.choice(persons).surname, about.given, about.father, about.birth_date, about.place)
        drawn = {random.choice(kinds)} | ({random.choice(kinds)} if random.random() < 0.4 else set())
        latin = [kind for kind in sorted(drawn) if kind.startswith("latin_")]
        chosen = tuple(sorted(drawn - set(latin[1:])))
        place = about.place[random.random() < 0.5] if random.random() < 0.45 else ""
        place = random.choice(places())[0] if place and random.random() < 0.2 else place
        row = EnquiryRow(
            enquiry_id=f"E-{number:06d}",
            name=_name(about, chosen, random),
            birth_date=_birth(about, random),
            place=place,
        )
        made.append(GeneratedEnquiry(row, "" if number % 5 == 4 else about.person_id, chosen))
    return made
