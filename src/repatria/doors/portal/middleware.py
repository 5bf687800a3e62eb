"""Whatever goes wrong is told in a plain page: what happened, that nothing was sent, what to do."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from repatria.core.vocabulary.errors import InputError
from repatria.doors.portal.pages import language_of, refuse, texts
from repatria.doors.portal.reading import LARGEST_PAPER
from repatria.records.intake.errors import ItemNotKeptError

_ROOM_BYTES = 512 * 1024
log = structlog.get_logger("portal")


class PlainRefusals:
    """Middleware: refuses what is too large before reading it, and turns every failure into a page in her language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        largest = _ROOM_BYTES + (LARGEST_PAPER if request.path.endswith("/add") else 0)
        if not str(length).isdecimal() or int(length) > largest:
            return self._page(request, 413, "error_large")
        answer = self.get_response(request)
        if answer.status_code == 404:
            return self._page(request, 404, "error_page")
        if answer.status_code == 405:
            page = self._page(request, 405, "error_page")
            page["Allow"] = answer["Allow"]
            return page
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse:
        """What a view raised: hers to mend is told so, ours is logged by its kind and never by what she wrote."""
        if isinstance(error, Http404):
            return self._page(request, 404, "error_page")
        if isinstance(error, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
            return self._page(request, 413, "error_large")
        if isinstance(error, InputError | SuspiciousOperation | MultiPartParserError):
            return self._page(request, 400, "error_state")
        log.error("page_failed", kind=type(error).__name__)
        page = self._page(request, 503, "error_ours")
        if isinstance(error, OperationalError | ItemNotKeptError):
            page["Retry-After"] = "60"  # the store is busy or away: the gate shows what she wrote with a button
        return page

    def _page(self, request: HttpRequest, code: int, key: str) -> HttpResponse:
        return refuse(request, code, texts()[language_of(request.path)][key])
