"""Profiles of the dead under codes, for the side where the families are or for a neutral laboratory."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

import msgspec

from repatria.core.law.errors import SecondPersonError
from repatria.core.law.identification import RULE_HELD, CodedTo
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import day_instant
from repatria.core.vocabulary.disarming import disarmed
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.identification.coded_acts import CodedMade, CodedProposed, CodedReceipted, CodedWords
from repatria.records.identification.errors import CodedOrderError, UnknownCodedError, UnknownSampleError
from repatria.records.identification.models import CodedProfiles, ProfileReading
from repatria.records.identification.profiles import UNSEEN, SealedProfile, is_of_descent, joined, read_profile
from repatria.records.identification.reading import sample_of_the_dead, waits
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import SOMETHING, row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.vault.opening import open_rows

PROPOSE, MAKE, RECEIPT = (
    "identification.propose_coded", "identification.make_coded", "identification.receipt_coded",
)  # fmt: skip
HEADER = ("Sample Name", "Marker", "Allele 1", "Allele 2", "Allele 3")
"""As laboratories write tables of profiles, and as this house reads them."""
MOST = 5_000


def coded_row(coded_id: str) -> CodedProfiles:
    """Raises: UnknownCodedError."""
    row = row_numbered(CodedProfiles, coded_id)
    if row is None:
        raise UnknownCodedError("nothing was proposed under this number")
    return row


def _profile(code: str) -> SealedProfile | None:
    rows = rows_where(ProfileReading, sample_code=code, profile=SOMETHING, order="recorded_index")
    read = [found for one in open_rows(rows, ("profile",)) if (found := read_profile(one["profile"]))]
    return joined(read) if read and not waits(code) else None


@service
def propose_coded(
    acting: Acting, *, to: CodedTo, recipient: str, reference: str, samples: Sequence[str]
) -> str:  # fmt: skip
    """Proposes that profiles of the dead go out under codes; another person makes the file.

    Source:   practice rule 24: coded profiles of the dead travel; a relative's never does.
    Given:    `reference` what was agreed with whoever gets them.
    Returns:  the number of the proposal.
    Raises:   RoleForbidsError; UnknownSampleError for a sample that is none of the dead, whose profile was not read, or
              waits in quarantine; InputError; StatementError.
    Leaf:     identification.coded_proposed
    """
    require(acting, PROPOSE)
    refuse_statements({"recipient": recipient, "reference": reference})
    said = {"recipient": recipient, "reference": reference}
    if missing := tuple((name, "missing") for name, text in said.items() if not text.strip()):
        raise InputError("say who gets them, and what was agreed", missing)
    codes = tuple(dict.fromkeys(sample_of_the_dead(one) or one.strip() for one in samples if one.strip()))
    if not 0 < len(codes) <= MOST:
        raise InputError("between 1 and 5,000 samples", (("coded_samples", "count"),))
    unfit = [one for one in codes if not sample_of_the_dead(one) or _profile(one) is None]
    if unfit:
        raise UnknownSampleError(f"no profile of the dead that may be compared: {', '.join(unfit[:5])}",
                                 (("coded_samples", "unknown"),))  # fmt: skip
    coded_id = record_number("YC", acting.randomness(7))
    record(
        CodedProposed(
            coded_id=coded_id, to=to, recipient=recipient.strip(), reference=reference.strip(), samples=codes
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return coded_id


def _table(profiles: Sequence[tuple[str, SealedProfile]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for code, profile in profiles:
        for marker, seen in sorted(profile.alleles.items()):
            if seen and not is_of_descent(marker):  # as typed before they were kept apart
                shown = (one if one == UNSEEN else disarmed(one) for one in seen)  # as a laboratory wrote them
                writer.writerow((code, disarmed(marker), *shown, *[""] * (len(HEADER) - 2 - len(seen))))
    return out.getvalue()


@service
def make_coded(acting: Acting, *, coded_id: str) -> str:
    """Makes the file that was proposed: a fresh code for each sample, markers and alleles, and nothing else.

    Source:   practice rule 24; spec/kinship.md section 4: four-eyes export.
    Given:    another person than who proposed it. Lines come in the order of their codes, which says nothing of where
              or when somebody was found; lines of descent, sex and items do not go out.
    Returns:  the digest of the file (SHA-256).
    Raises:   RoleForbidsError; UnknownCodedError; CodedOrderError; SecondPersonError; UnknownSampleError where a
              profile waits meanwhile.
    Leaf:     identification.coded_made
    """
    require(acting, MAKE)
    row = coded_row(coded_id)
    if row.state != "proposed":
        raise CodedOrderError("the file was made before", provision=RULE_HELD)
    (proposed,) = acts_at([row.recorded_index])
    if proposed.actor == acting.account_id:
        raise SecondPersonError("another person makes it", provision=RULE_HELD)
    codes: dict[str, str] = {}
    profiles: list[tuple[str, SealedProfile]] = []
    for sample in row.samples.split():
        profile = _profile(sample)
        if profile is None:
            raise UnknownSampleError("a profile waits meanwhile, or is gone", (("coded_samples", "unknown"),))
        coded_id = record_number("YC", acting.randomness(7))
        codes[coded_id] = sample
        profiles.append((coded_id, profile))
    text = _table(sorted(profiles, key=lambda one: one[0]))
    digest = sha256(text.encode()).hexdigest()
    record(
        CodedMade(
            coded_id=row.pk, profiles=len(profiles), digest=digest,
            words=CodedWords(codes=msgspec.json.encode(codes, order="deterministic").decode(), file=text),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return digest


@service
def receipt_coded(acting: Acting, *, coded_id: str, received_on: date, reference: str, digest: str) -> bool:
    """Records that the recipient has the file, by which paper, and the digest that he read of it.

    Source:   practice rule 24: a receipt.
    Returns:  whether it is the digest of the file that was made; another one is kept as it was said.
    Raises:   RoleForbidsError; UnknownCodedError; CodedOrderError before it was made, or for a second receipt;
              NotYetError; InputError.
    Leaf:     identification.coded_receipted
    """
    require(acting, RECEIPT)
    refuse_statements({"reference": reference})
    row = coded_row(coded_id)
    if row.state != "made":
        raise CodedOrderError("a receipt is of a file that was made, once", provision=RULE_HELD)
    said = {"reference": reference, "digest": digest}
    if missing := tuple((name, "missing") for name, text in said.items() if not text.strip()):
        raise InputError("say by which paper, and the digest that was read", missing)
    check_happened(day_instant(received_on.isoformat()), acting.at, "received_on")
    is_same = digest.strip().lower() == row.digest
    record(
        CodedReceipted(
            coded_id=row.pk, received_on=received_on.isoformat(), reference=reference.strip(), is_same=is_same
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return is_same
