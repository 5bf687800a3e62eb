"""What carries a note out of the house: a mail server, a gateway of short messages."""

from __future__ import annotations

from typing import Any, Protocol

from repatria.core.vocabulary.errors import OutsideError


class GatewayError(OutsideError):
    """A gateway did not take a note. `permanent` where it said that nobody is there: another try changes nothing.

    Given:    `is_of_this_one` where the gateway answered and refused just this note for now: the others go on.
    """

    code = "gateways.E001"

    def __init__(self, message: str, permanent: bool = False, *, is_of_this_one: bool = False, **params: Any) -> None:
        super().__init__(message, permanent, **params)
        self.is_of_this_one = is_of_this_one or permanent


class Gateway(Protocol):
    """Takes one note for one contact."""

    def send(self, to: str, text: str) -> None:
        """Raises: GatewayError."""

    def probe(self) -> None:
        """Speaks to the gateway and sends nothing.  Raises: GatewayError."""
