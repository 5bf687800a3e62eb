"""What was found, ranked and narrowed; a hypothesis that remembers its finding; what waits; a round and the lock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.identification import ProfileFlag
from repatria.core.law.identification_board import FindingState, Shown, Strength, strength_of
from repatria.core.law.remains import RemainsKind
from repatria.records.access.errors import RoleForbidsError
from repatria.records.identification import carrying, noted, ranked
from repatria.records.identification.errors import RoundTooSoonError, UnknownFindingError
from repatria.records.identification.finding_models import Hypothesis
from repatria.records.identification.of_batches import answers_batches
from repatria.records.identification.selectors import findings as asked
from repatria.records.identification.selectors import samples
from repatria.records.identification.selectors.carrying import OLDER_THAN, asked_in_round
from repatria.records.identification.selectors.findings import findings, hypotheses, hypothesis, parts
from repatria.records.identification.selectors.samples import held_apart, waiting_profiles
from repatria.records.identification.services.board import annul_conclusion
from repatria.records.identification.services.consents import withdraw_consent
from repatria.records.identification.services.hypotheses import (
    agree_parts,
    open_hypothesis,
    propose_parts,
    withdraw_hypothesis,
)
from repatria.records.identification.services.sampling_round import open_samples_round
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.tail import open_tail
from repatria.records.ledger.verify import verify
from tests.records.identification.laboratory import child_of
from tests.records.identification.test_board import FATHER, MOTHER, OTHER, SON, bench, concluded

__all__ = ["bench"]
pytestmark = pytest.mark.django_db


def found_of_son(bench):
    item, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    (line,) = findings(bench.by("laboratory"))
    return item, line


def test_refuses_whoever_sees_no_findings_and_a_hypothesis_on_a_finding_of_others(bench):
    item, line = found_of_son(bench)
    other, _ = bench.dead(2)
    for name in ("head", "caseworker-1", "auditor", "registrar"):
        with pytest.raises(RoleForbidsError):
            findings(bench.by(name))
    given = {"items": (item,), "enquiry_id": bench.mother, "said": "near his post", "finding_id": line.finding_id}
    for wrong in ({"finding_id": "RY-NONE"}, {"items": (other,)}, {"enquiry_id": bench.stranger}):
        with pytest.raises(UnknownFindingError):
            open_hypothesis(bench.by("expert-3"), **given | wrong)
    assert not Hypothesis.objects.exists()
    number = open_hypothesis(bench.by("expert-3"), **given)
    assert hypothesis(bench.by("expert-1"), number).finding_id == line.finding_id
    withdraw_consent(
        bench.by("caseworker-1"), reference_id=bench.codes["mother"], withdrawn_on=bench.clock().date(), by_way="spoke"
    )  # fmt: skip
    bench.compared()
    withdraw_hypothesis(bench.by("expert-3"), hypothesis_id=number, said="a sample was taken back")
    with pytest.raises(UnknownFindingError):
        open_hypothesis(bench.by("expert-3"), **given)
    assert verify(log_verifier()).is_equal


def test_a_finding_is_new_followed_named_and_new_again_once_two_took_the_name_back(bench):
    def state():
        return next(one.state for one in findings(bench.by("expert-1")))

    item, number = concluded(bench)
    assert state() is FindingState.NAMED
    assert [] == list(findings(bench.by("expert-1"), show=Shown.OPEN))
    assert [item] == [one.item_code for one in findings(bench.by("expert-1"), show=Shown.SETTLED)]
    for name in ("expert-2", "head"):
        annul_conclusion(bench.by(name), hypothesis_id=number, said="labels")
    assert state() is FindingState.NEW
    open_hypothesis(bench.by("expert-3"), items=(item,), enquiry_id=bench.mother, said="once more")
    assert state() is FindingState.FOLLOWED


def test_the_strongest_stand_first_and_a_list_is_narrowed_by_strength_place_batch_family_and_item(bench, monkeypatch):
    first, one = bench.dead(1, RemainsKind.PART)
    second, other = bench.dead(2, RemainsKind.PART)
    bench.read(one, SON, sex="M")
    bench.compared()
    sister = bench.consent(relation="sister", donor="Олена")
    bench.read(sister, child_of(FATHER, MOTHER, 23))
    bench.compared()
    bench.read(other, SON, sex="M")
    bench.compared()
    by = bench.by("expert-1")
    lines = findings(by)
    numbers = [row.numbers.log10_lr for row in ranked.ranked()]
    assert numbers == sorted(numbers, reverse=True) and lines[0].strength is Strength.FROM_8
    assert {FindingState.NEW, FindingState.REPLACED} == {row.state for row in lines}, "one was found anew"
    assert {"KHR"} == {row.place_code for row in lines} == set(asked.places_of_findings(by))
    assert len(lines) == len(findings(by, place="KHR")) and () == findings(by, place="XXX")
    assert {first} == {row.item_code for row in findings(by, first)}
    assert () == findings(by, enquiry_id=bench.stranger) and findings(by, enquiry_id=bench.mother)
    assert () == findings(by, batch_id="NB-1")
    with monkeypatch.context() as told:
        told.setattr("repatria.records.identification.of_batches._answers", [])
        answers_batches(lambda number: [second] if number == "NB-1" else [])
        assert {second} == {row.item_code for row in findings(by, batch_id="NB-1")}
        answers_batches(lambda number: [])
    assert all(row.strength is Strength.FROM_8 for row in findings(by, at_least=Strength.FROM_8))
    (part,) = [row for row in lines if row.kind == "part"]
    link = propose_parts(bench.by("laboratory"), first_code=first, second_code=second, reason="all loci")
    assert FindingState.FOLLOWED in {row.state for row in findings(by) if row.finding_id == part.finding_id}
    agree_parts(by, parts_id=link)
    assert FindingState.NAMED in {row.state for row in findings(by) if row.finding_id == part.finding_id}
    withdraw_consent(bench.by("caseworker-1"), reference_id=sister, withdrawn_on=bench.clock().date(), by_way="spoke")
    bench.compared()
    gone = [row for row in findings(by) if row.state is FindingState.DESTROYED]
    assert gone and gone == list(findings(by))[-len(gone) :], "they stand last"
    assert {(None, "", 0)} == {(row.strength, row.enquiry_id, row.loci) for row in gone}
    kept = set(ranked._kept.by_seal.values())
    assert len(kept) <= len(lines) and all(one is not None for one in kept)


def test_a_list_goes_on_from_page_to_page_and_names_nobody_twice(bench, monkeypatch):
    for count in (1, 2, 3):
        _, code = bench.dead(count, RemainsKind.PART)
        bench.read(code, SON, sex="M")
    bench.compared()
    by = bench.by("expert-1")
    whole = findings(by)
    assert not whole.has_more
    for module in (asked, samples):
        monkeypatch.setattr(module, "PAGE", 2)
    seen, skip = [], 0
    while True:
        page = findings(by, skip=skip)
        seen += page
        skip += len(page)
        if not page.has_more:
            break
    assert list(whole) == seen and len(seen) > 2
    for item in sorted({row.item_code for row in whole}):
        open_hypothesis(by, items=(item,), enquiry_id=bench.mother, said="near his post")
    first = hypotheses(by)
    rest = hypotheses(by, before_index=first[-1].recorded_index)
    assert (2, True, 1, False) == (len(first), first.has_more, len(rest), rest.has_more)
    assert not parts(by).has_more and samples.samples(by).has_more is False


def test_steps_of_strength_begin_where_they_say():
    assert [Strength.BELOW, Strength.FROM_4, Strength.FROM_6, Strength.FROM_8] == [
        strength_of(one) for one in (3.99, 4.0, 7.99, 8.0)
    ]
    assert Strength.BELOW is strength_of(-30.0)


def test_a_menu_opens_no_profile_and_a_list_opens_each_seal_once(bench, monkeypatch):
    _, code = bench.dead()
    bench.read(code, MOTHER)  # an exchange of samples
    bench.read(bench.dead(2)[1], OTHER)
    bench.compared()
    opened = []
    real = noted.open_rows
    monkeypatch.setattr(noted, "open_rows", lambda rows, names: opened.append(len(rows)) or real(rows, names))
    by = bench.by("laboratory")
    noted._kept.is_usual.clear()
    assert 2 == held_apart(by) and [] == opened, "both sides of the exchange, and no seal of any other was opened"
    first = waiting_profiles(by)
    assert {code, bench.codes["mother"]} == {one.sample_code for one in first if one.is_quarantined}
    assert ProfileFlag.EQUALS_ANOTHER in {flag.flag for one in first for flag in one.flags}
    looked = sum(opened)
    assert looked >= 4 and waiting_profiles(by) == first and sum(opened) == looked
    with monkeypatch.context() as short:
        short.setattr(samples, "PAGE", 1)
        pages = [waiting_profiles(by, skip=skip) for skip in range(len(first))]
    assert len(first) > 1 and list(first) == [one for page in pages for one in page]
    assert [True] * (len(first) - 1) + [False] == [page.has_more for page in pages]
    with pytest.raises(RoleForbidsError):
        held_apart(bench.by("caseworker-1"))
    withdraw_consent(
        bench.by("caseworker-1"), reference_id=bench.codes["father"], withdrawn_on=bench.clock().date(), by_way="spoke"
    )  # fmt: skip
    before = len(noted._kept.is_usual)
    bench.compared()
    waiting_profiles(by)
    assert len(noted._kept.is_usual) == before - 1, "what was kept under a destroyed seal is dropped"


def test_a_round_is_drawn_before_the_log_is_locked_and_asks_nobody_who_gave_meanwhile(bench, clock, monkeypatch):
    clock.at += OLDER_THAN + timedelta(days=1)
    held = []
    real = carrying.forecasts

    def drawn_apart(*args, **more):
        held.append(open_tail() is not None)
        if len(held) == 1:
            bench.consent(relation="sister", donor="Олена")
        return real(*args, **more)

    carrying._known.drawn.clear()
    monkeypatch.setattr(carrying, "forecasts", drawn_apart)
    monkeypatch.setattr(carrying, "SUFFICIENT", 1.1)  # everybody carries too little
    with pytest.raises(RoleForbidsError):
        open_samples_round(bench.by("laboratory"))
    assert held == []
    number = open_samples_round(bench.by("head"))
    assert held and not any(held)
    assert bench.mother not in asked_in_round(bench.by("head"), number), "his mother's family gave while it was drawn"
    held.clear()
    with pytest.raises(RoundTooSoonError):
        open_samples_round(bench.by("head"))
    assert held == []
