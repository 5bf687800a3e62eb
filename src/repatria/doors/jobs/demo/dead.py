"""The demonstration's dead: one small recovery, all of it invented, and how far the mortuary is with each of them.

Twelve codes of one team at one place: one was spoiled, most were found and photographed by nobody yet, four came
into a store, three of them were examined; one lies in a grave, a sample of another at a laboratory. A box holds bones.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.examination import HeldThen
from repatria.core.law.remains import DiscFound, NeutralThere, RemainsKind
from repatria.core.law.remains_containers import ContainerKind, ContainerStep
from repatria.core.law.remains_graves import FragmentBurial, FragmentSampling, GraveKind
from repatria.core.law.remains_path import ItemState, ItemStep
from repatria.core.law.remains_samples import SampleKind, SampleStep
from repatria.core.vocabulary.body_record import (
    AgeClass,
    Aspect,
    BodyField,
    BodyMark,
    BodyRecord,
    Bone,
    ElementSaid,
    FieldSaid,
    MarkKind,
    Region,
    Said,
    SexEstimate,
    Side,
    Span,
    ToothCode,
    ToothSaid,
)
from repatria.core.vocabulary.remains_codes import remains_code
from repatria.doors.jobs.demo.sign_ins import Staff
from repatria.records.ledger.services import bulk_acts
from repatria.records.remains.selectors.graves import fragment_policies, graves
from repatria.records.remains.selectors.items import codes, recoveries, sites
from repatria.records.remains.selectors.leaving import leaving
from repatria.records.remains.selectors.samples import containers, samples_of
from repatria.records.remains.selectors.steps import stores
from repatria.records.remains.services.containers import record_container, record_container_step
from repatria.records.remains.services.examining import record_examination
from repatria.records.remains.services.finds import keep_picture
from repatria.records.remains.services.fragments import measure_fragment, set_fragment_policy
from repatria.records.remains.services.graves import bury, record_grave
from repatria.records.remains.services.recovering import record_item, record_recovery, record_site, spoil_code
from repatria.records.remains.services.samples import record_sample_step, take_sample
from repatria.records.remains.services.steps import open_store, record_step

PLACE, TEAM, STORE = "GAJ", "T1", "МОРГ-1"
_HOUR = timedelta(hours=1)
_POSITION = "знайдено на своїй позиції, зі зброєю"
_LEADER, _DOCTOR, _HELPER, _LABORATORY = "Сич Іван, старший групи", "д-р Кельнер", "Дрозд Олена, санітарка", "д-р Ардо"
_PARTS = frozenset({6, 7, 9, 11})
_SPOILED = 5
_KEPT = (1, 2, 6, 7)
# A grey square, so that a press opens something and nobody's face.
GREY = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAAAAACPAi4CAAAAK0lEQVR42u3MMREAAAgEoNfkRjeEmwcBqMlNRyAQCAQCgUAgEAgE"
    "AsHzYAFAdAEArKmlZAAAAABJRU5ErkJggg=="
)
_TATTOO = BodyMark(
    kind=MarkKind.TATTOO, region=Region.FOREARM, side=Side.LEFT, aspect=Aspect.FRONT, text="якір і літери «О. Д.»"
)  # fmt: skip
_PLATE = BodyMark(
    kind=MarkKind.IMPLANT, region=Region.LOWER_LEG, side=Side.RIGHT, aspect=Aspect.FRONT,
    text="пластина, шість гвинтів", serial="LOT 4471-08",
)  # fmt: skip
_WHOLE = BodyRecord(
    sex=SexEstimate.PROBABLY_MALE, age=Span(low=25, high=35), stature=Span(low=172, high=180), earliest="2026-02",
    latest="2026-03",
    fields=(
        FieldSaid(field=BodyField.COMPLETENESS, said=Said.GIVEN, text="ціле"),
        FieldSaid(field=BodyField.CLOTHING_UPPER, said=Said.GIVEN, text="куртка без знаків розрізнення"),
        FieldSaid(field=BodyField.FOOTWEAR, said=Said.GIVEN, text="черевики, 43"),
        FieldSaid(field=BodyField.EYES, said=Said.UNKNOWN), FieldSaid(field=BodyField.FINGERPRINTS, said=Said.UNKNOWN),
    ),
    teeth=(
        ToothSaid(tooth=16, code=ToothCode.FILLED, note="амальгама"), ToothSaid(tooth=21, code=ToothCode.CROWN),
        ToothSaid(tooth=36, code=ToothCode.MISSING_BEFORE), ToothSaid(tooth=48, code=ToothCode.UNERUPTED),
        *(ToothSaid(tooth=tooth, code=ToothCode.SOUND) for tooth in (11, 12, 13, 22, 31, 41)),
    ),
    marks=(_TATTOO, _PLATE),
)  # fmt: skip
_PLAIN = BodyRecord(sex=SexEstimate.MALE, age=Span(low=40, high=55), earliest="2026-02", latest="2026-03")
_BONES = BodyRecord(
    sex=SexEstimate.UNDETERMINED,
    elements=(
        ElementSaid(bone=Bone.FEMUR, side=Side.LEFT, age=AgeClass.ADULT, count=2),
        ElementSaid(bone=Bone.TIBIA, side=Side.RIGHT, age=AgeClass.ADULT),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Dead:
    """What a team and a mortuary did in two days; each step once, however often a filling begins again."""

    staff: Staff

    def _code(self, count: int) -> str:
        return remains_code(PLACE, TEAM, count)

    def take_up(self, at: datetime) -> None:
        """The place, the recovery and its codes."""
        registrar = self.staff.by("registrar-1", at)
        if not sites(registrar):
            record_site(
                registrar, place_code=PLACE, place="гай за млином, вигадане місце", reported_by="лісник",
                reported_at=at - _HOUR, coordinates="", told="кілька людей у двох ямах",
            )  # fmt: skip
        (site,) = sites(registrar)
        if not recoveries(registrar, site.site_id):
            record_recovery(
                registrar, site_id=site.site_id, team=TEAM, day=at.date(), led_by=_LEADER, present=(_HELPER,),
                neutral=NeutralThere.ASKED,
            )  # fmt: skip

    def give_codes(self, at: datetime, first: int, last: int) -> None:
        """Items under their codes, one of which was spoiled."""
        registrar = self.staff.by("registrar-1", at)
        (recovery,) = recoveries(registrar, sites(registrar)[0].site_id)
        given = len(codes(registrar, recovery.recovered_id))
        for count in range(max(first, given + 1), last + 1):
            of = {"recovered_id": recovery.recovered_id, "item_code": self._code(count)}
            if count == _SPOILED:
                spoil_code(registrar, **of, reason="бирка порвалася")
                continue
            has_disc = count == 2
            record_item(
                registrar, **of, kind=RemainsKind.PART if count in _PARTS else RemainsKind.WHOLE,
                found_where=f"квадрат {count}", disc=DiscFound.SINGLE if has_disc else DiscFound.NONE,
                disc_says="прочитати не можна" if has_disc else "", is_disc_left=has_disc,
            )  # fmt: skip

    def keep(self, at: datetime, count: int) -> None:
        """One item photographed, taken over and put into the store."""
        mortuary, code = self.staff.by("mortuary-1", at), self._code(count)
        if not stores(mortuary):
            open_store(mortuary, store_code=STORE, capacity=20, kept_at="4 °C")
        if ItemState(leaving(mortuary, code).state) is not ItemState.FOUND:
            return
        with bulk_acts():
            keep_picture(mortuary, item_code=code, taken_at=at, taken_by=_HELPER, picture=GREY)
            record_step(mortuary, item_code=code, step=ItemStep.RECOVERED, happened_at=at, by=_LEADER)
            record_step(
                mortuary, item_code=code, step=ItemStep.RECEIVED, happened_at=at, by=_HELPER, from_whom=_LEADER,
                seal_number=f"П-{100 + count}", purpose="зберігання",
            )  # fmt: skip
            record_step(
                mortuary, item_code=code, step=ItemStep.STORED, happened_at=at, by=_HELPER, store_code=STORE
            )  # fmt: skip

    def examine(self, at: datetime) -> None:
        """Three are examined and sampled: two whole bodies, and bones of two in a box."""
        doctor = self.staff.by("medical-1", at)
        for count, said, cause in (
            (1, _WHOLE, DeathCause.VIOLENT),
            (2, _PLAIN, DeathCause.NATURAL),
            (6, _BONES, DeathCause.UNKNOWN),
        ):
            code = self._code(count)
            if ItemState(leaving(doctor, code).state) is ItemState.STORED:
                record_examination(
                    doctor, item_code=code, happened_at=at, examined_by=_DOCTOR, second=_HELPER, body=said, cause=cause,
                    held=HeldThen.NOT_HELD, held_ground=_POSITION,
                )  # fmt: skip
            if not samples_of(doctor, code):
                take_sample(
                    doctor, item_code=code, kind=SampleKind.TOOTH if count != 6 else SampleKind.BONE,
                    site="зуб 26" if count != 6 else "ліва стегнова, середина", happened_at=at, taken_by=_DOCTOR,
                    seal_number=f"П-{200 + count}", kept_where="морозильник 1",
                )  # fmt: skip

    def send_on(self, at: datetime) -> None:
        """One sample goes to a laboratory, and the bones are packed into a box."""
        mortuary = self.staff.by("mortuary-1", at)
        (one,) = samples_of(mortuary, self._code(6))
        if one.state == "kept":
            record_sample_step(
                mortuary, sample_code=one.sample_code, step=SampleStep.SENT, happened_at=at, by=_LABORATORY,
                from_whom=_HELPER, seal_number="П-301", purpose="профіль",
            )  # fmt: skip
        if not containers(mortuary):
            record_container(mortuary, kind=ContainerKind.BOX, written="Я-1")
        (box,) = containers(mortuary)
        if box.state == "empty":
            record_container_step(
                mortuary, container_id=box.container_id, step=ContainerStep.PACKED, happened_at=at, by=_HELPER,
                second=_LEADER, seal_number="П-302", item_codes=[self._code(6), self._code(7)],
            )  # fmt: skip

    def bury(self, at: datetime) -> None:
        """One is laid into a grave of its own; the head says what is a small fragment, and a part is measured."""
        mortuary, head = self.staff.by("mortuary-1", at), self.staff.by("head-of-bureau-1", at)
        if not graves(mortuary):
            record_grave(
                mortuary, cemetery_code="КЛ-1", grave_row="2", position="17", kind=GraveKind.INDIVIDUAL,
                cemetery="кладовище за млином, вигадане", marker=self._code(2), laid_out_at=at, laid_out_by=_LEADER,
                plan="аркуш 1, В-17",
            )  # fmt: skip
        (grave,) = graves(mortuary)
        if ItemState(leaving(mortuary, self._code(2)).state) is ItemState.SAMPLED:
            bury(
                mortuary, item_code=self._code(2), grave_id=grave.grave_id, happened_at=at, by=_LEADER, second=_HELPER,
                rite="священник прочитав молитву",
            )  # fmt: skip
        if not fragment_policies(head):
            set_fragment_policy(
                head, decision="розпорядження 4 від вигаданого дня", largest_mm=50, sampling=FragmentSampling.AS_SAID,
                burial=FragmentBurial.TOGETHER, kept="зуби й кінці довгих кісток, у морозильнику 1",
            )  # fmt: skip
            measure_fragment(
                mortuary, item_code=self._code(7), happened_at=at, longest_mm=42, by=_HELPER, second=_LEADER
            )  # fmt: skip

    def steps(self, at: datetime) -> list[tuple[datetime, Callable[[], None]]]:
        """What happened, in the order of its hours: each is one transaction of few acts."""
        told: list[tuple[datetime, Callable[[], None]]] = [(at, partial(self.take_up, at))]
        for number, (first, last) in enumerate(((1, 4), (5, 8), (9, 12)), start=1):
            then = at + number * _HOUR
            told.append((then, partial(self.give_codes, then, first, last)))
        for number, count in enumerate(_KEPT, start=5):
            then = at + number * _HOUR
            told.append((then, partial(self.keep, then, count)))
        told.append((at + 10 * _HOUR, partial(self.examine, at + 10 * _HOUR)))
        told.append((at + 12 * _HOUR, partial(self.send_on, at + 12 * _HOUR)))
        told.append((at + 13 * _HOUR, partial(self.bury, at + 13 * _HOUR)))
        return told
