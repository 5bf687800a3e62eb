"""A round, in its steps.

0. A letter that tells something and lay in no box yet, since a round was cut off, is asked about again.
1. Everybody whose first-letter day has come has a letter: what the law says now, else the words that all get. His own
   letters go into her box, and what it shows of hers moves on.
2. Every letterbox is sealed again, changed or not, all of one size.
3. All boxes and the codes of all papers are replaced at once in the intake.
4. The digests are held by an act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import partial

from repatria.core.vocabulary.errors import TamperError
from repatria.core.vocabulary.letters import LetterClass
from repatria.core.vocabulary.paper_codes import PaperCodeError
from repatria.core.vocabulary.paper_mark import PaperLanguage, PaperMark
from repatria.core.vocabulary.papers import LetterPaper, PaperKind
from repatria.doors.jobs.appeals import lay_appeal, leaflet_entries
from repatria.doors.jobs.boxes import boxes_of
from repatria.doors.jobs.call_post import carry_calls
from repatria.doors.jobs.consumers import SILENT, set_aside
from repatria.doors.jobs.old_boxes import old_boxes, said_again_on
from repatria.doors.jobs.ports import Outside
from repatria.doors.jobs.post import carry_post
from repatria.records.access.role_table import Role
from repatria.records.consequences.selectors import is_open, open_consequences
from repatria.records.consequences.services import record_drawn
from repatria.records.contact.selectors.boxes import post_for_round
from repatria.records.contact.selectors.call_boxes import calls_for_round
from repatria.records.disclosure.selectors import corrections_due, is_told_by_his_choice, still_tells, tellings
from repatria.records.disclosure.services import stop_telling
from repatria.records.enquiries.selectors import LetterAddress, letter_addresses, sought_numbered
from repatria.records.handover.information_letters import published_information_letters
from repatria.records.handover.selectors import meetings_to_tell, published_records
from repatria.records.intake.papers import padded_codes, paper_entry
from repatria.records.intake.selectors import lying_round
from repatria.records.intake.services import replace_letterbox
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.services import bulk_acts
from repatria.records.notices.acts import LetterKind, LetterText
from repatria.records.notices.letter_selectors import StandingWords, standing_words
from repatria.records.notices.selectors import (
    NewestLetter,
    last_round,
    letters_for_round,
    letters_in_house,
    newest_letters,
)
from repatria.records.notices.services import issue_letter, record_round, withhold_letter
from repatria.records.register.selectors import letter_number_of
from repatria.records.telling.selectors.papers import published_family_papers
from repatria.records.vault.keyring import current

_PAPER = {
    LetterKind.NO_INFORMATION: PaperKind.LETTER_NO_INFORMATION,
    LetterKind.ALIVE_AND_HELD: PaperKind.LETTER_ALIVE,
    LetterKind.MEETING: PaperKind.LETTER_MEETING,
    LetterKind.CORRECTION: PaperKind.LETTER_CORRECTION,
}
_NOTHING: tuple[LetterKind, int | None] = (LetterKind.NO_INFORMATION, None)
Due = tuple[LetterAddress, LetterKind, int | None]
LETTERS = "letters"
"""The name under which a letter that cannot be issued is set aside."""
_OPEN_LETTERS = 10_000
LONGEST_NAME = 120
"""Characters of his name in a letter. Names have no longest in the register, boxes have: one is never in all's way."""


def hold_round(outside: Outside) -> int:
    """Holds the next round.

    Source:   decision 0005; practice rule 4.
    Returns:  its number.
    """
    on = outside.now().date()
    lay_appeal(outside)
    addresses = letter_addresses()
    withhold_what_is_told_no_more(outside)
    issue_due_letters(outside, addresses, on)
    carry_post(outside)
    carry_calls(outside)
    letters = letters_for_round(outside.house(Role.COURIER))
    old_letters = old_boxes(addresses, letters, on, partial(_to_all, outside))
    courier = outside.house(Role.COURIER)
    blobs = boxes_of(outside, addresses, letters, old_letters, post_for_round(courier), calls_for_round(courier))
    entries = [
        paper_entry(code=v.text.code, word=v.text.check_word, kind=_PAPER[LetterKind(v.letter_kind)],
                    dated=date.fromisoformat(v.dated))
        for views in (*letters.values(), *old_letters.values()) for v in views if v.text is not None
    ]  # fmt: skip
    entries += _printed(PaperKind.HANDOVER_RECORD, published_records(outside.house(Role.COURIER)))
    entries += _printed(PaperKind.INFORMATION_LETTER, published_information_letters(outside.house(Role.COURIER)))
    entries += _printed(PaperKind.FAMILY_PAPER, published_family_papers(outside.house(Role.COURIER)))
    entries += leaflet_entries()
    codes = padded_codes(entries, chaff_key=current().derived("paper chaff"))
    number = _next_number()
    digest, code_digest = replace_letterbox(round_number=number, on=on, blobs=blobs, codes=codes)
    record_round(outside.house(Role.COURIER), number=number, on=on, digest=digest, code_digest=code_digest)
    return number


