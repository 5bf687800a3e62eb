"""What an old pair of number and words goes on saying after a recovery in person: what all get, in the rhythm of all.

Whoever else holds it, a husband perhaps, is to learn nothing: not that there is a new pair, and not that she was told.
So its box shows what lay there, the words that all get as long as she gets them, and from the day on which she was told
something else the same words again, at the distance at which they are said again to all.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

from repatria.core.law.clocks import ClockRule, row_of
from repatria.core.vocabulary.dates import day_instant
from repatria.core.vocabulary.paper_codes import check_word, paper_code
from repatria.core.vocabulary.receipts import words_of
from repatria.records.enquiries.selectors import LetterAddress
from repatria.records.hotline.acts import RecoveryHow
from repatria.records.hotline.selectors.recovery import ReplacedPair, replaced_pairs
from repatria.records.notices.acts import LetterKind
from repatria.records.notices.selectors import LetterView
from repatria.records.notices.sent import round_days
from repatria.records.vault.keyring import current

FOR_ALL = LetterKind.NO_INFORMATION.value
IN_PERSON = RecoveryHow.IN_PERSON.value


def said_again_on(dated: str) -> date:
    """The day on which the letter that all get is due again, before anybody has waited too long (GC III 122(7))."""
    row, since = row_of(ClockRule.ENQ_REVIEW), day_instant(dated)
    return (row.shown_from(since, row.due(since)) - timedelta(days=1)).date()


def old_boxes(
    addresses: tuple[LetterAddress, ...], letters: Mapping[str, list[LetterView]], on: date
) -> dict[str, list[LetterView]]:  # fmt: skip
    """By the place of each box whose pair was replaced in person: its letters, the newest first."""
    erased = {one.enquiry_id for one in addresses if one.is_erased}
    replaced, _ = replaced_pairs()
    days = (*round_days(), on)
    return {
        old.locator: _said_on(old, letters.get(old.enquiry_id, []), days, is_erased=old.enquiry_id in erased)
        for old in replaced
        if old.how == IN_PERSON
    }


def _said_on(old: ReplacedPair, views: list[LetterView], days: Sequence[date], *, is_erased: bool) -> list[LetterView]:
    hers = [view for view in views if view.act_index > old.opens_from]
    told = [view.act_index for view in hers if view.letter_kind != FOR_ALL and view.act_index > old.replaced_index]
    until = min(told, default=None)  # what came after she was told is hers alone, the words that all get too
    shown = [
        view
        for view in hers
        if view.act_index < old.replaced_index
        or (view.letter_kind == FOR_ALL and (until is None or view.act_index < until))
    ]
    while until is not None and shown and not is_erased and shown[0].letter_kind == FOR_ALL:
        due = said_again_on(shown[0].dated)
        day = next((day for day in days if day >= due), None)  # it is dated as all are: by the round
        if day is None:
            break
        shown.insert(0, _again(shown[0], old.locator, day))
    return shown


def _again(before: LetterView, locator: str, day: date) -> LetterView:
    """The same words of another day, with a code that stays the same from round to round."""
    if before.text is None:
        return replace(before, dated=day.isoformat())
    secret = hmac.digest(current().derived("letters of old boxes"), f"{locator}|{day}".encode(), sha256)
    code, word = paper_code(secret[:13]), check_word(secret[13:21], words_of(before.language))
    return replace(before, dated=day.isoformat(), text=replace(before.text, code=code, check_word=word))
