"""What a line came to, as one line of JSON: numbers and no names, and nothing that was typed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from repatria.core.vocabulary.errors import InputError, RepatriaError
from repatria.doors.jobs.applying.saved import REFERENCE
from repatria.records.access.calls import words_of_enumerations

_SHORTEST_TOLD = 2
"""Characters: a single letter of what was typed stands in every sentence."""


def done_result(line: int, returned: Any, act: int | None) -> dict[str, Any]:
    """The result of a line that was done; `act` is the number of the act that it recorded."""
    return {"line": line, "ok": True, "returned": returned, "act": act}


def refused_result(line: int, error: RepatriaError, given: Mapping[str, Any]) -> dict[str, Any]:
    """The result of a line that was refused.

    Given:    `given` what the line gave, so that a message which repeats a word of it is put away for the meaning of
              its code.
    """
    return {
        "line": line, "ok": False, "code": error.code, "provision": getattr(error, "provision", ""),
        "message": _message(error, given),
    }  # fmt: skip


def _message(error: RepatriaError, given: Mapping[str, Any]) -> str:
    typed = {text.casefold() for text in _texts(given) if len(text) >= _SHORTEST_TOLD}
    for said in (_said(error), meaning_of(error)):
        if not any(text in said.casefold() for text in typed):
            return said
    return error.code


def _said(error: RepatriaError) -> str:
    parts = [error.message]
    if isinstance(error, InputError) and error.faults:
        parts.append(", ".join(f"{field}: {fault}" for field, fault in error.faults))
    guards = error.params.get("guards", ())
    if guards:
        parts.append(", ".join(f"{what} [{provision}]" for what, provision in guards))
    missing = error.params.get("missing", ())
    if missing:
        parts.append(", ".join(map(str, missing)))
    return "; ".join(part for part in parts if part)


def meaning_of(error: RepatriaError) -> str:
    """What every error of this class means, in its own words: the first line of its docstring."""
    return (type(error).__doc__ or error.code).strip().splitlines()[0]


def _texts(value: Any) -> Iterator[str]:
    """The free texts among what was given: an enumeration's word is the house's own, whoever typed it."""
    if isinstance(value, str):
        if value not in words_of_enumerations():
            yield value.strip()
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name != REFERENCE:
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def as_text(result: Mapping[str, Any]) -> str:
    """The result as one line of JSON."""
    return json.dumps(result, ensure_ascii=False, separators=(",", ":"))
