"""Batches of the dead between two invented Parties: one sent, one received. Everybody and every place is invented."""

from __future__ import annotations

import contextlib
from datetime import timedelta

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.remains_containers import ContainerKind, ContainerStep
from repatria.core.law.remains_path import ItemStep
from repatria.core.law.return_batch import BatchEvent as B
from repatria.core.law.return_batch import BatchState, BatchWay
from repatria.core.law.return_count import MismatchEnd
from repatria.core.law.return_list import BatchRow
from repatria.core.law.return_request import AskedFor
from repatria.core.law.return_scans import ScanFor
from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.errors import ApprovedAlreadyError
from repatria.records.access.services import record_approval
from repatria.records.register.drawing import drawn_by
from repatria.records.remains.services.containers import record_container, record_container_step
from repatria.records.remains.services.finds import keep_picture
from repatria.records.remains.services.leaving import read_labels_again
from repatria.records.remains.services.steps import record_step
from repatria.records.returns.models import Batch, BatchContainer, BatchDifference, BatchLine
from repatria.records.returns.services.batches import bring_list, check_line, plan_batch, put_in
from repatria.records.returns.services.containers import put_containers
from repatria.records.returns.services.counts import begin_count, compare_sides, record_their_batch_count, sign_count
from repatria.records.returns.services.differences import END, difference_reference, end_difference
from repatria.records.returns.services.requests import make_request
from repatria.records.returns.services.scans import take_scans
from repatria.records.returns.services.steps import END_BATCH, ending_reference, record_batch_step
from tests.records.remains.field import Field, step

AGREED = {"place": "a bridge", "window": "from eight to noon", "participants": "two of each side", "reference": "P-4"}
TWO = {"by": "our transfer officer", "second": "their transfer officer"}
GIVEN = {
    B.LIST_EXCHANGED: {"by": "our transfer officer", "reference": "letter 7"},
    B.AGREED: AGREED, B.ASSEMBLED: TWO, B.SEALED: TWO | {"seal_number": "V-1"}, B.LOADED: TWO,
    B.DISPATCHED: TWO | {"seal_number": "V-1", "carrier": "our own transport"},
    B.AT_BORDER: TWO | {"seal_number": "V-1"},
    B.SPOT_CHECKED: TWO | {"neutral_who": "a delegate", "reference": "seals whole"},
    B.HANDED_OVER: TWO | {"place": "a bridge", "reference": "receipt 3"},
    B.CLOSED: TWO | {"reference": "protocol 3"}, B.ABORTED: {"authority": "the ministry", "reason": "shelling"},
}  # fmt: skip


