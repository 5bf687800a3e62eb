"""What doors and higher rooms may ask of the register. Each page of sealed fields leaves a reading act first."""

from __future__ import annotations

from repatria.records.register.selectors.asking import persons_to_ask, unasked_persons
from repatria.records.register.selectors.custody import CustodyFactsOf, custody_of, dead_among, lent_by
from repatria.records.register.selectors.decisions import (
    DecisionView,
    answers_about,
    decision_view,
    decisions_about,
    last_own_answer,
    latest_decision,
    private_question,
)
from repatria.records.register.selectors.fitness import FitnessView, fitness_of
from repatria.records.register.selectors.lines import (
    PAGE,
    PersonLine,
    camp_roll,
    head_counts,
    lines_for_room,
    persons,
    persons_numbered,
    roll_numbered,
)
from repatria.records.register.selectors.movements import MovementView, OnTheList, OrderView, movement, open_order
from repatria.records.register.selectors.particulars import (
    NoticeItems,
    ParticularView,
    letter_number_of,
    mail_number_of,
    notice_items,
    particulars_of,
)
from repatria.records.register.selectors.timeline import CustodyView
from repatria.records.register.selectors.whole import (
    EventView,
    PersonView,
    person,
    person_for_room,
    person_of_card,
    person_recorded_from,
    raw_digests,
)

__all__ = [
    "PAGE",
    "CustodyFactsOf",
    "CustodyView",
    "DecisionView",
    "EventView",
    "FitnessView",
    "MovementView",
    "NoticeItems",
    "OnTheList",
    "OrderView",
    "ParticularView",
    "PersonLine",
    "PersonView",
    "answers_about",
    "camp_roll",
    "custody_of",
    "dead_among",
    "decision_view",
    "decisions_about",
    "fitness_of",
    "head_counts",
    "last_own_answer",
    "latest_decision",
    "lent_by",
    "letter_number_of",
    "lines_for_room",
    "mail_number_of",
    "movement",
    "notice_items",
    "open_order",
    "particulars_of",
    "person",
    "person_for_room",
    "person_of_card",
    "person_recorded_from",
    "persons",
    "persons_numbered",
    "persons_to_ask",
    "private_question",
    "raw_digests",
    "roll_numbered",
    "unasked_persons",
]
