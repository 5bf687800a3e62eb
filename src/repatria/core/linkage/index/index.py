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
from numpy.typing import NDArray

from repatria.core.linkage.candidates import (
    DEAD,
    Body,
    Keys,
    PersonIds,
    Tail,
    Weighed,
    Weighing,
    YearCounts,
    columns_of,
    empty_columns,
    merged,
)
from repatria.core.linkage.chances import (
    Agreement,
    best_and_mass,
    best_of_each,
    equally_good,
    evidence_of,
    mass_of_relatives,
    posterior,
)
from repatria.core.linkage.comparison import FIELD_LEVELS, Weights, learned_weights
from repatria.core.linkage.forms import EXTRAS, ROLES, Asked, NameForms, OrderTable, SurnameForms, asked_of, new_fields
from repatria.core.linkage.index.filing import FiledChunk, Filing, Spread, by_one, in_chunks
from repatria.core.linkage.index.like_him import agreements_of
from repatria.core.linkage.index.reasons import reasons_of
from repatria.core.linkage.numbers import Floats, Ints
from repatria.core.linkage.prior import Evidence, Prior, assumed_prior, estimated_prior
from repatria.core.linkage.rows import Candidate, EnquiryRow, Ranked, RegisterColumns, RegisterRow
from repatria.core.names.similarity import FormIndex

_LEAST_BITS = 0.01
"""Records below it have nothing that speaks for them and are left out."""
_TAIL_LEAST, _TAIL_PART = 4096, 8
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
NO_FORM = np.zeros(1, dtype=np.int32)
_WARMING = RegisterColumns(person_id=["", ""], name=["Шевчинко Сережа Петрович", "Babich Jurij"], place=["Умань", ""])
Entries = NDArray[np.int64]


