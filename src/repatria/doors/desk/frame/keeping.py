"""What was typed is not lost: a form that came without a sign-in, or was left, is kept sealed for whoever was typing.

Every form carries a token which says whose it is. Only who was shown that page has it, so that a form which comes after
the sign-in ended is laid by for that account and nobody else; it records nothing. What holds a secret of the sign-in
itself is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, QueryDict

from repatria.doors.desk.frame.form_numbers import NAME as NUMBER
from repatria.doors.desk.frame.ports import current
from repatria.records.access.acting import Acting
from repatria.records.access.drafts import LASTS, Draft, drafts_of, drop_draft, keep_draft, page_key

FIELD = "kept_for"
_SALT = "repatria.desk.kept_for"
_NOT_TYPED = frozenset({FIELD, "csrfmiddlewaretoken", "go"})
_NOT_THE_FORM = frozenset({"from", "n", "aloud"})  # where one stands in a run, and what is read aloud beside a form


def form_at(request: HttpRequest) -> str:
    """The name under which a page's form is kept: its address, and what was asked with it.

    Given:    a form that was begun for one record by its address is another than the same form without, or for another.
    """
    asked = sorted((name, one) for name, all_ in request.GET.lists() for one in all_ if name not in _NOT_THE_FORM)
    return f"{request.path}?{urlencode(asked)}" if asked else request.path


def token_of(acting: Acting, form: str) -> dict[str, str]:
    """What every form is handed: whose it is."""
    return {FIELD: signing.dumps([acting.account_id, form], salt=_SALT)}


def keeping(acting: Acting, form: str) -> dict[str, str]:
    """What a page is handed that keeps while somebody types: its token, and the key with which its script seals."""
    return {**token_of(acting, form), "page_key": page_key(acting.account_id)}


def keep_posted(request: HttpRequest) -> bool:
    """Lays by what was posted, for the account to which the page was shown.  Returns: whether it was kept."""
    named = _named(request) if request.method == "POST" else None
    if named is None:
        return False
    account_id, form = named
    typed = {name: values for name, values in request.POST.lists() if name not in _NOT_TYPED}
    outside = current()
    return keep_draft(
        account_id, form, request.POST.get(NUMBER, ""), typed, at=outside.now(), randomness=outside.randomness
    )  # fmt: skip


def _named(request: HttpRequest) -> tuple[str, str] | None:
    """Whose form was posted, and which; None where no token of ours says so."""
    try:
        account_id, form = signing.loads(request.POST.get(FIELD, ""), salt=_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError):
        return None
    return account_id, form


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
