"""What lies in each box of a round: her letters, newest first, all boxes sealed anew and of one size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import structlog

from repatria.doors.jobs.box_words import box_words
from repatria.doors.jobs.call_post import before_replaced, of_new_words, with_calls
from repatria.doors.jobs.old_boxes import IN_PERSON
from repatria.doors.jobs.ports import Outside
from repatria.doors.jobs.post import with_post
from repatria.records.contact.selectors.boxes import BoxPost, before_replacement
from repatria.records.contact.selectors.call_boxes import CallInBox
from repatria.records.enquiries.selectors import LetterAddress
from repatria.records.hotline.selectors.fraud import WarningText, warning_now
from repatria.records.hotline.selectors.notes import contacts_to_ask, is_asked_as_before
from repatria.records.hotline.selectors.recovery import replaced_pairs
from repatria.records.intake.errors import LongLetterError
from repatria.records.intake.sealing import LETTER_BLOB_BYTES, LetterInBox, seal_letters
from repatria.records.notices.selectors import LetterView

log = structlog.get_logger("rounds")
LETTERS_IN_A_BOX = 6
_NO_POST = BoxPost()


def boxes_of(
    outside: Outside, addresses: tuple[LetterAddress, ...], letters: Mapping[str, list[LetterView]],
    old_letters: Mapping[str, list[LetterView]], post: Mapping[str, BoxPost],
    calls: Mapping[str, tuple[CallInBox, ...]] | None = None,
) -> dict[str, bytes]:  # fmt: skip
    """Every box sealed anew: those of the pairs that stand, and those of every pair that others replaced.

    Source:   practice rules 4, 5.
    Given:    new words open what came after them, or all where two decided so. The old pair says after a call-back
              that new words were asked for; after a recovery in person what `old_boxes` gives for it. `post` what
              each holds of messages, `calls` of calls.
    """
    replaced, standing = replaced_pairs()
    warning, to_ask = warning_now(), contacts_to_ask(outside.now())
    blobs, asked = {}, calls or {}
    for one in addresses:
        views, address, pair = letters.get(one.enquiry_id, []), one, standing.get(one.enquiry_id)
        since = -1 if pair is None else pair.opens_from
        if pair is not None:
            address = replace(one, locator=pair.locator, letter_identity=pair.letter_identity)
            views = [view for view in views if view.act_index > pair.opens_from]
        box = _box(views, warning, asks=one.enquiry_id in to_ask)
        held = post.get(one.enquiry_id, _NO_POST)
        held = replace(held, hers=tuple(said for said in held.hers if said.words_stood))
        language = views[0].language if views else ""
        said = of_new_words(asked.get(one.enquiry_id, ()), since)
        box = with_calls(outside, with_post(box, held, since, language), said, language)
        blobs[address.locator] = _sealed(outside, address, box)
    by_enquiry = {one.enquiry_id: one for one in addresses}
    for old in replaced:
        one = replace(by_enquiry[old.enquiry_id], locator=old.locator, letter_identity=old.letter_identity)
        if old.how == IN_PERSON:
            asks = not one.is_erased and is_asked_as_before(old.enquiry_id, old.replaced_index, outside.now())
            views = old_letters[old.locator]
            box = _box(views, warning, asks=asks)
            held = before_replacement(post.get(old.enquiry_id, _NO_POST), old.enquiry_id, old.replaced_index)
            language = views[0].language if views else ""
            box = with_post(box, held, old.opens_from, language)
            said = before_replaced(asked.get(old.enquiry_id, ()), old.replaced_index)
            box = with_calls(outside, box, said, language)
        else:
            box = (_asked_anew(outside, one.language),)
        blobs[one.locator] = _sealed(outside, one, box)
    return blobs


def _asked_anew(outside: Outside, language: str) -> LetterInBox:
    words = {key: text[language] for key, text in box_words().items()}
    return LetterInBox(
        title=words["new_words.title"],
        paragraphs=(words["new_words.said"], words["new_words.whom"], *outside.letterhead.whom.get(language, ())),
        dated=outside.now().date().isoformat(), code="", check_word="", language=language,
    )  # fmt: skip


def _sealed(outside: Outside, address: LetterAddress, letters: tuple[LetterInBox, ...]) -> bytes:
    """One box: with as many letters as fit, the newest first; one that cannot be sealed holds noise of the same size.

    A round is for all: no single box may stop it (practice rule 4).
    """
    for count in range(len(letters), -1, -1):
        try:
            return seal_letters(address.letter_identity, letters[:count])
        except LongLetterError:
            log.warning("letters_left_out", enquiry=address.enquiry_id, kept=count - 1)
        except Exception as error:  # whatever a foreign key makes go wrong
            log.error("box_unsealable", enquiry=address.enquiry_id, reason=type(error).__name__)
            break
    return outside.randomness(LETTER_BLOB_BYTES)


def _box(
    views: list[LetterView], warning: WarningText | None = None, *, asks: bool = False
) -> tuple[LetterInBox, ...]:  # fmt: skip
    """The letters of a box, the newest first; a warning that stands is the last paragraph of the newest, for all.

    Given:    `asks` where she is asked this once a year whether the contact that she chose still holds.
    """
    language = views[0].language if views else ""
    more = [box_words()["contact.asks"][language]] if asks and views else []
    more += [warning.said(language)] if warning and views else []
    return tuple(
        LetterInBox(
            title=v.text.title, dated=v.dated,
            paragraphs=(*v.text.paragraphs, *(more if v is views[0] else ())),
            code=v.text.code, check_word=v.text.check_word, language=v.language,
        )
        for v in views[:LETTERS_IN_A_BOX]
        if v.text is not None
    )  # fmt: skip
