"""How relatives write an enquiry: one person's name through one or two kinds of error, in fixed stages.

Stages: (1) another name than the registered one, (2) grammar, (3) errors in Cyrillic letters, (4) Latin letters,
(5) errors in Latin letters, (6) words left out and put in order, (7) errors in the line. Each kind belongs to one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from repatria.core.linkage.rows import EnquiryRow
from tests.core.linkage import mistakes
from tests.core.linkage.declension import declined, feminine
from tests.core.linkage.people import HELD_OUT_SCHEMES, LEARNING_SCHEMES, Person
from tests.core.linkage.romanisation import language_of, written_freely, written_in_latin
from tests.core.linkage.vocabulary import GivenName, given_names, patronymic, place_pool


@dataclass(slots=True)
class Draft:
    """An enquiry being written."""

    person: Person
    language: str
    chance: Random
    parts: list[str]
    is_woman: bool
    scheme: str = ""
    kept: list[int] = field(default_factory=lambda: [0, 1, 2])
    order: str = ""
    text: str = ""

    @property
    def given(self) -> GivenName:
        """The given name that is meant."""
        return self.person.given

    def change(self, act: Callable[[str, Random], str], chances: Sequence[int] = (0, 0, 0, 1, 1, 2)) -> None:
        """Lets an error act on one part that it changes, the surname most often."""
        for _ in range(4):
            at = self.chance.choice(chances)
            changed = act(self.parts[at], self.chance)
            if changed != self.parts[at]:
                self.parts[at] = changed
                return


@dataclass(frozen=True, slots=True)
class GeneratedEnquiry:
    """An enquiry with the truth: whom it is about ("" for nobody registered) and what is wrong with it.

    Given:    `stranger` says how an enquiry without counterpart resembles somebody registered: "" (has a
              counterpart), "unrelated", "surname" or "name".
    """

    row: EnquiryRow
    person_id: str
    kinds: tuple[str, ...]
    date_kind: str = ""
    place_kind: str = ""
    stranger: str = ""

    @property
    def has_full_birth_date(self) -> bool:
        """Whether the enquiry gives year, month and day."""
        return len(self.row.birth_date) == len("YYYY-MM-DD")

    @property
    def is_latin(self) -> bool:
        """Whether the name is written in Latin letters."""
        return not any("\u0400" < letter < "\u0530" for letter in self.row.name)

    @property
    def stratum(self) -> str:
        """How much the enquiry says beside the name, and in which letters."""
        date = "full date" if self.has_full_birth_date else "year" if self.row.birth_date else "no date"
        return f"{date}, {'place' if self.row.place else 'no place'}, {'Latin' if self.is_latin else 'Cyrillic'}"


@dataclass(frozen=True, slots=True)
class Mix:
    """How much enquirers know and how badly they write: an engine must not depend on one mixture.

    Units:    shares 0 to 1: of enquiries with a second and a third kind of error, without birth date, with its year
              only, without place, with patronymic left out.
    """

    second_kind: float = 0.4
    third_kind: float = 0.0
    no_date: float = 0.23
    only_year: float = 0.18
    no_place: float = 0.5
    no_patronymic: float = 0.22


USUAL = Mix()
MIXES: dict[str, Mix] = {
    "usual": USUAL,
    "names-only": Mix(no_date=0.7, only_year=0.15, no_place=0.75),
    "well-known": Mix(second_kind=0.15, no_date=0.05, only_year=0.05, no_place=0.2, no_patronymic=0.1),
    "badly-written": Mix(second_kind=0.9, third_kind=0.5, no_patronymic=0.4),
}


# (1) another name


def _familiar(draft: Draft, tender: bool = False) -> None:
    short = draft.given.short_uk if draft.language == "uk" else draft.given.short_ru
    if not short:
        return
    form = draft.chance.choice(short)
    draft.parts[1] = _tender(form, draft) if tender else form


def _tender(form: str, draft: Draft) -> str:
    """Makes a further familiar form: Саша -> Сашенька, Сашуня; Вова -> Вовчик."""
    stem = form[:-1] if form[-1] in "аяо" else form
    endings = (
        ("ик", "чик", "ко", "ечка", "уня") if draft.language == "uk" else ("енька", "ечка", "ок", "уня", "уха", "ка")
    )
    return stem + draft.chance.choice(endings)


def _western(draft: Draft) -> None:
    draft.parts[1] = draft.given.western or draft.parts[1]


def _wrong_given(draft: Draft) -> None:
    other = draft.chance.choice(given_names())
    draft.parts[1] = other.uk if draft.language == "uk" else other.ru


def _wrong_patronymic(draft: Draft) -> None:
    draft.parts[2] = patronymic(draft.chance.choice(given_names()), draft.language, draft.is_woman)


def _maiden(draft: Draft, both: bool = False) -> None:
    maiden = draft.person.maiden
    if maiden is None:
        return
    other = feminine(maiden.uk, "uk") if draft.language == "uk" else feminine(maiden.ru, "ru")
    double = draft.chance.choice(
        (f"{draft.parts[0]}-{other}", f"{other}-{draft.parts[0]}", f"{draft.parts[0]} ({other})")
    )
    draft.parts[0] = double if both else other


def _other_sex(draft: Draft) -> None:
    """A woman under the surname as a man bears it, or a man under his wife's form."""
    masculine = draft.person.family.uk if draft.language == "uk" else draft.person.family.ru
    draft.parts[0] = masculine if draft.is_woman else feminine(masculine, draft.language)


