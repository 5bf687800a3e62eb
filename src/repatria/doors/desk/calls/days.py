"""The day that is asked about on pages of calls: typed as every form writes it, a day before, a day behind."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from repatria.core.vocabulary.written_times import BureauZone
from repatria.core.vocabulary.zone_names import cities_of
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.dates import date_words, day_typed
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.typed import typed


def day_asked(request: HttpRequest) -> tuple[date | None, str]:
    """The day of the address, and what is wrong with it; None where none is named or it cannot be read."""
    text = request.GET.get("day", "").strip()
    if not text:
        return None, ""
    language = language_of(request)
    read = typed("date", text, request.GET, "day", language, may_be_ahead=True)
    try:
        return date.fromisoformat(read.value), ""
    except ValueError:
        return None, say(language, "fault.call_day")


def day_around(request: HttpRequest, on: date, day_fault: str = "") -> dict[str, str]:
    """What a form of a day is handed: the day as it is typed, in words, and the addresses of the days beside it."""
    asked, typed_as = request.GET.copy(), request.GET.get("day", "") if day_fault else ""
    beside = []
    for by in (-1, 1):
        asked["day"] = day_typed(on + timedelta(days=by)) if date.min < on < date.max else ""
        beside.append(f"?{asked.urlencode()}")
    before, after = beside
    words = date_words(language_of(request), on.isoformat())
    return {
        "day_fault": day_fault, "on": typed_as or day_typed(on), "on_words": words, "day_before": before,
        "day_after": after,
    }  # fmt: skip


def clock_of(zone: str) -> BureauZone:
    """A clock with the name of its city."""
    return BureauZone(name=zone, rules=ZoneInfo(zone), shown=cities_of(zone))
