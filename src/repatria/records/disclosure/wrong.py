"""Who was told something because of a link that was annulled since, and how each of it is put right.

A letter is corrected by a letter of the next round, and one that was posted once that letter was posted too. What was
read to her by telephone or said at a meeting point, and what he himself was asked about her, somebody puts right in
person and says how.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.disclosure.acts import WrongTellingSettled
from repatria.records.disclosure.errors import NothingToldWrongError
from repatria.records.disclosure.models import SettledTelling
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.matching.wrong_links import READ, AnnulledLink, annulled
from repatria.records.notices.selectors import corrections, letters_between
from repatria.records.register.selectors.decisions import decisions_about_links

SETTLE = "disclosure.settle_wrong_telling"
LONGEST = 1000
_RULE = "practice rule 6"


@dataclass(frozen=True, slots=True, kw_only=True)
class ByVoice:
    """An act of a higher room in which an enquirer was told something otherwise than by a letter in her box.

    Given:    `what` is lane (read by telephone), posted, or handover; `number` of the hand-over; `letter_ids` which
              letters were read or posted.
    """

    what: str
    act_index: int
    enquiry_id: str
    number: str = ""
    letter_ids: tuple[str, ...] = ()


Told = Callable[[Sequence[str]], Iterable[ByVoice]]
_answers: dict[str, Told] = {}


def answers_who_was_told(what: str, of: Told) -> None:
    """Says who knows what these enquirers were told in one way.  Given: once a way, when rooms are made ready."""
    _answers[what] = of


def ways_of_telling() -> frozenset[str]:
    """The ways beside letters of which some room answers who was told."""
    return frozenset(_answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class WronglyTold:
    """One telling that was wrong.

    Given:    `what` is letter, lane (read by telephone), posted, handover, or asked (he was asked about her);
              `corrected_by` the number of the letter that corrects it, or how somebody put it right.
    """

    doubt_id: str
    act_index: int
    what: str
    number: str
    enquiry_id: str
    person_id: str
    at: str
    annulled_at: str
    corrected_by: str


def corrections_due() -> dict[str, int]:
    """The enquiries to which a letter told something on an annulled link, and that no letter corrected yet.

    Returns:  with each the act of the annulment: the courier's next round writes to them.
    """
    gone, known = annulled(), corrections()
    letters = _letters(gone)
    return {
        one.enquiry_id: one.annulled_index for one in gone
        if (one.enquiry_id, one.annulled_index) not in known and letters[one.doubt_id]
    }  # fmt: skip


def _letters(gone: Sequence[AnnulledLink]) -> dict[str, dict[str, int]]:
    """By the doubt: the letters that told something while its link stood, each with its act."""
    enquiries = sorted({one.enquiry_id for one in gone})
    found = letters_between(enquiries, -1, max((one.annulled_index for one in gone), default=0)) if gone else ()
    return {
        one.doubt_id: {
            letter.number: letter.act_index for letter in found
            if letter.about == one.enquiry_id and one.link_index < letter.act_index < one.annulled_index
        }
        for one in gone
    }  # fmt: skip


def _found(one: AnnulledLink, letters: dict[str, int], asked: Sequence[int], voices: Sequence[ByVoice]) -> Iterator[
    tuple[int, str, str]
]:  # fmt: skip
    """Act, what and number of everything that was told on this link.

    Given:    a wrong letter that was read to her or posted told her wrongly whenever that was, after the annulment too.
    """
    yield from ((act_index, "letter", number) for number, act_index in letters.items())
    before = [index for index in asked if index < one.annulled_index]
    if before:
        yield before[-1], "asked", one.person_id
    met: dict[str, int] = {}
    for voice in voices:
        if voice.what != "handover" and not letters.keys().isdisjoint(voice.letter_ids):
            yield voice.act_index, voice.what, one.enquiry_id
        elif voice.what == "handover" and one.link_index < voice.act_index < one.annulled_index:
            met[voice.number] = max(met.get(voice.number, 0), voice.act_index)
    yield from ((index, "handover", handover_id) for handover_id, index in met.items())


def _told(gone: Sequence[AnnulledLink]) -> Iterator[WronglyTold]:
    """Everything that was told on these links, by as many questions for one as for all."""
    if not gone:
        return
    enquiries = sorted({one.enquiry_id for one in gone})
    voices: dict[str, list[ByVoice]] = {}
    for of in _answers.values():
        for voice in of(enquiries):
            voices.setdefault(voice.enquiry_id, []).append(voice)
    letters, asked = _letters(gone), decisions_about_links([one.link_index for one in gone])
    found = {
        one.doubt_id: sorted(_found(one, letters[one.doubt_id], asked.get(one.link_index, ()), hers))
        for one in gone
        for hers in [voices.get(one.enquiry_id, [])]
    }  # fmt: skip
    every = [index for lines in found.values() for index, _, _ in lines]
    at, known = instants_at([*(one.annulled_index for one in gone), *every]), corrections()
    settled = {(row.doubt_id, row.told_index): row.pk for row in rows_where(SettledTelling)}
    for one in gone:
        letter = known.get((one.enquiry_id, one.annulled_index), "")
        by = {"letter": letter, "posted": letter if _is_posted(letter, voices.get(one.enquiry_id, [])) else ""}
        for index, what, number in found[one.doubt_id]:
            yield WronglyTold(
                doubt_id=one.doubt_id, act_index=index, what=what, number=number, enquiry_id=one.enquiry_id,
                person_id=one.person_id, at=instant_text(at[index]), annulled_at=instant_text(at[one.annulled_index]),
                corrected_by=settled.get((one.doubt_id, index), "") or by.get(what, ""),
            )  # fmt: skip


def _is_posted(letter: str, voices: Sequence[ByVoice]) -> bool:
    """Whether the letter that corrects went by post: what came on paper is put right on paper, or by somebody."""
    return bool(letter) and any(one.what == "posted" and letter in one.letter_ids for one in voices)


@question(READ, name="wrongly_told", of_numbers=True)
def wrongly_told(acting: Acting, doubt_id: str) -> tuple[WronglyTold, ...]:
    """Everybody who was told something on an annulled link, oldest first; nothing for a link that stands.

    Raises:   RoleForbidsError.
    """
    require(acting, READ)
    return tuple(_told(annulled(doubt_id)))


@question(READ, name="wrongly_told_and_open", of_numbers=True)
def wrongly_told_and_open(acting: Acting) -> tuple[WronglyTold, ...]:
    """All of it that nobody has put right yet.  Raises: RoleForbidsError."""
    require(acting, READ)
    return tuple(told for told in _told(annulled()) if not told.corrected_by)


@service
def settle_wrong_telling(acting: Acting, *, doubt_id: str, told_index: int, how: str) -> None:
    """Says how something was put right in person that was told on a link which was annulled since.

    Source:   practice rules 6, 12: he holds a list of what was said of him; whoever was told wrongly is told so.
    Raises:   NothingToldWrongError for an act that told nobody on that link, or is settled; InputError without a word.
    Leaf:     disclosure.wrong_telling_settled
    """
    require(acting, SETTLE)
    if not 0 < len(how.strip()) <= LONGEST:
        raise InputError("say how", (("how", "missing" if not how.strip() else "length"),))
    open_ones = [told for told in _told(annulled(doubt_id)) if not told.corrected_by]
    if told_index not in {told.act_index for told in open_ones}:
        raise NothingToldWrongError("nothing that was told on that link, or put right already", provision=_RULE)
    given = WrongTellingSettled(doubt_id=doubt_id, told_index=told_index, how=how.strip(), settled_by=acting.account_id)
    record(given, actor=acting.account_id, at=acting.at)


_RULE = "practice rule 6"
