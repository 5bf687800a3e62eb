"""What earlier lines returned, and how a later line refers to it.

`{"$": "man17"}` is what the line returned; `{"$": "man17.verdict"}` or `{"$": "answer.0"}` a field or a place of it.
Where what was returned has no such field, it is one of the act that the line recorded, of those that hold numbers,
states and days (`{"$": "man17.person_id"}`); `{"$": "man17.act"}` is the number of that act itself.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

import msgspec

from repatria.doors.jobs.applying.errors import TakenNameError, UnknownNameError
from repatria.records.ledger.acts import parts_of
from repatria.records.ledger.reading import act_at

REFERENCE = "$"


class Saved:
    """The results that were saved, by their names."""

    def __init__(self) -> None:
        self._results: dict[str, Mapping[str, Any]] = {}
        self._frames: dict[int, Mapping[str, Any]] = {}

    def check_free(self, name: str) -> None:
        """Raises: TakenNameError for a name that an earlier line has taken."""
        if name in self._results:
            raise TakenNameError("an earlier line saved something under this name", (("save", "taken"),))

    def keep(self, name: str, result: Mapping[str, Any]) -> None:
        """Keeps the result of a line that was done."""
        self._results[name] = result

    def keep_noted(self, name: str, noted: str) -> None:
        """Keeps what an earlier run noted of a line, unless the line was refused then."""
        result = json.loads(noted)
        if result["ok"]:
            self._results[name] = result

    def filled(self, value: Any) -> Any:
        """The same value with every reference replaced by what it refers to.  Raises: UnknownNameError."""
        if isinstance(value, dict):
            if REFERENCE in value:
                return self._meant(value)
            return {name: self.filled(inner) for name, inner in value.items()}
        return [self.filled(inner) for inner in value] if isinstance(value, list) else value

    def _meant(self, reference: Mapping[str, Any]) -> Any:
        said = reference[REFERENCE]
        if len(reference) != 1 or not isinstance(said, str):
            raise UnknownNameError('a reference is {"$": "NAME"} or {"$": "NAME.FIELD"}')
        name, *path = said.split(".")
        result = self._results.get(name)
        if result is None:
            raise UnknownNameError("no earlier line saved anything under this name")
        found = result["returned"]
        for depth, step in enumerate(path):
            if isinstance(found, Mapping) and step in found:
                found = found[step]
            elif isinstance(found, list | tuple) and step.isdecimal() and int(step) < len(found):
                found = found[int(step)]
            elif depth == 0 and result["act"] is not None:
                found = self._of_act(result["act"], step)
            else:
                raise UnknownNameError("what was saved under this name has no such field")
        return found

    def _of_act(self, index: int, field: str) -> Any:
        if field == "act":
            return index
        if index not in self._frames:
            given = act_at(index).act
            sealed = {part.field for part in parts_of(type(given))}
            frame = (one.name for one in dataclasses.fields(given) if one.name not in sealed)
            self._frames[index] = {name: msgspec.to_builtins(getattr(given, name)) for name in frame}
        if field not in self._frames[index]:
            raise UnknownNameError("what was saved under this name has no such field")
        return self._frames[index][field]
