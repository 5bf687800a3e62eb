"""The headers of every answer: nothing from other hosts, no referrer, nothing kept."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"], "style-src": ["'self'"], "img-src": ["'self'", "data:"], "font-src": ["'self'"],
        "form-action": ["'self'"], "frame-ancestors": ["'none'"], "base-uri": ["'none'"],
    }
}  # fmt: skip
"""For a door without scripts; a door that has some adds its own line."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()", "X-Robots-Tag": "noindex",
}  # fmt: skip


class Headers:
    """Middleware that sets them; a page of a person is stored by no cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        for name, value in _HEADERS.items():
            answer.headers.setdefault(name, value)
        answer.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        if not request.path.startswith("/static/"):
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer
