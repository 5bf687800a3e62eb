"""The pedigree of a family with its typed members, by relation words and codes; and an incident over time.

Given:    a pedigree is for the laboratory and the board alone, and stands on no paper of a family.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from repatria.core.kinship.pedigree import Pedigree, Sex
from repatria.core.kinship.relations import MISSING, RELATIONS, family_from
from repatria.core.law.identification_board import HypothesisState
from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.identification.finding_models import BoardWord, Hypothesis
from repatria.records.identification.models import ProfileReading, Reference
from repatria.records.identification.reading import is_over
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.selectors.certifying import items_of_site
from repatria.records.vault.opening import open_rows

PEDIGREE, INCIDENT = "identification.?pedigree", "identification.?hypotheses"
MOST_POINTS = 24
_ONCE = frozenset(one for one in RELATIONS if one in ("father", "mother", "spouse") or "grand" in one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member of a pedigree.

    Given:    `relation` a word of pedigrees, "missing" for whom they seek, empty for one who only connects others;
              `reference_id` the code of the sample, where one was given; `generation` 0 is his own, -1 his parents'.
    """

    member: str
    relation: str
    sex: str
    generation: int
    father: str
    mother: str
    reference_id: str
    is_typed: bool


def _generations(pedigree: Pedigree) -> Mapping[str, int]:
    found, waiting = {MISSING: 0}, deque([MISSING])
    while waiting:
        at = waiting.popleft()
        beside = [(parent, -1) for parent in (pedigree[at].father, pedigree[at].mother) if parent]
        beside += [(one, 1) for one in pedigree.ids if at in (pedigree[one].father, pedigree[one].mother)]
        for one, step in beside:
            if one not in found:
                found[one] = found[at] + step
                waiting.append(one)
    return found


@question(PEDIGREE)
def pedigree_of(acting: Acting, enquiry_id: str) -> tuple[Member, ...]:
    """The pedigree of a family from the samples that it gave: whose was read, and who only connects others.

    Source:   issue 17, part 5; practice rule 26: of a sample that was taken back nothing stands.
    Raises:   RoleForbidsError.
    Leaf:     access.reading_recorded
    Not:      a name; whether a stated kinship holds.
    """
    require(acting, PEDIGREE)
    record_reading(acting, question="identification.?pedigree", records=(enquiry_id,))
    rows = [row for row in rows_where(Reference, enquiry_id=enquiry_id, order="recorded_index")
            if not is_over(row, acting.at)]  # fmt: skip
    words = {row.pk: cells["relation"] or "" for row, cells in zip(rows, open_rows(rows, ("relation",)), strict=True)}
    once: set[str] = set()
    named: list[tuple[str, str]] = []
    own = ""
    for reference_id, word in words.items():
        if word == MISSING:
            own = own or reference_id
        elif word in RELATIONS and word not in once:
            named.append((word, reference_id))
            once |= {word} & _ONCE
    pedigree = family_from(named)
    read = {one.sample_code for one in rows_where(ProfileReading, sample_code=list(words)) if one.profile is not None}
    generations = _generations(pedigree)
    # Nobody said of which sex he is whom they seek, nor the other parent of a child: neither is drawn as either.
    beside = {parent for one in pedigree.ids for parent in (pedigree[one].father, pedigree[one].mother)
              if MISSING in (pedigree[one].father, pedigree[one].mother)} - set(words)  # fmt: skip
    return tuple(
        Member(
            member=one, relation=words.get(one, MISSING if one == MISSING else ""),
            sex="" if one == MISSING or one in beside else _sex(pedigree[one].sex),
            generation=generations.get(one, 0), father=pedigree[one].father or "", mother=pedigree[one].mother or "",
            reference_id=own if one == MISSING else one if one in words else "",
            is_typed=(own if one == MISSING else one) in read,
        )
        for one in pedigree.ids
    )  # fmt: skip


