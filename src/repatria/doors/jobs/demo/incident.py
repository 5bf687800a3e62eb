"""A larger incident for a demonstration: 150 items of 110 persons in two batches that came back, and 140 families.

Planted in it: bones of two under one label, labels that are not those of the list or cannot be read, one thing more and
one less than their paper says, parts of forty persons in the other batch, two brothers whose mother asks twice, and one
of the other side's own dead. Families' profiles and those of the dead are drawn by chance under plain rules of descent;
everybody is invented. What is found when they are compared leads on to three names (`incident_end`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.examination import HeldThen
from repatria.core.law.identification import ConsentUse, GivenBy
from repatria.core.law.remains import DiscFound, NeutralThere, RemainsKind
from repatria.core.law.remains_path import ItemStep
from repatria.core.law.remains_samples import SampleKind
from repatria.core.law.return_batch import BatchEvent, BatchWay
from repatria.core.law.return_list import BatchRow
from repatria.core.law.return_request import AskedFor, RequestEvent
from repatria.core.law.return_scans import ScanFor
from repatria.core.vocabulary.body_record import AgeClass, BodyRecord, Bone, ElementSaid, SexEstimate, Side, Span
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.receipts import letter_identity_of, locator_of, receipt_from_form_id
from repatria.core.vocabulary.remains_codes import remains_code
from repatria.doors.jobs.demo.dead import GREY
from repatria.doors.jobs.demo.incident_end import IncidentEnd
from repatria.doors.jobs.demo.incident_families import (
    ALLELES,
    BROTHERS,
    FAMILIES,
    MARKERS,
    OTHERS,
    PERSONS,
    POWER,
    Families,
    Profile,
)
from repatria.doors.jobs.demo.sign_ins import Staff
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.identification.services.consents import record_consent, state_own_power
from repatria.records.identification.services.frequencies import agree_frequencies, propose_frequencies
from repatria.records.identification.services.results import receive_results, record_profile
from repatria.records.ledger.services import bulk_acts
from repatria.records.remains.selectors.items import sites
from repatria.records.remains.services.examining import record_examination
from repatria.records.remains.services.finds import keep_picture
from repatria.records.remains.services.recovering import record_item, record_recovery, record_site
from repatria.records.remains.services.samples import take_sample
from repatria.records.remains.services.steps import open_store, record_step
from repatria.records.returns.selectors.batches import batch
from repatria.records.returns.services.batches import bring_list, plan_batch
from repatria.records.returns.services.counts import begin_count, compare_sides, enter_received, sign_count
from repatria.records.returns.services.requests import make_request, move_request
from repatria.records.returns.services.scans import take_scans
from repatria.records.returns.services.steps import record_batch_step

PLACE, TEAM, STORE = "PST", "T3", "МОРГ-2"
BATCHES = (60, 90)
EXAMINED, SAMPLED = 60, 120
"""Items that were examined, and of which a profile was read."""
_POSITION = "знайдено на своїй позиції, зі зброєю"
_EXAMINER, _SECOND = "д-р Кельнер", "Дрозд Олена, санітарка"


def person_of(item: int) -> int:
    """Whose each of the 150 items is: the first 110 one each, the others parts of the first forty."""
    return item if item < PERSONS else item - PERSONS


_GIVEN = (
    "Марія", "Олена", "Ганна", "Надія", "Віра", "Любов", "Світлана", "Тетяна", "Ірина", "Наталія", "Катерина", "Оксана",
)  # fmt: skip
_FATHERS = (
    "Іванівна", "Петрівна", "Василівна", "Миколаївна", "Степанівна", "Павлівна", "Андріївна", "Михайлівна",
    "Григорівна", "Семенівна", "Федорівна",
)  # fmt: skip


def _mother(number: int) -> str:
    """A mother's given name and patronymic, another for each of 132: of one name two are asked about once too often."""
    return f"{_GIVEN[number % len(_GIVEN)]} {_FATHERS[number % len(_FATHERS)]}"


