"""How many lines of a file of calls are done a minute: `python -m tests.bench.apply --lines 20000`.

Invents a month of a bureau (captures, custody, particulars, enquiries, judgements, interviews, approvals, answers),
applies it to a fresh demonstration in a temporary folder as the command does, and prints seconds and where they went.
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import json
import os
import pstats
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

AIM_A_MINUTE = 20_000
BEGIN = datetime(2026, 5, 1, tzinfo=UTC)
_MONTH = timedelta(days=30)
_ALONE = {
    "language": "uk", "is_interviewer_outside_camp": True, "is_guard_present": False,
    "is_interviewer_interrogator": False,
}  # fmt: skip


class Story:
    """The lines of one man, each some hours after the one before."""

    def __init__(self, number: int, chance: random.Random, at: datetime) -> None:
        self.number, self.chance, self.at = number, chance, at
        self.lines: list[tuple[datetime, dict[str, Any]]] = []

    def ref(self, name: str) -> dict[str, str]:
        head, _, rest = name.partition(".")
        return {"$": f"{head}{self.number}" + (f".{rest}" if rest else "")}

    def then(self, do: str, by: str, *, save: str = "", hours: float = 6, **given: Any) -> None:
        self.at += timedelta(hours=self.chance.uniform(0.2, hours))
        line: dict[str, Any] = {"do": do, "as": by, "at": self.at.isoformat(), "with": given}
        if save:
            line["save"] = f"{save}{self.number}"
        self.lines.append((self.at, line))


def _man(story: Story) -> None:
    from repatria.doors.jobs.demo.people import invent_person

    person = invent_person(story.chance, story.number)
    source = {"kind": "capture_form", "reference": f"pad 7, line {story.number}"}
    told = {
        "surname": person.surname, "first_names": person.first_name, "patronymic": person.patronymic,
        "birth_date": person.birth_date, "service_number": person.service_number, "rank": person.rank,
    }  # fmt: skip
    story.then(
        "register.record_capture", "registrar-1", save="man", category="prisoner_of_war", power=person.party,
        card_number=f"{story.number:06d}", captured_on="2026-05", captured_at="", holder="UNIT-3",
        particulars=[{"kind": kind, "value": value, "source": source} for kind, value in told.items()],
    )  # fmt: skip
    happened = story.at.isoformat()
    left = {"list_reference": "L-1", "counted": 1, "listed": 1}
    story.then("register.record_custody", "registrar-1", person_id=story.ref("man"), event="evacuated",
               happened_at=happened, attested=left)  # fmt: skip
    story.then("register.record_custody", "registrar-2", person_id=story.ref("man"), event="arrived",
               happened_at=happened, holder="CAMP-1", attested={"received_by": "gate officer"})  # fmt: skip
    story.then("register.record_particular", "registrar-2", person_id=story.ref("man.person_id"),
               particular={"kind": "birth_place", "value": person.birth_place, "source": source})  # fmt: skip
    for notice in range(4):  # of the capture and of the arrival, to the Agency and to the Power
        if not notice % 2:
            story.then("notices.notice_numbers", "registrar-1", save=f"notices{notice}_", hours=3,
                       person_id=story.ref("man"))  # fmt: skip
        number = story.ref(f"notices{notice // 2 * 2}_.{notice}.notice_id")
        story.then("notices.deliver_notice", "registrar-1", hours=1, notice_id=number, reference="by courier")
        story.then("notices.receipt_notice", "delegate-1", hours=20, notice_id=number, reference=f"CTA-{notice}")
    if story.number % 5 < 2:
        _family(story, person.names_at_home[0], person.birth_date[:4])


def _family(story: Story, name: str, year: str) -> None:
    from repatria.core.vocabulary.receipts import letter_identity_of, locator_of, receipt_from_form_id

    receipt = receipt_from_form_id(hashlib.sha256(f"bench {story.number}".encode()).digest(), "uk")
    story.then(
        "enquiries.receive_enquiry", "hotline-operator-1", save="ask", locator=locator_of(receipt),
        letter_identity=letter_identity_of(receipt), received_on=story.at.date().isoformat(), language="uk",
        channel="telephone", first_letter_day=21,
        asked={"sought_name": name, "sought_birth": year, "relation": "mother", "words": "Рыжий кот ждет тебя."},
    )  # fmt: skip
    story.then("matching.pair_number", "reviewer-1", save="pair", enquiry_id=story.ref("ask"),
               person_id=story.ref("man"))  # fmt: skip
    for reviewer, save in (("reviewer-1", ""), ("reviewer-2", "link")):
        story.then("matching.record_judgement", reviewer, save=save, pair_id=story.ref("pair"), judgement="positive")
    story.then("register.record_contact_decision", "interviewer-1", person_id=story.ref("man"), about="open",
               link_index=None, answer="yes", is_her=None, facts=_ALONE)  # fmt: skip
    story.then("register.record_contact_decision", "interviewer-1", person_id=story.ref("man"), about="enquiry",
               link_index=story.ref("link.act"), answer="yes", is_her=True, facts=_ALONE)  # fmt: skip
    story.then("disclosure.answer", "caseworker-1", save="answer", enquiry_id=story.ref("ask"))
    for approver in ("caseworker-1", "head-of-bureau-1"):
        story.then("access.record_approval", approver, action="disclosure.decide_answer",
                   object_reference=story.ref("answer.approval_reference"))  # fmt: skip
    story.then("disclosure.decide_answer", "caseworker-2", enquiry_id=story.ref("ask"))


def month(lines: int, seed: int) -> Iterator[str]:
    """The lines of a month, in the order of their times."""
    chance, made, number = random.Random(seed), [], 0
    while len(made) < lines:
        story = Story(number, chance, BEGIN + _MONTH * chance.random())
        _man(story)
        made += story.lines
        number += 1
    for _, line in sorted(made[:lines], key=lambda one: one[0]):
        yield json.dumps(line, ensure_ascii=False)


def main() -> None:
    """Invents, applies, prints seconds, and takes the store away."""
    asked_for = argparse.ArgumentParser(description=__doc__)
    asked_for.add_argument("--lines", type=int, default=AIM_A_MINUTE)
    asked_for.add_argument("--seed", type=int, default=417)
    asked_for.add_argument("--profile", action="store_true", help="print where the time goes; costs a third more")
    asked_for.add_argument("--in", dest="folder", type=Path, help="where the temporary folder is made")
    told = asked_for.parse_args()
    folder = Path(tempfile.mkdtemp(dir=told.folder))
    try:
        _measure(folder, told)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(folder: Path, told: argparse.Namespace) -> None:
    os.environ |= {"REPATRIA_DEMO": "1", "REPATRIA_FIRST_LETTER_DAY": "21"}
    from repatria.config.cli import _parser
    from repatria.config.commands import COMMANDS
    from repatria.config.places import Places

    events = folder / "events.jsonl"
    events.write_text("".join(f"{line}\n" for line in month(told.lines, told.seed)), encoding="utf-8")

    def run(*words: str) -> int:
        given = _parser().parse_args([*words, "--data", str(folder / "data")])
        return COMMANDS[given.command](Places(given.data.absolute()), given)

    run("init", "--demo", "--at", BEGIN.isoformat())
    profile = cProfile.Profile(time.process_time)
    wall, cpu = time.monotonic(), time.process_time()
    if told.profile:
        profile.enable()
    code = run("apply", str(events), "--out", str(folder / "results.jsonl"))
    profile.disable()
    wall, cpu = time.monotonic() - wall, time.process_time() - cpu
    results = [json.loads(line) for line in (folder / "results.jsonl").read_text().splitlines()]
    refused: dict[str, int] = {}
    for one in results:
        if not one["ok"]:
            refused[one["code"]] = refused.get(one["code"], 0) + 1
    from repatria.records.ledger.reading import tree_size

    print(f"{len(results)} lines, exit {code}: {wall:.1f} s, {cpu:.1f} s of processor; {tree_size()} acts; {refused}")
    print(f"{60 * len(results) / wall:,.0f} lines a minute, {60 * len(results) / cpu:,.0f} on a processor of its own")
    if told.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)
        pstats.Stats(profile).sort_stats("cumtime").print_stats(60)


if __name__ == "__main__":
    main()
