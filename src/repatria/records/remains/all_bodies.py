"""Every record of a body that stands, opened once and kept in memory: whoever lays all of them beside each other asks
here, for higher rooms.

What came since is read from the log; whose key was destroyed is dropped at the next
question, before anything is answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from repatria.core.vocabulary.body_record import BodyRecord, laid_over
from repatria.records.ledger.acts import Lost
from repatria.records.ledger.following import BEFORE_ALL, Head, acts_between, head_of_log, still_stands
from repatria.records.ledger.own_acts import KeyDestroyed
from repatria.records.remains.examination_acts import (
    AnteMortemRecorded,
    AnteMortemWords,
    ExaminationRecorded,
    ExaminationWords,
)
from repatria.records.vault.keyring import Purpose

_KINDS = frozenset({AnteMortemRecorded.KIND, ExaminationRecorded.KIND, KeyDestroyed.KIND})


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What all records of one body, or of one who is sought, say together.

    Given:    `on` the day of the last one.
    """

    record: BodyRecord
    on: str


@dataclass(slots=True)
class _Bodies:
    head: Head = BEFORE_ALL
    examined: dict[str, Whole] = field(default_factory=dict)
    told: dict[str, Whole] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def read_on(self) -> None:
        head = head_of_log()
        if not still_stands(self.head):
            self.head, self.examined, self.told = BEFORE_ALL, {}, {}
        for recorded in acts_between(self.head, head, _KINDS):
            given = recorded.act
            if isinstance(given, KeyDestroyed):  # of the words of a body, not of whatever else lies under its number
                for purpose, held in ((Purpose.IDENTITY, self.examined), (Purpose.KIN, self.told)):
                    if given.purpose is purpose:
                        held.pop(given.subject, None)
            elif isinstance(given, ExaminationRecorded):
                _lay(self.examined, given.item_code, given.words, given.at)
            elif isinstance(given, AnteMortemRecorded):
                _lay(self.told, given.enquiry_id, given.words, given.at)
        self.head = head


def _lay(
    held: dict[str, Whole], number: str, words: ExaminationWords | AnteMortemWords | Lost | None, at: str
) -> None:  # fmt: skip
    if words is None or isinstance(words, Lost):
        return
    before = [held[number].record] if number in held else []
    held[number] = Whole(record=laid_over([*before, words.record]), on=at[:10])


_bodies = _Bodies()


def every_body() -> tuple[Mapping[str, Whole], Mapping[str, Whole]]:
    """The items that were examined by their codes, and those who are sought by the numbers of their enquiries."""
    with _bodies.lock:
        _bodies.read_on()
        return dict(_bodies.examined), dict(_bodies.told)
