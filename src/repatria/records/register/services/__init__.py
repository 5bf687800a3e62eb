"""What may be done in the register, a file an act."""

from repatria.records.register.services.contact import record_contact_decision
from repatria.records.register.services.custody import annul_custody, is_bound_to_branch, record_custody
from repatria.records.register.services.persons import (
    AssertedEvent,
    record_capture,
    record_listed,
    record_particular,
)

__all__ = [
    "AssertedEvent",
    "annul_custody",
    "is_bound_to_branch",
    "record_capture",
    "record_contact_decision",
    "record_custody",
    "record_listed",
    "record_particular",
]
