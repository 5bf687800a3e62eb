"""The matcher's two indexes built anew aside, while the old ones go on answering.

1. the rows that the matcher holds are taken as they are; 2. another thread builds both indexes with the new weights: it
opens no store and no seal; 3. what was recorded meanwhile is noted; 4. the owner takes the new indexes with what was
noted, between two answers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import EnquiryRow, RegisterRow
from repatria.records.matching.weighing import InForce


def as_register_row(asked: EnquiryRow) -> RegisterRow:
    """An enquiry as a row to be found: the same index serves both directions."""
    return RegisterRow(
        person_id=asked.enquiry_id, name=asked.name, birth_date=asked.birth_date, place=asked.place, unit=asked.unit
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Indexes:
    """Persons and open enquiries, weighed with one version of the weights."""

    persons: LinkageIndex
    enquiries: LinkageIndex
    version: int

    @classmethod
    def of(cls, registered: Iterable[RegisterRow], sought: Iterable[EnquiryRow], weights: InForce) -> Indexes:
        return cls(
            LinkageIndex.build(registered, weights.weights),
            LinkageIndex.build(map(as_register_row, sought), weights.weights),
            weights.version,
        )


class Reweighing:
    """One building aside.  Given: made, noted to and taken by one thread, the matcher's own."""

    def __init__(self, registered: Iterable[RegisterRow], sought: Iterable[EnquiryRow], weights: InForce) -> None:
        self.version = weights.version
        self._built: list[Indexes] = []
        self._persons: set[str] = set()
        self._enquiries: set[str] = set()
        self.fault = ""
        rows = tuple(registered), tuple(sought)  # as they are now: the matcher goes on with its own
        self._thread = threading.Thread(target=self._build, args=(*rows, weights), daemon=True)
        self._thread.start()

    def _build(self, registered: Iterable[RegisterRow], sought: Iterable[EnquiryRow], weights: InForce) -> None:
        try:
            self._built.append(Indexes.of(registered, sought, weights))
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
