"""The sheets of a batch: before the counts are compared none says what agrees, and no digest is of another list."""

from __future__ import annotations

import pytest

from repatria.core.law.return_batch import BatchEvent as E
from repatria.core.vocabulary.papers_returns import BatchSheet, label_on_paper
from repatria.doors.desk.returns.papers import paper_of
from repatria.records.returns.selectors.batches import batch
from repatria.records.returns.services.batches import take_out
from tests.adapters import sample_papers as sample

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hours_of_the_bureau(monkeypatch):
    monkeypatch.setattr("repatria.doors.desk.returns.papers.local", lambda at: at)


def sheet(house):
    return paper_of(batch(house.by("registrar"), house.batch), BatchSheet.PROTOCOL, sample.mark())


def test_no_digest_stands_over_a_list_that_is_not_the_one_it_was_taken_of(sent):
    assert sheet(sent).manifest_digest == ""
    signed = sheet(sent.take(E.LIST_EXCHANGED)).manifest_digest
    assert len(signed) == 64
    sent.take(E.AGREED).read_again()
    assert sheet(sent).manifest_digest == "", "seals stand on the list since"
    sealed = sheet(sent.take(E.ASSEMBLED).take(E.SEALED)).manifest_digest
    assert len(sealed) == 64 and sealed != signed


def test_no_digest_stands_over_a_list_from_which_a_line_was_taken(sent):
    sent.take(E.LIST_EXCHANGED)
    take_out(sent.by("registrar"), line_id=sent.lines()[0].pk, reason="it stays")
    assert sheet(sent).manifest_digest == ""


def test_nothing_was_compared_before_both_counts_were_laid_side_by_side(came):
    before = sheet(came)
    assert not before.is_compared and [one.is_receiver for one in before.counts] == [False]
    came.counted(3, "L-1", "L-2", "L-3")
    assert not sheet(came).is_compared
    came.compared()
    after = sheet(came)
    assert after.is_compared and {one.kind for one in after.differences} == {"count"}


def test_a_reason_is_no_person(sent):
    paper = sheet(sent.take(E.ABORTED))
    (step,) = paper.steps
    assert (step.who, step.said) == ("", "the ministry; shelling")


def test_a_label_in_which_a_name_could_stand_is_on_no_sheet():
    assert label_on_paper("KHR-T2-00001-7") == "KHR-T2-00001-7" and label_on_paper("№ 12/4") == "№ 12/4"
    for typed in ("Шевченко Сергій 1990", "no digit"):
        assert label_on_paper(typed).startswith("#") and len(label_on_paper(typed)) == 9
    assert label_on_paper("") == ""
