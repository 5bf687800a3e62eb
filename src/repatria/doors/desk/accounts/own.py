"""One's own language and credentials; each change of a credential leaves an act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import segno
from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal import auth as passkey
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.acting import LANGUAGE_COOKIE
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import Page, page, register
from repatria.doors.desk.frame.texts import LANGUAGES
from repatria.doors.desk.sign_in.adapters import factors_of
from repatria.records.access.acting import Acting
from repatria.records.access.credentials import (
    lay_down_given_totp,
    record_factor,
    recorded_factors,
    set_password,
    set_totp,
)
from repatria.records.access.selectors import holds_given_credentials
from repatria.records.access.standing import PASSKEY, PASSWORD, RECOVERY, TOTP
from repatria.records.ledger.services import bulk_acts

SHORTEST_PASSWORD = 15  # characters: control C07; with a second factor always asked
_YEAR_SECONDS = 365 * 24 * 3600


def confirmed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Asks for the password once more before a change of one's own credentials."""
    asked: Callable[..., HttpResponse] = reauthentication_required(app="allauth.mfa")(view)
    return asked


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chooses the language of this desk's pages."""
    following = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(following, allowed_hosts=None)
    answer = HttpResponseRedirect(following if is_ours else reverse("desk:owed"))
    chosen = request.POST.get("language", "")
    if chosen in LANGUAGES:
        answer.set_cookie(
            LANGUAGE_COOKIE, chosen, max_age=_YEAR_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return answer


register(Page(name="language", path="language", view=language))


@page(path="own", is_own=True)
def own(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The page of one's own credentials."""
    factors = recorded_factors(acting.account_id)
    keys = [row for row in factors if row.type == Authenticator.Type.WEBAUTHN]
    return render(request, "own.html", {
        "has_totp": any(row.type == Authenticator.Type.TOTP for row in factors), "keys": keys,
        "has_codes": any(row.type == Authenticator.Type.RECOVERY_CODES for row in factors),
        "kinds": (PASSWORD, TOTP, PASSKEY, RECOVERY), "is_given": holds_given_credentials(acting.account_id),
    })  # fmt: skip


@page(path="own/password", is_own=True, around=(confirmed,))
def password(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Sets a new password."""
    fields = (
        Field(name="password", kind="password", is_required=True, hint="hint.password"),
        Field(name="password_again", kind="password", is_required=True),
    )

    def act(entered: Entered) -> str:
        faults = []
        if len(entered["password"]) < SHORTEST_PASSWORD:
            faults.append(("password", "short"))
        if entered["password"] != entered["password_again"]:
            faults.append(("password_again", "differs"))
        if faults:
            raise InputError("the new password cannot be taken", tuple(faults))
        set_password(acting, account_id=acting.account_id, password=entered["password"])
        update_session_auth_hash(request, request.user)  # type: ignore[arg-type]
        return reverse("desk:own")

    return ask(request, Asked(title="page.password", fields=fields, back=reverse("desk:own"), is_kept=False), act)


@page(path="own/authenticator", is_own=True, around=(confirmed,))
def authenticator(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Sets up an authenticator program: the secret is shown, a code from it proves that it arrived."""
    secret = totp.get_totp_secret(regenerate=request.method == "GET")

    def act(entered: Entered) -> str:
        if not totp.validate_totp_code(secret, entered["code"].replace(" ", "")):
            raise InputError("that code does not come from this secret", (("code", "code"),))
        set_totp(acting, account_id=acting.account_id, totp_secret=secret)
        totp.clear_totp_secret(request)
        return reverse("desk:own")

    asked = Asked(
        title="page.authenticator", fields=(Field(name="code", is_required=True, hint="hint.code"),),
        back=reverse("desk:own"), template="authenticator.html", is_kept=False,
    )  # fmt: skip
    picture = segno.make(get_adapter().build_totp_url(request.user, secret))
    return ask(request, asked, act, secret=secret, picture=picture.svg_inline(scale=4, border=2, dark="#1d2327"))


@page(path="own/passkey", is_own=True, around=(confirmed,))
def add_passkey(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Adds a passkey of one's own."""
    form: Any = AddWebAuthnForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with bulk_acts():
            added = passkey.WebAuthn.add(request.user, form.cleaned_data["name"], form.cleaned_data["credential"])
            record_factor(acting, account_id=acting.account_id, factor=added.instance)
            lay_down_given_totp(acting)
        return going_on(request, reverse("desk:own"))
    status = 400 if request.method == "POST" else 200
    options = passkey.begin_registration(request.user, False)
    context = {"form": form, "js_data": {"creation_options": options}}
    return render(request, "add_passkey.html", context, status=status)


@page(path="own/passkey/<int:key_id>/remove", is_own=True, around=(require_POST, confirmed))
def remove_passkey(request: HttpRequest, acting: Acting, key_id: int) -> HttpResponse:
    """Takes a passkey away; the last second factor stays."""
    factors = recorded_factors(acting.account_id)
    found = next((row for row in factors if row.pk == key_id and row.type == Authenticator.Type.WEBAUTHN), None)
    others = [row for row in factors if row.pk != key_id and row.type != Authenticator.Type.RECOVERY_CODES]
    if found is None or not others:
        raise InputError("the last second factor stays until there is another")
    with bulk_acts():
        record_factor(acting, account_id=acting.account_id, factor=found, is_valid=False)
        found.delete()
    return going_on(request, reverse("desk:own"))


@page(path="own/recovery-codes", is_own=True, around=(require_POST, confirmed))
def recovery_codes(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Makes new recovery codes in place of the old ones and shows them once."""
    with bulk_acts():
        Authenticator.objects.filter(user_id=acting.account_id, type=Authenticator.Type.RECOVERY_CODES).delete()
        with factors_of(acting.account_id):
            made = RecoveryCodes.activate(request.user)
            codes = made.get_unused_codes()
        record_factor(acting, account_id=acting.account_id, factor=made.instance)
    return render(request, "recovery_codes.html", {"codes": codes})
