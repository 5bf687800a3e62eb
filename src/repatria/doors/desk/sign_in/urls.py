"""Addresses of the sign-in library, the few of its pages that this house has."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

urlpatterns = [
    path("sign-in", account.login, name="account_login"),
    path("sign-out", account.logout, name="account_logout"),
    path("sign-in/closed", account.account_inactive, name="account_inactive"),
    path("sign-in/again", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/code", second.authenticate, name="mfa_authenticate"),
    path("sign-in/code/again", second.reauthenticate, name="mfa_reauthenticate"),
    path("sign-in/passkey", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/passkey/again", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]
