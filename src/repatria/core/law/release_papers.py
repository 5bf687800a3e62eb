"""What acts hold of the ground of a release: papers of the Parties, a medical decision, his own promise.

Nothing of it is ticked by whoever opens the release. A paper of the Parties names nobody; a medical decision and a
promise are one man's. Each is an act with its signer; a paper that is withdrawn bears nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.agreed_line import AgreedLine
from repatria.core.law.errors import InterviewError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.vocabulary.bases import ReleaseBasis

COMMISSION_MEMBERS = 3
"""A Mixed Medical Commission has three members, two of them of a neutral country (GC III Annex II 1)."""


class GroundPaper(StrEnum):
    """A paper on which releases of many may rest; it names no prisoner."""

    PAROLE_LAW = "parole_law"  # the law of a Power on liberty on a promise, as that Power notified it
    HOSTILITIES_ENDED = "hostilities_ended"
    NEUTRAL_STATE = "neutral_state"  # a neutral State agrees to receive
    AGREEMENT = "agreement"  # between the Parties: read where one was recorded so, recorded anew with lists alone


RECORDED_HERE = tuple(kind for kind in GroundPaper if kind is not GroundPaper.AGREEMENT)
"""The papers that are recorded anew as papers of the register."""


class MedicalCategory(StrEnum):
    """What a commission found, in the words of article 110."""

    INCURABLE = "incurable"  # incurably wounded or sick, fitness gravely diminished
    NOT_WITHIN_A_YEAR = "not_within_a_year"  # unlikely to recover within one year
    LASTING = "lasting"  # recovered, and fitness gravely and permanently diminished
    BETTER_ELSEWHERE = "better_elsewhere"  # recovery within a year to be expected in a neutral country
    THREATENED_HERE = "threatened_here"  # captivity threatens his health, a neutral country may remove the threat
    STAYS = "stays"  # none of them


class MedicalWay(StrEnum):
    """Where a medical decision leads."""

    DIRECT = "direct"  # home, GC III 110 first paragraph
    NEUTRAL = "neutral"  # to a neutral country, second paragraph
    NONE = "none"


class DecidedBy(StrEnum):
    """Who found it."""

    COMMISSION = "commission"  # GC III 112 first paragraph
    DETAINING_DOCTORS = "detaining_doctors"  # a manifest case, GC III 112 second paragraph


_DIRECT = frozenset({MedicalCategory.INCURABLE, MedicalCategory.NOT_WITHIN_A_YEAR, MedicalCategory.LASTING})
_NEUTRAL = frozenset({MedicalCategory.BETTER_ELSEWHERE, MedicalCategory.THREATENED_HERE})


def way_of(category: MedicalCategory) -> MedicalWay:
    """Where a category leads.  Source: GC III art. 110."""
    if category in _DIRECT:
        return MedicalWay.DIRECT
    return MedicalWay.NEUTRAL if category in _NEUTRAL else MedicalWay.NONE


_RESTING: dict[ReleaseBasis | None, tuple[str, ...]] = {
    ReleaseBasis.PAROLE21: ("parole_law", "promise_under"),
    ReleaseBasis.ART109_110: ("medical_way", "neutral_states"),
    ReleaseBasis.EXCHANGE: ("line",), ReleaseBasis.ART118: ("hostilities_ended",),
}  # fmt: skip
"""Which of what acts hold a release of each basis rests on; a unilateral one rests on its own decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundHeld:
    """What acts hold for a release of one man now. Defaults grant nothing."""

    parole_law: str = ""  # number of the paper that allows a promise, of the Power on which he depends
    promise_under: str = ""  # number of the paper under which he promised
    medical_way: MedicalWay | None = None
    hostilities_ended: str = ""
    neutral_states: tuple[str, ...] = ()  # numbers of papers in force
    line: AgreedLine | None = None
    acts: tuple[tuple[str, int], ...] = ()  # where each of it stands: the word of the field, and the act

    def acts_for(self, basis: ReleaseBasis | None) -> tuple[int, ...]:
        """The acts on which a release of this basis rests; where it leads to a neutral State, that State's word too."""
        return tuple(sorted({index for what, index in self.acts if what in _RESTING.get(basis, ())}))


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundPaperFacts:
    """What is said of a paper of the Parties. Defaults grant nothing."""

    kind: GroundPaper
    party: str = ""  # the Power whose law it is, the neutral State, the other Party
    reference: str = ""
    signed_by: str = ""
    supplied_by: str = ""  # who brought it to the bureau
    has_day: bool = False


_RESTS_ON = {
    GroundPaper.PAROLE_LAW: "GC III 21", GroundPaper.HOSTILITIES_ENDED: "GC III 118",
    GroundPaper.NEUTRAL_STATE: "GC III 111", GroundPaper.AGREEMENT: "practice rule 18",
}  # fmt: skip


