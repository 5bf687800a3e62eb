"""A bureau whose reviewers judged: one man, and as many enquiries about him as a test asks for."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.law.judgement import JudgementKind
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_approval
from repatria.records.matching.acts import ProposedPair, WeightLine
from repatria.records.matching.services import (
    ADOPT,
    adopt_weights,
    offered_now,
    pair_number,
    propose_candidates,
    record_judgement,
)
from repatria.records.matching.weighing import Offered, evidence
from tests.journeys.test_thread_in_the_records import Story

LINES = (
    WeightLine(field="surname", level="surname_near", millibits=6200, words_read=(0,)),
    WeightLine(field="given_name", level="given_group", millibits=3100, words_read=(1,)),
    WeightLine(field="birth_date", level="birth_year_same", millibits=4400),
    WeightLine(field="place", level="place_missing", millibits=0),
)


class Judged(Story):
    """The story's bureau, with an auditor and a second head, and pairs that were judged."""

    def __init__(self, clock, randomness):
        super().__init__(clock, randomness)
        self.staff.on_call("auditor", Role.AUDITOR)
        self.staff.on_call("head-2", Role.HEAD_OF_BUREAU)
        self.capture()
        self.count = 0

    def judged(self, kind: JudgementKind, lines: Sequence[WeightLine] = LINES, enquiry: str = "") -> str:
        """One pair on which two reviewers agreed; returns the number of its enquiry."""
        if not enquiry:
            self.count += 1
            self.ask(locator=f"{self.count:064d}")
            enquiry = self.enquiry
        pair = ProposedPair(
            pair_id=pair_number(enquiry, self.person), person_id=self.person, millibits=17000,
            probability_ppm=970000, equally_good=1, lines=tuple(lines),
        )  # fmt: skip
        propose_candidates(self.outside.house(Role.MATCHER), enquiry_id=enquiry, pairs=[pair])
        for reviewer in ("reviewer-1", "reviewer-2"):
            record_judgement(self.by(reviewer), pair_id=pair.pair_id, judgement=kind)
        return enquiry

    def links(self, count: int, lines: Sequence[WeightLine] = LINES) -> Judged:
        for _ in range(count):
            self.judged(JudgementKind.POSITIVE, lines)
        return self

    def offered(self, again_of: int | None = None, reason: str = "learned from our links") -> Offered:
        return offered_now(evidence_index=evidence().evidence_index, reason=reason, again_of=again_of)

    def approve(self, offered: Offered, name: str = "auditor") -> None:
        record_approval(self.by(name), action=ADOPT, object_reference=offered.reference)

    def adopt(self, offered: Offered | None = None, name: str = "head") -> int:
        """Adopts what is offered, with the auditor's approval."""
        chosen = offered or self.offered()
        self.approve(chosen)
        return adopt_weights(self.by(name), **arguments(chosen))


def arguments(offered: Offered) -> dict[str, object]:
    """What the service is called with to adopt this."""
    return {
        "evidence_index": offered.evidence.evidence_index, "based_on": offered.based_on, "reason": offered.reason,
        "again_of": offered.again_of,
    }  # fmt: skip
