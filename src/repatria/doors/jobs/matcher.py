"""The matcher: plain names in memory only, built through selectors, kept current by cursor, asked over a Unix socket.

It proposes candidate pairs for new enquiries against the register and for new persons against open enquiries.
Requests and answers are one JSON line each: {"ask": "find", "name": ..., "birth_date": ..., "place": ..., "top": 10}.
"""

from __future__ import annotations

import json
import os
import selectors
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import structlog
from django.db import OperationalError

from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import Candidate, EnquiryRow, RegisterRow
from repatria.core.vocabulary.errors import ConflictError
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.enquiries.acts import EnquiryClosed, EnquiryReceived
from repatria.records.enquiries.selectors import SoughtRow, sought, sought_numbered
from repatria.records.ledger.reading import cursor_of, entries_since, tree_size
from repatria.records.ledger.services import move_cursor
from repatria.records.matching.acts import ProposedPair, WeightLine
from repatria.records.matching.calling import is_ours
from repatria.records.matching.services import pair_number, propose_candidates
from repatria.records.register.acts import CaptureRecorded, ListedRecorded, ParticularRecorded
from repatria.records.register.selectors import NameRow, names, names_numbered

CONSUMER = "matcher"
KINDS = (
    "register.capture_recorded", "register.listed_recorded", "register.particular_recorded",
    "enquiries.enquiry_received", "enquiries.enquiry_closed",
)  # fmt: skip
PERSON_ACTS = CaptureRecorded | ListedRecorded | ParticularRecorded
LEAST_BITS = 3.0  # a pair lighter than this is not worth a reviewer's time: odds below 8 to 1 over chance
PAIRS_AN_ENQUIRY = 5
log = structlog.get_logger("matcher")
_LARGEST_REQUEST = 64 * 1024


def _register_row(row: NameRow) -> RegisterRow:
    return RegisterRow(
        person_id=row.person_id, surname=row.surname, given_name=row.given_name, patronymic=row.patronymic,
        birth_date=row.birth_date, place=row.place,
    )  # fmt: skip


def _proposed(enquiry_id: str, candidate: Candidate) -> ProposedPair:
    return ProposedPair(
        pair_id=pair_number(enquiry_id, candidate.person_id), person_id=candidate.person_id,
        millibits=round(candidate.match_weight_bits * 1000), probability_ppm=round(candidate.probability * 1_000_000),
        equally_good=candidate.equally_good,
        lines=tuple(
            WeightLine(field=f.field, level=f.level, millibits=round(f.weight_bits * 1000)) for f in candidate.fields
        ),
    )  # fmt: skip


