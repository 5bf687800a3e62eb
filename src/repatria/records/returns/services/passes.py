"""Laissez-passers for coffins: issued by one, countersigned by another, handed on, withdrawn when they rest no more."""

from __future__ import annotations

from datetime import date, datetime

from repatria.core.law.laissez_passer import (
    PassEvent,
    PassState,
    check_countersigned,
    check_handed,
    check_pass_issued,
    check_said,
    check_withdrawn,
    pass_after,
)
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.certificates import CertificateField, CertificateLine
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.certificates.selectors.certificates import certified_lines
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.services import record, service
from repatria.records.returns.errors import WrongWayError
from repatria.records.returns.pass_acts import (
    PassCountersigned,
    PassDeclined,
    PassIssued,
    PassMoved,
    PassReason,
    PassTo,
    PassWithdrawn,
    PassWords,
)
from repatria.records.returns.pass_models import CoffinPass
from repatria.records.returns.passing import items_in, pass_facts, pass_row, refuse_fallen, standing_pass, what_fell
from repatria.records.returns.reading import batch_row, box_row

ISSUE, COUNTERSIGN, DECLINE = "returns.issue_pass", "returns.countersign_pass", "returns.decline_pass"
HAND, WITHDRAW = "returns.hand_pass", "returns.withdraw_pass"
F = CertificateField


