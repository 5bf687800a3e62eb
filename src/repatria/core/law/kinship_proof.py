"""What a proof of kinship names: the paper that was looked at, or the second relative who confirmed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need

_RULE = "practice rule 3"


class ProofPaper(StrEnum):
    """Papers by which kinship is proved."""

    BIRTH = "birth"
    MARRIAGE = "marriage"
    IDENTITY = "identity"
    FAMILY = "family"  # an extract of a register or book of families
    COURT = "court"
    CHURCH = "church"
    OTHER = "other"


class SeenAs(StrEnum):
    """What lay before whoever looked."""

    ORIGINAL = "original"
    COPY = "copy"
    DRAWN_ANEW = "drawn_anew"  # the picture that the house drew of what she sent


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofFacts:
    """What the law asks of a proof that is to hold.

    Given:    of a paper its kind, number, issuer, who saw it and as what; `is_sent` where one that she sent is meant,
              and of that whether it is hers, was drawn, came with words that stood, and was opened by whoever weighs.
              Of a second relative the enquiry, or name, relation and contact; `is_another` whether that enquirer is
              somebody else by number and contact, `carries` whether his own claim stands at the telling level.
    """

    kind: KinshipEvidenceKind
    has_paper: bool = False
    paper_kind: str = ""
    number: str = ""
    issued_by: str = ""
    seen_by: str = ""
    seen_as: str = ""
    is_sent: bool = False
    is_hers: bool = False
    is_drawn: bool = False
    words_stood: bool = False
    was_opened: bool = False
    has_relative: bool = False
    relative_enquiry: bool = False
    relative_name: str = ""
    relative_relation: str = ""
    relative_reach: str = ""
    is_another: bool = False
    carries: bool = False


def _of_paper(facts: ProofFacts) -> Iterator[OpenGuard]:
    said = (
        ("proof_kind", facts.paper_kind), ("proof_number", facts.number), ("proof_issued_by", facts.issued_by),
        ("proof_seen_by", facts.seen_by),
    )  # fmt: skip
    for what, value in said:
        yield from need(bool(value.strip()), what, _RULE, UnstatedParticularsError)
    is_said = facts.seen_as in (SeenAs.ORIGINAL, SeenAs.COPY) or (facts.is_sent and facts.seen_as == SeenAs.DRAWN_ANEW)
    yield from need(is_said, "proof_seen_as", _RULE, UnstatedParticularsError)
    if facts.is_sent:
        yield from need(facts.is_hers, "proof_is_hers", _RULE)
        yield from need(facts.is_drawn, "proof_is_drawn", _RULE)
        yield from need(facts.words_stood, "proof_words_stood", _RULE)
        yield from need(facts.was_opened, "proof_was_opened", _RULE)


def _of_relative(facts: ProofFacts) -> Iterator[OpenGuard]:
    if facts.relative_enquiry:
        yield from need(not facts.has_relative, "second_named_once", _RULE)
        yield from need(facts.is_another, "second_is_another", _RULE)
        yield from need(facts.carries, "second_claim_stands", _RULE)
        return
    said = (
        ("second_name", facts.relative_name), ("second_relation", facts.relative_relation),
        ("second_reach", facts.relative_reach),
    )  # fmt: skip
    for what, value in said:
        yield from need(bool(value.strip()), what, _RULE, UnstatedParticularsError)
    yield from need(facts.is_another, "second_is_another", _RULE)


def proof_guards(facts: ProofFacts) -> Iterator[OpenGuard]:
    """What a proof lacks before it holds: papers that name no paper, a second relative who is nobody.

    Source:   law-and-practice section 6.5; practice rule 3.
    Not:      of a proof that holds no longer: that it fell is said without what it once rested on.
    """
    is_paper, is_relative = (
        facts.kind is one for one in (KinshipEvidenceKind.PAPERS_CHECKED, KinshipEvidenceKind.SECOND_RELATIVE)
    )
    if is_paper:
        yield from _of_paper(facts)
    else:
        yield from need(not (facts.has_paper or facts.is_sent), "paper_proves_papers", _RULE)
    if is_relative:
        yield from _of_relative(facts)
    else:
        yield from need(not (facts.has_relative or facts.relative_enquiry), "relative_proves_relative", _RULE)
