"""What is offered to machines, described: every service and question with who may, on which provision, and its schema.

Nothing is written down here twice: names and flags come from the declarations, roles and second persons from the role
table, provisions from the docstrings, parameters from the signatures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from repatria.records.access.calls import parameters_of, returned_by, schemas
from repatria.records.access.questions import Question, questions
from repatria.records.access.role_table import APPROVERS, ROLE_TABLE, SECOND_PERSONS, Role
from repatria.records.access.services import ANY_QUESTION
from repatria.records.ledger.catalogue import ByParameter, Declared, FitForMigration, section_of, sentence_of, services

_SECTIONS = (("provision", "Source"), ("returned", "Returns"), ("leaf", "Leaf"))


def roles_for(action: str) -> tuple[str, ...]:
    """The roles whose row in the table has this action."""
    return tuple(role.value for role in Role if _has(ROLE_TABLE[role], action))


def _has(row: frozenset[str], action: str) -> bool:
    return any(".?" in one for one in row) if action == ANY_QUESTION else action in row


def migration_of(service: Declared) -> bool | dict[str, list[str]]:
    """Whether a service may bring in what another system held; where only some calls may, by which value of what."""
    fit = service.migration
    return {fit.parameter: sorted(map(str, fit.values))} if isinstance(fit, FitForMigration) else fit


def _who_may(service: Declared) -> list[dict[str, Any]]:
    found = []
    for action in service.every_action:
        one: dict[str, Any] = {"action": action, "roles": list(roles_for(action))}
        if isinstance(service.actions, ByParameter):
            values = [str(value) for value, meant in service.actions.actions.items() if meant == action]
            one["when"] = {service.actions.parameter: sorted(values) or "any other"}
        if action in SECOND_PERSONS:
            one["second_persons"] = SECOND_PERSONS[action]
            one["approved_by"] = sorted(role.value for role in APPROVERS.get(action, ()))
        found.append(one)
    return found


def _terms_of_service(service: Declared) -> dict[str, Any]:
    return {"who_may": _who_may(service), "migration": migration_of(service)}


def _terms_of_question(asked: Question) -> dict[str, Any]:
    who = [{"action": asked.action, "roles": list(roles_for(asked.action))}]
    return {"who_may": who, "numbers_only": asked.is_of_numbers}


class _Types:
    """Every type that is described, so that each definition is written once."""

    def __init__(self) -> None:
        self.wanted: list[Any] = []

    def of(self, function: Callable[..., Any]) -> tuple[int, ...]:
        """Notes the types of a function.  Returns: the places of its parameters and, last, of what it returns."""
        types = [*(one.type for one in parameters_of(function)), returned_by(function)]
        self.wanted += types
        return tuple(range(len(self.wanted) - len(types), len(self.wanted)))


def _parameters(function: Callable[..., Any], written: list[dict[str, Any]]) -> dict[str, Any]:
    properties, required = {}, []
    for one, schema in zip(parameters_of(function), written, strict=True):
        properties[one.name] = schema if one.is_required else {**schema, "default": msgspec.to_builtins(one.default)}
        required += [one.name] * one.is_required
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _described(
    offered: Iterable[Declared | Question], terms: Callable[[Any], dict[str, Any]], types: _Types
) -> list[tuple[dict[str, Any], Callable[..., Any], tuple[int, ...]]]:
    return [
        (
            {"name": one.name, "does": sentence_of(one.function), **terms(one),
             **{key: section_of(one.function, title) for key, title in _SECTIONS}},
            one.function, types.of(one.function),
        )
        for one in offered
    ]  # fmt: skip


def described() -> dict[str, Any]:
    """Everything that is offered, as one JSON document.

    Returns:  `services` and `questions`, each with name, who may, provision, parameters and what it returns as JSON
              Schema; `$defs` holds the types that they share.
    """
    types = _Types()
    parts = {
        "services": _described(services().values(), _terms_of_service, types),
        "questions": _described(questions().values(), _terms_of_question, types),
    }
    written, definitions = schemas(types.wanted)
    told: dict[str, Any] = {}
    for part, offered in parts.items():
        told[part] = [
            {**head, "parameters": _parameters(function, [written[n] for n in places[:-1]]),
             "returns": written[places[-1]]}
            for head, function, places in offered
        ]  # fmt: skip
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **told, "$defs": definitions}
