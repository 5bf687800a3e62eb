"""The index: rows in, candidates out, always current.

One enquiry is answered in four steps: (1) its words are read in every order that is likely (asking); (2) each word is
weighed against the forms of its roles (vocabulary); (3) the entries worth looking at are weighed by adding looked-up
bits (weighing, scan); (4) the best are given a probability that includes "not registered", and their reasons. The index
holds plain names in memory only and is rebuilt from the records; it is never a second truth.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, cast

import numpy as np

from repatria.core.linkage.candidates import Weighed
from repatria.core.linkage.chances import (
    Agreement,
    best_and_mass,
    best_of_each,
    equally_good,
    evidence_of,
    mass_of_relatives,
    posterior,
)
from repatria.core.linkage.comparison import FIELD_LEVELS, Weights
from repatria.core.linkage.forms import Asked, SurnameForms, asked_of
from repatria.core.linkage.index.holding import NO_FORM, Entries, Holding
from repatria.core.linkage.index.like_him import agreements_of, of_surname_in_place
from repatria.core.linkage.index.reasons import reasons_of
from repatria.core.linkage.numbers import Floats, Ints
from repatria.core.linkage.prior import Evidence, Prior, assumed_prior, estimated_prior
from repatria.core.linkage.rows import Candidate, EnquiryRow, Ranked

_LEAST_BITS = 0.01
"""Records below it have nothing that speaks for them and are left out."""
_MOST_TIES = 2000
_ODDS_TO_LOOK_FURTHER = 0.25
"""Odds of nobody beside which the best answer must stand out so that no more are looked at. Source: one in five of the
trial's enquiries is about nobody; more odds cost time and find nobody else."""
_WITH_RELATIVES, _RELATIVES_BITS = 4, 10.0
"""Against so many of the best answers, and those so near the best, unregistered relatives are held. Units: entries;
bits."""
_NOBODY_BITS = 6.0
"""Where the best answer is so much less likely than nobody, its relatives change next to nothing. Units: bits."""
_SAMPLE = 4000


