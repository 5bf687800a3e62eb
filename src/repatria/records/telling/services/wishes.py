"""What families wish, asked of all in one round; and the paper that she keeps, printed once she was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from repatria.core.law.guards import refuse_open
from repatria.core.law.remains import RemainsKind
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.law.telling import DeathKnown, PartsWish, VisitEnd, VisitPurpose, wish_guards
from repatria.core.vocabulary.dates import day_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.paper_codes import code_hash
from repatria.core.vocabulary.papers_telling import FoundOf, found_of
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.figures import open_enquiries_before
from repatria.records.enquiries.selectors import check_open, enquiry_for_room
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.remains.models import Item
from repatria.records.telling.acts import (
    TellingPaperPrinted,
    TellingPaperWords,
    WishesRecorded,
    WishesRoundOpened,
    WishWords,
)
from repatria.records.telling.concluded import concluded_by, identified
from repatria.records.telling.errors import UnknownWishesRoundError, VisitStateError
from repatria.records.telling.models import Telling, TellingAsker, TellingPaper, WishesRound
from repatria.records.telling.reading import askers_of, case_stands, telling_row, visit_row, was_told
from repatria.records.telling.services.opening import RULE, said

OPEN_ROUND, RECORD, PRINT = "telling.open_wishes_round", "telling.record_wishes", "telling.print_paper"
OLDER_THAN = timedelta(days=180)
"""From which age of an enquiry on its family is asked: every one, candidate or not (practice rules, section 3, DNA)."""


@service
def open_wishes_round(acting: Acting) -> str:
    """Opens a round: every family whose enquiry is older than six months is asked what it wishes, candidate or not.

    Source:   practice rules 3, 25; nobody is asked for anything because of a candidate.
    Returns:  the round's number.
    Leaf:     telling.wishes_round_opened
    """
    require(acting, OPEN_ROUND)
    before = (acting.at.date() - OLDER_THAN).isoformat()
    given = WishesRoundOpened(
        round_id=record_number("TS", acting.randomness(7)), received_before=before,
        families=len(open_enquiries_before(before)),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return given.round_id


def first_hit(enquiry_id: str) -> int | None:
    """The first act that concluded or opened a telling of whom she seeks; None where there is none."""
    found = [one.act_index for one in identified(enquiry_id=enquiry_id)]
    for link in links_of_enquiry(enquiry_id):
        found += [one.act_index for one in identified(person_id=link.person_id)]
    cases = [row.telling_id for row in rows_where(TellingAsker, enquiry_id=enquiry_id)]
    found += [row.recorded_index for row in rows_where(Telling, pk=cases)] if cases else []
    return min(found, default=None)


@service
def record_wishes(
    acting: Acting, *, enquiry_id: str, parts: PartsWish, heard_on: date, heard_by: str, round_id: str = "",
    rite: str = "", place: str = "", fragments: str = "", not_before_her: str = "", more: str = "",
) -> int:  # fmt: skip
    """Records what she wishes if he should be among the dead: when she is told of parts, rite, place, small
    fragments, whom not before her. It lies sealed under her key.

    Source:   practice rules 3, 25; law-and-practice section 5 (choices: parts, rite, place).
    Given:    `round_id` of a round that asked her and was opened before anything was concluded; without one she changes
              her wishes herself, once she was told, whether or not her enquiry was closed over that.
    Returns:  the index of the act.
    Raises:   UnknownEnquiryError; ClosedEnquiryError; UnknownWishesRoundError; OpenGuardError; NotYetError; InputError;
              StatementError.
    Leaf:     telling.wishes_recorded
    """
    require(acting, RECORD)
    refuse_statements(
        {"rite": rite, "place": place, "fragments": fragments, "more": more, "heard_by": heard_by}, besides=OWN_WORDS
    )
    check_happened(day_instant(heard_on.isoformat()), acting.at, "heard_on")
    is_told = was_told(enquiry_id)
    if not is_told:  # an enquiry closes over that visit; what she chooses afterwards is heard all the same
        check_open(enquiry_id)
    asked = row_numbered(WishesRound, round_id) if round_id else None
    if round_id and asked is None:
        raise UnknownWishesRoundError("no such round")
    refuse_open(wish_guards(
        round_index=asked.recorded_index if asked else None, hit_index=first_hit(enquiry_id),
        is_told=is_told, by_whom=heard_by,
        was_asked=asked is not None and enquiry_for_room(enquiry_id).received_on < asked.received_before,
    ))  # fmt: skip
    given = WishesRecorded(
        enquiry_id=enquiry_id, round_id=round_id, parts=parts, heard_on=heard_on.isoformat(),
        words=WishWords(
            listener=said("heard_by", heard_by),
            rite=said("rite", rite, is_required=False), place=said("place", place, is_required=False),
            fragments=said("fragments", fragments, is_required=False),
            not_before_her=said("not_before_her", not_before_her, is_required=False),
            more=said("more", more, is_required=False),
        ),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


def check_printable(visit_id: str) -> None:
    """Asks whether the paper of a visit may be printed.

    Raises:   UnknownVisitError; VisitStateError before she was told, or of a death that is reported alone.
    """
    visit = visit_row(visit_id)
    is_told = visit.ended == VisitEnd.TOLD.value and visit.purpose != VisitPurpose.CORRECTION.value
    row = telling_row(visit.telling_id)
    if not is_told or row.known != DeathKnown.PROVEN.value or not case_stands(row):
        raise VisitStateError("a paper of an identification follows the visit by which it was told", provision=RULE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded:
    """What the board's name of a visit says for a paper: what was found, and by which methods he was identified."""

    found: tuple[FoundOf, ...]
    methods: tuple[str, ...]


