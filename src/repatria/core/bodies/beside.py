"""What an examination says laid beside what a family told: what agrees, what contradicts, and in which order to look.

Secondary evidence only. It orders what a person reads; it is no probability, and no name rests on it (INTERPOL,
Disaster Victim Identification Guide, 2023: fingerprints, teeth and DNA are primary; all else supports).

Points are stated, not measured: nobody has counts of marks or of dental work of the population from which the dead
come, so that a ratio would be invented. What was not examined, not asked, or could not be told gives and takes none.
What cannot be one person says so, whatever else agrees; a person decides what it was, for labels are exchanged and
families are mistaken.

Sources:  INTERPOL DVI Guide 2023 for the groups; American Board of Forensic Odontology, Body Identification Guidelines:
          a difference of teeth that later treatment explains is none, one that nothing explains excludes; Giles and
          Hutchinson, Stature- and age-related bias in self-reported stature, Journal of Forensic Sciences 36 (1991),
          for the margin of a stature that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from repatria.core.bodies.said_beside import BesideGroup, BesideWord, Laid, Reason
from repatria.core.bodies.teeth_beside import teeth_beside
from repatria.core.vocabulary.body_record import (
    BodyField,
    BodyMark,
    BodyRecord,
    MarkKind,
    Said,
    SexEstimate,
    Side,
    Span,
)

STATURE_MARGIN = 5  # centimetres
YEARS_UNSEEN = 12  # where nobody says when he was last seen
_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
_STEM = 4  # letters of a longer word that are compared: its ending is of grammar
_FEMALE = frozenset({SexEstimate.FEMALE, SexEstimate.PROBABLY_FEMALE})
_MALE = frozenset({SexEstimate.MALE, SexEstimate.PROBABLY_MALE})
_SURE = frozenset({SexEstimate.FEMALE, SexEstimate.MALE})
_NUMBERED = frozenset({MarkKind.IMPLANT, MarkKind.PROSTHESIS})


POINTS = MappingProxyType({
    BesideWord.SEX_AGREES: 1, BesideWord.SEX_DIFFERS: -20, BesideWord.SEX_LEANS: -3, BesideWord.AGE_AGREES: 2,
    BesideWord.AGE_APART: -6, BesideWord.STATURE_AGREES: 1, BesideWord.STATURE_APART: -4, BesideWord.TIME_AGREES: 1,
    BesideWord.SEEN_AFTER: -20, BesideWord.SERIAL_AGREES: 25, BesideWord.SERIAL_DIFFERS: -6,
    BesideWord.FRACTURE_AGREES: 3, BesideWord.MARK_AGREES: 2, BesideWord.TATTOO_AGREES: 4,
    BesideWord.TATTOO_SAME_WORDS: 7, BesideWord.BLOOD_AGREES: 1, BesideWord.BLOOD_DIFFERS: -8,
    BesideWord.FIELD_AGREES: 1, BesideWord.UNIT_AGREES: 2,
    BesideWord.TOOTH_AGREES: 2, BesideWord.TOOTH_TREATED_SINCE: 0, BesideWord.TOOTH_CANNOT: -20,
    BesideWord.TEETH_WHOLE: 1,
})  # fmt: skip
"""What each reason adds or takes. Of fields of effects and description together five count at most, of teeth twelve."""
MOST_OF = MappingProxyType({BesideWord.FIELD_AGREES: 5, BesideWord.TOOTH_AGREES: 24, BesideWord.MARK_AGREES: 8})
EXCLUDES = frozenset({BesideWord.SEX_DIFFERS, BesideWord.SEEN_AFTER, BesideWord.TOOTH_CANNOT})
"""What cannot be one person, unless a label or a word is wrong."""
AGAINST = EXCLUDES | {
    BesideWord.SEX_LEANS,
    BesideWord.AGE_APART,
    BesideWord.STATURE_APART,
    BesideWord.SERIAL_DIFFERS,
    BesideWord.BLOOD_DIFFERS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known around one who is sought, beside the record itself.

    Given:    `told_on` the day of the telling (`YYYY-MM-DD`), since an age is that of that day.
    Not:      unit, place and last contact: what a family said of them goes to the matcher alone (practice rule 2); of
              units the signs that were told for this are compared.
    """

    told_on: str = ""


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е").replace("’", "'")


def _words(text: str) -> frozenset[str]:
    return frozenset(one[:_STEM] if one.isalpha() else one for one in _WORD.findall(_folded(text)))


