"""Names of markers and alleles as laboratories write them, brought to one spelling; what cannot be read is named.

Markers of the Y chromosome and mitochondrial regions belong to a line of descent; a mitochondrial region holds its
differences from the reference sequence (`263G 315.1C`), `rCRS` where there is none.
"""

from __future__ import annotations

import re
from functools import cache

from repatria.core.kinship.haplotypes import Line
from repatria.core.kinship.loci import Chromosome
from repatria.doors.files.kinship.files import LaboratoryFileError

AMELOGENIN = "AMEL"
_SPELT = {
    AMELOGENIN: "AM AMEL AMELOGENIN AMELX", "TH01": "THO1 HUMTH01 HUMTHO1 TC11", "VWA": "HUMVWA VWA31",
    "FGA": "HUMFGA FIBRA", "TPOX": "HUMTPOX", "CSF1PO": "HUMCSF1PO CSF CSF1P0", "SE33": "ACTBP2 HUMACTBP2",
    "PENTAD": "PENTD", "PENTAE": "PENTE", "YGATAH4": "GATAH4", "HV1": "HVI HVSI HVS1", "HV2": "HVII HVSII HVS2",
    "HV3": "HVIII HVSIII HVS3", "MTDNA": "MT MTGENOME MITOGENOME",
}  # fmt: skip
_ALIASES = {other: key for key, others in _SPELT.items() for other in others.split()}
"""Other spellings, without signs and in capitals."""
_KNOWN = re.compile(
    r"D(\d{1,2}|X)S\d+|[A-Z]*VWA|TH[0O]1|FGA|TPOX|CSF1PO|SE33|PENTA[DE]|AMEL|HPRTB|"
    r"DY[SF]\d+\w*|YGATA\w+|YINDEL|HV[123]|MTDNA"
)
_PATERNAL = re.compile(r"DY[SF]\d+\w*|YGATA\w+|YINDEL")
_MATERNAL = frozenset({"HV1", "HV2", "HV3", "MTDNA"})
_REFERENCE = frozenset({"RCRS", "=", "REF"})
_DIFFERENCE = re.compile(r"[ACGT]?(\d{1,5})(\.\d{1,2})?([ACGTRYSWKMBDHVN]|DEL|D|-)", re.I)
_MITOCHONDRIAL_LENGTH = 16569
_UNSTABLE = frozenset({"309", "573", "16193"})
"""Places before which runs of C differ in length within one person: insertions there are not compared."""
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


@cache
def looks_like_marker(written: str) -> bool:
    """Whether a cell is a marker's name rather than an allele: for columns that were swapped."""
    return bool(_KNOWN.fullmatch(marker_key(written)))


@cache
def line_of_descent(key: str) -> Line | None:
    """The line that a marker follows; None for a marker of an autosome or the X chromosome."""
    if key in _MATERNAL:
        return Line.MATERNAL
    return Line.PATERNAL if _PATERNAL.fullmatch(key) else None


@cache
def chromosome_of(key: str) -> Chromosome:
    """Where a marker lies that follows no line."""
    return Chromosome.X if key.startswith("DXS") or key == "HPRTB" else Chromosome.AUTOSOMAL


@cache
def read_mitochondrial(written: str) -> str:
    """Reads the differences of one region from the reference sequence.

    Returns:  the differences in order, `rCRS` where there is none; empty where there is no result.
    Raises:   UnreadableAlleleError for what is no difference.
    """
    if written.strip().upper() in NO_RESULT:
        return ""
    found: set[tuple[int, str]] = set()
    for word in re.split(r"[\s,;]+", written.strip()):
        if word.upper() in _REFERENCE:
            continue
        parts = _DIFFERENCE.fullmatch(word)
        if parts is None or not 1 <= int(parts[1]) <= _MITOCHONDRIAL_LENGTH:
            raise UnreadableAlleleError(f"{word} is no mitochondrial difference", ((word, "such as 16126C, 315.1C"),))
        if not (parts[2] and parts[1] in _UNSTABLE):
            base = "del" if parts[3].upper() in ("DEL", "D", "-") else parts[3].upper()
            found.add((int(parts[1]), f"{parts[1]}{parts[2] or ''}{base}"))
    return " ".join(words for _, words in sorted(found)) or "rCRS"


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
