"""Calling a service or a question by name with what JSON can say, and giving back what JSON can say.

What stands in a signature is the only source: parameters, their types, their defaults. In this order: 1. every text,
number and field name is looked at (`_Looked`), since what a type would drop in silence or a store would choke on is
refused here; 2. msgspec brings it to the types; 3. the function is called. A fault names the place and never the words.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_type_hints

import msgspec
from msgspec import inspect as kinds

from repatria.core.vocabulary.dates import PartialDate, instant_text
from repatria.core.vocabulary.errors import InputError, RepatriaError
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import (
    LongTextError,
    MissingParameterError,
    NotForMigrationError,
    UnknownParameterError,
    UnusableTextError,
    WrongFormError,
)
from repatria.records.access.questions import Question
from repatria.records.ledger.catalogue import Declared, services

LONGEST_TEXT = 20_000
"""Characters of one text: more than a form of the desk takes, less than a book."""
LONGEST_BYTES = 8 * 1024 * 1024
"""Of a paper that is attached, as base64 writes it."""
LARGEST_NUMBER = 2**63 - 1  # what a column of 8 bytes holds
_ZONED = re.compile(r"(?:[Zz]|[+-]\d{2}:?\d{2})$")
_PLACE = re.compile(r" - at `\$(.*)`$")
_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_GIVEN_BY_THE_HOUSE = ("acting", "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of a service or question: its name, its type, and whether it may be left out."""

    name: str
    type: Any
    is_required: bool
    default: Any


@cache
def parameters_of(function: Callable[..., Any]) -> tuple[Parameter, ...]:
    """The parameters that a caller gives, in the order of the signature; who acts, and when, the house says."""
    hints = get_type_hints(function)
    return tuple(
        Parameter(
            name=name, type=_zoned(hints[name]), is_required=one.default is inspect.Parameter.empty,
            default=None if one.default is inspect.Parameter.empty else one.default,
        )
        for name, one in inspect.signature(function).parameters.items()
        if name not in _GIVEN_BY_THE_HOUSE
    )  # fmt: skip


def _zoned(hint: Any) -> Any:
    """The same type, with a time of day that names its zone."""
    if hint is datetime:
        return Annotated[datetime, msgspec.Meta(tz=True)]
    if isinstance(hint, UnionType):
        return Union[tuple(_zoned(one) for one in get_args(hint))]  # noqa: UP007 - made of what is known only now
    return hint


def returned_by(function: Callable[..., Any]) -> Any:
    """The type of what a service or question returns."""
    return get_type_hints(function)["return"]


@cache
def _node_of(function: Callable[..., Any], name: str) -> kinds.Type:
    return kinds.type_info(next(one.type for one in parameters_of(function) if one.name == name))


