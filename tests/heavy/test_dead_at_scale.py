"""Thousands of the dead and tens of thousands of samples in a bureau's store: how long a new profile takes, and pages.

150 of the dead and 1,500 samples by default; REPATRIA_HEAVY=full has 6,000 and 60,000. What the whole showed:
docs/methods/kinship.md. People, alleles and frequencies are drawn.

The bars are asked of the processor seconds of this process alone, without the first new profile: waiting for the store
and the disk, and what a database beside it spends, count for nothing. Both are printed; where it is quiet read wall.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import timedelta

import numpy as np
import pytest

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.examination import HeldThen
from repatria.core.law.identification import ConsentUse, GivenBy
from repatria.core.law.identification_board import Method, Weighs
from repatria.core.law.remains import DiscFound, NeutralThere, RemainsKind
from repatria.core.law.remains_path import ItemState
from repatria.core.law.remains_samples import SampleKind
from repatria.core.vocabulary.body_record import (
    Aspect,
    BodyField,
    BodyMark,
    BodyRecord,
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
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.remains_codes import remains_code, sample_code
from repatria.doors.jobs.comparing import Comparing
from repatria.doors.jobs.consumers import read_on
from repatria.records.consequences.selectors import open_consequences
from repatria.records.enquiries.acts import Asked, EnquiryReceived
from repatria.records.identification.acts import ConsentGiven, ConsentWords, ProfileRead, ProfileWords
from repatria.records.identification.finding_models import Finding
from repatria.records.identification.finding_rows import findings_where
from repatria.records.identification.profiles import SealedProfile, sealed_text
from repatria.records.identification.services.consents import record_consent, state_own_power
from repatria.records.identification.services.frequencies import agree_frequencies, propose_frequencies
from repatria.records.identification.services.hypotheses import lay_evidence, open_hypothesis
from repatria.records.identification.services.results import receive_results, record_profile
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.services import append, bulk_acts, move_cursor
from repatria.records.remains.acts import ItemRecorded, ItemWords
from repatria.records.remains.examination_acts import (
    AnteMortemRecorded,
    AnteMortemWords,
    ExaminationRecorded,
    ExaminationWords,
)
from repatria.records.remains.sample_acts import SampleTaken, TakenWords
from repatria.records.remains.services.recovering import record_recovery, record_site
from tests.doors.desk.conftest import bureau, door, outside  # noqa: F401 - the desk as its process runs it

pytestmark = [
    pytest.mark.slow, pytest.mark.whole, pytest.mark.timeout(7200), pytest.mark.django_db(transaction=True),
]  # fmt: skip
IS_FULL = os.environ.get("REPATRIA_HEAVY") == "full"
DEAD, SAMPLES = (6_000, 60_000) if IS_FULL else (150, 1_500)
PAIRS = SAMPLES // 3  # families of two parents; the others of a mother alone
FAMILIES = SAMPLES - PAIRS
FOUND = min(DEAD // 3, 2_000)  # dead whose parents gave
MARKERS = tuple(f"D{number}S1358" for number in range(1, 22))
ALLELES = tuple(str(number) for number in range(8, 20))
PAGE, LOOKS, NEW = 500, 12, 8
A_SECOND, A_PAGE = 1.0, 0.3


class Drawn:
    """People drawn from one population, all at once."""

    def __init__(self) -> None:
        self.random = np.random.default_rng(417)
        shares = self.random.dirichlet(np.full(len(ALLELES), 2.0), len(MARKERS))
        self.shares = shares
        self.mothers, self.fathers = self._people(FAMILIES), self._people(PAIRS)
        self.strangers = self._people(DEAD)

    def _people(self, count):
        drawn = [self.random.choice(len(ALLELES), (count, 2), p=row) for row in self.shares]
        return np.stack(drawn, axis=1)  # person, marker, copy

    def child(self, family):
        sides = self.random.integers(2, size=(2, len(MARKERS)))
        at = np.arange(len(MARKERS))
        return np.stack([self.mothers[family][at, sides[0]], self.fathers[family][at, sides[1]]], axis=1)

    def table(self):
        return {
            marker: dict(zip(ALLELES, row.tolist(), strict=True))
            for marker, row in zip(MARKERS, self.shares, strict=True)
        }


def alleles(person):
    return {marker: tuple(sorted(ALLELES[one] for one in seen)) for marker, seen in zip(MARKERS, person, strict=True)}


class Store:
    """What the acts write, in few transactions: the services that made them are tried elsewhere."""

    def __init__(self, bench) -> None:
        self.bench, self.at = bench, instant_text(bench.clock())

    def record(self, acts):
        waiting = iter(acts)
        while page := [one for _, one in zip(range(PAGE), waiting, strict=False)]:
            with bulk_acts():
                index = tree_size()
                for more, given in enumerate(page):
                    append(given, index=index + more, actor="A-1", at=self.at, cause=None, salt=os.urandom(32))


def family(number):
    return f"E-{number:05d}-SCALE-0"


def body(number):
    return remains_code("KHR", "T2", number)


def _fill(bench, drawn):
    day, until = bench.clock().date().isoformat(), (bench.clock().date() + timedelta(days=300)).isoformat()
    state_own_power(bench.by("head"), power="PA")
    by = bench.by("laboratory")
    table = propose_frequencies(by, population="drawn", source="drawn", by_marker=drawn.table())
    agree_frequencies(bench.by("expert-1"), table_id=table)
    bench.results = receive_results(by, laboratory="one", accreditation="", kit="drawn", typed_on=bench.clock().date(),
                                    digest="1f" * 32, samples=1)  # fmt: skip
    site = record_site(bench.by("registrar"), place_code="KHR", place="a wood", reported_by="a forester",
                       reported_at=bench.clock(), coordinates="")  # fmt: skip
    bench.recovery = record_recovery(
        bench.by("registrar"), site_id=site, team="T2", day=bench.clock().date(), led_by="a head",
        present=("a digger",), neutral=NeutralThere.NOT_ASKED,
    )  # fmt: skip
    store = Store(bench)
    store.record(
        EnquiryReceived(
            enquiry_id=family(number), locator=f"{number:064x}", letter_identity="ab" * 32, received_on=day,
            language="uk", channel="web", first_letter_on=day, inbox="", number_index="", military_id="",
            page_language="", military=None,
            asked=Asked(sought_name=f"Невідомий {number}", relation="mother", enquirer_name=f"Вигадана {number}",
                        telephone=f"+380 00 {number:07d}"),
        )
        for number in range(FAMILIES)
    )  # fmt: skip
    for relation, count, sex, people in (
        ("mother", FAMILIES, "F", drawn.mothers), ("father", PAIRS, "M", drawn.fathers),
    ):  # fmt: skip
        store.record(
            ConsentGiven(
                reference_id=f"RF-{relation}-{number}", enquiry_id=family(number), given_by=GivenBy.RELATIVE,
                uses=(ConsentUse.SEARCH,), given_on=day, until=until, power="PA", sex=sex,
                words=ConsentWords(donor="x", relation=relation, witness="x", taken_by="x", language="uk"),
            )
            for number in range(count)
        )  # fmt: skip
        store.record(_read(bench, f"RF-{relation}-{number}", people[number], is_reference=True)
                     for number in range(count))  # fmt: skip
    store.record(
        ItemRecorded(
            item_code=body(number), recovered_id=bench.recovery, site_id=site, place_code="KHR", team="T2",
            count=number, kind=RemainsKind.WHOLE, disc=DiscFound.NONE, is_disc_left=False,
            words=ItemWords(found_where="x", description="", disc_says="", why_removed=""),
        )
        for number in range(1, DEAD + NEW + 1)
    )  # fmt: skip
    store.record(
        SampleTaken(
            sample_code=sample_code(body(number), 1), item_code=body(number), number=1, sample_kind=SampleKind.TOOTH,
            at=store.at, seal_number="S", kept_where="x", previous=ItemState.RECEIVED, state=ItemState.SAMPLED,
            words=TakenWords(site="48", taken_by="x", note=""),
        )
        for number in range(1, DEAD + NEW + 1)
    )  # fmt: skip
    store.record(
        _read(bench, sample_code(body(number), 1), drawn.child(number) if number < FOUND else drawn.strangers[-number])
        for number in range(1, DEAD + 1)
    )  # fmt: skip
    random = drawn.random
    store.record(
        ExaminationRecorded(
            examination_id=f"RE-{number}", item_code=body(number), number=1, at=store.at, previous=ItemState.SAMPLED,
            state=ItemState.SAMPLED, held=HeldThen.UNKNOWN, opens_enquiry=False,
            words=ExaminationWords(examined_by="x", second="y", cause=DeathCause.VIOLENT.value, reason="",
                                   record=_record(random)),
        )
        for number in range(1, DEAD + 1)
    )  # fmt: skip
    store.record(
        AnteMortemRecorded(
            antemortem_id=f"RA-{number}", enquiry_id=family(number), number=1, at=store.at,
            words=AnteMortemWords(interviewer="x", told_by="y", record=_record(random)),
        )
        for number in range(0, FAMILIES, 10)
    )  # fmt: skip
    move_cursor("compared", tree_size())


def _read(bench, code, person, *, is_reference=False):
    profile = SealedProfile(alleles=alleles(person))
    return ProfileRead(
        reading_id=f"RP-{code}", sample_code=code, is_reference=is_reference, results_id=bench.results,
        words=ProfileWords(profile=sealed_text(profile), raw=f"{code}: drawn", said="one_reading"),
    )  # fmt: skip


def _record(random):
    low = int(random.integers(18, 50))
    return BodyRecord(
        sex=SexEstimate.MALE, age=Span(low=low, high=low + 8), stature=Span(low=170, high=178),
        fields=(FieldSaid(field=BodyField.FOOTWEAR, said=Said.GIVEN, text=f"чорні, {random.integers(38, 47)}"),),
        teeth=tuple(
            ToothSaid(tooth=tooth, code=list(ToothCode)[int(random.integers(6))]) for tooth in (16, 26, 36, 46)
        ),
        marks=(BodyMark(kind=MarkKind.SCAR, region=list(Region)[int(random.integers(15))], side=Side.LEFT,
                        aspect=Aspect.FRONT, text="рубець"),),
    )  # fmt: skip


def say(capsys, text):
    with capsys.disabled():
        print(f"\n  {text}", end="", file=sys.stderr, flush=True)


def timed(work):
    """Seconds by the clock and of this process's processor."""
    wall, spent = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - spent


