"""The mark of a paper in the language in which it is asked for."""

from __future__ import annotations

from django.http import HttpRequest

from repatria.core.vocabulary.papers import PaperMark
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.texts import LANGUAGES


def mark_in(request: HttpRequest) -> PaperMark:
    """A fresh mark in the language that `?language=` asks for, else the page's, with another one beside it."""
    asked = request.GET.get("language", "")
    first = asked if asked in LANGUAGES else language_of(request)
    second, outside = ("en" if first != "en" else "uk"), current()
    code, word = outside.fresh_mark(first)
    return outside.mark(code, word, first, second)