class Matcher:
    """The two indexes, persons and open enquiries, and how they follow the log."""

    def __init__(self, outside: Outside) -> None:
        self.outside = outside
        self.persons = LinkageIndex.build(())
        self.sought: dict[str, EnquiryRow] = {}
        self.enquiries = LinkageIndex.build(())
        self.reached = 0  # what these indexes hold; the cursor in the store says what was proposed, by any matcher

    def build(self) -> None:
        """Reads every name once, through the selectors.  Leaf: access.reading_recorded, one a page"""
        acting = self.outside.house(Role.MATCHER)
        self.reached = min(cursor_of(CONSUMER), tree_size())
        self.persons = LinkageIndex.build(_register_row(row) for _, page in names(acting) for row in page)
        for _, page in sought(acting):
            for row in page:
                self._remember(row)
        self.enquiries = LinkageIndex.build(map(_as_register_row, self.sought.values()))

    def _remember(self, row: SoughtRow) -> EnquiryRow:
        asked = EnquiryRow(enquiry_id=row.enquiry_id, name=row.name, birth_date=row.birth_date, place=row.place)
        self.sought[row.enquiry_id] = asked
        return asked

    def follow(self, at_most: int = 200) -> int:
        """Reads new acts, keeps the indexes current and proposes pairs.

        Returns:  how many acts were read.
        Given:    the cursor moves after the page; a page read twice after a crash proposes nothing new.
        """
        size = tree_size()
        entries = entries_since(self.reached, kinds=KINDS, at_most=at_most)
        closed = [r.act.enquiry_id for r in entries if isinstance(r.act, EnquiryClosed)]
        asked = [r.act.enquiry_id for r in entries if isinstance(r.act, EnquiryReceived)]
        persons = [r.act.person_id for r in entries if isinstance(r.act, PERSON_ACTS)]
        self._index(list(dict.fromkeys(persons)), asked, closed)
        self.reached = entries[-1].index + 1 if len(entries) == at_most else size
        if cursor_of(CONSUMER) < self.reached:
            move_cursor(CONSUMER, self.reached)
        return len(entries)

    def _index(self, person_ids: list[str], enquiry_ids: list[str], closed: list[str]) -> None:
        acting = self.outside.house(Role.MATCHER)
        registered = [_register_row(row) for row in names_numbered(acting, person_ids)] if person_ids else []
        for row in registered:
            self.persons.add(row)
        asked = [self._remember(row) for row in sought_numbered(acting, enquiry_ids)] if enquiry_ids else []
        for enquiry in asked:
            self.enquiries.add(_as_register_row(enquiry))
        for enquiry_id in closed:
            self.sought.pop(enquiry_id, None)
            self.enquiries.remove(enquiry_id)
        for enquiry in asked:
            self._propose(enquiry.enquiry_id, self.persons.find(enquiry, PAIRS_AN_ENQUIRY))
        for row in registered:
            self._look_among_enquiries(row)

    def _look_among_enquiries(self, row: RegisterRow) -> None:
        turned = EnquiryRow(
            enquiry_id=row.person_id, name=f"{row.surname} {row.given_name} {row.patronymic}".strip(),
            birth_date=row.birth_date, place=row.place,
        )  # fmt: skip
        # Turned round only to find which enquiries are worth comparing; the weight is that of the enquiry's side.
        for likely in self.enquiries.find(turned, PAIRS_AN_ENQUIRY * 4):
            enquiry = self.sought.get(likely.person_id)
            if enquiry is not None:
                found = self.persons.find(enquiry, PAIRS_AN_ENQUIRY)
                self._propose(enquiry.enquiry_id, [c for c in found if c.person_id == row.person_id])

    def _propose(self, enquiry_id: str, found: Iterable[Candidate]) -> None:
        pairs = [_proposed(enquiry_id, c) for c in found if c.match_weight_bits >= LEAST_BITS]
        if not pairs:
            return
        try:
            propose_candidates(self.outside.house(Role.MATCHER), enquiry_id=enquiry_id, pairs=pairs)
        except ConflictError:
            return  # all of them were proposed before: the register changed, the pairs did not

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Answers one request of desk or jobs. Names come back as numbers; the asking door reads them itself."""
        if request.get("ask") == "size":
            return {"persons": len(self.persons), "enquiries": len(self.sought)}
        if request.get("ask") != "find":
            return {"error": "ask find or size"}
        asked = EnquiryRow(
            enquiry_id="", name=str(request.get("name", "")), birth_date=str(request.get("birth_date", "")),
            place=str(request.get("place", "")),
        )  # fmt: skip
        top = max(1, min(50, int(request.get("top", 10))))
        return {
            "candidates": [
                {
                    "person_id": c.person_id, "bits": c.match_weight_bits, "probability": c.probability,
                    "equally_good": c.equally_good,
                    "fields": [[f.field, f.level, f.weight_bits] for f in c.fields],
                }
                for c in self.persons.find(asked, top)
            ]
        }  # fmt: skip


def _as_register_row(asked: EnquiryRow) -> RegisterRow:
    return RegisterRow(person_id=asked.enquiry_id, name=asked.name, birth_date=asked.birth_date, place=asked.place)


def serve_socket(
    matcher: Matcher, path: Path, is_stopped: Callable[[], bool], follow_every_seconds: float = 0.5
) -> None:
    """Answers requests of the house on a Unix socket readable by its owner alone, and follows the log between them."""
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    finally:
        os.umask(before)
    listener.listen(16)
    waiting = selectors.DefaultSelector()
    waiting.register(listener, selectors.EVENT_READ)
    while not is_stopped():
        if waiting.select(timeout=follow_every_seconds):
            connection, _ = listener.accept()
            with connection:
                connection.settimeout(2)
                _answer_connection(matcher, connection)
        try:
            matcher.follow()
        except OperationalError as error:
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
