"""A demonstration's store with staff, and files of calls applied to it in this process."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.receipts import letter_identity_of, locator_of, receipt_from_form_id
from repatria.doors.jobs.applying.callers import AnyAccount
from repatria.doors.jobs.applying.house import FileClock, House, HouseRhythm
from repatria.doors.jobs.applying.lines import facts_of, raw_lines
from repatria.doors.jobs.applying.running import FileOfCalls, Tally
from repatria.records.access.files_of_calls import begin_file
from repatria.records.access.role_table import HOUSE_ROLES, Role
from repatria.records.ledger.models import Entry
from repatria.records.ledger.reading import act_at, last_instant
from repatria.records.ledger.services import bulk_acts
from tests.kept import built_once
from tests.records.staff import Staff, outside

DAY_SECONDS = 86_400
MARK = "Шевченко-typed-by-somebody"
BEGIN = "2026-05-03T09:00:00+00:00"


@dataclass
class Store:
    """The store, and what was applied to it."""

    outside: Any
    rhythm: HouseRhythm = HouseRhythm(round_seconds=DAY_SECONDS, first_letter_day=0)  # noqa: RUF009 - frozen
    written: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    calls: FileOfCalls | None = None

    def apply(self, *lines: Any, stop_after: int | None = None) -> list[dict[str, Any]]:
        """Applies a file of these lines (objects, texts or bytes).  Returns: its results."""
        return self.apply_bytes(b"".join(map(_as_bytes, lines)), stop_after=stop_after)

    def apply_bytes(self, content: bytes, stop_after: int | None = None) -> list[dict[str, Any]]:
        file = io.BytesIO(content)
        facts, self.written = facts_of(file), []
        at = last_instant()
        assert at is not None
        reached = begin_file(facts.digest, by="", at=at)
        house = House(self.outside, FileClock(max(reached.clock, at)), self.rhythm)
        callers = AnyAccount(self.outside.randomness)
        calls = self.calls = FileOfCalls(reached, raw_lines(file), callers, house, self.written.append)
        first = reached.next_line
        self.tally = calls.go(
            lambda: stop_after is not None and calls.reached.next_line >= first + stop_after, lambda _: None
        )
        return [json.loads(text) for text in self.written]

    def acts(self, *kinds: str) -> list[Any]:
        """The acts of some kinds, opened, oldest first."""
        return [one for index in Entry.objects.order_by("index").values_list("index", flat=True)
                if (one := act_at(index)).kind.rpartition(".")[0] in kinds]  # fmt: skip

    def at(self, *kinds: str) -> list[str]:
        return [read_instant(one.at).isoformat() for one in self.acts(*kinds)]


def _as_bytes(line: Any) -> bytes:
    raw = line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
    return raw + b"\n"


def call(do: str, by: str = "", at: str = "", *, save: str = "", refused: str = "", **given: Any) -> dict[str, Any]:
    """One line of a file of calls."""
    said = {"do": do, "as": by, "at": at, "with": given, "save": save, "refused": refused}
    return {name: value for name, value in said.items() if value}


def ref(name: str) -> dict[str, str]:
    return {"$": name}


def capture(by: str = "registrar-1", at: str = "", *, card: str = "417", save: str = "", refused: str = "",
            surname: str = "Шевченко", **more: Any) -> dict[str, Any]:  # fmt: skip
    """A line that registers somebody."""
    source = {"kind": "capture_form", "reference": "pad 7, line 17"}
    told = (("surname", surname), ("first_names", "Сергій"), ("birth_date", "1999-04-12"), ("service_number", "PB-1"))
    particulars = [{"kind": kind, "value": value, "source": source} for kind, value in told]
    particulars.append({"kind": "rank", "value": None, "given": "declined", "source": source})
    given = {
        "category": "prisoner_of_war", "power": "PB", "card_number": card, "captured_on": "2026-03-02",
        "captured_at": "", "holder": "UNIT-3", "particulars": particulars, **more,
    }  # fmt: skip
    return call("register.record_capture", by, at, save=save, refused=refused, **given)


def enquiry(by: str = "hotline-operator-1", at: str = "", *, form: str = "1", save: str = "",
            name: str = "Шевчинко Сережа", **more: Any) -> dict[str, Any]:  # fmt: skip
    """A line that receives a family's question."""
    receipt = receipt_from_form_id(hashlib.sha256(form.encode()).digest(), "uk")
    return call(
        "enquiries.receive_enquiry", by, at, save=save, locator=locator_of(receipt),
        letter_identity=letter_identity_of(receipt), received_on="2026-05-03", language="uk", channel="telephone",
        first_letter_day=0,
        asked={"sought_name": name, "sought_birth": "1999", "enquirer_name": "Мария", "relation": "mother",
               "words": "Рыжий кот ждет тебя."}, **more,
    )  # fmt: skip


@pytest.fixture
@built_once
def staff(clock, randomness) -> Staff:
    clock.at = clock.at.replace(hour=8)
    return role_staff(clock, randomness)


def role_staff(clock, randomness) -> Staff:
    """One account a role, named as in the demonstration; two reviewers and two caseworkers."""
    founded = Staff(clock, randomness).found()
    with bulk_acts():
        for role in (one for one in Role if one not in HOUSE_ROLES | {Role.ADMINISTRATOR}):
            for number in (1, 2):
                branch = f"CAMP-{number}" if role is Role.CAMP_OFFICER else ""
                founded.hire(f"{role.value.replace('_', '-')}-{number}", role, branch=branch)
    return founded


@pytest.fixture
def store(staff, clock, randomness) -> Store:
    return Store(outside(clock, randomness))
