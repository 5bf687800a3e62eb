"""Small fragments: the policy that the head records, and parts that two measure."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.remains import RemainsKind
from repatria.core.law.remains_graves import FragmentBurial, FragmentSampling, check_measured, check_policy
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import is_there
from repatria.records.ledger.services import record, service
from repatria.records.remains.grave_acts import FragmentMeasured, FragmentPolicySet, MeasuredBy
from repatria.records.remains.grave_models import Fragment
from repatria.records.remains.reading import item_row

SET_POLICY, MEASURE = "remains.set_fragment_policy", "remains.measure_fragment"


@service
def set_fragment_policy(
    acting: Acting, *, decision: str, largest_mm: int, sampling: FragmentSampling, burial: FragmentBurial, kept: str
) -> str:  # fmt: skip
    """Records the policy on small fragments; the last one recorded holds for every burial after it.

    Source:   practice rule 25: small fragments by a stated policy, and the family's wish asked beforehand.
    Given:    `decision` the paper that decides it; `kept` what is kept of them and where; `sampling` whether one may be
              buried without a sample of its own.
    Units:    `largest_mm` the longest side, in millimetres.
    Returns:  the policy's number.
    Raises:   RoleForbidsError; UnstatedParticularsError; OpenGuardError for a size of none or of a limb;
              StatementError.
    Leaf:     remains.fragment_policy_set
    """
    require(acting, SET_POLICY)
    refuse_statements({"decision": decision, "kept": kept})
    check_policy(decision=decision, kept=kept, largest_mm=largest_mm)
    fragment_policy_id = record_number("GF", acting.randomness(7))
    record(
        FragmentPolicySet(
            fragment_policy_id=fragment_policy_id, decision=decision.strip(), largest_mm=largest_mm, sampling=sampling,
            burial=burial, kept=kept.strip(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return fragment_policy_id


@service
def measure_fragment(
    acting: Acting, *, item_code: str, happened_at: datetime, longest_mm: int, by: str, second: str
) -> int:  # fmt: skip
    """Records how long a part is, as two measured it; whether that is small the policy says.

    Source:   practice rule 25.
    Units:    millimetres, the longest side.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; OpenGuardError for a body, or no length;
              SecondPersonError; NotYetError; StatementError.
    Leaf:     remains.fragment_measured
    """
    require(acting, MEASURE)
    refuse_statements({"by": by, "second": second})
    check_happened(happened_at, acting.at)
    item = item_row(item_code)
    check_measured(is_part=item.kind == RemainsKind.PART.value, longest_mm=longest_mm, by=by, second=second)
    return record(
        FragmentMeasured(
            item_code=item.pk, at=instant_text(happened_at), longest_mm=longest_mm,
            is_again=is_there(Fragment, pk=item.pk), words=MeasuredBy(by=by.strip(), second=second.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
