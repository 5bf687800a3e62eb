"""Whose dead a thing is that lay among others: one says it, two others review it, and only then it goes back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import folded, need, refuse_open
from repatria.core.vocabulary.errors import WrongStateError

RULE = "house rule 6.3"
REVIEWERS = 2


class PowerOrderError(WrongStateError):
    """This does not follow from where the word on whose dead it is stands."""

    code = "law.E079"


class PowerState(StrEnum):
    """How far the word on whose dead a thing is went."""

    ASSERTED = "asserted"
    REVIEWED = "reviewed"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


class PowerEvent(StrEnum):
    """What becomes of it."""

    ASSERTED = "asserted"
    AGREED = "agreed"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


STANDING = frozenset({PowerState.ASSERTED, PowerState.REVIEWED})
_S, _E = PowerState, PowerEvent
POWER_EDGES: frozenset[tuple[PowerState | None, PowerEvent, PowerState]] = frozenset({
    (None, _E.ASSERTED, _S.ASSERTED), (_S.ASSERTED, _E.AGREED, _S.ASSERTED), (_S.ASSERTED, _E.AGREED, _S.REVIEWED),
    (_S.ASSERTED, _E.DISPUTED, _S.DISPUTED), (_S.ASSERTED, _E.WITHDRAWN, _S.WITHDRAWN),
    (_S.REVIEWED, _E.DISPUTED, _S.REVIEWED), (_S.REVIEWED, _E.DISPUTED, _S.DISPUTED),
})  # fmt: skip
"""Every edge; the second of two who agree leads to `reviewed`, and from there the second who does not agree out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerFacts:
    """What is attested, and what the house reads: from whom it came, and whether the board named it."""

    power: str = ""
    grounds: str = ""
    from_power: str = ""  # of the batch in which it lay; "" where it came in none
    is_named: bool = False


def check_power_asserted(facts: PowerFacts) -> None:
    """Checks that it may be said of a thing that it is the sender's own dead.

    Source:   law-and-practice section 6.3: `to_other_side` needs an assertion that is reviewed; 6.7.
    Raises:   UnstatedParticularsError or OpenGuardError naming all that is missing.
    """
    lacking = UnstatedParticularsError
    refuse_open((
        *need(bool(facts.power.strip()), "power_named", RULE, lacking),
        *need(bool(facts.grounds.strip()), "power_grounds", RULE, lacking),
        *need(bool(facts.from_power), "power_came_in_batch", RULE),
        *need(not facts.from_power or facts.power.strip() == facts.from_power, "power_of_sender", RULE),
        *need(not facts.is_named, "power_not_named_here", RULE),
    ))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingFacts:
    """What the house reads of one of the dead who is to go to another Power, though nobody said that it is theirs."""

    receiver: str
    is_hypothesis_open: bool = False
    is_named: bool = False
    powers: frozenset[str] = frozenset()  # of whom the board named, and of the families that seek him; as on record
    own_power: str = ""


def check_goes_to(facts: GoingFacts) -> None:
    """Checks that one of the dead may go to this Power: not who is about to get a name, nor whose family is another's.

    Source:   law-and-practice section 6.3: `to_other_side`; GC I art. 17; practice rule 23.
    Given:    a name of which no Power is on record says nothing of where he belongs: it is put on record first.
    Raises:   OpenGuardError naming all that is missing.
    """
    powers, receiver = {folded(one) for one in facts.powers}, folded(facts.receiver)
    refuse_open((
        *need(not facts.is_hypothesis_open, "power_no_name_pending", RULE),
        *need(not facts.is_named or bool(powers), "power_of_named_known", RULE),
        *need(not facts.is_named or powers <= {receiver} - {folded(facts.own_power)}, "power_of_named", RULE),
    ))  # fmt: skip


def after_review(
    state: PowerState, *, agrees: bool, said: str, account_id: str, asserted_by: str, reviewed_by: Collection[str],
    disputed_by: Collection[str] = (), is_named: bool = False,
) -> PowerState:  # fmt: skip
    """Where the word stands after a review: by two other accounts, each once.

    Source:   law-and-practice section 6.3.
    Given:    what two agreed to, two end who do not agree any more, whoever they are: `disputed_by` who said so before.
              `is_named` that the board gave it a name since: nobody agrees then.
    Raises:   PowerOrderError; SecondPersonError; OpenGuardError; UnstatedReasonError of who does not agree without
              saying why.
    """
    if state not in STANDING or (state is _S.REVIEWED and agrees):
        raise PowerOrderError(f"what is {state} is reviewed no more", provision=RULE)
    is_first = account_id != asserted_by and account_id not in reviewed_by
    is_other = account_id not in disputed_by if state is _S.REVIEWED else is_first
    refuse_open((
        *need(is_other, "power_by_others", RULE, SecondPersonError),
        *need(agrees or bool(said.strip()), "power_why_disputed", RULE, UnstatedReasonError),
        *need(not (agrees and is_named), "power_not_named_here", RULE),
    ))  # fmt: skip
    if state is _S.REVIEWED:
        return _S.DISPUTED if len(disputed_by) + 1 >= REVIEWERS else _S.REVIEWED
    if not agrees:
        return _S.DISPUTED
    return _S.REVIEWED if len(reviewed_by) + 1 >= REVIEWERS else _S.ASSERTED


def after_withdrawal(state: PowerState) -> PowerState:
    """Where it stands once it is taken back, before two agreed to it.  Raises: PowerOrderError."""
    if state is not _S.ASSERTED:
        raise PowerOrderError(f"what is {state} is not taken back", provision=RULE)
    return _S.WITHDRAWN
