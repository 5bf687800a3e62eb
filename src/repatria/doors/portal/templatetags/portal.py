"""Texts by a key that a view chose, and days in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import template

from repatria.doors.portal.pages import date_in_words

register = template.Library()


@register.filter
def text(texts: Mapping[str, str], key: str) -> str:
    """The text of a key."""
    return texts[key]


@register.simple_tag
def day(on: str, language: str) -> str:
    """A day as it stands in a letter, with the month in words; what does not read is shown as it stands.

    A letter must never make another page than no letter does.
    """
    try:
        return date_in_words(date.fromisoformat(on), language)
    except ValueError:
        return on
