"""What jobs ask of the outside; config binds it at start."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from repatria.core.law.notes import NoteWay
from repatria.core.vocabulary.gateways import Gateway
from repatria.core.vocabulary.paper_codes import check_word, paper_code
from repatria.core.vocabulary.papers import LetterPaper, PaperPrinter
from repatria.core.vocabulary.receipts import words_of
from repatria.doors.jobs.importing.opening import OpenTable, open_here
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role

LEAST_PROBABILITY = 0.001
"""Whoever is less likely to be meant is not laid before reviewers, where the bureau has set nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What every paper says of its sender."""

    bureau: dict[str, str]  # name by language
    telephone: str
    check_address: str
    is_demo: bool
    whom: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # whom she can ask, by language, under letters
    hours: Mapping[str, str] = field(default_factory=dict)  # when somebody answers the telephone

    def mail_address(self, language: str, number: str) -> str:
        """Where letters to a prisoner go: to the bureau under his number, never to where he is."""
        return f"{self.bureau[language]}, № {number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Clock, randomness, printer and letter writer of a running process, and what papers say of the bureau."""

    printer: PaperPrinter
    write_letter: Callable[[LetterPaper], tuple[str, tuple[str, ...]]]
    letterhead: Letterhead
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    randomness: Callable[[int], bytes] = secrets.token_bytes
    registered_share: float | None = None
    """Of enquiries about somebody registered, where the bureau has set it."""
    least_probability: float = LEAST_PROBABILITY
    """Who is less likely to be meant is not laid before reviewers; he is counted."""

    gateways: Mapping[NoteWay, Gateway] = field(default_factory=dict)  # none: no notes go out
    barred: tuple[str, ...] = ()
    """Operators to whom no note goes unless two let it through: ends of mail hosts, beginnings of numbers."""
    countries: tuple[str, ...] = ()
    """Numbers of the countries to which a short message goes; none named: to all."""

    calls_folder: Path | None = None
    """Where the door of calls reads tickets and lays reports; None where the house has no such door."""
    calls_page: str = ""
    """The address of that door as she types it."""

    open_table: OpenTable = open_here
    """Opens a list that came from outside; config binds a limited child for workbooks."""

    def house(self, role: Role) -> Acting:
        """The acting of a service of the house at this moment."""
        return Acting(account_id=role.value, roles=frozenset({role}), at=self.now(), randomness=self.randomness)

    def paper_mark(self, language: str) -> tuple[str, str]:
        """A fresh code and check word for a paper in this language."""
        return paper_code(self.randomness(13)), check_word(self.randomness(8), words_of(language))
