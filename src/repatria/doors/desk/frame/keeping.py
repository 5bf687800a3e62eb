"""What was typed is not lost: a form that came without a sign-in, or was left, is kept sealed for whoever was typing.

Every form carries a sealed token which says whose it is and in which browser it was shown. A form that comes after the
sign-in ended is laid by for that account, from that browser alone; one with a sign-in, for that one alone. It
records nothing. What holds a secret of the sign-in itself is kept nowhere.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token

from repatria.doors.desk.frame.acting import acting_of
from repatria.doors.desk.frame.form_numbers import NAME as NUMBER
from repatria.doors.desk.frame.ports import current
from repatria.records.access.acting import Acting
from repatria.records.access.drafts import (
    Draft,
    drafts_of,
    drop_draft,
    keep_draft,
    opened_slip,
    page_key,
    sealed_slip,
)

FIELD = "kept_for"
_NOT_TYPED = frozenset({FIELD, "csrfmiddlewaretoken", "go"})
_NOT_THE_FORM = frozenset({"from", "n", "aloud"})  # where one stands in a run, and what is read aloud beside a form


def form_at(request: HttpRequest) -> str:
    """The name under which a page's form is kept: its address, and what was asked with it.

    Given:    a form that was begun for one record by its address is another than the same form without, or for another.
    """
    asked = sorted((name, one) for name, all_ in request.GET.lists() for one in all_ if name not in _NOT_THE_FORM)
    return f"{request.path}?{urlencode(asked)}" if asked else request.path


def token_of(request: HttpRequest, acting: Acting, form: str) -> dict[str, str]:
    """What every form is handed: whose it is, and in which browser it is shown."""
    get_token(request)  # the browser's own secret, which stays when a sign-in ends
    parts = (acting.account_id, form, _browser(request))
    return {FIELD: sealed_slip(parts, at=acting.at, randomness=acting.randomness)}


def keeping(request: HttpRequest, acting: Acting, form: str) -> dict[str, str]:
    """What a page is handed that keeps while somebody types: its token, and the key with which its script seals."""
    return {**token_of(request, acting, form), "page_key": page_key(acting.account_id)}


def _browser(request: HttpRequest) -> str:
    """The digest of the secret by which a browser's forms are known; of none where it brought none."""
    return sha256(str(request.META.get("CSRF_COOKIE", "")).encode()).hexdigest()


def keep_posted(request: HttpRequest) -> bool:
    """Lays by what was posted, for the account to which the page was shown.

    Given:    with a sign-in it is that account's own; without one it comes from the browser that was shown the page.
              Another's hand changes nothing of what was left.
    Returns:  whether it was kept.
    """
    named = _named(request) if request.method == "POST" else None
    if named is None:
        return False
    account_id, form, browser = named
    if request.user.is_authenticated:
        if account_id != acting_of(request).account_id:
            return False
    elif not hmac.compare_digest(browser, _browser(request)):
        return False
    typed = {name: values for name, values in request.POST.lists() if name not in _NOT_TYPED}
    outside = current()
    return keep_draft(
        account_id, form, request.POST.get(NUMBER, ""), typed, at=outside.now(), randomness=outside.randomness
    )  # fmt: skip


def _named(request: HttpRequest) -> tuple[str, str, str] | None:
    """Whose form was posted, which, and in which browser it was shown; None where no token of ours says so."""
    parts = opened_slip(request.POST.get(FIELD, ""), at=current().now())
    return (parts[0], parts[1], parts[2]) if parts else None


def forget_posted(request: HttpRequest, acting: Acting) -> str:
    """Throws away what was left of the form that a token of this account names.

    Returns:  the form's name, an address of ours; "" where the token is none, or another's.
    """
    named = _named(request)
    if named is None or named[0] != acting.account_id:
        return ""
    done_with(acting, named[1], "")
    return named[1]


def keep_for_next(acting: Acting, form: str, values: dict[str, str]) -> None:
    """Lays by what the next sheet of a form begins with."""
    lists = {name: [value] for name, value in values.items()}
    keep_draft(acting.account_id, form, "", lists, at=acting.at, randomness=acting.randomness)


def left(acting: Acting, form: str) -> Sequence[Draft]:
    """What this account left of a form, the latest first."""
    return drafts_of(acting.account_id, form, at=acting.at)


def done_with(acting: Acting, form: str, number: str) -> None:
    """Nothing is kept of this sheet any more."""
    drop_draft(acting.account_id, form, number)


def as_posted(draft: Draft) -> QueryDict:
    """A draft as the form was sent."""
    posted = QueryDict(mutable=True)
    for name, values in draft.values.items():
        posted.setlist(name, list(values))
    return posted
