"""Asking the matcher over its Unix socket: a proof and one JSON line there, one line back: numbers, no names."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from repatria.core.vocabulary.errors import OutsideError
from repatria.records.matching.calling import proof_of

_SECONDS = 5.0
_LARGEST_ANSWER = 1 << 20  # bytes


class SilentMatcherError(OutsideError):
    """The matcher does not answer: it is starting, or it stands still."""

    code = "desk.E001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One candidate with its bits by field."""

    person_id: str
    bits: float
    probability: float
    equally_good: int
    fields: tuple[tuple[str, str, float], ...]  # field, level, bits


def find(path: Path, *, name: str, birth_date: str = "", place: str = "", top: int = 10) -> tuple[Found, ...]:
    """Whom the register holds under such a name, heaviest first.

    Raises:   SilentMatcherError.
    """
    answer = _ask(path, {"ask": "find", "name": name, "birth_date": birth_date, "place": place, "top": top})
    return tuple(
        Found(
            person_id=row["person_id"], bits=row["bits"], probability=row["probability"],
            equally_good=row["equally_good"], fields=tuple((f, level, bits) for f, level, bits in row["fields"]),
        )
        for row in answer.get("candidates", ())
    )  # fmt: skip


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
    return answer