def concluded_of_visit(visit_id: str) -> Concluded:
    """What the board concluded of that which was told at this visit: the first name, or that of a further part.

    Raises:   UnknownVisitError; VisitStateError where no name of it stands.
    """
    visit = visit_row(visit_id)
    row = telling_row(visit.telling_id)
    index = row.conclusion_index if visit.part_index is None else visit.part_index
    name = concluded_by(index, row.person_id, [one.enquiry_id for one in askers_of(row.pk)])
    if name is None:
        raise VisitStateError("no name of the board stands behind this visit", provision=RULE)
    parts = rows_where(Item, pk=list(name.items), kind=RemainsKind.PART.value)
    whole = len(name.items) - len(parts)
    return Concluded(found=found_of(whole, len(parts)), methods=name.methods)


@service
def print_paper(acting: Acting, *, visit_id: str, language: str, code: str, check_word: str) -> str:
    """Keeps under which code the paper was printed that she keeps: what was found, and how it was identified.

    Source:   law-and-practice section 4.5: a written paper with a code, after the visit; practice rules 25, 27.
    Given:    what was found and by which methods is read from the board's conclusion, and printed in ready sentences:
              nobody writes a word of it, so that no relative, pedigree or promise comes upon it.
    Returns:  the paper's number.
    Raises:   UnknownVisitError; VisitStateError before she was told, or of a reported death; PaperCodeError;
              InputError for one that was given.
    Leaf:     telling.paper_printed
    """
    require(acting, PRINT)
    check_printable(visit_id)
    visit, name = visit_row(visit_id), concluded_of_visit(visit_id)
    # One that is no code would stop the round of everybody, and one that was given would be two papers.
    known = code_hash(code, check_word).hex()
    if is_there(TellingPaper, code_hash=known):
        raise InputError("this code was given already", (("code", "used_code"),))
    family_paper_id = record_number("TK", acting.randomness(7))
    given = TellingPaperPrinted(
        paper_id=family_paper_id, visit_id=visit.pk, enquiry_id=visit.enquiry_id,
        language=language, code_hash=known,
        words=TellingPaperWords(
            paper_code=code, paper_word=check_word, found=" ".join(name.found), how=" ".join(name.methods)
        ),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return given.paper_id
