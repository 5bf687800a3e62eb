"""The matcher's two indexes, persons and open enquiries: who may be meant by whom, and how both are built anew aside.

Core alone is asked here: no store and no seal is opened. To weigh with other weights: 1. the rows of the matcher are
taken as they stand; 2. another thread builds both indexes, while the old ones go on answering; 3. what was recorded
meanwhile is noted; 4. the owner takes the new indexes with what was noted, between two answers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from repatria.core.linkage.comparison import Weights
from repatria.core.linkage.index import LinkageIndex, Spread, by_one, in_chunks
from repatria.core.linkage.rows import Candidate, EnquiryRow, RegisterRow

PAIRS_AN_ENQUIRY = 5
ENQUIRIES_A_PERSON = 50
"""So many of the likeliest enquiries are weighed against a new record."""

_FIRST_QUESTION = EnquiryRow(
    enquiry_id="", name="Іваненко Іван Іванович", birth_date="1990-01-01", place="Київ", unit="1", number="1", rank="1"
)


def as_register_row(asked: EnquiryRow) -> RegisterRow:
    """An enquiry as a row to be found: the same index serves both directions."""
    return RegisterRow(
        person_id=asked.enquiry_id, name=asked.name, birth_date=asked.birth_date, place=asked.place, unit=asked.unit
    )  # fmt: skip


def turned(row: RegisterRow) -> EnquiryRow:
    """A person as a question to the enquiries."""
    return EnquiryRow(
        enquiry_id=row.person_id, name=f"{row.surname} {row.given_name} {row.patronymic}".strip(),
        birth_date=row.birth_date, place=row.place, unit=row.unit,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Indexes:
    """Persons and open enquiries, weighed with one version of the weights."""

    persons: LinkageIndex
    enquiries: LinkageIndex
    version: int

    @classmethod
    def of(
        cls, registered: Iterable[RegisterRow], sought: Iterable[EnquiryRow], weights: Weights, version: int,
        spread: Spread = by_one,
    ) -> Indexes:  # fmt: skip
        """Builds both, and asks each once: what an index prepares at its first question is not for a worker to wait.

        Given:    no number twice; `spread` as for `LinkageIndex.build_columns`.
        """
        persons = LinkageIndex.build_columns(in_chunks(registered), weights, spread)
        enquiries = LinkageIndex.build_columns(in_chunks(map(as_register_row, sought)), weights, spread)
        built = cls(persons, enquiries, version)
        for index in (built.persons, built.enquiries):
            index.rank(_FIRST_QUESTION, 1)
        return built

    def persons_for(self, enquiry: EnquiryRow) -> tuple[Candidate, ...]:
        """Whom an enquiry may mean, likeliest first."""
        return self.persons.find(enquiry, PAIRS_AN_ENQUIRY)

    def enquiries_for(
        self, row: RegisterRow, sought: Mapping[str, EnquiryRow]
    ) -> Iterator[tuple[EnquiryRow, Candidate | None]]:
        """The open enquiries that may mean a new record, likeliest first, each with the weight of this pair.

        Given:    turned round only to find which enquiries are worth comparing; the weight is that of the enquiry's
                  side, and None where others fit her better than he does.
        """
        for number in self.enquiries.rank(turned(row), ENQUIRIES_A_PERSON).person_ids:
            enquiry = sought.get(number)
            if enquiry is not None:
                is_among = row.person_id in self.persons.rank(enquiry, PAIRS_AN_ENQUIRY).person_ids
                yield enquiry, self.persons.compare(enquiry, row.person_id) if is_among else None


class Reweighing:
    """One building aside.  Given: made, noted to and taken by one thread, the matcher's own."""

    def __init__(
        self, registered: Iterable[RegisterRow], sought: Iterable[EnquiryRow], weights: Weights, version: int
    ) -> None:
        self.version, self.fault = version, ""
        self._built: list[Indexes] = []
        self._persons: set[str] = set()
        self._enquiries: set[str] = set()
        rows = tuple(registered), tuple(sought)  # as they are now: the matcher goes on with its own
        self._thread = threading.Thread(target=self._build, args=(*rows, weights), daemon=True)
        self._thread.start()

    def _build(self, registered: Iterable[RegisterRow], sought: Iterable[EnquiryRow], weights: Weights) -> None:
        try:
            self._built.append(Indexes.of(registered, sought, weights, self.version))
        except Exception as error:
            self.fault = type(error).__name__  # its words may hold a name; and the old indexes go on answering

    @property
    def is_done(self) -> bool:
        return not self._thread.is_alive()

    def note(self, person_ids: Iterable[str], enquiry_ids: Iterable[str]) -> None:
        """Remembers whom the index that is being built does not know as he now is."""
        self._persons.update(person_ids)
        self._enquiries.update(enquiry_ids)

    def caught_up(self, registered: Mapping[str, RegisterRow], sought: Mapping[str, EnquiryRow]) -> Indexes | None:
        """The new indexes, with what was noted as it stands now; waits for them where they are not built yet.

        Returns:  None when building failed; `fault` names the kind of it.
        """
        self._thread.join()
        if not self._built:
            return None
        indexes = self._built[0]
        for person_id in sorted(self._persons & registered.keys()):
            indexes.persons.add(registered[person_id])
        for enquiry_id in sorted(self._enquiries):
            if enquiry_id in sought:
                indexes.enquiries.add(as_register_row(sought[enquiry_id]))
            else:
                indexes.enquiries.remove(enquiry_id)
        return indexes
