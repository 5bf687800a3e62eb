"""A bureau in talks: an agreement, a list, and men whose identity two sources establish. Everybody is invented."""

from __future__ import annotations

from datetime import timedelta

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody_facts import HisPaper
from repatria.core.law.exchange_holding import HoldGround
from repatria.core.law.exchange_list import LineEvent, ListDirection, ListSide
from repatria.core.law.exchange_outward import ReleasedKind
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.particulars import Category, Particular, ParticularKind, Source
from repatria.records.access.services import record_approval
from repatria.records.exchanges.comparing import RowOnList
from repatria.records.exchanges.models import ListLine
from repatria.records.exchanges.outgoing import outgoing
from repatria.records.exchanges.selectors.lists import differences, line, lines
from repatria.records.exchanges.selectors.outward import outgoing_now
from repatria.records.exchanges.services.agreements import open_list, record_agreement
from repatria.records.exchanges.services.holding import HOLD_BACK, hold_back, hold_reference
from repatria.records.exchanges.services.lines import record_line
from repatria.records.exchanges.services.lists import record_version, resolve_line
from repatria.records.exchanges.services.outward import RELEASE, release_names
from repatria.records.register.services import record_capture, record_contact_decision, record_particular
from repatria.records.register.services.fitness import record_fitness
from repatria.records.register.services.papers import record_proceedings
from tests.cast import Cast, particulars
from tests.journeys.test_thread_in_the_records import ALONE

DIGEST = "ab" * 32
AGREEMENT = {
    "parties": ("Power A", "Power B"), "place": "a neutral city", "basis": ReleaseBasis.EXCHANGE,
    "legal_basis": "special agreement, GC III 6", "terms": "fifty of each side, the gravely wounded first",
    "signed_by": ("for A: the commissioner", "for B: the commissioner"), "copy_digest": DIGEST,
}  # fmt: skip
E = LineEvent
AGENCY = (NoticeRecipient.CENTRAL_TRACING_AGENCY, NoticeRecipient.POWER_CONCERNED)


class Talks(Cast):
    """The steps of a list, each by whoever takes it; `passes` moves its clock."""

    def __init__(self, clock, randomness):
        self.days = 0
        self.clock_of_test = clock
        super().__init__(self.now, randomness)
        self.men: dict[str, str] = {}

    def now(self):
        return self.clock_of_test() + timedelta(days=self.days)

    def passes(self, days):
        self.days += days
        return self

    def agreed(self, name="adviser", **changed):
        given = AGREEMENT | {"agreed_on": self.clock().date()} | changed
        self.agreement = record_agreement(self.by(name), **given)
        return self

    def opened(self, direction=ListDirection.LEAVING, name="registrar", **changed):
        given = {"agreement_id": self.agreement, "power": "PA", "title": "first list"} | changed
        self.list = open_list(self.by(name), direction=direction, **given)
        return self

    def man(self, card, surname, *, is_known=True):
        """Somebody held here, with a second source that says the same unless he is not yet known."""
        self.men[card] = record_capture(
            self.by("registrar"), category=Category.PRISONER_OF_WAR, power="PA", card_number=card, captured_on=None,
            captured_at="", holder="UNIT-3", particulars=particulars(card, surname),
        )  # fmt: skip
        if is_known:
            source = Source(kind="document", reference="a passport seen")
            again = Particular(kind=ParticularKind.SURNAME, value=surname, source=source)
            record_particular(self.by("registrar"), person_id=self.men[card], particular=again)
        return self.men[card]

    def version(self, *rows, side=ListSide.THEIRS, name="registrar", **more):
        given = {"came_at": self.clock(), "supplied_by": "the bureau of Power B"} | more
        return record_version(self.by(name), list_id=self.list, side=side, rows=rows, **given)

    def ours(self, *cards, **more):
        """We put these men on the list, beside those who stand there."""
        rows = [RowOnList(person_id=self.men[card]) for card in cards]
        self.version(*rows, side=ListSide.OURS, **{"supplied_by": "this bureau", "is_whole": False} | more)
        return [self.line_of(card) for card in cards]

    def line_of(self, card):
        return ListLine.objects.filter(person_id=self.men[card]).order_by("-proposed_index").first().pk

    def answers(self, card, answer=ContactAnswer.YES):
        record_contact_decision(
            self.by("interviewer"), person_id=self.men[card], about=ContactAbout.RELEASE, link_index=None,
            answer=answer, is_her=None, facts=ALONE,
        )  # fmt: skip
        return self

    def court(self, card, step=HisPaper.PROCEEDINGS_OPENED, **more):
        trial = {"trial_on": self.clock().date() + timedelta(days=60)} if step is HisPaper.PROCEEDINGS_OPENED else {}
        said = {"court": "COURT-4", "reference": "file 3"} | trial | more
        record_proceedings(
            self.by("adviser"), person_id=self.men[card], step=step, happened_at=self.clock(), **said
        )  # fmt: skip
        return self

    def examined(self, card, is_fit):
        record_fitness(self.by("doctor"), person_id=self.men[card], is_fit=is_fit, examined_at=self.clock())
        return self

    def take(self, line_id, event, name="registrar", **more):
        given = {"agreed_on": self.clock().date(), "reference": "protocol 4"} if event is E.AGREED else {}
        return record_line(self.by(name), line_id=line_id, event=event, **given | more)

    def verified(self, card):
        """From nothing to a verified line of a man who was asked and said yes."""
        (line_id,) = self.ours(card)
        self.answers(card)
        self.take(line_id, E.AGREED)
        self.take(line_id, E.VERIFIED)
        return line_id

    def resolve(self, line_id, card, name="registrar"):
        resolve_line(self.by(name), line_id=line_id, person_id=self.men[card])

    def all_lines(self):
        return lines(self.by("registrar"), self.list, at_most=0)

    def line(self, line_id):
        return line(self.by("registrar"), line_id)

    def open_differences(self):
        return differences(self.by("registrar"))

    def approve_hold(
        self, card, ground=HoldGround.PROCEEDINGS, *, name="head", authority="the ministry", reference="decision 9"
    ):  # fmt: skip
        meant = hold_reference(person_id=self.men[card], ground=ground, authority=authority, reference=reference)
        record_approval(self.by(name), action=HOLD_BACK, object_reference=meant)

    def hold(self, card, ground=HoldGround.PROCEEDINGS, *, second="head", name="adviser", **more):
        given = {"authority": "the ministry", "reference": "decision 9"} | more
        if second:
            self.approve_hold(card, ground, name=second, **given)
        return hold_back(self.by(name), person_id=self.men[card], ground=ground, **given)

    def stands(self):
        """Of each line that would be named: whether what verified it still holds."""
        return outgoing(ReleasedKind.NAMES, list_id=self.list, power="", recipients=AGENCY, at=self.clock()).stands

    def outgoing(self, kind=ReleasedKind.NAMES, recipients=AGENCY, **more):
        given = {} if kind is ReleasedKind.HELD_BACK else {"list_id": self.list}
        return outgoing_now(self.by("head"), kind=kind, recipients=recipients, **given | more)

    def let_out(self, kind=ReleasedKind.NAMES, recipients=AGENCY, *, approvers=("head", "adviser"), **more):
        given = ({} if kind is ReleasedKind.HELD_BACK else {"list_id": self.list}) | more
        digest = self.outgoing(kind, recipients, **more).digest
        for one in approvers:
            record_approval(self.by(one), action=RELEASE, object_reference=digest)
        return release_names(self.by("registrar"), kind=kind, recipients=recipients, **given)
