"""The matcher: plain names in memory only, built through selectors, kept current by cursor, asked over a Unix socket.

It proposes candidate pairs for new enquiries against the register and for new persons against open enquiries. It weighs
with the weights that the bureau has in force: when others are adopted, both indexes are built anew aside and exchanged.
Requests and answers are one JSON line each: {"ask": "find", "name": ..., "birth_date": ..., "place": ..., "top": 10};
the date of birth in the form of `written_dates.comparable`.
"""

from __future__ import annotations

import json
import os
import selectors
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import structlog

from repatria.core.linkage.comparison import PPM
from repatria.core.linkage.explanation import places_of
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.prior import given_prior
from repatria.core.linkage.rows import Candidate, EnquiryRow, FieldWeight, RegisterRow
from repatria.core.vocabulary.errors import ConflictError, TamperError
from repatria.core.vocabulary.written_dates import Occasion, comparable, occasion_of_page
from repatria.doors.files.linking.side_by_side import spread
from repatria.doors.jobs.consumers import SILENT, is_settled_by, set_aside
from repatria.doors.jobs.doubles import doubles_of
from repatria.doors.jobs.indexes import Indexes, Reweighing, as_register_row
from repatria.doors.jobs.ports import Outside
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role
from repatria.records.consequences.selectors import open_consequences
from repatria.records.enquiries.acts import EnquiryClosed, EnquiryReceived
from repatria.records.enquiries.selectors import SoughtRow, sought, sought_numbered
from repatria.records.ledger.reading import cursor_of, entries_since, tree_size
from repatria.records.ledger.services import move_cursor
from repatria.records.matching.acts import ProposedPair, UnlaidPair, WeightLine, WeightsAdopted, WeightsWithdrawn
from repatria.records.matching.calling import is_ours
from repatria.records.matching.double_acts import ProposedDouble
from repatria.records.matching.doubles import propose_doubles
from repatria.records.matching.selectors import current_weights, prior_of_bureau, version_in_force
from repatria.records.matching.services import pair_number, propose_candidates
from repatria.records.matching.shares import share_of
from repatria.records.register.acts import CaptureRecorded, ListedRecorded, ParticularRecorded
from repatria.records.register.correction_acts import DocumentTranscribed, ParticularCorrected
from repatria.records.register.names import NameRow, names, names_numbered

CONSUMER, DOUBLES = "matcher", "doubles"
KINDS = (
    "register.capture_recorded", "register.listed_recorded", "register.particular_recorded",
    "register.particular_corrected", "register.document_transcribed",
    "enquiries.enquiry_received", "enquiries.enquiry_closed", "matching.weights_adopted", "matching.weights_withdrawn",
)  # fmt: skip
DOUBLE_KINDS = KINDS[:5]
PERSON_ACTS = CaptureRecorded | ListedRecorded | ParticularRecorded | ParticularCorrected | DocumentTranscribed
LEAST_BITS = 3.0  # in a register of few men a pair lighter than this is likely because of nothing that he shares
_ASKED_OF = (
    "name", "surname", "given_name", "patronymic", "birth_date", "place", "unit", "number",
)  # fmt: skip
OF_NAME = frozenset({"surname", "given_name", "patronymic", "word_order"})  # fields that are read from the name
log = structlog.get_logger("matcher")
_LARGEST_REQUEST = 64 * 1024
AGAIN_SECONDS = 300
SHARE_SECONDS = 60  # then the conclusions are counted again
_AGAIN = 200  # of those that were set aside, tried at once
_DOUBLES_AT_ONCE = 50  # records looked at between two answers
_ANSWERS_AT_ONCE = 32  # then the log is followed again, whoever still asks


def register_row(row: NameRow, on: date) -> RegisterRow:
    """A person as the index takes him; his date of birth, whatever words it was taken down in, as read on a day."""
    return RegisterRow(
        person_id=row.person_id, surname=row.surname, given_name=row.given_name, patronymic=row.patronymic,
        birth_date=comparable(row.birth_date, Occasion(not_after=on)), place=row.place, unit=row.unit,
        number=row.number, rank=row.rank,
    )  # fmt: skip


def enquiry_row(row: SoughtRow) -> EnquiryRow:
    """An enquiry as the index is asked about it: her words for his birth as they are read on her page and her day."""
    occasion = occasion_of_page(row.language, date.fromisoformat(row.received_on))
    return EnquiryRow(
        enquiry_id=row.enquiry_id, name=row.name, birth_date=comparable(row.birth_date, occasion), place=row.place,
        unit=row.unit,
    )  # fmt: skip


