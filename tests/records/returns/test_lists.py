"""What stands on a batch: ours by code, theirs row by row; nothing on two, and no row is lost."""

from __future__ import annotations

import pytest

from repatria.core.law.return_batch import BatchEvent, BatchWay
from repatria.core.law.return_list import BatchRow
from repatria.core.law.return_scans import RowFault
from repatria.core.vocabulary.errors import InputError, RuleError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.reading import act_at
from repatria.records.remains.errors import UnknownItemError, WrongCodeError
from repatria.records.returns.errors import (
    EmptyBatchListError,
    LabelsDifferError,
    NotReadyError,
    OtherBatchError,
    SameLineError,
    WrongWayError,
)
from repatria.records.returns.models import BatchCount, BatchLine, BatchList
from repatria.records.returns.selectors.batches import batch, batches
from repatria.records.returns.services.batches import check_line, take_out
from tests.records.returns.crossing import TWO

pytestmark = pytest.mark.django_db
E = BatchEvent


def test_refuses_what_is_unknown_what_stands_there_and_what_stands_on_another_open_batch(sent):
    first, other = sent.codes[0], sent.codes[0][:-1] + ("A" if sent.codes[0][-1] != "A" else "B")
    for code, error in ((first, SameLineError), (other, WrongCodeError), ("KHR-T2-00099-R", UnknownItemError)):
        with pytest.raises((error, WrongCodeError)):
            sent.put(code)
    one = sent.batch
    sent.planned()
    with pytest.raises(OtherBatchError) as refused:
        sent.put(first)
    assert refused.value.params["batch"] == one
    with pytest.raises(RoleForbidsError):
        sent.put(first, name="head")
    sent.batch = one
    take_out(sent.by("registrar"), line_id=sent.lines()[0].pk, reason="it stays for a second examination")
    sent.planned().put(first)
    assert BatchLine.objects.filter(item_code=first, is_out=False).get().batch_id == sent.batch


def test_refuses_what_was_not_recovered_and_a_packet_that_is_open(house):
    house.reported().recovered()
    code = house.item(1)
    with pytest.raises(NotReadyError):
        house.planned().put(code)
    packet = house.packet(code)
    assert house.put(packet).lines()[0].seal_number == "S-7"


def test_keeps_every_row_of_a_bad_spreadsheet_with_its_reason(house):
    house.planned(BatchWay.RECEIVED).brought("L-1", "L-2")
    house.planned(BatchWay.RECEIVED)
    rows = (
        "M-1", "M-1", "L-1", BatchRow(label="KHR-T2-00017-A"), BatchRow(says="no label at all", raw=(("x", "y"),)),
        BatchRow(label="M" * 60), BatchRow(seal="44812"), BatchRow(),
    )  # fmt: skip
    house.brought(*rows)
    assert house.result == (2, 5)
    given = act_at(BatchList.objects.get(batch_id=house.batch).recorded_index).act
    assert [one.fault for one in given.rejected] == [
        RowFault.SAME_LABEL, RowFault.OTHER_BATCH, RowFault.WRONG_CHECK, RowFault.NO_LABEL, RowFault.TOO_LONG,
    ]  # fmt: skip
    assert given.words.rejected[3].says == "no label at all"
    assert given.words.rejected[3].raw == (("x", "y"),)


def test_refuses_a_list_without_a_line_and_one_after_the_parties_agreed(house):
    house.planned(BatchWay.RECEIVED)
    with pytest.raises(EmptyBatchListError):
        house.brought(BatchRow())
    with pytest.raises(RuleError):
        house.brought(BatchRow(says="nothing", raw=(("x", "y"),)))
    house.brought("L-1").take(E.AGREED)
    with pytest.raises(WrongWayError):
        house.brought("L-2")
    with pytest.raises(WrongWayError):
        house.put("KHR-T2-00001-1")


def test_refuses_labels_that_do_not_say_one_code_and_names_each(sent):
    sent.take(E.LIST_EXCHANGED)
    line, second = sent.lines()[:2]
    given = {"seal_number": "S-1", "happened_at": sent.clock(), **TWO}
    with pytest.raises(LabelsDifferError) as refused:
        check_line(
            sent.by("doctor"), line_id=line.pk, on_body=line.item_code.lower().replace("-", " "),
            on_bag=second.item_code, on_paper="", **given,
        )  # fmt: skip
    assert [name for name, _ in refused.value.faults] == ["on_bag", "on_paper"]
    with pytest.raises(RuleError):
        sent.read_again(second=TWO["by"])
    with pytest.raises(InputError):
        sent.read_again(seal_number=" ")


def test_their_number_stands_beside_their_list_and_what_they_assert_stays_their_word(house):
    house.planned(BatchWay.RECEIVED).brought(BatchRow(label="l-1", says="Koval, they say"), "L-2", said_number=3)
    assert BatchCount.objects.get().number == 3
    view = batch(house.by("registrar"), house.batch)
    assert [one.says for one in view.lines] == ["Koval, they say", ""]
    assert [one.label for one in view.lines] == ["L-1", "L-2"]
    (line,) = batches(house.by("delegate"))
    assert (line.lines, line.sender_number) == (None, None)
