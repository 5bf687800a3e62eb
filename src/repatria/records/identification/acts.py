"""The acts of samples and profiles. Who gave a sample lies under his own key, what it shows under another of DNA."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.identification import ConsentUse, GivenBy, ProfileFlag
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPowerStated(Act):
    """The head said whose bureau this is: families of this Power alone give samples here (practice rule 24)."""

    KIND: ClassVar[str] = "identification.own_power_stated"

    stated_id: str
    power: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWords:
    """Who gave it, what he is to the one who is missing, who saw it, in what language it was explained."""

    donor: str
    relation: str
    witness: str
    taken_by: str
    language: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven(Act):
    """A sample was given, for stated uses, until a stated day, before a witness."""

    KIND: ClassVar[str] = "identification.consent_given"

    reference_id: str  # the code under which the laboratory has it
    enquiry_id: str  # "" of staff
    given_by: GivenBy
    uses: tuple[ConsentUse, ...]
    given_on: str
    until: str
    power: str
    sex: str
    words: ConsentWords | None = part(Purpose.KIN, of="reference_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(Act):
    """Whoever gave a sample takes it back; no reason is asked for."""

    KIND: ClassVar[str] = "identification.consent_withdrawn"

    reference_id: str
    withdrawn_on: str
    by_way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLines:
    """The lines of a laboratory's file that were not taken, each with its reason, as JSON."""

    lines: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsReceived(Act):
    """A file of a laboratory was read: whose, by what digest, and how many of its lines were not taken.

    Version 1 kept the file's name in the open, which may name a family: it is read without.
    """

    KIND: ClassVar[str] = "identification.results_received"
    VERSION: ClassVar[int] = 2

    results_id: str
    laboratory: str
    accreditation: str
    kit: str
    typed_on: str
    digest: str
    samples: int
    refused: int
    words: RefusedLines | None = part(Purpose.DNA, of="results_id")


@upcast("identification.results_received.1", "identification.results_received.2")
def _name_no_file(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "file_name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileWords:
    """What was read, as JSON: alleles by marker, lines of descent, sex, and the cells as the file has them.

    Given:    `said` the flags of the reading, with spaces between: they tell of sex and kinship, and go with it.
    """

    profile: str
    raw: str
    said: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRead(Act):
    """What a laboratory read of one sample. A second reading stands beside the first.

    Version 1 kept the flags and how many loci there are in the open: both are read as the sample's, under its key.
    """

    KIND: ClassVar[str] = "identification.profile_read"
    VERSION: ClassVar[int] = 2

    reading_id: str
    sample_code: str  # of a reference, or of a sample of the dead
    is_reference: bool
    results_id: str
    words: ProfileWords | None = part(Purpose.DNA, of="sample_code")


@upcast("identification.profile_read.1", "identification.profile_read.2")
def _seal_what_is_said(fields: dict[str, Any]) -> dict[str, Any]:
    words, said = fields.get("words"), " ".join(fields.get("flags", ()))
    kept = {name: value for name, value in fields.items() if name not in ("loci", "flags")}
    return kept if words is None else {**kept, "words": {**words, "said": said}}


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FlagSettled(Act):
    """Somebody looked at what was said of a profile and says what it is; two free it from quarantine."""

    KIND: ClassVar[str] = "identification.flag_settled"

    settled_id: str
    sample_code: str
    flag: ProfileFlag
    is_free: bool
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FrequenciesProposed(Act):
    """A table of allele frequencies with its source; ratios rest on it once another person has agreed."""

    KIND: ClassVar[str] = "identification.frequencies_proposed"

    table_id: str
    population: str
    source: str
    digest: str
    least: str  # the frequency of an allele that the table lacks
    by_marker: dict[str, dict[str, float]]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FrequenciesAgreed(Act):
    """Another person looked at a table of frequencies and agreed: from now on ratios rest on it."""

    KIND: ClassVar[str] = "identification.frequencies_agreed"

    table_id: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class SamplesRoundOpened(Act):
    """Every family whose samples carry too little is asked for one more, by one measure for all and candidate or not.

    Given:    `bodies` and `share` are the measure: a true one among so many must be told in so many of a hundred draws.
    """

    KIND: ClassVar[str] = "identification.samples_round_opened"

    round_id: str
    received_before: str
    bodies: int
    share: int
    families: tuple[str, ...]
