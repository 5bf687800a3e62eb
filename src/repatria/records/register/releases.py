"""What the register knows of an opened release, for the services that ask the law and for the pages that show it."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256

from django.db.models import QuerySet

from repatria.core.law.clocks import ClockRule, due
from repatria.core.law.contact import ContactAbout, ContactAnswer, ContactDecision
from repatria.core.law.custody import CustodyEvent, CustodyFacts, CustodyState, custody_guards_open
from repatria.core.law.custody_facts import ReleaseGround
from repatria.core.law.fitness import Fitness, is_fit_to_travel
from repatria.core.law.guards import OpenGuard
from repatria.core.law.release import Proceedings, ReleaseFacts, StatedBasis
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.dates import read_instant
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of, offices_of
from repatria.records.access.kept import Kept
from repatria.records.access.pages import Lines, cut
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import Recorded, act_at
from repatria.records.ledger.rows import row_numbered
from repatria.records.register.acts import CustodyRead, CustodyRecorded
from repatria.records.register.errors import NoReleaseError
from repatria.records.register.grounds import ground_held
from repatria.records.register.handover_acts import read_handover
from repatria.records.register.joined import leading, numbers_of
from repatria.records.register.models import CustodyEntry, ProtectedPerson
from repatria.records.register.selectors import (
    DecisionView,
    FitnessView,
    PersonLine,
    fitness_of,
    lines_for_room,
)
from repatria.records.register.selectors.decisions import last_own_word_about_leaving
from repatria.records.register.selectors.joins import decision_that_holds
from repatria.records.register.selectors.papers import open_proceedings
from repatria.records.vault.keyring import current

COMPLETE = "register.complete_release"
PAGE = 50
_REFERENCE_DIGITS = 16  # hexadecimal: six answers are told apart by far fewer

HIS_PART = frozenset({"his_decision", "he_is_informed"})
"""Guards that he himself closes by an answer."""

ATTESTED_LATER = frozenset({"outcome", "received_by", "property_settled", "signatures"})
"""Guards that whoever completes a release meets by what he attests with it; until then they are open on every one."""


def opening_of(person_id: str) -> Recorded | None:
    """The act that opened the release of this person which is open now; None when none is."""
    row = row_numbered(ProtectedPerson, person_id)
    row = leading(row) if row is not None else None
    if row is None or row.custody_state != CustodyState.RELEASE_PENDING.value:
        return None
    entries = CustodyEntry.objects.filter(person_id=row.pk, annulled_by=None)
    index = (
        entries.filter(event=CustodyEvent.RELEASE_OPENED.value)
        .order_by("-recorded_at_index")
        .values_list("recorded_at_index", flat=True)
        .first()
    )
    return None if index is None else act_at(index)


def release_reference(opened_index: int, answer: ContactAnswer, last_said: ContactAnswer | None = None) -> str:
    """What an approver approves: the release that this act opened, on its basis, with him saying this.

    Given:    another answer of his asks for new approvals; the same answer given again does not. Where he cannot be
              asked, what he last said himself is meant with it.
    Not:      the answer itself: the reference stands on pages and in answers to machines that do not tell it.
    """
    own = last_said if answer is ContactAnswer.CANNOT_BE_ASKED else None
    meant = ":".join((str(opened_index), answer.value, *([own.value] if own else ())))
    said = hmac.digest(current().derived("release answer"), meant.encode(), sha256)
    return f"{opened_index}:{said.hex()[:_REFERENCE_DIGITS]}"


def release_facts(
    person_id: str, opening: Recorded, *, at: datetime, completed_by: str
) -> tuple[ReleaseFacts, CustodyRead]:
    """What the register knows of an opened release that nobody comes to collect, and by which acts.

    Given:    what is attested at its completion is added by whoever completes it.
    """
    opened = opening.act
    assert isinstance(opened, CustodyRecorded)
    # What he said before his records were joined or parted is no answer about this release: he is asked anew.
    decision, is_anew = decision_that_holds(person_id, ContactAbout.RELEASE, (None,))
    decision = decision if is_anew else None
    answer = ContactAnswer(decision.answer) if decision else ContactAnswer.NOT_ASKED
    fitness = fitness_of(person_id)
    last_said = last_own_word_about_leaving(person_id)
    reference = release_reference(opening.index, answer, last_said)
    named = [one for one in approvers_of(COMPLETE, reference, at=at) if one not in (opening.actor, completed_by)]
    held = ground_held(person_id)
    facts = ReleaseFacts(
        at=at, basis=basis_of(opened), held=held, proceedings=_proceedings_since(opening, opened),
        decision=decided(decision), last_said=last_said,
        is_fit_to_travel=is_fit(fitness, at), opened_by=opening.actor, completed_by=completed_by,
        approvers=offices_of(named),
    )  # fmt: skip
    read = CustodyRead(
        opened_index=opening.index, decision_index=decision.act_index if decision else None,
        fitness_index=fitness.act_index if fitness else None, approved_by=tuple(named),
        ground_papers=held.acts_for(facts.basis.basis),
    )  # fmt: skip
    return facts, read


def basis_of(opened: CustodyRecorded) -> StatedBasis:
    """On what an opened release rests, from its own act; one of the first version kept nothing of it."""
    if opened.ground is not None:
        return StatedBasis(basis=opened.ground.basis)
    return read_handover(opened.person_id, opened.read.handover).basis if opened.read.handover else StatedBasis()


def proceedings_stated(person_id: str, ground: ReleaseGround) -> Proceedings | None:
    """What is so of proceedings when a release is opened: the papers on record, and beside them what is attested.

    Source:   GC III art. 115.
    Given:    while a paper says that proceedings are open, only a consent that names its paper lets him go.
    """
    has_consent = ground.proceedings is Proceedings.CONSENTED and bool(ground.consent_reference.strip())
    if has_consent:
        return Proceedings.CONSENTED
    is_held = ground.proceedings is Proceedings.CONSENTED or open_proceedings(person_id) is not None
    return Proceedings.PENDING if is_held else ground.proceedings


def _proceedings_since(opening: Recorded, opened: CustodyRecorded) -> Proceedings | None:
    """What is so of them while the release is open: its consent, or what two attested, counts for those before it."""
    court = open_proceedings(opened.person_id)
    if court is not None and court > opening.index:
        return Proceedings.PENDING
    return proceedings_stated(opened.person_id, opened.ground) if opened.ground is not None else None


def released_on(person_id: str) -> ReleaseBasis | None:
    """On which basis he was last released, under any of his numbers; None where he was not, or no act kept it."""
    entries = CustodyEntry.objects.filter(
        person_id__in=numbers_of(person_id), annulled_by=None, event=CustodyEvent.RELEASE_COMPLETED.value
    )
    last = entries.order_by("-recorded_at_index").first()
    done = act_at(last.recorded_at_index).act if last is not None else None
    if not isinstance(done, CustodyRecorded) or done.read.opened_index is None:
        return None
    opened = act_at(done.read.opened_index).act
    return basis_of(opened).basis if isinstance(opened, CustodyRecorded) else None


def decided(decision: DecisionView | None) -> ContactDecision | None:
    if decision is None:
        return None
    return ContactDecision(
        about=ContactAbout(decision.about), answer=ContactAnswer(decision.answer),
        decided_at=read_instant(decision.decided_at),
    )  # fmt: skip


def is_fit(fitness: FitnessView | None, at: datetime) -> bool:
    found = Fitness(is_fit=fitness.is_fit, examined_at=read_instant(fitness.examined_at)) if fitness else None
    return is_fit_to_travel(found, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseView:
    """An opened release: on what it rests, what is still missing besides what is attested at the end, and since when.

    Not:      what he answered; only whether the law still misses his part.
    """

    person_id: str
    opened_index: int
    opened_at: datetime
    due_at: datetime
    opened_by: str
    basis: str
    ground: ReleaseGround | None
    is_over_handover: bool
    approvers: tuple[str, ...]
    approval_reference: str
    missing: tuple[OpenGuard, ...]
    who: PersonLine | None = None  # where a reading act was left
    listed_at: int = -1  # after which a list of them goes on


@question("register.?release")
def release(acting: Acting, person_id: str) -> ReleaseView:
    """The opened release of a person.

    Raises:   NoReleaseError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    record_reading(acting, question="register.?release", records=(person_id,))
    opening = opening_of(person_id)
    if opening is None:
        raise NoReleaseError("no release of this person is open", provision="GC III 118")
    return replace(_view(opening, acting.at), who=lines_for_room([person_id])[0])