def _span(span: Span) -> str:
    return f"{span.low}–{span.high}" if span.low != span.high else str(span.low)


def _sex(post: SexEstimate, ante: SexEstimate) -> Iterator[Reason]:
    sides = [_FEMALE if one in _FEMALE else _MALE if one in _MALE else None for one in (post, ante)]
    if None in sides:
        return
    word = BesideWord.SEX_AGREES
    if sides[0] is not sides[1]:
        word = BesideWord.SEX_DIFFERS if {post, ante} <= _SURE else BesideWord.SEX_LEANS
    yield Reason(group=BesideGroup.DESCRIPTION, word=word, post=post.value, ante=ante.value)


def _year(date: str) -> int | None:
    return int(date[:4]) if date[:4].isdigit() else None


def _age(post: BodyRecord, ante: BodyRecord, around: Around) -> Iterator[Reason]:
    """An age of today, less the years since he was last seen alive at most."""
    if post.age is None or ante.age is None:
        return
    seen, told = _year(ante.latest or ante.earliest), _year(around.told_on)
    unseen = max(told - seen + 1, 0) if seen is not None and told is not None else YEARS_UNSEEN
    agrees = post.age.low <= ante.age.high and ante.age.low - unseen <= post.age.high
    yield Reason(
        group=BesideGroup.DESCRIPTION, word=BesideWord.AGE_AGREES if agrees else BesideWord.AGE_APART,
        post=_span(post.age), ante=_span(ante.age),
    )  # fmt: skip


def _stature(post: BodyRecord, ante: BodyRecord) -> Iterator[Reason]:
    if post.stature is None or ante.stature is None:
        return
    low, high = ante.stature.low - STATURE_MARGIN, ante.stature.high + STATURE_MARGIN
    agrees = post.stature.low <= high and low <= post.stature.high
    yield Reason(
        group=BesideGroup.DESCRIPTION, word=BesideWord.STATURE_AGREES if agrees else BesideWord.STATURE_APART,
        post=_span(post.stature), ante=_span(ante.stature),
    )  # fmt: skip


def _time(post: BodyRecord, ante: BodyRecord) -> Iterator[Reason]:
    """Dates of which only the year or the month is known are compared as far as both say."""
    last_alive, last_death = ante.earliest or ante.latest, post.latest
    if not last_alive or not last_death:
        return
    length = min(len(last_alive), len(last_death))
    is_after = last_alive[:length] > last_death[:length]
    yield Reason(
        group=BesideGroup.CIRCUMSTANCES, word=BesideWord.SEEN_AFTER if is_after else BesideWord.TIME_AGREES,
        post=last_death, ante=last_alive,
    )  # fmt: skip


def _at_one_place(one: BodyMark, other: BodyMark) -> bool:
    return one.region is other.region and (one.side is other.side or Side.UNKNOWN in (one.side, other.side))


def _serial(mark: BodyMark) -> str:
    """A number as it is compared: letters and digits; words that none can be read have no digit and are none."""
    folded = "".join(sign for sign in _folded(mark.serial) if sign.isalnum())
    return folded if any(sign.isdigit() for sign in folded) else ""


def _numbered(post: BodyRecord, ante: BodyRecord) -> Iterator[Reason]:
    ours = [one for one in post.marks if one.kind in _NUMBERED]
    for told in (one for one in ante.marks if one.kind in _NUMBERED):
        same = [one for one in ours if _serial(one) and _serial(one) == _serial(told)]
        at_place = [one for one in ours if _at_one_place(one, told)]
        word = None
        if same:
            word, at_place = BesideWord.SERIAL_AGREES, same
        elif at_place and _serial(told) and all(map(_serial, at_place)):
            word = BesideWord.SERIAL_DIFFERS
        elif at_place:
            word = BesideWord.MARK_AGREES
        if word:
            yield Reason(
                group=BesideGroup.MEDICAL, word=word, about=told.region.value,
                post=at_place[0].serial or at_place[0].text, ante=told.serial or told.text,
            )  # fmt: skip


def _mark_word(seen: BodyMark, told: BodyMark) -> BesideWord:
    if told.kind is MarkKind.TATTOO:
        return BesideWord.TATTOO_SAME_WORDS if _words(seen.text) & _words(told.text) else BesideWord.TATTOO_AGREES
    return BesideWord.FRACTURE_AGREES if told.kind is MarkKind.OLD_FRACTURE else BesideWord.MARK_AGREES


