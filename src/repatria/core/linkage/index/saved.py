"""An index as named arrays and back, for a file that keeps it; writing the file is somebody else's work.

What can be made again quickly (orderings, what names are filed together) is not among the parts. The parts hold all
names of the register: whoever keeps them guards them like the register.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.candidates import Body, Keys, PersonIds, Tail, columns_of
from repatria.core.linkage.comparison import Weights
from repatria.core.linkage.errors import UnreadablePartsError
from repatria.core.linkage.forms import EXTRAS, Codes, FieldForms, GroupsOfWord, NameForms
from repatria.core.linkage.index.index import LinkageIndex
from repatria.core.linkage.index.parts_check import check_entries, check_groups, check_names, checked
from repatria.core.names.groups import Groups
from repatria.core.names.similarity import FormIndex

Parts = Mapping[str, "NDArray[Any] | bytes"]
_COLUMNS = ("surname", "given_name", "patronymic", "date")


def parts_of(index: LinkageIndex) -> Parts:
    """Returns an index as parts; what came lately is merged first, and answers stay the same."""
    if len(index._tail) or index._struck_persons:
        index.settle()
    body, columns = index._body, columns_of(*index._body.columns)
    parts: dict[str, NDArray[Any] | bytes] = {
        f"entries.{name}": column for name, column in zip(_COLUMNS, columns[:4], strict=True)
    }
    parts["entries.extras"] = columns.extras
    parts["extras"] = ",".join(index._extras).encode()
    if body.owner is not None:
        parts["entries.owner"] = body.owner
    parts |= {"ids.blob": body.ids.blob, "ids.lengths": body.ids.lengths, "years": index._years.of_year}
    parts["days"] = index._years.of_day
    for field in index._fields.values():
        parts |= {f"{field.field}.{name}": part for name, part in _parts_of_field(field)}
    return parts


def _parts_of_field(field: FieldForms) -> Iterator[tuple[str, NDArray[Any] | bytes]]:
    yield "counts", field.counts
    if isinstance(field, NameForms):
        yield from _parts_of_groups(field)
    if isinstance(field.forms, FormIndex):
        yield from field.forms.to_parts().items()
        return
    texts = [text.encode() for text in field.forms.texts]
    yield "codes", b"".join(texts)
    yield "code_ends", np.cumsum([len(text) for text in texts], dtype=np.int64)


def _parts_of_groups(field: NameForms) -> Iterator[tuple[str, NDArray[Any] | bytes]]:
    """What names each form is a form of, and under which number it is filed: to find that out takes longest of all."""
    found = [field._groups_of_word(text) for text in field.forms.texts]
    names = sorted({name for groups, _ in found for name in groups})
    number = {name: at for at, name in enumerate(names)}
    yield "keys", field.keys()
    yield "key_names", "\n".join(field._key_numbers).encode()
    yield "group_names", "\n".join(names).encode()
    yield "group_ends", np.cumsum([len(groups) for groups, _ in found], dtype=np.int64)
    yield "groups", np.array([number[name] for groups, _ in found for name in groups], dtype=np.int32)
    yield "group_shares", np.array([share for groups, _ in found for share in groups.values()], dtype=np.float64)
    yield "groups_are_exact", np.array([is_exact for _, is_exact in found], dtype=np.bool_)


class _KnownGroups:
    """The groups of forms that were written down; those of any other word are looked up as always."""

    def __init__(self, known: Mapping[str, tuple[Groups, bool]], further: GroupsOfWord) -> None:
        self._known, self._further = known, further

    def __call__(self, word: str) -> tuple[Groups, bool]:
        return self._known.get(word) or self._further(word)


def _fill_groups(field: NameForms, parts: Parts) -> None:
    names = _bytes(parts, "group_names").decode().split("\n")
    groups = [names[at] for at in _array(parts, "groups").tolist()]
    shares, ends = _array(parts, "group_shares").tolist(), _array(parts, "group_ends").tolist()
    known = {
        text: (dict(zip(groups[begin:end], shares[begin:end], strict=True)), is_exact)
        for text, begin, end, is_exact in zip(
            field.forms.texts, [0, *ends[:-1]], ends, _array(parts, "groups_are_exact").tolist(), strict=True
        )
    }
    field._groups_of_word = _KnownGroups(known, field._groups_of_word)
    field._keys = _array(parts, "keys").tolist()
    field._key_numbers = {name: at for at, name in enumerate(_bytes(parts, "key_names").decode().split("\n"))}


def index_of_parts(parts: Parts, weights: Weights | None = None) -> LinkageIndex:
    """Makes the index of `parts_of` again.

    Given:    parts that the same version of this program made, or somebody else in their likeness; arrays that can be
              written to, which are taken over.
    Raises:   UnreadablePartsError where a part is missing, or a number leads out of what it numbers.
    """
    try:
        return _filled(LinkageIndex(weights), parts)
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise UnreadablePartsError("the parts of the index do not fit together") from error


def _filled(index: LinkageIndex, parts: Parts) -> LinkageIndex:
    for field in index._fields.values():
        _fill_field(field, _within(parts, f"{field.field}."))
    index._extras[:] = _bytes(parts, "extras").decode().split(",")
    if set(index._extras) - set(EXTRAS):
        raise ValueError("extras")
    check_entries(parts, {name: len(field) for name, field in index._fields.items()}, index._extras)
    index._years.of_year[:], index._years.of_day[:] = _array(parts, "years"), _array(parts, "days")
    columns = columns_of(*(_array(parts, f"entries.{name}") for name in (*_COLUMNS, "extras")))
    owner = _array(parts, "entries.owner") if "entries.owner" in parts else None
    keys = Keys(index._fields["given_name"].keys(), index._fields["patronymic"].keys())  # type: ignore[attr-defined]
    ids = PersonIds(_array(parts, "ids.blob"), _array(parts, "ids.lengths"))
    index._body = Body(columns, owner, ids, keys, len(index._fields["surname"]))
    index._tail = Tail(len(index._extras))
    return index


def _fill_field(field: FieldForms, parts: Parts) -> None:
    if isinstance(field.forms, FormIndex):
        check_names(parts)
        forms = {name: part for name, part in parts.items() if not isinstance(part, bytes)}
        field.forms = FormIndex.from_parts(forms, field.forms._readings_of)
    else:
        content, ends = _bytes(parts, "codes"), _array(parts, "code_ends").tolist()
        field.forms = Codes([content[a:b].decode() for a, b in zip([0, *ends[:-1]], ends, strict=True)])
    if field.forms.texts[0]:
        raise ValueError("the missing value")
    if isinstance(field, NameForms):
        check_groups(parts, len(field.forms))
        _fill_groups(field, parts)
    field._counts = checked(parts, "counts", np.int64)
    if field._counts.shape != (len(field.forms),):
        raise ValueError("counts")


def _within(parts: Parts, prefix: str) -> Parts:
    return {name.removeprefix(prefix): part for name, part in parts.items() if name.startswith(prefix)}


def _array(parts: Parts, name: str) -> NDArray[Any]:
    part = parts[name]
    if isinstance(part, bytes):
        raise TypeError(name)
    return part


def _bytes(parts: Parts, name: str) -> bytes:
    part = parts[name]
    if not isinstance(part, bytes):
        raise TypeError(name)
    return part
