"""What is attributed to a prisoner: neither his words, nor a link, nor what an interrogation brought, in any field.

Of a public report about him at most this is kept: that he was reported alive on a day, at the lowest grade. Whoever
would write more is refused with the word why; where a list's own remark holds more all the same, it is sealed, flagged,
shown to nobody, and destroyed by an act.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

from repatria.core.law.errors import StatementError

WORDS_OF_A_QUOTATION = 4
"""Fewer between quotation marks are a name: of a place, a ship, a unit that is nobody's business here either."""


class StatementMark(StrEnum):
    """By what a text is known to hold what is not recorded."""

    QUOTATION = "statement_quotation"
    LINK = "statement_link"
    INTERROGATION = "statement_interrogation"


_LINK = re.compile(r"https?://|\bwww\.|\bt\.me/|\byoutu\.?be\b|\btiktok\.|\bvk\.com", re.IGNORECASE)
_QUOTED = re.compile(r"[«“„]([^«»“”„]+)[»”“]")
_VERB = (
    r"(?:сказав|сказал|заяви[вл]|розпові(?:в|дає)|рассказ(?:ал|ывает)|зізна(?:вся|ється)|призна(?:лся|ётся)|каже|"
    r"говорит|пише|пишет|said|says|stated|told|confess(?:es|ed)|admit(?:s|ted))"
)  # fmt: skip
_DIRECT = re.compile(rf"\b{_VERB}\b[^.:\"«“„]{{0,40}}[:\"«“„]\s*+\S++(?:\s++\S++){{2,}}", re.IGNORECASE)
_INTERROGATION = re.compile(
    r"\bдопит|\bдопрос|\binterrogat|\bdebrief|\bпризнательн|\bзізнавальн", re.IGNORECASE
)  # fmt: skip


def marks_of(text: str) -> frozenset[StatementMark]:
    """Computes by which marks a text holds words of a prisoner, a link, or what an interrogation brought.

    Source:   GC III art. 13, 17; practice rule 17.
    Given:    an aid and no proof: what a person sees to be such is destroyed whether marked or not.
    """
    found = set()
    if _LINK.search(text):
        found.add(StatementMark.LINK)
    if _DIRECT.search(text) or any(len(q.split()) >= WORDS_OF_A_QUOTATION for q in _QUOTED.findall(text)):
        found.add(StatementMark.QUOTATION)
    if _INTERROGATION.search(text):
        found.add(StatementMark.INTERROGATION)
    return frozenset(found)


OWN_WORDS = frozenset({StatementMark.INTERROGATION})
"""Marks that turn nobody away who speaks for himself: his fear of being questioned, what a doctor saw after it."""


def refuse_statements(
    texts: Mapping[str, str | None], besides: Collection[StatementMark] = ()
) -> None:  # fmt: skip
    """Refuses texts that hold what is not recorded, each by its field with the mark; nothing of them is repeated.

    Source:   GC III art. 13; practice rule 17.
    Given:    `besides` are marks for which a row of a list is not turned away.
    Raises:   StatementError with `params["faults"]`.
    """
    marked = {field: marks_of(text) - set(besides) for field, text in texts.items() if text}
    faults = tuple((field, min(found).value) for field, found in marked.items() if found)
    if faults:
        raise StatementError("what is attributed to a prisoner is not recorded", provision="GC III 13", faults=faults)
