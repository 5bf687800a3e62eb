"""From a finding to a name: who reviews, what the board rests on, who signs, and who takes a name back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.law.identification import RULE_METHOD
from repatria.core.law.remains import RULE
from repatria.core.vocabulary.errors import WrongStateError


class BoardOrderError(WrongStateError):
    """The hypothesis is not where this can follow."""

    code = "law.E061"


class FindingKind(StrEnum):
    """What a comparison found."""

    KIN = "kin"  # one of the dead and the place of the missing person in a family
    OWN = "own"  # one of the dead and his own sample
    PART = "part"  # two items as parts of one person


class FindingState(StrEnum):
    """Where a finding stands, read of what followed on it. The last three are settled."""

    NEW = "new"
    FOLLOWED = "followed"  # a hypothesis is open about it, or a link of parts is proposed
    NAMED = "named"  # the board's name stands of the item, or two linked the parts, both with a name or neither
    REPLACED = "replaced"  # a later finding of the same pair counts
    DESTROYED = "destroyed"  # a sample that it rests on was taken back


SETTLED = frozenset({FindingState.NAMED, FindingState.REPLACED, FindingState.DESTROYED})


class Strength(StrEnum):
    """How high a ratio is, in steps of log10: a list says no more."""

    BELOW = "below"  # kept because it stands near another
    FROM_4 = "from_4"
    FROM_6 = "from_6"
    FROM_8 = "from_8"

    @property
    def least(self) -> float:
        """log10 of the ratio from which it holds."""
        return {"from_4": 4.0, "from_6": 6.0, "from_8": 8.0}.get(self.value, float("-inf"))


def strength_of(log10_lr: float) -> Strength:
    return next(one for one in reversed(Strength) if log10_lr >= one.least)


class Shown(StrEnum):
    """Which findings a list shows."""

    OPEN = "open"
    SETTLED = "settled"
    ALL = "all"


class Method(StrEnum):
    """By what a person is known. The first three are primary (Interpol); the others stand beside them."""

    DNA = "dna"
    DENTAL = "dental"
    FINGERPRINTS = "fingerprints"
    IMPLANT = "implant"
    MARKS = "marks"
    EXAMINATION = "examination"  # sex, age, stature
    EFFECTS = "effects"
    CIRCUMSTANCES = "circumstances"


PRIMARY = frozenset({Method.DNA, Method.DENTAL, Method.FINGERPRINTS})


class Weighs(StrEnum):
    """What a line of evidence says of a hypothesis."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    SAYS_NOTHING = "says_nothing"


class ReviewVerdict(StrEnum):
    """What a reviewer says, before he sees what the other said."""

    SUPPORTED = "supported"
    NOT_SUPPORTED = "not_supported"
    UNDECIDED = "undecided"


class HypothesisState(StrEnum):
    """How far a hypothesis is."""

    OPEN = "open"
    SIGNED_ONCE = "signed_once"
    CONCLUDED = "concluded"
    ANNULMENT_ASKED = "annulment_asked"
    ANNULLED = "annulled"
    WITHDRAWN = "withdrawn"


class BoardEvent(StrEnum):
    """What happens to a hypothesis."""

    OPENED = "opened"
    LAID = "laid"  # a line of evidence
    REVIEWED = "reviewed"
    DECLINED = "declined"  # a signature
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"
    ANNULLED = "annulled"  # said by one; the second completes it
    UPHELD = "upheld"