@question("register.?release")
def releases_open(acting: Acting, *, after_index: int = -1) -> Lines[ReleaseView]:
    """One page of the opened releases, oldest first.

    Given:    `after_index` is the `listed_at` of the last line of the page before; -1 for the beginning.
    Leaf:     access.reading_recorded
    """
    page, has_more = cut(_pending().filter(custody_index__gt=after_index), PAGE)
    pending = [row.pk for row in page]
    record_reading(acting, question="register.?release", records=pending)
    who = {line.person_id: line for line in lines_for_room(pending)}
    views = [
        replace(_view(opening, acting.at), who=who[row.pk], listed_at=row.custody_index or -1)
        for row in page
        if (opening := opening_of(row.pk)) is not None
    ]
    return Lines(views, has_more=has_more)


def _pending() -> QuerySet[ProtectedPerson]:
    rows = ProtectedPerson.objects.filter(custody_state=CustodyState.RELEASE_PENDING.value, stands_under=None)
    return rows.order_by("custody_index")


@question("register.?release")
def persons_released(acting: Acting, person_ids: Sequence[str]) -> tuple[PersonLine, ...]:
    """Those of the given persons whose release is open, as lines: who they are and where.

    Leaf:     access.reading_recorded
    """
    state, wanted = CustodyState.RELEASE_PENDING.value, list(dict.fromkeys(person_ids))[:PAGE]
    rows = ProtectedPerson.objects.filter(pk__in=wanted, custody_state=state, stands_under=None)
    found = sorted(rows.values_list("pk", flat=True))
    if found:
        record_reading(acting, question="register.?release", records=found)
    return lines_for_room(found)


