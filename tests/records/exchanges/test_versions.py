"""Versions of a list: what a newer one drops, adds or changes is an item with an owner, and nobody goes in silence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.errors import StatementError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.exchange_holding import DifferenceEnd as End
from repatria.core.law.exchange_holding import DifferenceOrderError
from repatria.core.law.exchange_list import LineEvent as E
from repatria.core.law.exchange_list import LineState, ListSide
from repatria.core.vocabulary.written_times import NotYetError
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.exchanges.comparing import RowOnList
from repatria.records.exchanges.errors import (
    EmptyListError,
    EndedAgreementError,
    SettledDifferenceError,
    UnknownLineError,
    UnknownListError,
    UnknownOwnerError,
    UnsaidError,
)
from repatria.records.exchanges.models import ListLine
from repatria.records.exchanges.selectors.lists import agreed_line_row, differences, lines, list_summary, versions
from repatria.records.exchanges.services.agreements import end_agreement
from repatria.records.exchanges.services.differences import hand_on_difference, settle_difference
from repatria.records.exchanges.services.lines import dispute_line
from repatria.records.exchanges.services.lists import close_list
from repatria.records.register.errors import UnknownPersonError
from tests.records.exchanges.talks import DIGEST

pytestmark = pytest.mark.django_db
FIRST = (
    RowOnList(name="Гончар Іван", birth_date="1999-04-12", their_number="B-1", raw=(("ПІБ", "Гончар Іван"),)),
    RowOnList(name="Мельник Петро", birth_date="1998-01-02", their_number="B-2"),
    RowOnList(name="Без Номера"),
)


def kinds(talks):
    return sorted(one.kind for one in talks.open_differences())


def settle(talks, kind, end, said="their letter of the 5th", **more):
    one = next(one for one in talks.open_differences() if one.kind == kind)
    settle_difference(talks.by("registrar"), difference_id=one.difference_id, end=end, said=said, **more)
    return one


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"parties": ("Power A",)}, "agreement_parties"), ({"signed_by": ("one",)}, "agreement_signed"),
        ({"legal_basis": " "}, "legal_basis"), ({"copy_digest": "ab"}, "agreement_copy"),
        ({"copy_digest": "z" * 64}, "agreement_copy"),
    ],
)  # fmt: skip
def test_refuses_an_agreement_that_lacks_what_makes_it_one(talks, changed, refusal):
    with pytest.raises(UnstatedParticularsError) as refused:
        talks.agreed(**changed)
    assert ((refusal, "practice rule 18"),) == refused.value.params["guards"]


def test_refuses_an_agreement_of_a_day_to_come_by_whoever_may_not_or_with_words_of_a_prisoner(talks):
    with pytest.raises(NotYetError):
        talks.agreed(agreed_on=talks.clock().date() + timedelta(days=3))
    for name in ("registrar", "caseworker-1", "delegate"):
        with pytest.raises(RoleForbidsError):
            talks.agreed(name)
    with pytest.raises(StatementError):
        talks.agreed(terms="he said: I came here of my own will and alone")
    talks.agreed()
    end = {"agreement_id": talks.agreement, "ended_on": talks.clock().date()}
    with pytest.raises(UnsaidError):
        end_agreement(talks.by("head"), reason=" ", **end)
    end_agreement(talks.by("head"), reason="it lapsed", **end)
    with pytest.raises(EndedAgreementError):
        end_agreement(talks.by("head"), reason="again", **end)
    with pytest.raises(EndedAgreementError):
        talks.opened()


def test_refuses_a_list_of_nobody_an_unknown_man_an_unknown_owner_and_a_closed_list(listed):
    with pytest.raises(EmptyListError):
        listed.version(RowOnList(name="  "))
    with pytest.raises(UnsaidError):
        listed.version(*FIRST, supplied_by="")
    with pytest.raises(UnknownOwnerError):
        listed.version(*FIRST, owner="A-00000-00000-0")
    with pytest.raises(UnknownPersonError):
        listed.version(RowOnList(person_id="P-00000-00000-0"), side=ListSide.OURS)
    with pytest.raises(UnknownListError):
        listed.list, open_one = "XB-1", listed.list
        listed.version(*FIRST)
    listed.list = open_one
    close_list(listed.by("registrar"), list_id=listed.list)
    with pytest.raises(EndedAgreementError):
        listed.version(*FIRST)


def test_a_first_list_of_theirs_is_kept_row_by_row_and_waits_for_a_registrar(listed):
    listed.version(*FIRST, file_digest=DIGEST)
    assert [] == kinds(listed)
    assert ["Гончар Іван", "Мельник Петро", "Без Номера"] == [one.name for one in listed.all_lines()]
    summary = list_summary(listed.by("delegate"), listed.list)
    assert (3, 3, {"proposed": 3}) == (summary.lines, summary.nameless, summary.by_state)
    assert DIGEST == versions(listed.by("delegate"), listed.list)[0].file_digest
    with pytest.raises(RoleForbidsError):
        lines(listed.by("delegate"), listed.list)


def test_a_newer_list_with_fewer_more_and_other_names_opens_an_item_for_each_and_drops_nobody(listed):
    listed.version(*FIRST)
    before = {one.name: one.line_id for one in listed.all_lines()}
    listed.version(
        RowOnList(name="Гончар Іван", birth_date="1999-04-21", their_number="B-1"),
        RowOnList(name="Без Номера"), RowOnList(name="Новий Чоловік", their_number="B-9"),
        is_at_border=True,
    )  # fmt: skip
    assert ["changed", "extra", "missing"] == kinds(listed)
    assert {one.owner for one in listed.open_differences()} == {listed.number("registrar")}
    lines = {one.name: one for one in listed.all_lines()}
    assert set(before) | {"Новий Чоловік"} == set(lines) and "proposed" == lines["Мельник Петро"].state
    assert "1999-04-12" == lines["Гончар Іван"].birth_date, "the words of before stand until somebody settles it"

    for kind, end in (("missing", End.TAKEN_IN), ("extra", End.COUNTED_AGAIN), ("changed", End.LINE_WITHDRAWN)):
        with pytest.raises(DifferenceOrderError):
            settle(listed, kind, end)
    with pytest.raises(UnstatedReasonError):
        settle(listed, "missing", End.LINE_WITHDRAWN, said=" ")
    with pytest.raises(UnstatedParticularsError):
        settle(listed, "extra", End.SAME_LINE)
    with pytest.raises(UnknownLineError):
        settle(listed, "extra", End.SAME_LINE, other_line=lines["Новий Чоловік"].line_id)

    gone = settle(listed, "missing", End.LINE_WITHDRAWN)
    settle(listed, "changed", End.NEW_WORDS)
    settle(listed, "extra", End.SAME_LINE, other_line=before["Гончар Іван"])
    with pytest.raises(SettledDifferenceError):
        settle_difference(
            listed.by("registrar"), difference_id=gone.difference_id, end=End.LINE_STANDS, said="after all"
        )
    lines = {one.name: one for one in listed.all_lines()}
    assert ("withdrawn", "withdrawn", "1999-04-21") == (
        lines["Мельник Петро"].state, lines["Новий Чоловік"].state, lines["Гончар Іван"].birth_date
    )  # fmt: skip
    steps = listed.line(before["Мельник Петро"]).steps
    assert ("withdrawn", "their letter of the 5th") == (steps[-1].event, steps[-1].said)
    assert 3 == len(differences(listed.by("registrar"), list_id=listed.list, is_open=False))


def test_whom_a_newer_list_drops_stands_agreed_on_none_until_it_is_settled(listed):
    listed.man("0501", "Гончар")
    line_id = listed.verified("0501")
    assert line_id == agreed_line_row([listed.men["0501"]]).pk
    listed.version(RowOnList(name="Інша Людина"))
    assert agreed_line_row([listed.men["0501"]]) is None
    settle(listed, "missing", End.LINE_STANDS)
    assert line_id == agreed_line_row([listed.men["0501"]]).pk
    listed.version(RowOnList(line_id=line_id, name="Гончар Іван"))
    assert ["extra", "missing"] == kinds(listed), "the new name, and the one who was new the last time"


def test_an_addition_drops_nobody_and_the_same_man_twice_on_a_list_is_told(listed):
    listed.version(*FIRST)
    listed.version(RowOnList(name="Ще Один", their_number="B-7"), is_whole=False)
    assert [] == kinds(listed) and 4 == len(listed.all_lines())
    listed.version(RowOnList(their_number="B-1"), is_whole=False)
    assert "1999-04-12" == listed.all_lines()[0].birth_date, "a row that says less takes nothing away"
    listed.version(FIRST[0], FIRST[0], is_whole=False)
    assert ["extra"] == kinds(listed)


def test_a_difference_is_owed_within_a_week_and_may_be_handed_on_and_a_list_is_closed_once_all_is_settled(listed):
    listed.version(*FIRST[:1])
    line_id = listed.all_lines()[0].line_id
    number = dispute_line(listed.by("registrar"), line_id=line_id, said_by="their bureau", reference="letter 8")
    with pytest.raises(UnknownOwnerError):
        hand_on_difference(listed.by("registrar"), difference_id=number, owner="nobody")
    hand_on_difference(listed.by("registrar"), difference_id=number, owner=listed.number("head"))
    assert [(listed.number("head"), "their bureau: letter 8")] == [
        (one.owner, one.reference) for one in listed.open_differences()
    ]
    keep_clocks(listed.outside)
    assert {"list_difference"} == {one.rule.value for one in owed_clocks(listed.by("registrar"))}
    assert "list_answer" not in {one.rule.value for one in owed_clocks(listed.by("adviser"))}
    with pytest.raises(Exception) as refused:
        close_list(listed.by("registrar"), list_id=listed.list)
    assert {"differences_settled", "lines_ended"} == {what for what, _ in refused.value.params["guards"]}
    settle(listed, "disputed", End.EXPLAINED)
    listed.take(line_id, E.WITHDRAWN, said="they took it back")
    close_list(listed.by("registrar"), list_id=listed.list)
    assert LineState.WITHDRAWN.value == ListLine.objects.get(pk=line_id).state
    keep_clocks(listed.outside)
    assert [] == list(owed_clocks(listed.by("registrar")))
