"""The laissez-passer for a corpse: one paper for one coffin of one named person. For anything else there is none.

What is unnamed, mixed or in a bag goes by the protocol of the transfer between the Parties alone: the paper says that
the coffin holds only whom it names, and of such a coffin that would not be true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.law.remains_release import Inquiry, LeavingFacts, leaving_guards
from repatria.core.law.return_batch import BatchState
from repatria.core.vocabulary.errors import WrongStateError

BERLIN, SHOWN, ASCERTAINED = "Berlin 1937 1", "Strasbourg 1973 3", "Strasbourg 1973 5"
AGREED, CERTIFIED = "AP I 34(2)", "GC III 120"


class PassOrderError(WrongStateError):
    """The laissez-passer was countersigned, declined or withdrawn before, or is not countersigned yet."""

    code = "law.E110"


class PassState(StrEnum):
    """How far a laissez-passer is."""

    ISSUED = "issued"  # by one, and not countersigned
    VALID = "valid"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class PassEvent(StrEnum):
    """What becomes of it."""

    ISSUED = "issued"
    COUNTERSIGNED = "countersigned"
    DECLINED = "declined"
    HANDED = "handed"
    WITHDRAWN = "withdrawn"
    TOLD = "told"


class PassFallen(StrEnum):
    """What it rested on and rests on no more."""

    NAME = "name"
    CERTIFICATE = "certificate"
    INQUIRY = "inquiry"
    SEAL = "seal"
    BATCH = "batch"


_S, _E = PassState, PassEvent
PASS_EDGES: tuple[tuple[PassState | None, PassEvent, PassState], ...] = (
    (None, _E.ISSUED, _S.ISSUED), (_S.ISSUED, _E.COUNTERSIGNED, _S.VALID), (_S.ISSUED, _E.DECLINED, _S.DECLINED),
    (_S.VALID, _E.HANDED, _S.VALID), (_S.VALID, _E.WITHDRAWN, _S.WITHDRAWN), (_S.WITHDRAWN, _E.TOLD, _S.WITHDRAWN),
)  # fmt: skip
STANDING = frozenset({_S.ISSUED, _S.VALID})
"""States in which no other is issued for the same coffin."""
BEFORE_IT_LEAVES = frozenset({BatchState.AGREED, BatchState.ASSEMBLED, BatchState.SEALED, BatchState.LOADED})
"""Once the Parties agreed on the batch, and until it leaves."""


def pass_after(state: PassState | None, event: PassEvent) -> PassState:
    """Where a laissez-passer is then.  Raises: PassOrderError where that does not follow."""
    for before, what, after in PASS_EDGES:
        if (before, what) == (state, event):
            return after
    raise PassOrderError(f"{event} does not follow {state}", provision=SHOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassFacts:
    """What the house reads of a coffin on a batch; what is not given grants nothing."""

    batch: BatchState | None = None
    is_coffin: bool = False  # and no bag or box
    is_sealed_as_listed: bool = False  # under the seal of the list, with what the list says, and found so since
    are_named: bool = False  # the board's name of each thing in it stands, and nobody takes it back
    is_one_person: bool = False
    certificate_id: str = ""  # of the signed certificate of death that names all that is in it, and stands
    is_cause_said: bool = False  # the certificate says the cause, or that it is not known
    leaving: tuple[LeavingFacts, ...] = ()  # of each thing in it

    @property
    def is_inquiry_open(self) -> bool:
        return any(one.inquiry in (Inquiry.DUE, Inquiry.OPEN) for one in self.leaving)


def pass_guards(facts: PassFacts, *, stands: bool = False) -> Iterator[OpenGuard]:
    """What is missing before a laissez-passer is issued for a coffin.

    Source:   Strasbourg 1973 art. 5: the requirements are met, the coffin is as it must be, and holds only the person
              who is named and what goes with him; Berlin 1937 art. 1: name, age, place, date and cause of death.
    Given:    `stands` that another of this coffin does.
    """
    yield from need(facts.batch in BEFORE_IT_LEAVES, "pass_batch_agreed", AGREED)
    yield from need(facts.is_coffin, "pass_coffin", ASCERTAINED)
    yield from need(facts.is_sealed_as_listed, "pass_sealed", ASCERTAINED)
    yield from need(facts.are_named, "pass_named", ASCERTAINED)
    yield from need(facts.is_one_person, "pass_one_person", ASCERTAINED)
    yield from need(bool(facts.certificate_id), "pass_certificate", CERTIFIED)
    yield from need(facts.is_cause_said, "pass_cause", BERLIN)
    yield from dict.fromkeys(guard for one in facts.leaving for guard in leaving_guards(one))
    yield from need(not stands, "pass_only_one", SHOWN)


def check_pass_issued(
    facts: PassFacts, *, stands: bool, coffin: str, from_place: str, to_place: str, means: str
) -> None:  # fmt: skip
    """Checks that a laissez-passer may be issued: what the house reads, and what whoever issues it attests.

    Source:   as `pass_guards`; Strasbourg 1973 art. 3: at least what its model says.
    Given:    `coffin` how it is made and closed; from where to where it goes, and by what means.
    Raises:   the refusal of the first open guard, naming all.
    """
    lacking = UnstatedParticularsError
    refuse_open((
        *pass_guards(facts, stands=stands),
        *need(bool(coffin.strip()), "pass_coffin_made", ASCERTAINED, lacking),
        *need(bool(from_place.strip()), "pass_from", SHOWN, lacking),
        *need(bool(to_place.strip()), "pass_to", SHOWN, lacking),
        *need(bool(means.strip()), "pass_means", SHOWN, lacking),
    ))  # fmt: skip


def check_countersigned(facts: PassFacts, *, certificate_id: str, issued_by: str, account_id: str) -> None:
    """Checks that another account may countersign it: everything is asked again.

    Source:   as `pass_guards`; practice of the house: two over a paper that lets the dead cross.
    Raises:   SecondPersonError for whoever issued it; OpenGuardError naming all that is missing since.
    """
    refuse_open((
        *need(account_id != issued_by, "pass_by_another", ASCERTAINED, SecondPersonError),
        *pass_guards(facts),
        *need(facts.certificate_id in ("", certificate_id), "pass_as_issued", CERTIFIED),
    ))  # fmt: skip


def check_said(reason: str) -> None:
    """Checks that it is said why it is declined.  Raises: UnstatedReasonError."""
    refuse_open(need(bool(reason.strip()), "pass_why", ASCERTAINED, UnstatedReasonError))


def check_handed(to: str, reference: str) -> None:
    """Checks that it is said who has it, or was told, and by which receipt.  Raises: UnstatedParticularsError."""
    refuse_open((
        *need(bool(to.strip()), "pass_handed_to", SHOWN, UnstatedParticularsError),
        *need(bool(reference.strip()), "pass_receipt", SHOWN, UnstatedParticularsError),
    ))  # fmt: skip


def fallen(facts: PassFacts, *, certificate_id: str) -> tuple[PassFallen, ...]:
    """What a laissez-passer rested on and rests on no more, in the order in which it is named.

    Source:   Strasbourg 1973 art. 5: it says what was ascertained; what is so no more it does not say on.
    """
    gone = (
        (PassFallen.NAME, not (facts.are_named and facts.is_one_person)),
        (PassFallen.CERTIFICATE, facts.certificate_id != certificate_id),
        (PassFallen.INQUIRY, facts.is_inquiry_open), (PassFallen.SEAL, not facts.is_sealed_as_listed),
        (PassFallen.BATCH, facts.batch is BatchState.ABORTED),
    )  # fmt: skip
    return tuple(one for one, is_gone in gone if is_gone)


_STANDS = {
    PassFallen.NAME: "pass_name_stands", PassFallen.CERTIFICATE: "pass_certificate_stands",
    PassFallen.INQUIRY: "pass_inquiry_stands", PassFallen.SEAL: "pass_seal_stands",
    PassFallen.BATCH: "pass_batch_stands",
}  # fmt: skip


def check_rests(found: Iterable[PassFallen]) -> None:
    """Refuses a laissez-passer that rests no more on all that it says, naming what fell.

    Source:   Strasbourg 1973 art. 5.
    Raises:   OpenGuardError.
    """
    refuse_open(OpenGuard(what=_STANDS[one], provision=ASCERTAINED, refusal=OpenGuardError) for one in found)


def check_withdrawn(found: Iterable[PassFallen]) -> PassFallen:
    """Checks that something fell on which it rested, and gives the first.

    Source:   Strasbourg 1973 art. 5.
    Raises:   OpenGuardError where it stands.
    """
    first = next(iter(found), None)
    refuse_open(need(first is not None, "pass_fallen", ASCERTAINED))
    assert first is not None, "the guard refuses it"
    return first
