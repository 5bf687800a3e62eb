"""What may be done with places: opening, naming, spelling, closing, giving card pads; what was wrong is annulled."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.places import (
    LONGEST_CARD,
    LONGEST_NAME,
    MOST_CARDS,
    CardNumber,
    PlaceKind,
    card_text,
    is_fit_for_code,
    place_key,
    prefix_key,
    read_card,
)
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.ledger.reading import was_recorded_by
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.places.acts import (
    ClosingAnnulled,
    PadAnnulled,
    PadIssued,
    PlaceClosed,
    PlaceOpened,
    PlaceRenamed,
    SpellingAnnulled,
    SpellingRecorded,
)
from repatria.records.places.errors import (
    ClosedPlaceError,
    PlaceWordsError,
    TakenPadError,
    TakenPlaceError,
    UnknownPadError,
    UnknownPlaceError,
    UnknownSpellingError,
)
from repatria.records.places.holding import check_empty
from repatria.records.places.models import CardPad, Place, PlaceSpelling

_LONGEST_KEY, _LONGEST_PREFIX_KEY = 400, 80  # as long as their columns
_MOST_DIGITS = 12

Faults = list[tuple[str, str]]


@service(migration=True)
def open_place(acting: Acting, *, code: str, kind: PlaceKind, name: str) -> str:
    """Opens a place: it may hold somebody from now on.

    Source:   GC III art. 23, 122; practice rule 14.
    Given:    `code` is what acts keep and what is read aloud; `name` as it is written, in any script.
    Returns:  the code.
    Raises:   PlaceWordsError; TakenPlaceError when the code was ever given, or when code or name is read as another
              open place (CAMP-2 and "Camp № 02" are one).
    Leaf:     places.place_opened
    """
    require(acting, "places.open_place")
    faults: Faults = [] if is_fit_for_code(code) else [("code", "code_form")]
    refuse_statements({"code": code})
    _refuse(faults + _faults_of_writing("name", name))
    for row in rows_where(PlaceSpelling, key=place_key(code), of="code"):
        raise _taken("code", row.place_id)
    _check_free("code", code)
    _check_free("name", name)
    record(PlaceOpened(code=code, kind=kind, name=name.strip()), actor=acting.account_id, at=acting.at)
    return code


@service
def record_place_name(acting: Acting, *, code: str, name: str) -> None:
    """Gives a place another name; what is written by an earlier one is still read as this place.

    Source:   GC III art. 122; practice rule 14.
    Raises:   UnknownPlaceError; ClosedPlaceError; PlaceWordsError; TakenPlaceError.
    Leaf:     places.place_renamed
    """
    require(acting, "places.record_place_name")
    row = _open_row(code)
    _refuse(_faults_of_writing("name", name))
    _check_free("name", name, besides=code)
    if row.name == name.strip():
        raise _taken("name", code)
    record(PlaceRenamed(code=code, name=name.strip()), actor=acting.account_id, at=acting.at)


@service(migration=True)
def record_spelling(acting: Acting, *, code: str, written: str) -> None:
    """Records how somebody writes this place: from now on it is read so, in lists and at every door.

    Source:   practice rule 14; law-and-practice section 7.
    Raises:   UnknownPlaceError; ClosedPlaceError; PlaceWordsError; TakenPlaceError when it is read as a place already;
              OutOfScopeError under a migration that did not open this place.
    Leaf:     places.spelling_recorded
    """
    require(acting, "places.record_spelling")
    _check_moved_in(acting, _open_row(code))
    _refuse(_faults_of_writing("written", written))
    _check_free("written", written)
    record(SpellingRecorded(code=code, written=written.strip()), actor=acting.account_id, at=acting.at)


@service
def annul_spelling(acting: Acting, *, code: str, written: str, reason: str) -> None:
    """Takes a spelling, or an earlier name, back: it was recorded for the wrong place.

    Source:   practice rule 14.
    Given:    what was recorded meanwhile of those who were read so keeps its holder: each is a change of custody.
    Raises:   PlaceWordsError; UnknownSpellingError when it is not written so, and for its code and name of today.
    Leaf:     places.spelling_annulled
    """
    require(acting, "places.annul_spelling")
    _refuse(_faults_of_reason(reason))
    row, key = _row(code), place_key(written)
    rows = (
        rows_where(PlaceSpelling, place_id=code, key=key, is_annulled=False, order="recorded_index id") if key else []
    )
    if not rows or key in (place_key(row.pk), place_key(row.name)):
        raise UnknownSpellingError("this place has no such spelling to take back", (("written", "unknown"),))
    given = SpellingAnnulled(code=code, spelling_ids=tuple(one.pk for one in rows), reason=reason.strip())
    record(given, actor=acting.account_id, at=acting.at)


@service
def close_place(acting: Acting, *, code: str, reason: str) -> None:
    """Closes a place that holds nobody; its code is not given again.

    Source:   GC III art. 122; practice rule 14.
    Raises:   UnknownPlaceError; ClosedPlaceError; StillHoldsError with the count of those whom it holds or is to get
              back; PlaceWordsError.
    Leaf:     places.place_closed
    """
    require(acting, "places.close_place")
    _open_row(code)
    _refuse(_faults_of_reason(reason))
    check_empty(code)
    record(PlaceClosed(code=code, reason=reason.strip()), actor=acting.account_id, at=acting.at)


@service
def annul_closing(acting: Acting, *, code: str, reason: str) -> None:
    """Opens a place again that was closed by mistake.

    Source:   house rule 6.1: no act deletes, a wrong one is annulled by a further one.
    Raises:   UnknownPlaceError; ClosedPlaceError when it stands open; TakenPlaceError when one of its writings is read
              as another place meanwhile; PlaceWordsError.
    Leaf:     places.closing_annulled
    """
    require(acting, "places.annul_closing")
    if _row(code).closed_index is None:
        raise ClosedPlaceError(f"{code} stands open", provision="house rule 6.1", place=code)
    _refuse(_faults_of_reason(reason))
    for spelling in rows_where(PlaceSpelling, place_id=code, is_annulled=False):
        _check_free("code", spelling.written, besides=code)
    record(ClosingAnnulled(code=code, reason=reason.strip()), actor=acting.account_id, at=acting.at)


@service(migration=True)
def issue_pad(
    acting: Acting, *, code: str, prefix: str = "", first: int, last: int, digits: int = 4, received_by: str
) -> str:
    """Gives a pad of numbered cards to a place.

    Source:   practice rule 16; GC I art. 16; GC III art. 122.
    Given:    the cards `prefix` + numeral from `first` to `last`, with noughts to `digits`; `received_by` took it.
    Returns:  the pad's number.
    Raises:   UnknownPlaceError; ClosedPlaceError; PlaceWordsError; TakenPadError naming who has one of these numbers;
              OutOfScopeError under a migration that did not open this place.
    Leaf:     places.pad_issued
    """
    require(acting, "places.issue_pad")
    _check_moved_in(acting, _open_row(code))
    _refuse(_faults_of_pad(prefix, first, last, digits, received_by))
    for pad in rows_where(CardPad, prefix_key=prefix_key(prefix), is_annulled=False, order="first"):
        if pad.first <= last and first <= pad.last:
            both = (max(pad.first, first), min(pad.last, last))
            taken = "–".join(dict.fromkeys(card_text(pad.prefix, one, pad.digits) for one in both))
            raise TakenPadError(
                f"{pad.place_id} has {taken} by pad {pad.pk}", faults=(("first", "taken"),), place=pad.place_id,
                cards=taken, pad=pad.pk,
            )  # fmt: skip
    pad_id = record_number("B", acting.randomness(7))
    given = PadIssued(
        pad_id=pad_id, code=code, prefix=prefix.strip(), first=first, last=last, digits=digits,
        received_by=received_by.strip(),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return pad_id


@service
def annul_pad(acting: Acting, *, pad_id: str, reason: str) -> None:
    """Frees the numbers of a pad that was entered wrongly, or came back without one card torn off.

    Source:   practice rule 16.
    Raises:   UnknownPadError; PlaceWordsError.
    Leaf:     places.pad_annulled
    """
    require(acting, "places.annul_pad")
    row = row_numbered(CardPad, pad_id)
    if row is None or row.is_annulled:
        raise UnknownPadError("no such pad", (("pad_id", "unknown"),))
    _refuse(_faults_of_reason(reason))
    given = PadAnnulled(pad_id=pad_id, code=row.place_id, reason=reason.strip())
    record(given, actor=acting.account_id, at=acting.at)


def _row(code: str) -> Place:
    row = row_numbered(Place, code)
    if row is None:
        raise UnknownPlaceError("no place has this code", (("code", "unknown"),))
    return row


def _open_row(code: str) -> Place:
    row = _row(code)
    if row.closed_index is not None:
        raise ClosedPlaceError(f"{code} is closed", provision="house rule 6.1", place=code)
    return row


def _check_moved_in(acting: Acting, row: Place) -> None:
    if acting.migration and not was_recorded_by(row.opened_index, acting.account_id):
        raise OutOfScopeError("a migration leaves alone which place it did not open", provision="decision 0028")


def _check_free(field: str, written: str, besides: str = "") -> None:
    """Raises: TakenPlaceError when an open place, other than the one left aside, is written so."""
    found = {row.place_id for row in rows_where(PlaceSpelling, key=place_key(written), is_annulled=False)} - {besides}
    for row in rows_where(Place, pk=sorted(found), closed_index=None):
        raise _taken(field, row.pk)


def _taken(field: str, code: str) -> TakenPlaceError:
    return TakenPlaceError(f"that is read as {code} already", faults=((field, "place_taken"),), place=code)


def _refuse(faults: Iterable[tuple[str, str]]) -> None:
    found = tuple(faults)
    if found:
        raise PlaceWordsError("a place is written in a form that nobody could use", found)


def _faults_of_writing(field: str, written: str) -> Faults:
    refuse_statements({field: written})
    key = place_key(written)
    if len(written.strip()) > LONGEST_NAME or len(key) > _LONGEST_KEY:
        return [(field, "length")]
    return [] if key else [(field, "no_letters")]


def _faults_of_reason(reason: str) -> Faults:
    refuse_statements({"reason": reason})
    return [] if reason.strip() else [("reason", "missing")]


def _faults_of_pad(prefix: str, first: int, last: int, digits: int, received_by: str) -> Faults:
    refuse_statements({"prefix": prefix, "received_by": received_by})
    faults: Faults = []
    if first < 0 or last < first or last - first >= MOST_CARDS:
        faults.append(("last", "pad_range"))
    elif not len(str(last)) <= digits <= _MOST_DIGITS:
        faults.append(("digits", "pad_digits"))
    elif not _is_read_back(prefix.strip(), first, digits):
        faults.append(("prefix", "pad_prefix"))
    if not received_by.strip():
        faults.append(("received_by", "missing"))
    elif len(received_by.strip()) > LONGEST_NAME:
        faults.append(("received_by", "length"))
    return faults


def _is_read_back(prefix: str, first: int, digits: int) -> bool:
    """Whether a card of this pad is read as one of it: no digit stands at the end of what comes before its numeral."""
    written, key = card_text(prefix, first, digits), prefix_key(prefix)
    is_short = len(written) <= LONGEST_CARD and len(key) <= _LONGEST_PREFIX_KEY
    return is_short and read_card(written) == CardNumber(prefix_key=key, number=first)
