"""Forms are UTF-8: a request in another encoding is refused before anything reads it."""

from __future__ import annotations

from collections.abc import Callable
from email.message import Message

from django.http import HttpRequest, HttpResponse


class OnlyUtf8:
    """Middleware, the first of a door: 400 for a form in any other encoding.

    Some of Python's decoders take a time that grows with the square of what they read (punycode, idna): one small
    request would keep the only worker busy for a minute. No browser sends anything but what our pages say.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = Message()
        said["Content-Type"] = request.META.get("CONTENT_TYPE", "")
        charset = said.get_param("charset") or "utf-8"
        if not isinstance(charset, str) or charset.strip().lower() not in ("utf-8", "utf8"):
            return HttpResponse("400: UTF-8\n", status=400, content_type="text/plain; charset=utf-8")
        return self.get_response(request)
