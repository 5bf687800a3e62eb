"""A form as a page: shown, read, done by one service, or shown again with every fault beside its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from repatria.core.vocabulary.errors import InputError, RepatriaError
from repatria.doors.desk.frame.acting import acting_of, language_of
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.done import going_on, number_at
from repatria.doors.desk.frame.entered import Entered, Field, read, shown_again
from repatria.doors.desk.frame.keeping import as_posted, done_with, form_at, left, token_of
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.provisions import provision_words
from repatria.doors.desk.frame.refusals import Refusal, code_of, refusal_of
from repatria.doors.desk.frame.run import run_of
from repatria.doors.desk.frame.texts import has, say
from repatria.doors.desk.frame.words import guard_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A form as it is asked: its title, its fields, the label of its button, and where one goes back to."""

    title: str
    fields: tuple[Field, ...]
    back: str
    button: str = "button.record"
    intro: str = ""
    template: str = "form.html"
    arrange: Callable[[Sequence[Field]], dict[str, Any]] | None = None  # what the template is handed besides the fields
    at_fields: Mapping[str, str] = field(default_factory=dict)  # which field an open guard of the law speaks of
    leads: Callable[[str, Entered], tuple[str, str]] | None = None  # to which record a refused field leads, if any
    shown_at: Callable[[str], str] | None = None  # where a thing is shown that a refusal is about, by its label
    is_kept: bool = True  # by this frame; not where the page keeps by itself, or what is typed opens a sign-in


def ask(request: HttpRequest, asked: Asked, act: Callable[[Entered], HttpResponse | str], **more: Any) -> HttpResponse:
    """Shows a form; reads what was posted, does the act, and goes on to the page that it returns.

    Given:    `act` calls one service and returns an address, or a page that is shown once. Within a run one goes on to
              the next thing instead; either way the next page says what was done.
    Returns:  the same form with all faults (400), or with the refusal above it (403, 409, 503).
    """
    if request.method != "POST":
        return _brought_back(request, asked, **more)
    language = language_of(request)
    if asked.is_kept:
        done_with(acting_of(request), form_at(request), "")  # it stands on the page that answers
    entered = read(asked.fields, request.POST, language)
    faults = {name: say(language, key, **entered.said_of(name)) for name, key in entered.faults}
    refusal, status, leads = None, 400, None
    if not faults:
        try:
            after = _after(request)
            done = act(entered)
            return going_on(request, after or done, number=number_at(done)) if isinstance(done, str) else done
        except InputError as error:
            faults = faults_of(language, error, asked.fields)
            refusal = _refusal(language, error, asked, faults)
        except RepatriaError as error:
            faults, status, leads = faults_of(language, error, asked.fields), code_of(error), asked.leads
            refusal = _refusal(language, error, asked, faults)
            faults = _open_at_fields(language, error, asked) | faults
    fields = shown_again(asked.fields, entered, faults)
    if leads is not None:
        fields = tuple(replace(one, see=leads(one.name, entered)) if one.fault else one for one in fields)
    summary = [(one, faults[one.name]) for one in fields if one.name in faults]
    return _shown(request, asked, fields, status, faults=summary, refusal=refusal, **more)


def _refusal(language: str, error: RepatriaError, asked: Asked, faults: Mapping[str, str]) -> Refusal | None:
    """The refusal above the form; nothing where its fields say all of it, and no thing among several is named."""
    return None if faults and not error.params.get("about") else refusal_of(language, error, asked.shown_at)


def show_again(request: HttpRequest, asked: Asked, entered: Entered, **more: Any) -> HttpResponse:
    """The form once more with all that was entered, and with what the page is handed besides: nothing was refused."""
    return _shown(request, asked, shown_again(asked.fields, entered, {}), 200, **more)


def _brought_back(request: HttpRequest, asked: Asked, **more: Any) -> HttpResponse:
    """The form as it was left when a sign-in ended, for whoever typed it; else as it begins."""
    drafts = left(acting_of(request), form_at(request)) if asked.is_kept else ()
    if not drafts:
        return _shown(request, asked, asked.fields, 200, **more)
    language, draft = language_of(request), drafts[0]
    entered = read(asked.fields, as_posted(draft), language)
    gone = {name: say(language, key) for name, key in entered.faults if key == "fault.unknown"}  # no longer offered
    fields = shown_again(asked.fields, entered, gone)
    return _shown(request, asked, fields, 200, brought_back=instant_words(language, draft.kept_at), **more)


def _shown(request: HttpRequest, asked: Asked, fields: Sequence[Field], status: int, **more: Any) -> HttpResponse:
    arranged = asked.arrange(fields) if asked.arrange else {}
    kept = token_of(request, acting_of(request), form_at(request)) if asked.is_kept else {}
    context = {"asked": asked, "fields": fields, **kept, **arranged, **more}
    return render(request, asked.template, context, status=status)


def faults_of(language: str, error: RepatriaError, fields: Sequence[Field]) -> dict[str, str]:
    """The faults that a service named, by the fields of the form.

    Given:    what law, role or another record forbids names its field too, in `params["faults"]`, where one field is
              why; its provision stands behind the sentence.
    """
    names = {one.name for one in fields}
    named = error.faults if isinstance(error, InputError) else error.params.get("faults", ())
    rests_on = provision_words(language, getattr(error, "provision", ""))
    return {
        name: say(language, f"fault.{word}" if has(f"fault.{word}") else "fault.unknown")
        + (f" ({rests_on})" if rests_on else "")
        for name, word in named
        if name in names
    }


def _open_at_fields(language: str, error: RepatriaError, asked: Asked) -> dict[str, str]:
    """What the law still misses, at the fields that give it; the refusal above the form names all of it."""
    names = {one.name for one in asked.fields}
    return {
        name: say(language, "fault.still_missing", what=guard_text(language, guard))
        for guard, _ in error.params.get("guards", ())
        if (name := asked.at_fields.get(guard, "")) in names
    }


def act_once(request: HttpRequest, act: Callable[[], object], back: str) -> HttpResponse:
    """Does what one button says and goes back, within a run to the next thing; a refusal is a page of its own."""
    if request.method != "POST":
        return HttpResponseRedirect(back)
    after = _after(request)
    act()
    return going_on(request, after or back)


def _after(request: HttpRequest) -> str:
    """Where a run goes on when this is done; "" outside one. Asked before the act, while the thing still stands."""
    run = run_of(request, acting_of(request), current().now())
    return run.after if run else ""


def filled(values: Mapping[str, str], fields: Iterable[Field]) -> tuple[Field, ...]:
    """Fields with first values."""
    return tuple(replace(one, value=values.get(one.name, one.value)) for one in fields)
