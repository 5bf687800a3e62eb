"""What is said of a body, after death and before it, in one shape: so that both are laid side by side group by group.

The groups are those of INTERPOL's forms for victims of disasters, which have the same fields on both sides. Teeth are
numbered as the FDI numbers them (ISO 3950). What is not said was not examined, or not asked; what was looked at and
could not be told is unknown, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

LEAST_AGE, MOST_AGE = 0, 120  # years
LEAST_STATURE, MOST_STATURE = 30, 250  # centimetres


class Said(StrEnum):
    """Whether a field has an answer."""

    GIVEN = "given"
    UNKNOWN = "unknown"  # looked at or asked, and it could not be told
    NOT_EXAMINED = "not_examined"


class BodyGroup(StrEnum):
    """The groups in the order of the forms."""

    CONDITION = "condition"
    EFFECTS = "effects"
    DESCRIPTION = "description"
    MEDICAL = "medical"
    DENTAL = "dental"
    PRINTS = "prints"


class BodyField(StrEnum):
    """One field of a group, the same after death and before it."""

    COMPLETENESS = "completeness"
    PRESERVATION = "preservation"
    CLOTHING_UPPER = "clothing_upper"
    CLOTHING_LOWER = "clothing_lower"
    UNDERWEAR = "underwear"
    FOOTWEAR = "footwear"
    HEADGEAR = "headgear"
    INSIGNIA = "insignia"
    JEWELLERY = "jewellery"
    WATCH = "watch"
    SPECTACLES = "spectacles"
    PAPERS = "papers"
    BUILD = "build"
    HAIR = "hair"
    EYES = "eyes"
    FACIAL_HAIR = "facial_hair"
    BLOOD_GROUP = "blood_group"
    OLD_INJURIES = "old_injuries"
    SURGERY = "surgery"
    ILLNESS = "illness"
    DENTAL_WORK = "dental_work"
    BITE = "bite"
    FINGERPRINTS = "fingerprints"


_F = BodyField
FIELDS_OF = MappingProxyType({
    BodyGroup.CONDITION: (_F.COMPLETENESS, _F.PRESERVATION),
    BodyGroup.EFFECTS: (
        _F.CLOTHING_UPPER, _F.CLOTHING_LOWER, _F.UNDERWEAR, _F.FOOTWEAR, _F.HEADGEAR, _F.INSIGNIA, _F.JEWELLERY,
        _F.WATCH, _F.SPECTACLES, _F.PAPERS,
    ),
    BodyGroup.DESCRIPTION: (_F.BUILD, _F.HAIR, _F.EYES, _F.FACIAL_HAIR),
    BodyGroup.MEDICAL: (_F.BLOOD_GROUP, _F.OLD_INJURIES, _F.SURGERY, _F.ILLNESS),
    BodyGroup.DENTAL: (_F.DENTAL_WORK, _F.BITE),
    BodyGroup.PRINTS: (_F.FINGERPRINTS,),
})  # fmt: skip


class SexEstimate(StrEnum):
    """What is estimated; of a person sought what is known."""

    FEMALE = "female"
    PROBABLY_FEMALE = "probably_female"
    UNDETERMINED = "undetermined"
    PROBABLY_MALE = "probably_male"
    MALE = "male"
    NOT_EXAMINED = "not_examined"


class ToothCode(StrEnum):
    """What a tooth is."""

    SOUND = "sound"
    FILLED = "filled"
    CROWN = "crown"
    BRIDGE = "bridge"
    ROOT_FILLED = "root_filled"
    DECAYED = "decayed"
    BROKEN = "broken"
    ROOT_ONLY = "root_only"
    IMPLANT = "implant"
    DENTURE = "denture"
    MISSING_BEFORE = "missing_before"  # lost or drawn in life
    MISSING_AFTER = "missing_after"  # lost after death: the socket is open
    UNERUPTED = "unerupted"


UPPER = (*range(18, 10, -1), *range(21, 29))
LOWER = (*range(48, 40, -1), *range(31, 39))
MILK_UPPER, MILK_LOWER = (*range(55, 50, -1), *range(61, 66)), (*range(85, 80, -1), *range(71, 76))
TEETH = frozenset((*UPPER, *LOWER, *MILK_UPPER, *MILK_LOWER))
"""Every number of the FDI: 11 to 48 of permanent teeth, 51 to 85 of milk teeth."""


class MarkKind(StrEnum):
    """What is seen at a place of the body."""

    SCAR = "scar"
    TATTOO = "tattoo"
    PIERCING = "piercing"
    BIRTHMARK = "birthmark"
    OLD_FRACTURE = "old_fracture"
    AMPUTATION = "amputation"
    IMPLANT = "implant"  # with its number, or that none can be read
    PROSTHESIS = "prosthesis"
    WOUND = "wound"
    OTHER = "other"


class Region(StrEnum):
    """Where on the body."""

    HEAD = "head"
    FACE = "face"
    NECK = "neck"
    SHOULDER = "shoulder"
    CHEST = "chest"
    BACK = "back"
    ABDOMEN = "abdomen"
    PELVIS = "pelvis"
    UPPER_ARM = "upper_arm"
    FOREARM = "forearm"
    HAND = "hand"
    THIGH = "thigh"
    KNEE = "knee"
    LOWER_LEG = "lower_leg"
    FOOT = "foot"


class Side(StrEnum):
    """Which side, as the body's own."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"
    UNKNOWN = "unknown"


