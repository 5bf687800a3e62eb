"""Whose men a camp officer sees."""

from __future__ import annotations

from repatria.core.law.custody import CustodyEvent
from repatria.core.law.custody_facts import CustodyState
from repatria.records.access.acting import Acting
from repatria.records.access.errors import OutOfScopeError
from repatria.records.register.selectors import CustodyFactsOf, custody_of
from repatria.records.register.services import is_bound_to_branch


def is_own_man(acting: Acting, custody: CustodyFactsOf) -> bool:
    """Whether an account may see where a man is: a camp officer whom his own camp holds, anybody else everybody."""
    return not is_bound_to_branch(acting) or (bool(acting.branch) and custody.holder == acting.branch)


def check_own_man(acting: Acting, person_id: str, event: CustodyEvent | None = None) -> CustodyFactsOf:
    """His custody, for those who may see it; a camp receives whoever is on the way, and learns no more of him.

    Raises:   OutOfScopeError; UnknownPersonError.
    """
    custody = custody_of(person_id)
    is_coming = custody.custody_state == CustodyState.IN_TRANSIT.value and event in (None, CustodyEvent.ARRIVED)
    if not is_own_man(acting, custody) and not is_coming:
        raise OutOfScopeError("this person is in another camp's custody", provision="role table")
    return custody
