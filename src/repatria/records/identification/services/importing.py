"""A laboratory's file as one thing: that it was read, and what it says of each sample, all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from repatria.core.vocabulary.errors import InputError, RepatriaError
from repatria.records.access.acting import Acting, require
from repatria.records.identification.profiles import ODD, checked_profile
from repatria.records.identification.reading import checked_sample
from repatria.records.identification.services.results import RECEIVE, receive_results, record_profile
from repatria.records.ledger.services import bulk_acts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSample:
    """One sample as a door read it of a file.

    Given:    `raw` the lines as the file has them; `odd` what of them was left out or read another way: it is kept with
              the sample, under its key, and goes with it.
    """

    sample_code: str
    alleles: Mapping[str, Sequence[str]]
    descent: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sex: str = "U"
    raw: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()


def import_results(
    acting: Acting, *, laboratory: str, accreditation: str, kit: str, typed_on: date, digest: str,
    read: Sequence[ReadSample], refused: Sequence[str],
) -> str:  # fmt: skip
    """Records a file and each profile of it, in one transaction of many acts; what cannot be taken is named with it.

    Given:    `refused` what the reader of files left out or read another way, a line each, and nothing of what a sample
              shows: that lies with the sample.
    Returns:  the file's number.
    Raises:   InputError where no sample of the file is one of ours; what `receive_results` raises.
    """
    require(acting, RECEIVE)
    taken, left = [], list(refused)
    for one in read:
        try:
            checked_sample(one.sample_code, acting.at)
            checked_profile(one.alleles, one.descent, one.sex)
        except RepatriaError as error:
            left.append(f"{one.sample_code}: {error.message}")
        else:
            taken.append(one)
    if not taken:
        raise InputError("no sample of this file is one of ours", (("file", "no_sample"),))
    with bulk_acts():
        results_id = receive_results(
            acting, laboratory=laboratory, accreditation=accreditation, kit=kit, typed_on=typed_on,
            digest=digest, samples=len(taken), refused=left,
        )  # fmt: skip
        for one in taken:
            record_profile(
                acting, results_id=results_id, sample_code=one.sample_code, alleles=one.alleles, descent=one.descent,
                sex=one.sex, raw=(*one.raw, *(f"{ODD}{line}" for line in one.odd)),
            )  # fmt: skip
    return results_id