def _sex(sex: Sex) -> str:
    return {Sex.MALE: "M", Sex.FEMALE: "F"}.get(sex, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPoint:
    """How far the items of a place were at an instant: each counts once."""

    at: str
    identified: int
    candidate: int
    no_profile: int
    unidentified: int

    @property
    def items(self) -> int:
        return self.identified + self.candidate + self.no_profile + self.unidentified


@dataclass(frozen=True, slots=True)
class _Since:
    """From when until when something holds of an item."""

    begin: datetime
    end: datetime | None

    def holds(self, at: datetime) -> bool:
        return self.begin <= at and (self.end is None or at < self.end)


@question(INCIDENT, of_numbers=True)
def incident(acting: Acting, site_id: str) -> tuple[IncidentPoint, ...]:
    """The items of a place over time: identified, candidate, without a profile, unidentified, by the acts.

    Raises:   RoleForbidsError; UnknownSiteError.
    """
    require(acting, INCIDENT)
    recorded, samples = items_of_site(site_id)
    if not recorded:
        return ()
    read = {
        one.sample_code: one.recorded_index
        for one in rows_where(ProfileReading, sample_code=list(samples), order="-recorded_index")
    }
    hypotheses = [row for row in rows_where(Hypothesis) if set(row.items.split()) & set(recorded)]
    left = {
        one.hypothesis_id: one.recorded_index
        for one in rows_where(BoardWord, hypothesis_id=[row.pk for row in hypotheses], kind="withdrawn")
    }
    indices = [*recorded.values(), *read.values(), *left.values()]
    for row in hypotheses:
        indices += [one for one in (row.recorded_index, row.concluded_index, row.annulled_index) if one is not None]
    times = instants_at(indices)
    profiled: dict[str, datetime] = {}
    for code, index in read.items():
        item = samples[code]
        profiled[item] = min(profiled.get(item, times[index]), times[index])
    candidates: dict[str, list[_Since]] = {}
    named: dict[str, list[_Since]] = {}
    for row in hypotheses:
        annulled = times[row.annulled_index] if row.annulled_index is not None else None
        concluded = times[row.concluded_index] if row.concluded_index is not None else None
        gone = times[left[row.pk]] if row.pk in left else None
        is_closed = row.state == HypothesisState.WITHDRAWN.value
        for item in row.items.split():
            candidates.setdefault(item, []).append(_Since(times[row.recorded_index], concluded or gone))
            if concluded is not None:
                named.setdefault(item, []).append(_Since(concluded, annulled))
            elif is_closed and gone is None:
                candidates[item].pop()
    points = _points(sorted(set(times.values()) | {acting.at}))
    return tuple(_point(at, {item: times[index] for item, index in recorded.items()}, profiled, candidates, named)
                 for at in points)  # fmt: skip


def _points(moments: list[datetime]) -> list[datetime]:
    """Moments at equal distances from the first act to the last, at most so many; each act's own where they are few."""
    if len(moments) <= MOST_POINTS:
        return moments
    first, whole = moments[0], moments[-1] - moments[0]
    return [first + whole * place / (MOST_POINTS - 1) for place in range(MOST_POINTS)]


def _point(
    at: datetime, recorded: Mapping[str, datetime], profiled: Mapping[str, datetime],
    candidates: Mapping[str, list[_Since]], named: Mapping[str, list[_Since]],
) -> IncidentPoint:  # fmt: skip
    counts = dict.fromkeys(("identified", "candidate", "no_profile", "unidentified"), 0)
    for item, since in recorded.items():
        if since > at:
            continue
        if any(one.holds(at) for one in named.get(item, ())):
            counts["identified"] += 1
        elif any(one.holds(at) for one in candidates.get(item, ())):
            counts["candidate"] += 1
        elif item not in profiled or profiled[item] > at:
            counts["no_profile"] += 1
        else:
            counts["unidentified"] += 1
    return IncidentPoint(at=instant_text(at), **counts)
