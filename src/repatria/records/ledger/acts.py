"""What an act is, which kinds exist, and how an act becomes bytes and bytes an act again.

An act is a frozen dataclass of its room. Fields marked with `part` are sealed under their subject's key; all others
form the frame, sealed under the store key: states, holders, places, dates, record numbers. Kinds carry a version;
a released class is never edited, `upcast` reads the old ones.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, ClassVar, TypeVar

import msgspec

from repatria.records.ledger.errors import UnknownActError
from repatria.records.vault.keyring import Purpose

_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder()


class Lost:
    """Stands for a part whose key was destroyed: every attribute and look-up of it is lost too, and seals to nothing.

    Given:    projectors take counts and record numbers from the frame, so that a lost part changes no row's existence.
    """

    def __getattr__(self, name: str) -> Lost:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def get(self, key: object, default: object = None) -> Lost:
        return self

    def __getitem__(self, key: object) -> Lost:
        return self

    def __bool__(self) -> bool:
        return False


LOST = Lost()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The base of all acts. Subclasses set KIND ("room.what_happened") and VERSION."""

    KIND: ClassVar[str] = ""
    VERSION: ClassVar[int] = 1

    @classmethod
    def full_kind(cls) -> str:
        return f"{cls.KIND}.{cls.VERSION}"


def part(purpose: Purpose, *, of: str) -> Any:
    """Marks a field as one subject's part.

    Given:    `of` names the field that holds the subject's number; the field's type is a frozen dataclass or None.
    """
    return dataclasses.field(metadata={"purpose": purpose, "subject": of})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSpec:
    """Where a part of an act class belongs."""

    field: str
    purpose: Purpose
    subject_field: str


def parts_of(act_class: type[Act]) -> tuple[PartSpec, ...]:
    """The parts that acts of this class have."""
    return _parts_of(act_class)  # type: ignore[arg-type] # mypy asks the class for its instances' hash


@cache
def _parts_of(act_class: type) -> tuple[PartSpec, ...]:
    return tuple(
        PartSpec(field=f.name, purpose=f.metadata["purpose"], subject_field=f.metadata["subject"])
        for f in dataclasses.fields(act_class)
        if "purpose" in f.metadata
    )


@cache
def _frame_fields(act_class: type) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(act_class) if "purpose" not in f.metadata)


_kinds: dict[str, type[Act]] = {}
_upcasters: dict[str, tuple[str, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
A = TypeVar("A", bound=Act)


def act(act_class: type[A]) -> type[A]:
    """Registers a class of acts.  Raises: ValueError when the kind is taken by another class."""
    kind = act_class.full_kind()
    if not act_class.KIND or _kinds.setdefault(kind, act_class) is not act_class:
        raise ValueError(f"act kind {kind!r} is empty or taken")
    return act_class


def upcast(old_kind: str, new_kind: str) -> Callable[[Callable[[dict[str, Any]], dict[str, Any]]], Any]:
    """Registers how the plain fields of an older version become those of the next."""

    def register(function: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
        _upcasters[old_kind] = (new_kind, function)
        return function

    return register


def register_module(dotted: str) -> None:
    """Imports a room's acts, so that their kinds are known."""
    import_module(dotted)


def known_kinds() -> Mapping[str, type[Act]]:
    return dict(_kinds)


def encode(value: Any) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8."""
    return _ENCODER.encode(value)


def split(given: Act) -> tuple[bytes, dict[tuple[str, str], bytes]]:
    """Takes an act apart into frame bytes and part bytes by (purpose, subject).

    Raises:   ValueError when two parts of one act share purpose and subject.
    """
    act_class = type(given)
    frame = encode({name: getattr(given, name) for name in _frame_fields(act_class)})  # type: ignore[arg-type] # as above
    parts: dict[tuple[str, str], dict[str, Any]] = {}
    for spec in parts_of(act_class):
        value = getattr(given, spec.field)
        if value is not None:
            parts.setdefault((spec.purpose.value, getattr(given, spec.subject_field)), {})[spec.field] = value
    return frame, {place: encode(fields) for place, fields in parts.items()}


def join(kind: str, frame: bytes, parts: Mapping[tuple[str, str], bytes | None]) -> Act:
    """Puts an act together again; a part that is None (its key destroyed) comes back as LOST.

    Raises:   UnknownActError for a kind or version this installation does not know.
    """
    plain = _DECODER.decode(frame)
    for body in parts.values():
        if body is not None:
            plain.update(_DECODER.decode(body))
    while kind in _upcasters:
        kind, function = _upcasters[kind]
        plain = function(plain)
    act_class = _kinds.get(kind)
    if act_class is None:
        raise UnknownActError(f"unknown act kind {kind}")
    specs = parts_of(act_class)
    for spec in specs:
        plain.setdefault(spec.field, None)
    joined = msgspec.convert(plain, act_class, strict=False)
    for spec in specs:
        # A part recorded as absent has no row; a part whose key is gone has a row that no longer opens.
        if parts.get((spec.purpose.value, getattr(joined, spec.subject_field)), b"") is None:
            object.__setattr__(joined, spec.field, LOST)
    return joined