def read_arguments(function: Callable[..., Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Reads what was given as JSON into what the function takes.

    Given:    times with a zone, dates as YYYY, YYYY-MM or YYYY-MM-DD, bytes as base64, enumerations by their value.
    Raises:   UnknownParameterError; MissingParameterError; LongTextError; UnusableTextError; WrongFormError; and the
              InputError of a value that refuses itself. Each names the place, and nothing that was typed.
    """
    known = {one.name: one for one in parameters_of(function)}
    if any(name not in known for name in given):
        raise UnknownParameterError("a parameter of another name was given", (("with", "unknown"),))
    absent = [one.name for one in known.values() if one.is_required and one.name not in given]
    if absent:
        faults = tuple((name, "missing") for name in absent)
        raise MissingParameterError(f"needed: {', '.join(absent)}", faults)
    looked = _Looked()
    plain = {name: looked.at(value, _node_of(function, name), name) for name, value in given.items()}
    looked.refuse()
    return {name: _converted(name, value, known[name].type) for name, value in plain.items()}


def _converted(name: str, value: Any, wanted: Any) -> Any:
    try:
        return msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        # Its words repeat what was typed ("Invalid enum value ..."); its place is made of field names alone.
        found = _PLACE.search(str(error))
        raise _wrong_form(name + (found[1] if found else "")) from None


def _wrong_form(place: str) -> WrongFormError:
    said = f"{place} has not the form that `repatria acts --schema` gives"
    return WrongFormError(said, ((place, "form"),))


class _Looked:
    """One look through what was given, beside the types it is to become: brings dates to the form of their type, and
    gathers what no type would refuse."""

    def __init__(self) -> None:
        self.faults: list[tuple[str, str]] = []

    def refuse(self) -> None:
        """Raises the error of the first fault, with all of them."""
        if not self.faults:
            return
        place, word = self.faults[0]
        families: dict[str, tuple[type[InputError], str]] = {
            "unknown": (UnknownParameterError, f"{place} has a field of another name"),
            "too_long": (LongTextError, f"{place} is longer than anything that is kept"),
            "unusable": (UnusableTextError, f"{place} holds a character that no text has"),
            "form": (WrongFormError, f"{place} has not the form that `repatria acts --schema` gives"),
        }
        family, said = families[word]
        raise family(said, tuple(self.faults))

    def at(self, value: Any, node: kinds.Type, place: str) -> Any:
        if isinstance(value, str):
            return self._text(value, node, place)
        if isinstance(value, Mapping):
            return self._fields(value, node, place)
        if isinstance(value, list):
            inner = [one for one in _members(node) if not isinstance(one, kinds.NoneType)]
            return [self.at(one, _item_node(inner, n), f"{place}[{n}]") for n, one in enumerate(value)]
        is_number = isinstance(value, int | float)
        if is_number and not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
            self.faults.append((place, "form"))
        return value

    def _text(self, value: str, node: kinds.Type, place: str) -> Any:
        members = _members(node)
        is_bytes = any(isinstance(one, kinds.BytesType) for one in members)
        if len(value) > (LONGEST_BYTES if is_bytes else LONGEST_TEXT):
            self.faults.append((place, "too_long"))
        elif (not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value)) or "\0" in value:
            self.faults.append((place, "unusable"))
        elif any(isinstance(one, kinds.DateTimeType) for one in members) and not _ZONED.search(value):
            self.faults.append((place, "form"))
        elif any(_is_partial_date(one) for one in members):
            if not _PARTIAL.fullmatch(value):
                self.faults.append((place, "form"))
                return value
            return dict(zip(("year", "month", "day"), map(int, value.split("-")), strict=False))
        return value

    def _fields(self, value: Mapping[str, Any], node: kinds.Type, place: str) -> Any:
        for one in _members(node):
            if isinstance(one, kinds.DataclassType):
                fields = {field.name: field.type for field in one.fields}
                if any(name not in fields for name in value) or _is_partial_date(one):
                    self.faults.append((place, "form" if _is_partial_date(one) else "unknown"))
                    return value
                return {name: self.at(inner, fields[name], f"{place}.{name}") for name, inner in value.items()}
            if isinstance(one, kinds.DictType):
                return {
                    self._text(name, one.key_type, place): self.at(inner, one.value_type, f"{place}[...]")
                    for name, inner in value.items()
                }
        self.faults.append((place, "form"))
        return value


def _members(node: kinds.Type) -> tuple[kinds.Type, ...]:
    return node.types if isinstance(node, kinds.UnionType) else (node,)


def _item_node(members: list[kinds.Type], number: int) -> kinds.Type:
    for one in members:
        if isinstance(one, kinds.TupleType):
            return one.item_types[number] if number < len(one.item_types) else kinds.AnyType()
        if isinstance(one, kinds.CollectionType):
            return one.item_type
    return kinds.AnyType()


def _is_partial_date(node: kinds.Type) -> bool:
    return isinstance(node, kinds.DataclassType) and node.cls is PartialDate


def call_service(acting: Acting, service: Declared, given: Mapping[str, Any]) -> Any:
    """Calls a service with what JSON gave.

    Raises:   NotForMigrationError under a migration, for a call that the service does not declare fit for it; as
              `read_arguments`, and whatever the service refuses. Nothing is written then.
    """
    if acting.migration and not service.migration:
        raise _not_declared(service)
    arguments = read_arguments(service.function, given)
    if acting.migration and not service.is_fit_for_migration(arguments):
        raise _not_declared(service)
    return service.function(acting, **arguments)


def _not_declared(service: Declared) -> NotForMigrationError:
    return NotForMigrationError(f"{service.name} is not declared to bring this in", provision="decision 0028")


def answer_question(acting: Acting, question: Question, given: Mapping[str, Any]) -> Any:
    """Asks a question with what JSON gave, as this account at this moment.

    Raises:   RoleForbidsError; as `read_arguments`, and whatever the selector refuses.
    Leaf:     access.reading_recorded, where the answer holds what was sealed
    """
    require(acting, question.action)
    arguments = read_arguments(question.function, given)
    return question.function(**_of_the_house(acting, question.function), **arguments)


def _of_the_house(acting: Acting, function: Callable[..., Any]) -> dict[str, Any]:
    hints = get_type_hints(function)
    at = instant_text(acting.at) if hints.get("at") is str else acting.at
    return {name: value for name, value in (("acting", acting), ("at", at)) if name in hints}


def plain(value: Any) -> Any:
    """What a service or question returned, as JSON can say it: enumerations by value, bytes as base64, dates ISO."""
    return msgspec.to_builtins(value, enc_hook=_of_class)


def _of_class(value: Any) -> Any:
    if isinstance(value, type) and issubclass(value, RepatriaError):
        return value.code  # a guard holds the class of the error that it would raise
    raise NotImplementedError(type(value))


def _schema_of_class(_: type) -> dict[str, Any]:
    return {"type": "string", "description": "The code of a refusal."}


def schemas(types: list[Any]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The JSON Schemas of types, and the definitions they refer to as `#/$defs/NAME`."""
    found, definitions = msgspec.json.schema_components(
        types, schema_hook=_schema_of_class, ref_template="#/$defs/{name}"
    )  # fmt: skip
    for name, one in definitions.items():
        if one.get("type") == "object" and "properties" in one:
            one["additionalProperties"] = False  # `_Looked` refuses a field of another name
        if name == PartialDate.__name__:
            definitions[name] = {
                "title": name, "type": "string", "pattern": f"^{_PARTIAL.pattern}$",
                "description": "A date of which perhaps only the year, or the year and month, is known.",
            }  # fmt: skip
    return [dict(one) for one in found], dict(definitions)


def types_within(node: kinds.Type) -> Iterator[kinds.Type]:
    """A type and every type inside it, each once on its way down."""
    yield node
    inner: tuple[kinds.Type, ...] = ()
    if isinstance(node, kinds.UnionType):
        inner = node.types
    elif isinstance(node, kinds.DataclassType):
        inner = tuple(field.type for field in node.fields)
    elif isinstance(node, kinds.DictType):
        inner = (node.key_type, node.value_type)
    elif isinstance(node, kinds.TupleType):
        inner = node.item_types
    elif isinstance(node, kinds.CollectionType):
        inner = (node.item_type,)
    for one in inner:
        yield from types_within(one)


@cache
def words_of_enumerations() -> frozenset[str]:
    """The values of every enumeration that a service takes: words of the house, which anybody may repeat."""
    nodes = (
        inner
        for service in services().values()
        for one in parameters_of(service.function)
        for inner in types_within(kinds.type_info(one.type))
    )
    return frozenset(str(word.value) for one in nodes if isinstance(one, kinds.EnumType) for word in one.cls)
