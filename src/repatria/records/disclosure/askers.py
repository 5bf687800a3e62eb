"""What may be said now of one man, to each who asks for him, and why no more: none of them is told of another."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.contact import ContactAnswer, is_permitting
from repatria.core.law.disclosure import DisclosureVerdict, OpenGround, open_at_the_round
from repatria.core.law.disclosure import decide_answer as decide_by_law
from repatria.records.access.acting import Acting
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.disclosure.services import are_of_one_man, facts_now, latest_answer
from repatria.records.enquiries.selectors import enquiry_for_room
from repatria.records.matching.selectors import LinkView, links_of_enquiry, links_of_person
from repatria.records.notices.selectors import newest_letters
from repatria.records.register.joined import numbers_of

_TELLS = DisclosureVerdict.TELL_ALIVE_AND_HELD


@dataclass(frozen=True, slots=True, kw_only=True)
class AskerView:
    """One who asks for him.

    Given:    `may_say` what the law says now; `decided` the verdict of the latest decision, "" for none; `missing` what
              stands against telling, each with its provision; `is_contested` where her enquiry has a link to another
              man too; `letter` the kind of her newest letter, "" before the first.
    """

    enquiry_id: str
    person_id: str
    enquirer_name: str
    relation: str
    received_on: str
    is_closed: bool
    kinship_level: int
    contact_answer: str
    may_say: str
    decided: str
    missing: tuple[OpenGround, ...]
    approvals: int
    is_contested: bool
    letter: str
    lettered_on: str
    first_letter_on: str


@question("disclosure.?answer", name="askers_of_man")
def askers_of_man(acting: Acting, person_id: str) -> tuple[AskerView, ...]:
    """Everybody who asks for one man under all of his numbers, and what may be said to each.

    Source:   practice rule 6: his own decision first, then law; they are secret to each other.
    Returns:  those he allowed first, then the surer kinship, then who asked first; nothing where nobody is linked.
    Raises:   RoleForbidsError.
    Leaf:     access.reading_recorded, of him and of every enquiry
    """
    links: dict[str, LinkView] = {}
    for number in numbers_of(person_id):
        links |= {link.enquiry_id: link for link in links_of_person(number)}
    record_reading(acting, question="disclosure.?answer", records=(person_id, *links))
    newest = newest_letters()
    found = []
    for enquiry_id, link in links.items():
        her, facts = enquiry_for_room(enquiry_id), facts_now(link, acting.at)[0]
        latest, letter = latest_answer(enquiry_id), newest.get(enquiry_id)
        answer = facts.his_decision.answer if facts.his_decision else ContactAnswer.NOT_ASKED
        found.append(AskerView(
            enquiry_id=enquiry_id, person_id=link.person_id, enquirer_name=her.said["enquirer_name"],
            relation=her.said["relation"], received_on=her.received_on, is_closed=her.closed_for is not None,
            kinship_level=facts.kinship_level, contact_answer=answer.value, may_say=decide_by_law(facts).value,
            decided=latest.verdict if latest else "", missing=open_at_the_round(facts), approvals=len(facts.approvers),
            is_contested=not are_of_one_man(links_of_enquiry(enquiry_id)), letter=letter.kind.value if letter else "",
            lettered_on=letter.dated if letter else "", first_letter_on=her.first_letter_on,
        ))  # fmt: skip
    return tuple(sorted(found, key=_precedence))


def _precedence(one: AskerView) -> tuple[bool, bool, int, str]:
    answer = ContactAnswer(one.contact_answer)
    return answer is not ContactAnswer.ONLY_THIS_PERSON, not is_permitting(answer), -one.kinship_level, one.received_on


def tells(one: AskerView) -> bool:
    """Whether she may be told that he is alive: decided so, and nothing stands against it by now."""
    return one.decided == _TELLS.value and one.may_say == _TELLS.value and not one.missing and not one.is_contested
