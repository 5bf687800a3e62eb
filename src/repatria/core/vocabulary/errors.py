"""One base and four families, chosen by what the reader of the error can do.

Messages never hold personal data, only record numbers. Each error has a code `room.E001`; docs/errors.md lists them.
"Cannot tell" is a result, never an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar


class RepatriaError(Exception):
    """The base of every refusal and failure that Repatria raises on purpose.

    Given:    `params` fill the named places of the translated sentence that belongs to `code`.
    Not:      personal data; a message names records by number only.
    """

    code: ClassVar[str] = "core.E000"

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message)
        self.message = message
        self.params: Mapping[str, Any] = params

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


_LONGEST = 60


@contextmanager
def naming(thing: str) -> Iterator[None]:
    """Lets a refusal of one of several things say which it is, as it was typed.

    Not:      a name of a person: a code, a number, a label.
    """
    try:
        yield
    except RepatriaError as refused:
        refused.params = {"about": (" ".join(thing.split())[:_LONGEST],), **refused.params}
        raise


class InputError(RepatriaError):
    """The sender can mend it. `faults` gathers all of them, each as (field, sentence), not just the first."""

    code = "core.E100"

    def __init__(self, message: str, faults: tuple[tuple[str, str], ...] = (), **params: Any) -> None:
        super().__init__(message, **params)
        self.faults = faults


class UnknownRecordError(InputError):
    """There is no such record: a page says that it is nowhere, and not that something was typed wrongly."""

    code = "core.E101"


class RuleError(RepatriaError):
    """Law, procedure or role forbids it. `provision` names what it rests on."""

    code = "core.E200"

    def __init__(self, message: str, provision: str = "", **params: Any) -> None:
        super().__init__(message, **params)
        self.provision = provision

    def __str__(self) -> str:
        return f"{self.code}: {self.message}" + (f" [{self.provision}]" if self.provision else "")


class WrongStateError(RuleError):
    """The act does not follow from the state the record is in."""

    code = "core.E201"


class TwoPersonRuleError(RuleError):
    """A second, different person is needed."""

    code = "core.E202"


class MissingParticularsError(RuleError):
    """A particular that the provision names has neither a value nor a stated reason for its absence."""

    code = "core.E203"


class NotPermittedError(RuleError):
    """The role of the actor does not allow this act on this object."""

    code = "core.E204"


class ConflictError(RepatriaError):
    """Somebody acted meanwhile: reload and look again."""

    code = "core.E300"


class DoneBeforeError(ConflictError):
    """The very same was sent before and done then: nothing is done twice, and the sender is led to what it made.

    Given:    `number` of the record that the first sending made, `act_index` of the act that it recorded.
    """

    code = "core.E301"

    def __init__(self, message: str, *, number: str, act_index: int) -> None:
        super().__init__(message, number=number)
        self.number = number
        self.act_index = act_index


class OutsideError(RepatriaError):
    """A carrier, store or witness failed. `permanent` says whether trying again makes sense."""

    code = "core.E400"

    def __init__(self, message: str, permanent: bool = False, **params: Any) -> None:
        super().__init__(message, **params)
        self.permanent = permanent


class TamperError(Exception):
    """A proof or seal does not verify: stop the act, alarm, never retry, never catch broadly."""

    code = "core.E900"
