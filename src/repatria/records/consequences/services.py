"""Setting a matter aside, recording that it was drawn after all, and deciding that nothing is to be drawn."""

from __future__ import annotations

from hashlib import sha256

from repatria.core.law.errors import StatementError
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, require_approvals, uses_approvals
from repatria.records.access.questions import question
from repatria.records.access.role_table import Role
from repatria.records.consequences.acts import ConsequenceDecided, ConsequenceDrawn, MatterDestroyed, MatterSetAside
from repatria.records.consequences.errors import KeptMatterError, NoGroundError, SettledAlreadyError, UnknownMatterError
from repatria.records.consequences.models import SetAside
from repatria.records.consequences.projectors import key_of
from repatria.records.ledger.acts import encode
from repatria.records.ledger.services import record, service

DECIDE, DESTROY = "consequences.decide_consequence", "consequences.destroy_matter"


@service
def set_matter_aside(
    acting: Acting, *, consumer: str, matter: str, concerns: Role, code: str, provision: str = "", reason: str = "",
    act_index: int | None = None, act_kind: str = "", about: str = "",
) -> None:  # fmt: skip
    """Leaves a matter from which nothing could be drawn, with its reason, so that all others go on.

    Source:   decision 0029; practice rule 15
    Given:    `code` and `reason` of the refusal; of a fault the name of its class and no message, which may hold words
              that somebody said. `concerns` names the role whose first page shows it.
    Raises:   SettledAlreadyError when this consumer set this matter aside before.
    Leaf:     consequences.matter_set_aside
    """
    require(acting, "consequences.set_matter_aside")
    if SetAside.objects.filter(pk=key_of(consumer, matter)).exists():
        raise SettledAlreadyError(f"{consumer} has set {matter} aside before")
    given = MatterSetAside(
        consumer=consumer, matter=matter, act_index=act_index, act_kind=act_kind, about=about, concerns=concerns,
        code=code, provision=provision, reason=reason, set_aside_at=instant_text(acting.at),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)


@service
def record_drawn(acting: Acting, *, consumer: str, matter: str, drawn_index: int | None) -> None:
    """Records that a matter is open no longer: its consequence was drawn, or there is none any more.

    Source:   decision 0029
    Given:    in the transaction that drew it.
    Raises:   UnknownMatterError; SettledAlreadyError.
    Leaf:     consequences.consequence_drawn
    """
    require(acting, "consequences.record_drawn")
    _require_open(consumer, matter)
    given = ConsequenceDrawn(consumer=consumer, matter=matter, drawn_index=drawn_index)
    record(given, actor=acting.account_id, at=acting.at)


@question("access.record_approval", of_numbers=True)
def decide_reference(consumer: str, matter: str, ground: str) -> str:
    """What the second person approves: a digest of the matter and of exactly this ground."""
    return sha256(encode([key_of(consumer, matter), ground.strip()])).hexdigest()


@service
def decide_consequence(acting: Acting, *, consumer: str, matter: str, ground: str) -> None:
    """Decides that nothing is to be drawn from a matter that was set aside.

    Source:   decision 0029; the two-person rule
    Given:    another person approved `decide_reference(consumer, matter, ground)`; `ground` says what was done instead.
    Raises:   UnknownMatterError; SettledAlreadyError; NoGroundError; ApprovalsMissingError.
    Leaf:     consequences.consequence_decided
    Not:      a way to withhold a notice: GC III art. 122 knows none. It says how the duty was met otherwise.
    """
    require(acting, DECIDE)
    _require_open(consumer, matter)
    if not ground.strip():
        raise NoGroundError("a ground in words is needed", provision="practice rule 15")
    reference = decide_reference(consumer, matter, ground)
    approvers = require_approvals(DECIDE, reference, acting.account_id, at=acting.at)
    given = ConsequenceDecided(consumer=consumer, matter=matter, ground=ground.strip(), approved_by=approvers)
    record(given, actor=acting.account_id, at=acting.at)


@service
def destroy_matter(acting: Acting, *, consumer: str, matter: str, reason: str) -> None:
    """Has an item destroyed that came in sealed and holds what is attributed to a prisoner.

    Source:   GC III art. 13; practice rule 17
    Given:    two persons approved `key_of(consumer, matter)`. The item was set aside for that reason alone, so that it
              stands nowhere but where it came in; there it is emptied by the house, and its digest stays.
    Raises:   UnknownMatterError; KeptMatterError for anything else that was set aside; SettledAlreadyError;
              NoGroundError; StatementError; ApprovalsMissingError.
    Leaf:     consequences.matter_destroyed
    """
    require(acting, DESTROY)
    row = SetAside.objects.filter(pk=key_of(consumer, matter)).first()
    if row is None:
        raise UnknownMatterError(f"{consumer} has not set {matter} aside")
    if row.state == "emptied":
        raise SettledAlreadyError(f"{row.pk} is destroyed already")
    if not is_to_destroy(row.code, row.act_index, row.state):
        raise KeptMatterError("only what is attributed to a prisoner is destroyed", provision="practice rule 17")
    if not reason.strip():
        raise NoGroundError("a reason in words is needed", provision="practice rule 17")
    refuse_statements({"reason": reason})
    approvers = require_approvals(DESTROY, row.pk, at=acting.at)
    given = MatterDestroyed(consumer=consumer, matter=matter, reason=reason.strip(), approved_by=approvers)
    record(given, actor=acting.account_id, at=acting.at)


def is_to_destroy(code: str, act_index: int | None, state: str) -> bool:
    """Whether what was set aside is an item that came in, and holds what is attributed to a prisoner."""
    return code == StatementError.code and act_index is None and state in ("open", "decided")


def _require_open(consumer: str, matter: str) -> None:
    row = SetAside.objects.filter(pk=key_of(consumer, matter)).first()
    if row is None:
        raise UnknownMatterError(f"{consumer} has not set {matter} aside")
    if row.state != "open":
        raise SettledAlreadyError(f"{row.pk} is {row.state} already")


def _used_by_decision(given: ConsequenceDecided) -> Used:
    return Used(action=DECIDE, reference=decide_reference(given.consumer, given.matter, given.ground))


def _used_by_destruction(given: MatterDestroyed) -> Used:
    return Used(action=DESTROY, reference=key_of(given.consumer, given.matter))


def register() -> None:
    """Says what the acts of this room use up."""
    uses_approvals(ConsequenceDecided, _used_by_decision)
    uses_approvals(MatterDestroyed, _used_by_destruction)
