"""From which address somebody signs in, where proxies stand before the desk."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address that the outermost of our own proxies saw; without a proxy the one that asks.

    Given:    every trusted proxy adds the address it saw at the end of X-Forwarded-For. What a visitor wrote there
              himself stands before these and is not looked at.
    """
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    told = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    trusted: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if not 0 < trusted <= len(told):
        return nearest
    try:
        return str(ip_address(told[-trusted]))
    except ValueError:
        return nearest
