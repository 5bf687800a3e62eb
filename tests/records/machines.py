"""Machines that hypothesis drives over the services: whatever is done in whatever order, an onlooker's rules hold.

Each example begins in a house that stands, and everything it did is taken back. A control plants a fault in the house
and shows that the same onlooker names it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from repatria.core.vocabulary.errors import RepatriaError, RuleError

IS_FULL = os.environ.get("REPATRIA_HEAVY") == "full"
on_one_database = pytest.mark.skipif(connection.vendor != "sqlite", reason="what the law lets pass is no database's")


class InTheStore(RuleBasedStateMachine):
    """A machine whose acts are taken back when its example ends."""

    def __init__(self) -> None:
        super().__init__()
        self._taken_back = ExitStack()
        self._taken_back.enter_context(transaction.atomic())

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._taken_back.close()

    def does(self, act: Callable[..., object], *args: object, **given: object) -> bool:
        """Tries an act.  Returns: whether the house took it; a rule that refuses names its provision."""
        try:
            with transaction.atomic():
                self.came = act(*args, **given)
        except RepatriaError as refused:
            assert not isinstance(refused, RuleError) or refused.provision, refused
            return False
        return True


def goes_on(machine: Callable[[], InTheStore], *, few: tuple[int, int], many: tuple[int, int]) -> None:
    """Runs a machine: `few` examples of so many steps, `many` where the run is whole."""
    examples, steps = many if IS_FULL else few
    run_state_machine_as_test(machine, settings=_settings(examples, steps))


def is_caught(machine: Callable[[], InTheStore], *, examples: int, steps: int) -> str:
    """Runs a machine over a house in which a fault was planted.  Returns: what its onlooker said."""
    try:
        run_state_machine_as_test(machine, settings=settings(_settings(examples, steps), derandomize=True))
    except AssertionError as found:
        return str(found)
    return ""


def _settings(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, database=None, print_blob=False,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],  # shrinking takes minutes
    )  # fmt: skip