def _printed(kind: PaperKind, papers: Iterable[tuple[str, str, date]]) -> Iterator[tuple[bytes, bytes]]:
    """The entries of what was printed; what an act of an earlier version kept as a code and is none stops no round."""
    for code, word, dated in papers:
        with suppress(PaperCodeError):
            yield paper_entry(code=code, word=word, kind=kind, dated=dated)


def _next_number() -> int:
    """The round after the last one of either store: one cut off between them leaves a gap and is laid out anew."""
    return max(_recorded_round(), lying_round()) + 1


def _recorded_round() -> int:
    last = last_round()
    return last.number if last else 0


def is_round_cut_off() -> bool:
    """Whether letterboxes lie there whose round no act holds: the next one is held at once, not when its time comes."""
    return lying_round() > _recorded_round()


def withhold_what_is_told_no_more(outside: Outside) -> int:
    """Keeps those letters in the house that lay in no box yet and tell what may be told no longer.

    Source:   practice rule 4: decided yesterday is not told after a death was recorded this morning.
    Returns:  how many were kept.
    """
    kept = 0
    for letter in letters_in_house():
        if not still_tells(letter.enquiry_id, outside.now()):
            with bulk_acts():
                index = stop_telling(
                    outside.house(Role.COURIER), enquiry_id=letter.enquiry_id, decision_index=letter.decision_index
                )
                withhold_letter(outside.house(Role.COURIER), letter_id=letter.letter_id, stopped_index=index)
            kept += 1
    return kept


def issue_due_letters(outside: Outside, addresses: tuple[LetterAddress, ...], on: date) -> int:
    """Issues the letter of everybody whose day has come and whose newest letter is not what holds now.

    Returns:  how many were issued.
    """
    told = tellings()
    wanted: dict[str, tuple[LetterKind, int | None]] = {
        t.enquiry_id: (LetterKind.ALIVE_AND_HELD, t.act_index) for t in told
    }
    # A meeting is spoken of only to somebody who may be told that he is alive.
    wanted |= {e: (LetterKind.MEETING, index) for e, index in meetings_to_tell().items() if e in wanted}
    newest, wrong = newest_letters(), corrections_due()
    persons = {t.enquiry_id: t.person_id for t in told}
    words = {one: standing_words(one) for one in LetterClass}  # one version of each class for all of a round
    due: list[Due] = []
    for address in addresses:
        if address.is_erased or date.fromisoformat(address.first_letter_on) > on:
            continue  # what holds by her day is asked on that day
        last = newest.get(address.enquiry_id)
        standing = _NOTHING if last is None else (last.kind, last.decision_index)
        # Whoever took her question back, or was shut out as abusive, is told nothing more than she was.
        kind, index = standing if address.is_closed else wanted.get(address.enquiry_id, _NOTHING)
        is_new = kind is not LetterKind.NO_INFORMATION and (last is None or _is_news(last, kind, index))
        if is_new and not still_tells(address.enquiry_id, outside.now()):
            kind, index = standing  # he took his yes back, or died, after it was decided
        is_due = last is None or _is_news(last, kind, index) or _is_said_again(last, kind, on)
        if address.enquiry_id in wrong:  # what was told before was of another man: nothing else goes first
            due.append((address, LetterKind.CORRECTION, wrong[address.enquiry_id]))
        elif is_due:
            due.append((address, kind, index))
    _settle_what_is_due_no_more(outside, due)
    if not due:
        return 0
    acting = outside.house(Role.COURIER)
    names: dict[str, str] = {}
    for start in range(0, len(due), 500):
        page = [address.enquiry_id for address, _, _ in due[start : start + 500]]
        names |= {row.enquiry_id: row.name for row in sought_numbered(acting, page)}
    return sum(
        _is_issued(outside, one, on, names.get(one[0].enquiry_id, ""), persons.get(one[0].enquiry_id, ""), words)
        for one in due
    )


def _matter(due: Due) -> str:
    address, kind, index = due
    return f"{address.enquiry_id}:{kind.value}:{index or 0}"


