"""The note that there is a letter: by which way it goes, to whom, and to whom not unless two let it through."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from repatria.core.vocabulary.errors import InputError

MOST_BOUNCES = 3
"""Bounces in a row after which a caseworker looks at the contact; her letters and the rounds go on as they do."""
_ATOM, _LABEL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_BETWEEN = r"[ \t\u00a0().\-]*"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@.{{1,189}}\Z){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+(?!\d+\Z){_LABEL}")


class NoteWay(StrEnum):
    """How she is told that there is a letter."""

    MAIL = "mail"
    SMS = "sms"
    NONE = "none"


class NoteContactError(InputError):
    """This is no address to which a note can go by this way."""

    code = "law.E019"


def folded_contact(way: NoteWay, to: str) -> str:
    """The contact as a note goes to it.

    Given:    a telephone with the number of its country, as +380..., or 00 in its place; blanks and dashes are dropped.
    Raises:   NoteContactError.
    """
    if way is NoteWay.NONE:
        return ""
    if way is NoteWay.MAIL:
        if not _ADDRESS.fullmatch(to.strip()):
            raise NoteContactError("this is no mail address", (("note_to", "malformed"),))
        return to.strip()
    digits = re.sub(r"[\s().\-]", "", to)
    digits = f"+{digits[2:]}" if digits.startswith("00") else digits
    if not re.fullmatch(r"\+[0-9]{8,15}", digits, re.ASCII):
        raise NoteContactError("a number with that of its country", (("note_to", "malformed"),))
    return digits


def stands_in(way: NoteWay, contact: str, text: str) -> bool:
    """Whether this contact, whole, is written in what she wrote.

    Source:   practice rules 5, 7: nobody chooses for her, nor puts another contact in the place of hers.
    Given:    `contact` folded; a number may be written with blanks and dashes, and 00 in the place of +.
    """
    if way is NoteWay.NONE or not contact:
        return False
    if way is NoteWay.MAIL:
        whole = rf"(?<![\w.@+-]){re.escape(contact)}(?![\w@+-]|\.\w)"
        return re.search(whole, text, re.IGNORECASE) is not None
    digits = _BETWEEN.join(contact[1:])
    whole = rf"(?<!\d)(?:\+|00){_BETWEEN}{digits}(?!{_BETWEEN}\d)"
    return re.search(whole, text, re.ASCII) is not None


def is_barred(way: NoteWay, to: str, barred: Sequence[str], countries: Sequence[str] = ()) -> bool:
    """Whether this contact lies with an operator that the bureau has barred.

    Source:   protection.md T1: the operators of her State learn who asks.
    Given:    `to` folded; `barred` ends of mail hosts ("example.invalid") and beginnings of numbers ("+999");
              `countries` the numbers of those to which a message may go ("+48"), where the bureau names any.
    """
    if way is NoteWay.SMS:
        is_elsewhere = bool(countries) and not any(to.startswith(one) for one in countries)
        return is_elsewhere or any(to.startswith(one) for one in barred if one.startswith("+"))
    host = to.rpartition("@")[2].casefold().rstrip(".")
    ends = [one.casefold().strip(".") for one in barred if not one.startswith("+")]
    return any(host == one or host.endswith(f".{one}") for one in ends)
