"""Signing in on the terminal: password and second factor, by the same checks as at the desk, lock-out included."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime, timedelta

from repatria.config.settings.environment import SettingError
from repatria.core.vocabulary.errors import NotPermittedError

SETTINGS = "repatria.config.settings.terminal"
TERMINAL = "0.0.0.0"
"""The address under which wrong words at the terminal are counted: no visitor of the desk has it."""


class SignInRefusedError(NotPermittedError):
    """Name, password and code do not sign this account in; after five tries it is locked for a while."""

    code = "config.E002"


def sign_in(name: str) -> str:
    """Asks for password and code on the terminal.

    Returns:  the account's number.
    Raises:   SettingError where there is no terminal; SignInRefusedError, in the same words whatever was wrong.
    """
    if not sys.stdin.isatty():
        raise SettingError("--as", "asks for a password and a code: there is no terminal to ask on")
    password = getpass.getpass(f"Password of {name}: ")
    return checked(name, password, getpass.getpass("Code of the second factor: "), datetime.now(UTC))


def checked(name: str, password: str, code: str, at: datetime) -> str:
    """The account that name, password and code sign in.  Raises: SignInRefusedError."""
    from django.contrib.auth import authenticate
    from django.contrib.auth.signals import user_logged_in, user_login_failed
    from django.http import HttpRequest

    request = HttpRequest()
    request.method, request.path = "POST", "/terminal"
    request.META |= {"REMOTE_ADDR": TERMINAL, "PATH_INFO": "/terminal", "HTTP_USER_AGENT": "repatria"}
    account = authenticate(request, username=name, password=password)
    if account is not None and _is_code_right(str(account.pk), code, at):
        user_logged_in.send(sender=type(account), request=request, user=account)
        return str(account.pk)
    if account is not None:  # the library of lock-outs counts wrong codes as it counted the passwords
        user_login_failed.send(sender=__name__, credentials={"username": name}, request=request)
    raise SignInRefusedError("these words sign nobody in; after five tries wait a quarter of an hour")


def _is_code_right(account_id: str, code: str, at: datetime) -> bool:
    from allauth.mfa import app_settings
    from allauth.mfa.models import Authenticator

    from repatria.doors.desk.sign_in.adapters import factors_of
    from repatria.records.access.credentials import TOTP_SECONDS, recorded_factors
    from repatria.records.access.used_codes import use_code

    lasts = timedelta(seconds=TOTP_SECONDS * (2 * app_settings.TOTP_TOLERANCE + 1))
    for factor in recorded_factors(account_id):
        if factor.type == Authenticator.Type.TOTP:
            with factors_of(account_id):
                is_right = bool(factor.wrap().validate_code(code.replace(" ", "")))
            return is_right and use_code(account_id, code, at=at, lasts=lasts)
    return False