# (2) grammar


def _in_case(case: str) -> Callable[[Draft], None]:
    def act(draft: Draft) -> None:
        draft.parts = [declined(part, case, draft.language, draft.is_woman) for part in draft.parts]

    return act


# (3) and (5) letters


def _once(mistake: Callable[[str, Random], str]) -> Callable[[Draft], None]:
    return lambda draft: draft.change(mistake)


def _two_slips(draft: Draft) -> None:
    draft.change(mistakes.slip)
    draft.change(mistakes.slip)


# (4) Latin


def _latin(scheme: str) -> Callable[[Draft], None]:
    def act(draft: Draft) -> None:
        if scheme in ("free", "chat"):
            draft.parts = [written_freely(part, draft.chance, scheme == "chat") for part in draft.parts]
        else:
            draft.parts = [written_in_latin(part, scheme, draft.language) for part in draft.parts]

    return act


# (6) words


def _initials(draft: Draft) -> None:
    draft.parts[1:] = [part[:1].upper() + "." for part in draft.parts[1:]]
    draft.order = draft.chance.choice(("sgp", "sgp", "gps"))


def _glued_initials(draft: Draft) -> None:
    dot = draft.chance.choice((".", ""))
    glued = "".join(part[:1].upper() + dot for part in draft.parts[1:])
    whole = draft.chance.random() < 0.3 and bool(dot)
    draft.parts = [glued + draft.parts[0] if whole else draft.parts[0], "" if whole else glued, ""]


def _only_father_initial(draft: Draft) -> None:
    draft.parts[2] = draft.parts[2][:1].upper() + draft.chance.choice((".", ""))


def _no_patronymic(draft: Draft) -> None:
    draft.kept = [0, 1]


def _no_given_name(draft: Draft) -> None:
    draft.kept = [0]


# (7) the line

_EXTRA = ("сержант {}", "{} позивний Сокіл", "мій син {}", "солдат {} 2 рота", "мл. лейтенант {}", "{} (брат)",
          "рядовой {}", "{} 1-й батальйон", "гр. {}", "ищу {}")  # fmt: skip
_EXTRA_LATIN = ("Sgt. {}", "{} (brother)", "my son {}", "Pvt {}", "{} 2nd company")


def _extra(draft: Draft) -> None:
    is_latin = bool(draft.scheme)
    draft.text = draft.chance.choice(_EXTRA_LATIN if is_latin else _EXTRA).format(draft.text)


