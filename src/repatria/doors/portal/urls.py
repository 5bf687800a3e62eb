"""The portal's addresses. They name neither the service nor what is asked: a history of pages tells little."""

from __future__ import annotations

from django.urls import path, register_converter
from django.views.decorators.http import require_http_methods, require_safe

from repatria.doors.furniture.further import CODE
from repatria.doors.portal import asking, calling, crowd, notice, reading, renewing, telling, writing
from repatria.doors.portal.languages import codes


class LanguageConverter:
    """One of the languages at the beginning of an address."""

    regex = CODE.pattern

    def to_python(self, value: str) -> str:
        """Raises: ValueError for a language that no page speaks: then there is no such address."""
        if value not in codes():
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LanguageConverter, "language")
_both = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("", require_safe(asking.root), name="root"),
    path("healthz", require_safe(reading.healthy), name="healthy"),
    path("x", require_safe(reading.plain_calendar), name="calendar"),
    path("check", require_safe(asking.root_of("check")), name="check-short"),
    path("<language:language>/", require_safe(asking.start), name="start"),
    path("<language:language>/form", _both(asking.form), name="form"),
    path("<language:language>/open", _both(reading.letters), name="open"),
    path("<language:language>/add", _both(reading.papers), name="add"),
    path("<language:language>/more", _both(telling.tell), name="more"),
    path("<language:language>/write", _both(writing.write), name="write"),
    path("<language:language>/call", _both(calling.call), name="call"),
    path("<language:language>/check", _both(reading.check), name="check"),
    path("notice.txt", require_safe(notice.signed_text), name="notice-text"),
    path("<language:language>/notice", require_safe(notice.notice), name="notice"),
    path("<language:language>/new", _both(renewing.new_words), name="new"),
    path("<language:language>/tell", _both(renewing.report), name="tell"),
    path("<language:language>/free", require_safe(reading.free), name="free"),
    path("<language:language>/safe", require_safe(reading.safe), name="safe"),
    path("<language:language>/later", require_safe(crowd.later), name="later"),
    path("<language:language>/paper", require_safe(crowd.paper), name="paper"),
]