class Crossing(Field):
    """The steps of a batch, each by the registrar unless another is named; a doctor counts who has seen no list."""

    def items(self, *counts, is_ready=True):
        """Items that were taken up and photographed, and, unless it is said otherwise, may leave."""
        found = []
        drawn_by(lambda content: content)
        for count in counts:
            code = self.item(count)
            by = self.by("registrar")
            keep_picture(by, item_code=code, taken_at=self.clock(), taken_by="a doctor", picture=b"sent")
            record_step(by, item_code=code, step=ItemStep.RECOVERED, happened_at=self.clock(), by="the team")
            found.append(code)
        drawn_by(None)
        for code in found if is_ready else ():
            self.made_ready(code)
        self.codes = found
        return self

    def made_ready(self, code):
        """Received, examined, sampled, and its label read again."""
        step(self, ItemStep.RECEIVED, code)
        step(self, ItemStep.EXAMINED, code, cause=DeathCause.NATURAL)
        step(self, ItemStep.SAMPLED, code)
        self.made_read(code)

    def made_read(self, code):
        read = {"on_body": code, "on_bag": code, "on_paper": code}
        read_labels_again(self.by("doctor"), item_code=code, happened_at=self.clock(), **TWO, **read)

    def asked(self, name="adviser", **changed):
        given = {
            "body": "a neutral society", "asked_for": (AskedFor.WITNESS, AskedFor.CHANNEL), "what": "a batch of three",
            "when": "next week, in the morning", "answer_by": self.clock().date() + timedelta(days=10),
            "asked_at": self.clock(), "conditions": "two delegates at the bridge",
        } | changed  # fmt: skip
        self.request = make_request(self.by(name), **given)
        return self

    def planned(self, way=BatchWay.SENT, name="registrar", **changed):
        given = {"power": "PB", "title": "first batch"} | changed
        self.batch = plan_batch(self.by(name), way=way, **given)
        return self

    def packed(self, written, *codes, seal="K-S1", name="mortuary", kind=ContainerKind.COFFIN):
        """A coffin with these items under a seal, whose labels were read before."""
        box = record_container(self.by(name), kind=kind, written=written)
        self.container_step(box, ContainerStep.PACKED, seal_number=seal, item_codes=codes)
        return box

    def container_step(self, box, step, name="mortuary", **given):
        record_container_step(
            self.by(name),
            container_id=box,
            step=step,
            happened_at=self.clock(),
            by="a nurse",
            second="a driver",
            **given,
        )

    def boxed(self, *numbers, name="registrar"):
        self.boxes = put_containers(self.by(name), batch_id=self.batch, containers=numbers)
        return self

    def put(self, *codes, name="registrar"):
        put_in(self.by(name), batch_id=self.batch, codes=codes or self.codes)
        return self

    def brought(self, *rows, said_number=None, name="registrar", **changed):
        rows = [one if isinstance(one, BatchRow) else BatchRow(label=one, seal=f"S-{one}") for one in rows]
        given = {"came_at": self.clock(), "supplied_by": "their bureau", "reference": "their letter 9"} | changed
        self.result = bring_list(self.by(name), batch_id=self.batch, rows=rows, said_number=said_number, **given)
        return self

    def lines(self):
        rows = BatchLine.objects.filter(batch_id=self.batch, is_out=False).order_by("recorded_index", "place")
        return list(rows)

    def read_again(self, name="registrar", **changed):
        boxed = set(BatchContainer.objects.filter(batch_id=self.batch, is_out=False).values_list("number", flat=True))
        for line in self.lines():
            if line.container in boxed:
                continue  # read before it was packed
            code = line.item_code
            given = {"on_body": code, "on_bag": code, "on_paper": code, "seal_number": f"S-{code[-7:]}", **TWO}
            if line.seal_number:
                given["seal_number"] = line.seal_number
            check_line(self.by(name), line_id=line.pk, happened_at=self.clock(), **(given | changed))
        return self

    def approved(self, event, name="head"):
        state = BatchState(Batch.objects.get(pk=self.batch).state)
        record_approval(self.by(name), action=END_BATCH, object_reference=ending_reference(self.batch, event, state))
        return self

    def take(self, event, name="registrar", is_approved=True, **changed):
        if event is B.CLOSED and is_approved:
            with contextlib.suppress(ApprovedAlreadyError):  # it stands from a try before
                self.approved(event)
        given = GIVEN[event] | ({"agreed_on": self.clock().date()} if event is B.AGREED else {})
        if event is B.SPOT_CHECKED:
            given = given | {"spot_lines": [self.lines()[0].pk]}
        given |= changed
        record_batch_step(self.by(name), batch_id=self.batch, event=event, happened_at=self.clock(), **given)
        return self

    def row(self, label, seal="", words="", minutes=0, within=""):
        return f"{instant_text(self.clock() - timedelta(seconds=60 - minutes))};{label};{seal};{words};{within}"

    def scanned(self, *rows, purpose=ScanFor.LOADING, name="registrar", **more):
        rows = [one if set(one) & set(";#") else self.row(one, minutes=n) for n, one in enumerate(rows)]
        return take_scans(
            self.by(name), batch_id=self.batch, purpose=purpose, text="\n".join(rows), brought_by="a driver", **more
        )

    def dispatched(self):
        """What was put in goes as far as the vehicle's leaving."""
        self.take(B.LIST_EXCHANGED).take(B.AGREED).read_again().take(B.ASSEMBLED).take(B.SEALED)
        self.scanned(*(one.label for one in self.lines()))
        return self.take(B.LOADED).take(B.DISPATCHED)

    def dispatched_boxes(self):
        """As `dispatched`, each container by one scan under its seal."""
        self.take(B.LIST_EXCHANGED).take(B.AGREED).read_again().take(B.ASSEMBLED).take(B.SEALED)
        boxes = BatchContainer.objects.filter(batch_id=self.batch, is_out=False)
        self.scanned(*(self.row(one.number, one.seal_number, minutes=n) for n, one in enumerate(boxes)))
        return self.take(B.LOADED).take(B.DISPATCHED)

    def handed_over(self):
        return self.take(B.AT_BORDER).take(B.SPOT_CHECKED).take(B.HANDED_OVER)

    def they_counted(self, number, *rows, **changed):
        given = TWO | {"reference": "their protocol", "happened_at": self.clock()} | changed
        record_their_batch_count(self.by("registrar"), batch_id=self.batch, number=number, rows=rows, **given)
        return self

    def counted(self, number, *rows, name="doctor", containers=None):
        begin_count(self.by(name), batch_id=self.batch, **TWO)
        if rows:
            self.scanned(*rows, purpose=ScanFor.COUNT, name=name)
        sign_count(
            self.by(name), batch_id=self.batch, number=number, happened_at=self.clock(),
            why_differs="as our hands counted", containers=containers, **TWO,
        )  # fmt: skip
        return self

    def compared(self, name="registrar"):
        compare_sides(self.by(name), batch_id=self.batch)
        return self.open()

    def open(self):
        return {one.kind: one for one in BatchDifference.objects.filter(batch_id=self.batch, end="")}

    def all_open(self):
        return list(BatchDifference.objects.filter(batch_id=self.batch, end="").order_by("recorded_index", "pk"))

    def ended(self, difference, end, said="looked again by two", other="", approver="head"):
        given = {"difference_id": difference.pk, "end": MismatchEnd(end), "said": said, "other": other}
        if approver:
            reference = difference_reference(**given)
            record_approval(self.by(approver), action=END, object_reference=reference)
        end_difference(self.by("registrar"), **given)
        return self
