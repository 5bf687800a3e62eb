"""The fixed cast of the tests: who works in the bureau, whom it holds, and who asks. Everybody in it is invented.

`Cast(clock, randomness)` is an empty bureau with two administrators; each of the others comes when first called,
through the services alone. Staff are `cast.by(NAME)`, an Acting at the present moment of the clock.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Final

from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.kinship_proof import ProofPaper, SeenAs
from repatria.core.vocabulary.particulars import Category, Given, Particular, ParticularKind, Source
from repatria.core.vocabulary.receipts import Receipt, letter_identity_of, locator_of, receipt_from_form_id
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.kinship_acts import PaperSeen, SecondRelative
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.register.services import record_capture
from tests.records.staff import Staff, outside

STAFF: Final = {
    "registrar": Role.REGISTRAR, "interviewer": Role.INTERVIEWER, "hotline": Role.HOTLINE_OPERATOR,
    "reviewer-1": Role.REVIEWER, "reviewer-2": Role.REVIEWER, "caseworker-1": Role.CASEWORKER,
    "caseworker-2": Role.CASEWORKER, "head": Role.HEAD_OF_BUREAU, "officer": Role.HANDOVER_OFFICER,
    "delegate": Role.DELEGATE, "auditor": Role.AUDITOR, "camp": Role.CAMP_OFFICER,
    "doctor": Role.MEDICAL, "doctor-2": Role.MEDICAL,
    "mortuary": Role.MORTUARY, "liaison": Role.FAMILY_LIAISON, "laboratory": Role.LABORATORY,
    "adviser": Role.LEGAL_ADVISER,
    "expert-1": Role.BOARD_EXPERT, "expert-2": Role.BOARD_EXPERT,
    "expert-3": Role.BOARD_EXPERT, "expert-4": Role.BOARD_EXPERT,
}  # fmt: skip
"""Who works here. The two administrators found the house: they see no person, and are the ones to try that with."""
CAMP = "CAMP-2"
BIRTH_PAPER = PaperSeen(
    kind=ProofPaper.BIRTH, number="I-AA 000417, invented", issued_by="an invented registry", seen_by="at the counter",
    seen_as=SeenAs.ORIGINAL,
)  # fmt: skip
AUNT = SecondRelative(name="Тітка Вигадана", relation="other", reach_by="+380 00 111 22 33")


def proved(kind, **more):
    """What is said where a proof of kinship holds: papers name a paper, a second relative somebody."""
    names = {KinshipEvidenceKind.PAPERS_CHECKED: {"paper": BIRTH_PAPER},
             KinshipEvidenceKind.SECOND_RELATIVE: {"relative": AUNT}}  # fmt: skip
    return {"evidence": kind, "holds": True} | names.get(kind, {}) | more


def particulars(
    reference: str, surname: str | None, first_names: str | None = "Іван", birth: str | None = "1999-04-12"
):
    """The five items of GC III art. 17(1): with a value, or unknown. The rank he declined."""
    source = Source(kind="capture_form", reference=reference)
    values = {
        ParticularKind.SURNAME: surname, ParticularKind.FIRST_NAMES: first_names, ParticularKind.BIRTH_DATE: birth,
        ParticularKind.SERVICE_NUMBER: surname and f"PA-{reference}",
    }  # fmt: skip
    said = [
        Particular(kind=kind, value=value, source=source)
        if value
        else Particular(kind=kind, value=None, given=Given.UNKNOWN, source=source)
        for kind, value in values.items()
    ]
    return [*said, Particular(kind=ParticularKind.RANK, value=None, given=Given.DECLINED, source=source)]


class Cast:
    """One bureau, those who work in it, those it holds and those who ask."""

    def __init__(self, clock: Callable[[], datetime], randomness: Callable[[int], bytes]) -> None:
        self.clock = clock
        self.outside = outside(clock, randomness)
        self.staff = Staff(clock, randomness).found()

    def by(self, name: str) -> Acting:
        """One of the staff, who is hired when first called."""
        if name not in self.staff.numbers:
            self.staff.hire(name, STAFF[name], branch=CAMP if name == "camp" else "")
        return self.staff.acting(name)

    def number(self, name: str) -> str:
        """The number of one of the staff."""
        self.by(name)
        return self.staff.numbers[name]

    def house(self, role: Role) -> Acting:
        """A service of the house."""
        return self.outside.house(role)

    @cached_property
    def prisoner(self) -> str:
        """Шевченко Сергій, a prisoner of war, whose mother asks."""
        return self._registered("0417", "Шевченко", "Сергій", Category.PRISONER_OF_WAR)

    @cached_property
    def internee(self) -> str:
        """Коваль Олена, a civilian internee."""
        return self._registered("0418", "Коваль", "Олена", Category.CIVILIAN_INTERNEE)

    @cached_property
    def nameless(self) -> str:
        """Somebody unconscious without a disc, and without a Power: nothing about him is known."""
        return self._registered("0419", None, None, Category.NOT_YET_DETERMINED, birth=None, power="")

    def _registered(
        self, card: str, surname: str | None, first_names: str | None, category: Category,
        birth: str | None = "1999-04-12", power: str = "PA",
    ) -> str:  # fmt: skip
        return record_capture(
            self.by("registrar"), category=category, power=power, card_number=card, captured_on=None, captured_at="",
            holder="UNIT-3", particulars=particulars(card, surname, first_names, birth),
        )  # fmt: skip

    @cached_property
    def mother(self) -> str:
        """His mother's enquiry; she spells him otherwise and adds words by which he would know her."""
        return self._asked("mother", Asked(
            sought_name="Шевчинко Сережа", sought_birth="1999", enquirer_name="Мария", relation="mother",
            words="Рыжий кот ждет тебя",
        ))  # fmt: skip

    @cached_property
    def stranger(self) -> str:
        """The enquiry of somebody who knows his name and is nothing to him."""
        return self._asked("stranger", Asked(
            sought_name="Шевченко Сергій", sought_birth="1999", enquirer_name="Інший", relation="friend",
            words="Привіт",
        ))  # fmt: skip

    @staticmethod
    def receipt(who: str) -> Receipt:
        """The number and words that a family was given."""
        return receipt_from_form_id(who.encode().ljust(32, b"."), "uk")

    def _asked(self, who: str, asked: Asked) -> str:
        receipt = self.receipt(who)
        return receive_enquiry(
            self.by("hotline"), asked=asked, locator=locator_of(receipt), letter_identity=letter_identity_of(receipt),
            received_on=self.clock().date(), language="uk", channel="telephone", first_letter_day=0,
        )  # fmt: skip
