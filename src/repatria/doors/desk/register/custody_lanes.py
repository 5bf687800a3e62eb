"""Where he was held, drawn: a lane a place, from what the custody entries say and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import zip_longest

from babel.dates import format_date
from django.utils.safestring import SafeString

from repatria.core.law.custody_facts import CustodyState
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.plots import Span, lanes
from repatria.doors.desk.frame.terms import local, span_words
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.register.selectors import CustodyView, PersonView

_S = CustodyState
_YEAR = timedelta(days=300)  # from here on the same day can come twice, and its year is written
_AT_A_PLACE = frozenset({_S.IN_UNIT, _S.IN_CAMP, _S.IN_HOSPITAL, _S.RELEASE_PENDING})
_TONES = {
    _S.IN_TRANSIT: "f2", _S.IN_HOSPITAL: "f4", _S.OTHER_SERVICE: "f5", _S.UNACCOUNTED: "f5", _S.CONTESTED: "f5",
    _S.ESCAPED: "f2",
}  # fmt: skip
_NOT_HERE = frozenset({
    _S.RELEASED, _S.REPATRIATED, _S.NEUTRAL_COUNTRY, _S.TRANSFERRED_POWER, _S.DIED, _S.RECORD_ERROR, _S.REPORTED,
})  # fmt: skip


def standing(timeline: Sequence[CustodyView]) -> tuple[CustodyView, ...]:
    """The entries that stand, by the time at which they happened."""
    kept = [line for line in timeline if not line.is_annulled and line.event != "annulled"]
    return tuple(sorted(kept, key=lambda line: (read_instant(line.happened_at), line.act_index)))


def held_first_by(view: PersonView) -> str:
    """Who held him from his capture on, before anything else was recorded; "" where nobody is known to have."""
    lines = [line for line in view.timeline if line.event != "annulled"]
    return lines[0].previous_holder if lines else view.holder


def _capture(language: str, view: PersonView, until: datetime, is_now: bool) -> Iterator[Span]:
    """The span from his capture to what was recorded next: the timeline begins with it."""
    holder, begin = held_first_by(view), _day_of(view.captured_on)
    if holder and begin is not None and begin < until:
        words = span_words(language, until - begin)
        yield Span(
            lane=holder, begin=begin, end=until, tone="f1",
            text=say(language, "person.until_now", span=words) if is_now else words,
        )  # fmt: skip


def _day_of(captured_on: str) -> datetime | None:
    try:
        return datetime.fromisoformat(captured_on).replace(tzinfo=UTC) if captured_on else None
    except ValueError:  # only the year or the month is known, or no calendar has that day
        return None


def custody_chart(language: str, view: PersonView, now: datetime) -> SafeString:
    """The lanes of a custody from his capture on; nothing where nobody ever held him here."""
    lines = standing(view.timeline)
    first = read_instant(lines[0].happened_at) if lines else now
    spans = list(_capture(language, view, first, not lines)) if view.custody_state else []
    for line, following in zip_longest(lines, lines[1:]):
        state = CustodyState(line.state) if line.state else None
        if state is None or state in _NOT_HERE:
            continue
        begin = read_instant(line.happened_at)
        end = max(begin, read_instant(following.happened_at) if following else now)
        name = line.holder if state in _AT_A_PLACE and line.holder else word_text(language, "custody_state", state)
        words = span_words(language, end - begin)
        spans.append(Span(
            lane=name, begin=begin, end=end, tone=_TONES.get(state, "f1"),
            text=say(language, "person.until_now", span=words) if following is None else words,
        ))  # fmt: skip
    is_long = bool(spans) and max(one.end for one in spans) - min(one.begin for one in spans) > _YEAR
    pattern = "d MMM y" if is_long else "d MMM"
    return lanes(spans, title=say(language, "person.chart"), day=lambda at: _tick(language, at, pattern))


def _tick(language: str, at: datetime, pattern: str) -> str:
    return str(format_date(local(at).date(), pattern, locale=language))