def p95(seconds):
    return float(np.quantile(np.array(seconds), 0.95))


def test_a_new_profile_meets_everybody_at_once_and_pages_stay_quick(bureau, capsys):  # noqa: F811
    bench, drawn = bureau, Drawn()
    wall, spent = timed(lambda: _fill(bench, drawn))
    say(capsys, f"{DEAD} dead, {SAMPLES} samples of {FAMILIES} families filled in {wall:.0f} s ({spent:.0f} s spent)")
    comparing = Comparing()
    wall, spent = timed(lambda: comparing._ready(bench.outside))
    say(capsys, f"opened, and every family peeled, in {wall:.1f} s ({spent:.1f} s spent)")
    by, walls, spents = bench.by("laboratory"), [], []

    def meets(code, person):
        record_profile(by, results_id=bench.results, sample_code=code, alleles=alleles(person), raw=(code,))
        read_on(comparing.consumers(), bench.outside, 500)

    for more in range(NEW):
        person = drawn.child(FOUND + more) if more % 2 else drawn._people(1)[0]
        code = sample_code(body(DEAD + 1 + more), 1)
        wall, spent = timed(lambda code=code, person=person: meets(code, person))
        walls.append(wall)
        spents.append(spent)
    say(capsys, f"a new profile against all, end to end: p95 {p95(walls):.3f} s ({p95(spents):.3f} s spent)")
    today = bench.clock().date()
    sister = record_consent(
        bench.by("caseworker-1"), given_by=GivenBy.RELATIVE, donor="Донька Вигадана", relation="sister", power="PA",
        uses=(ConsentUse.SEARCH,), given_on=today, until=today + timedelta(days=9), witness="a nurse",
        taken_by="an assistant", language="uk", sex="F", enquiry_id=family(1),
    )  # fmt: skip
    wall, spent = timed(lambda: meets(sister, drawn.child(1)))
    say(capsys, f"a new relative against all the dead: {wall:.3f} s ({spent:.3f} s spent)")
    assert open_consequences(consumer="compared", after_index=-1, at_most=5) == ()
    told = {one.enquiry_id for one in findings_where()}
    assert {family(FOUND + more) for more in range(1, NEW, 2)} | {family(1)} <= told
    assert max(spents[1:]) <= A_SECOND, spents
    assert spent <= A_SECOND
    _pages(bench, capsys)