class Aspect(StrEnum):
    """From where it is seen."""

    FRONT = "front"
    BEHIND = "behind"


class Bone(StrEnum):
    """Bones that are counted in a commingled find."""

    SKULL = "skull"
    MANDIBLE = "mandible"
    CLAVICLE = "clavicle"
    SCAPULA = "scapula"
    STERNUM = "sternum"
    HUMERUS = "humerus"
    RADIUS = "radius"
    ULNA = "ulna"
    SACRUM = "sacrum"
    HIP_BONE = "hip_bone"
    FEMUR = "femur"
    PATELLA = "patella"
    TIBIA = "tibia"
    FIBULA = "fibula"
    TALUS = "talus"
    CALCANEUS = "calcaneus"


class BonePart(StrEnum):
    """How much of it: only what overlaps counts twice."""

    WHOLE = "whole"
    PROXIMAL = "proximal"  # the end nearer to the trunk; of a skull or flat bone the upper part
    SHAFT = "shaft"
    DISTAL = "distal"


class AgeClass(StrEnum):
    """Of an element: two classes are never one person's."""

    ADULT = "adult"
    SUBADULT = "subadult"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSaid:
    """One field with its answer."""

    field: BodyField
    said: Said
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToothSaid:
    """One tooth by its FDI number."""

    tooth: int
    code: ToothCode
    note: str = ""  # surfaces, material


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMark:
    """A scar, tattoo, implant or other mark at a place of the body."""

    kind: MarkKind
    region: Region
    side: Side
    aspect: Aspect
    text: str
    serial: str = ""  # of an implant or prosthesis, as it is read


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementSaid:
    """Bones of one kind, side and part, and how many."""

    bone: Bone
    side: Side
    part: BonePart = BonePart.WHOLE
    age: AgeClass = AgeClass.UNKNOWN
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From the least to the most that is estimated.  Units: whole years of age, or centimetres."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRecord:
    """All that one examination, or one telling, says. A later one says what it adds or corrects, and nothing else.

    Given:    dates as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, empty where nothing is said: of the death after it, of when he
              was last seen before it.
    """

    sex: SexEstimate = SexEstimate.NOT_EXAMINED
    age: Span | None = None
    stature: Span | None = None
    earliest: str = ""
    latest: str = ""
    fields: tuple[FieldSaid, ...] = ()
    teeth: tuple[ToothSaid, ...] = ()
    marks: tuple[BodyMark, ...] = ()
    struck: tuple[BodyMark, ...] = ()  # marks of earlier ones that do not hold
    elements: tuple[ElementSaid, ...] | None = None  # None leaves those of before; given, they are all of them


def said_of(record: BodyRecord, field: BodyField) -> FieldSaid:
    """What a record says of a field; not examined where it says nothing."""
    found = [one for one in record.fields if one.field is field]
    return found[-1] if found else FieldSaid(field=field, said=Said.NOT_EXAMINED)


def laid_over(records: Iterable[BodyRecord]) -> BodyRecord:
    """What holds after all of them, the oldest first: what a later one says stands in place of what was said before.

    Given:    a later one takes an answer back by saying that it is unknown; a mark by naming it as struck.
    """
    whole = BodyRecord()
    for one in records:
        fields = {said.field: said for said in (*whole.fields, *one.fields)}
        teeth = {said.tooth: said for said in (*whole.teeth, *one.teeth)}
        marks = dict.fromkeys((*(mark for mark in whole.marks if mark not in one.struck), *one.marks))
        whole = BodyRecord(
            sex=one.sex if one.sex is not SexEstimate.NOT_EXAMINED else whole.sex, age=one.age or whole.age,
            stature=one.stature or whole.stature, earliest=one.earliest or whole.earliest,
            latest=one.latest or whole.latest, fields=tuple(fields[name] for name in BodyField if name in fields),
            teeth=tuple(teeth[number] for number in sorted(teeth)), marks=tuple(marks),
            elements=one.elements if one.elements is not None else whole.elements,
        )  # fmt: skip
    return whole