_H, _B = HypothesisState, BoardEvent
HYPOTHESIS_EDGES = frozenset({
    (None, _B.OPENED, _H.OPEN), (_H.OPEN, _B.REVIEWED, _H.OPEN),
    *((state, _B.LAID, _H.OPEN) for state in (_H.OPEN, _H.SIGNED_ONCE)),
    *((state, _B.DECLINED, state) for state in (_H.OPEN, _H.SIGNED_ONCE)),
    *((state, _B.WITHDRAWN, _H.WITHDRAWN) for state in (_H.OPEN, _H.SIGNED_ONCE)),
    (_H.OPEN, _B.SIGNED, _H.SIGNED_ONCE), (_H.SIGNED_ONCE, _B.SIGNED, _H.SIGNED_ONCE),
    (_H.SIGNED_ONCE, _B.SIGNED, _H.CONCLUDED), (_H.CONCLUDED, _B.ANNULLED, _H.ANNULMENT_ASKED),
    (_H.ANNULMENT_ASKED, _B.ANNULLED, _H.ANNULLED), (_H.ANNULMENT_ASKED, _B.UPHELD, _H.ANNULMENT_ASKED),
    (_H.ANNULMENT_ASKED, _B.UPHELD, _H.CONCLUDED),
})  # fmt: skip
"""Every edge of a hypothesis: from where, by what, to where. A signature falls with evidence that is laid after it, and
one on other methods or another policy completes none."""
_LEADS_ON = frozenset((state, event) for state, event, _ in HYPOTHESIS_EDGES)


def check_board_order(state: HypothesisState, event: BoardEvent, why: str) -> None:
    """Refuses what does not follow from where a hypothesis is.  Source: practice rule 23.  Raises: BoardOrderError."""
    if (state, event) not in _LEADS_ON:
        raise BoardOrderError(why, provision=RULE_METHOD)


class InTheWay(StrEnum):
    """Why DNA does not tell whose an item is: another stands as near, or may."""

    ITEM = "item"  # another of the dead comes as near to this family
    FAMILY = "family"  # this one comes as near to another family
    SAME_REACH = "same_reach"  # who asks is reached where another asker is: perhaps one who seeks two
    SAME_NAME = "same_name"  # who asks bears the name of another asker: perhaps one who seeks two


ALIKE_LOG10 = 4.0
"""log10: a ratio that another place, or another body, comes nearer to than this names nobody alone."""
TWO = 2


def are_alike(own: float, others: Collection[float]) -> bool:
    """Whether another answer comes so near that DNA tells neither from the other: two brothers, two bodies of one.

    Source:   spec/kinship.md section 4; docs/methods/kinship.md, "Symmetric match".
    Units:    log10 of likelihood ratios.
    """
    return any(other > own - ALIKE_LOG10 for other in others)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """What is asked before a reviewer's word; the house reads it."""

    reviewer: str
    opened_by: str
    laid_by: Collection[str] = ()
    reviewed_by: Collection[str] = ()
    reason: str = ""
    is_anything_laid: bool = False


def check_review(state: HypothesisState, facts: ReviewFacts) -> None:
    """Checks that a reviewer is nobody who opened the hypothesis, laid evidence, or said his word before.

    Source:   spec/kinship.md section 4: two independent reviewers, different persons from the data entry.
    Raises:   BoardOrderError; SecondPersonError, UnstatedParticularsError or OpenGuardError naming what is missing.
    """
    check_board_order(state, BoardEvent.REVIEWED, "a review follows on an open hypothesis alone")
    is_apart = facts.reviewer not in {facts.opened_by, *facts.laid_by, *facts.reviewed_by}
    refuse_open((
        *need(is_apart, "reviewer_apart", RULE, SecondPersonError),
        *need(facts.is_anything_laid, "evidence_laid", RULE),
        *need(bool(facts.reason.strip()), "review_reason", RULE, UnstatedParticularsError),
    ))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFacts:
    """What a signature of the board rests on; but for the words the house reads all of it."""

    signer: str
    opened_by: str
    signed_by: Collection[str] = ()
    supporting: Collection[Method] = ()  # lines of evidence that support it and stand
    alike_with: Collection[str] = ()  # items and enquiries from which DNA does not tell it
    supporting_reviewers: Collection[str] = ()
    against_reviewers: Collection[str] = ()
    unresolved: int = 0
    has_policy: bool = False
    is_policy_known: bool = False
    words: str = ""
    is_free: bool = True  # neither the items nor the person are concluded elsewhere


def counted_methods(facts: BoardFacts) -> frozenset[Method]:
    """The methods that count: DNA that two places or two bodies share tells nobody from the other."""
    methods = frozenset(facts.supporting)
    return methods - {Method.DNA} if facts.alike_with else methods


