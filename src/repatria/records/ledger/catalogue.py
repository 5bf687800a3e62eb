"""The services of all rooms by name, as their own declarations say: what a machine may call, and on what terms.

A service enters by being declared (`@service`); nothing is listed by hand. Doors that speak to machines read this list,
so that a new service can be called by all of them on the day it is written. What is private to its module is left out.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module, util
from pkgutil import iter_modules
from typing import Any

from django.apps import apps

_ROOMS = "repatria.records."
_SECTION = re.compile(r"\b(Source|Units|Given|Returns|Raises|Leaf|Not): ")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByParameter:
    """The actions of a service that asks the role table by what it is to do.

    Given:    `actions` by the value of the parameter; `otherwise` for every other value.
    """

    parameter: str
    actions: Mapping[Any, str]
    otherwise: str


@dataclass(frozen=True, slots=True)
class FitForMigration:
    """Which calls of a service may bring in what another system held: those whose parameter has one of these values."""

    parameter: str
    values: Collection[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One service as it is declared.

    Given:    `actions` as the role table names them; the service's own name where it says nothing else. `migration` is
              False unless the declaration says that some or all calls are fit for it.
    """

    name: str
    function: Callable[..., Any]
    actions: str | ByParameter
    migration: bool | FitForMigration

    @property
    def every_action(self) -> tuple[str, ...]:
        """Each action of the role table that a call may ask for."""
        if isinstance(self.actions, str):
            return (self.actions,)
        return tuple(dict.fromkeys((*self.actions.actions.values(), self.actions.otherwise)))

    def is_fit_for_migration(self, arguments: Mapping[str, Any]) -> bool:
        """Whether a call with these arguments may bring in what another system held."""
        if isinstance(self.migration, FitForMigration):
            return arguments.get(self.migration.parameter) in self.migration.values
        return self.migration


_declared: dict[str, Declared] = {}


def declare(
    function: Callable[..., Any], *, actions: str | ByParameter, migration: bool | FitForMigration
) -> None:  # fmt: skip
    """Enters a service under "room.function".

    Raises:   ValueError when the name is taken by another function.
    Not:      a function whose name begins with an underscore: it is part of another, and nobody calls it by name.
    """
    name = name_of(function)
    if function.__name__.startswith("_") or not function.__module__.startswith(_ROOMS):
        return
    found = _declared.setdefault(
        name, Declared(name=name, function=function, actions=actions or name, migration=migration)
    )
    if found.function is not function:
        raise ValueError(f"{name} is declared twice")


def name_of(function: Callable[..., Any]) -> str:
    """The name of a service or question: its room and its own name."""
    return f"{function.__module__.removeprefix(_ROOMS).partition('.')[0]}.{function.__name__}"


def services() -> Mapping[str, Declared]:
    """Every service by name, in the order of the names."""
    load_rooms("services")
    return dict(sorted(_declared.items()))


@cache
def load_rooms(*modules: str) -> None:
    """Imports modules of these names from every installed room, so that what they declare is known; once a process.

    Given:    where the name is a folder (`services/`), every module in it.
    """
    for app in apps.get_app_configs():
        for module in modules:
            dotted = f"{app.name}.{module}"
            if app.name.startswith(_ROOMS) and util.find_spec(dotted) is not None:
                loaded = import_module(dotted)
                for inner in iter_modules(getattr(loaded, "__path__", ())):
                    import_module(f"{dotted}.{inner.name}")


def sentence_of(function: Callable[..., Any]) -> str:
    """The first sentence of a docstring."""
    return _sections(function).get("", "")


def section_of(function: Callable[..., Any], title: str) -> str:
    """What a docstring says under one of the house's titles ("Source", "Returns", ...); empty where it says nothing."""
    return _sections(function).get(title, "").rstrip(".")


def _sections(function: Callable[..., Any]) -> dict[str, str]:
    text = " ".join((inspect.getdoc(function) or "").split())
    first, *parts = _SECTION.split(text)
    return {"": first.strip()} | {t: said.strip() for t, said in zip(parts[::2], parts[1::2], strict=True)}