_ABOUT_ALL = frozenset({
    "register.ground_paper_recorded", "register.ground_paper_withdrawn", "access.approval_recorded",
    "exchanges.agreement_recorded", "exchanges.agreement_ended", "exchanges.list_opened", "exchanges.list_closed",
    "exchanges.version_recorded",
})  # fmt: skip
"""Kinds of acts on which a release may hang and which name no man: an approval of one names the act that opened it."""
_views: Kept[ReleaseView | None] = Kept()


def _views_of_pending(at: datetime) -> tuple[ReleaseView, ...]:
    """Every open release as the law sees it; asked of the store anew where an act has changed something since."""
    rows = list(_pending().values_list("pk", "custody_index"))
    found = _views.of(((row, partial(_rests_on, row[0]), partial(_view_of, row[0], at)) for row in rows), at)
    return tuple(one for one in found if one is not None)


def _rests_on(person_id: str) -> frozenset[str]:
    return frozenset(numbers_of(person_id)) | _ABOUT_ALL


def _view_of(person_id: str, at: datetime) -> ReleaseView | None:
    opening = opening_of(person_id)
    return None if opening is None else _view(opening, at)


@question("register.?interview_list", of_numbers=True)
def release_questions(at: datetime) -> tuple[tuple[str, datetime], ...]:
    """Persons whose release is open and who are to be asked about it, or told of it, each with the day it is due."""
    return tuple(
        (view.person_id, view.due_at) for view in _views_of_pending(at)
        if not HIS_PART.isdisjoint(one.what for one in view.missing)
    )  # fmt: skip


@question("register.?release", of_numbers=True)
def releases_lacking(at: datetime, guards: Collection[str] = (), *, besides: str = "") -> tuple[str, ...]:
    """Numbers of the persons whose release is open; a menu counts them, and leaves no reading act.

    Given:    of `guards` at least one is still open, where any is named; without those that the account `besides`
              opened or approved.
    """
    if not guards:
        return tuple(_pending().values_list("pk", flat=True))
    return tuple(
        one.person_id for one in _views_of_pending(at)
        if not {guard.what for guard in one.missing}.isdisjoint(guards)
        and (not besides or besides not in (*one.approvers, one.opened_by))
    )  # fmt: skip


def _view(opening: Recorded, at: datetime) -> ReleaseView:
    opened = opening.act
    assert isinstance(opened, CustodyRecorded)
    facts, _ = release_facts(opened.person_id, opening, at=at, completed_by="")
    answer = facts.decision.answer if facts.decision else ContactAnswer.NOT_ASKED
    guards = custody_guards_open(CustodyEvent.RELEASE_COMPLETED, CustodyFacts(release=facts))
    opened_at = read_instant(opening.at)
    return ReleaseView(
        person_id=opened.person_id, opened_index=opening.index, opened_at=opened_at,
        due_at=due(ClockRule.RELEASE, opened_at), opened_by=opening.actor,
        basis=facts.basis.basis.value if facts.basis.basis else "", ground=opened.ground,
        is_over_handover=bool(opened.read.handover), approvers=facts.approvers.everybody,
        approval_reference=release_reference(opening.index, answer, facts.last_said),
        missing=tuple(guard for guard in guards if guard.what not in ATTESTED_LATER),
    )  # fmt: skip