class LinkageIndex(Holding):
    """All records of one kind, searched by unlabelled or labelled names.

    Given:    rows are register records, or enquiries with their unlabelled `name`: the same class serves both
              directions.
    Not:      safe for several threads at once; its owner is one process.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        super().__init__(weights)
        self.prior = assumed_prior(self._weights.registered_share)
        """How many enquiries are about somebody registered; whoever knows better sets it. No order depends on it."""

    def find(self, enquiry: EnquiryRow, top: int = 10) -> tuple[Candidate, ...]:
        """Returns the records most likely meant, best first, at most `top`.

        Source:   Fellegi and Sunter 1969, with frequency-adjusted u
        Units:    bits; probability 0 to 1
        Given:    any text; word order and letter case change nothing.
        Returns:  () when nothing speaks for anybody; records that fit equally are ordered by person_id.
        """
        weighed, best = self._best(enquiry, top)
        return self._candidates(enquiry, weighed, best) if weighed else ()

    def rank(self, enquiry: EnquiryRow, top: int = 10) -> Ranked:
        """Returns what `find` finds, without the reasons."""
        weighed, best = self._best(enquiry, top)
        bits = tuple(one.bits for one in best)
        evidence = self._evidence(weighed)[0] if weighed and best else None
        return Ranked(
            enquiry_id=enquiry.enquiry_id,
            person_ids=tuple(one.person_id for one in best),
            match_weight_bits=tuple(round(one, 3) for one in bits),
            probabilities=self._probabilities(weighed, bits, evidence) if weighed and evidence else (),
            equally_good=equally_good(weighed.weights, bits) if weighed else (),
        )

    def evidence(self, enquiry: EnquiryRow) -> Evidence:
        """Returns what an enquiry says for somebody registered and for nobody, whatever the share of either."""
        if not len(self):
            return Evidence(0.0, 1.0)
        return self._evidence(self._weigh(enquiry))[0]

    def estimated_prior(self, enquiries: Iterable[EnquiryRow]) -> Prior:
        """Estimates from enquiries how many are about somebody registered.

        Returns:  the present prior where there is none. It is not taken up: whoever asks sets `prior`.
        """
        return estimated_prior(map(self.evidence, enquiries), self.prior)

    def rank_many(self, enquiries: Iterable[EnquiryRow], top: int = 10) -> Iterator[Ranked]:
        """Ranks many enquiries, in the order given."""
        for enquiry in enquiries:
            yield self.rank(enquiry, top)

    def compare(self, enquiry: EnquiryRow, person_id: str, *, closely: bool = False) -> Candidate | None:
        """Weighs one enquiry against one record, whatever the result; None when the record is not in the index."""
        return self.compare_many(enquiry, [person_id], closely=closely)[0]

    def compare_many(
        self, enquiry: EnquiryRow, person_ids: Sequence[str], *, closely: bool = False
    ) -> tuple[Candidate | None, ...]:
        """Weighs one enquiry against some records, whatever the result; None for one that is not in the index.

        Given:    surnames are compared as `find` does it: one by one where nobody stands out, or, where no search is
                  to agree with, always (`closely`).
        """
        entries = {one: found for one in person_ids if len(found := self._entries_of(one))}
        if not entries:
            return (None,) * len(person_ids)
        weighed, together = self._weigh(enquiry), np.concatenate(list(entries.values()))
        if weighed.is_close or closely:
            self._weighing.add_alike(weighed, self._unlike(weighed, together))
        bits = self._weighing.weigh_entries(weighed, self._body, self._tail, self._extras, together)
        best, begin = [], 0
        for person_id, own in entries.items():
            at = begin + int(bits[begin : begin + len(own)].argmax())
            best.append(_Best(float(bits[at]), person_id, int(together[at])))
            begin += len(own)
        compared = {one.person_id: one for one in self._candidates(enquiry, weighed, best)}
        return tuple(map(compared.get, person_ids))

    def stratum_of(self, enquiry: EnquiryRow) -> str:
        """Returns the stratum of the calibration that an enquiry belongs to."""
        return self._asked(enquiry).stratum

    def bits_of(self, enquiry: EnquiryRow) -> tuple[Floats, Floats, list[Agreement]]:
        """Returns the bits of all entries looked at: those of the names alone, and all; and how the best agree."""
        weighed = self._weigh(enquiry)
        return weighed.names.copy(), weighed.weights.copy(), list(self._agreements(weighed).values())

    def level_shares(self, field: str, value: str) -> Mapping[str, float]:
        """Returns what share of the register is alike to a tidy value at each level: how often chance alone agrees.

        Given:    `field` a role of names or a further field. Surnames that share no key with the value are counted in
                  a sample of the register.
        """
        forms, counts = self._fields[field], self._fields[field].counts
        graded = forms.grade(value, self._weights, self.persons)
        held = np.bincount(graded.levels, counts[graded.forms], len(FIELD_LEVELS[field]))
        if isinstance(forms, SurnameForms) and counts.any():
            steps = np.linspace(0, counts.sum(), _SAMPLE, endpoint=False)
            sample = np.searchsorted(np.cumsum(counts), steps, side="right").astype(np.int32)
            unlike = sample[~np.isin(sample, graded.forms)]
            closer = forms.graded_closely(value, graded, unlike, self._weights)
            found = np.bincount(closer.levels[len(graded.levels) :], minlength=len(held))
            held = held + found * counts.sum() / _SAMPLE
        shares = dict(zip(FIELD_LEVELS[field], held / max(1, counts.sum()), strict=True))
        return shares | {FIELD_LEVELS[field][-1]: max(0.0, 1.0 - sum(shares.values()))}

    def _asked(self, enquiry: EnquiryRow) -> Asked:
        surnames = cast(SurnameForms, self._fields["surname"])
        return asked_of(enquiry, self._orders, self._weights, surnames.is_borne)

    def _weigh(self, enquiry: EnquiryRow, only: Ints | None = None) -> Weighed:
        asked = self._asked(enquiry)
        found = self._weighing.weigh(
            asked, self._body, self._tail, self._extras, self.persons, self._odds_to_look_further(), only
        )
        return self._one_a_person(found) if self._body.owner is not None or self._tail.has_several else found

    def _one_a_person(self, weighed: Weighed) -> Weighed:
        """Keeps the best entry of every person that anything speaks for: an unlabelled name was filed several times."""
        best = best_of_each(self._persons_of(weighed.rows.astype(np.int64)), weighed.names, weighed.weights)
        return replace(weighed, rows=weighed.rows[best], names=weighed.names[best], weights=weighed.weights[best])

    def _odds_to_look_further(self) -> float:
        """What the best weight is held against when more are looked at; the same whatever the prior is said to be."""
        return _ODDS_TO_LOOK_FURTHER * self._records

    @property
    def _records(self) -> float:
        """Those who may be meant: a register of a few men is not the whole of them, so the background counts too."""
        return self.persons + self._weights.background

    def _best(self, enquiry: EnquiryRow, top: int) -> tuple[Weighed | None, list[_Best]]:
        """Returns the best entries, one a person; of more than _MOST_TIES equals those that came first."""
        if top < 1 or not len(self):
            return None, []
        weighed = self._weigh(enquiry)
        return weighed, self._best_of(weighed, top)

    def _best_of(self, weighed: Weighed, top: int) -> list[_Best]:
        wanted = min(len(weighed.weights), top)
        if not wanted:
            return []
        least, _ = best_and_mass(weighed.weights, wanted, 1.0)
        places = np.flatnonzero(weighed.weights >= max(_LEAST_BITS, float(least)))
        most = max(_MOST_TIES, top)
        if len(places) > most:
            places = places[np.argsort(-weighed.weights[places], kind="stable")[:most]]
        entries = weighed.rows[places].astype(np.int64)
        names = self._ids_of(self._persons_of(entries))
        named = list(map(_Best, weighed.weights[places].tolist(), names, entries.tolist()))
        return sorted(named, key=lambda one: (-one.bits, one.person_id))[:top]

    def _candidates(self, enquiry: EnquiryRow, weighed: Weighed, best: list[_Best]) -> tuple[Candidate, ...]:
        bits = tuple(one.bits for one in best)
        evidence, relatives = self._evidence(weighed)
        probabilities, equal = self._probabilities(weighed, bits, evidence), equally_good(weighed.weights, bits)
        slope, odds = self._weights.heat(weighed.asked.stratum).slope, self.prior.odds_of_nobody
        return tuple(
            Candidate(
                person_id=one.person_id,
                match_weight_bits=round(one.bits, 3),
                probability=probability,
                fields=reasons_of(enquiry, weighed, numbers, self._fields, self._extras),
                equally_good=count,
                # One formula for both: 2^(slope bits) is to his own chance as their mass is to theirs.
                relatives=probability * odds * relatives.get(one.entry, 0.0) / 2.0 ** (slope * one.bits),
            )
            for one, probability, count, numbers in zip(
                best, probabilities, equal, self._numbers_of([one.entry for one in best]), strict=True
            )
        )

    def _probabilities(self, weighed: Weighed, bits: tuple[float, ...], evidence: Evidence) -> tuple[float, ...]:
        """Returns the chance of each answer, calibrated by stratum; the rest of 1 is others, or nobody registered."""
        return posterior(bits, evidence, self.prior.odds_of_nobody, self._weights.heat(weighed.asked.stratum).slope)

    def _evidence(self, weighed: Weighed) -> tuple[Evidence, dict[int, float]]:
        """Returns what an enquiry says, and the mass of unregistered relatives of each of its best entries."""
        heat = self._weights.heat(weighed.asked.stratum)
        relatives = {entry: mass_of_relatives(one, heat.slope) for entry, one in self._agreements(weighed).items()}
        _, mass = best_and_mass(weighed.weights, 1, heat.slope)
        _, namesakes = best_and_mass(weighed.names, 1, heat.slope)
        beyond, beyond_by_name = weighed.beyond
        return evidence_of(
            float(mass) + beyond, float(namesakes) + beyond_by_name, sum(relatives.values()), self._records, heat
        ), relatives

    def _agreements(self, weighed: Weighed) -> dict[int, Agreement]:
        """Returns how the best entries agree in what families share."""
        wanted = min(_WITH_RELATIVES, len(weighed.weights))
        if not wanted:
            return {}
        best = float(weighed.weights.max())
        if best < math.log2(self._records) - _NOBODY_BITS:
            return {}
        least, _ = best_and_mass(weighed.weights, wanted, 1.0)
        least = max(float(least), best - _RELATIVES_BITS, _LEAST_BITS)
        (places,) = (weighed.weights >= least).nonzero()
        if len(places) > wanted:
            places = places[np.argsort(-weighed.weights[places], kind="stable")[:wanted]]
        entries = weighed.rows[places].tolist()
        if not entries:
            return {}
        numbers = self._numbers_of(entries)
        agreed = agreements_of(weighed, numbers, self._extras, self._years, self._fellows, self._records)
        return dict(zip(entries, agreed, strict=True))

    def _fellows(self, surname: int, place: int) -> int:
        """Returns how many have that very surname and that very place."""
        return of_surname_in_place(self._body, self._tail, surname, self._extras.index("place"), place)

    def _unlike(self, weighed: Weighed, entries: Entries) -> Ints:
        """Returns the surname forms of some entries that no asked word was found to be like."""
        own, later = entries[entries < len(self._body)], entries[entries >= len(self._body)] - len(self._body)
        forms = np.unique(np.concatenate([self._body.columns.surname[own], self._tail.columns.surname[later]]))
        known = [one.forms for one in weighed.surnames.values()]
        return forms[(forms > 0) & ~np.isin(forms, np.concatenate([NO_FORM, *known]))].astype(np.int32)


class _Best(NamedTuple):
    """One of the best entries."""

    bits: float
    person_id: str
    entry: int
