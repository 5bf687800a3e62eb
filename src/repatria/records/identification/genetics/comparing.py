"""Everything open held ready, so that a new profile is weighed against all of it at once.

1. Whom it equals comes first: one of the staff, a relative, another body. Such a profile waits, and so does the other.
2. One of the dead: against every family held ready, against own samples, and as a part of another item.
3. A relative: the family is peeled anew with him, and weighed against every one of the dead.

Source:   docs/methods/kinship.md; theta 0, unlinked autosomal loci, untyped founders kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from repatria.core.kinship.columns import Target
from repatria.core.kinship.incident import Body
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.relations import MISSING
from repatria.core.kinship.search import BodySide, Found, search
from repatria.core.law.identification import LEAST_LOCI, ProfileFlag
from repatria.core.law.identification_board import ALIKE_LOG10, FindingKind
from repatria.records.identification.genetics.dead_rows import DeadRows
from repatria.records.identification.genetics.loading import Opened, best_ratios, opened_at, take_again
from repatria.records.identification.genetics.pairs import (
    LEAST_LOG10,
    LEAST_PART_LOG10,
    MOST_FINDINGS,
    Compared,
    Genotypes,
    Pair,
    alike,
    contradict,
    kept,
)
from repatria.records.identification.genetics.places import Places
from repatria.records.identification.one_body import why_not_one
from repatria.records.identification.profiles import UNSEEN, SealedProfile
from repatria.records.identification.reading import item_of, settled_as_apart

_MARGIN = 0.01


@dataclass(slots=True)
class Comparer:
    """What is open, in memory: profiles, the families' index, and the rows of bodies."""

    opened: Opened
    loci: tuple[Locus, ...] = ()
    places: Places = field(default_factory=Places)
    dead: DeadRows = field(init=False)
    genotypes: dict[str, Genotypes] = field(default_factory=dict)
    best_of_body: dict[str, float] = field(default_factory=dict)
    best_of_family: dict[str, float] = field(default_factory=dict)

    @classmethod
    def at(cls, at: datetime) -> Comparer | None:
        """Opens everything; None where no table of frequencies is in force."""
        opened = opened_at(at)
        if opened is None:
            return None
        made = cls(opened)
        made.best_of_body, made.best_of_family = best_ratios()
        made._build()
        return made

    def move_to(self, at: datetime) -> None:
        """Says what day it is: whose consent is over since is held no longer."""
        was, self.opened.at = self.opened.at, at
        if was.date() != at.date():
            today = at.date().isoformat()
            for code in [one.reference_id for one in self.opened.given.values() if one.until < today]:
                self.take(code)

    def _build(self) -> None:
        self.loci = self.opened.loci()
        families = {one.enquiry_id for one in self.opened.given.values() if one.enquiry_id}
        of_families = self.opened.by_family()
        made = (self.opened.family(one, self.loci, of_families.get(one, ())) for one in sorted(families))
        self.places = Places.of([Target(family, MISSING) for family in made if family is not None], self.loci)
        self.dead = DeadRows.of(self.opened, self.loci)
        self.genotypes = {code: profile.whole for code, profile in self.opened.profiles.items()}

    def _knows(self, profile: SealedProfile) -> bool:
        known = {locus.name: locus.frequencies for locus in self.loci}
        if any(marker in self.opened.table and marker not in known for marker in profile.alleles):
            return False
        return all(
            allele in known[marker]
            for marker, seen in profile.alleles.items() if marker in known
            for allele in seen if allele != UNSEEN
        )  # fmt: skip

    def take(self, code: str) -> None:
        """Reads one sample anew and lays it where it belongs."""
        before = self.opened.given.get(code)
        take_again(self.opened, code)
        profile = self.opened.profiles.get(code)
        if profile is None:
            self.genotypes.pop(code, None)
        elif not self._knows(profile):
            self._build()  # an allele, or a locus, that nobody showed before
            return
        else:
            self.genotypes[code] = profile.whole
        given = self.opened.given.get(code) or before
        if given is not None and given.enquiry_id:
            self._take_family(given.enquiry_id)
            if given.given_by == "own":
                self.dead.take_own(code)
        elif given is None:
            self.dead.take(code)

    @property
    def bodies(self) -> list[str]:
        """The samples of the dead that are open."""
        return self.dead.codes

    def _take_family(self, enquiry_id: str) -> None:
        family = self.opened.family(enquiry_id, self.loci)
        self.places.take(enquiry_id, Target(family, MISSING) if family is not None else None)

    def compare(self, code: str) -> Compared | None:
        """Compares one profile with everything open; None where nothing of it stands."""
        self.take(code)
        if code not in self.opened.profiles:
            return None
        flags, like = self._equals(code)
        given = self.opened.given.get(code)
        pairs: list[Pair] = []
        if not flags and code not in self.opened.waiting:
            if given is None:
                pairs = [*self._in_families(code), *self._one_person(code)]
            elif given.given_by == "own":
                pairs = self._one_person(code)
            elif given.given_by == "relative":
                pairs = self._of_family(given.enquiry_id)
        places = len(self.places)
        compared = places if given is None else len(self.dead.codes)
        return Compared(
            sample_code=code, bodies=len(self.dead.codes), places=places, compared=compared,
            table_id=self.opened.table_id, flags=flags, like=like,
            pairs=kept(pairs),
        )  # fmt: skip

    def compare_family(self, enquiry_id: str) -> tuple[Pair, ...]:
        """Weighs a family anew with whoever is left in it."""
        self._take_family(enquiry_id)
        return kept(self._of_family(enquiry_id))

    def _equals(self, code: str) -> tuple[tuple[ProfileFlag, ...], tuple[str, ...]]:
        own, given = self.genotypes[code], self.opened.given.get(code)
        apart = settled_as_apart(code)
        like = [
            other for other, held in self.genotypes.items()
            if other != code and other not in apart and alike(own, held) and not self._is_expected(code, other)
        ]  # fmt: skip
        staff = {one for one in like if (known := self.opened.given.get(one)) and known.given_by == "staff"}
        is_staff = given is not None and given.given_by == "staff"
        said = {
            ProfileFlag.EQUALS_STAFF: bool(staff) or (is_staff and bool(like)),
            ProfileFlag.EQUALS_ANOTHER: bool(set(like) - staff) and not is_staff,
        }
        # One of the staff is no suspect of his own: what bears his trace waits, his own profile does not.
        return tuple(flag for flag, is_so in said.items() if is_so), tuple(like)

    def _is_expected(self, code: str, other: str) -> bool:
        """Whether two codes may well be one person: two items that may be parts of one, or one of them and his own.

        Two whole bodies of one profile are two samples that were exchanged, or one that was taken twice.
        """
        kinds = [self.opened.given[one].given_by if one in self.opened.given else "dead" for one in (code, other)]
        if kinds == ["dead", "dead"]:
            return not why_not_one(map(item_of, (code, other)))
        return "relative" not in kinds and "staff" not in kinds

    def _in_families(self, code: str) -> list[Pair]:
        """The index finds, in 32 bits; what is kept of a pair is weighed again in 64."""
        body = self.opened.body(code, self.loci)
        least = LEAST_LOG10 - ALIKE_LOG10
        targets = self.places.near(body, least - _MARGIN)
        if not targets:
            return []
        found = search(BodySide.of([body], self.loci), targets, least_log10_lr=least, threads=1).pairs
        own = self._best(found)
        pairs = []
        for one in found:
            target = targets[one.target]
            beside = self.best_of_family.get(target.family.name, math.inf)
            if one.log10_lr >= min(LEAST_LOG10, own - ALIKE_LOG10, beside - ALIKE_LOG10):
                pairs.append(self._pair(body, target, one.by_locus.tolist()))
        for made in pairs[:MOST_FINDINGS]:
            self._note(made)
        # Whoever stands near it in the same family tells whether DNA names anybody there.
        rivals = [
            other for one in pairs[:MOST_FINDINGS] if one.log10_lr >= LEAST_LOG10
            for other in self._of_family(one.enquiry_id) if other.sample_code != code
        ]  # fmt: skip
        return [*pairs, *rivals]

    def _best(self, found: Sequence[Found]) -> float:
        """The highest ratio of a search, where it is one that is kept by itself."""
        top = max((one.log10_lr for one in found), default=-math.inf)
        return top if top >= LEAST_LOG10 else math.inf

    def _note(self, one: Pair) -> None:
        if one.log10_lr >= LEAST_LOG10:
            self.best_of_body[one.sample_code] = max(self.best_of_body.get(one.sample_code, -math.inf), one.log10_lr)
            self.best_of_family[one.enquiry_id] = max(self.best_of_family.get(one.enquiry_id, -math.inf), one.log10_lr)

    def _of_family(self, enquiry_id: str) -> list[Pair]:
        target = self.places[enquiry_id]
        if target is None or not self.dead.codes:
            return []
        found = search(self.dead.side, [target], least_log10_lr=LEAST_LOG10 - ALIKE_LOG10, threads=1).pairs
        own = self._best(found)
        pairs = []
        for one in found:
            code = self.dead.codes[one.body]
            beside = self.best_of_body.get(code, math.inf)
            if one.log10_lr >= min(LEAST_LOG10, own - ALIKE_LOG10, beside - ALIKE_LOG10):
                pairs.append(self._pair(self.opened.body(code, self.loci), target, one.by_locus.tolist()))
        for made in pairs[:MOST_FINDINGS]:
            self._note(made)
        return pairs[: 2 * MOST_FINDINGS]

    def _pair(self, body: Body, target: Target, by: Iterable[float]) -> Pair:
        shown = {name for seen in target.family.typed.values() for name, one in seen.items() if one.seen}
        told = {
            locus.name: value for locus, value in zip(self.loci, by, strict=True)
            if locus.name in shown and locus.name in body.profile
        }  # fmt: skip
        strict = [replace(locus, mutation=Mutation()) for locus in self.loci]
        named = BodySide.of([body], strict).impossible_at([target], [(0, 0)])[0]
        return Pair(
            kind=FindingKind.KIN, sample_code=body.id, enquiry_id=target.family.name,
            references=tuple(sorted(target.family.typed)), log10_lr=sum(told.values()), by_locus=told, loci=len(told),
            inconsistent=tuple(name for name in named if name in told),
        )  # fmt: skip

    def _one_person(self, code: str) -> list[Pair]:
        """As parts of one person, or one of the dead and his own sample: against two full siblings."""
        own = self.opened.given
        found = []
        for other, log10_lr, loci in self.dead.as_one_person(code):
            if not math.isfinite(log10_lr) or log10_lr < LEAST_PART_LOG10 or loci < LEAST_LOCI:
                continue
            if contradict(self.genotypes[code], self.genotypes[other]):
                continue
            is_own = other in own or code in own
            dead, beside = (other, code) if code in own else (code, other) if is_own else sorted((code, other))
            found.append(Pair(
                kind=FindingKind.OWN if is_own else FindingKind.PART, sample_code=dead, other_code=beside,
                enquiry_id=own[beside].enquiry_id if is_own else "", references=(beside,) if is_own else (),
                log10_lr=log10_lr, loci=loci,
            ))  # fmt: skip
        return found
