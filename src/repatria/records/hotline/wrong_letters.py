"""Which letters still go by voice and by post: none that told something on a link that is doubted or was annulled.

Her box shows them: a letter that went out of it would say something to whoever watches the box. But nobody of the house
reads aloud again what the house does not believe, puts it into an envelope, or opens it to new words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from repatria.records.hotline.errors import DoubtedLetterError
from repatria.records.matching.wrong_links import WrongSpan, wrong_spans
from repatria.records.notices.acts import LetterKind
from repatria.records.notices.selectors import LetterView
from repatria.records.notices.sent import lying_letters_for_room

_TELL_NOTHING = frozenset({LetterKind.NO_INFORMATION.value, LetterKind.CORRECTION.value})
Spans = Mapping[str, tuple[WrongSpan, ...]]


def _goes(letter: LetterView, spans: Sequence[WrongSpan]) -> bool:
    return letter.letter_kind in _TELL_NOTHING or not any(one.covers(letter.act_index) for one in spans)


def letters_that_go(enquiry_id: str, spans: Spans | None = None) -> tuple[LetterView, ...]:
    """The letters that lie in her box and may be read to her or posted, the newest first.

    Source:   invariant 9: nothing is told on a link that is not confirmed; practice rule 6.
    Given:    `spans` where many are asked about; for a caller that records its own act of reading.
    """
    known = wrong_spans(enquiry_id) if spans is None else spans
    return tuple(one for one in lying_letters_for_room(enquiry_id) if _goes(one, known.get(enquiry_id, ())))


def refuse_wrong_letters(enquiry_id: str) -> None:
    """Asks whether new words may open what lies in her box.

    Raises:   DoubtedLetterError while a letter lies there that speaks of another man, or perhaps, and none corrects it.
    """
    spans = wrong_spans(enquiry_id).get(enquiry_id, ())
    for letter in lying_letters_for_room(enquiry_id):
        if letter.letter_kind == LetterKind.CORRECTION.value:
            return
        if not _goes(letter, spans):
            raise DoubtedLetterError("a letter lies there that may speak of another man", provision="practice rule 6")
