"""Acts about the dead that move clocks: an examination, a telling, a request and a batch."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.death_papers import DeathPaper, DeathPaperStep
from repatria.core.law.examination import HeldThen
from repatria.core.law.identification_board import HypothesisState
from repatria.core.law.remains import DiscFound, NeutralThere, RemainsKind
from repatria.core.law.remains_path import ItemState
from repatria.core.law.return_batch import BatchState, BatchWay
from repatria.core.law.return_count import Mismatch
from repatria.core.law.return_power import PowerState
from repatria.core.law.return_request import AskedFor, RequestEvent, RequestState
from repatria.core.law.telling import DeathKnown, OwedBy, TellingWay, VisitEnd, VisitPurpose
from repatria.core.vocabulary.dates import instant_text
from repatria.records.certificates.withdrawal_acts import WithdrawalAsked
from repatria.records.identification.board_acts import AnnulmentSaid, HypothesisOpened
from repatria.records.ledger.acts import parts_of
from repatria.records.register.acts import DeathEnquiryOpened
from repatria.records.register.death_paper_acts import DeathPaperMoved
from repatria.records.remains.acts import ItemRecorded, RecoveryRecorded, SiteRecorded
from repatria.records.remains.examination_acts import ExaminationRecorded
from repatria.records.remains.grave_acts import ItemBuried
from repatria.records.remains.leaving_acts import InquiryOpened, InquiryReported
from repatria.records.returns.acts import BatchDifferenceOpened, BatchPlanned, RequestMade, RequestMoved
from repatria.records.returns.count_acts import CountsCompared
from repatria.records.returns.power_acts import PowerAsserted, PowerReviewed
from repatria.records.telling.acts import ReceiverOwes, TellingEnded, TellingOpened, VisitEnded, VisitPlanned


def made(act_class, **fields):
    """An act without its sealed parts."""
    return act_class(**{spec.field: None for spec in parts_of(act_class)}, **fields)


class OfTheDead:
    """What a log of acts lays about the dead; `lay` and `clock` are the log's."""

    clock: Any
    lay: Any

    def _day(self, days=0):
        return (self.clock() + timedelta(days=days)).date().isoformat()

    def found(self, number=1, disc=DiscFound.NONE):
        code, at = f"KHR-T{number}-00001-1", instant_text(self.clock())
        of = {"recovered_id": f"RV-{number}", "place_code": f"KH{number}", "team": f"T{number}"}
        self.lay(made(SiteRecorded, site_id=f"RS-{number}", place_code=f"KH{number}", reported_at=at))
        self.lay(made(RecoveryRecorded, **of, site_id=f"RS-{number}", day=at[:10], neutral=NeutralThere.PRESENT))
        self.lay(made(
            ItemRecorded, **of, item_code=code, site_id=f"RS-{number}", count=1, kind=RemainsKind.WHOLE,
            disc=disc, is_disc_left=disc is not DiscFound.NONE,
        ))  # fmt: skip
        return code

    def double_disc(self, number=1):
        return self.found(number, disc=DiscFound.DOUBLE)

    def violent(self, number=1):
        code, at = self.found(number), instant_text(self.clock())
        self.lay(made(
            ExaminationRecorded, examination_id=f"RE-{number}", item_code=code, number=1, at=at,
            previous=ItemState.RECEIVED, state=ItemState.EXAMINED, held=HeldThen.UNKNOWN, opens_enquiry=True,
        ))  # fmt: skip
        return code

    def enquired_into(self, number=1):
        return self.lay(made(
            InquiryOpened, inquiry_id=f"DE-{number}", item_code=self.violent(number),
            opened_at=instant_text(self.clock()), reference="7",
        ))  # fmt: skip

    def enquiry_reported(self, number=1):
        return self.lay(made(
            InquiryReported, inquiry_id=f"DE-{number}", item_code=self.violent(number),
            reported_at=instant_text(self.clock()), report_reference="8",
        ))  # fmt: skip

    def death_enquired_into(self, person="P-1"):
        self.listed(person)
        return self.lay(made(
            DeathEnquiryOpened, person_id=person, opened_at=instant_text(self.clock()), authority="a court",
            reference="7",
        ))  # fmt: skip

    def death_report_came(self, person="P-1"):
        self.listed(person)
        return self.lay(made(
            DeathPaperMoved, person_id=person, paper=DeathPaper.REPORT, step=DeathPaperStep.HERE,
            at=instant_text(self.clock()), cause=DeathCause.VIOLENT, to=None, office="", reference="8",
            copy_reference="",
        ))  # fmt: skip

    def buried(self, number=7):
        return self.lay(made(
            ItemBuried, item_code=self.found(number), grave_id=f"GV-{number}", cemetery_code=f"KH{number}",
            number=1, previous=ItemState.STORED, at=instant_text(self.clock()), policy_id="",
        ))  # fmt: skip

    def taken_back_by_one(self, number=1):
        """A name that stands, and that one takes back."""
        of = f"RJ-{number}"
        self.lay(
            made(
                HypothesisOpened,
                hypothesis_id=of,
                enquiry_id=f"E-B{number}",
                person_id="",
                items=("KH-1",),
                finding_id="",
            )
        )
        return self.lay(made(
            AnnulmentSaid, annulment_id=f"YN-{number}", hypothesis_id=of, state=HypothesisState.ANNULMENT_ASKED,
        ))  # fmt: skip

    def asked_to_be_withdrawn(self, number=1):
        return self.lay(made(WithdrawalAsked, certificate_id=f"GK-{number}", is_again=False))

    def to_be_told(self, number="1", owed_by=OwedBy.BUREAU):
        return self.lay(made(
            TellingOpened, telling_id=f"TC-{number}", known=DeathKnown.PROVEN, conclusion_index=1, person_id="",
            asked_by="", owed_by=owed_by, enquiries=(f"E-T{number}", f"E-S{number}"), excluded=(), nearness=(1, 2),
            at_the_end=(f"E-S{number}",), visit_by=self._day(30), reported_by=None, signed_by=("A-1",),
        ))  # fmt: skip

    def told(self, number="1"):
        self.to_be_told(number)
        of = {
            "visit_id": f"TV-{number}", "telling_id": f"TC-{number}", "enquiry_id": f"E-T{number}",
            "purpose": VisitPurpose.DEATH, "way": TellingWay.VISIT,
        }  # fmt: skip
        self.lay(made(VisitPlanned, **of, visitors=("TR-1", "TR-2"), on=self._day(), language="uk", part_index=None))
        return self.lay(made(
            VisitEnded, **of, end=VisitEnd.TOLD, at=instant_text(self.clock()), known=DeathKnown.PROVEN, again_on="",
            reference="", others=(f"E-S{number}",),
        ))  # fmt: skip

    def left_to_the_receiver(self, number="1"):
        self.to_be_told(number, OwedBy.RECEIVER)
        return self.lay(ReceiverOwes(
            telling_id=f"TC-{number}", notice_ids=("N-1",), visit_by=self._day(30), enquiries=(f"E-T{number}",)
        ))  # fmt: skip

    def told_wrongly(self, number="1"):
        self.told(number)
        return self.lay(made(
            TellingEnded, telling_id=f"TC-{number}", enquiries=(f"E-T{number}",), told=(f"E-T{number}",)
        ))  # fmt: skip

    def asked_for_a_witness(self, number="1"):
        return self.lay(made(
            RequestMade, request_id=f"NQ-{number}", asked_for=(AskedFor.WITNESS,), asked_at=instant_text(self.clock()),
            answer_by=self._day(10),
        ))  # fmt: skip

    def refused_a_witness(self, number="1"):
        self.asked_for_a_witness(number)
        return self.lay(made(
            RequestMoved, request_id=f"NQ-{number}", event=RequestEvent.REFUSED, previous=RequestState.ASKED,
            state=RequestState.REFUSED, granted=(), at=instant_text(self.clock()), reference="4",
        ))  # fmt: skip

    def said_to_be_theirs(self, claim="NP-1"):
        return self.lay(made(
            PowerAsserted, claim_id=claim, item_code=f"KHR-T2-0000{claim[-1]}-X", power="PB", origin_id="NB-1"
        ))  # fmt: skip

    def known_as_theirs(self, claim="NP-2"):
        self.said_to_be_theirs(claim)
        return self.lay(made(
            PowerReviewed, claim_id=claim, item_code=f"KHR-T2-0000{claim[-1]}-X", agrees=True,
            previous=PowerState.ASSERTED, state=PowerState.REVIEWED,
        ))  # fmt: skip

    def counted_otherwise(self):
        self.lay(BatchPlanned(
            batch_id="NB-1", way=BatchWay.RECEIVED, power="PB", title="first", request_id="", origin_id="",
            is_theirs=False,
        ))  # fmt: skip
        found = BatchDifferenceOpened(difference_id="ND-1", kind=Mismatch.COUNT, line_id="", entry_id="")
        return self.lay(CountsCompared(
            batch_id="NB-1", sender_number=2, receiver_number=1, state=BatchState.DISCREPANT, opened=(found,)
        ))  # fmt: skip
