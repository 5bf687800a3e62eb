"""Which letters still go by voice and by post: none that told something which the house would not tell her now.

That is so on a link that is doubted or was annulled, where she is not to be told, and where her claim is doubted or
revoked. Her box shows them: a letter that went out of it would say something to whoever watches the box. But nobody of
the house reads them aloud again, puts them into an envelope, or opens them to new words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from repatria.core.law.kinship_claim import ClaimStanding
from repatria.records.disclosure.selectors import embargo_on
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.enquiries.services.claims import standing_of
from repatria.records.hotline.errors import DoubtedLetterError
from repatria.records.matching.wrong_links import WrongSpan, wrong_spans
from repatria.records.notices.acts import LetterKind
from repatria.records.notices.selectors import LetterView
from repatria.records.notices.sent import lying_letters_for_room

_TELL_NOTHING = frozenset({LetterKind.NO_INFORMATION.value, LetterKind.CORRECTION.value})
Spans = Mapping[str, tuple[WrongSpan, ...]]


def _tells(letter: LetterView) -> bool:
    return letter.letter_kind not in _TELL_NOTHING


def _is_wrong(letter: LetterView, spans: Sequence[WrongSpan]) -> bool:
    return _tells(letter) and any(one.covers(letter.act_index) for one in spans)


def _is_kept_from(enquiry_id: str, at: datetime) -> bool:
    """Whether she is told nothing now: it is withheld from her, or her claim does not stand."""
    return is_withheld_from(enquiry_id, at) or standing_of(enquiry_id) is not ClaimStanding.STANDS


def letters_that_go(enquiry_id: str, at: datetime) -> tuple[LetterView, ...]:
    """The letters that lie in her box and may be read to her or posted at this instant, the newest first.

    Source:   invariant 9: nothing is told on a link that is not confirmed; practice rules 3, 6, 8.
    Given:    for a caller that records its own act of reading.
    Not:      a word that anything is kept back: what tells nothing goes as ever.
    """
    wrong = wrong_spans(enquiry_id).get(enquiry_id, ())
    lying = tuple(one for one in lying_letters_for_room(enquiry_id) if not _is_wrong(one, wrong))
    if any(map(_tells, lying)) and _is_kept_from(enquiry_id, at):
        return tuple(one for one in lying if not _tells(one))
    return lying


def letter_goes(letter: LetterView, at: datetime, spans: Spans) -> bool:
    """Whether one letter that lies in her box is among `letters_that_go`; one that tells nothing asks nothing.

    Given:    `spans` of the enquiries that have any.
    """
    if not _tells(letter):
        return True
    return not _is_wrong(letter, spans.get(letter.enquiry_id, ())) and not _is_kept_from(letter.enquiry_id, at)


def may_be_posted(enquiry_id: str, letter: LetterView) -> bool:
    """Whether a letter that lies in her box and was not posted yet goes on paper now.

    Source:   law-and-practice section 4.5; practice rule 4: nothing that tells of him leaves once he is said to be
              dead.
    Given:    a paper that comes after his death says that he lives; her page shows what it showed, so that nothing
              falls silent before her eyes, and the telephone reads what the page shows.
    """
    return not _tells(letter) or embargo_on(enquiry_id) is None


def refuse_wrong_letters(enquiry_id: str, at: datetime) -> None:
    """Asks whether new words may open what lies in her box.

    Raises:   DoubtedLetterError while a letter lies there that speaks of another man, or perhaps, and none corrects it;
              and, by the same word, while one that told lies there and she is told nothing now.
    """
    lying, spans = lying_letters_for_room(enquiry_id), wrong_spans(enquiry_id).get(enquiry_id, ())
    is_kept = any(map(_tells, lying)) and _is_kept_from(enquiry_id, at)
    for letter in lying:
        if letter.letter_kind == LetterKind.CORRECTION.value and not is_kept:
            return
        if _is_wrong(letter, spans) or (is_kept and _tells(letter)):
            raise DoubtedLetterError("a letter lies there that is not told again now", provision="practice rule 6")