def check_ground_paper(facts: GroundPaperFacts) -> None:
    """Refuses a paper of which nobody says what it is, who signed it, who supplied it and of which day.

    Source:   GC III art. 21, 111, 118; practice rule 18.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    rule = _RESTS_ON[facts.kind]
    told = (
        ("ground_party", facts.party), ("ground_reference", facts.reference), ("ground_signed_by", facts.signed_by),
        ("ground_supplied_by", facts.supplied_by),
    )  # fmt: skip
    refuse_open([
        *(guard for what, said in told for guard in need(bool(said.strip()), what, rule, UnstatedParticularsError)),
        *need(facts.has_day, "ground_day", rule, UnstatedParticularsError),
    ])  # fmt: skip


def check_medical_decision(decided_by: DecidedBy, members: Sequence[str], reference: str) -> None:
    """Refuses a decision that no commission of three made, no doctor signed, or that has no paper.

    Source:   GC III art. 110, 112, Annex II 1.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    named = {one.strip().casefold() for one in members if one.strip()}
    enough = COMMISSION_MEMBERS if decided_by is DecidedBy.COMMISSION else 1
    refuse_open([
        *need(len(named) >= enough, "commission_members", "GC III 112", UnstatedParticularsError),
        *need(bool(reference.strip()), "commission_reference", "GC III 112", UnstatedParticularsError),
    ])  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseFacts:
    """The conditions of a promise, as whoever took it attests them. Defaults grant nothing."""

    law_read_to_him: bool = False
    is_free: bool = False  # he was told that he may say no, and that nothing follows from it
    is_guard_in_hearing: bool = True
    language: str = ""
    is_understood: bool = False
    witness: str = ""


def check_promise(facts: PromiseFacts, *, parole_law: str) -> None:
    """Refuses a promise under no law of his Power, one that was not free, and one that nobody witnessed.

    Source:   GC III art. 21: nobody is compelled to accept liberty on a promise.
    Raises:   the refusal of the first condition that was not met, naming all.
    """
    rule = "GC III 21"
    refuse_open([
        *need(bool(parole_law), "parole_law_notified", rule),
        *need(facts.law_read_to_him, "parole_law_read", rule, InterviewError),
        *need(facts.is_free, "promise_is_free", rule, InterviewError),
        *need(not facts.is_guard_in_hearing, "no_guard_in_hearing", rule, InterviewError),
        *need(bool(facts.language.strip()) and facts.is_understood, "language_understood", "GC III 17(6)",
              InterviewError),
        *need(bool(facts.witness.strip()), "promise_witness", rule, UnstatedParticularsError),
    ])  # fmt: skip


def ground_guards(basis: ReleaseBasis | None, held: GroundHeld) -> Iterator[OpenGuard]:
    """What the ground of a release still lacks, as acts hold it.

    Source:   GC III art. 21, 109-110, 112, 118; practice rule 18.
    Returns:  nothing for a unilateral release: any Power may let a prisoner go at any time.
    """
    yield from need(basis is not None, "release_basis", "GC III 118")
    if basis is ReleaseBasis.PAROLE21:
        yield from need(bool(held.parole_law), "parole_law_notified", "GC III 21")
    if basis is ReleaseBasis.ART109_110:
        is_decided = held.medical_way in (MedicalWay.DIRECT, MedicalWay.NEUTRAL)
        yield from need(is_decided, "commission_decided", "GC III 110")
    if basis is ReleaseBasis.EXCHANGE:
        is_agreed = held.line is not None and held.line.basis is basis
        yield from need(is_agreed, "agreed_line", "practice rule 18")
    if basis is ReleaseBasis.ART118:
        yield from need(bool(held.hostilities_ended), "hostilities_ended", "GC III 118")


def going_home_guards(basis: ReleaseBasis | None, held: GroundHeld) -> Iterator[OpenGuard]:
    """What stands in the way of his going to somebody of his: a commission that names a neutral country.

    Source:   GC III art. 110.
    """
    if basis is ReleaseBasis.ART109_110:
        yield from need(held.medical_way is not MedicalWay.NEUTRAL, "medical_category", "GC III 110")


def promise_guards(basis: ReleaseBasis | None, held: GroundHeld) -> Iterator[OpenGuard]:
    """His own promise, under the law that is in force now: only where he is let go on it.  Source: GC III art. 21."""
    if basis is ReleaseBasis.PAROLE21:
        has_promised = bool(held.promise_under) and held.promise_under == held.parole_law
        yield from need(has_promised, "his_promise", "GC III 21")


def neutral_guards(
    basis: ReleaseBasis | None, held: GroundHeld, *, is_neutral: bool, paper: str
) -> Iterator[OpenGuard]:  # fmt: skip
    """Whether he goes where his category leads, and whether a neutral State that receives him has agreed.

    Source:   GC III art. 110-111.
    Given:    `paper` is the number of that State's agreement.
    """
    if basis is ReleaseBasis.ART109_110 and held.medical_way is not None:
        fits = is_neutral is (held.medical_way is MedicalWay.NEUTRAL)
        yield from need(fits, "medical_category", "GC III 110")
    if is_neutral:
        yield from need(paper in held.neutral_states, "neutral_agreement", "GC III 111")
