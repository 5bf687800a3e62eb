"""What the bureau's own conclusions say about the weights, and which weights could be adopted on the strength of them.

In this order: (1) pairs that two reviewers confirmed are counted by comparison level, those refused beside them for the
report alone; (2) the shipped m are put right by the counts (`m_from_links`); (3) what would be adopted gets a
reference that approvals bind. All of it is a pure function of the log up to a stated act.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

import msgspec
from django.db.models import Max

from repatria.core.law.judgement import JudgementConclusion
from repatria.core.linkage.comparison import PPM, Weights, in_ppm, learned_weights, m_from_links, situations
from repatria.records.ledger.acts import encode
from repatria.records.ledger.reading import act_at
from repatria.records.matching.acts import LevelWeight, WeightLine, WeightsAdopted
from repatria.records.matching.errors import TooLittleEvidenceError, UnknownWeightsError, WeightsInForceError
from repatria.records.matching.models import CandidatePair, Judgement, WeightsVersion

SHIPPED = 0
"""The version of the weights that came with the program."""

LEAST_LINKS = 50
"""Fewer confirmed links teach nothing that the shipped weights do not know better.  Units: links."""

GROWN = 0.1
"""By this share the links may grow between proposal and adoption; after that the numbers are computed anew."""

_TELLING = frozenset(level for _, levels in situations() for level in levels)
_ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the conclusions up to one act say.

    Given:    `left_out` counts confirmed links of enquiries that have several: at most one of them is true.
    """

    evidence_index: int
    links: int
    left_out: int
    refused: int
    among_links: Mapping[str, int]
    among_refused: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentWeights:
    """The weights in force and their version; 0 for the shipped ones."""

    version: int
    weights: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Weights as they would be adopted, and the reference that approvals of them bind."""

    based_on: int
    again_of: int | None
    evidence: Evidence
    shipped: str
    levels: tuple[LevelWeight, ...]
    reason: str

    @property
    def reference(self) -> str:
        return reference_of(self.based_on, self.evidence.evidence_index, self.again_of, self.levels, self.reason)


def reference_of(
    based_on: int, evidence_index: int, again_of: int | None, levels: Iterable[LevelWeight], reason: str
) -> str:
    """What is approved: these m, learned up to this act, in place of that version, for this reason."""
    digest = sha256(encode([again_of, list(levels), reason])).hexdigest()
    return f"{based_on}:{evidence_index}:{digest}"


def version_in_force() -> int:
    """The highest version that was not withdrawn; 0, the shipped weights, where there is none."""
    found = WeightsVersion.objects.filter(withdrawn_index=None).aggregate(Max("version"))["version__max"]
    return SHIPPED if found is None else int(found)


def current_weights() -> CurrentWeights:
    """The weights with which enquiries are weighed now: the shipped numbers, and in them the adopted m.

    Raises:   BrokenLogError when the act that adopted them does not open.
    """
    version = version_in_force()
    return CurrentWeights(version=version, weights=weights_of(version))


def weights_of(version: int) -> Weights:
    """The weights of one version, read from its act; a level that this program does not know is passed over.

    Raises:   UnknownWeightsError.
    """
    shipped = learned_weights()
    if version == SHIPPED:
        return shipped
    adopted = {one.level: one.m_ppm / PPM for one in adopted_act(version).levels if one.level in shipped.m}
    return replace(shipped, m={**shipped.m, **adopted})


def adopted_act(version: int) -> WeightsAdopted:
    """The act that adopted a version.  Raises: UnknownWeightsError."""
    row = WeightsVersion.objects.filter(version=version).first()
    given = act_at(row.adopted_index).act if row else None
    if not isinstance(given, WeightsAdopted) or given.version != version:
        raise UnknownWeightsError(f"there is no version {version} of the weights")
    return given


def evidence(until: int | None = None) -> Evidence:
    """Counts the comparison levels of the pairs that were concluded up to and with an act; of all without one.

    Given:    a level that says a value is missing, or that is of another version, counts for nothing.
    """
    confirmed = CandidatePair.objects.filter(link_index__isnull=False)
    refused = Judgement.objects.filter(
        pair_id__in=CandidatePair.objects.filter(conclusion=JudgementConclusion.REFUSED.value).values("pk")
    )
    if until is not None:
        confirmed = confirmed.filter(link_index__lte=until)
    concluded = {
        pair: index
        for pair, index in refused.values_list("pair_id").annotate(Max("recorded_index"))
        if until is None or index <= until
    }
    links = list(confirmed.values_list("enquiry_id", "waterfall", "link_index"))
    several = {enquiry for enquiry, count in Counter(enquiry for enquiry, _, _ in links).items() if count > 1}
    counted = [waterfall for enquiry, waterfall, _ in links if enquiry not in several]
    reached = max([index for _, _, index in links] + list(concluded.values()), default=-1)
    return Evidence(
        evidence_index=reached if until is None else until, links=len(counted), left_out=len(links) - len(counted),
        refused=len(concluded), among_links=_levels_in(counted), among_refused=_levels_in(_waterfalls(concluded)),
    )  # fmt: skip


def _waterfalls(pair_ids: Iterable[str]) -> Iterable[str]:
    wanted = list(pair_ids)
    for start in range(0, len(wanted), _ROWS_AT_ONCE):
        page = wanted[start : start + _ROWS_AT_ONCE]
        yield from CandidatePair.objects.filter(pk__in=page).values_list("waterfall", flat=True)


def _levels_in(waterfalls: Iterable[str]) -> Mapping[str, int]:
    counted: Counter[str] = Counter()
    for waterfall in waterfalls:
        for line in msgspec.json.decode(waterfall.encode(), type=tuple[WeightLine, ...]):
            if line.level in _TELLING:
                counted[line.level] += 1
    return counted


def learned(until: int | None, reason: str) -> Offered:
    """The weights that the links up to an act teach, in place of those in force.

    Raises:   TooLittleEvidenceError; nothing is offered below LEAST_LINKS.
    """
    seen = evidence(until)
    if seen.links < LEAST_LINKS:
        raise TooLittleEvidenceError(
            f"{seen.links} confirmed links; weights are learned from {LEAST_LINKS} or more",
            provision="decision on learned weights", found=seen.links, needed=LEAST_LINKS,
        )  # fmt: skip
    shipped = learned_weights().m
    return _offered(m_from_links(shipped, seen.among_links), seen, None, reason)


def again(version: int, until: int | None, reason: str) -> Offered:
    """The weights of an earlier version, to be adopted anew; 0 names the shipped ones.

    Given:    the evidence beside them is told for the report; nothing is computed from it.
    Raises:   UnknownWeightsError; WeightsInForceError for the version that is in force.
    """
    if version == version_in_force():
        raise WeightsInForceError(f"version {version} is in force already")
    return _offered(weights_of(version).m, evidence(until), version, reason)


def _offered(m: Mapping[str, float], seen: Evidence, again_of: int | None, reason: str) -> Offered:
    levels = tuple(
        LevelWeight(
            level=level, m_ppm=in_ppm(m[level]), among_links=seen.among_links.get(level, 0),
            among_refused=seen.among_refused.get(level, 0),
        )
        for level in sorted(m)
    )  # fmt: skip
    return Offered(
        based_on=version_in_force(), again_of=again_of, evidence=seen, shipped=_digest_of_shipped(), levels=levels,
        reason=reason,
    )  # fmt: skip


def _digest_of_shipped() -> str:
    return sha256(encode({level: in_ppm(m) for level, m in learned_weights().m.items()})).hexdigest()
