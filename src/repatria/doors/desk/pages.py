"""What every page of the desk shares: who acts, in which language, how a refusal is shown, how a form is asked."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.errors import (
    ConflictError,
    InputError,
    NotPermittedError,
    OutsideError,
    RepatriaError,
    RuleError,
)
from repatria.doors.desk.entered import Entered, Field, read, shown_again
from repatria.doors.desk.ports import current
from repatria.doors.desk.texts import LANGUAGES, has, say
from repatria.records.access.acting import Acting, acting_for, require
from repatria.records.access.role_table import is_allowed
from repatria.records.access.selectors import holds_given_credentials
from repatria.records.disclosure.errors import NotForInterviewError

P = ParamSpec("P")
LANGUAGE_COOKIE = "desk_language"
_INDEX_DIGITS = 18  # all that fits a column of 8 bytes
LANGUAGE_NAMES = (("en", "English"), ("ru", "Русский"), ("uk", "Українська"))  # in the order of their own names

NAVIGATION = (
    ("desk:owed", "page.owed", ""),
    ("desk:search", "page.search", "matching.search"),
    ("desk:capture", "page.capture", "register.record_capture"),
    ("desk:persons", "page.persons", "register.?persons"),
    ("desk:roll", "page.roll", "register.?camp_roll"),
    ("desk:telephone", "page.telephone", "enquiries.receive_enquiry"),
    ("desk:enquiries", "page.enquiries", "enquiries.?enquiries"),
    ("desk:pairs", "page.pairs", "matching.?pairs"),
    ("desk:interviews", "page.interviews", "register.?interview_list"),
    ("desk:approvals", "page.approvals", "access.record_approval"),
    ("desk:handovers", "page.handovers", "handover.?handover"),
    ("desk:switches", "page.switches", "handover.switch_on"),
    ("desk:notices", "page.notices", "notices.?notices"),
    ("desk:weights", "page.weights", "matching.?weights"),
    ("desk:accounts", "page.accounts", "access.?accounts"),
    ("desk:watch", "page.watch", "access.?readings"),
)


def language_of(request: HttpRequest) -> str:
    """The language of the page: the one chosen at this desk, else the account's, else Ukrainian."""
    chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    language = getattr(getattr(request, "user", None), "language", "")
    return language if language in LANGUAGES else "uk"


def acting_of(request: HttpRequest) -> Acting:
    """The signed-in account at this moment."""
    outside = current()
    return acting_for(request.user, outside.now(), outside.randomness)  # type: ignore[arg-type]


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """The context of every page, those of the sign-in library included."""
    account = getattr(request, "user", None)
    is_signed_in = bool(account and account.is_authenticated)
    roles = account.role_set if is_signed_in and account else frozenset()
    return {
        "language": language_of(request), "languages": LANGUAGE_NAMES, "is_demo": current().is_demo,
        "account": account if is_signed_in else None, "roles": sorted(roles), "here": request.get_full_path(),
        "navigation": [
            (reverse(name), label, request.path == reverse(name))
            for name, label, action in NAVIGATION
            if is_signed_in and (not action or is_allowed(roles, action))
        ],
    }  # fmt: skip


def after_of(request: HttpRequest) -> int:
    """The act index after which a list goes on; -1, its beginning, for anything that is none."""
    after = request.GET.get("after", "")
    return int(after) if after.isascii() and after.isdecimal() and len(after) <= _INDEX_DIGITS else -1


def may(acting: Acting, action: str) -> bool:
    """Whether a button is worth showing; the service asks again and decides."""
    return is_allowed(acting.roles, action)