def _open(facts: BoardFacts) -> Iterator[OpenGuard]:
    counted = counted_methods(facts)
    has_primary = bool(counted & PRIMARY)
    # A policy may stand in for a primary method that is lacking, never for one that names two alike.
    by_policy = facts.has_policy and facts.is_policy_known and bool(counted) and not facts.alike_with
    yield from need(has_primary or by_policy, "alike" if facts.alike_with else "primary_method", RULE_METHOD)
    supporting = set(facts.supporting_reviewers)
    yield from need(len(supporting) >= TWO, "two_reviewers", RULE, SecondPersonError)
    yield from need(not facts.against_reviewers, "reviewers_agree", RULE)
    yield from need(facts.unresolved == 0, "contradictions_resolved", RULE_METHOD)
    yield from need(facts.is_free, "nobody_else_concluded", RULE)
    is_other = facts.signer not in {facts.opened_by, *facts.signed_by}
    yield from need(is_other, "another_signer", RULE, SecondPersonError)
    signers = {facts.signer, *facts.signed_by}
    yield from need(
        len(signers) < TWO or bool(signers - supporting), "signer_beside_reviewers", RULE, SecondPersonError
    )
    yield from need(bool(facts.words.strip()), "board_words", RULE, UnstatedParticularsError)


def check_signature(state: HypothesisState, facts: BoardFacts) -> HypothesisState:
    """Checks that an expert may sign, and gives where the hypothesis is then.

    Source:   practice rule 23: at least one primary method, an exception by a recorded policy alone; law and practice
              2.2: two signatures; every contradiction is resolved before.
    Raises:   BoardOrderError; SecondPersonError, UnstatedParticularsError or OpenGuardError naming all that is missing.
    """
    check_board_order(state, BoardEvent.SIGNED, "nothing is to be signed")
    refuse_open(_open(facts), alike_with=tuple(facts.alike_with))
    return HypothesisState.CONCLUDED if facts.signed_by else HypothesisState.SIGNED_ONCE


def check_annulment(
    state: HypothesisState, *, by: str, signed_by: Collection[str], asked_by: str, reason: str,
    overruled: Collection[str] = (),
) -> None:  # fmt: skip
    """Checks that a name is taken back by two others than those who signed, each another, with a reason.

    Source:   practice rule 23; law and practice 6.3
    Given:    `overruled` who asked for it before and was told by two that the name stands: of that person alone it is
              not held up a second time; another who asks may have that person as the second.
    Raises:   BoardOrderError; SecondPersonError; UnstatedParticularsError without a reason.
    """
    check_board_order(state, BoardEvent.ANNULLED, "no name stands")
    refuse_open((
        *need(by not in {*signed_by, asked_by}, "annulled_by_others", RULE, SecondPersonError),
        *need(bool(asked_by) or by not in overruled, "upheld_before", RULE, SecondPersonError),
        *need(bool(reason.strip()), "taken_back_reason", RULE, UnstatedParticularsError),
    ))  # fmt: skip


def check_upholding(
    state: HypothesisState, *, by: str, signed_by: Collection[str], asked_by: str, upheld_by: Collection[str],
    reason: str,
) -> HypothesisState:  # fmt: skip
    """Checks that a name which one wants taken back is upheld by two, who neither signed it nor asked, with a reason.

    Source:   practice rule 23; law and practice 6.3: what one doubts is decided by others, and not left open.
    Returns:  where the hypothesis is then: the second who upholds it ends the doubt.
    Raises:   BoardOrderError where nobody asked; SecondPersonError; UnstatedParticularsError without a reason.
    """
    check_board_order(state, BoardEvent.UPHELD, "nobody takes this name back")
    refuse_open((
        *need(by not in {*signed_by, asked_by, *upheld_by}, "upheld_by_others", RULE, SecondPersonError),
        *need(bool(reason.strip()), "upheld_reason", RULE, UnstatedParticularsError),
    ))  # fmt: skip
    return HypothesisState.CONCLUDED if upheld_by else HypothesisState.ANNULMENT_ASKED