def _marks(post: BodyRecord, ante: BodyRecord) -> Iterator[Reason]:
    """A mark that was told and not seen says nothing: skin may be gone. Wounds are of the death, and are left out."""
    for told in ante.marks:
        if told.kind in _NUMBERED or told.kind is MarkKind.WOUND:
            continue
        near = [one for one in post.marks if one.kind is told.kind and _at_one_place(one, told)]
        if near:
            best = max(near, key=lambda one: len(_words(one.text) & _words(told.text)))
            yield Reason(
                group=BesideGroup.MEDICAL if told.kind is MarkKind.OLD_FRACTURE else BesideGroup.MARKS,
                word=_mark_word(best, told), about=told.region.value, post=best.text, ante=told.text,
            )  # fmt: skip


_BLOOD = {"0": "O", "I": "O", "1": "O", "II": "A", "2": "A", "III": "B", "3": "B", "IV": "AB", "4": "AB"}
_LATIN = str.maketrans("АВОІавоі", "ABOIaboi")


def _blood(text: str) -> str:
    """The group of blood, O, A, B or AB, however it is written; "" where it cannot be read."""
    found = re.match(r"\s*(IV|I{1,3}|AB|A|B|O|[0-4])(?![^\W\d_])", text.translate(_LATIN).upper())
    return _BLOOD.get(found[1], found[1]) if found else ""


def _fields(post: BodyRecord, ante: BodyRecord) -> Iterator[Reason]:
    """Answers in free words agree where they share a word; that they share none says nothing."""
    given = {one.field: one for one in post.fields if one.said is Said.GIVEN}
    for told in ante.fields:
        name = told.field
        if told.said is not Said.GIVEN or (seen := given.get(name)) is None:
            continue
        if name is BodyField.BLOOD_GROUP:
            one, other = _blood(seen.text), _blood(told.text)
            if one and other:
                word = BesideWord.BLOOD_AGREES if one == other else BesideWord.BLOOD_DIFFERS
                yield Reason(group=BesideGroup.MEDICAL, word=word, post=seen.text, ante=told.text)
        elif name not in _NO_TRAIT and _words(seen.text) & _words(told.text):
            is_unit = name is BodyField.INSIGNIA
            yield Reason(
                group=BesideGroup.DESCRIPTION if name in _DESCRIBES else BesideGroup.EFFECTS, about=name.value,
                word=BesideWord.UNIT_AGREES if is_unit else BesideWord.FIELD_AGREES, post=seen.text, ante=told.text,
            )  # fmt: skip


_NO_TRAIT = frozenset({BodyField.COMPLETENESS, BodyField.PRESERVATION, BodyField.FINGERPRINTS})
_DESCRIBES = frozenset({
    BodyField.BUILD, BodyField.HAIR, BodyField.EYES, BodyField.FACIAL_HAIR, BodyField.OLD_INJURIES, BodyField.SURGERY,
    BodyField.ILLNESS, BodyField.DENTAL_WORK, BodyField.BITE,
})  # fmt: skip


_ORDER = {group: at for at, group in enumerate(BesideGroup)}
_RANK = {word: 0 if word in EXCLUDES else 10 if word in AGAINST else 20 for word in BesideWord}
"""What excludes is read first, then what contradicts, then the groups in their order."""


def _points(reasons: Iterable[Reason]) -> int:
    by_word: dict[BesideWord, int] = {}
    for one in reasons:
        by_word[one.word] = by_word.get(one.word, 0) + POINTS[one.word]
    return sum(min(points, MOST_OF.get(word, points)) for word, points in by_word.items())


def lay_beside(post: BodyRecord, ante: BodyRecord, *, sought: Around | None = None) -> Laid:
    """Lays what was seen of a body beside what was told of one who is sought.

    Returns:  every reason in the order of the groups, what contradicts first; no reason where one side is silent.
    """
    reasons = [
        *teeth_beside(post.teeth, ante.teeth), *_numbered(post, ante), *_marks(post, ante), *_sex(post.sex, ante.sex),
        *_age(post, ante, sought or Around()), *_stature(post, ante), *_fields(post, ante), *_time(post, ante),
    ]  # fmt: skip
    reasons.sort(key=lambda one: _RANK[one.word] + _ORDER[one.group])
    return Laid(
        points=_points(reasons), is_excluded=any(one.word in EXCLUDES for one in reasons), reasons=tuple(reasons),
        compared=len(reasons),
    )  # fmt: skip
