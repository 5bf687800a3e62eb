"""The scope of a camp: whose men a camp officer sees and records. Asked by services and doors alike."""

from __future__ import annotations

from repatria.core.law.custody_facts import CustodyEvent, CustodyState
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.access.role_table import Role, is_allowed
from repatria.records.ledger.reading import was_recorded_by
from repatria.records.places.reading import card_as_printed
from repatria.records.register.joined import leading
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.selectors import CustodyFactsOf, custody_of, lent_by
from repatria.records.register.selectors.movements import open_order

RECORD = "register.record_custody"
_OTHERS = "this person is in another camp's custody"


def is_bound_to_branch(acting: Acting) -> bool:
    """Whether custody is this account's to record through the role of a camp officer alone."""
    officer = Role.CAMP_OFFICER
    return officer in acting.roles and not is_allowed(acting.roles - {officer}, RECORD)


def is_within(acting: Acting, holder: str) -> bool:
    """Whether a holder lies in this account's scope: its own camp for a camp officer, every holder for anybody else."""
    return not is_bound_to_branch(acting) or (bool(acting.branch) and holder == acting.branch)


def check_may_record(
    acting: Acting, *, person_id: str, state: str | None, held_by: str, event: CustodyEvent, holder: str
) -> None:  # fmt: skip
    """A camp officer acts on his own camp's persons, receives one who is on the way, and takes back whom he lent.

    Source:   practice rule 14: whoever signed a man out signs him in again.
    Given:    `held_by` as the register knows it; `holder` as it was entered: naming his own camp makes nobody else's
              man his.
    Raises:   OutOfScopeError.
    """
    if is_within(acting, held_by):
        return
    is_received = event is CustodyEvent.ARRIVED and (
        state == CustodyState.IN_TRANSIT.value or _is_ordered_here(acting, person_id)
    )
    is_taken_back = event is CustodyEvent.RETURNED and is_within(acting, lent_by(person_id))
    if not ((is_received or is_taken_back) and is_within(acting, holder)):
        raise OutOfScopeError(_OTHERS, provision="role table")


def _is_ordered_here(acting: Acting, person_id: str) -> bool:
    """Whether he is ordered to this account's own place: he may stand there before his departure is recorded."""
    order = open_order(person_id)
    return order is not None and bool(order.destination) and is_within(acting, order.destination)


def check_moved_in(acting: Acting, recorded_index: int) -> None:
    """Under a migration only those are recorded further whom the same account brought in.

    Source:   decision 0028: what the two approved is what another system held, and nobody whom this house registered.
    Given:    the act by which the person came into the register.
    Raises:   OutOfScopeError.
    """
    if acting.migration and not was_recorded_by(recorded_index, acting.account_id):
        raise OutOfScopeError("a migration leaves alone whom it did not bring in", provision="decision 0028")


def custody_in_scope(acting: Acting, person_id: str, event: CustodyEvent | None = None) -> CustodyFactsOf:
    """His custody, for those who may see it; a camp receives whoever is on the way, and learns no more of him.

    Given:    of a man whom it lent to another service a camp sees who has him, and records his return alone.

    Raises:   OutOfScopeError; UnknownPersonError.
    """
    custody = custody_of(person_id)
    if is_within(acting, custody.holder):
        return custody
    is_lent = is_within(acting, custody.lent_by) and event in (None, CustodyEvent.RETURNED)
    is_coming = event in (None, CustodyEvent.ARRIVED) and (
        custody.custody_state == CustodyState.IN_TRANSIT.value or _is_ordered_here(acting, person_id)
    )
    if not (is_coming or is_lent):
        raise OutOfScopeError(_OTHERS, provision="role table")
    return custody


def person_with_card(acting: Acting, card_number: str) -> str:
    """The number of the man who has this card, for a page on which a second one is refused.

    Returns:  "" where nobody has it, and where this account may not open his page: a camp learns of its own men alone.
    Raises:   RoleForbidsError.
    """
    require(acting, "register.record_capture")
    card = card_as_printed(card_number)
    row = ProtectedPerson.objects.filter(card_number=card).first() if card else None
    if row is None:
        return ""
    is_seen = is_allowed(acting.roles, "register.?person") or (
        is_bound_to_branch(acting) and any(is_within(acting, place) for place in (leading(row).holder, lent_by(row.pk)))
    )
    return row.pk if is_seen else ""
