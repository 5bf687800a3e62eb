"""What the parts of a kept index must hold before compiled code follows their numbers, which looks at no bounds.

A checksum says that a file was not changed by accident; whoever makes a file makes its checksum too. So every number
that leads somewhere is looked at here, all of a kind at once, and every text is read once as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from repatria.core.linkage.candidates import YEAR_SHIFT
from repatria.core.names.readings import MAX_SOUNDS
from repatria.core.names.similarity import NOWHERE

Array = NDArray[Any]
Parts = Mapping[str, "Array | bytes"]
YEARS, DAYS_OF_YEAR = 10_000, 512
_TABLE_BREAKERS = (9, 10, 13)  # tab and the ends of a line: no identifier that was read holds one


def checked(parts: Parts, name: str, kind: DTypeLike | None, least: int = 0, below: int | None = None) -> Array:
    """Returns a part whose numbers are of that type (None: any whole numbers) and lie between two bounds.

    Raises:   KeyError, TypeError, ValueError.
    """
    part = parts[name]
    if isinstance(part, bytes) or (part.dtype.kind not in "iu" if kind is None else part.dtype != np.dtype(kind)):
        raise TypeError(name)
    if part.size and (int(part.min()) < least or (below is not None and int(part.max()) >= below)):
        raise ValueError(name)
    return part


def check_names(parts: Parts) -> int:
    """Checks the forms of one field of names.

    Returns:  how many forms it has.
    Raises:   KeyError, TypeError, ValueError.
    """
    forms = _check_strings(parts, "forms")
    _check_text(checked(parts, "forms.content", np.uint8), parts["forms.starts"])
    readings = _check_strings(parts, "readings", longest=MAX_SOUNDS)
    _need(_width(parts, "first_sounds", np.uint32) == forms, "first_sounds")
    used = _width(parts, "use_penalties", np.uint8)
    _need(len(checked(parts, "first_use", np.int32, NOWHERE, used)) == readings, "first_use")
    uses = checked(parts, "uses", np.int32, NOWHERE)
    _need(uses.shape == (used, 2) and bool((uses[:, 0] >= 0).all()) and int(uses[:, 0].max(initial=0)) < forms, "uses")
    _need(bool((uses[1:, 0] >= uses[:-1, 0]).all()), "uses")  # they are looked up by their form
    _need(bool((uses[:, 1] < np.arange(used)).all()), "uses")  # a chain that only goes back has an end
    filed = checked(parts, "filed", np.int32, 0, readings)
    places = _check_ends(parts, "ends", np.uint32, len(filed))
    _need(places > 1 and places & (places - 1) == 0, "ends")
    return forms


def check_groups(parts: Parts, forms: int) -> None:
    """Checks of what names the forms of one field are forms, and under which numbers they are filed."""
    shares = checked(parts, "group_shares", np.float64)
    _need(bool(((shares >= 0) & (shares <= 1)).all()), "group_shares")
    _need(_lines(parts, "group_names") > int(checked(parts, "groups", np.int32).max(initial=-1)), "groups")
    _need(len(shares) == _width(parts, "groups", np.int32), "group_shares")
    _need(_check_ends(parts, "group_ends", np.int64, len(shares), first=None) == forms, "group_ends")
    _need(_width(parts, "groups_are_exact", np.bool_) == forms, "groups_are_exact")
    _need(len(checked(parts, "keys", np.int32, 0, _lines(parts, "key_names"))) == forms, "keys")


def check_entries(parts: Parts, forms: Mapping[str, int], extras: list[str]) -> None:
    """Checks the entries: every number of a form is one of its field's, every owner one of the persons.

    Given:    `forms` how many each field has.
    """
    below = [forms["surname"], forms["given_name"], forms["patronymic"], YEARS << YEAR_SHIFT]
    names = ("surname", "given_name", "patronymic", "date")
    columns = [checked(parts, f"entries.{name}", None, 0, most) for name, most in zip(names, below, strict=True)]
    size = len(columns[0])
    _need(all(column.shape == (size,) for column in columns), "entries")
    further = checked(parts, "entries.extras", None)
    _need(
        further.shape == (len(extras), size) and extras[:1] == ["place"] and len(set(extras)) == len(extras), "extras"
    )
    _need(all(int(row.max(initial=0)) < forms[name] for name, row in zip(extras, further, strict=True)), "extras")
    persons = _check_ids(parts)
    if "entries.owner" in parts:
        _need(checked(parts, "entries.owner", np.int32, 0, persons).shape == (size,), "entries.owner")
    else:
        _need(persons == size, "ids")
    _need(checked(parts, "years", np.int64).shape == (YEARS,), "years")
    _need(checked(parts, "days", np.int64).shape == (DAYS_OF_YEAR,), "days")


def _check_ids(parts: Parts) -> int:
    blob, lengths = checked(parts, "ids.blob", np.uint8), checked(parts, "ids.lengths", np.uint16)
    _need(blob.ndim == lengths.ndim == 1 and int(lengths.sum(dtype=np.int64)) == len(blob), "ids.lengths")
    _need(not any(bool((blob == sign).any()) for sign in _TABLE_BREAKERS), "ids.blob")
    _check_text(blob, np.cumsum(lengths, dtype=np.int64))
    return len(lengths)


def _check_strings(parts: Parts, name: str, longest: int | None = None) -> int:
    content = checked(parts, f"{name}.content", np.uint8)
    _need(content.ndim == 1, name)
    count = _check_ends(parts, f"{name}.starts", np.uint32, len(content))
    sizes = np.diff(checked(parts, f"{name}.starts", np.uint32))
    _need(longest is None or int(sizes.max(initial=0)) <= longest, name)
    return count


def _check_ends(parts: Parts, name: str, kind: DTypeLike, last: int, first: int | None = 0) -> int:
    """Checks where consecutive stretches end.  Returns: how many there are; `first` None where its 0 is left out."""
    ends = checked(parts, name, kind)
    _need(ends.ndim == 1 and bool((ends[1:] >= ends[:-1]).all()), name)
    _need(int(ends[-1]) == last if len(ends) else last == 0 and first is None, name)
    _need(first is None or int(ends[0]) == first, name)
    return len(ends) - (first is not None)


def _check_text(content: Array, cuts: Array | bytes) -> None:
    """Makes sure that all of it is text, and cut between signs.  Raises: UnicodeDecodeError, ValueError."""
    content.tobytes().decode("utf-8", "surrogatepass")
    at = np.asarray(cuts, dtype=np.int64)
    _need(not bool((content[at[at < len(content)]] & 0xC0 == 0x80).any()), "text")


def _width(parts: Parts, name: str, kind: DTypeLike) -> int:
    part = checked(parts, name, kind)
    _need(part.ndim == 1, name)
    return len(part)


def _lines(parts: Parts, name: str) -> int:
    part = parts[name]
    if not isinstance(part, bytes):
        raise TypeError(name)
    return part.count(b"\n") + 1


def _need(holds: bool, name: str) -> None:
    if not holds:
        raise ValueError(name)
