"""How the men of the demonstration live: what each place gave, whom the doctor inspected, whom a camp chose to speak.

Each place enters daily what it gave to those who came, food and water every fifth day, and every tenth to whom it
offered paper to write home. In the second camp the
doctor did not see one man: his inspection is late.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from repatria.core.law.welfare import CareKind, ChosenBy, WatchingBody
from repatria.core.vocabulary.dates import instant_text
from repatria.doors.jobs.demo.holding import CAMPS, HOSPITAL
from repatria.doors.jobs.demo.sign_ins import Staff
from repatria.records.contact.services.offering import last_offers, offer_mail
from repatria.records.roll.selectors import roll_now
from repatria.records.welfare.selectors import place_welfare
from repatria.records.welfare.services import record_care, record_inspection, record_representative, record_visit

_FOOD_EVERY, _MAIL_EVERY = 5, 10  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Living:
    """What was entered of the past days; each entry once, however often a filling begins again."""

    staff: Staff
    started: datetime
    _latest: dict[str, dict[CareKind, str]] = field(default_factory=dict, init=False)

    def give(self, place: str, instant: datetime) -> None:
        """Enters what a place gave on a day."""
        clerk, latest = self.staff.by("registrar-2", instant), self._entered(place, instant)
        is_food_due = place in (*CAMPS, HOSPITAL) and (self.started - instant).days % _FOOD_EVERY == 0
        kinds = (CareKind.RECEPTION, CareKind.FOOD) if is_food_due else (CareKind.RECEPTION,)
        missing = [care for care in kinds if latest.get(care, "") < instant.isoformat()]
        held = roll_now(clerk, place).expected if missing else 0
        for care in missing:
            if held or care is CareKind.RECEPTION:
                record_care(clerk, place=place, care=care, given_at=instant, given_to=held, is_enough=True)
                latest[care] = instant.isoformat()

    def offer_mail(self, place: str, instant: datetime) -> None:
        """Enters that a place offered its men paper to write home: one in seven declined."""
        clerk = self.staff.by("registrar-2", instant)
        if (self.started - instant).days % _MAIL_EVERY or not (men := roll_now(clerk, place).held):
            return
        if last_offers(men).get(men[0], "") < instant_text(instant):
            took = [one for number, one in enumerate(men) if number % 7 != 3]
            offer_mail(
                clerk, place=place, offered_at=instant, took=took, declined=[one for one in men if one not in took]
            )  # fmt: skip

    def _entered(self, place: str, instant: datetime) -> dict[CareKind, str]:
        """When each kind was entered last; asked once, since most days are those of an earlier filling."""
        if place not in self._latest:
            cares = place_welfare(self.staff.by("registrar-2", instant), place).cares
            self._latest[place] = {CareKind(one.care): one.given_at for one in reversed(cares)}
        return self._latest[place]

    def inspect(self, place: str, instant: datetime) -> None:
        """The doctor inspects whoever is there, and delegates visit; one man of the second camp is not brought."""
        clerk, doctor = self.staff.by("registrar-2", instant), self.staff.by("medical-1", instant)
        men = list(roll_now(clerk, place).held)
        if not men or place_welfare(clerk, place).visits:
            return
        record_inspection(
            doctor, place=place, inspected_at=instant, person_ids=men[1:] if place == CAMPS[1] and men[1:] else men
        )  # fmt: skip
        record_visit(
            self.staff.by("delegate-1", instant), place=place, visited_at=instant, body=WatchingBody.ICRC,
            visited_by="делегати М. Келлер і Т. Моро", is_alone=True,
        )  # fmt: skip
        if place != CAMPS[1]:
            record_representative(
                clerk, place=place, person_id=men[0], how=ChosenBy.BALLOT, chosen_at=instant, is_secret=True,
                is_approved=True,
            )  # fmt: skip
