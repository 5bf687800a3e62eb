"""A laboratory's file: that it was read, what it read of each sample, and what is said of a profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from repatria.core.law.identification import ProfileFlag
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import day_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.identification.acts import (
    FlagSettled,
    ProfileRead,
    ProfileWords,
    RefusedLines,
    ResultsReceived,
)
from repatria.records.identification.errors import NoSuchFlagError, ReadBeforeError, UnknownResultsError
from repatria.records.identification.models import LaboratoryResults, ProfileReading
from repatria.records.identification.one_body import sure_sex
from repatria.records.identification.profiles import checked_profile, flags_when_read, read_profile, sealed_text
from repatria.records.identification.reading import checked_sample, flags_of, item_of, reference_row
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.vault.opening import open_rows

RECEIVE, READ, SETTLE = (
    "identification.receive_results", "identification.record_profile", "identification.settle_flag",
)  # fmt: skip


@service
def receive_results(
    acting: Acting, *, laboratory: str, accreditation: str, kit: str, typed_on: date, digest: str,
    samples: int, refused: Sequence[str] = (),
) -> str:  # fmt: skip
    """Records that a file of a laboratory was read, and each line of it that was not taken, with its reason.

    Source:   law and practice 2.2: which laboratory, under which accreditation.
    Given:    `digest` SHA-256 of the file; `refused` a line each. What was read of a sample is a call of its own.
    Returns:  the file's number.
    Raises:   ReadBeforeError for the same file; InputError; NotYetError.
    Leaf:     identification.results_received
    """
    require(acting, RECEIVE)
    said = {"laboratory": laboratory, "kit": kit, "digest": digest}
    missing = tuple((name, "missing") for name, text in said.items() if not text.strip())
    if missing:
        raise InputError("say which laboratory, kit and file", missing)
    refuse_statements({"laboratory": laboratory, "accreditation": accreditation, "kit": kit})
    check_happened(day_instant(typed_on.isoformat()), acting.at, "typed_on")
    if is_there(LaboratoryResults, digest=digest.strip().lower()):
        raise ReadBeforeError("this file was read before", faults=(("file", "read_before"),))
    results_id = record_number("RT", acting.randomness(7))
    record(
        ResultsReceived(
            results_id=results_id, laboratory=laboratory.strip(), accreditation=accreditation.strip(),
            kit=kit.strip(), typed_on=typed_on.isoformat(),
            digest=digest.strip().lower(), samples=samples, refused=len(refused),
            words=RefusedLines(lines=msgspec.json.encode(list(refused)).decode()) if refused else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return results_id


@service
def record_profile(
    acting: Acting, *, results_id: str, sample_code: str, alleles: Mapping[str, Sequence[str]],
    descent: Mapping[str, Sequence[str]] | None = None, sex: str = "U", raw: Sequence[str] = (),
) -> str:  # fmt: skip
    """Records what a laboratory read of one sample; a second reading stands beside the first and is laid against it.

    Source:   spec/kinship.md section 4; practice rule 24.
    Given:    `alleles` by marker in one spelling, `-` for one that was not seen; `raw` the lines as the file has them,
              kept under the key of the sample.
    Returns:  the reading's number.
    Raises:   ReadBeforeError for a sample of a file that is read already, or the same lines again: one typing counts
              once; UnknownResultsError; UnknownSampleError, UnknownReferenceError for a code of nothing;
              ConsentOverError; ProfileWordsError.
    Leaf:     identification.profile_read
    """
    require(acting, READ)
    if row_numbered(LaboratoryResults, results_id) is None:
        raise UnknownResultsError("no such file of a laboratory")
    code, is_reference = checked_sample(sample_code, acting.at)
    profile = checked_profile(alleles, descent or {}, sex)
    rows = rows_where(ProfileReading, sample_code=code, order="recorded_index")
    cells = open_rows(rows, ("profile", "raw"))
    lines = "\n".join(raw)
    if any(row.results_id == results_id for row in rows) or (lines and lines in {one["raw"] for one in cells}):
        raise ReadBeforeError("this typing of the sample was read before", faults=(("sample_code", "read_before"),))
    earlier = [found for one in cells if (found := read_profile(one["profile"]))]
    sex_on_record = reference_row(code).sex if is_reference else sure_sex(item_of(code))
    reading_id = record_number("RP", acting.randomness(7))
    record(
        ProfileRead(
            reading_id=reading_id, sample_code=code, is_reference=is_reference, results_id=results_id,
            words=ProfileWords(
                profile=sealed_text(profile), raw="\n".join(raw),
                said=" ".join(flags_when_read(profile, earlier, sex_on_record=sex_on_record)),
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return reading_id


@service
def settle_flag(acting: Acting, *, sample_code: str, flag: ProfileFlag, is_free: bool, reason: str) -> str:
    """Records what somebody found about what is said of a profile; two different persons free it from quarantine.

    Source:   practice rule 23: sample-swap suspicion quarantines.
    Returns:  the number of the word.
    Raises:   UnknownSampleError, UnknownReferenceError; ConsentOverError; NoSuchFlagError; InputError without a reason.
    Leaf:     identification.flag_settled
    """
    require(acting, SETTLE)
    refuse_statements({"reason": reason})
    code, _ = checked_sample(sample_code, acting.at)
    if flag not in {one.flag for one in flags_of(code)}:
        raise NoSuchFlagError("nothing of the kind is said of this profile")
    if not reason.strip():
        raise InputError("say why", (("reason", "missing"),))
    settled_id = record_number("RW", acting.randomness(7))
    record(
        FlagSettled(settled_id=settled_id, sample_code=code, flag=flag, is_free=is_free, reason=reason.strip()),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return settled_id
