"""Asking the matcher over its Unix socket: a proof and one JSON line there, one line back: numbers, no names."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from repatria.core.linkage.prior import Prior, ShareSource
from repatria.core.vocabulary.errors import OutsideError
from repatria.records.matching.acts import ProposedPair, WeightLine
from repatria.records.matching.calling import proof_of
from repatria.records.matching.services import pair_number

_SECONDS = 5.0
_LARGEST_ANSWER = 1 << 20  # bytes


class SilentMatcherError(OutsideError):
    """The matcher does not answer: it is starting, or it stands still."""

    code = "desk.E001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One candidate with its bits by field, and the version of the weights by which he was weighed; `prior` says which
    share of enquiries about somebody registered his probability rests on.
    """

    person_id: str
    bits: float
    probability: float
    equally_good: int
    lines: tuple[WeightLine, ...]
    weights_version: int
    prior: Prior

    def proposed_to(self, enquiry_id: str) -> ProposedPair:
        """The pair as it is laid before the reviewers."""
        return ProposedPair(
            pair_id=pair_number(enquiry_id, self.person_id), person_id=self.person_id,
            millibits=round(self.bits * 1000), probability_ppm=round(self.probability * 1_000_000),
            equally_good=self.equally_good, lines=self.lines,
        )  # fmt: skip


def find(
    path: Path, *, name: str, birth_date: str = "", place: str = "", unit: str = "", top: int = 10
) -> tuple[Found, ...]:
    """Whom the register holds under such a name, heaviest first.

    Raises:   SilentMatcherError.
    """
    return _found(path, {"name": name, "birth_date": birth_date, "place": place, "unit": unit, "top": top})


def find_same(
    path: Path, *, surname: str, given_name: str, patronymic: str = "", birth_date: str = "", place: str = "",
    number: str = "", top: int = 10,
) -> tuple[Found, ...]:  # fmt: skip
    """Whom the register holds already under such a name, birth and service number, heaviest first.

    Given:    the parts of the name as a form labels them; the matcher compares across scripts.
    Raises:   SilentMatcherError.
    """
    return _found(path, {
        "surname": surname, "given_name": given_name, "patronymic": patronymic, "birth_date": birth_date,
        "place": place, "number": number, "top": top,
    })  # fmt: skip


def _found(path: Path, asked: dict[str, Any]) -> tuple[Found, ...]:
    answer = _ask(path, {"ask": "find", **asked})
    share, source, among = answer["share"]
    prior = Prior(registered_share=share, source=ShareSource(source), among=among)
    return tuple(
        Found(
            person_id=row["person_id"], bits=row["bits"], probability=row["probability"],
            equally_good=row["equally_good"], lines=tuple(_line(*step) for step in row["fields"]),
            weights_version=answer["weights"], prior=prior,
        )
        for row in answer.get("candidates", ())
    )  # fmt: skip


def weights_version(path: Path) -> int:
    """By which version of the weights the matcher weighs now.  Raises: SilentMatcherError."""
    return int(_ask(path, {"ask": "size"})["weights"])


def _line(field: str, level: str, bits: float, words_read: list[int]) -> WeightLine:
    return WeightLine(field=field, level=level, millibits=round(bits * 1000), words_read=tuple(words_read))


def _ask(path: Path, request: dict[str, Any]) -> dict[str, Any]:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_SECONDS)
            connection.connect(str(path))
            with connection.makefile("rwb") as stream:
                line = json.dumps(request, ensure_ascii=False).encode() + b"\n"
                stream.write(proof_of(line) + b"\n" + line)
                stream.flush()
                line = stream.readline(_LARGEST_ANSWER)
        answer: dict[str, Any] = json.loads(line)
    except (OSError, ValueError) as error:
        raise SilentMatcherError("the matcher does not answer; try again in a minute") from error
    if "weights" not in answer:  # it could not read us, or not itself
        raise SilentMatcherError("the matcher gave no answer; try again in a minute")
    return answer
