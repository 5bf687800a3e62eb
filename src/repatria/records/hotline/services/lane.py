"""The lane of those who call again: number and telephone code, then the letters that lie in her box are read to her."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.services import number_index_of, phone_code_digest
from repatria.records.hotline.acts import LaneTried
from repatria.records.hotline.errors import EmptyCallError, LaneClosedError
from repatria.records.hotline.models import LaneTry
from repatria.records.hotline.pairs import Pair, opens_from, pair_with_number
from repatria.records.hotline.wrong_letters import letters_that_go
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.notices.selectors import LetterView

OPEN = "hotline.open_lane"
MOST_ERRORS = 3
ERRORS_LAST = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardLetter:
    """A letter as it is read aloud."""

    title: str
    paragraphs: tuple[str, ...]
    dated: str
    language: str


@service
def open_lane(acting: Acting, *, number: str, phone_code: str) -> tuple[HeardLetter, ...]:
    """Reads to her what lies in her box, newest first; the act names each letter that was read.

    Source:   practice rules 4, 5.
    Given:    what is read is what the page shows with number and words, an embargo or none: a telephone that falls
              silent beside a page that does not tells of a death. Nothing new comes into a box under an embargo. What
              was told on a link that is doubted or was annulled is read no more; nor what tells while she is told
              nothing.
    Returns:  nothing for a wrong code, an unknown number, and where no letter is read: the three are one answer, and
              each counts as an error, so that the fourth call tells no right code from a wrong one.
    Raises:   EmptyCallError for a number that no receipt can have; LaneClosedError after three errors within a day,
              for a number that nobody has too.
    Leaf:     hotline.lane_tried
    Not:      a letter that lies in no box yet, or that was withheld.
    """
    require(acting, OPEN)
    number_index = number_index_of(number)
    if not number_index:
        raise EmptyCallError("a receipt has no such number", (("number", "malformed"),))
    errors = _errors_in_a_row(number_index, instant_text(acting.at - ERRORS_LAST))
    if errors >= MOST_ERRORS:
        raise LaneClosedError("three errors: ring her back", provision="practice rule 5")
    pair, digest = pair_with_number(number_index), phone_code_digest(number_index, phone_code)
    known = pair.phone_code if pair is not None else ""
    is_right = hmac.compare_digest(known.encode(), digest.encode())
    letters = _readable(pair, acting.at) if is_right and pair is not None else ()
    record(
        LaneTried(
            try_id=record_number("KT", acting.randomness(7)), tried_at=instant_text(acting.at),
            number_index=number_index, errors=0 if letters else errors + 1,
            enquiry_id=pair.enquiry_id if pair is not None and letters else "",
            letter_ids=tuple(one.letter_id for one in letters),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return tuple(
        HeardLetter(title=one.text.title, paragraphs=one.text.paragraphs, dated=one.dated, language=one.language)
        for one in letters
        if one.text is not None
    )


def _errors_in_a_row(number_index: str, since: str) -> int:
    last = rows_where(LaneTry, number_index=number_index, order="-recorded_index", at_most=1)
    return last[0].errors if last and last[0].tried_at >= since else 0


def _readable(pair: Pair, at: datetime) -> tuple[LetterView, ...]:
    after = opens_from(pair.enquiry_id)
    return tuple(one for one in letters_that_go(pair.enquiry_id, at) if one.act_index > after)
