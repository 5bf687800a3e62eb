"""The library's forms for second factors, which pass over every factor that no act holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm

from repatria.doors.desk.sign_in.adapters import factors_of
from repatria.records.access.credentials import TOTP_SECONDS, is_factor_recorded, recorded_factors
from repatria.records.access.used_codes import use_code

# A code fits before, in and after its own half minute; the library forgets a used one after half a minute.
_CODE_LASTS = timedelta(seconds=TOTP_SECONDS * (2 * app_settings.TOTP_TOLERANCE + 1))


def _is_first(factor: Any, code: str) -> bool:
    """Whether this code was not used before, for as long as it could fit again."""
    return use_code(factor.user_id, code, at=datetime.now(UTC), lasts=_CODE_LASTS)


def _fits(factor: Any, code: str) -> bool:
    with factors_of(factor.user_id):
        return bool(factor.wrap().validate_code(code))


class _RecordedCode:
    """A code counts when its factor is held by an act."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        forgive = check_rate_limit(self.user)
        code: str = self.cleaned_data["code"].replace(" ", "")
        for factor in recorded_factors(self.user.pk):
            # A passkey signs; it has no code to type.
            is_typed = factor.type != Authenticator.Type.WEBAUTHN
            if is_typed and _fits(factor, code) and _is_first(factor, code):
                factor.user = self.user
                self.authenticator = factor
                forgive()
                return code
        raise get_adapter().validation_error("incorrect_code")


class CodeForm(_RecordedCode, AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class CodeAgainForm(_RecordedCode, ReauthenticateForm):  # type: ignore[misc]
    """Asked again before one's own credentials are changed."""


class _RecordedKey:
    """A passkey counts when it is held by an act."""

    user: Any

    @property
    def has_keys(self) -> bool:
        """Whether the account has a passkey that counts: without one its button is not shown."""
        return any(row.type == Authenticator.Type.WEBAUTHN for row in recorded_factors(self.user.pk))

    def clean_credential(self) -> Any:
        factor = super().clean_credential()  # type: ignore[misc]
        if not is_factor_recorded(factor.user_id, factor):
            raise get_adapter().validation_error("incorrect_code")
        return factor


class KeyForm(_RecordedKey, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """The second step of signing in, with a passkey."""


class KeyAloneForm(_RecordedKey, LoginWebAuthnForm):  # type: ignore[misc]
    """Signing in with a passkey that checks its owner itself."""


class KeyAgainForm(_RecordedKey, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey asked again."""
