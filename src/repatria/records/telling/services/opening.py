"""A case: opened on the board's conclusion or on a report by two, and what the receiver of a notice says."""

from __future__ import annotations

from datetime import date, datetime

from repatria.core.law.guards import refuse_open
from repatria.core.law.statements import refuse_statements
from repatria.core.law.telling import (
    LONGEST_WAIT,
    TRAINING_LASTS,
    DeathKnown,
    OpeningFacts,
    OwedBy,
    PartsWish,
    ReportedBy,
    opening_guards,
    receiver_guards,
)
from repatria.core.vocabulary.dates import day_instant, instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.particulars import Grade
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.standing import standing_of
from repatria.records.certificates.selectors.certificates import certificate_of
from repatria.records.disclosure.evidence import is_evidence_checked
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.enquiries.selectors import check_open
from repatria.records.ledger.catalogue import ByParameter
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.joined import numbers_of
from repatria.records.register.selectors import custody_of
from repatria.records.register.selectors.custody import grade_of_death
from repatria.records.telling.acts import (
    AskerAdded,
    CaseReason,
    CaseWords,
    NoMoreExpected,
    ReceiverOwes,
    ReceiverTold,
    TellingOpened,
    VisitorRecorded,
    VisitorWords,
)
from repatria.records.telling.concluded import Identified, identified
from repatria.records.telling.errors import NotAskerError, TellingStateError, UnknownVisitorError
from repatria.records.telling.found_dead import is_own_found_dead
from repatria.records.telling.models import Telling, Visitor
from repatria.records.telling.reading import (
    askers_of,
    asking_for,
    late_askers,
    person_of,
    receipted,
    telling_row,
    wish_of,
)
from repatria.records.telling.services.approving import (
    ATTEST_CERTIFICATE,
    TELL_REPORTED,
    certificate_reference,
    reported_reference,
)

OPEN, COMPLETE = "telling.open_telling", "telling.say_complete"
ADD = "telling.add_asker"
TRAIN, RECEIVER, HAND_ON = "telling.record_visitor", "telling.record_receiver", "telling.leave_to_receiver"
OPEN_ACTIONS = {DeathKnown.REPORTED: TELL_REPORTED}
"""The action of a case in the role table: what nobody proved is opened on the word of two."""
LONGEST = 1000
RULE = "house rule 4.5"


def said(name: str, text: str, *, is_required: bool = True) -> str:
    """A text without its margins.  Raises: InputError for one that is missing or too long."""
    short = text.strip()
    if (is_required and not short) or len(short) > LONGEST:
        raise InputError("say it, and shorter", ((name, "length" if short else "missing"),))
    return short


