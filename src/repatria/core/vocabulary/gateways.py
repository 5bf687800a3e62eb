"""What carries a note out of the house: a mail server, a gateway of short messages."""

from __future__ import annotations

from typing import Protocol

from repatria.core.vocabulary.errors import OutsideError


class GatewayError(OutsideError):
    """A gateway did not take a note. `permanent` where it said that nobody is there: another try changes nothing."""

    code = "gateways.E001"


class Gateway(Protocol):
    """Takes one note for one contact."""

    def send(self, to: str, text: str) -> None:
        """Raises: GatewayError."""

    def probe(self) -> None:
        """Speaks to the gateway and sends nothing.  Raises: GatewayError."""
