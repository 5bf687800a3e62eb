"""The certificate of death of Annex IV D, and the lists of the dead and of graves.

Source: GC III art. 120; GC I art. 16, 17. What nobody recorded is a line that is filled in by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from repatria.core.vocabulary.certificates import CertificateField, DeathListKind, ListedDead
from repatria.core.vocabulary.paper_mark import PaperInputError, PaperMark
from repatria.core.vocabulary.papers import PaperKind

MOST_LISTED = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePaperLine:
    """One field: what is said, a word that each language has its own text of, or neither, to be filled by hand."""

    field: CertificateField
    text: str = ""
    word: str = ""
    told_by: str = ""  # of what was attested and no act of the house holds


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSigner:
    """Who signed on record, and when."""

    account: str
    at: datetime
    as_doctor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathCertificatePaper:
    """The notification of death of Annex IV D: every field of it, once.

    Given:    `replaces` the number of the certificate in whose place it stands; without two signers it says that it is
              a draft.
    Raises:   PaperInputError for a certificate that leaves out a field of the form, or has one twice.
    """

    mark: PaperMark
    number: int
    lines: tuple[CertificatePaperLine, ...]
    signers: tuple[CertificateSigner, ...] = ()
    replaces: str = ""
    remains: tuple[str, ...] = ()
    withdrawn_at: datetime | None = None

    def __post_init__(self) -> None:
        if tuple(one.field for one in self.lines) != tuple(CertificateField):
            raise PaperInputError("a certificate has every field of the form, in its order", (("lines", "count"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.DEATH_CERTIFICATE


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathListPaper:
    """A list of the dead, or of graves and of who lies in them.

    Raises:   PaperInputError for a list of nobody, or of too many.
    """

    mark: PaperMark
    which: DeathListKind
    number: int
    power: str
    drawn_at: datetime
    digest: str
    lines: tuple[ListedDead, ...]
    certified_by: str = ""
    certified_at: datetime | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.lines) <= MOST_LISTED:
            raise PaperInputError("a list has 1 to 5,000 lines", (("lines", "count"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.DEATH_LIST if self.which is DeathListKind.DEAD else PaperKind.GRAVE_LIST
