"""A refusal as it is shown: its sentence by code or family, its provision, what is missing, and the answer's number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from repatria.core.vocabulary.errors import (
    ConflictError,
    InputError,
    NotPermittedError,
    OutsideError,
    RepatriaError,
    RuleError,
    UnknownRecordError,
)
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.keeping import keep_posted
from repatria.doors.desk.frame.provisions import provision_words
from repatria.doors.desk.frame.texts import has, say
from repatria.doors.desk.frame.words import guard_text, word_text

_MOST_NAMED = 20


def code_of(error: RepatriaError) -> int:
    """The answer's number: 400 to mend, 404 nowhere, 403 by role, 409 by law or by a faster hand, 503 outside."""
    if isinstance(error, InputError):
        return 404 if isinstance(error, UnknownRecordError) else 400
    if isinstance(error, NotPermittedError):
        return 403
    if isinstance(error, OutsideError):
        return 503
    return 409 if isinstance(error, RuleError | ConflictError) else 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A refusal as it is shown: the sentence, the provision, and what is still missing with the provision of each."""

    sentence: str
    code: str
    provision: str = ""
    missing: tuple[tuple[str, str], ...] = ()
    about: tuple[tuple[str, str], ...] = ()  # the things of which it is missing, each with where it is shown or ""
    others: int = 0  # how many more there are


def refusal_of(language: str, error: RepatriaError, shown_at: Callable[[str], str] | None = None) -> Refusal:
    """Brings a refusal to the reader's language by its code; one without a sentence of its own gets its family's.

    Given:    `shown_at` the address of the page of a thing that it is about, by its label; "" for none.
    """
    key = f"refusal.{error.code}"
    if not has(key):
        families = ((NotPermittedError, "forbidden"), (RuleError, "rule"), (ConflictError, "conflict"),
                    (OutsideError, "outside"))  # fmt: skip
        key = f"refusal.family.{next((word for family, word in families if isinstance(error, family)), 'input')}"
    params = error.params
    guards: Iterable[tuple[str, str]] = params.get("guards", ())
    missing = [(guard_text(language, what), provision_words(language, provision)) for what, provision in guards]
    missing += [(word_text(language, "particular", str(kind)), "") for kind in params.get("missing", ())]
    about = tuple(params.get("about", ()))
    return Refusal(
        about=tuple((one, shown_at(one) if shown_at else "") for one in about[:_MOST_NAMED]),
        others=len(about[_MOST_NAMED:]), sentence=say(language, key, **params), code=error.code,
        provision=provision_words(language, getattr(error, "provision", "")), missing=tuple(missing),
    )  # fmt: skip


def refusal_page(request: HttpRequest, error: RepatriaError) -> HttpResponse:
    """A page that says what was refused, why, and by which provision."""
    return _refused(request, refusal_of(language_of(request), error), code_of(error))


def _refused(request: HttpRequest, refusal: Refusal, status: int) -> HttpResponse:
    """Says of an act that it was not recorded, of a page to be read that it was not opened."""
    return render(request, "refused.html", {"refusal": refusal, "is_act": request.method == "POST"}, status=status)


def _plain(request: HttpRequest, family: str, code: str, status: int) -> HttpResponse:
    return _refused(request, Refusal(sentence=say(language_of(request), f"refusal.{family}"), code=code), status)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that is not of this sign-in; one that is kept comes back at its own address."""
    if keep_posted(request):
        return HttpResponseRedirect(request.get_full_path())
    return _plain(request, "page.stale_form", "desk.E403", 403)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that cannot be read."""
    return _plain(request, "family.input", "desk.E400", 400)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that leads nowhere."""
    return _plain(request, "page.missing", "desk.E404", 404)


def fault(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours: nothing was recorded that is not wholly recorded."""
    return _plain(request, "page.fault", "desk.E500", 500)
