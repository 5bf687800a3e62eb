"""Who was told something because of a link that was annulled since, and how each of it is put right.

A letter is corrected by a letter of the next round. What was read to her by telephone, posted, or said at a meeting
point, and what he himself was asked about her, somebody puts right in person and says how.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.disclosure.acts import WrongTellingSettled
from repatria.records.disclosure.errors import NothingToldWrongError
from repatria.records.disclosure.models import SettledTelling
from repatria.records.ledger.reading import Recorded, entries_since, instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.matching.wrong_links import READ, AnnulledLink, annulled
from repatria.records.notices.selectors import corrections, letters_between
from repatria.records.register.selectors.decisions import decisions_about

SETTLE = "disclosure.settle_wrong_telling"
LONGEST = 1000
_PAGE = 500
_RULE = "practice rule 6"
_BY_VOICE = {
    "hotline.lane_tried": "lane", "hotline.letter_posted": "posted", "handover.step_recorded": "handover",
    "handover.asked_again_alone": "handover",
}  # fmt: skip
"""Acts of higher rooms in which somebody was told: by kind, as they are named in the ledger."""


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
    known, due = corrections(), {}
    for one in annulled():
        if (one.enquiry_id, one.annulled_index) not in known and _letters(one):
            due[one.enquiry_id] = one.annulled_index
    return due


def _letters(one: AnnulledLink) -> tuple[tuple[int, str], ...]:
    found = letters_between([one.enquiry_id], one.link_index, one.annulled_index)
    return tuple((letter.act_index, letter.number) for letter in found)


def _found(one: AnnulledLink) -> Iterator[tuple[int, str, str]]:
    """Act, what and number of everything that was told on this link while it stood."""
    letters = {number: act_index for act_index, number in _letters(one)}
    yield from ((act_index, "letter", number) for number, act_index in letters.items())
    asked = [index for index in decisions_about(one.link_index) if index < one.annulled_index]
    if asked:
        yield asked[-1], "asked", one.person_id
    met: dict[str, int] = {}
    for recorded in _between(one.link_index, one.annulled_index):
        given: Any = recorded.act
        if given.enquiry_id != one.enquiry_id:
            continue
        what = _BY_VOICE[recorded.kind.rpartition(".")[0]]
        if what == "handover":
            met[given.handover_id] = recorded.index
        elif set(letters) & set(given.letter_ids if what == "lane" else [given.letter_id]):
            yield recorded.index, what, one.enquiry_id
    yield from ((index, "handover", handover_id) for handover_id, index in met.items())


def _between(after: int, before: int) -> Iterator[Recorded]:
    following = after + 1
    while found := entries_since(following, kinds=_BY_VOICE, at_most=_PAGE):
        yield from (one for one in found if one.index < before)
        following = found[-1].index + 1
        if len(found) < _PAGE or following >= before:
            return


def _told(one: AnnulledLink) -> tuple[WronglyTold, ...]:
    found = sorted(_found(one))
    at = instants_at([one.annulled_index, *(index for index, _, _ in found)])
    letter = corrections().get((one.enquiry_id, one.annulled_index), "")
    settled = {row.told_index: row.pk for row in rows_where(SettledTelling, doubt_id=one.doubt_id)}
    return tuple(
        WronglyTold(
            doubt_id=one.doubt_id, act_index=index, what=what, number=number, enquiry_id=one.enquiry_id,
            person_id=one.person_id, at=instant_text(at[index]), annulled_at=instant_text(at[one.annulled_index]),
            corrected_by=settled.get(index, "") or (letter if what in ("letter", "posted") and letter else ""),
        )
        for index, what, number in found
    )  # fmt: skip


@question(READ, name="wrongly_told", of_numbers=True)
def wrongly_told(acting: Acting, doubt_id: str) -> tuple[WronglyTold, ...]:
    """Everybody who was told something on an annulled link, oldest first; nothing for a link that stands.

    Raises:   RoleForbidsError.
    """
    require(acting, READ)
    return tuple(told for one in annulled(doubt_id) for told in _told(one))


@question(READ, name="wrongly_told_and_open", of_numbers=True)
def wrongly_told_and_open(acting: Acting) -> tuple[WronglyTold, ...]:
    """All of it that nobody has put right yet.  Raises: RoleForbidsError."""
    require(acting, READ)
    return tuple(told for one in annulled() for told in _told(one) if not told.corrected_by)


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
    open_ones = [told for one in annulled(doubt_id) for told in _told(one) if not told.corrected_by]
    if told_index not in {told.act_index for told in open_ones}:
        raise NothingToldWrongError("nothing that was told on that link, or put right already", provision=_RULE)
    given = WrongTellingSettled(doubt_id=doubt_id, told_index=told_index, how=how.strip(), settled_by=acting.account_id)
    record(given, actor=acting.account_id, at=acting.at)


_RULE = "practice rule 6"
