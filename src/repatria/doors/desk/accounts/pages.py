"""The administrator's pages: accounts, roles that a second administrator grants, first credentials, closing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.doors.desk.frame.acting import LANGUAGE_NAMES, language_of
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.places import place_options
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.access.credentials import new_password, new_totp_secret, provision_credentials
from repatria.records.access.errors import SamePersonError, UnknownAccountError
from repatria.records.access.proposals import proposal, proposals, propose, take_away
from repatria.records.access.role_table import HOUSE_ROLES, Role
from repatria.records.access.selectors import AccountView, account_numbered, is_ready_for_first_credentials
from repatria.records.access.selectors import accounts as all_accounts
from repatria.records.access.services import (
    GRANT,
    RESET,
    close_account,
    grant_reference,
    grant_roles,
    open_account,
    record_approval,
    reset_approvers,
    reset_reference,
)

ROLES = tuple(role for role in Role if role not in HOUSE_ROLES)
_COLUMNS = ("column.sign_in_name", "column.roles", "column.branch", "column.state", "column.number")


def _roles_text(language: str, roles: frozenset[Role]) -> str:
    return ", ".join(word_text(language, "role", role.value) for role in sorted(roles)) or "—"


@page("access.?accounts", path="accounts", name="accounts", menu="page.accounts")
def account_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The accounts by sign-in name."""
    language = language_of(request)
    rows = [
        Row(
            cells=(one.sign_in_name, _roles_text(language, one.roles), one.branch or "—",
                   word_text(language, "account_state", "open" if one.is_active else "closed"), one.account_id),
            link=reverse("desk:account", args=[one.account_id]),
        )
        for one in all_accounts(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.accounts", columns=_COLUMNS, rows=rows,
        actions=[("page.open_account", reverse("desk:open_account"))],
        proposed=[(one, account_numbered(one.content["account_id"])) for one in proposals(GRANT)],
    )  # fmt: skip


@page("access.open_account", path="accounts/new", name="open_account")
def open_one(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Opens an account without roles."""
    fields = (
        Field(name="sign_in_name", is_required=True, hint="hint.sign_in_name", longest=60),
        Field(name="branch", kind="choice", hint="hint.branch", options=place_options(language_of(request), acting)),
        Field(name="account_language", kind="choice", options=LANGUAGE_NAMES, is_required=True, value="uk"),
    )

    def act(entered: Entered) -> str:
        account_id = open_account(
            acting, sign_in_name=entered["sign_in_name"], branch=entered["branch"],
            language=entered["account_language"],
        )  # fmt: skip
        return reverse("desk:account", args=[account_id])

    asked = Asked(
        title="page.open_account", fields=fields, back=reverse("desk:accounts"), button="button.open_account",
        intro="intro.open_account",
    )  # fmt: skip
    return ask(request, asked, act)


def _account(account_id: str) -> AccountView:
    found = account_numbered(account_id)
    if found is None:
        raise UnknownAccountError("no such account")
    return found


def _refuse_oneself(acting: Acting, account_id: str) -> None:
    if account_id == acting.account_id:
        raise SamePersonError("one's own account is in another administrator's hands", provision="two-person rule")


@page("access.?accounts", path="accounts/<str:account_id>")
def account(request: HttpRequest, acting: Acting, account_id: str) -> HttpResponse:
    """One account: its roles, what is proposed, and what may be done."""
    waiting = [
        (one, tuple(one.content["roles"].split()),
         acting.account_id in approvers_of(GRANT, one.reference, at=acting.at))
        for one in proposals(GRANT)
        if one.content["account_id"] == account_id
    ]  # fmt: skip
    approvers = reset_approvers(account_id, acting.account_id, at=acting.at)
    context = {
        "one": _account(account_id), "proposed": waiting, "is_self": account_id == acting.account_id,
        "is_first": is_ready_for_first_credentials(account_id), "is_reset_approved": bool(approvers),
        "is_reset_mine": acting.account_id in reset_approvers(account_id, at=acting.at),
    }  # fmt: skip
    return render(request, "account.html", context)


@page(GRANT, path="accounts/<str:account_id>/roles")
def propose_roles(request: HttpRequest, acting: Acting, account_id: str) -> HttpResponse:
    """Proposes and approves the roles of an account; another administrator grants them."""
    one, back = _account(account_id), reverse("desk:account", args=[account_id])
    _refuse_oneself(acting, account_id)
    fields = (
        Field(name="account_roles", kind="boxes", options=choices(language_of(request), "role", ROLES),
              values=tuple(one.roles), is_required=True),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        roles = [Role(word) for word in entered.many("account_roles")]
        reference = grant_reference(account_id, roles)
        record_approval(acting, action=GRANT, object_reference=reference)
        content = {"account_id": account_id, "roles": " ".join(sorted(roles))}
        propose(acting, action=GRANT, reference=reference, content=content)
        return back

    asked = Asked(
        title="page.propose_roles", fields=fields, back=back, button="button.propose", intro="intro.propose_roles"
    )
    return ask(request, asked, act, subject=one.sign_in_name)


@page(GRANT, path="accounts/<str:account_id>/grant")
def grant(request: HttpRequest, acting: Acting, account_id: str) -> HttpResponse:
    """Grants the proposed roles: by another administrator than the one who proposed them."""

    def act() -> None:
        roles = [Role(word) for word in request.POST.get("roles", "").split() if word in set(ROLES)]
        grant_roles(acting, account_id=account_id, roles=roles)
        take_away(GRANT, grant_reference(account_id, roles))

    return act_once(request, act, reverse("desk:account", args=[account_id]))


@page(RESET, path="accounts/<str:account_id>/reset")
def propose_reset(request: HttpRequest, acting: Acting, account_id: str) -> HttpResponse:
    """Proposes and approves new credentials for an account that has some, or has roles; another approves them too."""
    _account(account_id)
    _refuse_oneself(acting, account_id)

    def act() -> None:
        reference = reset_reference(account_id)
        record_approval(acting, action=RESET, object_reference=reference)
        propose(acting, action=RESET, reference=reference, content={"account_id": account_id})

    return act_once(request, act, reverse("desk:account", args=[account_id]))


@page("access.record_approval", path="accounts/<str:account_id>/reset/approve")
def approve_reset(request: HttpRequest, acting: Acting, account_id: str) -> HttpResponse:
    """Approves the proposed reset of another's credentials, as they stand now."""
    _account(account_id)
    _refuse_oneself(acting, account_id)

    def act() -> None:
        reference = reset_reference(account_id)
        if proposal(RESET, reference) is None:
            raise UnknownAccountError("no reset of this account is proposed")
        record_approval(acting, action=RESET, object_reference=reference)

    return act_once(request, act, reverse("desk:approvals"))


@page("access.record_credential", path="accounts/<str:account_id>/credentials")
def credentials(request: HttpRequest, acting: Acting, account_id: str) -> HttpResponse:
    """Makes a password and a second factor, shown once to be handed over in person and good for one's own page only.

    Given:    a first one is made alone; where there were credentials or roles, when another approved the reset.
    """
    one = _account(account_id)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:account", args=[account_id]))
    _refuse_oneself(acting, account_id)
    randomness, reference = current().randomness, reset_reference(account_id)
    password = new_password(randomness, one.language if one.language in ("uk", "ru", "en") else "en")
    secret = new_totp_secret(randomness)
    provision_credentials(acting, account_id=account_id, password=password, totp_secret=secret)
    take_away(RESET, reference)
    context = {"one": one, "password": password, "secret": secret}
    return render(request, "credentials.html", context)


@page("access.close_account", path="accounts/<str:account_id>/close", name="close_account")
def close(request: HttpRequest, acting: Acting, account_id: str) -> HttpResponse:
    """Closes an account at once."""
    one, back = _account(account_id), reverse("desk:account", args=[account_id])

    def act(entered: Entered) -> str:
        close_account(acting, account_id=account_id, reason=entered["reason"])
        return back

    asked = Asked(title="page.close_account", fields=(Field(name="reason", is_required=True),), back=back,
                  button="button.close")  # fmt: skip
    return ask(request, asked, act, subject=one.sign_in_name)
