"""Visits: another way allowed by two, the plan, how it ended, and who asks afterwards how she is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from repatria.core.law.guards import refuse_open
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.law.telling import (
    DeathKnown,
    EndFacts,
    OtherWayFacts,
    PlanFacts,
    TellingWay,
    TrainedVisitor,
    VisitChange,
    VisitEnd,
    VisitPurpose,
    confirm_guards,
    end_guards,
    other_way_guards,
    plan_guards,
)
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.ledger.reading import act_at, acts_at
from repatria.records.ledger.rows import is_there, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.telling.acts import (
    ConfirmedWords,
    FollowedUp,
    FollowUpWords,
    OtherWayAllowed,
    OtherWayWords,
    VisitConfirmed,
    VisitEnded,
    VisitPlanned,
    VisitPlanWords,
    VisitWords,
)
from repatria.records.telling.errors import TellingStateError, VisitStateError
from repatria.records.telling.models import TellingAsker, Visit, Visitor
from repatria.records.telling.reading import (
    asker_row,
    askers_of,
    case_stands,
    is_part_concluded,
    notices_gone,
    open_before,
    telling_row,
    visit_row,
    wish_of,
)
from repatria.records.telling.services.approving import ALLOW_OTHER_WAY, PUT_OFF, other_way_reference, put_off_reference
from repatria.records.telling.services.opening import RULE, said
from repatria.records.vault.opening import open_rows

PLAN, COME_BACK, FOLLOW, CONFIRM = (
    "telling.plan_visit", "telling.end_visit", "telling.follow_up", "telling.confirm_visit",
)  # fmt: skip


@service
def allow_other_way(
    acting: Acting, *, telling_id: str, enquiry_id: str, way: TellingWay, reason: str, society_declined: str = ""
) -> int:  # fmt: skip
    """Says that no visit of ours is possible to one who asks: the Agency or National Society there goes, or she is rung
    while a professional sits beside her.

    Source:   law-and-practice section 4.5.
    Given:    another person approved this way for this asker; `society_declined` the reference of the answer by which
              Agency and Society said that they cannot, before a call.
    Returns:  the index of the act.
    Raises:   UnknownTellingError; NotAskerError; TellingStateError where the case ended or she was told;
              SecondPersonError; the refusal of the first open guard; StatementError.
    Leaf:     telling.other_way_allowed
    """
    require(acting, ALLOW_OTHER_WAY)
    refuse_statements({"reason": reason, "society_declined": society_declined})
    row, asker = telling_row(telling_id), asker_row(telling_id, enquiry_id)
    if row.state != "open" or asker.state not in ("waits", "not_found"):
        raise TellingStateError("the case has ended, or she was told", provision=RULE)
    reference = other_way_reference(row.pk, enquiry_id, way)
    signed = tuple(dict.fromkeys((
        acting.account_id, *approvers_of(ALLOW_OTHER_WAY, reference, at=acting.at)
    )))  # fmt: skip
    refuse_open(other_way_guards(OtherWayFacts(
        way=way, reason=reason, signed_by=signed, society_declined=bool(society_declined.strip())
    )))  # fmt: skip
    given = OtherWayAllowed(
        telling_id=row.pk, enquiry_id=enquiry_id, way=way, signed_by=signed,
        words=OtherWayWords(reason=said("reason", reason), society_declined=society_declined.strip()),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


def _pair(numbers: Sequence[str]) -> tuple[TrainedVisitor, ...]:
    """Who goes: one person once, under whatever numbers, known by account and by name."""
    rows = rows_where(Visitor, pk=list(dict.fromkeys(numbers)), order="recorded_index") if numbers else []
    persons: list[tuple[str, str, TrainedVisitor]] = []
    for row, cells in zip(rows, open_rows(rows, ("name",)), strict=True):
        name = " ".join((cells["name"] or "").casefold().split())
        if not any((row.account_id and row.account_id == account) or name == other for account, other, _ in persons):
            one = TrainedVisitor(visitor_id=row.pk, trained_until=date.fromisoformat(row.trained_until),
                                 languages=row.languages)  # fmt: skip
            persons.append((row.account_id, name, one))
    unknown = sorted(set(numbers) - {row.pk for row in rows})
    return (
        *(one for _, _, one in persons), *(TrainedVisitor(visitor_id=one, trained_until=None) for one in unknown)
    )  # fmt: skip


def _is_told(asker: TellingAsker) -> bool:
    return asker.state == "told"


def planned_facts(
    acting: Acting, *, telling_id: str, enquiry_id: str, purpose: VisitPurpose, way: TellingWay,
    visitors: Sequence[str], on: date, meets_at: str, language: str, beside_her: str, part_index: int | None,
    is_planned: bool, visit_id: str = "", interpreter: str = "",
) -> PlanFacts:  # fmt: skip
    """All that the law asks of a plan, read.

    Raises:   UnknownTellingError; NotAskerError; InputError for a day that has passed; StatementError.
    """
    if on < acting.at.date():
        raise InputError("that day has passed", (("on", "before"),))
    row, asker = telling_row(telling_id), asker_row(telling_id, enquiry_id)
    return PlanFacts(
        purpose=purpose, way=way, is_open=case_stands(row), is_proven=row.known == DeathKnown.PROVEN.value,
        is_excluded=is_withheld_from(enquiry_id, acting.at), is_told=_is_told(asker), is_ended=row.state == "ended",
        is_planned=is_planned, notices_gone=notices_gone(row), open_before=open_before(asker, acting),
        is_part_concluded=purpose is not VisitPurpose.PART or is_part_concluded(row, enquiry_id, part_index),
        allowed=TellingWay(asker.way) if asker.way else None, pair=_pair(visitors), on=on, asked_on=acting.at.date(),
        where=meets_at, language=language, interpreter=interpreter, beside_her=beside_her, wish=wish_of(enquiry_id),
        is_complete=row.is_complete, first_on=_first_on(row.pk, enquiry_id, purpose, part_index, visit_id),
        put_off_by=(acting.account_id, *approvers_of(
            PUT_OFF, put_off_reference(row.pk, enquiry_id, on.isoformat()), at=acting.at
        )),
    )  # fmt: skip


def _first_on(
    telling_id: str, enquiry_id: str, purpose: VisitPurpose, part_index: int | None, visit_id: str
) -> date | None:  # fmt: skip
    """The first day for which a visit was planned since anybody went; of one that was called off too, so that calling
    off and planning anew is no way to wait longer."""
    first: Visit | None = None
    for row in rows_where(
        Visit, telling_id=telling_id, enquiry_id=enquiry_id, purpose=purpose.value, part_index=part_index,
        order="recorded_index",
    ):  # fmt: skip
        is_ours = row.pk == visit_id or row.ended == VisitChange.CALLED_OFF.value
        first = (first or row) if is_ours else None
    planned = act_at(first.recorded_index).act if first is not None else None
    return date.fromisoformat(planned.on) if isinstance(planned, VisitPlanned) else None


@service
def plan_visit(
    acting: Acting, *, telling_id: str, enquiry_id: str, visitors: Sequence[str], on: date, meets_at: str,
    language: str, purpose: VisitPurpose = VisitPurpose.DEATH, way: TellingWay = TellingWay.VISIT,
    beside_her: str = "", interpreter: str = "", doctor_or_priest: str = "", part_index: int | None = None,
) -> str:  # fmt: skip
    """Plans a visit: who goes, when, where, in what language, and who comes with them if she wishes.

    Source:   law-and-practice section 4.5; practice rules 6, 24; GC III art. 122(3).
    Given:    two of `visitors` whose training counts on that day; that the notices have left, that nobody who stands
              nearer waits still, what she wishes of parts, and whether it is withheld from her, the house reads. For a
              call `beside_her` is the professional who sits with her.
    Returns:  the visit's number.
    Raises:   UnknownTellingError; NotAskerError; SecondPersonError; the refusal of the first open guard; InputError
              for a day that has passed, or a part without its conclusion; StatementError.
    Leaf:     telling.visit_planned
    Not:      it announces nothing: nobody writes to her or rings that somebody comes.
    """
    require(acting, PLAN)
    refuse_statements({"meets_at": meets_at, "beside_her": beside_her, "interpreter": interpreter})
    row, _ = telling_row(telling_id), asker_row(telling_id, enquiry_id)
    if (purpose is VisitPurpose.PART) != (part_index is not None):
        raise InputError("a further part names what concluded it", (("part_index", "missing"),))
    refuse_open(plan_guards(planned_facts(
        acting, telling_id=row.pk, enquiry_id=enquiry_id, purpose=purpose, way=way, visitors=visitors, on=on,
        meets_at=meets_at, language=language, beside_her=beside_her, interpreter=interpreter, part_index=part_index,
        is_planned=is_there(Visit, telling_id=row.pk, enquiry_id=enquiry_id, ended=""),
    )))  # fmt: skip
    family_visit_id = record_number("TV", acting.randomness(7))
    words = VisitPlanWords(
        meets_at=said("meets_at", meets_at), beside_her=said("beside_her", beside_her, is_required=False),
        interpreter=said("interpreter", interpreter, is_required=False),
        doctor_or_priest=said("doctor_or_priest", doctor_or_priest, is_required=False),
    )  # fmt: skip
    given = VisitPlanned(
        visit_id=family_visit_id, telling_id=row.pk, enquiry_id=enquiry_id, purpose=purpose, way=way,
        visitors=tuple(visitors) if way is TellingWay.VISIT else (), on=on.isoformat(), language=language.strip()[:40],
        part_index=part_index, words=words,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return family_visit_id


@service
def end_visit(
    acting: Acting, *, visit_id: str, end: VisitEnd, happened_at: datetime, told: str, with_her: str = "",
    her_words: str = "", again_on: date | None = None, reference: str = "",
) -> int:  # fmt: skip
    """Records how a visit ended: she was told, nobody was at home, she was not found, or she put it off.

    Source:   law-and-practice section 4.5; practice rules 6, 24.
    Given:    `told` what was said, or what was found at the door; `again_on` the day that she named herself;
              `reference` of the receipt where Agency or Society went. That the board's conclusion stands, and that
              nobody who stands nearer waits, is read once more: it may have changed on the way.
    Returns:  the index of the act; an enquiry may be closed over it where a proven death was told.
    Raises:   UnknownVisitError; VisitStateError where it ended; the refusal of the first open guard; NotYetError;
              InputError for an hour before the day of the visit; StatementError.
    Leaf:     telling.visit_ended
    """
    require(acting, COME_BACK)
    refuse_statements({"told": told, "with_her": with_her, "her_words": her_words}, besides=OWN_WORDS)
    check_happened(happened_at, acting.at)
    visit = visit_row(visit_id)
    if visit.ended:
        raise VisitStateError("this visit has ended", provision=RULE)
    if instant_text(happened_at)[:10] < visit.on and end is VisitEnd.TOLD:
        raise InputError("that was before the day of the visit", (("happened_at", "before"),))
    row, asker = telling_row(visit.telling_id), asker_row(visit.telling_id, visit.enquiry_id)
    purpose = VisitPurpose(visit.purpose)
    before = open_before(asker, acting) if purpose is VisitPurpose.DEATH else 0
    refuse_open(end_guards(EndFacts(
        end=end, way=TellingWay(visit.way), is_planned=True, purpose=purpose, said=told, reference=reference,
        is_excluded=is_withheld_from(visit.enquiry_id, acting.at), is_ended=row.state == "ended",
        is_still_concluded=case_stands(row) and (
            purpose is not VisitPurpose.PART or is_part_concluded(row, visit.enquiry_id, visit.part_index)
        ), again_on=again_on, on=acting.at.date(), open_before=before,
    )))  # fmt: skip
    is_first_word = end is VisitEnd.TOLD and purpose is VisitPurpose.DEATH
    given = VisitEnded(
        visit_id=visit.pk, telling_id=row.pk, enquiry_id=visit.enquiry_id, purpose=purpose, way=TellingWay(visit.way),
        end=end, at=instant_text(happened_at), known=DeathKnown(row.known), reference=reference.strip(),
        again_on=again_on.isoformat() if again_on and end is VisitEnd.POSTPONED else "",
        others=_others(row.pk, visit.enquiry_id, acting) if is_first_word else (),
        words=VisitWords(
            said=said("told", told), with_her=said("with_her", with_her, is_required=False),
            her_words=said("her_words", her_words, is_required=False),
        ),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


@service
def confirm_visit(acting: Acting, *, visit_id: str, heard_from: str = "") -> int:
    """Confirms that she was told, as the other of the pair or as one who heard it from that one.

    Source:   law-and-practice section 4.5; practice rule 24.
    Given:    an enquiry closes over the visit, and remains go to a family, only once this is on record.
    Returns:  the index of the act.
    Raises:   UnknownVisitError; VisitStateError where nobody was told by it, or it was confirmed; SecondPersonError for
              who said how it ended; UnstatedParticularsError; StatementError.
    Leaf:     telling.visit_confirmed
    """
    require(acting, CONFIRM)
    refuse_statements({"heard_from": heard_from})
    row = visit_row(visit_id)
    if row.ended != VisitEnd.TOLD.value or row.ended_index is None or row.confirmed_index is not None:
        raise VisitStateError("nobody was told by this visit, or it was confirmed", provision=RULE)
    pair = rows_where(Visitor, pk=row.visitors.split()) if row.visitors else []
    refuse_open(confirm_guards(
        by=acting.account_id, ended_by=acts_at([row.ended_index])[0].actor,
        pair=frozenset(one.account_id for one in pair if one.account_id), heard_from=heard_from,
    ))  # fmt: skip
    given = VisitConfirmed(
        visit_id=row.pk, telling_id=row.telling_id, enquiry_id=row.enquiry_id,
        words=ConfirmedWords(heard_from=said("heard_from", heard_from, is_required=False)),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


def _others(telling_id: str, enquiry_id: str, acting: Acting) -> tuple[str, ...]:
    """Who else asks and waits: each is told in person the same day; none who wished for the end of it."""
    row = telling_row(telling_id)
    return tuple(
        one.enquiry_id for one in askers_of(telling_id)
        if one.state == "waits" and one.enquiry_id != enquiry_id and not is_withheld_from(one.enquiry_id, acting.at)
        and (row.is_complete or wish_of(one.enquiry_id) != "end")
    )  # fmt: skip


@service
def follow_up(
    acting: Acting, *, visit_id: str, happened_at: datetime, by: str, found: str, next_on: date | None = None
) -> int:  # fmt: skip
    """Records that somebody came back or rang as promised, and when the next time is.

    Source:   law-and-practice section 4.5.
    Returns:  the index of the act.
    Raises:   UnknownVisitError; VisitStateError before she was told; NotYetError; InputError; StatementError.
    Leaf:     telling.followed_up
    """
    require(acting, FOLLOW)
    refuse_statements({"by": by, "found": found}, besides=OWN_WORDS)
    check_happened(happened_at, acting.at)
    visit = visit_row(visit_id)
    if visit.ended != VisitEnd.TOLD.value:
        raise VisitStateError("nobody was told by this visit", provision=RULE)
    if instant_text(happened_at) < visit.at:
        raise InputError("that was before the visit", (("happened_at", "before"),))
    if next_on is not None and next_on <= happened_at.date():
        raise InputError("the next time lies ahead", (("next_on", "before"),))
    given = FollowedUp(
        visit_id=visit.pk, telling_id=visit.telling_id, enquiry_id=visit.enquiry_id, at=instant_text(happened_at),
        next_on=next_on.isoformat() if next_on else "",
        words=FollowUpWords(asked_by=said("by", by), said=said("found", found)),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


def planned_visits() -> list[Visit]:
    """The visits that are planned and have not ended, by their day."""
    return rows_where(Visit, ended="", order="on recorded_index")
