"""The scope of a camp: whose men a camp officer sees and records. Asked by services and doors alike."""

from __future__ import annotations

from repatria.core.law.custody_facts import CustodyEvent, CustodyState
from repatria.records.access.acting import Acting
from repatria.records.access.errors import OutOfScopeError
from repatria.records.access.role_table import Role, is_allowed
from repatria.records.register.selectors import CustodyFactsOf, custody_of

RECORD = "register.record_custody"
_OTHERS = "this person is in another camp's custody"


def is_bound_to_branch(acting: Acting) -> bool:
    """Whether custody is this account's to record through the role of a camp officer alone."""
    officer = Role.CAMP_OFFICER
    return officer in acting.roles and not is_allowed(acting.roles - {officer}, RECORD)


def is_within(acting: Acting, holder: str) -> bool:
    """Whether a holder lies in this account's scope: its own camp for a camp officer, every holder for anybody else."""
    return not is_bound_to_branch(acting) or (bool(acting.branch) and holder == acting.branch)


def check_may_record(acting: Acting, *, state: str | None, held_by: str, event: CustodyEvent, holder: str) -> None:
    """A camp officer acts on his own camp's persons, and receives into his camp one who is on the way.

    Given:    `held_by` as the register knows it; `holder` as it was entered: naming his own camp makes nobody else's
              man his.
    Raises:   OutOfScopeError.
    """
    is_received = event is CustodyEvent.ARRIVED and state == CustodyState.IN_TRANSIT.value
    if not is_within(acting, held_by) and not (is_received and is_within(acting, holder)):
        raise OutOfScopeError(_OTHERS, provision="role table")


def custody_in_scope(acting: Acting, person_id: str, event: CustodyEvent | None = None) -> CustodyFactsOf:
    """His custody, for those who may see it; a camp receives whoever is on the way, and learns no more of him.

    Raises:   OutOfScopeError; UnknownPersonError.
    """
    custody = custody_of(person_id)
    is_coming = custody.custody_state == CustodyState.IN_TRANSIT.value and event in (None, CustodyEvent.ARRIVED)
    if not is_within(acting, custody.holder) and not is_coming:
        raise OutOfScopeError(_OTHERS, provision="role table")
    return custody
