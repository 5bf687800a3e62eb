"""What the sign-in library is told about this house: no sign-up, no e-mail, a second factor always, sealed secrets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.doors.desk.sign_in.addresses import address_of
from repatria.records.access.credentials import open_secret, seal_secret

_owner: ContextVar[str] = ContextVar("owner")  # no default: without an owner nothing is sealed or opened


@contextmanager
def factors_of(account_id: str) -> Iterator[None]:
    """Whose second factors the library seals and opens inside: it hands its adapter the text alone."""
    token = _owner.set(account_id)
    try:
        yield
    finally:
        _owner.reset(token)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by administrators; nobody signs up and nothing is mailed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # The library counts wrong passwords by name: anybody who reaches the page could shut out whom he can name.
        # Wrong codes it counts by account all the same: whoever is asked for one gave the password.
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{address_of(request)}"

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("desk:owed")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        return None

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        return None


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """A second factor is asked of everybody, and its secret lies sealed in the library's table."""

    def encrypt(self, text: str) -> str:
        return seal_secret(_owner.get(), text)

    def decrypt(self, encrypted_text: str) -> str:
        return open_secret(_owner.get(), encrypted_text)

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        # Said of every account, so that a password alone never opens anything: without a second factor that an act
        # holds the next page accepts no code.
        return True


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """The page after too many wrong passwords."""
    return render(request, "locked_out.html", status=429)
