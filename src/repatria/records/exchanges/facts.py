"""What the law asks about a line and about keeping somebody back, gathered from the rooms below as it stands now."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.contact import ContactAbout, is_unable
from repatria.core.law.custody import is_held
from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.exchange_holding import HoldFacts
from repatria.core.law.exchange_list import LineFacts, LineState, ListDirection, is_against_it
from repatria.core.law.guards import Approvers
from repatria.core.law.identity import is_identity_established
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.records.access.approvals import approvers_of, offices_of
from repatria.records.exchanges.acts import LineRead, LineRecorded
from repatria.records.exchanges.models import ExchangeList, Hold, ListLine
from repatria.records.exchanges.reading import agreement_row, is_in_force, live_elsewhere
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import is_there
from repatria.records.matching.selectors import links_of_person
from repatria.records.register.joined import leader_of, numbers_of
from repatria.records.register.releases import decided, released_on
from repatria.records.register.selectors import DecisionView, custody_of, fitness_of, particulars_of
from repatria.records.register.selectors.decisions import last_own_word_about_leaving
from repatria.records.register.selectors.joins import decision_that_holds
from repatria.records.register.selectors.papers import open_proceedings
from repatria.records.register.unable import unable_since

UNASKED = "exchanges.verify_unasked"


def has_open_proceedings(person_id: str) -> bool:
    """Whether a court has to do with him by the papers on record: told of, and by none ended."""
    return open_proceedings(person_id) is not None


def is_found_unfit(person_id: str) -> bool:
    """Whether a doctor's latest word is that he may not travel; where no doctor said anything, nothing keeps him."""
    found = fitness_of(leader_of(person_id))
    return found is not None and not found.is_fit


def is_held_back(person_id: str) -> bool:
    """Whether he is kept back from lists now, under any of his numbers."""
    return is_there(Hold, person_id=list(numbers_of(person_id)), ended_index=None)


def unasked_reference(line: ListLine, decision: DecisionView | None) -> str:
    """What doctor and head approve: that this line stand verified while he cannot be asked; "" where he can be.

    Given:    it names the act since which he cannot be: a week later the doctor tries again, and their word goes on
              holding; an answer of his own ends it for good.
    """
    if decision is None or not is_unable(decided(decision), ContactAbout.RELEASE):
        return ""
    return f"{line.pk}:{unable_since(decision)}"


def _decided_unasked(line: ListLine, decision: DecisionView | None, at: datetime) -> Approvers:
    """Who decided for him; those on whose word his line stands verified are not asked twice."""
    reference = unasked_reference(line, decision)
    if decision is None or not reference:
        return Approvers()
    given = act_at(line.state_index).act if line.state == LineState.VERIFIED.value else None
    is_on_it = isinstance(given, LineRecorded) and (given.read.decision_index or 0) >= unable_since(decision)
    before = given.read.approved_by if isinstance(given, LineRecorded) and is_on_it else ()
    return offices_of((*before, *approvers_of(UNASKED, reference, at=at)))


def facts_of_man(
    person_id: str, at: datetime, *, line: ListLine | None = None, is_standing: bool = True,
    basis: ReleaseBasis | None = None,
) -> tuple[LineFacts, LineRead]:  # fmt: skip
    """What is so of one man whom this Party holds, and by which acts; of his line where he stands on one."""
    custody = custody_of(person_id)
    decision, is_since = decision_that_holds(person_id, ContactAbout.RELEASE, (None,))
    fitness = fitness_of(leader_of(person_id))
    approvers = _decided_unasked(line, decision, at) if line is not None else Approvers()
    state = CustodyState(custody.custody_state) if custody.custody_state else None
    # Two reviewers who confirmed that he is whom somebody seeks say as much as a second source.
    is_established = is_identity_established(particulars_of(person_id)) or any(
        not link.is_doubted for link in links_of_person(person_id)
    )
    facts = LineFacts(
        at=at, direction=ListDirection.LEAVING, is_in_force=is_standing, basis=basis, is_named=True,
        is_on_another=live_elsewhere(numbers_of(person_id), besides=line.pk if line is not None else ""),
        custody_state=state, released_on=None if is_held(state) else released_on(person_id),
        is_death_asserted=custody.asserted_dead, is_identity_established=is_established,
        has_open_proceedings=has_open_proceedings(person_id), is_held_back=is_held_back(person_id),
        decision=decided(decision), last_said=last_own_word_about_leaving(person_id),
        is_asked_since_join=is_since, is_found_unfit=is_found_unfit(person_id), approvers=approvers,
        has_come=bool(line is not None and line.crossing_id),
    )  # fmt: skip
    read = LineRead(
        decision_index=decision.act_index if decision else None, fitness_index=fitness.act_index if fitness else None,
        custody_state=custody.custody_state or "", approved_by=approvers.everybody,
    )  # fmt: skip
    return facts, read


def facts_of_line(line: ListLine, of_list: ExchangeList, at: datetime) -> tuple[LineFacts, LineRead]:
    """What is so of a line now, before an act adds what it attests."""
    basis = ReleaseBasis(agreement_row(of_list.agreement_id).basis)
    if line.person_id and of_list.direction == ListDirection.LEAVING.value:
        return facts_of_man(line.person_id, at, line=line, is_standing=is_in_force(of_list), basis=basis)
    facts = LineFacts(
        at=at, direction=ListDirection(of_list.direction), is_in_force=is_in_force(of_list), basis=basis,
        is_named=bool(line.person_id), has_come=bool(line.crossing_id),
    )  # fmt: skip
    return facts, LineRead()


def _is_his_no(person_id: str) -> bool:
    decision, is_since = decision_that_holds(person_id, ContactAbout.RELEASE, (None,))
    # Whoever cannot be asked is not asked anew because his records were joined: what he said himself stands.
    is_standing = is_since or is_unable(decided(decision), ContactAbout.RELEASE)
    return is_standing and is_against_it(decided(decision), last_own_word_about_leaving(person_id))


def hold_facts(person_id: str, *, authority: str = "", reference: str = "") -> HoldFacts:
    """What keeping somebody back rests on, as it is on record now."""
    custody = custody_of(person_id)
    return HoldFacts(
        has_open_proceedings=has_open_proceedings(person_id), is_found_unfit=is_found_unfit(person_id),
        is_his_no=_is_his_no(person_id),
        is_held=is_held(CustodyState(custody.custody_state) if custody.custody_state else None),
        authority=authority, reference=reference,
    )  # fmt: skip
