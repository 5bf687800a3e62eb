"""Profiles of the dead and of relatives, compared as they come: each act is laid against everything open at once.

1. A reading, or a profile that two freed, is compared; so is all that is open once a table of frequencies is agreed.
2. A sample that was taken back: its profile falls, the numbers that rest on it fall, the family is weighed anew.
3. An examination that is sure of another sex than a profile shows: the profile waits.
4. What was compared, and each finding, is an act; the first is the consequence, the others carry causes of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import version

from repatria.core.law.identification import ProfileFlag
from repatria.doors.jobs.compared_kinds import COMPARED, EXAMINED, KINDS
from repatria.doors.jobs.consumers import Consumer, read_on
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.identification.acts import ConsentWithdrawn, FlagSettled, FrequenciesAgreed, ProfileRead
from repatria.records.identification.comparing import LEAST_LOG10, Compared, Comparer, Pair
from repatria.records.identification.selectors.held import (
    apart_by_sex,
    enquiry_of_reference,
    findings_of_reference,
    findings_over,
    is_found,
    is_held,
    profiles_over,
)
from repatria.records.identification.services.consents import destroy_profile
from repatria.records.identification.services.findings import destroy_finding, record_comparison, record_finding
from repatria.records.ledger.reading import Recorded, cursor_of, entries_since
from repatria.records.ledger.services import caused_by
from repatria.records.remains.examination_acts import ExaminationRecorded

_OPENING = tuple(kind for kind in KINDS if kind != EXAMINED)


@dataclass(slots=True)
class Comparing:
    """The comparer of one process, made when the first act asks for it.

    Given:    what stands in memory is as new as the last act that was read; a new process opens everything again.
    """

    comparer: Comparer | None = None
    reached: int = field(default=-1)

    def read_on(self, outside: Outside, at_most: int) -> int:
        """Opens everything where something waits, then lets the consumer read on.

        Given:    outside a transaction: to open everything takes half a minute at tens of thousands, and whoever writes
                  meanwhile would wait for it.
        """
        if self.comparer is None and entries_since(cursor_of(COMPARED), kinds=_OPENING, at_most=1):
            self._ready(outside)
        return read_on(self.consumers(), outside, at_most)

    def consumers(self) -> tuple[Consumer, ...]:
        return (Consumer(name=COMPARED, kinds=KINDS, draw=self._draw, concerns=Role.LABORATORY),)

    def _ready(self, outside: Outside) -> Comparer | None:
        if self.comparer is None:
            self.comparer = Comparer.at(outside.now())
        else:
            self.comparer.move_to(outside.now())
        return self.comparer

    def _draw(self, recorded: Recorded, outside: Outside) -> None:
        given = recorded.act
        try:
            if isinstance(given, FrequenciesAgreed):
                if self.comparer is None or self.comparer.opened.table_id != given.table_id:
                    self.comparer = None
                self._compare_all(recorded, outside)
            elif isinstance(given, ConsentWithdrawn):
                self._withdrawn(given.reference_id, recorded.index, outside)
            elif isinstance(given, ExaminationRecorded):
                self._examined(given.item_code, recorded.index, outside)
            else:
                assert isinstance(given, ProfileRead | FlagSettled)
                self._compare(given.sample_code, recorded.index, outside, "")
        except Exception:
            self.comparer = None  # whatever broke off, what is in memory may be half of it
            raise

    def _compare_all(self, recorded: Recorded, outside: Outside) -> None:
        comparer = self._ready(outside)
        for code in list(comparer.bodies) if comparer else []:
            self._compare(code, recorded.index, outside, f":{code}")

    def _compare(self, code: str, index: int, outside: Outside, more: str) -> None:
        comparer = self._ready(outside)
        told = comparer.compare(code) if comparer else None
        if told is not None:
            _record(told, told.pairs, index, outside, more)
            if told.flags and comparer is not None:
                for one in (code, *told.like):  # which wait from here on
                    comparer.take(one)

    def _examined(self, item_code: str, index: int, outside: Outside) -> None:
        for code in apart_by_sex(item_code):
            comparer = self._ready(outside)
            told = Compared(
                sample_code=code, bodies=len(comparer.bodies) if comparer else 0, places=0, compared=0,
                table_id=comparer.opened.table_id if comparer else "", flags=(ProfileFlag.SEX_DIFFERS,),
            )  # fmt: skip
            _record(told, (), index, outside, f":{code}")
            if comparer is not None:
                comparer.take(code)  # which waits from here on

    def _withdrawn(self, reference_id: str, index: int, outside: Outside) -> None:
        house = outside.house(Role.CLERKWORK)
        if is_held(reference_id):
            with caused_by(f"profile_of:{reference_id}"):
                destroy_profile(house, reference_id=reference_id)
        for finding_id in findings_of_reference(reference_id):
            with caused_by(f"finding_of:{finding_id}"):
                destroy_finding(house, finding_id=finding_id)
        comparer, enquiry_id = self._ready(outside), enquiry_of_reference(reference_id)
        if comparer is not None:
            comparer.take(reference_id)
            if enquiry_id and (pairs := comparer.compare_family(enquiry_id)):
                told = Compared(
                    sample_code=reference_id, bodies=len(comparer.bodies), places=1, compared=len(comparer.bodies),
                    table_id=comparer.opened.table_id,
                )  # fmt: skip
                _record(told, pairs, index, outside, ":left")


def _record(told: Compared, pairs: tuple[Pair, ...], index: int, outside: Outside, more: str) -> None:
    house = outside.house(Role.CLERKWORK)
    pairs = tuple(one for one in pairs if not _stands(one))
    with caused_by(f"compared:{index}{more}"):
        number = record_comparison(
            house, sample_code=told.sample_code, rests_on_index=index, bodies=told.bodies, places=told.places,
            compared=told.compared, least=f"{LEAST_LOG10:g}", table_id=told.table_id, version=version("repatria"),
            flags=told.flags, like=told.like, findings=len(pairs),
        )  # fmt: skip
    for at, one in enumerate(pairs):
        with caused_by(f"found:{index}{more}:{at}"):
            record_finding(
                house, comparison_id=number, kind=one.kind, sample_code=one.sample_code, log10_lr=one.log10_lr,
                loci=one.loci, by_locus=one.by_locus, inconsistent=one.inconsistent, other_code=one.other_code,
                enquiry_id=one.enquiry_id, references=one.references,
            )  # fmt: skip


def _stands(one: Pair) -> bool:
    return is_found(
        sample_code=one.sample_code, other_code=one.other_code, enquiry_id=one.enquiry_id, references=one.references,
        log10_lr=one.log10_lr,
    )  # fmt: skip


def destroy_over(outside: Outside) -> int:
    """Destroys what is held under consents whose last day is past, and the numbers that rest on one.

    Given:    what stands in memory drops them by the day.
    Returns:  how many profiles were destroyed.
    """
    house, over = outside.house(Role.CLERKWORK), profiles_over(outside.now())
    for finding_id in findings_over(outside.now()):
        destroy_finding(house, finding_id=finding_id)
    for reference_id in over:
        destroy_profile(house, reference_id=reference_id)
    return len(over)
