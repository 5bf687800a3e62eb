"""The services of welfare."""

from repatria.records.welfare.services.care import record_care, record_visit
from repatria.records.welfare.services.complaints import forward_complaint, take_complaint
from repatria.records.welfare.services.health import record_health, record_inspection
from repatria.records.welfare.services.representatives import (
    end_representative,
    record_dissent,
    record_letter,
    record_representative,
    send_letter,
)

__all__ = [
    "end_representative", "forward_complaint", "record_care", "record_dissent", "record_health", "record_inspection",
    "record_letter", "record_representative", "record_visit", "send_letter", "take_complaint",
]  # fmt: skip
