"""What doors may ask of welfare."""

from repatria.records.welfare.selectors.complaints import COMPLAINTS, ComplaintLine, complaint, complaints
from repatria.records.welfare.selectors.places import (
    PLACE,
    PlaceWelfare,
    dissents_of,
    men_late,
    place_welfare,
    places_lacking,
)

__all__ = [
    "COMPLAINTS", "PLACE", "ComplaintLine", "PlaceWelfare", "complaint", "complaints", "dissents_of", "men_late",
    "place_welfare", "places_lacking",
]  # fmt: skip
