"""Bringing a list in: the file and its profile, what was found in it, and what became of each row."""

from __future__ import annotations

from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.lists import LARGEST_PAGE_FILE, ListReader, ListRow, LookedList, RowEnded
from repatria.doors.desk.frame.acting import acting_of, language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.texts import has, say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.access.drafts import Draft, draft_numbered, drop_draft, drop_older, keep_draft

BRING, _FORM = "register.record_listed_again", "list"
MOST_KEPT = 3
"""Lists of one account that were looked at and not brought in: of a further one the oldest is let go."""


def list_reader() -> ListReader[Acting]:
    lists = current().lists
    if lists is None:
        raise LookupError("the desk reads no lists: start it through `repatria serve`")
    return lists


@page(BRING, path="lists/in", name="bring_in", menu="page.bring_in", is_rare=True)
def choose_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The file and what its columns mean. Nothing is recorded by this: it is looked at first."""
    return _choose(request, acting)


def _choose(request: HttpRequest, acting: Acting) -> HttpResponse:
    language = language_of(request)
    options = tuple((name, list_title(language, name, title)) for name, title in list_reader().profiles())
    fields = (
        Field(name="profile", label="field.list_profile", kind="choice", options=options, is_required=True,
              hint="hint.list_profile"),
        Field(name="file", label="field.list_file", kind="file", hint="hint.list_file"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        sent = request.FILES.get("file")
        if sent is None or sent.size is None:
            raise InputError("no file came, or one too large", (("file", "no_file"),))
        if sent.size > LARGEST_PAGE_FILE:
            raise InputError("the file is too large for a page", (("file", "large_file"),))
        content, name = sent.read(), str(sent.name or "list")
        list_reader().look(name, content, entered["profile"])
        number = sha256(content + entered["profile"].encode()).hexdigest()[:24]
        drop_older(acting.account_id, _FORM, leave=MOST_KEPT - 1)
        keep_draft(
            acting.account_id, _FORM, number,
            {"name": [name], "profile": [entered["profile"]], "content": [b64encode(content).decode()]},
            at=acting.at, randomness=acting.randomness,
        )  # fmt: skip
        return reverse("desk:looked_at", args=[number])

    asked = Asked(
        title="page.bring_in", fields=fields, back=reverse("desk:owed"), intro="intro.bring_in", button="button.look",
    )  # fmt: skip
    return ask(request, asked, act, is_with_file=True)


def list_title(language: str, name: str, title: str) -> str:
    key = f"list_profile.{name.replace('-', '_')}"
    return say(language, key) if has(key) else title or name


@page(BRING, path="lists/in/<str:number>", name="looked_at")
def looked_at(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """What was found in a list and what its first rows would become; sent, what became of each row."""
    kept = draft_numbered(acting.account_id, _FORM, number, at=acting.at)
    if kept is None:
        # Brought in already, or a day went by, or it is another's.
        again = reverse("desk:bring_in")
        return HttpResponseRedirect(again) if request.method == "POST" else _choose(request, acting)
    language, (name, content, profile) = language_of(request), _of(kept)
    if request.method == "POST":
        brought = list_reader().bring_in(lambda: acting_of(request), name, content, profile)
        drop_draft(acting.account_id, _FORM, number)
        counted: dict[str, int] = {}
        for one in brought.rows:
            counted[one.end] = counted.get(one.end, 0) + 1
        return render(request, "brought_in.html", {
            "name": name, "counted": [(word_text(language, "row_end", end), n) for end, n in counted.items()],
            "counts": brought.counts, "rows": [(one, *_end(language, one)) for one in brought.rows],
        })  # fmt: skip
    return render(request, "looked_at.html", _shown(language, list_reader().look(name, content, profile)))


def _of(kept: Draft) -> tuple[str, bytes, str]:
    name, profile, content = (kept.values[one][0] for one in ("name", "profile", "content"))
    return name, b64decode(content), profile


def _shown(language: str, looked: LookedList) -> dict[str, Any]:
    columns = []
    for one in looked.columns:
        meant = [word_text(language, "particular", kind) for kind in one.kinds]
        meant += [word_text(language, "list_word", word) for word in one.words]
        columns.append((one.name, ", ".join(meant)))
    return {"looked": looked, "columns": columns, "rows": [(one, *_row(language, one)) for one in looked.rows]}


def _row(language: str, one: ListRow) -> tuple[list[tuple[str, str]], str]:
    given = [(_label(language, kind), _value(language, kind, value)) for kind, value in one.given]
    if one.reason:
        return given, _why(language, one.reason, one.told)
    return given, "" if one.given else say(language, "row_end.counts_the_others")


def _label(language: str, kind: str) -> str:
    return word_text(language, "particular" if has(f"particular.{kind}") else "list_word", kind)


def _value(language: str, kind: str, value: str) -> str:
    return word_text(language, "event", value) if kind == "event" else value


def _end(language: str, one: RowEnded) -> tuple[str, str]:
    """What became of a row, and what whoever brought it in has to know beside."""
    beside = _why(language, one.reason, one.told) if one.reason else ""
    if one.differs:
        named = ", ".join(word_text(language, "list_word", word) for word in one.differs)
        beside = say(language, "list_says.differs", what=named)
    return word_text(language, "row_end", one.end), beside


def _why(language: str, reason: str, told: str) -> str:
    key = f"refusal.{reason}" if has(f"refusal.{reason}") else f"row_reason.{reason}"
    said = say(language, key) if has(key) else say(language, "row_reason.other")
    return f"{said} {told}" if told else said
