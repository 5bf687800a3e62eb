"""Password sign-in: the stored hash counts only when an act holds its digest."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import make_password

from repatria.records.access.credentials import account_of_session, is_password_recorded


class RecordedPasswordBackend(AuthenticationBackend):  # type: ignore[misc]
    """The library's backend, which refuses a password that no act holds."""

    def user_can_authenticate(self, user: Any) -> bool:
        return bool(user.is_active) and is_password_recorded(user)

    def get_user(self, user_id: Any) -> Any:
        """The same, in plain SQL: every page asks it."""
        return account_of_session(str(user_id))

    def _mitigate_timing_attack(self, password: str) -> None:
        # The library would set the password of a nameless account, which here would be a row in the store.
        make_password(password)

    def _check_password(self, user: Any, password: str) -> Any:
        found = super()._check_password(user, password)
        # No stash: a closed account is refused in the same words as a wrong password.
        self.unstash_authenticated_user()
        return found
