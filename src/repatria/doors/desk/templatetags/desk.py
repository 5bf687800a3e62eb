"""Saying texts, words and dates in templates, in the language of the page; months are written in words."""

from __future__ import annotations

import re
from typing import Any

from babel.units import format_unit
from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.zone_names import city_of
from repatria.doors.desk.frame.dates import date_words, instant_words, written_date_words, zone_name
from repatria.doors.desk.frame.plots import meter as drawn_meter
from repatria.doors.desk.frame.provisions import provision_words
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.texts import say as say_text
from repatria.doors.desk.frame.words import actor_text, in_latin, word_text
from repatria.doors.desk.register.lines import happened_sentence
from repatria.records.register.selectors import CustodyView

register = template.Library()

_NUMBER = re.compile(r"\b[A-Z]{1,2}-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]\b")


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], key: str, **places: Any) -> str:
    """The text of a key."""
    return say_text(context["language"], key, **places)


@register.simple_tag(takes_context=True)
def word(context: dict[str, Any], table: str, value: Any) -> str:
    """The text of one word of a table."""
    return word_text(context["language"], table, str(value)) if value not in (None, "") else "—"


@register.simple_tag(takes_context=True)
def when(context: dict[str, Any], instant: str) -> str:
    """An instant as it stands in an act: day with the month in words, 24 hours, the bureau's zone."""
    return instant_words(context["language"], instant)


@register.simple_tag(takes_context=True)
def on(context: dict[str, Any], instant: str) -> str:
    """The day of an instant by the bureau's clock, where its hour says nothing more."""
    return date_words(context["language"], str(local(read_instant(instant)).date()))


@register.simple_tag(takes_context=True)
def day(context: dict[str, Any], date: str) -> str:
    """A date of which perhaps only the year is known, with the month in words."""
    return date_words(context["language"], date)


@register.simple_tag(takes_context=True)
def size(context: dict[str, Any], whole: int) -> str:
    """How large a file is, in the unit that leaves a number somebody reads; a kilobyte is 1,000 bytes."""
    units = (("megabyte", 1_000_000), ("kilobyte", 1_000), ("byte", 1))
    unit, each = next((one for one in units if whole >= one[1]), units[-1])
    return str(format_unit(whole // each, f"digital-{unit}", locale=context["language"]))


@register.simple_tag(takes_context=True)
def written(context: dict[str, Any], date: str, page: str = "", on: str = "") -> str:
    """A date as it was written on a page of a language on a day, with what was read where that is said otherwise."""
    return written_date_words(context["language"], date, page=page, on=on)


@register.simple_tag(takes_context=True)
def zone(context: dict[str, Any]) -> str:
    """The name of the zone in which times are typed and shown."""
    return zone_name(context["language"])


@register.simple_tag(takes_context=True)
def city(context: dict[str, Any], zone: str) -> str:
    """A clock by the name of a city that goes by it."""
    return city_of(zone, context["language"])


@register.simple_tag(takes_context=True)
def provision(context: dict[str, Any], code: str) -> str:
    """A provision as the page's language calls it."""
    return provision_words(context["language"], code)


@register.simple_tag
def meter(used: float) -> SafeString:
    """A bar of time used of time allowed."""
    return drawn_meter(used)


@register.simple_tag(takes_context=True)
def who(context: dict[str, Any], actor: str) -> str:
    """Who acted: the sign-in of an account, the word for a service of the house."""
    return actor_text(context["language"], actor)


@register.simple_tag
def latin(*parts: str) -> str:
    """A name in Latin letters, or nothing where it is in them already; one part may tell the language of all."""
    return in_latin(" ".join(filter(None, parts)))


@register.simple_tag(takes_context=True)
def happened(context: dict[str, Any], line: CustodyView) -> str:
    """A line of the custody timeline as a sentence."""
    return happened_sentence(context["language"], line)


@register.filter
def whole(text: object) -> SafeString:
    """A text in which no record number breaks at its hyphens; two that are joined may part between them."""
    kept = _NUMBER.sub(lambda found: f'<span class="fit">{found[0]}</span>', escape(text))
    return mark_safe(kept.replace(":<span", ":<wbr><span"))  # escaped above


@register.filter
def is_number(text: object) -> bool:
    """Whether a cell holds a record number and nothing else."""
    return _NUMBER.fullmatch(str(text)) is not None