R = TypeVar("R")
Apart = Callable[[str], AbstractContextManager[None]]
"""What is done with one number fails apart from all others."""


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
        self._index(list(dict.fromkeys(persons)), asked, closed, between, lambda number: self._apart(number, acts))
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
        self._doubles_reached = self.reached if is_whole else entries[-1].index + 1
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
        apart: Apart,
    ) -> None:  # fmt: skip
        acting = self.outside.house(Role.MATCHER)
        registered, asked = [], []
        for row in _numbered(lambda ids: names_numbered(acting, ids), person_ids, apart):
            with apart(row.person_id):
                registered.append(self._add_person(row))
        for row_asked in _numbered(lambda ids: sought_numbered(acting, ids), enquiry_ids, apart):
            with apart(row_asked.enquiry_id):
                asked.append(self._add_enquiry(row_asked))
        for enquiry_id in closed:
            self.sought.pop(enquiry_id, None)
            self.enquiries.remove(enquiry_id)
        if self.reweighing:
            self.reweighing.note(person_ids, [*enquiry_ids, *closed])
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
        weighty = [c for c in found if c.match_weight_bits >= LEAST_BITS]
        least = round(self.outside.least_probability * PPM)
        pairs = [one for c in weighty if (one := _proposed(enquiry, c)).probability_ppm >= least]
        laid = {pair.pair_id for pair in pairs}
        unlaid = [
            UnlaidPair(pair_id=number, person_id=c.person_id, probability_ppm=round(c.probability * PPM))
            for c in weighty
            if (number := pair_number(enquiry.enquiry_id, c.person_id)) not in laid
        ]
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
        found = [
            {
                "person_id": c.person_id, "bits": c.match_weight_bits, "probability": c.probability,
                "equally_good": c.equally_good,
                "fields": [[f.field, f.level, f.weight_bits, _words_read(f, asked)] for f in c.fields],
            }
            for c in self.persons.find(asked, top)
        ]  # fmt: skip
        prior = self.persons.prior
        share = [prior.registered_share, prior.source.value, prior.among]
        return {"candidates": found, "weights": self.indexes.version, "share": share}


def _numbered(read: Callable[[list[str]], Iterable[R]], numbers: list[str], apart: Apart) -> Iterable[R]:
    """The rows of these numbers; where one of them cannot be read, each is read alone."""
    if not numbers:
        return ()
    try:
        return tuple(read(numbers))
    except (TamperError, *SILENT):
        raise
    except Exception:
        rows: list[R] = []
        for number in numbers:
            with apart(number):
                rows += read([number])
        return rows


def _built(registered: Iterable[RegisterRow], sought_rows: Iterable[EnquiryRow]) -> Indexes:
    now = current_weights()
    # Children read the names of one page while this process opens the seals of the next.
    return Indexes.of(registered, sought_rows, now.weights, now.version, spread)


def _words_read(step: FieldWeight, enquiry: EnquiryRow) -> tuple[int, ...]:
    return places_of(step.enquiry_value, enquiry.name) if step.field in OF_NAME else ()


def _proposed(enquiry: EnquiryRow, candidate: Candidate) -> ProposedPair:
    return ProposedPair(
        pair_id=pair_number(enquiry.enquiry_id, candidate.person_id), person_id=candidate.person_id,
        millibits=round(candidate.match_weight_bits * 1000), probability_ppm=round(candidate.probability * PPM),
        equally_good=candidate.equally_good,
        lines=tuple(
            WeightLine(
                field=f.field, level=f.level, millibits=round(f.weight_bits * 1000),
                words_read=_words_read(f, enquiry),
            )
            for f in candidate.fields
        ),
    )  # fmt: skip


def serve_socket(
    matcher: Matcher, path: Path, is_stopped: Callable[[], bool], follow_every_seconds: float = 0.5
) -> None:
    """Answers requests of the house on a Unix socket readable by its owner alone, and follows the log between them."""
    # It takes its place once it listens: whoever finds it there is heard.
    being_made = path.with_suffix(".new")
    being_made.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(being_made))
    finally:
        os.umask(before)
    listener.listen(16)
    being_made.replace(path)
    waiting = selectors.DefaultSelector()
    waiting.register(listener, selectors.EVENT_READ)

    def answer_waiting(seconds: float = 0.0) -> None:
        for _ in range(_ANSWERS_AT_ONCE):
            if not waiting.select(timeout=seconds):
                return
            connection, _ = listener.accept()
            with connection:
                connection.settimeout(2)
                _answer_connection(matcher, connection)
            seconds = 0.0

    again_at = time.monotonic()
    while not is_stopped():
        answer_waiting(follow_every_seconds)
        try:
            matcher.follow(between=answer_waiting)
            if time.monotonic() >= again_at:
                again_at = time.monotonic() + AGAIN_SECONDS
                matcher.draw_again()
        except SILENT as error:
            # A store that is locked or away for a moment: the cursor stands, the next round reads the same acts.
            log.warning("store_silent", reason=str(error))


def _answer_connection(matcher: Matcher, connection: socket.socket) -> None:
    try:
        with connection.makefile("rwb") as stream:
            proof, line = stream.readline(_LARGEST_REQUEST).strip(), stream.readline(_LARGEST_REQUEST)
            reply = matcher.answer(json.loads(line)) if is_ours(proof, line) else {}
            stream.write(json.dumps(reply, ensure_ascii=False).encode() + b"\n")
    except Exception as error:
        # One broken request must not end the process that holds everybody's names.
        log.warning("request_failed", reason=type(error).__name__)