@service
def record_visitor(
    acting: Acting, *, name: str, office: str, trained_on: date, trained_by: str, languages: str, account_id: str = "",
    visitor_id: str = "",
) -> str:  # fmt: skip
    """Records that somebody was trained to tell a death, or again; a training counts for two years.

    Source:   law-and-practice section 4.5: a trained pair.
    Given:    `account_id` where it is one of the staff; `visitor_id` of one on record whose training is renewed.
    Returns:  the visitor's number.
    Raises:   InputError for what is missing, or no open account; UnknownVisitorError; NotYetError.
    Leaf:     telling.visitor_recorded
    """
    require(acting, TRAIN)
    check_happened(day_instant(trained_on.isoformat()), acting.at, "trained_on")
    if account_id and not standing_of(account_id).is_open:
        raise InputError("no open account has this number", (("account_id", "unknown"),))
    others = [one for one in rows_where(Visitor, account_id=account_id) if one.pk != visitor_id] if account_id else []
    if others:
        raise InputError("this account stands here already", (("account_id", "visitor_known"),))
    if visitor_id and row_numbered(Visitor, visitor_id) is None:
        raise UnknownVisitorError("nobody of this number was trained")
    is_again = bool(visitor_id)
    if not is_again:
        visitor_id = record_number("TR", acting.randomness(7))
    given = VisitorRecorded(
        visitor_id=visitor_id, account_id=account_id,
        trained_on=trained_on.isoformat(), trained_until=(trained_on + TRAINING_LASTS).isoformat(),
        languages=said("languages", languages), is_again=is_again,
        words=VisitorWords(
            name=said("visitor_name", name), office=said("visitor_office", office),
            trained_by=said("trained_by", trained_by),
        ),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return given.visitor_id


def _concluded(person_id: str, enquiry_id: str) -> tuple[Identified, ...]:
    found = identified(enquiry_id=enquiry_id) if enquiry_id else ()
    return found or (identified(person_id=person_id) if person_id else ())


@service(actions=ByParameter(parameter="known", actions=OPEN_ACTIONS, otherwise=OPEN))
def open_telling(
    acting: Acting, *, known: DeathKnown, visit_by: date, enquiry_id: str = "", person_id: str = "",
    certificate: str = "", reported_by: ReportedBy | None = None, source: str = "",
) -> str:  # fmt: skip
    """Opens the telling of a death: from now on nothing is told of him but in person.

    Source:   GC III art. 120, 122(3); law-and-practice section 4.5; practice rules 4, 23, 24; invariant 5.
    Given:    one who asks, or a person of the register for whom nobody may ask here; that the board concluded, who
              asks, and from whom it is withheld, the house reads; where the house
              signed no certificate of death, `certificate` the number of another authority's, for which another person
              answers too (ATTEST_CERTIFICATE). Of a dead of the register, who is the other Party's, the receiver of the
              notice owes the visit once it is receipted. A death that nobody proved is told on the word of two: another
              person approved it with the enquiry's number, who reports it and in what words; and only where the
              evidence of it is of grade A or B, C once checked, or D of a witness.
    Returns:  the case's number.
    Raises:   UnknownEnquiryError; ClosedEnquiryError; UnknownPersonError; SecondPersonError; the refusal of the first
              open guard; InputError without enquiry and person; StatementError.
    Leaf:     telling.opened
    """
    require(acting, OPEN_ACTIONS.get(known, OPEN))
    refuse_statements({"source": source, "certificate": certificate})
    if not enquiry_id and not person_id:
        raise InputError("name who asks or who died", (("enquiry_id", "missing"),))
    if enquiry_id:
        check_open(enquiry_id)
    concluded = _concluded(person_id or person_of(enquiry_id, ()), enquiry_id)
    person = person_id or person_of(enquiry_id, concluded)
    is_dead = bool(person) and custody_of(person).asserted_dead
    grade = grade_of_death(person) if is_dead else ""
    is_proven = known is DeathKnown.PROVEN
    latest = concluded[-1] if concluded else None
    asking = asking_for(acting, person, (*(latest.enquiries if latest else ()), *((enquiry_id,) if enquiry_id else ())))
    is_theirs = bool(person) and is_proven and not is_own_found_dead(person)
    owed_by = OwedBy.RECEIVER if is_theirs else OwedBy.BUREAU
    signed_by = [acting.account_id]
    of_house = _house_certificate(person, latest) if is_proven else ""
    if is_proven and certificate.strip() and not of_house:
        reference = certificate_reference(enquiry_id or person_id, certificate)
        signed_by += approvers_of(ATTEST_CERTIFICATE, reference, at=acting.at)
    if not is_proven:
        signed_by += approvers_of(
            TELL_REPORTED, reported_reference(enquiry_id, reported_by, source), at=acting.at
        )  # fmt: skip
    signed = tuple(dict.fromkeys(signed_by))
    facts = OpeningFacts(
        known=known, has_conclusion=latest is not None and not latest.is_doubted,
        is_certified=bool(of_house) or (latest is not None and latest.is_certified),
        is_attested=bool(certificate.strip()),
        is_asserted=is_dead, is_of_register=bool(person), owed_by=owed_by, askers=len(asking.enquiries),
        on=acting.at.date(), visit_by=visit_by, signed_by=signed, reported_by=reported_by, source=source,
        is_opened_already=_is_open_already(known, latest, person, asking.enquiries),
        grade=Grade(grade) if grade else None, is_evidence_checked=grade == Grade.DOCUMENT_OR_CALL and all(
            is_evidence_checked(one) for one in numbers_of(person)
        ),
    )  # fmt: skip
    refuse_open(opening_guards(facts))
    telling_id = record_number("TC", acting.randomness(7))
    given = TellingOpened(
        telling_id=telling_id, known=known, conclusion_index=latest.act_index if latest and is_proven else None,
        person_id=person, asked_by=enquiry_id, owed_by=owed_by, enquiries=asking.enquiries, excluded=asking.excluded,
        nearness=asking.nearness, visit_by=visit_by.isoformat(), reported_by=None if is_proven else reported_by,
        at_the_end=tuple(one for one in asking.enquiries if wish_of(one) is PartsWish.END),
        signed_by=signed, words=CaseWords(source=source.strip(), certificate=of_house or certificate.strip()),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return telling_id


def _house_certificate(person: str, latest: Identified | None) -> str:
    """The number of the signed certificate of the house (Annex IV D) of this person, or of what the board named."""
    found = certificate_of(person_id=person) if person else None
    for code in latest.items if latest is not None else ():
        found = found or certificate_of(item_code=code)
    return found.certificate_id if found else ""


def _is_open_already(known: DeathKnown, latest: Identified | None, person: str, enquiries: tuple[str, ...]) -> bool:
    live = rows_where(Telling, state="open", known=known.value)
    if known is DeathKnown.PROVEN and latest is not None and any(
        one.conclusion_index == latest.act_index for one in live
    ):  # fmt: skip
        return True
    numbers = numbers_of(person) if person else ()
    if any(one.person_id in numbers for one in live if one.person_id):
        return True
    return any(asker.enquiry_id in enquiries for one in live for asker in askers_of(one.pk))


def _waiting(telling_id: str, acting: Acting) -> tuple[str, ...]:
    """Who asks in a case and was not told, without those from whom it is withheld now."""
    return tuple(
        one.enquiry_id for one in askers_of(telling_id)
        if one.state != "told" and not is_withheld_from(one.enquiry_id, acting.at)
    )  # fmt: skip


@service
def add_asker(acting: Acting, *, telling_id: str, enquiry_id: str) -> int:
    """Takes one into a case who asks since, or whose link was upheld since: she is told in person like all others.

    Source:   practice rule 6; law-and-practice section 4.5.
    Given:    that she asks for this dead is read, as when the case was opened.
    Returns:  the index of the act.
    Raises:   UnknownTellingError; TellingStateError where it ended or she stands in it; NotAskerError.
    Leaf:     telling.asker_added
    """
    require(acting, ADD)
    row = telling_row(telling_id)
    if row.state != "open" or any(one.enquiry_id == enquiry_id for one in askers_of(row.pk)):
        raise TellingStateError("the case has ended, or she stands in it", provision=RULE)
    near = late_askers(acting, row)
    if enquiry_id not in near:
        raise NotAskerError("this enquiry does not ask for this dead")
    given = AskerAdded(
        telling_id=row.pk, enquiry_id=enquiry_id, nearness=near[enquiry_id],
        is_owed=row.owed_by == OwedBy.BUREAU.value and not is_withheld_from(enquiry_id, acting.at),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


@service
def say_complete(acting: Acting, *, telling_id: str, why: str) -> int:
    """Says that no further part is expected: who wished to be told at the end is told now.

    Source:   law-and-practice sections 4.5, 5 (choices on parts).
    Returns:  the index of the act.
    Raises:   UnknownTellingError; TellingStateError where it ended or was said; InputError without why.
    Leaf:     telling.no_more_expected
    """
    require(acting, COMPLETE)
    row = telling_row(telling_id)
    text = said("why", why)
    if row.state != "open" or row.is_complete:
        raise TellingStateError("the case has ended, or this was said", provision=RULE)
    waiting = tuple(
        one.enquiry_id for one in askers_of(row.pk)
        if one.state == "waits" and wish_of(one.enquiry_id) is PartsWish.END
        and not is_withheld_from(one.enquiry_id, acting.at)
    )  # fmt: skip
    given = NoMoreExpected(telling_id=row.pk, why=CaseReason(text=text), waiting=waiting)
    return record(given, actor=acting.account_id, at=acting.at)


@service
def leave_to_receiver(acting: Acting, *, telling_id: str) -> int:
    """Says that the other Party has the notice of its dead: from now on the visit is the receiver's.

    Source:   practice rule 24; GC III art. 120, 122.
    Given:    that a receipt came is read of the notices that rest on this case.
    Returns:  the index of the act; no enquiry is closed over it, only once the receiver says that it told the family.
    Raises:   UnknownTellingError; TellingStateError where it ended or was said; OpenGuardError without a receipt.
    Leaf:     telling.receiver_owes
    """
    require(acting, HAND_ON)
    row = telling_row(telling_id)
    if row.state != "open" or row.receiver:
        raise TellingStateError("the case has ended, or this was said", provision="practice rule 24")
    notices = receipted(row)
    refuse_open(receiver_guards(OwedBy(row.owed_by), has_receipt=bool(notices)))
    given = ReceiverOwes(
        telling_id=row.pk, notice_ids=notices, visit_by=(acting.at.date() + LONGEST_WAIT).isoformat(),
        enquiries=_waiting(row.pk, acting),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


@service
def record_receiver(
    acting: Acting, *, telling_id: str, is_told: bool, happened_at: datetime, reference: str, why_not: str = ""
) -> int:  # fmt: skip
    """Records what the receiver of a notice says of its visit to the family: done, or why not.

    Source:   practice rule 24: the receiver owes the family's visit.
    Returns:  the index of the act.
    Raises:   UnknownTellingError; TellingStateError unless the visit is the receiver's; NotYetError; InputError for
              what is missing; StatementError.
    Leaf:     telling.receiver_told
    """
    require(acting, RECEIVER)
    refuse_statements({"reference": reference, "why_not": why_not})
    check_happened(happened_at, acting.at)
    row = telling_row(telling_id)
    if row.state != "open" or row.receiver != "owes":
        raise TellingStateError("the visit is not the receiver's", provision="practice rule 24")
    given = ReceiverTold(
        telling_id=row.pk, is_told=is_told, at=instant_text(happened_at), reference=said("reference", reference),
        why_not=CaseReason(text=said("why_not", why_not, is_required=not is_told)),
        enquiries=_waiting(row.pk, acting),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)
