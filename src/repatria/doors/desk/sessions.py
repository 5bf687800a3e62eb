"""Sessions of signed-in staff: what the store holds of one opens no page, and a desk left alone closes.

The cookie carries the key; the store holds a keyed digest of it, so that neither the database file nor a backup is a
bunch of sign-ins. A session's content is signed together with that digest: laid under another's key it says nothing.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as StoredSession
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from repatria.doors.desk.frame.ports import current
from repatria.records.vault import keyring

IDLE = timedelta(minutes=30)  # ASVS 7.3.1: a desk that its worker left
SHIFT = timedelta(hours=8)  # ASVS 7.3.2: whatever he did meanwhile
_TOUCHED = timedelta(minutes=1)  # a session is written at most once a minute, not at every page
_STANDS = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
_BEGAN, _SEEN = "desk_began", "desk_seen"  # in the session: seconds since 1970


def _digest(session_key: str) -> str:
    key = keyring.current().derived("desk|sessions")
    return hmac.digest(key, session_key.encode(), sha256).hex()[:40]  # as wide as the column; 160 bits


class SessionStore(StoredSession):
    """The library's sessions in the store, under a digest of their key.

    Not:      its asynchronous half: the desk is served by threads alone.
    """

    @property
    def key_salt(self) -> str:
        return f"repatria.desk.session|{_digest(self.session_key or '')}"

    def _get_session_from_db(self) -> Any:
        if not self.session_key:
            return None
        # Plain SQL: every page asks this first, and the ORM costs several times as much.
        until = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(_STANDS, [_digest(self.session_key), until])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return None
        return self.model(session_data=row[0])

    def exists(self, session_key: str) -> bool:
        return super().exists(_digest(session_key))

    def create_model_instance(self, data: Any) -> Any:
        made = super().create_model_instance(data)
        made.session_key = _digest(made.session_key)
        return made

    def delete(self, session_key: str | None = None) -> None:
        named = session_key or self.session_key
        if named:
            super().delete(_digest(named))


class EndOfSession:
    """Ends a session that was left alone, or that lasted a shift, before anybody asks who it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = request.session
        if SESSION_KEY in session:
            now = int(current().now().timestamp())
            began, seen = session.get(_BEGAN, now), session.get(_SEEN, now)
            if now - seen > IDLE.total_seconds() or now - began > SHIFT.total_seconds():
                session.flush()
            elif _SEEN not in session or now - seen >= _TOUCHED.total_seconds():
                session[_BEGAN], session[_SEEN] = began, now
        return self._get_response(request)


__all__ = ["IDLE", "SHIFT", "EndOfSession", "SessionStore"]