class LinkageIndex:
    """All records of one kind, searched by unlabelled or labelled names.

    Given:    rows are register records, or enquiries with their unlabelled `name`: the same class serves both
              directions.
    Not:      safe for several threads at once; its owner is one process.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or learned_weights()
        self._fields = new_fields()
        self._orders = OrderTable()
        self._numbering: dict[int, dict[str, Ints]] = {}
        self._years = YearCounts()
        self._weighing = Weighing(self._weights, self._fields, self._years)
        self._extras = ["place"]
        self._body = Body(empty_columns(1), None, PersonIds(), Keys.none(), 1)
        self._tail = Tail(1)
        self._in_tail: dict[str, list[int]] = {}
        self._struck_persons = 0
        self.prior = assumed_prior(self._weights.registered_share)
        """How many enquiries are about somebody registered; whoever knows better sets it. No order depends on it."""

    @classmethod
    def build(cls, rows: Iterable[RegisterRow], weights: Weights | None = None) -> LinkageIndex:
        """Builds an index of rows; a later row replaces an earlier one with the same person_id."""
        last = {row.person_id: row for row in rows}
        return cls.build_columns(in_chunks(last.values()), weights)

    @classmethod
    def build_columns(
        cls, chunks: Iterable[RegisterColumns], weights: Weights | None = None, spread: Spread = by_one
    ) -> LinkageIndex:
        """Builds an index of many rows.

        Given:    `spread` works chunks through, perhaps on several processors.
        Returns:  an index in which a person_id that was repeated stands for all its records: the one that fits an
                  enquiry best answers for him.
        """
        index = cls(weights)
        # The tables of names are read before anybody else is asked: who is then has them already.
        Filing(index._weights, index._orders).filed(_WARMING)
        for chunk in spread(lambda source: Filing(index._weights, index._orders, source).filed, chunks):
            index._append(chunk)
        index._numbering.clear()
        index.settle()
        return index

    def __len__(self) -> int:
        return len(self._body.ids) + self._tail.persons - self._struck_persons

    def __contains__(self, person_id: str) -> bool:
        return len(self._entries_of(person_id)) > 0

    @property
    def weights(self) -> Weights:
        """What agreement is worth here."""
        return self._weights

    @property
    def size_bytes(self) -> int:
        """What the entries take in memory, identifiers included; the vocabulary comes beside it."""
        return self._body.size_bytes

    @property
    def vocabulary_bytes(self) -> int:
        """What the forms of all fields take in memory."""
        return sum(field.size_bytes for field in self._fields.values())

    def add(self, row: RegisterRow) -> None:
        """Adds a row, findable at once; replaces the row with the same person_id."""
        self.remove(row.person_id)
        first = len(self._tail)
        self._append(Filing(self._weights, self._orders).filed(RegisterColumns.of([row])))
        self._numbering.clear()
        self._in_tail[row.person_id] = list(range(first, len(self._tail)))
        if len(self._tail) > max(_TAIL_LEAST, len(self._body) // _TAIL_PART):
            self.settle()

    def remove(self, person_id: str) -> None:
        """Takes a row out; nothing happens when there is none.

        Not:      the forms of its name: the vocabulary keeps them, counted for nobody, until the index is built anew.
        """
        entries = self._entries_of(person_id)
        if not len(entries):
            return
        self._struck_persons += len(np.unique(self._persons_of(entries)))
        own, later = entries[entries < len(self._body)], entries[entries >= len(self._body)] - len(self._body)
        for columns, struck in ((self._body.columns, own), (self._tail.columns, later)):
            for role, column in zip(ROLES, columns, strict=False):
                self._fields[role].count(column[struck], -1)
            for at, name in enumerate(self._extras):
                self._fields[name].count(columns.extras[at, struck], -1)
            self._years.count(columns.date[struck], -1)
        self._body.strike(own)
        self._tail.strike(later)
        self._in_tail.pop(person_id, None)

    def settle(self) -> None:
        """Merges what came into the sorted body: answers stay the same, later ones come faster."""
        for field in self._fields.values():
            if isinstance(field.forms, FormIndex):
                field.forms.arrange()
        columns, owner, ids = merged(self._body, self._tail)
        given, patronymic = (cast(NameForms, self._fields[role]) for role in ROLES[1:])
        keys = Keys(given.keys(), patronymic.keys())
        self._body = Body(columns, owner, ids, keys, len(self._fields["surname"]))
        self._tail, self._in_tail, self._struck_persons = Tail(len(self._extras)), {}, 0

    def _append(self, chunk: FiledChunk) -> None:
        numbering = self._numbering.setdefault(chunk.source, {})
        for name, forms in chunk.forms.items():
            known = numbering.get(name, NO_FORM)
            numbering[name] = np.concatenate([known, self._fields[name].take_read(forms)]) if forms.texts else known
        for name in EXTRAS:
            if name in chunk.numbers and name not in self._extras:
                self._extras.append(name)
                self._body.widen(len(self._extras))
                self._tail.widen(len(self._extras))
        columns = {name: numbering[name][numbers] for name, numbers in chunk.numbers.items()}
        for name, column in columns.items():
            self._fields[name].count(column, 1)
        extras = np.zeros((len(self._extras), len(chunk.owner)), dtype=np.int32)
        for at, name in enumerate(self._extras):
            if name in columns:
                extras[at] = columns[name]
        self._years.count(chunk.date, 1)
        self._tail.append(
            columns_of(columns["surname"], columns["given_name"], columns["patronymic"], chunk.date, extras),
            chunk.owner,
            chunk.person_id,
        )

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
        graded = forms.grade(value, self._weights, len(self))
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

    def _weigh(self, enquiry: EnquiryRow) -> Weighed:
        asked = self._asked(enquiry)
        found = self._weighing.weigh(
            asked, self._body, self._tail, self._extras, len(self), self._odds_to_look_further()
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
        return len(self) + self._weights.background

    def _best(self, enquiry: EnquiryRow, top: int) -> tuple[Weighed | None, list[_Best]]:
        """Returns the best entries, one a person; of more than _MOST_TIES equals those that came first."""
        if top < 1 or not len(self):
            return None, []
        weighed = self._weigh(enquiry)
        wanted = min(len(weighed.weights), top)
        if not wanted:
            return weighed, []
        least, _ = best_and_mass(weighed.weights, wanted, 1.0)
        places = np.flatnonzero(weighed.weights >= max(_LEAST_BITS, float(least)))
        most = max(_MOST_TIES, top)
        if len(places) > most:
            places = places[np.argsort(-weighed.weights[places], kind="stable")[:most]]
        entries = weighed.rows[places].astype(np.int64)
        names = self._ids_of(self._persons_of(entries))
        named = list(map(_Best, weighed.weights[places].tolist(), names, entries.tolist()))
        return weighed, sorted(named, key=lambda one: (-one.bits, one.person_id))[:top]

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

    def _numbers_of(self, entries: Sequence[int]) -> list[tuple[int, ...]]:
        """Returns the numbers of each entry's forms by role, its packed date, and its further fields."""
        found, body = [], len(self._body)
        for entry in entries:
            rows, extras = self._body.entries if entry < body else self._tail.entries
            at = entry if entry < body else entry - body
            surname, date, given, patronymic = rows[at].item()
            found.append((surname, given, patronymic, date, *extras[at].tolist()))
        return found

    def _probabilities(self, weighed: Weighed, bits: tuple[float, ...], evidence: Evidence) -> tuple[float, ...]:
        """Returns the chance of each answer, calibrated by stratum; the rest of 1 is others, or nobody registered."""
        return posterior(bits, evidence, self.prior.odds_of_nobody, self._weights.heat(weighed.asked.stratum).slope)

    def _evidence(self, weighed: Weighed) -> tuple[Evidence, dict[int, float]]:
        """Returns what an enquiry says, and the mass of unregistered relatives of each of its best entries."""
        heat = self._weights.heat(weighed.asked.stratum)
        relatives = {entry: mass_of_relatives(one, heat.slope) for entry, one in self._agreements(weighed).items()}
        _, mass = best_and_mass(weighed.weights, 1, heat.slope)
        _, namesakes = best_and_mass(weighed.names, 1, heat.slope)
        return evidence_of(float(mass), float(namesakes), sum(relatives.values()), self._records, heat), relatives

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
        agreed = agreements_of(weighed, numbers, self._extras, self._years, self._body, self._tail, self._records)
        return dict(zip(entries, agreed, strict=True))

    def _entries_of(self, person_id: str) -> Entries:
        """Returns the living entries of a person, those of the tail numbered after the body's."""
        if person_id in self._in_tail:
            return np.array(self._in_tail[person_id], dtype=np.int64) + len(self._body)
        if not len(self._body):
            return np.zeros(0, dtype=np.int64)
        entries = self._body.entries_of(np.array(self._body.ids.numbers_of(person_id), dtype=np.int64))
        living: Entries = entries[self._body.entries.rows["surname"][entries] != DEAD]
        return living

    def _unlike(self, weighed: Weighed, entries: Entries) -> Ints:
        """Returns the surname forms of some entries that no asked word was found to be like."""
        own, later = entries[entries < len(self._body)], entries[entries >= len(self._body)] - len(self._body)
        forms = np.unique(np.concatenate([self._body.columns.surname[own], self._tail.columns.surname[later]]))
        known = [one.forms for one in weighed.surnames.values()]
        return forms[(forms > 0) & ~np.isin(forms, np.concatenate([NO_FORM, *known]))].astype(np.int32)

    def _persons_of(self, entries: Entries) -> Entries:
        if not len(self._tail):
            return entries if self._body.owner is None else self._body.owner[entries].astype(np.int64)
        persons = entries.copy()
        own, later = entries < len(self._body), entries >= len(self._body)
        if self._body.owner is not None:
            persons[own] = self._body.owner[entries[own]]
        persons[later] = self._tail.owner[entries[later] - len(self._body)] + len(self._body.ids)
        return persons

    def _ids_of(self, persons: Entries) -> list[str]:
        body = len(self._body.ids)
        if not self._tail.persons:
            return self._body.ids.texts(persons)
        return [self._body.ids[one] if one < body else self._tail.ids[one - body] for one in persons.tolist()]


class _Best(NamedTuple):
    """One of the best entries."""

    bits: float
    person_id: str
    entry: int
