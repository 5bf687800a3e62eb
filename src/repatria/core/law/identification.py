"""Relatives' samples: who may give one to this bureau, what it may be used for, and what is said of a profile."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.vocabulary.errors import RuleError

RULE_HELD = "practice rule 24"
RULE_CONSENT = "house rule 4.3"
RULE_METHOD = "practice rule 23"
RULE_ERASED = "practice rule 26"
DAYS_AT_MOST = 3653
"""Ten years: a consent names its end, and is asked for again after it."""


class OtherPartyFamilyError(RuleError):
    """The family is of another Power: its DNA is never held here; coded profiles of the dead travel instead."""

    code = "law.E060"


class GivenBy(StrEnum):
    """Whose sample it is."""

    RELATIVE = "relative"
    OWN = "own"  # his own: a toothbrush, an earlier blood sample
    STAFF = "staff"  # whoever touches the dead or their samples, so that his own trace is known


class ConsentUse(StrEnum):
    """What whoever gave a sample allowed. The first is what it is taken for; without it none is taken."""

    SEARCH = "search"  # compared with the unidentified dead of this bureau
    TYPED_AGAIN = "typed_again"  # the rest of the sample is kept and may be typed again
    CODED = "coded"  # under a code, by a neutral laboratory: of older consents; no profile of a relative goes out


ASKED_USES = (ConsentUse.SEARCH, ConsentUse.TYPED_AGAIN)
"""For what a sample is asked: coded profiles that go out are of the dead alone (practice rule 24)."""


class CodedTo(StrEnum):
    """To whom profiles of the dead go under codes."""

    OTHER_SIDE = "other_side"  # where the families are
    NEUTRAL_LABORATORY = "neutral_laboratory"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFacts:
    """What is attested of a consent, and what the house reads of the family."""

    given_by: GivenBy = GivenBy.RELATIVE
    donor: str = ""
    relation: str = ""
    is_relation_known: bool = False
    uses: Collection[ConsentUse] = ()
    witness: str = ""
    taken_by: str = ""
    language: str = ""
    days: int = 0  # from the day it was given to its end
    power: str = ""
    own_power: str = ""  # as the head said it; read
    linked_powers: Collection[str] = ()  # of whom her enquiry is linked with; read


def _open(facts: ConsentFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    yield from need(bool(facts.donor.strip()), "donor_name", RULE_CONSENT, lacking)
    yield from need(facts.given_by is GivenBy.STAFF or facts.is_relation_known, "donor_relation", RULE_CONSENT, lacking)
    yield from need(ConsentUse.SEARCH in facts.uses, "consent_search", RULE_CONSENT, lacking)
    is_seen = bool(facts.witness.strip()) and _folded(facts.witness) != _folded(facts.donor)
    yield from need(is_seen, "consent_witness", RULE_CONSENT, lacking)
    yield from need(bool(facts.language.strip()), "consent_language", RULE_CONSENT, lacking)
    yield from need(0 < facts.days <= DAYS_AT_MOST, "consent_end", RULE_CONSENT, lacking)
    if facts.given_by is not GivenBy.STAFF:
        yield from need(bool(facts.own_power.strip()), "own_power", RULE_HELD)


def check_consent(facts: ConsentFacts) -> None:
    """Checks that a sample may be held here, and that whoever gives it was told for what and until when.

    Source:   practice rule 24: the other Party's relatives' DNA is never held; law-and-practice section 4.3: consent.
    Given:    of staff no Power is asked: they give theirs so that their own trace is known.
    Raises:   OtherPartyFamilyError; UnstatedParticularsError or OpenGuardError naming all that is missing.
    """
    if facts.given_by is not GivenBy.STAFF and facts.own_power.strip():
        asked = {_folded(one) for one in (facts.power, *facts.linked_powers)}
        if asked - {_folded(facts.own_power)}:
            raise OtherPartyFamilyError(
                "this family is of another Power: its profiles are never held here", provision=RULE_HELD
            )
    refuse_open(_open(facts))


def _folded(power: str) -> str:
    return " ".join(power.split()).casefold()


class ProfileFlag(StrEnum):
    """What is said of a profile beside its alleles: each is an item that somebody looks at."""

    FEW_LOCI = "few_loci"
    ONE_READING = "one_reading"  # a second typing has not come
    READINGS_DIFFER = "readings_differ"
    SEX_DIFFERS = "sex_differs"  # from what is on record of whoever gave it, or from a sure examination
    EQUALS_STAFF = "equals_staff"
    EQUALS_ANOTHER = "equals_another"  # samples exchanged, one person twice, twins
    NO_LOCUS = "no_locus"


QUARANTINES = frozenset({
    ProfileFlag.EQUALS_STAFF, ProfileFlag.EQUALS_ANOTHER, ProfileFlag.READINGS_DIFFER, ProfileFlag.SEX_DIFFERS,
    ProfileFlag.NO_LOCUS,
})  # fmt: skip
"""With one of these a profile is compared with nothing until it was typed anew or settled by two."""
TWO_PERSONS_LOCI = 3
"""At so many loci two profiles differ that are of two persons; less may be a fault of the reading."""
LEAST_LOCI = 8


def is_quarantined(flags: Collection[ProfileFlag]) -> bool:
    """Whether a profile waits: a suspected exchange or contamination says nothing of anybody.

    Source:   practice rule 23: sample-swap suspicion quarantines.
    """
    return bool(QUARANTINES & set(flags))
