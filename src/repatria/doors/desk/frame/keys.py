"""Keys: every repeated act has one, with Alt; alone too, unless whoever sits here turned that off."""

from __future__ import annotations

from django.http import HttpRequest

KEYS_COOKIE = "desk_keys"
OFF = "off"


def has_bare_keys(request: HttpRequest) -> bool:
    """Whether a key alone acts while no field has the focus."""
    return request.COOKIES.get(KEYS_COOKIE) != OFF
