"""Notes by mail, through Django's backend, and by short message, through an HTTP gateway that the settings name.

Neither is told more than a contact and the words that all get. Times are short: a gateway that hangs holds nobody up.
"""

from __future__ import annotations

import http.client
import json
import secrets
import smtplib
import socket
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.core.mail import EmailMessage, get_connection

from repatria.core.vocabulary.gateways import GatewayError

SECONDS = 10
_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
_NOBODY_THERE = frozenset({400, 404, 410, 422})
_OF_THE_WAY = frozenset({401, 429})  # the bureau is not let in, or sends too much: nothing about whom it is for


@dataclass(frozen=True, slots=True, kw_only=True)
class MailGateway:
    """A mail server.

    Given:    `security` one of starttls, tls, none; none only for a server on this machine.
    """

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    security: str = "starttls"

    def _connection(self) -> Any:
        return get_connection(
            _BACKEND, host=self.host, port=self.port, username=self.user, password=self.password, timeout=SECONDS,
            use_tls=self.security == "starttls", use_ssl=self.security == "tls",
        )  # fmt: skip

    def send(self, to: str, text: str) -> None:
        """Sends one mail to one person, whose subject is all that it says.

        Raises:   GatewayError, permanent where the server refuses just this person for good.
        """
        host = self.sender.rpartition("@")[2]
        headers = {"Message-ID": f"<{secrets.token_hex(16)}@{host}>", "Auto-Submitted": "auto-generated"}
        mail = EmailMessage(
            subject=text, body=text, from_email=self.sender, to=[to], headers=headers, connection=self._connection()
        )
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            is_for_good = bool(codes) and all(500 <= one < 600 for one in codes)
            raise GatewayError("refused", permanent=is_for_good, is_of_this_one=True) from None
        except smtplib.SMTPDataError:
            raise GatewayError("refused", is_of_this_one=True) from None
        except (smtplib.SMTPException, OSError) as error:
            raise GatewayError(f"the mail server failed: {type(error).__name__}") from None
        except Exception:
            # What makes no mail: an address kept long ago that no mail can be written to. The error names it.
            raise GatewayError("not sent", permanent=True) from None

    def probe(self) -> None:
        """Opens a connection, signs in, closes it."""
        connection = self._connection()
        try:
            connection.open()
            connection.close()
        except (smtplib.SMTPException, OSError) as error:
            raise GatewayError(f"the mail server failed: {type(error).__name__}") from None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Her number goes to nobody but the gateway that was named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsGateway:
    """An HTTP gateway of short messages: a JSON of `to` and `text` is posted to it, any 2xx took it."""

    address: str
    token: str = field(default="", repr=False)

    def send(self, to: str, text: str) -> None:
        """Raises: GatewayError, permanent where the gateway says that there is no such number."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        body = json.dumps({"to": to, "text": text}, ensure_ascii=False).encode()
        request = urllib.request.Request(self.address, data=body, headers=headers, method="POST")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())
        try:
            with opener.open(request, timeout=SECONDS) as answer:
                answer.read(1)
        except urllib.error.HTTPError as error:
            error.close()
            raise GatewayError(
                f"the gateway says {error.code}", permanent=error.code in _NOBODY_THERE,
                is_of_this_one=400 <= error.code < 500 and error.code not in _OF_THE_WAY,
            ) from None  # fmt: skip
        except (OSError, http.client.HTTPException) as error:
            raise GatewayError(f"the gateway failed: {type(error).__name__}") from None
        except Exception:
            raise GatewayError("not sent", permanent=True) from None

    def probe(self) -> None:
        """Opens a connection to the gateway and closes it."""
        parts = urlsplit(self.address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            socket.create_connection((parts.hostname or "", port), timeout=SECONDS).close()
        except OSError as error:
            raise GatewayError(f"the gateway failed: {type(error).__name__}") from None
