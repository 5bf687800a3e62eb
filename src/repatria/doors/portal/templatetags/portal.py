"""A text by a key that a view chose."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def text(texts: Mapping[str, str], key: str) -> str:
    """The text of a key."""
    return texts[key]
