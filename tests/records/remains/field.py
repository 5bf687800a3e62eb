"""A team in the field: a place, a recovery, items under codes. Everybody and every place is invented."""

from __future__ import annotations

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.examination import HeldThen
from repatria.core.law.remains import DiscFound, NeutralThere, RemainsKind
from repatria.core.law.remains_graves import ExhumedFor, GraveKind
from repatria.core.law.remains_path import ItemStep
from repatria.core.law.remains_samples import SampleKind
from repatria.core.vocabulary.body_record import BodyRecord, SexEstimate
from repatria.core.vocabulary.remains_codes import remains_code
from repatria.records.register.drawing import drawn_by
from repatria.records.remains.services.examining import record_examination
from repatria.records.remains.services.finds import keep_picture, seal_finds
from repatria.records.remains.services.graves import bury, exhume, record_grave
from repatria.records.remains.services.recovering import record_item, record_recovery, record_site
from repatria.records.remains.services.samples import take_sample
from repatria.records.remains.services.steps import record_step
from tests.cast import Cast


class Field(Cast):
    """The steps from a place to a packet, each by the registrar unless another is named."""

    def reported(self, place_code="KHR", name="registrar", **changed):
        given = {
            "place": "a wood north of the mill", "reported_by": "a forester", "reported_at": self.clock(),
            "coordinates": "49 N 37 E",
        } | changed  # fmt: skip
        self.site = record_site(self.by(name), place_code=place_code, **given)
        return self

    def recovered(self, team="T2", name="registrar", **changed):
        given = {
            "site_id": self.site, "day": self.clock().date(), "led_by": "the head of the team",
            "present": ("a digger",), "neutral": NeutralThere.NOT_ASKED,
        } | changed  # fmt: skip
        self.recovery = record_recovery(self.by(name), team=team, **given)
        return self

    def item(self, count, name="registrar", **changed):
        given = {
            "item_code": remains_code("KHR", "T2", count), "kind": RemainsKind.WHOLE, "found_where": "square 4",
            "disc": DiscFound.NONE,
        } | changed  # fmt: skip
        return record_item(self.by(name), recovered_id=self.recovery, **given)

    def pictured(self, code):
        drawn_by(lambda content: content)
        keep_picture(self.by("doctor"), item_code=code, taken_at=self.clock(), taken_by="a", picture=b"x")
        drawn_by(None)

    def packet(self, code, name="registrar", **changed):
        given = {
            "happened_at": self.clock(), "by": "one", "second": "another", "seal_number": "S-7",
            "contents": "a watch\na letter",
        } | changed  # fmt: skip
        return seal_finds(self.by(name), item_code=code, **given)


S = ItemStep
HAND = {"from_whom": "the team", "seal_number": "S-9", "purpose": "to be kept"}
WITH = {
    S.RECOVERED: {}, S.RECEIVED: HAND, S.STORED: {"store_code": "cold-1"},
    S.MOVED: HAND,
}  # fmt: skip


def step(field, what, code=None, name=None, **changed):
    """A step of an item, a sample by the doctor's act of it."""
    name = name or ("registrar" if what is S.BURIED else "doctor")
    if what is S.EXAMINED:
        return examine(field, code or field.item_code, name, **changed)
    if what is S.SAMPLED:
        return take_sample(
            field.by(name), item_code=code or field.item_code, kind=SampleKind.BONE, site="left femur",
            happened_at=field.clock(), taken_by="Dr Sych", seal_number="S-4", kept_where="freezer 1",
        )  # fmt: skip
    if what is S.BURIED:
        return buried(field, code or field.item_code, name, **changed)
    if what is S.EXHUMED:
        return exhumed(field, code or field.item_code, name, **changed)
    given = {"happened_at": field.clock(), "by": "Dr Sych", **WITH[what]} | changed
    return record_step(field.by(name), item_code=code or field.item_code, step=what, **given)


def grave(field, position="17", name="registrar", **changed):
    given = {
        "cemetery_code": "c-1", "grave_row": "2", "kind": GraveKind.INDIVIDUAL, "cemetery": "by the mill, north wall",
        "marker": "2/17", "laid_out_at": field.clock(), "laid_out_by": "a digger", "coordinates": "49 N 37 E",
    } | changed  # fmt: skip
    return record_grave(field.by(name), position=position, **given)


def buried(field, code, name="registrar", grave_id="", **changed):
    """A burial into a grave of its own unless one is named."""
    given = {"happened_at": field.clock(), "by": "a digger", "second": "a priest"} | changed
    if not grave_id:
        field.dug_graves = getattr(field, "dug_graves", 0) + 1
        grave_id = grave(field, position=f"A {field.dug_graves}")
    return bury(field.by(name), item_code=code, grave_id=grave_id, **given)


def exhumed(field, code, name="registrar", **changed):
    given = {
        "happened_at": field.clock(), "exhumed_for": ExhumedFor.MOVE, "by": "a digger", "second": "a doctor",
        "authority": "the head of the bureau", "order_reference": "order 9", "why": "the road is moved",
    } | changed  # fmt: skip
    return exhume(field.by(name), item_code=code, **given)


def examine(field, code, name="doctor", **changed):
    given = {
        "happened_at": field.clock(), "examined_by": "Dr Sych", "second": "a colleague", "cause": DeathCause.VIOLENT,
        "body": BodyRecord(sex=SexEstimate.PROBABLY_MALE),
        "held": HeldThen.UNKNOWN,
    } | changed  # fmt: skip
    return record_examination(field.by(name), item_code=code, **given)


def walk(field, *steps, code=None):
    for one in steps:
        step(field, one, code)
