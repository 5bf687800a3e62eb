"""The matcher: plain names in memory only, built through selectors, kept current by cursor, asked over a Unix socket.

It proposes candidate pairs for new enquiries against the register and for new persons against open enquiries. It weighs
with the weights that the bureau has in force: when others are adopted, both indexes are built anew aside and exchanged.
Requests and answers are one JSON line each: {"ask": "find", "name": ..., "birth_date": ..., "place": ..., "top": 10};
the date of birth in the form of `written_dates.comparable`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from functools import partial
from typing import Any

import structlog

from repatria.core.linkage.comparison import PPM
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.prior import given_prior
from repatria.core.linkage.rows import Candidate, EnquiryRow, RegisterRow
from repatria.core.vocabulary.errors import ConflictError, TamperError
from repatria.doors.files.linking.side_by_side import spread
from repatria.doors.jobs.consumers import SILENT, is_settled_by, set_aside
from repatria.doors.jobs.doubles import doubles_of
from repatria.doors.jobs.indexes import Indexes, Reweighing, as_register_row
from repatria.doors.jobs.matcher_rows import (
    Apart,
    by_number,
    enquiry_row,
    laid_and_not,
    lessened,
    register_row,
    told_of,
)  # fmt: skip
from repatria.doors.jobs.ports import Outside
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role
from repatria.records.consequences.selectors import open_consequences
from repatria.records.enquiries.acts import EnquiryClosed, EnquiryReceived
from repatria.records.enquiries.selectors import SoughtRow, sought, sought_numbered
from repatria.records.ledger.reading import cursor_of, entries_since, tree_size
from repatria.records.ledger.services import move_cursor
from repatria.records.matching.acts import WeightsAdopted, WeightsWithdrawn
from repatria.records.matching.double_acts import ProposedDouble
from repatria.records.matching.doubles import propose_doubles
from repatria.records.matching.selectors import current_weights, prior_of_bureau, version_in_force
from repatria.records.matching.services import propose_candidates
from repatria.records.matching.shares import share_of
from repatria.records.register.acts import CaptureRecorded, ListedRecorded, ParticularRecorded
from repatria.records.register.correction_acts import DocumentTranscribed, ParticularCorrected
from repatria.records.register.found_acts import FoundDeadRecorded
from repatria.records.register.names import NameRow, names, names_numbered

CONSUMER, DOUBLES = "matcher", "doubles"
KINDS = (
    "register.capture_recorded", "register.listed_recorded", "register.particular_recorded",
    "register.particular_corrected", "register.document_transcribed", "register.found_dead_recorded",
    "enquiries.enquiry_received", "enquiries.enquiry_closed", "ledger.key_destroyed",
    "matching.weights_adopted", "matching.weights_withdrawn",
)  # fmt: skip
DOUBLE_KINDS = KINDS[:6]
PERSON_ACTS = (
    CaptureRecorded
    | ListedRecorded
    | ParticularRecorded
    | ParticularCorrected
    | DocumentTranscribed
    | FoundDeadRecorded
)
_ASKED_OF = ("name", "surname", "given_name", "patronymic", "birth_date", "place", "unit", "number")
log = structlog.get_logger("matcher")
SHARE_SECONDS = 60  # then the conclusions are counted again
_AGAIN = 200  # of those that were set aside, tried at once
_DOUBLES_AT_ONCE = 50  # records looked at between two answers


def _no_pause() -> None:
    return None


class Matcher:
    """The two indexes, persons and open enquiries, and how they follow the log."""

    def __init__(self, outside: Outside) -> None:
        self.outside = outside
        self.indexes = _built((), ())
        self.registered: dict[str, RegisterRow] = {}
        self.sought: dict[str, EnquiryRow] = {}
        self._doubles_reached = 0
        self.reached = 0  # what these indexes hold; the cursor in the store says what was proposed, by any matcher
        self.reweighing: Reweighing | None = None
        self._share_at: datetime | None = None
        self._prior = self.persons.prior

    @property
    def persons(self) -> LinkageIndex:
        return self.indexes.persons

    @property
    def enquiries(self) -> LinkageIndex:
        return self.indexes.enquiries

    def build(self) -> None:
        """Reads every name once, through the selectors.  Leaf: access.reading_recorded, one a page"""
        acting = self.outside.house(Role.MATCHER)
        self.reached = min(cursor_of(CONSUMER), tree_size())
        self.registered, self.sought = {}, {}
        try:
            self.indexes = _built(self._persons_read(acting), self._enquiries_read(acting))
        except (TamperError, *SILENT):
            raise
        except Exception:
            log.exception("built_one_by_one")  # slower by far, but one row that is not taken costs no other its place
            self._build_one_by_one(acting)
        self._take_up_share()

    def _build_one_by_one(self, acting: Acting) -> None:
        self.registered, self.sought, self.indexes = {}, {}, _built((), ())
        for row in (row for page in names(acting) for row in page):
            with self._apart(row.person_id, {}):
                self._add_person(row)
        for asked in (row for page in sought(acting) for row in page):
            with self._apart(asked.enquiry_id, {}):
                self._add_enquiry(asked)

    def _add_person(self, row: NameRow) -> RegisterRow:
        self.registered[row.person_id] = read = register_row(row, self.outside.now().date())
        self.persons.add(read)
        return read

    def _add_enquiry(self, row: SoughtRow) -> EnquiryRow:
        self.sought[row.enquiry_id] = read = enquiry_row(row)
        self.enquiries.add(as_register_row(read))
        return read

    @contextmanager
    def _apart(self, number: str, acts: Mapping[str, int]) -> Iterator[None]:
        """Sets one person or enquiry aside that cannot be indexed or proposed; all others go on."""
        try:
            yield
        except (TamperError, *SILENT):
            raise
        except Exception as error:
            set_aside(
                self.outside, consumer=CONSUMER, matter=f"{number}:{acts.get(number, 'start')}", about=number,
                act_index=acts.get(number), concerns=Role.CASEWORKER, error=error, role=Role.MATCHER,
            )  # fmt: skip

    def _persons_read(self, acting: Acting) -> Iterator[RegisterRow]:
        on = acting.at.date()
        for page in names(acting):
            for row in page:
                self.registered[row.person_id] = read = register_row(row, on)
                yield read

    def _enquiries_read(self, acting: Acting) -> Iterator[EnquiryRow]:
        for page in sought(acting):
            for row in page:
                self.sought[row.enquiry_id] = read = enquiry_row(row)
                yield read

    def follow(self, at_most: int = 200, between: Callable[[], None] = _no_pause) -> int:
        """Reads new acts, keeps the indexes current and proposes pairs.

        Returns:  how many acts were read.
        Given:    the cursor moves after the page; a page read twice after a crash proposes nothing new. `between` is
                  called between one subject and the next, so that whoever asks meanwhile waits for one of them only.
        """
        self._exchange()
        size = tree_size()
        self._take_up_share()
        entries = entries_since(self.reached, kinds=KINDS, at_most=at_most)
        closed = [r.act.enquiry_id for r in entries if isinstance(r.act, EnquiryClosed)]
        asked = [r.act.enquiry_id for r in entries if isinstance(r.act, EnquiryReceived)]
        persons = [r.act.person_id for r in entries if isinstance(r.act, PERSON_ACTS)]
        acts = {getattr(r.act, "person_id", "") or getattr(r.act, "enquiry_id", ""): r.index for r in entries}
        apart = partial(self._apart, acts=acts)
        self._index(list(dict.fromkeys(persons)), asked, closed, between, apart, lessened(entries))
        if any(isinstance(r.act, WeightsAdopted | WeightsWithdrawn) for r in entries):
            self._reweigh()
        self.reached = entries[-1].index + 1 if len(entries) == at_most else size
        if cursor_of(CONSUMER) < self.reached:
            move_cursor(CONSUMER, self.reached)
        self._look_for_doubles(between)
        return len(entries)

    @property
    def has_doubles_to_find(self) -> bool:
        """Whether records that were read are still to be compared with the register: a look takes some of them only."""
        return self._doubles_reached < self.reached

    def _look_for_doubles(self, between: Callable[[], None]) -> None:
        """Lays before the reviewers who may stand in the register twice: a slice of the log at a time, all in the end.

        Given:    by a cursor of its own, so that a register of an older program is looked through too.
        """
        after = self._doubles_reached = max(self._doubles_reached, cursor_of(DOUBLES))
        if after >= self.reached:
            return
        entries = entries_since(after, kinds=DOUBLE_KINDS, at_most=_DOUBLES_AT_ONCE)
        is_whole = len(entries) < _DOUBLES_AT_ONCE
        entries = [entry for entry in entries if entry.index < self.reached]
        # Others may have recorded a slice and more since `reached` was read: then nothing before it is left.
        self._doubles_reached = self.reached if is_whole or not entries else entries[-1].index + 1
        acts = {entry.act.person_id: entry.index for entry in entries if isinstance(entry.act, PERSON_ACTS)}
        for number in acts:
            row = self.registered.get(number)
            with self._apart(number, acts):
                if row is not None and (pairs := doubles_of(row, self.persons, self.registered)):
                    self._lay(number, pairs)
            between()
        move_cursor(DOUBLES, self._doubles_reached)

    def _lay(self, number: str, pairs: Sequence[ProposedDouble]) -> None:
        try:
            propose_doubles(
                self.outside.house(Role.MATCHER), person_id=number, pairs=pairs, weights_version=self.indexes.version
            )  # fmt: skip
        except ConflictError:
            return  # all of them are known, and nothing that they were compared by has changed

    def _take_up_share(self) -> None:
        """Takes up how many enquiries are about somebody registered: as the bureau has set it, or as it concluded."""
        now = self.outside.now()
        if self._share_at is None or (now - self._share_at).total_seconds() >= SHARE_SECONDS:
            given = self.outside.registered_share
            self._share_at, self._prior = now, prior_of_bureau() if given is None else given_prior(given)
        self.persons.prior = self._prior

    def _reweigh(self) -> None:
        """Begins to build both indexes with the weights in force, unless they are weighed or being weighed so."""
        newest = self.reweighing.version if self.reweighing else self.indexes.version
        if newest != version_in_force():
            now = current_weights()
            self.reweighing = Reweighing(self.registered.values(), self.sought.values(), now.weights, now.version)

    def _exchange(self) -> None:
        """Takes the indexes that were built aside, once they are whole, with all that was recorded meanwhile."""
        if self.reweighing is None or not self.reweighing.is_done:
            return
        done, self.reweighing = self.reweighing, None
        built = done.caught_up(self.registered, self.sought)
        if built is None:  # the desk's page of weights shows by which ones we still weigh
            log.error("reweighing_failed", version=done.version, reason=done.fault)
            return
        self.indexes = built
        log.info("reweighed", version=built.version, persons=len(built.persons))

    def _index(
        self, person_ids: list[str], enquiry_ids: list[str], closed: list[str], between: Callable[[], None],
        apart: Apart, again: Sequence[str] = (),
    ) -> None:  # fmt: skip
        acting = self.outside.house(Role.MATCHER)
        registered, asked = [], []
        for row in by_number(lambda ids: names_numbered(acting, ids), person_ids, apart):
            with apart(row.person_id):
                registered.append(self._add_person(row))
        for row_asked in by_number(lambda ids: sought_numbered(acting, ids), [*enquiry_ids, *again], apart):
            with apart(row_asked.enquiry_id):
                read = self._add_enquiry(row_asked)
                asked += [read] * (row_asked.enquiry_id in enquiry_ids)
        for enquiry_id in closed:
            self.sought.pop(enquiry_id, None)
            self.enquiries.remove(enquiry_id)
        if self.reweighing:
            self.reweighing.note(person_ids, [*enquiry_ids, *again, *closed])
        for enquiry in asked:
            with apart(enquiry.enquiry_id):
                self._propose(enquiry, self.indexes.persons_for(enquiry), is_first=True)
            between()
        for person in registered:
            with apart(person.person_id):
                for enquiry, found in self.indexes.enquiries_for(person, self.sought):
                    self._propose(enquiry, [found] if found else [])
                    between()

    def draw_again(self) -> int:
        """Tries once more what this matcher set aside.  Returns: how many persons and enquiries are indexed now."""
        lines = open_consequences(consumer=CONSUMER, at_most=_AGAIN)
        return sum(is_settled_by(partial(self._again, line.about), line, self.outside, Role.MATCHER) for line in lines)

    def _again(self, number: str) -> None:
        is_person = number.startswith("P-")
        self._index([number] * is_person, [number] * (not is_person), [], _no_pause, lambda _: nullcontext())

    def _propose(self, enquiry: EnquiryRow, found: Iterable[Candidate], *, is_first: bool = False) -> None:
        least = round(self.outside.least_probability * PPM)
        pairs, unlaid = laid_and_not(enquiry, found, least)
        if not pairs and not unlaid and not is_first:
            return  # that it was searched and nobody found is said once, when it came
        acting = self.outside.house(Role.MATCHER)
        try:
            propose_candidates(
                acting, enquiry_id=enquiry.enquiry_id, pairs=pairs, weights_version=self.indexes.version,
                share=share_of(self.persons.prior), unlaid=unlaid, least_ppm=least,
            )  # fmt: skip
        except ConflictError:
            return  # all of them were proposed before: the register changed, the pairs did not

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Answers one request of desk or jobs. Names come back as numbers; the asking door reads them itself."""
        if request.get("ask") == "size":
            return {"persons": len(self.persons), "enquiries": len(self.sought), "weights": self.indexes.version}
        if request.get("ask") != "find":
            return {"error": "ask find or size"}
        told = {one: str(request.get(one, "")) for one in _ASKED_OF}
        asked = EnquiryRow(enquiry_id="", **told)
        top = max(1, min(50, int(request.get("top", 10))))
        found = [told_of(c, asked) for c in self.persons.find(asked, top)]
        prior = self.persons.prior
        share = [prior.registered_share, prior.source.value, prior.among]
        return {"candidates": found, "weights": self.indexes.version, "share": share}


def _built(registered: Iterable[RegisterRow], sought_rows: Iterable[EnquiryRow]) -> Indexes:
    now = current_weights()
    # Children read the names of one page while this process opens the seals of the next.
    return Indexes.of(registered, sought_rows, now.weights, now.version, spread)
