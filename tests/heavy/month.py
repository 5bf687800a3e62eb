"""A month of a camp as files of calls: what a program of the camp would write, day after day, and the faults in it.

The writer asks as `repatria ask` does and writes what a careful bureau does next: it sends what is to be sent, counts
what the register says is there, sees, inspects and feeds everybody in time. A planted fault leaves one thing out, or
lets one odd thing happen. Everybody is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product

from repatria.doors.jobs.asking import answered
from tests.doors.jobs.applying.conftest import call

UNIT, CAMP, OTHER, COURT, SERVICE = "UNIT-3", "CAMP-2", "CAMP-1", "COURT-4", "SERVICE-2"
FIRST = datetime(2026, 5, 4, 8, tzinfo=UTC)
DAYS = 32
KINDS = (
    "card_missing", "double", "quiet", "count", "overdue", "lent", "two_claims", "notice", "medical", "health",
)  # fmt: skip
_STARTS = ("Бан", "Вер", "Гор", "Дуб", "Зал", "Кош", "Лоз", "Мак", "Нес", "Пруд", "Рив", "Сус", "Туж", "Чеп", "Юзк")
_MIDDLES = ("ад", "ел", "ин", "ос", "уф", "яв", "ерг", "анд", "юк")
_ENDS = ("енко", "чук", "ський", "ів", "яга", "ун", "ець", "ало", "ир")
_GIVEN = ("Андрій", "Богдан", "Василь", "Григорій", "Дмитро", "Євген", "Захар", "Ілля", "Кирило", "Лев", "Матвій")
_ALONE = {
    "language": "uk", "is_interviewer_outside_camp": True, "is_guard_present": False,
    "is_interviewer_interrogator": False,
}  # fmt: skip


@dataclass
class Month:
    """One camp's month: `faults` by kind, each with the numbers of its men in the order of their cards."""

    store: object
    staff: object
    clock: object
    men: int
    each: int  # faults of a kind; 0 in a faultless month
    numbers: dict[int, str] = field(default_factory=dict)
    due: dict[tuple[str, str], int] = field(default_factory=dict)  # what is to stand there: kind, whom, from which day
    seen: dict[tuple[str, str], int] = field(default_factory=dict)  # what stood there first on which day
    refused: list[str] = field(default_factory=list)

    def of(self, kind: str) -> tuple[int, ...]:
        """The men of a kind of fault, far from each other."""
        first = 10 + KINDS.index(kind) * max(self.each, 1)
        return tuple(range(first, first + self.each))

    def at(self, day: int, hours: float = 0) -> str:
        return (FIRST + timedelta(days=day, hours=hours)).isoformat()

    def ask(self, who: str, question: str, **given: object) -> object:
        return answered(self.staff.acting(who), question, given, is_measured=False)["returned"]

    def plant(self, kind: str, whom: str, day: int) -> None:
        self.due[kind, whom] = day

    def run(self) -> None:
        """Lets the month pass, a file of calls for each half of a day, and looks each evening what stands where."""
        for day in range(DAYS):
            for hour, lines in ((0, self.morning(day)), (2, self.noon(day)), (10, self.evening(day))):
                self.clock.at = FIRST + timedelta(days=day, hours=hour)
                self.apply(list(lines))
            self.clock.at = FIRST + timedelta(days=day, hours=12)
            self.apply([call("clocks.owed", "delegate-1", self.at(day, 12))])
            for found in self.standing():
                self.seen.setdefault(found, day)

    def apply(self, lines: list[dict[str, object]]) -> None:
        results = self.store.apply(*lines) if lines else []
        for line, result in zip(lines, results, strict=True):
            if not result["ok"] and "refused" not in line:
                raise AssertionError((line, result))
            if line.get("save", "").startswith("m"):
                self.numbers[int(line["save"][1:])] = result["returned"]
            if "refused" in line:
                self.refused.append(result.get("code", ""))

    def card(self, man: int) -> str:
        """His card: one pad of the unit, of which the cards before some men were given out and never came back."""
        return f"{man + 1 + sum(1 for one in self.of('card_missing') if one <= man):05d}"

    def captured(self, man: int, hour: str, *, name: str = "", save: str = "", card: str = "") -> dict[str, object]:
        names = list(product(_STARTS, _MIDDLES, _ENDS))
        surname = name or "".join(names[man * 7 % len(names)])
        told = (
            ("surname", surname), ("first_names", _GIVEN[man % len(_GIVEN)]), ("service_number", f"{7919 * man:08d}"),
            ("birth_date", f"{1965 + man % 41}-{1 + man % 12:02d}-{1 + man * 5 % 28:02d}"),
        )  # fmt: skip
        source = {"kind": "capture_form", "reference": f"pad 1, line {man}"}
        items = [{"kind": kind, "value": value, "source": source} for kind, value in told]
        items.append({"kind": "rank", "value": None, "given": "declined", "source": source})
        return call(
            "register.record_capture", "registrar-1", hour, save=save or f"m{man}", category="prisoner_of_war",
            power="PB", card_number=card or self.card(man), captured_on="2026-05-04", captured_at="", holder=UNIT,
            particulars=items,
        )  # fmt: skip

    def custody(self, man: int, event: str, hour: str, holder: str = "", **attested: object) -> dict[str, object]:
        return call(
            "register.record_custody", "registrar-1", hour, person_id=self.numbers[man], event=event,
            happened_at=hour, holder=holder, attested=attested,
        )  # fmt: skip

    def morning(self, day: int) -> Iterator[dict[str, object]]:
        at = self.at(day)
        if day == 0:
            yield call("places.issue_pad", "registrar-1", at, code=UNIT, prefix="", first=1, digits=5,
                       last=self.men + self.each, received_by="the unit's clerk")  # fmt: skip
            for man in range(self.men):
                yield self.captured(man, at)
            for man in self.of("card_missing"):
                self.plant("card_missing", f"{int(self.card(man)) - 1:05d}", 1)
        for place, man in enumerate(self.of("double")):
            if day == 3 + place % 6:
                yield self.captured(man, at, save=f"d{man}", card=f"D-{man:04d}")
                self.plant("double", self.numbers[man], day)
        for place, man in enumerate(self.of("overdue")):
            if day == 8 + place:
                due = (FIRST + timedelta(days=day, hours=4)).isoformat()
                yield self.custody(man, "signed_out", at, COURT, order_by="judge 4", due_back_at=due)
                self.plant("overdue", self.numbers[man], day)
            if day == 9 + place:
                yield self.custody(man, "returned", at, CAMP, condition="unchanged")
        for place, man in enumerate(self.of("lent")):
            if day == 12 + place:
                due = (FIRST + timedelta(days=day + 28)).isoformat()
                yield self.custody(man, "signed_out", at, SERVICE, order_by="order 9", due_back_at=due)
                self.plant("lent", self.numbers[man], day)
        for place, man in enumerate(self.of("two_claims")):
            if day == 14 + place:
                yield self.custody(man, "arrived", at, OTHER, received_by="gate of camp 1")
                self.plant("two_claims", self.numbers[man], day)

    def noon(self, day: int) -> Iterator[dict[str, object]]:
        """Who came yesterday's morning stands in the camp: he is asked, seen, inspected, counted."""
        at = self.at(day, 2)
        everybody = range(self.men)
        if day == 0:
            for man in everybody:
                yield self.custody(man, "arrived", at, CAMP, received_by="gate", list_reference="L-1")
        if day == 2:
            for man in everybody:
                yield call("register.record_rights_read", "registrar-1", at, person_id=self.numbers[man], read_at=at,
                           language="uk", read_by="I. Sych", was_understood=True)  # fmt: skip
                yield call("register.record_capture_card", "registrar-1", at, person_id=self.numbers[man],
                           ending="signed", happened_at=at, copies=["agency", "family"])  # fmt: skip
                yield call("register.record_contact_decision", "interviewer-1", at, person_id=self.numbers[man],
                           about="open", link_index=None, answer="yes", is_her=None, facts=_ALONE)  # fmt: skip
        if day == 6:
            men = [self.numbers[man] for man in everybody]
            yield call("contact.offer_mail", "camp-officer-2", at, place=CAMP, offered_at=at, took=men[1:],
                       declined=men[:1])  # fmt: skip
        if day == 10:
            yield call("welfare.record_representative", "camp-officer-2", at, place=CAMP, person_id=self.numbers[0],
                       how="ballot", chosen_at=at, is_secret=True, is_approved=True)  # fmt: skip
        if day == 11:
            for man in (one for one in everybody if one not in self.of("quiet")):
                yield call("roll.record_sighting", "delegate-1", at, person_id=self.numbers[man], kind="delegate",
                           seen_by="M. Keller", seen_at=at, place="the yard")  # fmt: skip
            for man in self.of("quiet"):
                self.plant("quiet", self.numbers[man], 30)
            seen = [self.numbers[man] for man in everybody if man not in self.of("medical")]
            for start in range(0, len(seen), 400):
                yield call("welfare.record_inspection", "medical-1", at, place=CAMP, inspected_at=at,
                           person_ids=seen[start : start + 400])  # fmt: skip
            for man in self.of("medical"):
                self.plant("medical", self.numbers[man], 30)
        for place in range(self.each):  # beside those that grow stale as many who are told of every week
            for man, last in ((self.of("health")[place], 7), (5000, DAYS)):
                man = man if man < self.men else self.men - 1 - place
                if (day - place) in range(1, last + 2, 7):
                    yield call("welfare.record_health", "medical-1", at, person_id=self.numbers[man], grade="serious",
                               seen_at=at)  # fmt: skip
            if day == 1 + place:
                self.plant("health", self.numbers[self.of("health")[place]], 15 + place)

    def evening(self, day: int) -> Iterator[dict[str, object]]:
        """Counting, feeding, the post; and once an attempt to take two men for one."""
        at = self.at(day, 10)
        now = self.ask("camp-officer-2", "roll.roll_now", place=CAMP)
        short = 0 < self.each and day in range(5, 5 + self.each)
        counted = now["expected"] - short
        if short:
            self.plant("count", f"{FIRST.date() + timedelta(days=day)}", day)
        yield call("roll.record_paper_roll", "camp-officer-2", at, place=CAMP, taken_at=at, counted=counted,
                   day=str(FIRST.date() + timedelta(days=day)), number=f"{day}",
                   signed_by=["I. Sych", "P. Hrab"])  # fmt: skip
        for place in (UNIT, CAMP, OTHER):
            held = self.ask("registrar-1", "roll.roll_now", place=place)["expected"]
            for care in ("reception", "food") if held or place == UNIT else ():
                if place != UNIT or care == "reception":
                    yield call("welfare.record_care", "registrar-1", at, place=place, care=care, given_at=at,
                               given_to=held, is_enough=True)  # fmt: skip
        kept = {self.numbers[man] for man in self.of("notice")}
        for state, who, do in (
            ("issued", "registrar-1", "notices.deliver_notice"), ("sent", "delegate-1", "notices.receipt_notice"),
        ):  # fmt: skip
            for line in self.outbox(state):
                if not (state == "issued" and line["person_id"] in kept and line["reason"] == "capture_reported"):
                    yield call(do, who, at, notice_id=line["notice_id"], reference=f"post {day}")
        if day == 0:
            for number in kept:
                self.plant("notice", number, 1)
        if day == 25 and self.each:
            one, other = self.numbers[0], self.numbers[1]
            seen = {"by": "delegate", "office": "delegate", "at": at, "place": CAMP, "first_stub": self.card(0),
                    "second_stub": self.card(0)}  # fmt: skip
            yield call("register.propose_join", "registrar-1", at, first_id=one, second_id=other, seen=seen,
                       reason="they look alike", refused="law.E002")  # fmt: skip

    def outbox(self, state: str) -> Iterator[dict[str, object]]:
        after = -1
        while page := self.ask("registrar-1", "notices.notices", state=state, after_index=after):
            yield from page
            after = page[-1]["act_index"]

    def standing(self) -> Iterator[tuple[str, str]]:
        """What stands this evening on the pages of those whom it must reach, by `repatria ask`."""
        now = self.clock.at.isoformat()
        for pad in self.ask("delegate-1", "arrivals.pads_with_missing"):
            yield from (("card_missing", one["card_number"]) for one in pad["missing"] if one["due_at"] <= now)
        first = {number: man for man, number in self.numbers.items()}
        for pair in self.ask("reviewer-1", "matching.doubles_to_judge"):
            yield "double", next((one for one in (pair["first_id"], pair["second_id"]) if one in first), "?")
        yield from (("quiet", one["person_id"]) for one in self.ask("delegate-1", "roll.quiet_list"))
        yield from (("count", one["day"]) for one in self.ask("auditor-1", "roll.open_differences"))
        for one in self.ask("delegate-1", "clocks.owed"):
            if one["rule"] == "signed_out" and one["is_late"]:
                yield "overdue", one["subject"]
        book = self.ask("auditor-1", "register.sign_out_book")
        yield from (("lent", one["person_id"]) for one in book if not one["ended_by"] and one["due_back_at"] > now)
        for claim in self.ask("delegate-1", "matching.claims"):  # a man who stands there twice is claimed twice too
            number = next(one for one in claim["person_ids"] if one in first)
            yield ("two_claims" if claim["why"] == "contested" else "double"), number
        late = {one["subject"] for one in self.ask("head-of-bureau-1", "clocks.owed", at_most=5000)
                if one["rule"] == "cta_notice" and one["is_late"]}  # fmt: skip
        yield from (("notice", one["person_id"]) for one in self.outbox("issued") if one["notice_id"] in late)
        for one in self.ask("delegate-1", "welfare.men_late"):
            yield ("medical" if one["rule"] == "medical" else "health"), one["person_id"]
