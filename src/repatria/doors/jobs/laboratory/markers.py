"""Names of markers and alleles as laboratories write them, brought to one spelling; what cannot be read is named."""

from __future__ import annotations

import re
from functools import cache

from repatria.doors.jobs.laboratory.files import LaboratoryFileError

AMELOGENIN = "AMEL"
_SPELT = {
    AMELOGENIN: "AM AMEL AMELOGENIN AMELX", "TH01": "THO1 HUMTH01 HUMTHO1 TC11", "VWA": "HUMVWA VWA31",
    "FGA": "HUMFGA FIBRA", "TPOX": "HUMTPOX", "CSF1PO": "HUMCSF1PO CSF CSF1P0", "SE33": "ACTBP2 HUMACTBP2",
    "PENTAD": "PENTD", "PENTAE": "PENTE",
}  # fmt: skip
_ALIASES = {other: key for key, others in _SPELT.items() for other in others.split()}
"""Other spellings, without signs and in capitals."""
_NUMBER = re.compile(r"\d{1,3}([.,]\d{1,2})?")
_HIGHEST_REPEAT = 75
NO_RESULT = frozenset({"", "0", "-9", "NA", "N/A", "NR", "NONE", "?", "*", "INC", "ND", "NULL"})  # codespell:ignore
_OFF_LADDER = frozenset({"OL", "OFF", "OFFLADDER", "OMR", "OB"})


class UnreadableAlleleError(LaboratoryFileError):
    """A cell that should hold an allele holds something else."""

    code = "laboratory.E002"


@cache
def marker_key(written: str) -> str:
    """Brings a marker's name to one spelling: capitals, without signs, `Penta D` and `PENTA_D` alike."""
    plain = re.sub(r"[^A-Z0-9]", "", written.upper())
    return _ALIASES.get(plain, plain)


def looks_like_marker(written: str) -> bool:
    """Whether a cell is a marker's name rather than an allele: for columns that were swapped."""
    return bool(
        re.fullmatch(
            r"(D(\d{1,2}|X|Y)S\d+|DYS\d+\w*|[A-Z]*VWA|TH[0O]1|FGA|TPOX|CSF1PO|SE33|PENTA[DE]|AMEL)", marker_key(written)
        )
    )


@cache
def read_allele(written: str) -> tuple[str, str]:
    """Reads one cell.

    Returns:  the allele and a remark where it was written another way; an empty allele is no result.
    Raises:   UnreadableAlleleError for what is neither a number of repeats nor a known word.
    """
    cell = written.strip()
    plain = re.sub(r"[^A-Z0-9/?*]", "", cell.upper())
    if cell.upper() in NO_RESULT:
        return "", ""
    if cell == "-":
        return "-", ""
    if plain in _OFF_LADDER or cell[:1] in "<>":
        raise UnreadableAlleleError(f"{cell} is off the ladder", ((cell, "off the ladder"),))
    if cell.upper() in ("X", "Y"):
        return cell.upper(), ""
    if not _NUMBER.fullmatch(cell):
        raise UnreadableAlleleError(f"{cell} is no allele", ((cell, "no number of repeats"),))
    whole, _, part = cell.replace(",", ".").partition(".")
    part = part.rstrip("0")
    allele = f"{int(whole)}.{part}" if part else str(int(whole))
    if not 1 <= int(whole) <= _HIGHEST_REPEAT:
        raise UnreadableAlleleError(f"{cell} is no allele of a known marker", ((cell, "not plausible"),))
    return allele, f"{cell} read as {allele}" if allele != cell else ""
