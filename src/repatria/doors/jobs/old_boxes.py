"""What an old pair of number and words goes on saying after a recovery in person: what all get, in the rhythm of all.

Whoever else holds it, a husband perhaps, is to learn nothing: not that there is a new pair, and not that she was told.
So its box shows what lay there, the words that all get as long as she gets them, and from the day on which she was told
something else what all are told that day, at the distance at which it is said again to all.
"""

from __future__ import annotations

import hmac
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

from repatria.core.law.clocks import ClockRule, row_of
from repatria.core.vocabulary.dates import day_instant
from repatria.core.vocabulary.letters import LetterClass
from repatria.core.vocabulary.paper_codes import check_word, paper_code
from repatria.core.vocabulary.receipts import words_of
from repatria.records.enquiries.selectors import LetterAddress
from repatria.records.hotline.acts import RecoveryHow
from repatria.records.hotline.selectors.recovery import ReplacedPair, replaced_pairs
from repatria.records.notices.acts import LetterKind, LetterText
from repatria.records.notices.letter_selectors import StandingWords, standing_words, words_before
from repatria.records.notices.selectors import LetterView
from repatria.records.notices.sent import round_days
from repatria.records.vault.keyring import current

FOR_ALL = LetterKind.NO_INFORMATION.value
IN_PERSON = RecoveryHow.IN_PERSON.value
Write = Callable[[LetterAddress, date, StandingWords], LetterText]
"""Writes the letter that all get, as a round does."""
Day = tuple[date, int | None]
"""A day of letters with the act of its first round; None for the round that is being held."""


def said_again_on(dated: str) -> date:
    """The day on which the letter that all get is due again, before anybody has waited too long (GC III 122(7))."""
    row, since = row_of(ClockRule.ENQ_REVIEW), day_instant(dated)
    return (row.shown_from(since, row.due(since)) - timedelta(days=1)).date()


def old_boxes(
    addresses: tuple[LetterAddress, ...], letters: Mapping[str, list[LetterView]], on: date, write: Write
) -> dict[str, list[LetterView]]:  # fmt: skip
    """By the place of each box whose pair was replaced in person: its letters, the newest first."""
    replaced = [old for old in replaced_pairs()[0] if old.how == IN_PERSON]
    if not replaced:
        return {}
    addressed = {one.enquiry_id: one for one in addresses}
    saying = _Saying(letters, write, (*round_days(), (on, None)))
    return {
        old.locator: _said_on(old, letters.get(old.enquiry_id, []), saying, addressed[old.enquiry_id])
        for old in replaced
    }


def _said_on(old: ReplacedPair, views: list[LetterView], saying: _Saying, address: LetterAddress) -> list[LetterView]:
    hers = [view for view in views if view.act_index > old.opens_from]
    told = [view.act_index for view in hers if view.letter_kind != FOR_ALL and view.act_index > old.replaced_index]
    until = min(told, default=None)  # what came after she was told is hers alone, the words that all get too
    shown = [
        view
        for view in hers
        if view.act_index < old.replaced_index
        or (view.letter_kind == FOR_ALL and (until is None or view.act_index < until))
    ]
    while until is not None and shown and not address.is_erased and shown[0].letter_kind == FOR_ALL:
        due = said_again_on(shown[0].dated)
        day = next((day for day in saying.days if day[0] >= due), None)  # it is dated as all are: by the round
        if day is None:
            break
        shown.insert(0, _again(shown[0], old.locator, day, saying, address))
    return shown


def _again(before: LetterView, locator: str, day: Day, saying: _Saying, address: LetterAddress) -> LetterView:
    """What all were told on this day, with a code that stays the same from round to round."""
    if before.text is None:
        return replace(before, dated=day[0].isoformat())
    text = saying.text(replace(address, language=before.language), day)
    secret = hmac.digest(current().derived("letters of old boxes"), f"{locator}|{day[0]}".encode(), sha256)
    code, word = paper_code(secret[:13]), check_word(secret[13:21], words_of(before.language))
    return replace(before, dated=day[0].isoformat(), text=replace(text, code=code, check_word=word))


class _Saying:
    """What all are told on a day, word for word: by a letter that somebody got then, or else written anew.

    Given:    words, telephone and whom to ask may have changed since her last letter; every other box shows it.
    """

    def __init__(self, letters: Mapping[str, list[LetterView]], write: Write, days: tuple[Day, ...]) -> None:
        self.days, self._write = days, write
        self._told: dict[str, list[LetterView]] = {}
        every = (v for views in letters.values() for v in views if v.letter_kind == FOR_ALL and v.text is not None)
        for view in sorted(every, key=lambda one: (one.dated, one.act_index)):
            self._told.setdefault(view.language, []).append(view)

    def text(self, address: LetterAddress, day: Day) -> LetterText:
        """Returns: the text of the day's first letter, of the last one before it with the same words, or a new one."""
        on, index = day
        told = self._told.get(address.language, [])
        at = bisect_left(told, on.isoformat(), key=lambda one: one.dated)
        if at < len(told) and told[at].dated == on.isoformat() and (text := told[at].text):
            return text
        words = LetterClass.NO_INFORMATION
        standing = standing_words(words) if index is None else words_before(words, index)
        if at and told[at - 1].version == standing.version_id and (text := told[at - 1].text):
            return text
        return self._write(address, on, standing)
