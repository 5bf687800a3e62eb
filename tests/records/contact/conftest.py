"""A mother who asks, her son who is held, the words between them, for each test."""

from __future__ import annotations

import pytest

from tests.records.contact.calls import Calls
from tests.records.contact.letters import Letters


@pytest.fixture
def letters(clock, randomness):
    return Letters(clock, randomness).capture().ask()


@pytest.fixture
def found(letters):
    """He was found, and nobody has asked him yet."""
    return letters.link()


@pytest.fixture
def willing(found):
    """He said yes to her, and a letter has told her."""
    return found.says_yes().told()


@pytest.fixture
def lone(clock, randomness):
    """She asks, he is held, a room and lines: nobody has found him yet."""
    return Calls(clock, randomness).capture().ask().means()


@pytest.fixture
def calls(lone):
    """He said yes to her, and a letter has told her."""
    return lone.link().says_yes().told()