def _settle_what_is_due_no_more(outside: Outside, due: list[Due]) -> None:
    """A letter that was set aside is open no longer when something else holds by now."""
    still = {_matter(one) for one in due}
    for line in open_consequences(consumer=LETTERS, at_most=_OPEN_LETTERS):
        if line.matter not in still:
            record_drawn(outside.house(Role.COURIER), consumer=LETTERS, matter=line.matter, drawn_index=None)


def class_of(kind: LetterKind, *, is_his_choice: bool) -> LetterClass:
    """Which letter it is by its words."""
    if kind is LetterKind.ALIVE_AND_HELD and not is_his_choice:
        return LetterClass.ALIVE_NOT_ASKED
    return LetterClass(kind.value)


def _is_issued(
    outside: Outside, due: Due, on: date, name: str, person_id: str, words: Mapping[LetterClass, StandingWords]
) -> bool:  # fmt: skip
    """Issues one letter; one that cannot be issued is set aside and tried in every round, and stops nobody's."""
    (address, kind, index), matter = due, _matter(due)
    try:
        with bulk_acts():
            is_his_choice = kind is not LetterKind.ALIVE_AND_HELD or is_told_by_his_choice(address.enquiry_id)
            standing = words[class_of(kind, is_his_choice=is_his_choice)]
            text = _letter(outside, address, kind, on, name, person_id, standing)
            issue_letter(
                outside.house(Role.COURIER), enquiry_id=address.enquiry_id, letter_kind=kind, decision_index=index,
                language=address.language, dated=on, text=text, version=standing.version_id,
            )  # fmt: skip
            if is_open(LETTERS, matter):
                record_drawn(outside.house(Role.COURIER), consumer=LETTERS, matter=matter, drawn_index=tree_size() - 1)
    except (TamperError, *SILENT):
        raise
    except Exception as error:
        set_aside(
            outside, consumer=LETTERS, matter=matter, concerns=Role.CASEWORKER, error=error, role=Role.COURIER,
            act_index=index, about=address.enquiry_id,
        )  # fmt: skip
        return False
    return True


def _shown(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def _is_news(newest: NewestLetter, kind: LetterKind, index: int | None) -> bool:
    if newest.kind is LetterKind.CORRECTION and kind is LetterKind.NO_INFORMATION:
        return False  # the correction says already that there is no information today
    if newest.kind is not kind:
        # Once a meeting was spoken of, the letter before it is no news again.
        return not (newest.kind is LetterKind.MEETING and kind is LetterKind.ALIVE_AND_HELD)
    return kind is LetterKind.MEETING and newest.decision_index != index


def _is_said_again(newest: NewestLetter, kind: LetterKind, on: date) -> bool:
    """Whether the letter that all get is due again, before anybody has waited too long (GC III 122(7)).

    A letter that tells something is never repeated by itself: what it said of one day may no longer be so. There the
    clock reaches a caseworker.
    """
    is_plain = newest.kind in (LetterKind.NO_INFORMATION, LetterKind.CORRECTION)
    return is_plain and kind is LetterKind.NO_INFORMATION and said_again_on(newest.dated) <= on


def _to_all(outside: Outside, address: LetterAddress, on: date, standing: StandingWords) -> LetterText:
    """The letter that all get, in which nothing hangs on him or on her."""
    return _letter(outside, address, LetterKind.NO_INFORMATION, on, "", "", standing)


def _letter(
    outside: Outside, address: LetterAddress, kind: LetterKind, on: date, sought_name: str, person_id: str,
    standing: StandingWords,
) -> LetterText:  # fmt: skip
    code, word = outside.paper_mark(address.language)
    head = outside.letterhead
    mark = PaperMark(
        code=code, check_word=word, languages=(PaperLanguage(address.language),),
        bureau=(head.bureau[address.language],), printed_at=outside.now(), demo=head.is_demo,
        telephone=head.telephone, check_address=head.check_address,
    )  # fmt: skip
    tells = kind is LetterKind.ALIVE_AND_HELD
    paper = LetterPaper(
        mark=mark, kind=_PAPER[kind], enquiry_number=address.enquiry_id, sought_name=_shown(sought_name), dated=on,
        known_on=on if tells else None,
        mail_address=head.mail_address(address.language, letter_number_of(person_id)) if tells else "",
        words=standing.words, whom=head.whom, hours=head.hours,
    )  # fmt: skip
    title, paragraphs = outside.write_letter(paper)
    return LetterText(title=title, paragraphs=paragraphs, code=code, check_word=word)
