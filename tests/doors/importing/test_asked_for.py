"""A man whom only a list names is found under his family's spelling; and nobody is told more than all are told."""

from __future__ import annotations

import csv
import json
import random
from datetime import date
from pathlib import Path

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer, InterviewFacts
from repatria.core.law.disclosure import DisclosureVerdict
from repatria.core.law.judgement import JudgementKind
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import EnquiryRow, RegisterRow
from repatria.doors.jobs.matcher import Matcher
from repatria.doors.jobs.rounds import issue_due_letters
from repatria.records.access.role_table import Role
from repatria.records.disclosure.services import decide_answer
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.selectors import letter_addresses
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.matching.selectors import links_of_enquiry, pairs_to_judge
from repatria.records.matching.services import record_judgement
from repatria.records.notices.acts import LetterKind
from repatria.records.notices.selectors import letters_for_round
from repatria.records.register.errors import NotHeldError
from repatria.records.register.selectors import person_recorded_from
from repatria.records.register.services import record_contact_decision
from tests.doors.importing.lists import ROOT, loss_row
from tests.records.staff import Staff

REAL = ROOT.parent / "shared" / "data" / "kuk_loss_lists_1914_1919"
ALONE = InterviewFacts(language="uk", is_interviewer_outside_camp=True, is_guard_present=False)
# As a German-writing clerk took them down, and as a family writes them: invented men with Galician names.
MEN = [
    ("Kowaltschuk", "Johann", "Ternopil", "1889", "Ковальчук Іван"),
    ("Schewtschyschyn", "Basil", "Stryj", "1891", "Василь Шевчишин"),
    ("Hrycaj", "Michael", "Kolomea", "1887", "Грицай Михайло"),
    ("Dzundza", "Theodor", "Sambor", "1893", "Дзюндза Федір"),
    ("Bilynśkyj", "Josef", "Przemysl", "1890", "Йосип Білинський"),
    ("Jurkiw", "Peter", "Lemberg", "1888", "Петро Юрків"),
    ("Zaharczuk", "Nikolaus", "Brody", "1894", "Захарчук Микола"),
    ("Cjupa", "Gregor", "Zloczow", "1892", "Цюпа Григорій"),
]  # fmt: skip


def extract():
    men = [
        loss_row(n, surname=s, forename=f, birth_settlement=place, birth_country="Galizien", birth_year=year,
                 event_types="pow", event_labels="kriegsgef.", birth_region="")
        for n, (s, f, place, year, _) in enumerate(MEN, start=1)
    ]  # fmt: skip
    chance = random.Random(1914)
    sounds = ("ba", "du", "ko", "lin", "mar", "os", "pel", "rot", "schu", "tsche", "wal", "zin")
    others = [
        loss_row(n, surname="".join(chance.sample(sounds, 3)).title(), forename=chance.choice(("Johann", "Josef")),
                 birth_year=str(chance.randint(1870, 1898)))
        for n in range(100, 400)
    ]  # fmt: skip
    return [*men, *others]


def number_of(number: int) -> str:
    return person_recorded_from(json.dumps(["kuk-loss-lists-1914-1919", f"vll.19150101_1.{number}"]))


@pytest.mark.django_db
def test_each_man_is_found_under_his_familys_spelling(loss_list, house):
    loss_list(*extract())
    matcher = Matcher(house)
    matcher.build()

    for number, (_, _, _, year, at_home) in enumerate(MEN, start=1):
        asked = EnquiryRow(enquiry_id="", name=at_home, birth_date=year)
        found = [candidate.person_id for candidate in matcher.persons.find(asked, 10)]
        assert number_of(number) in found, at_home


class Bureau:
    """Those who carry an enquiry as far as a letter."""

    def __init__(self, house, clock, randomness):
        self.house = house
        self.staff = Staff(clock, randomness).found()
        for name, role in (
            ("reviewer-1", Role.REVIEWER), ("reviewer-2", Role.REVIEWER), ("caseworker", Role.CASEWORKER),
            ("interviewer", Role.INTERVIEWER), ("hotline", Role.HOTLINE_OPERATOR),
        ):  # fmt: skip
            self.staff.on_call(name, role)

    def ask(self, name, locator):
        return receive_enquiry(
            self.staff.acting("hotline"), locator=locator * 64, letter_identity=locator * 64,
            received_on=date(2026, 5, 3), language="uk", first_letter_day=0, channel="telephone",
            asked=Asked(sought_name=name, sought_birth="1889", enquirer_name="Марія", relation="mother"),
        )  # fmt: skip


