"""What a list says when it goes out: rows by kind, made of what stands now, and the digest to which approvals bind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody import is_held
from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.embargo import EmbargoFacts, embargo
from repatria.core.law.exchange_holding import HoldGround
from repatria.core.law.exchange_list import LineEvent, LineState, ListDirection, ListSide, line_guards
from repatria.core.law.exchange_outward import OutwardWord, ReleasedKind, may_be_named, outward_word, tells_its_day
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.records.exchanges.comparing import words_outside
from repatria.records.exchanges.facts import facts_of_line, has_open_proceedings
from repatria.records.exchanges.models import ExchangeList, Hold, ListLine, ListVersion, VersionRow
from repatria.records.exchanges.reading import is_in_force, lines_of_list, list_row
from repatria.records.ledger.acts import encode
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.selectors import custody_of, lines_for_room, particulars_of
from repatria.records.register.selectors.decisions import is_feared, last_own_word_about_leaving

COLUMNS = ("no", "our_number", "their_number", "name", "birth_date", "service_number", "word", "since")
"""What each row of a list that goes out holds, in this order; a word is one of `OutwardWord`, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A list as it would go out now."""

    kind: ReleasedKind
    list_id: str
    power: str
    recipients: tuple[NoticeRecipient, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]
    persons: tuple[str, ...]
    stands: tuple[bool, ...]  # of each line that is named: whether all that verified it still holds

    @property
    def digest(self) -> str:
        """SHA-256 over kind, list, Power, recipients and every row, as canonical JSON."""
        return content_digest(self.kind, self.list_id, self.power, self.recipients, self.rows)


def content_digest(
    kind: ReleasedKind, list_id: str, power: str, recipients: Iterable[NoticeRecipient], rows: Sequence[Sequence[str]]
) -> str:
    """What approvals bind to, and what the act holds of what went out."""
    said = [kind.value, list_id, power, sorted(one.value for one in recipients), [list(one) for one in rows]]
    return sha256(encode(said)).hexdigest()


def outgoing(
    kind: ReleasedKind, *, list_id: str, power: str, recipients: Sequence[NoticeRecipient], at: datetime
) -> Outgoing:
    """Makes a list of what stands now.

    Raises:   UnknownListError.
    Not:      a reading act: whoever shows it leaves one first.
    """
    to = tuple(sorted(set(recipients), key=lambda one: one.value))
    if kind is ReleasedKind.HELD_BACK:
        made = list(_held_back(power, is_for_power=set(to) != {NoticeRecipient.CENTRAL_TRACING_AGENCY}))
        return Outgoing(
            kind=kind, list_id="", power=power, recipients=to, rows=_numbered(row for row, _ in made), lines=(),
            persons=tuple(one for _, one in made), stands=(True,) * len(made),
        )  # fmt: skip
    of_list = list_row(list_id)
    theirs = _theirs(list_id)
    lines = lines_of_list(list_id)
    hidden = _hidden(lines, of_list, to)
    chosen = [one for one in lines if _is_told(kind, one, theirs, hidden)]
    words = words_outside(chosen)
    since = instants_at(sorted({one.state_index for one in chosen}))
    named = [one for one in chosen if _is_named(one, hidden)]
    rows = (
        (one.pk, words[one.pk]["their_number"] or theirs.get(one.pk, ""), *_name(one, words[one.pk], hidden),
         _word(one, hidden).value if kind is ReleasedKind.ANSWER else "",
         since[one.state_index].date().isoformat() if tells_its_day(_word(one, hidden)) else "")
        for one in chosen
    )  # fmt: skip
    return Outgoing(
        kind=kind, list_id=list_id, power=of_list.power, recipients=to, rows=_numbered(rows),
        lines=tuple(one.pk for one in chosen), persons=tuple(one.person_id for one in named if one.person_id),
        stands=tuple(_still_stands(one, of_list, at) for one in named),
    )  # fmt: skip


def _numbered(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(n), *row) for n, row in enumerate(rows, 1))


def _hidden(
    lines: Iterable[ListLine], of_list: ExchangeList, recipients: Collection[NoticeRecipient]
) -> frozenset[str]:  # fmt: skip
    """The verified lines of ours who fear that a Power is told, and never said themselves that they would leave.

    Source:   practice rules 9, 10: a doctor and the head decide that he may go, not that his fear is over.
    """
    is_ours = of_list.direction != ListDirection.COMING.value
    if not is_ours or set(recipients) <= {NoticeRecipient.CENTRAL_TRACING_AGENCY}:
        return frozenset()
    return frozenset(
        one.pk for one in lines
        if one.state == LineState.VERIFIED.value and one.person_id and is_feared(one.person_id)
        and last_own_word_about_leaving(one.person_id) is not ContactAnswer.YES
    )  # fmt: skip


def _is_named(line: ListLine, hidden: Collection[str]) -> bool:
    return may_be_named(LineState(line.state), has_come=bool(line.crossing_id), is_hidden=line.pk in hidden)


def _word(line: ListLine, hidden: Collection[str]) -> OutwardWord:
    return outward_word(LineState(line.state), has_come=bool(line.crossing_id), is_hidden=line.pk in hidden)


def _is_told(kind: ReleasedKind, line: ListLine, theirs: Collection[str], hidden: Collection[str]) -> bool:
    state = LineState(line.state)
    if kind is ReleasedKind.NAMES:
        return state is LineState.VERIFIED and _is_named(line, hidden)
    if kind is ReleasedKind.CROSSED:
        return state is LineState.RELEASED and _is_named(line, hidden)
    # An answer goes to lines that they named; of ours nothing is told before it is verified.
    return _is_named(line, hidden) or line.pk in theirs


def _theirs(list_id: str) -> dict[str, str]:
    """The lines that a list of theirs named, by their number: with the place in it, for those that have no number."""
    versions = {one.pk: one.number for one in rows_where(ListVersion, list_id=list_id, side=ListSide.THEIRS.value)}
    rows = rows_where(VersionRow, version_id=list(versions))
    rows.sort(key=lambda row: versions[row.version_id])
    return {row.line_id: f"#{int(row.pk.rpartition('.')[2]) + 1}" for row in rows}


def _name(line: ListLine, said: dict[str, str], hidden: Collection[str]) -> tuple[str, str, str]:
    if not _is_named(line, hidden):
        return "", "", ""
    return said["name"], said["birth_date"], said["service_number"]


def _still_stands(line: ListLine, of_list: ExchangeList, at: datetime) -> bool:
    if not line.agreed_on:
        return False  # what the Parties agreed was of another, whom this line named before
    if line.state != LineState.VERIFIED.value:
        return True  # he has gone
    if of_list.direction == ListDirection.COMING.value:
        return is_in_force(of_list)
    facts, _ = facts_of_line(line, of_list, at)
    return not line_guards(LineEvent.VERIFIED, facts)


def _is_kept_here(person_id: str) -> bool:
    """Whether he is held here still, and proceedings keep him by the papers, and nothing forbids to tell of him."""
    custody = custody_of(person_id)
    state = CustodyState(custody.custody_state) if custody.custody_state else None
    stands = EmbargoFacts(custody_state=state, is_death_asserted=custody.asserted_dead, is_dead_candidate=False)
    return is_held(state) and embargo(stands) is None and has_open_proceedings(person_id)


def _held_back(power: str, *, is_for_power: bool) -> Iterator[tuple[tuple[str, ...], str]]:
    """Whom proceedings keep back, of this Power, while they do by the papers.

    Source:   GC III art. 115, 119; practice rules 4, 9, 14.
    Given:    `is_for_power` whether anybody but the Agency receives it: then nobody is on it who fears that a Power is
              told of him. The Agency learns of him.
    """
    holds = rows_where(Hold, ground=HoldGround.PROCEEDINGS.value, ended_index=None, order="recorded_index")
    people = {row.pk: row for row in rows_where(ProtectedPerson, pk=[one.person_id for one in holds])}
    told = [
        one for one in holds
        if people[one.person_id].power == power and _is_kept_here(one.person_id)
        and not (is_for_power and is_feared(one.person_id))
    ]  # fmt: skip
    men = {one.person_id: one for one in lines_for_room([one.person_id for one in told])}
    since = instants_at([one.recorded_index for one in told])
    for one in told:
        man = men[one.person_id]
        name = " ".join(filter(None, (man.surname, man.first_names, man.patronymic)))
        number = next((
            p.value for p in particulars_of(one.person_id) if p.kind is ParticularKind.SERVICE_NUMBER and p.value
        ), "")  # fmt: skip
        yield (
            (one.pk, "", name, man.birth_date, number or "", "", since[one.recorded_index].date().isoformat()),
            one.person_id,
        )  # fmt: skip
