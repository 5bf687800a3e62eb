"""The number of a form: drawn when its page is made, so that what is sent twice is done once."""

from __future__ import annotations

import re

from repatria.doors.desk.frame.entered import Field
from repatria.doors.desk.frame.ports import current

NAME = "form_number"
_BYTES = 16
_FORM = re.compile(r"[0-9a-f]{32}")


def form_number() -> str:
    """A number for one form, that nobody guesses."""
    return current().randomness(_BYTES).hex()


def form_number_field() -> Field:
    """The hidden field that carries it; a form that is shown again keeps its number."""
    return Field(name=NAME, kind="hidden", value=form_number())


def as_sent(number: str) -> str:
    """The number as it was sent, or one that is drawn now where none was sent, or no such number."""
    return number if _FORM.fullmatch(number) else form_number()
