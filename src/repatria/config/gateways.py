"""The gateways of notes as the settings name them; none is named, and nothing goes out, unless somebody set it."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from repatria.adapters.gateways import MailGateway, SmsGateway
from repatria.config.settings.environment import SettingError, env_text
from repatria.core.law.notes import NoteWay
from repatria.core.vocabulary.gateways import Gateway

_SECURITY = ("starttls", "tls", "none")


def _secret(name: str) -> str:
    path = env_text(name, "")
    try:
        return Path(path).read_text(encoding="utf-8").strip() if path else ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(name, "must name a file that reads") from error


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _mail() -> MailGateway | None:
    """Raises: SettingError."""
    server, sender = env_text("REPATRIA_MAIL_SERVER", ""), env_text("REPATRIA_MAIL_FROM", "")
    if not server:
        return None
    host, _, port = server.rpartition(":")
    if not host or not port.isdecimal():
        raise SettingError("REPATRIA_MAIL_SERVER", "must be host:port")
    if "@" not in sender:
        raise SettingError("REPATRIA_MAIL_FROM", "must be the address from which notes go")
    security = env_text("REPATRIA_MAIL_SECURITY", "starttls")
    if security not in _SECURITY or (security == "none" and not _is_here(host)):
        raise SettingError("REPATRIA_MAIL_SECURITY", "must be starttls or tls; none only for a server on this machine")
    return MailGateway(
        host=host, port=int(port), sender=sender, user=env_text("REPATRIA_MAIL_USER", ""),
        password=_secret("REPATRIA_MAIL_PASSWORD_FILE"), security=security,
    )  # fmt: skip


def _sms() -> SmsGateway | None:
    """Raises: SettingError."""
    address = env_text("REPATRIA_SMS_GATEWAY", "")
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_here(parts.hostname or "")):
        raise SettingError("REPATRIA_SMS_GATEWAY", "must begin with https://; http:// only on this machine")
    return SmsGateway(address=address, token=_secret("REPATRIA_SMS_TOKEN_FILE"))


def gateways() -> Mapping[NoteWay, Gateway]:
    """What carries notes, by way."""
    found: dict[NoteWay, Gateway | None] = {NoteWay.MAIL: _mail(), NoteWay.SMS: _sms()}
    return {way: one for way, one in found.items() if one is not None}


def barred_operators() -> tuple[str, ...]:
    """Ends of mail hosts and beginnings of numbers to which no note goes unless two let it through."""
    return tuple(env_text("REPATRIA_BARRED_OPERATORS", "").split())


def countries_of_messages() -> tuple[str, ...]:
    """The numbers of countries to which a short message goes; to all others none, unless two let it through.

    Raises:   SettingError for anything but such numbers.
    """
    found = tuple(f"+{one.removeprefix('+')}" for one in env_text("REPATRIA_SMS_COUNTRIES", "").split())
    if not all(one[1:].isdecimal() and one.isascii() and len(one) <= 5 for one in found):
        raise SettingError("REPATRIA_SMS_COUNTRIES", "must be numbers of countries, as 48 49 380")
    return found