@dataclass(slots=True, kw_only=True)
class Incident:
    """The steps, each one transaction or a few; nothing is added to a store that has the place already."""

    staff: Staff
    at: datetime
    seed: int
    progress: Callable[[str, int, int], None]
    compare: Callable[[], object]
    enquiries: list[str] = field(default_factory=list)
    gave_twice: list[str] = field(default_factory=list)

    def fill(self) -> int:
        """Fills the incident.  Returns: how many items stand then; 0 where it stood already."""
        registrar = self.staff.by("registrar-1", self.at)
        if any(one.place_code == PLACE for one in sites(registrar)):
            return 0
        families = Families(self.seed)
        recovered = self._site()
        request = self._request()
        first, batch_id = 1, ""
        for number, size in enumerate(BATCHES, 1):
            batch_id = self._batch(number, size, first, recovered, request)
            first += size
        items = [remains_code(PLACE, TEAM, count) for count in range(1, sum(BATCHES) + 1)]
        samples = self._mortuary(items)
        self._ask(families, samples)
        IncidentEnd(
            staff=self.staff, at=self.at + timedelta(hours=1), items=items, enquiries=self.enquiries, origin=batch_id,
            gave_twice=self.gave_twice, compare=self.compare, examine=self._examine, progress=self.progress,
        ).go_on()  # fmt: skip
        return len(items)

    def _site(self) -> str:
        registrar = self.staff.by("registrar-1", self.at)
        site = record_site(
            registrar, place_code=PLACE, place="міст L, вигадане місце передачі", reported_by="передавальний пункт",
            reported_at=self.at, coordinates="", told="дві партії того самого дня",
        )  # fmt: skip
        open_store(self.staff.by("mortuary-1", self.at), store_code=STORE, capacity=160, kept_at="-18 °C")
        return record_recovery(
            registrar, site_id=site, team=TEAM, day=self.at.date(), led_by="Сич Іван, старший групи",
            present=(_SECOND,), neutral=NeutralThere.ASKED,
        )  # fmt: skip

    def _request(self) -> str:
        adviser = self.staff.by("legal-adviser-1", self.at)
        number = make_request(
            adviser, body="нейтральне товариство", asked_for=(AskedFor.CHANNEL,), what="передача двох партій",
            when="цього дня", answer_by=self.at.date(), asked_at=self.at, conditions="двоє представників на місці",
        )  # fmt: skip
        move_request(
            adviser, request_id=number, event=RequestEvent.GRANTED, happened_at=self.at, granted=(AskedFor.CHANNEL,),
            by="представник товариства", reference="лист 11",
        )  # fmt: skip
        return number

    def _batch(self, number: int, size: int, first: int, recovered: str, request: str) -> str:
        """One batch of theirs: their list, a count with its faults, a code for each thing.  Returns: its number."""
        registrar, doctor = self.staff.by("registrar-1", self.at), self.staff.by(f"medical-{number}", self.at)
        batch_id = plan_batch(registrar, way=BatchWay.RECEIVED, power="PB", title=f"Партія {number} з двох",
                              request_id=request)  # fmt: skip
        rows = [BatchRow(label=f"{number}-{n:03}", seal=f"{number}7 {n:03}") for n in range(1, size + 1)]
        bring_list(
            registrar, batch_id=batch_id, came_at=self.at, supplied_by="бюро Сторони B", reference=f"лист {number}",
            rows=rows, said_number=size + number - 1,
        )  # fmt: skip
        two = {"by": "наш уповноважений", "second": "їхній уповноважений"}
        for event, given in (
            (BatchEvent.AGREED, {
                "place": "міст L", "window": "з восьмої до полудня", "participants": "по двоє від кожної Сторони",
                "reference": f"протокол {number}", "agreed_on": self.at.date(),
            }),
            (BatchEvent.AT_BORDER, two | {"seal_number": f"V-5000{number}"}),
            (BatchEvent.HANDED_OVER, two | {
                "place": "міст L", "reference": f"розписка {number}", "reason": "товариство лише передавало папери",
            }),
        ):  # fmt: skip
            record_batch_step(registrar, batch_id=batch_id, event=event, happened_at=self.at, **given)
        hands: dict[str, Any] = {"by": "лікарка", "second": "санітар"}
        begin_count(doctor, batch_id=batch_id, **hands)
        seen = "\n".join(
            f"{instant_text(self.at - (size - n) * timedelta(seconds=5))};{label};{seal};{words}"
            for n, (label, seal, words) in enumerate(_counted(number, size))
        )
        take_scans(doctor, batch_id=batch_id, purpose=ScanFor.COUNT, text=seen, brought_by="санітар")
        sign_count(doctor, batch_id=batch_id, number=size, happened_at=self.at, **hands)
        compare_sides(registrar, batch_id=batch_id)
        self.progress("incident: counted", number, len(BATCHES))
        for place, entry in enumerate(batch(registrar, batch_id).entries[:size]):
            with bulk_acts():
                code = self._item(recovered, first + place, entry.label)
                enter_received(registrar, entry_id=entry.entry_id, item_code=code)
        return batch_id

    def _item(self, recovered: str, count: int, label: str) -> str:
        person, is_part = person_of(count - 1), count > PERSONS
        is_other = person == OTHERS
        return record_item(
            self.staff.by("registrar-1", self.at), recovered_id=recovered, item_code=remains_code(PLACE, TEAM, count),
            kind=RemainsKind.PART if is_part else RemainsKind.WHOLE, found_where=f"у мішку {label or 'без бирки'}",
            disc=DiscFound.SINGLE if is_other else DiscFound.NONE, disc_says="PB-220914" if is_other else "",
            is_disc_left=is_other, description="жетон іншої Сторони" if is_other else "",
        )  # fmt: skip

    def _mortuary(self, items: Sequence[str]) -> dict[int, str]:
        """Photographed, taken over, stored, some examined and sampled.  Returns: samples by their items' numbers."""
        mortuary, samples = self.staff.by("mortuary-1", self.at), dict[int, str]()
        for number, code in enumerate(items):
            with bulk_acts():
                keep_picture(mortuary, item_code=code, taken_at=self.at, taken_by=_SECOND, picture=GREY)
                step = partial(record_step, mortuary, item_code=code, happened_at=self.at)
                step(step=ItemStep.RECOVERED, by="лікарка")
                step(step=ItemStep.RECEIVED, by=_SECOND, from_whom="лікарка", seal_number=f"Н-{number}",
                     purpose="зберігання")  # fmt: skip
                step(step=ItemStep.STORED, by=_SECOND, store_code=STORE)
                if number < EXAMINED:
                    self._examine(number, code)
                if number < SAMPLED:
                    samples[number] = take_sample(
                        self.staff.by("medical-1", self.at), item_code=code, kind=SampleKind.BONE,
                        site="стегнова, середина", happened_at=self.at, taken_by=_EXAMINER, seal_number=f"З-{number}",
                        kept_where="морозильник 2",
                    )  # fmt: skip
            if number % 30 == 29:
                self.progress("incident: items", number + 1, len(items))
        return samples

    def _examine(self, number: int, code: str) -> None:
        is_commingled = number % 20 == 7
        body = BodyRecord(
            sex=SexEstimate.PROBABLY_MALE, age=Span(low=20 + number % 9, high=35 + number % 9),
            elements=(ElementSaid(bone=Bone.FEMUR, side=Side.LEFT, age=AgeClass.ADULT, count=2),)
            if is_commingled else None,
        )  # fmt: skip
        record_examination(
            self.staff.by("medical-1", self.at), item_code=code, happened_at=self.at, examined_by=_EXAMINER,
            second=_SECOND, body=body, cause=DeathCause.VIOLENT if number % 3 else DeathCause.UNKNOWN,
            held=HeldThen.NOT_HELD, held_ground=_POSITION,
        )  # fmt: skip

    def _ask(self, families: Families, samples: Mapping[int, str]) -> None:
        """Families ask, relatives give samples, and files of a laboratory bring what was read."""
        at, today = self.at, self.at.date()
        state_own_power(self.staff.by("head-of-bureau-1", at), power=POWER)
        laboratory = self.staff.by("laboratory-1", at)
        table = propose_frequencies(
            laboratory, population="вигадане населення", source="рівні частки, для показу",
            by_marker={marker: dict.fromkeys(ALLELES, 1 / len(ALLELES)) for marker in MARKERS},
        )  # fmt: skip
        agree_frequencies(self.staff.by("board-expert-1", at), table_id=table)
        self.compare()
        read = list(self._given(families))
        relatives = len(read)
        for number, code in samples.items():
            read.append((code, families.of_person(person_of(number)), "M"))
        results_id = receive_results(
            laboratory, laboratory="вигадана лабораторія", accreditation="ISO 17025", kit="GlobalFiler", typed_on=today,
            digest=sha256(f"incident {self.seed}".encode()).hexdigest(), samples=len(read),
        )  # fmt: skip
        for number, (code, profile, sex) in enumerate(read, 1):
            record_profile(laboratory, results_id=results_id, sample_code=code, alleles=profile, sex=sex)
            if number == relatives:
                self.compare()  # before the dead are read: each pair is weighed once
            if number % 50 == 0:
                self.progress("incident: profiles", number, len(read))

    def _given(self, families: Families) -> Iterator[tuple[str, Profile, str]]:
        """What each family gave: a mother, of every second one the father too; a code, its profile and the sex."""
        hotline, caseworker = self.staff.by("hotline-operator-1", self.at), self.staff.by("caseworker-1", self.at)
        until = self.at.date() + timedelta(days=365)
        for number in range(FAMILIES):
            receipt = receipt_from_form_id(sha256(f"incident {self.seed} {number}".encode()).digest(), "uk")
            mother = f"{families.name(number).split()[0]} {_mother(BROTHERS[0] if number in BROTHERS else number)}"
            enquiry = receive_enquiry(
                hotline, locator=locator_of(receipt), letter_identity=letter_identity_of(receipt), language="uk",
                received_on=self.at.date(),
                asked=Asked(sought_name=families.name(number), enquirer_name=mother, relation="mother"),
            )  # fmt: skip
            given: dict[str, Any] = {
                "given_by": GivenBy.RELATIVE, "power": POWER, "uses": (ConsentUse.SEARCH,), "until": until,
                "given_on": self.at.date(), "witness": "медсестра", "taken_by": "лаборант", "language": "uk",
                "enquiry_id": enquiry,
            }  # fmt: skip
            code = record_consent(caseworker, donor=mother, relation="mother", sex="F", **given)
            self.enquiries.append(enquiry)
            if number in BROTHERS:
                self.gave_twice.append(code)
            yield code, families.mothers[number], "F"
            if number % 2 == 0 and number not in BROTHERS:
                father = f"{families.name(number).split()[0]} Петро"
                code = record_consent(caseworker, donor=father, relation="father", sex="M", **given)
                yield code, families.fathers[number], "M"
            if number % 35 == 34:
                self.progress("incident: families", number + 1, FAMILIES)


def _counted(number: int, size: int) -> Iterator[tuple[str, str, str]]:
    """What the counter reads: one label that is another's, one unread, one seal broken, and one that no list has."""
    for n in range(1, size):
        label, seal = f"{number}-{n:03}", f"{number}7 {n:03}"
        if n == 5:
            yield f"{number}-905", seal, ""
        elif n == 9:
            yield "", seal, ""
        else:
            yield label, seal, "broken" if n == 12 else ""
    yield f"X-{number}", "60 999", ""
