"""One man under two numbers: proposed by one person, recorded by another, and taken apart in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from repatria.core.law.custody import CustodyState, is_held
from repatria.core.law.guards import refuse_open
from repatria.core.law.joins import JoinFacts, JoinState, SeenAs, StubsSeen, proposing_guards, recording_guards
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.models import Account
from repatria.records.access.role_table import Role
from repatria.records.access.standing import standing_of
from repatria.records.ledger.reading import act_named
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.places.reading import read_place
from repatria.records.register.errors import (
    JoinStateError,
    NotHeldError,
    NothingToldError,
    OneManAlreadyError,
    UnknownJoinError,
    UnknownPersonError,
)
from repatria.records.register.join_acts import (
    JoinDeclined,
    JoinProposed,
    JoinRecorded,
    Led,
    PartingProposed,
    PartingRecorded,
    ToldSettled,
)
from repatria.records.register.joined import leading, numbers_of, standing_joins
from repatria.records.register.models import CustodyEntry, Join, ProtectedPerson, ToldWhileJoined

_TOLD_KINDS = ("notices.notice_issued.", "notices.letter_issued.")


def stub_of(row: ProtectedPerson) -> str:
    """What his numbered stub says: the number of the card it was torn off, or that of the record."""
    return row.card_number or row.pk


@service
def propose_join(acting: Acting, *, first_id: str, second_id: str, seen: StubsSeen, reason: str) -> str:
    """Proposes that two numbers are one man, on whom both stubs were seen by somebody outside the camp.

    Source:   practice rules 12, 14, 15.
    Given:    `seen.place` names who holds him there, however it is written: it keeps him on that roll. Both cards stay
              on their rolls until another person records it.
    Returns:  the join's number.
    Raises:   UnknownPersonError; NotHeldError for somebody whom only a list names; OneManAlreadyError; InputError
              without a reason or for a time that is none; RuleError of the guards that are not met, naming all.
    Leaf:     register.join_proposed
    """
    require(acting, "register.propose_join")
    rows = (_row(first_id), _row(second_id))
    if not reason.strip():
        raise InputError("say why", (("reason", "missing"),))
    leaders = [leading(row).pk for row in rows]
    if leaders[0] == leaders[1] or any(_is_about(join, leaders) for join in rows_where(Join, state="proposed")):
        raise OneManAlreadyError("one man already, or proposed as one")
    place = read_place(seen.place).place or seen.place  # the guard below says of what is no place that he is not there
    seen = replace(seen, at=_instant_of(seen.at, acting), by=seen.by.strip(), place=place)
    refuse_open(proposing_guards(_facts(acting, rows, seen, leaders)))
    join_id = record_number("X", acting.randomness(7))
    record(
        JoinProposed(
            join_id=join_id, first_id=first_id, second_id=second_id, seen=seen, reason=reason,
            proposed_by=acting.account_id,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return join_id


def _row(person_id: str) -> ProtectedPerson:
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    if row.custody_state is None:
        raise NotHeldError("a list names this person; he has no stub", provision="practice rule 12")
    return row


def _is_about(join: Join, leaders: Sequence[str]) -> bool:
    return {leading(_row(join.first_id)).pk, leading(_row(join.second_id)).pk} == set(leaders)


def _instant_of(text: str, acting: Acting) -> str:
    """The instant at which both stubs were seen, "" where none is named.  Raises: InputError; NotYetError."""
    if not text:
        return ""
    try:
        found = read_instant(text)
    except ValueError:
        raise InputError("a time that is none", (("seen_at", "instant"),)) from None
    if found.tzinfo is None:
        raise InputError("a time without its zone", (("seen_at", "instant"),))
    check_happened(found, acting.at)
    return instant_text(found)


def _facts(acting: Acting, rows: Sequence[ProtectedPerson], seen: StubsSeen, leaders: Sequence[str]) -> JoinFacts:
    return JoinFacts(
        first_card=stub_of(rows[0]), second_card=stub_of(rows[1]),
        first_stub=seen.first_stub.strip(), second_stub=seen.second_stub.strip(),
        is_seen_by_somebody=bool(seen.by and seen.at and seen.place),
        is_from_outside=not _works_for_a_camp(seen.by) and Role.CAMP_OFFICER not in acting.roles,
        is_held_where_seen=_leader_where_seen(leaders, seen.place) is not None,
    )  # fmt: skip


def _works_for_a_camp(named: str) -> bool:
    """Whether the witness who is named is an account of a camp officer, as far as the house can know."""
    found = (*rows_where(Account, pk=named), *rows_where(Account, sign_in_name=named)) if named else ()
    return any(Role.CAMP_OFFICER in standing_of(account.pk).granted for account in found)


def _leader_where_seen(leaders: Iterable[str], place: str) -> str | None:
    """The number that goes on leading: the one that is held where he was seen, of two such the one heard of last."""
    held = [row for row in map(_row, leaders) if _is_held(row) and row.holder == place]
    return max(held, key=lambda row: row.custody_index or -1).pk if held else None


def _is_held(row: ProtectedPerson) -> bool:
    return is_held(CustodyState(row.custody_state)) if row.custody_state else False


@service
def record_join(acting: Acting, *, join_id: str) -> str:
    """Records that two numbers are one man, as another proposed: both stay valid and lead to one timeline.

    Source:   house rule 6.1: two different persons; practice rule 14.
    Given:    he is held still, under the number under which he was seen; his custody goes on under it. What the other
              number says stays beside it, and nothing of it is changed.
    Returns:  the number that leads.
    Raises:   UnknownJoinError; JoinStateError; SecondPersonError; RuleError of a guard that no longer holds.
    Leaf:     register.join_recorded
    Not:      an addition of his answers: the narrower holds until he is asked anew (practice rule 6).
    """
    require(acting, "register.record_join")
    join = _join(join_id, JoinState.PROPOSED)
    rows = (_row(join.first_id), _row(join.second_id))
    leaders = [leading(row).pk for row in rows]
    if leaders[0] == leaders[1]:
        raise OneManAlreadyError("they were joined by another act meanwhile")
    leader = _still_leading(join, leaders)
    facts = replace(
        _facts(acting, rows, _seen(join), leaders), is_held_where_seen=leader is not None,
        proposed_by=join.proposed_by, recorded_by=acting.account_id,
    )  # fmt: skip
    refuse_open((*recording_guards(facts), *proposing_guards(facts)))
    assert leader is not None, "the law asked for it"
    members = [number for one in leaders for number in numbers_of(one) if number != leader]
    record(
        JoinRecorded(
            join_id=join_id, first_id=join.first_id, second_id=join.second_id,
            man=Led(leader_id=leader, led=tuple(members)), proposed_by=join.proposed_by,
            recorded_by=acting.account_id,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return leader


def _seen(join: Join) -> StubsSeen:
    return StubsSeen(
        by=join.seen_by, office=SeenAs(join.seen_as), at=join.seen_at, place=join.seen_place,
        first_stub=join.first_stub, second_stub=join.second_stub,
    )  # fmt: skip


def _still_leading(join: Join, leaders: Sequence[str]) -> str | None:
    """The number under which he was seen: held there still, or moved on from there since, by acts of his own."""
    found = _leader_where_seen(leaders, join.seen_place)
    if found is not None:
        return found
    moved = [row for row in map(_row, leaders) if _is_held(row) and _left_since(row, join)]
    return moved[0].pk if len(moved) == 1 else None


def _left_since(row: ProtectedPerson, join: Join) -> bool:
    entries = CustodyEntry.objects.filter(person_id=row.pk, recorded_at_index__gt=join.proposed_index)
    first = entries.order_by("recorded_at_index").first()
    return first is not None and first.previous_holder == join.seen_place


def _join(join_id: str, *states: JoinState) -> Join:
    row = row_numbered(Join, join_id)
    if row is None:
        raise UnknownJoinError("no such join")
    if row.state not in states:
        raise JoinStateError(f"this join is {row.state.replace('_', ' ')}", provision="house rule 6.1")
    return row


@service
def decline_join(acting: Acting, *, join_id: str, reason: str) -> JoinState:
    """Records that what was proposed, a join or a parting, is not agreed to, or is taken back.

    Source:   house rule 6.1
    Returns:  the state that this leaves: declined, or joined as before.
    Raises:   UnknownJoinError; JoinStateError where nothing waits; InputError without a reason.
    Leaf:     register.join_declined
    """
    require(acting, "register.decline_join")
    join = _join(join_id, JoinState.PROPOSED, JoinState.PARTING_PROPOSED)
    if not reason.strip():
        raise InputError("say why", (("reason", "missing"),))
    state = JoinState.DECLINED if join.state == JoinState.PROPOSED.value else JoinState.JOINED
    given = JoinDeclined(join_id=join_id, state=state, reason=reason, declined_by=acting.account_id)
    record(given, actor=acting.account_id, at=acting.at)
    return state


@service
def propose_parting(acting: Acting, *, join_id: str, reason: str) -> None:
    """Proposes that a join be taken apart. It holds until another person records it.

    Source:   house rule 6.1
    Raises:   UnknownJoinError; JoinStateError; InputError without a reason.
    Leaf:     register.parting_proposed
    """
    require(acting, "register.propose_parting")
    _join(join_id, JoinState.JOINED)
    if not reason.strip():
        raise InputError("say why", (("reason", "missing"),))
    given = PartingProposed(join_id=join_id, reason=reason, proposed_by=acting.account_id)
    record(given, actor=acting.account_id, at=acting.at)


@service
def record_parting(acting: Acting, *, join_id: str) -> tuple[str, str]:
    """Takes a join apart, as another proposed: two men again, each where his own record says.

    Source:   house rule 6.1: two different persons.
    Given:    what was recorded meanwhile stays with the number under which it stands. Who was told meanwhile is listed,
              and open until somebody says how it was put right.
    Returns:  the numbers that lead for the two.
    Raises:   UnknownJoinError; JoinStateError; SecondPersonError.
    Leaf:     register.parting_recorded
    """
    require(acting, "register.record_parting")
    join = _join(join_id, JoinState.PARTING_PROPOSED)
    facts = JoinFacts(proposed_by=join.parting_proposed_by, recorded_by=acting.account_id)
    refuse_open(recording_guards(facts))
    rest = [one for one in standing_joins() if one.pk != join_id]
    men = (_man_of(join.first_id, rest), _man_of(join.second_id, rest))
    record(
        PartingRecorded(
            join_id=join_id, first_id=join.first_id, second_id=join.second_id, men=men,
            proposed_by=join.parting_proposed_by, recorded_by=acting.account_id,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return men[0].leader_id, men[1].leader_id


def _man_of(number: str, joins: Sequence[Join]) -> Led:
    """One man by the joins that still hold, and the number that leads for him."""
    numbers = _reached(number, joins)
    return Led(leader_id=(leader := _leader_among(numbers, joins)), led=tuple(n for n in numbers if n != leader))


def _reached(number: str, joins: Sequence[Join]) -> tuple[str, ...]:
    found, asked = {number: None}, [number]
    while asked:
        one = asked.pop()
        for other in _neighbours(one, joins):
            if other not in found:
                found[other] = None
                asked.append(other)
    return tuple(found)


def _neighbours(number: str, joins: Iterable[Join]) -> Iterator[str]:
    for join in joins:
        if number == join.first_id:
            yield join.second_id
        elif number == join.second_id:
            yield join.first_id


def _leader_among(numbers: Sequence[str], joins: Sequence[Join]) -> str:
    """The number that leads for what is left: as it does now, or as the last of its joins said; else who is held."""
    rows = [_row(number) for number in numbers]
    now = [row.pk for row in rows if row.stands_under is None]
    said = [join.leader_id for join in reversed(joins) if join.first_id in numbers and join.leader_id in numbers]
    by_custody = sorted(rows, key=lambda row: (_is_held(row), row.custody_index or -1), reverse=True)
    return next(iter((*now, *said, by_custody[0].pk)))


@service
def settle_told(acting: Acting, *, join_id: str, told_index: int, how: str) -> None:
    """Records how a notice or letter was put right that went out while two men were taken for one.

    Source:   GC III art. 122(5): a correction follows what it corrects.
    Given:    `told_index` is the act of the notice or letter, which lies between join and parting.
    Raises:   UnknownJoinError; JoinStateError for a join that stands; NothingToldError; InputError without a word.
    Leaf:     register.told_settled
    """
    require(acting, "register.settle_told")
    join = _join(join_id, JoinState.PARTED)
    if not how.strip():
        raise InputError("say how", (("how", "missing"),))
    told = act_named(told_index)
    is_meanwhile = (join.recorded_index or 0) < told_index < (join.parted_index or 0)
    is_told = told is not None and told.kind.startswith(_TOLD_KINDS) and is_meanwhile
    if not is_told or row_numbered(ToldWhileJoined, f"{join_id}:{told_index}") is not None:
        raise NothingToldError("nothing that went out meanwhile, or settled already", provision="GC III 122(5)")
    given = ToldSettled(join_id=join_id, told_index=told_index, how=how, settled_by=acting.account_id)
    record(given, actor=acting.account_id, at=acting.at)
