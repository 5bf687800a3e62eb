"""Writing answers: one row a candidate, the file whole or not there, and a long run that can go on where it stopped.

Answers grow in a file beside the wanted one, `.O.tsv.unfinished`. After every page it is safe on disk, and a checkpoint
says how far it reaches and for which register, enquiries and options; when all is answered it takes the wanted name.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

from repatria.core.linkage.explanation import counted, explanation_line, script_remark, share_source
from repatria.core.linkage.prior import Prior
from repatria.core.linkage.rows import Candidate, EnquiryRow, Ranked, RegisterRow
from repatria.core.vocabulary.disarming import disarmed
from repatria.doors.files.linking.as_written import WrittenRegister, line_of_row, quoting, written_birth_date
from repatria.doors.files.linking.errors import AnswerFileError, UnfinishedRunError
from repatria.doors.files.linking.parts_file import written_at_once

HEADER = (
    "enquiry_id", "rank", "person_id", "match_weight_bits", "probability", "explanation", "registered_share",
    "registered_share_from",
)  # fmt: skip
BOTH_SIDES = ("asked_name", "asked_birth_date", "registered_name", "registered_birth_date")
"""What follows where it is asked for, each as it is written."""
FOR_SPREADSHEETS = "\ufeff"
"""Without this sign at the head of a file a spreadsheet takes Cyrillic letters for others."""
_SEPARATORS = {".tsv": "\t", ".tab": "\t", ".txt": "\t", ".csv": ","}
_LARGEST_CHECKPOINT = 1 << 16
_NEVER_CERTAIN = 0.999999
"""The largest probability that is written: six digits of a number nearer to 1 would say that it is certain."""


def separator_of(out: Path) -> str:
    """Returns what parts the columns of a file of that name.  Raises: AnswerFileError."""
    sign = _SEPARATORS.get(out.suffix.lower())
    if sign is None:
        raise AnswerFileError(f"{out.name}: name it .tsv or .csv, so that it is clear what parts its columns")
    if not out.parent.is_dir() or out.is_dir():
        raise AnswerFileError(f"{out}: its folder is not there, or it is a folder itself")
    return sign


def rejected_beside(out: Path) -> Path:
    """Where the rows that are not as they should be are written down."""
    return out.with_name(f"{out.stem}-rejected.tsv")


def checkpoint_beside(out: Path) -> Path:
    """Where a run notes how far its answers reach, until it is finished."""
    return out.with_name(f".{out.name}.checkpoint")


def growing_beside(out: Path) -> Path:
    """Where the answers grow until all of them are there."""
    return out.with_name(f".{out.name}.unfinished")


def written_for(out: Path) -> tuple[Path, ...]:
    """All files that are written for answers in that place."""
    return out, rejected_beside(out), checkpoint_beside(out), growing_beside(out)


def chance_text(probability: float) -> str:
    """Returns a probability as it is written in tables, never as certain."""
    return f"{min(probability, _NEVER_CERTAIN):.6f}"


class AnswerFile:
    """The answers of one run.

    Given:    `run` says which register, enquiries and options it is for; only the same run goes on. `prior` is what
              the probabilities rest on; every row says it. `register` as it is written, for reasons that quote it and,
              where `both_sides` are asked for, the names and dates of both.
    """

    def __init__(
        self, out: Path, run: Mapping[str, Any], prior: Prior, *, register: WrittenRegister | None = None,
        both_sides: bool = False, resume: bool = False,
    ) -> None:  # fmt: skip
        self.prior = prior
        self._register, self._both_sides = register, both_sides
        self._sign = separator_of(out)
        self.out, self._run = out, dict(run)
        self._growing = growing_beside(out)
        self._checkpoint = checkpoint_beside(out)
        self.answered = self.rows = self.without = self.crowded = 0
        self.scripts: Counter[str] = Counter()
        reached = self._reached() if resume else 0
        descriptor = os.open(self._growing, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        os.fchmod(descriptor, 0o600)  # whoever made the file before may have left it open to all
        self._stream = os.fdopen(descriptor, "r+", encoding="utf-8", errors="backslashreplace", newline="")
        self._stream.seek(reached)
        self._stream.truncate()
        self._writer = csv.writer(
            self._stream, delimiter=self._sign, lineterminator="\n", quoting=csv.QUOTE_MINIMAL, quotechar='"'
        )
        if not reached:
            self._checkpoint.unlink(missing_ok=True)
            if self._sign == ",":
                self._stream.write(FOR_SPREADSHEETS)
            self._write(HEADER + BOTH_SIDES * both_sides)

    def _reached(self) -> int:
        try:
            if not self._checkpoint.is_file():
                raise FileNotFoundError
            with self._checkpoint.open("rb") as stream:
                noted = json.loads(stream.read(_LARGEST_CHECKPOINT))
            if not isinstance(noted["run"], dict):
                raise TypeError("run")
            reached, self.answered = _count(noted["bytes"]), _count(noted["answered"])
            self.rows, self.without = _count(noted["rows"]), _count(noted["without"])
            self.crowded = _count(noted["crowded"])
            self._check_whole(reached)
        except FileNotFoundError:
            raise UnfinishedRunError(f"no unfinished run lies beside {self.out.name}: run without --resume") from None
        except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
            raise UnfinishedRunError(f"{self._checkpoint.name} is damaged: run without --resume") from error
        if noted["run"] != self._run:
            differing = [key for key in sorted(self._run) if noted["run"].get(key) != self._run[key]]
            options = ", ".join(differing) or "options that this program does not know"
            raise UnfinishedRunError(f"the unfinished run differs in {options}: run without --resume")
        return reached

    def _check_whole(self, reached: int) -> None:
        """Makes sure that the answers reach as far as was noted, and end there with a line."""
        with self._growing.open("rb") as stream:
            stream.seek(max(reached - 1, 0))
            if stream.read(1) != b"\n":
                raise UnfinishedRunError(f"{self._growing.name} is not what its checkpoint says: run without --resume")

    def unanswered(self, enquiries: Iterator[EnquiryRow]) -> Iterator[EnquiryRow]:
        """Passes over the enquiries that are answered already.

        Raises:   UnfinishedRunError where there are fewer.
        """
        passed = sum(1 for _ in islice(enquiries, self.answered))
        if passed < self.answered:
            raise UnfinishedRunError(f"{self._checkpoint.name} says of more enquiries than there are: run anew")
        return enquiries

    def _write(self, cells: Iterable[str]) -> None:
        if self._sign == "\t":  # for machines, plain: no cell holds a tab or a line's end, and nothing is quoted
            self._stream.write("\t".join(cells) + "\n")
        else:  # for spreadsheets, which would evaluate a number that begins like a formula
            self._writer.writerow(map(disarmed, cells))

    def add(self, enquiry: EnquiryRow, found: Ranked | tuple[Candidate, ...], language: str) -> None:
        """Writes the answer of one enquiry; candidates are explained, ranked ones are not.

        Given:    where more fit equally well than are named, every answer says how many: which of them are named is
                  chance.
        """
        if isinstance(found, Ranked):
            many = [n > len(found.person_ids) for n in found.equally_good]
            lines = [
                (person_id, bits, probability, counted("equal", equal, language) if is_many else "")
                for person_id, bits, probability, equal, is_many in zip(
                    found.person_ids, found.match_weight_bits, found.probabilities, found.equally_good, many,
                    strict=True,
                )
            ]  # fmt: skip
        else:
            many = [one.equally_good > len(found) for one in found]
            lines = [
                (one.person_id, one.match_weight_bits, one.probability,
                 explanation_line(quoting(one, self._rows_of(one.person_id)), language))
                for one in found
            ]  # fmt: skip
        share = f"{self.prior.registered_share:.4f}", share_source(self.prior, language)
        for rank, (person_id, bits, probability, explanation) in enumerate(_once(lines), start=1):
            sides = self._sides_of(enquiry, person_id) if self._both_sides else ()
            self._write(
                (enquiry.enquiry_id, str(rank), person_id, f"{bits:.3f}", chance_text(probability), explanation,
                 *share, *sides)
            )  # fmt: skip
            self.rows += 1
        if remark := script_remark(enquiry.line, language):
            self.scripts[remark] += 1
        self.answered += 1
        self.without += not lines
        self.crowded += any(many[:1])

    def _rows_of(self, person_id: str) -> list[RegisterRow]:
        return self._register.rows_of(person_id) if self._register is not None else []

    def _sides_of(self, enquiry: EnquiryRow, person_id: str) -> tuple[str, ...]:
        """Returns names and dates of both; several rows of one number one after the other."""
        rows = self._rows_of(person_id)
        names, dates = map(line_of_row, rows), filter(None, map(written_birth_date, rows))
        told = (enquiry.line, enquiry.birth_date_as_written or enquiry.birth_date,
                "; ".join(dict.fromkeys(names)), "; ".join(dict.fromkeys(dates)))  # fmt: skip
        return tuple(" ".join(one.split()) for one in told)

    def keep(self) -> None:
        """Makes what was written so far safe, and notes how far it reaches."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        noted = {
            "run": self._run, "answered": self.answered, "rows": self.rows, "without": self.without,
            "crowded": self.crowded, "bytes": os.stat(self._growing).st_size,
        }  # fmt: skip
        with written_at_once(self._checkpoint) as stream:
            stream.write(json.dumps(noted, ensure_ascii=False).encode())

    def finish(self) -> None:
        """Gives the answers their name."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()
        os.replace(self._growing, self.out)
        self._checkpoint.unlink(missing_ok=True)

    def __enter__(self) -> AnswerFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._stream.closed:
            self._stream.close()
            if not self._checkpoint.exists():
                self._growing.unlink(missing_ok=True)


def _count(noted: object) -> int:
    if type(noted) is not int or not 0 <= noted <= sys.maxsize:
        raise ValueError("a count")
    return noted


def _once(lines: list[tuple[str, float, float, str]]) -> list[tuple[str, float, float, str]]:
    """Names every number once, by the best of its rows: it is meant when either of them is."""
    best: dict[str, tuple[str, float, float, str]] = {}
    for one in lines:
        first = best.get(one[0])
        best[one[0]] = one if first is None else (*first[:2], first[2] + one[2], first[3])
    return list(best.values())
