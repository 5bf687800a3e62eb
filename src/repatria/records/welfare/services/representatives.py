"""Prisoners' representatives: chosen, ended; what they hold against a roll; their letters to those who watch."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.statements import refuse_statements
from repatria.core.law.welfare import ChosenBy, WatchingBody, check_representative, term_ends
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.joined import leader_of
from repatria.records.roll.models import Roll
from repatria.records.roll.scope import check_place, known_place
from repatria.records.welfare.acts import (
    DissentRecorded,
    LetterRecorded,
    LetterSent,
    RepresentativeEnded,
    RepresentativeRecorded,
)
from repatria.records.welfare.errors import (
    NoWordsError,
    OtherPlaceError,
    TermStandsError,
    UnknownLetterError,
    UnknownTermError,
)
from repatria.records.welfare.models import DelegateLetter, Representative
from repatria.records.welfare.reading import places_of

CHOSEN, END, DISSENT, LETTER, SEND = (
    "welfare.record_representative", "welfare.end_representative", "welfare.record_dissent", "welfare.record_letter",
    "welfare.send_letter",
)  # fmt: skip


@service
def record_representative(
    acting: Acting, *, place: str, person_id: str, how: ChosenBy, chosen_at: datetime, is_secret: bool,
    is_approved: bool, reason: str = "",
) -> str:  # fmt: skip
    """Records whom the prisoners of a place chose to speak for them, for six months; he may be chosen again.

    Source:   GC III art. 79.
    Given:    the ballot was secret, or he is the senior officer. One who was not approved is kept with the reason, of
              which the Protecting Power is told: he holds no term, and another is still to be chosen.
    Returns:  the number of his term.
    Raises:   OpenGuardError for one who is held elsewhere; UnstatedParticularsError; TermStandsError where
              another was chosen later; NotYetError; OutOfScopeError.
    Leaf:     welfare.representative_recorded
    """
    require(acting, CHOSEN)
    place = known_place(place)
    check_place(acting, CHOSEN, place)
    check_happened(chosen_at, acting.at, "chosen_at")
    refuse_statements({"reason": reason})
    number = leader_of(person_id)
    check_representative(
        how=how, is_secret=is_secret, is_approved=is_approved, reason=reason,
        was_held_there=places_of([number], chosen_at).get(number) == place,
    )  # fmt: skip
    at = instant_text(chosen_at)
    standing = standing_term(place)
    if standing is not None and at < standing.chosen_at:
        raise TermStandsError("another was chosen later")
    term_id = record_number("WR", acting.randomness(7))
    record(
        RepresentativeRecorded(
            term_id=term_id, place=place, person_id=number, how=how, chosen_at=at, is_secret=is_secret,
            is_approved=is_approved, reason=reason.strip(), until=instant_text(term_ends(chosen_at)),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return term_id


def standing_term(place: str) -> Representative | None:
    """Who speaks for the prisoners of a place: the last who was chosen and approved, unless his term was ended."""
    rows = rows_where(Representative, place=place, is_approved=True, order="-chosen_at -recorded_index", at_most=1)
    return rows[0] if rows and not rows[0].ended_at else None


def _term(term_id: str) -> Representative:
    row = row_numbered(Representative, term_id)
    if row is None or not row.is_approved:
        raise UnknownTermError("no such representative", (("term_id", "unknown"),))
    return row


@service
def end_representative(acting: Acting, *, term_id: str, ended_at: datetime, reason: str) -> None:
    """Records that he speaks for them no longer; another is to be chosen.

    Source:   GC III art. 79, 81.
    Raises:   UnknownTermError; NoWordsError without a reason; NotYetError; OutOfScopeError.
    Leaf:     welfare.representative_ended
    """
    require(acting, END)
    row = _term(term_id)
    check_place(acting, END, row.place)
    check_happened(ended_at, acting.at, "ended_at")
    refuse_statements({"reason": reason})
    standing = standing_term(row.place)
    if standing is None or standing.pk != term_id:
        raise UnknownTermError("he speaks for them no longer", (("term_id", "unknown"),))
    if not reason.strip():
        raise NoWordsError("the end of a term needs a reason", (("reason", "missing"),))
    record(
        RepresentativeEnded(
            term_id=term_id, place=row.place, ended_at=instant_text(ended_at), reason=reason.strip()
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def record_dissent(
    acting: Acting, *, term_id: str, roll_id: str, said_at: datetime, said: str, counted: int | None = None
) -> str:  # fmt: skip
    """Records that the representative holds something against a roll: his own count, or a word; the roll stays.

    Source:   practice rule 15; GC III art. 79, 80.
    Raises:   UnknownTermError; OtherPlaceError for a roll of another place; NoWordsError; NotYetError; OutOfScopeError.
    Leaf:     welfare.dissent_recorded
    """
    require(acting, DISSENT)
    row = _term(term_id)
    check_place(acting, DISSENT, row.place)
    check_happened(said_at, acting.at, "said_at")
    refuse_statements({"said": said})
    roll = row_numbered(Roll, roll_id)
    if roll is None or roll.place != row.place:
        raise OtherPlaceError("no roll of his place has this number", (("roll_id", "unknown"),))
    if not said.strip() or (counted is not None and counted < 0):
        raise NoWordsError("a dissent says what", (("said", "missing"),))
    dissent_id = record_number("WD", acting.randomness(7))
    record(
        DissentRecorded(
            dissent_id=dissent_id, term_id=term_id, place=row.place, roll_id=roll_id, counted=counted,
            said_at=instant_text(said_at), said=said.strip(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return dissent_id


@service
def record_letter(
    acting: Acting, *, term_id: str, to: WatchingBody, handed_in_at: datetime, sent_at: datetime | None = None,
    reference: str = "",
) -> str:  # fmt: skip
    """Records a representative's letter to those who watch from outside: whom to, when handed in, when it went.

    Source:   GC III art. 80, 81(4): such letters are unlimited, and no part of anybody's quota.
    Given:    there is no family among those to whom he writes so: nobody answers a family through him.
    Returns:  the letter's number.
    Raises:   UnknownTermError; NoWordsError for one that went without a number; NotYetError; OutOfScopeError.
    Leaf:     welfare.letter_recorded
    Not:      what it says.
    """
    require(acting, LETTER)
    row = _term(term_id)
    check_place(acting, LETTER, row.place)
    for at, field in ((handed_in_at, "handed_in_at"), (sent_at, "sent_at")):
        if at is not None:
            check_happened(at, acting.at, field)
    refuse_statements({"reference": reference})
    if sent_at is not None and not reference.strip():
        raise NoWordsError("a letter that went has a number", (("reference", "missing"),))
    delegate_letter_id = record_number("WB", acting.randomness(7))
    record(
        LetterRecorded(
            letter_id=delegate_letter_id, term_id=term_id, place=row.place, to=to,
            handed_in_at=instant_text(handed_in_at),
            sent_at=instant_text(sent_at) if sent_at else "", reference=reference.strip(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return delegate_letter_id


@service
def send_letter(acting: Acting, *, letter_id: str, sent_at: datetime, reference: str) -> None:
    """Records that a representative's letter which lay here went out.

    Source:   GC III art. 80, 81(4).
    Raises:   UnknownLetterError; NoWordsError without a number; NotYetError; OutOfScopeError.
    Leaf:     welfare.letter_sent
    """
    require(acting, SEND)
    row = row_numbered(DelegateLetter, letter_id)
    if row is None or row.sent_at:
        raise UnknownLetterError("no such letter lies here")
    check_place(acting, SEND, row.place)
    check_happened(sent_at, acting.at, "sent_at")
    refuse_statements({"reference": reference})
    if not reference.strip():
        raise NoWordsError("a letter that went has a number", (("reference", "missing"),))
    record(
        LetterSent(letter_id=letter_id, sent_at=instant_text(sent_at), reference=reference.strip()),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