@pytest.mark.django_db
def test_the_enquiry_goes_as_far_as_the_letter_that_all_get(loss_list, house, clock, randomness):
    loss_list(*extract())
    bureau = Bureau(house, clock, randomness)
    about_him, about_nobody = bureau.ask("Ковальчук Іван", "a"), bureau.ask("Ґудзь Орест Панасович", "b")
    matcher = Matcher(house)
    matcher.build()
    while matcher.follow():
        pass
    pair = next(
        line for line in pairs_to_judge(bureau.staff.acting("reviewer-1"))
        if (line.enquiry_id, line.person_id) == (about_him, number_of(1))
    )  # fmt: skip
    for reviewer in ("reviewer-1", "reviewer-2"):
        record_judgement(bureau.staff.acting(reviewer), pair_id=pair.pair_id, judgement=JudgementKind.POSITIVE)
    (link,) = links_of_enquiry(about_him)

    with pytest.raises(NotHeldError):
        record_contact_decision(
            bureau.staff.acting("interviewer"), person_id=link.person_id, about=ContactAbout.ENQUIRY,
            link_index=link.link_index, answer=ContactAnswer.YES, is_her=True, facts=ALONE,
        )  # fmt: skip
    verdict, _ = decide_answer(bureau.staff.acting("caseworker"), enquiry_id=about_him)
    assert DisclosureVerdict.NO_INFORMATION == verdict

    issue_due_letters(house, letter_addresses(), clock().date())
    letters = letters_for_round(house.house(Role.COURIER))
    ((his,), (nobodys,)) = letters[about_him], letters[about_nobody]
    assert LetterKind.NO_INFORMATION == his.letter_kind == nobodys.letter_kind
    same = [paragraph.replace("Ковальчук Іван", "N").replace(about_him, "E") for paragraph in his.text.paragraphs]
    other = [p.replace("Ґудзь Орест Панасович", "N").replace(about_nobody, "E") for p in nobodys.text.paragraphs]
    assert other == same


_SOUNDS = (
    ("tsch", "ч"), ("sch", "ш"), ("ch", "х"), ("tz", "ц"), ("ck", "к"), ("č", "ч"), ("š", "ш"), ("ž", "ж"), ("ja", "я"),
    ("ju", "ю"), ("je", "є"), ("ä", "е"), ("ö", "е"), ("ü", "ю"), ("ß", "с"), ("x", "кс"),
    *zip("abcdefghijklmnoprstuvwyz", "абцдефґгійклмнопрстуввиз", strict=True),
)  # fmt: skip
_AT_HOME = {
    "Johann": "Іван", "Josef": "Йосип", "Franz": "Франц", "Anton": "Антін", "Jakob": "Яків", "Michael": "Михайло",
    "Martin": "Мартин", "Stefan": "Степан", "Andreas": "Андрій", "Peter": "Петро", "Paul": "Павло", "Karl": "Карло",
    "Matthias": "Матвій", "Thomas": "Тома", "Gregor": "Григорій", "Georg": "Юрій", "Simon": "Семен",
    "Lorenz": "Лаврентій",
}  # fmt: skip


def in_cyrillic(surname: str) -> str:
    """A surname as somebody writes it in Ukrainian who only ever heard it."""
    text = surname.lower()
    for latin, cyrillic in _SOUNDS:
        text = text.replace(latin, cyrillic)
    return text.title()


def test_of_the_real_lists_nine_in_ten_are_found_when_asked_for_in_ukrainian():
    if not REAL.is_dir():
        pytest.skip(
            f"THE REAL LOSS LISTS ARE NOT HERE: {Path('..') / REAL.relative_to(ROOT.parent)} beside the project"
        )
    with (REAL / "loss_list_1918.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["birth_year"].isdecimal()]
    index = LinkageIndex.build(
        RegisterRow(person_id=row["id"], surname=row["surname"], given_name=row["forename"],
                    birth_date=row["birth_year"], place=row["birth_settlement"])
        for row in rows
    )  # fmt: skip
    chosen = random.Random(1918).sample([r for r in rows if r["forename"] in _AT_HOME and r["surname"].isalpha()], 200)

    hits = 0
    for row in chosen:
        asked = EnquiryRow(
            enquiry_id="",
            name=f"{in_cyrillic(row['surname'])} {_AT_HOME[row['forename']]}",
            birth_date=row["birth_year"],
        )
        hits += row["id"] in {candidate.person_id for candidate in index.find(asked, 10)}

    assert hits >= 180, f"{hits} of 200"