def page(
    action: str = "", *, is_own: bool = False
) -> Callable[[Callable[Concatenate[HttpRequest, Acting, P], HttpResponse]], Callable[..., HttpResponse]]:
    """Makes a function a page: signed in, allowed by the role table, refusals shown with their provision.

    Given:    `is_own` for the pages of one's own credentials, the only ones that open while given ones are held.
    """

    def make(view: Callable[Concatenate[HttpRequest, Acting, P], HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
            if any("\0" in str(part) for part in kwargs.values()):
                raise Http404  # no number holds it, and PostgreSQL would choke on it
            try:
                acting = acting_of(request)
                if not is_own and holds_given_credentials(acting.account_id):
                    return HttpResponseRedirect(reverse("desk:own"))
                if action:
                    require(acting, action)
                return view(request, acting, *args, **kwargs)
            except RepatriaError as error:
                return refusal_page(request, error)

        return shown

    return make


def code_of(error: RepatriaError) -> int:
    """The answer's number: 400 to mend, 404 nowhere, 403 by role, 409 by law or by a faster hand, 503 outside."""
    if isinstance(error, InputError):
        is_nowhere = type(error).__name__.startswith("Unknown") or isinstance(error, NotForInterviewError)
        return 404 if is_nowhere else 400
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


def refusal_of(language: str, error: RepatriaError) -> Refusal:
    """Brings a refusal to the reader's language by its code; one without a sentence of its own gets its family's."""
    key = f"refusal.{error.code}"
    if not has(key):
        families = ((NotPermittedError, "forbidden"), (RuleError, "rule"), (ConflictError, "conflict"),
                    (OutsideError, "outside"))  # fmt: skip
        key = f"refusal.family.{next((word for family, word in families if isinstance(error, family)), 'input')}"
    params = error.params
    guards: Iterable[tuple[str, str]] = params.get("guards", ())
    missing = [(guard_text(language, what), provision) for what, provision in guards]
    missing += [(word_text(language, "particular", str(kind)), "") for kind in params.get("missing", ())]
    return Refusal(
        sentence=say(language, key, **params), code=error.code, provision=getattr(error, "provision", ""),
        missing=tuple(missing),
    )  # fmt: skip


def guard_text(language: str, what: str) -> str:
    return word_text(language, "guard", what)


def word_text(language: str, table: str, word: str) -> str:
    """The text of one word of a table; a word of another installation is shown as it stands."""
    key = f"{table}.{word}"
    return say(language, key) if has(key) else word.replace("_", " ")


def refusal_page(request: HttpRequest, error: RepatriaError) -> HttpResponse:
    """A page that says what was refused, why, and by which provision."""
    shown = refusal_of(language_of(request), error)
    return render(request, "desk/refused.html", {"refusal": shown}, status=code_of(error))


def _plain(request: HttpRequest, family: str, code: str, status: int) -> HttpResponse:
    refusal = Refusal(sentence=say(language_of(request), f"refusal.{family}"), code=code)
    return render(request, "desk/refused.html", {"refusal": refusal}, status=status)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that is not of this sign-in."""
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


def choices(language: str, table: str, words: Iterable[str], *, empty: bool = False) -> tuple[tuple[str, str], ...]:
    """Options of a field: each word with its text."""
    found = tuple((str(word), word_text(language, table, str(word))) for word in words)
    return (("", "—"), *found) if empty else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A form as it is asked: its title, its fields, the label of its button, and where one goes back to."""

    title: str
    fields: tuple[Field, ...]
    back: str
    button: str = "button.record"
    intro: str = ""
    template: str = "desk/form.html"


def ask(request: HttpRequest, asked: Asked, act: Callable[[Entered], HttpResponse | str], **more: Any) -> HttpResponse:
    """Shows a form; reads what was posted, does the act, and goes on to the page that it returns.

    Given:    `act` calls one service and returns an address, or a page that is shown once.
    Returns:  the same form with all faults (400), or with the refusal above it (403, 409, 503).
    """
    if request.method != "POST":
        return render(request, asked.template, {"asked": asked, "fields": asked.fields, **more})
    language = language_of(request)
    entered = read(asked.fields, request.POST)
    faults = {name: say(language, key) for name, key in entered.faults}
    refusal, status = None, 400
    if not faults:
        try:
            done = act(entered)
            return HttpResponseRedirect(done) if isinstance(done, str) else done
        except InputError as error:
            faults = faults_of(language, error, asked.fields)
            refusal = None if faults else refusal_of(language, error)
        except RepatriaError as error:
            refusal, status = refusal_of(language, error), code_of(error)
    fields = shown_again(asked.fields, entered, faults)
    summary = [(one, faults[one.name]) for one in fields if one.name in faults]
    context = {"asked": asked, "fields": fields, "faults": summary, "refusal": refusal, **more}
    return render(request, asked.template, context, status=status)


def faults_of(language: str, error: InputError, fields: Sequence[Field]) -> dict[str, str]:
    """The faults that a service named, by the fields of the form."""
    names = {one.name for one in fields}
    return {
        name: say(language, f"fault.{word}" if has(f"fault.{word}") else "fault.unknown")
        for name, word in error.faults
        if name in names
    }


def act_once(request: HttpRequest, act: Callable[[], object], back: str) -> HttpResponse:
    """Does what one button says and goes back; a refusal is shown as a page of its own."""
    if request.method == "POST":
        act()
    return HttpResponseRedirect(back)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a list: its cells, and where it leads."""

    cells: tuple[str, ...]
    link: str = ""
    tone: str = ""  # late, waiting: a word stands in a cell too, never colour alone


def table_page(
    request: HttpRequest, *, title: str, columns: Sequence[str], rows: Sequence[Row], intro: str = "",
    following: str = "", **more: Any,
) -> HttpResponse:  # fmt: skip
    """A list; with ?export=csv the same list as a file.

    Given:    `title`, `columns` and `intro` are keys of texts.
    """
    language = language_of(request)
    if request.GET.get("export") == "csv":
        return csv_file(title.rpartition(".")[2], [[say(language, c) for c in columns], *(r.cells for r in rows)])
    asked = request.GET.copy()
    asked["export"] = "csv"  # of this page and filter
    context = {
        "title": title, "columns": columns, "rows": rows, "intro": intro, "following": following,
        "export": asked.urlencode(), **more,
    }  # fmt: skip
    return render(request, "desk/table.html", context)


_FORMULA_BEGINS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # the wide ones are of East Asia
_FORMULA_SPACES = ("\t", "\r", "\n")


def disarmed(cell: str) -> str:
    """A cell that no spreadsheet reckons with: what begins as a formula is shown behind an apostrophe."""
    is_armed = cell.startswith(_FORMULA_SPACES) or cell.lstrip().startswith(_FORMULA_BEGINS)
    return f"'{cell}" if is_armed else cell


def csv_file(name: str, lines: Iterable[Sequence[str]]) -> HttpResponse:
    """A list as a spreadsheet reads it; what would be taken for a formula is disarmed."""
    out = io.StringIO()
    writer = csv.writer(out)
    for line in lines:
        writer.writerow(map(disarmed, line))
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def pdf_file(name: str, content: bytes) -> HttpResponse:
    """A printed paper, shown in the browser."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def filled(values: Mapping[str, str], fields: Iterable[Field]) -> tuple[Field, ...]:
    """Fields with first values."""
    return tuple(replace(one, value=values.get(one.name, one.value)) for one in fields)
