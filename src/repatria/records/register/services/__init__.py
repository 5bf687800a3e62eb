"""What may be done in the register, a file an act."""

from repatria.records.register.services.contact import (
    record_asked_again,
    record_contact_decision,
    record_withdrawal,
)
from repatria.records.register.services.custody import (
    PLAIN_EVENTS,
    annul_custody,
    disprove_report,
    record_custody,
)
from repatria.records.register.services.fitness import record_fitness
from repatria.records.register.services.lists import RowAgain, record_listed, record_listed_again
from repatria.records.register.services.persons import record_capture, record_card, record_particular
from repatria.records.register.services.release import cancel_release, complete_release, open_release
from repatria.records.register.services.rows import AssertedEvent

__all__ = [
    "PLAIN_EVENTS",
    "AssertedEvent",
    "RowAgain",
    "annul_custody",
    "cancel_release",
    "complete_release",
    "disprove_report",
    "open_release",
    "record_asked_again",
    "record_capture",
    "record_card",
    "record_contact_decision",
    "record_custody",
    "record_fitness",
    "record_listed",
    "record_listed_again",
    "record_particular",
    "record_withdrawal",
]