def _on_text(mistake: Callable[[str, Random], str]) -> Callable[[Draft], None]:
    def act(draft: Draft) -> None:
        draft.text = mistake(draft.text, draft.chance)

    return act


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of error: its stage, what it does, how often it is drawn, and to whom it can happen."""

    stage: int
    act: Callable[[Draft], None]
    weight: float = 1.0
    suits: Callable[[Person], bool] = lambda person: True


def _is_married_woman(person: Person) -> bool:
    return person.maiden is not None


def _has_two_forms(person: Person) -> bool:
    return feminine(person.family.ru, "ru") != person.family.ru


def _nothing(draft: Draft) -> None:
    return


_LEARNING: dict[str, Kind] = {
    "none": Kind(0, _nothing, 2.0),
    "other_language": Kind(0, _nothing, 2.0),
    "familiar_name": Kind(1, _familiar, 2.0, lambda p: bool(p.given.short_uk)),
    "maiden_name": Kind(1, _maiden, 6.0, _is_married_woman),
    "genitive": Kind(2, _in_case("genitive"), 1.5),
    "typing_slip": Kind(3, _once(mistakes.slip), 2.0),
    "misheard_consonant": Kind(3, _once(mistakes.misheard_consonant), 1.5),
    "read_by_machine": Kind(3, _once(mistakes.read_by_machine), 1.5),
    "initials": Kind(6, _initials, 1.5),
    "no_patronymic": Kind(6, _no_patronymic, 1.5),
    **{f"latin_{scheme}": Kind(4, _latin(scheme)) for scheme in LEARNING_SCHEMES},
    "odd_signs": Kind(7, _on_text(mistakes.odd_signs)),
}
_HELD_OUT: dict[str, Kind] = {
    "tender_name": Kind(1, lambda draft: _familiar(draft, tender=True), 1.0, lambda p: bool(p.given.short_uk)),
    "western_name": Kind(1, _western, 1.0, lambda p: bool(p.given.western)),
    "wrong_patronymic": Kind(1, _wrong_patronymic),
    "wrong_given_name": Kind(1, _wrong_given, 0.5),
    "double_surname": Kind(1, lambda draft: _maiden(draft, both=True), 4.0, _is_married_woman),
    "other_sex": Kind(1, _other_sex, 1.0, _has_two_forms),
    "dative": Kind(2, _in_case("dative")),
    "instrumental": Kind(2, _in_case("instrumental"), 0.7),
    "misheard_vowel": Kind(3, _once(mistakes.misheard_vowel), 1.5),
    "swallowed": Kind(3, _once(mistakes.swallowed)),
    "two_slips": Kind(3, _two_slips),
    "neighbour_key": Kind(3, _once(mistakes.neighbour_key), 1.5),
    **{f"latin_{scheme}": Kind(4, _latin(scheme), 1.2) for scheme in HELD_OUT_SCHEMES},
    "slip_in_latin": Kind(5, _once(mistakes.slip)),
    "latin_read_by_machine": Kind(5, _once(mistakes.read_by_machine)),
    "glued_initials": Kind(6, _glued_initials, 0.7),
    "father_initial": Kind(6, _only_father_initial, 0.7),
    "no_given_name": Kind(6, _no_given_name, 0.4),
    "mixed_alphabets": Kind(7, _on_text(mistakes.look_alikes)),
    "extra_words": Kind(7, _extra),
    "broken_word": Kind(7, _on_text(mistakes.broken_word), 0.5),
    "joined_words": Kind(7, _on_text(mistakes.joined_words), 0.5),
}
STRESS_KINDS: dict[str, Kind] = {"wrong_layout": Kind(7, _on_text(lambda text, _: mistakes.wrong_layout(text)))}
"""Kinds that no usual tool finds at all: only where they are asked for by name."""

_KINDS = _LEARNING | _HELD_OUT | STRESS_KINDS
LEARNING_KINDS = tuple(_LEARNING)
HELD_OUT_KINDS = tuple(_HELD_OUT)
ALL_KINDS = LEARNING_KINDS + HELD_OUT_KINDS
_NEEDS_LATIN = ("western_name", "slip_in_latin", "latin_read_by_machine")
_NEEDS_CYRILLIC = ("mixed_alphabets", "genitive", "dative", "instrumental", "read_by_machine")


def _drawn_kinds(person: Person, kinds: Sequence[str], chance: Random, mix: Mix) -> tuple[str, ...]:
    """Draws one to three kinds, no two of Latin letters, and Latin where an error needs it."""
    usable = [kind for kind in kinds if _KINDS[kind].suits(person)]
    if not usable:
        return ()
    size = 1 + (chance.random() < mix.second_kind)
    size += size == 2 and mix.third_kind > 0 and chance.random() < mix.third_kind
    drawn = chance.choices(usable, [_KINDS[kind].weight for kind in usable], k=size)
    schemes = [kind for kind in kinds if kind.startswith("latin_") and _KINDS[kind].stage == 4]
    if any(kind in _NEEDS_LATIN for kind in drawn) and schemes:
        drawn = [kind for kind in drawn if kind not in _NEEDS_CYRILLIC]
        drawn += [chance.choice(schemes)] if not any(kind in schemes for kind in drawn) else []
    latin = [kind for kind in drawn if kind in schemes]
    kept = {kind for kind in drawn if kind not in latin[1:] and not (latin and kind in _NEEDS_CYRILLIC)}
    grammar = sorted(kind for kind in kept if _KINDS[kind].stage in (2, 6))
    kept -= {kind for kind in grammar[1:] if _KINDS[kind].stage == _KINDS[grammar[0]].stage}
    return tuple(sorted(kept - {"none"} or {"none"}))


def ask(
    enquiry_id: str,
    registered: Person,
    stranger: Person | None,
    turn: int,
    kinds: Sequence[str],
    chance: Random,
    mix: Mix = USUAL,
) -> GeneratedEnquiry:
    """Writes one enquiry about a registered person, or about a stranger who by turns resembles him."""
    about, resembles = registered, ""
    if stranger is not None:
        about, resembles = replace(stranger, person_id=""), "unrelated"
        if turn % 4 == 1:
            resembles, about.family = "surname", registered.family
        elif turn % 4 == 3:
            resembles = "name"
            about = replace(registered, person_id="", birth_date=stranger.birth_date, place=stranger.place)
    drawn = _drawn_kinds(about, kinds, chance, mix)
    draft = _draft(about, drawn, chance, mix)
    date_kind, birth_date = _birth(about, chance, any(kind in _HELD_OUT for kind in kinds), mix)
    place_kind, place = _place(about, draft, chance, mix)
    row = EnquiryRow(enquiry_id=enquiry_id, name=draft.text, birth_date=birth_date, place=place)
    return GeneratedEnquiry(row, about.person_id, drawn, date_kind, place_kind, resembles)


def _draft(person: Person, kinds: Sequence[str], chance: Random, mix: Mix) -> Draft:
    own = "uk" if person.family.is_ukrainian else "ru"
    language = own if chance.random() < 0.7 else ("ru" if own == "uk" else "uk")
    if "other_language" in kinds:
        language = "ru" if own == "uk" else "uk"
    scheme = next((kind[len("latin_") :] for kind in kinds if _KINDS[kind].stage == 4), "")
    language = language_of(scheme) or language
    draft = Draft(person, language, chance, person.parts_in(language), person.is_woman, scheme)
    acts = sorted((_KINDS[kind] for kind in kinds), key=lambda kind: kind.stage)
    for kind in acts:
        if kind.stage < 7:
            kind.act(draft)
    draft.text = _in_order(draft, mix)
    for kind in acts:
        if kind.stage == 7:
            kind.act(draft)
    return draft


def _in_order(draft: Draft, mix: Mix) -> str:
    chance = draft.chance
    if len(draft.kept) == 3 and not draft.order and chance.random() < mix.no_patronymic:
        draft.kept = [0, 1]
    order = draft.order or chance.choices(("sgp", "gps", "gsp", "spg", "pgs", "psg"), (45, 35, 8, 4, 4, 4))[0]
    numbers = [at for at in ("sgp".index(letter) for letter in order) if at in draft.kept]
    text = " ".join(draft.parts[at] for at in numbers if draft.parts[at])
    case = chance.random()
    return text.lower() if case < 0.1 else text.upper() if case < 0.15 else text


def _birth(person: Person, chance: Random, held_out: bool, mix: Mix) -> tuple[str, str]:
    year, month, day = person.birth_date
    draw = chance.random()
    if draw < mix.no_date:
        return "missing", ""
    if draw < mix.no_date + mix.only_year:
        off = chance.choice((-2, -1, 1, 2)) if chance.random() < 0.2 else 0
        return "year_off" if off else "year", f"{year + off:04d}"
    if draw < mix.no_date + mix.only_year + 0.03:
        return "month", f"{year:04d}-{month:02d}"
    kind, error = "exact", chance.random()
    if error < 0.06 and day <= 12 and day != month:
        kind, month, day = "swapped", day, month
    elif error < 0.11:
        kind, day = "digit", day + 10 if day <= 18 else day - 10
    elif error < 0.14:
        kind, year = "year_digit", year + chance.choice((-1, 1, -10, 10))
    elif error < 0.16 and held_out:
        kind, month = "month_off", month % 12 + 1
    elif error < 0.18 and held_out and 10 < day < 28 and day % 10 in (1, 2):
        kind, day = "transposed", day % 10 * 10 + day // 10
    elif error < 0.195:
        kind, year, month, day = "wrong", int(chance.triangular(1955, 2008, 1992)), chance.randint(1, 12), day % 28 + 1
    return kind, f"{year:04d}-{month:02d}-{day:02d}"


def _place(person: Person, draft: Draft, chance: Random, mix: Mix) -> tuple[str, str]:
    if chance.random() < mix.no_place:
        return "missing", ""
    place, language, kind = person.place, draft.language, "same"
    draw = chance.random()
    if draw < 0.12:
        kind, place = "elsewhere", place_pool().drawn([chance.random()])[0]
    elif draw < 0.3:
        kind, language = "other_language", "ru" if language == "uk" else "uk"
    written = place.uk if language == "uk" else place.ru
    former = place.former_uk if language == "uk" else place.former_ru
    if former and draw > 0.7:
        kind, written = "former", former
    if draft.scheme and chance.random() < 0.7:
        scheme = draft.scheme if draft.scheme not in ("free", "chat") else "bgn_ru"
        return kind, written_in_latin(written, scheme, language)
    if draw > 0.94:
        written = chance.choice(("м. ", "с. ", "місто ") if language == "uk" else ("г. ", "с. ", "город ")) + written
    return kind, mistakes.slip(written, chance) if 0.5 < draw < 0.54 else written