@service
def issue_pass(
    acting: Acting, *, box_id: str, coffin: str, from_place: str, to_place: str, means: str
) -> str:  # fmt: skip
    """Issues a laissez-passer for a coffin on a batch that is sent; another account countersigns it.

    Source:   Strasbourg 1973 art. 3, 5; Berlin 1937 art. 1; GC III art. 120, 121; law-and-practice section 2.2.
    Given:    `coffin` how it is made and closed, from where to where it goes and by what means, as whoever issues it
              attests. That it is a coffin, sealed as listed, with one named person in it alone, certified, with a cause
              said, without an enquiry that is open, examined, sampled and its label read again, the house reads. What
              the paper says of him is what the certificate says.
    Returns:  the number of the laissez-passer.
    Raises:   RoleForbidsError; UnknownBatchContainerError; WrongWayError for one of theirs; OpenGuardError or
              UnstatedParticularsError naming all that is missing; StatementError.
    Leaf:     returns.pass_issued
    """
    require(acting, ISSUE)
    refuse_statements({"coffin": coffin, "from_place": from_place, "to_place": to_place, "means": means})
    box = box_row(box_id)
    if not box.kept_id or batch_row(box.batch_id).way != "sent":
        raise WrongWayError("it is issued of what is sent, where it departs", provision="Strasbourg 1973 5")
    codes = items_in(box)
    facts = pass_facts(box, codes)
    check_pass_issued(
        facts, stands=standing_pass(box.pk) is not None, coffin=coffin, from_place=from_place, to_place=to_place,
        means=means,
    )  # fmt: skip
    pass_id = record_number("NK", acting.randomness(7))
    record(
        PassIssued(
            pass_id=pass_id, batch_id=box.batch_id, box_id=box.pk, number=box.number, seal_number=box.seal_number,
            items=codes, certificate_id=facts.certificate_id,
            words=PassWords(
                **_certified(facts.certificate_id), coffin=coffin.strip(), from_place=from_place.strip(),
                to_place=to_place.strip(), means=means.strip(),
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return pass_id


def _certified(certificate_id: str) -> dict[str, str]:
    """What the certificate says of him, as the paper says it."""
    lines = {one.field: one for one in certified_lines(certificate_id)}
    nothing = CertificateLine(field=F.CAUSE, read_from=lines[F.CAUSE].read_from)
    said = {
        name: lines.get(field, nothing).text
        for name, field in (
            ("surname", F.SURNAME), ("first_names", F.FIRST_NAMES), ("birth_date", F.BIRTH_DATE),
            ("birth_place", F.BIRTH_PLACE), ("death_date", F.DEATH_DATE), ("death_place", F.DEATH_PLACE),
            ("cause_said", F.CAUSE),
        )
    }  # fmt: skip
    return said | {"cause": lines[F.CAUSE].word, "age": _age(said["birth_date"], said["death_date"])}


def _age(born: str, died: str) -> str:
    """How many years he lived, where both days are whole; else nothing is said."""
    try:
        first, last = date.fromisoformat(born), date.fromisoformat(died)
    except ValueError:
        return ""
    return str(last.year - first.year - ((last.month, last.day) < (first.month, first.day)))


@service
def countersign_pass(acting: Acting, *, pass_id: str) -> int:
    """Countersigns a laissez-passer, once everything it rests on was read again.

    Source:   Strasbourg 1973 art. 5.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownPassError; PassOrderError; SecondPersonError for whoever issued it;
              OpenGuardError naming all that is missing since.
    Leaf:     returns.pass_countersigned
    """
    require(acting, COUNTERSIGN)
    row = pass_row(pass_id)
    pass_after(PassState(row.state), PassEvent.COUNTERSIGNED)
    box = box_row(row.box_id)
    check_countersigned(
        pass_facts(box, items_in(box)), certificate_id=row.certificate_id,
        issued_by=act_at(row.recorded_index).actor, account_id=acting.account_id,
    )  # fmt: skip
    return record(PassCountersigned(pass_id=row.pk), actor=acting.account_id, at=acting.at)


@service
def decline_pass(acting: Acting, *, pass_id: str, reason: str) -> int:
    """Does not countersign a laissez-passer, or takes one's own back before another did: no paper stands.

    Source:   Strasbourg 1973 art. 5.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownPassError; PassOrderError; UnstatedReasonError; StatementError.
    Leaf:     returns.pass_declined
    """
    require(acting, DECLINE)
    refuse_statements({"reason": reason})
    row = pass_row(pass_id)
    pass_after(PassState(row.state), PassEvent.DECLINED)
    check_said(reason)
    return record(
        PassDeclined(pass_id=row.pk, words=PassReason(reason=reason.strip())), actor=acting.account_id, at=acting.at
    )


def _moved(
    acting: Acting, row: CoffinPass, event: PassEvent, since: int, *, to: str, reference: str, happened_at: datetime
) -> int:  # fmt: skip
    refuse_statements({"to": to, "reference": reference})
    check_happened(happened_at, acting.at)
    pass_after(PassState(row.state), event)
    check_handed(to, reference)
    if happened_at < read_instant(act_at(since).at).replace(second=0, microsecond=0):  # hours are typed by the minute
        raise InputError("it was signed or withdrawn later", (("happened_at", "before_last_step"),))
    return record(
        PassMoved(
            pass_id=row.pk, event=event, at=instant_text(happened_at), reference=reference.strip(),
            words=PassTo(to=to.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def hand_pass(acting: Acting, *, pass_id: str, to: str, reference: str, happened_at: datetime) -> int:
    """Records that the paper was handed to whoever goes with the coffin: who has it is told if it is withdrawn.

    Source:   Strasbourg 1973 art. 3: it goes with the coffin.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownPassError; PassOrderError; OpenGuardError where it rests on what fell;
              UnstatedParticularsError; InputError for an hour before it stood; NotYetError; StatementError.
    Leaf:     returns.pass_moved
    """
    require(acting, HAND)
    row = pass_row(pass_id)
    pass_after(PassState(row.state), PassEvent.HANDED)
    refuse_fallen(row)
    return _moved(
        acting, row, PassEvent.HANDED, row.signed_index or 0, to=to, reference=reference, happened_at=happened_at
    )


@service(actions=HAND)
def tell_pass_withdrawn(acting: Acting, *, pass_id: str, to: str, reference: str, happened_at: datetime) -> int:
    """Records that whoever has the paper was told that it is withdrawn.

    Source:   Strasbourg 1973 art. 5.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownPassError; PassOrderError; UnstatedParticularsError; InputError for an hour
              before it was withdrawn; NotYetError; StatementError.
    Leaf:     returns.pass_moved
    """
    require(acting, HAND)
    row = pass_row(pass_id)
    pass_after(PassState(row.state), PassEvent.TOLD)
    return _moved(
        acting, row, PassEvent.TOLD, row.ended_index or 0, to=to, reference=reference, happened_at=happened_at
    )


@service
def withdraw_pass(acting: Acting, *, pass_id: str) -> int:
    """Withdraws a laissez-passer of which something fell; what it was, the house reads.

    Source:   Strasbourg 1973 art. 5.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownPassError; PassOrderError; OpenGuardError where nothing fell.
    Leaf:     returns.pass_withdrawn
    """
    require(acting, WITHDRAW)
    row = pass_row(pass_id)
    pass_after(PassState(row.state), PassEvent.WITHDRAWN)
    because = check_withdrawn(what_fell(row))
    return record(PassWithdrawn(pass_id=row.pk, because=because), actor=acting.account_id, at=acting.at)