def _pages(bench, capsys):
    found = findings_where(enquiry_id=family(FOUND + 1))[0]
    hypothesis = open_hypothesis(
        bench.by("expert-1"), items=(found.item_code,), enquiry_id=found.enquiry_id, said="near his post"
    )  # fmt: skip
    lay_evidence(bench.by("expert-1"), hypothesis_id=hypothesis, method=Method.DNA, weighs=Weighs.SUPPORTS,
                 finding_id=found.pk, said="both parents")  # fmt: skip
    browser, slow = bench.at("expert-1"), []
    for path in (
        "identification/findings", f"identification/findings/{found.pk}", "identification/hypotheses",
        f"identification/hypotheses/{hypothesis}", f"identification/beside/items/{body(1)}",
        f"identification/beside/families/{family(10)}", f"identification/beside/{body(1)}/{family(10)}",
        "identification/samples", "identification/next", f"identification/next/{family(1)}", "identification/beside",
        f"remains/items/{body(1)}/examination",
    ):  # fmt: skip
        assert browser.get(f"/{path}").status_code == 200, path  # what a process reads once
        seconds = [timed(lambda path=path: browser.get(f"/{path}")) for _ in range(LOOKS)]
        wall, spent = (p95([one[side] for one in seconds]) for side in (0, 1))
        say(capsys, f"/{path.partition('/')[2] or path}: p95 {1000 * wall:.0f} ms ({1000 * spent:.0f} ms spent)")
        if spent > A_PAGE:
            slow.append((path, spent))
    assert Finding.objects.exists()
    assert slow == []
