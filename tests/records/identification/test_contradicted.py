"""What the house itself compares as "cannot be" stops a signature until the board has said by its id what it was."""

from __future__ import annotations

import pytest

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.errors import OpenGuardError, SecondPersonError
from repatria.core.law.identification_board import HypothesisState
from repatria.core.vocabulary.body_record import BodyRecord, SexEstimate, ToothCode, ToothSaid
from repatria.records.identification.errors import UnknownEvidenceError
from repatria.records.identification.selectors.findings import hypothesis
from repatria.records.identification.selectors.report import report
from repatria.records.identification.services.hypotheses import resolve_contradiction
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.remains.services.examining import record_antemortem
from tests.records.identification.test_board import SON, bench, opened, reviewed, sign, what
from tests.records.remains.field import examine

__all__ = ["bench"]
pytestmark = pytest.mark.django_db
TOLD = BodyRecord(sex=SexEstimate.MALE, teeth=(ToothSaid(tooth=36, code=ToothCode.MISSING_BEFORE),))


def told(bench, body=TOLD):
    record_antemortem(
        bench.by("caseworker-1"), enquiry_id=bench.mother, happened_at=bench.clock(), interviewer="one",
        told_by="the mother", body=body,
    )  # fmt: skip


def seen(bench, item, sex=SexEstimate.FEMALE, **more):
    body = BodyRecord(sex=sex, teeth=(ToothSaid(tooth=36, code=ToothCode.SOUND),))
    examine(bench, item, body=body, cause=DeathCause.NATURAL, **more)


def resolve(bench, number, about, name="expert-1"):
    return resolve_contradiction(
        bench.by(name), hypothesis_id=number, about=about, said="the mother spoke of his brother's teeth"
    )  # fmt: skip


def test_what_the_house_compares_as_cannot_be_stops_a_name_until_each_is_resolved_by_its_id(bench):
    item, code = bench.dead()
    bench.read(code, SON)
    bench.compared()
    told(bench)
    number = opened(bench, item)
    assert () == hypothesis(bench.by("expert-1"), number).against
    seen(bench, item)
    reviewed(bench, number)
    ids = {f"beside:{item}:sex_differs", f"beside:{item}:tooth_cannot:36"}
    assert ids == {one.word_id for one in hypothesis(bench.by("expert-1"), number).against}
    with pytest.raises(OpenGuardError) as refused:
        sign(bench, "expert-1", number)
    assert ["contradictions_resolved"] == what(refused)
    with pytest.raises(UnknownEvidenceError):
        resolve(bench, number, f"beside:{item}:seen_after")
    with pytest.raises(SecondPersonError):
        resolve(bench, number, f"beside:{item}:sex_differs", "expert-3")  # who opened it
    for about in sorted(ids):
        with pytest.raises(OpenGuardError):
            sign(bench, "expert-1", number)
        resolve(bench, number, about)
    with pytest.raises(UnknownEvidenceError):
        resolve(bench, number, f"beside:{item}:sex_differs")
    assert HypothesisState.SIGNED_ONCE is sign(bench, "expert-1", number)
    seen(bench, item, reason="looked at again")  # what was seen anew is asked anew
    with pytest.raises(OpenGuardError):
        sign(bench, "expert-4", number)
    for about in sorted(ids):
        resolve(bench, number, about, "expert-4")
    assert HypothesisState.CONCLUDED is sign(bench, "expert-4", number)
    printed = report(bench.by("expert-1"), number)
    assert ids == {one.word_id for one in printed.hypothesis.against}
    assert all(one.resolved_by and printed.said_at[one.word_id] for one in printed.hypothesis.against)
    assert verify(log_verifier()).is_equal


def test_what_agrees_and_what_an_estimate_leans_to_stops_nobody(bench):
    item, code = bench.dead()
    bench.read(code, SON)
    bench.compared()
    told(bench, BodyRecord(sex=SexEstimate.MALE))
    seen(bench, item, SexEstimate.PROBABLY_FEMALE)
    number = opened(bench, item)
    reviewed(bench, number)
    assert HypothesisState.SIGNED_ONCE is sign(bench, "expert-1", number)
