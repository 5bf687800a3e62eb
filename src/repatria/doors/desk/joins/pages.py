"""The pages of joins: the list by numbers, one join with both records beside each other, and what two persons do."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.joins import SeenAs, StubsSeen
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import fold_number
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import instant_words, written_date_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import actor_text, choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role
from repatria.records.disclosure.told import told_while_joined
from repatria.records.matching.claims import claims
from repatria.records.register.scope import person_with_card
from repatria.records.register.selectors import PersonView, custody_of
from repatria.records.register.selectors import person as person_view
from repatria.records.register.selectors.joins import JoinView, join_numbered, joins
from repatria.records.register.services.joins import (
    decline_join,
    propose_join,
    propose_parting,
    record_join,
    record_parting,
    settle_told,
)

_COLUMNS = ("column.numbers", "column.state", "column.seen", "column.said_by", "column.since")
_CLAIM_COLUMNS = ("column.numbers", "column.places", "column.why", "column.since", "column.owner")
_WAITING, _PARTING, _STANDS = "proposed", "parting_proposed", "joined"


@page("register.?joins", path="joins", name="joins", menu="menu.joins", is_rare=True)
def join_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every join that was ever proposed, newest first: numbers only."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                f"{one.first_id} = {one.second_id}", word_text(language, "join_state", one.state),
                f"{one.seen_by}, {word_text(language, 'seen_as', one.seen_as)}, {one.seen_place}, "
                f"{instant_words(language, one.seen_at)}",
                " · ".join(
                    actor_text(language, by) for by in (one.proposed_by, one.recorded_by, one.parted_by) if by
                ),
                instant_words(language, one.waiting_since if one.waits_for_second else one.parted_at or one.recorded_at
                              or one.proposed_at),
            ),
            link=reverse("desk:join", args=[one.join_id]), tone="waiting" if one.waits_for_second else "",
        )
        for one in joins(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.joins", columns=_COLUMNS, rows=rows, intro="intro.joins", empty="empty.joins"
    )


@page("register.?joins", path="claims", name="claims", menu="menu.claims", is_rare=True)
def claim_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Men whom two holders claim, the longest first: numbers, places, and since when."""
    language = language_of(request)
    has_pages = may(acting, "register.?person")
    rows = [
        Row(
            cells=(
                " = ".join(one.person_ids), " · ".join(one.places), word_text(language, "claim", one.why),
                instant_words(language, one.since), word_text(language, "role", Role.REGISTRAR.value),
            ),
            link=reverse("desk:person", args=[one.person_ids[0]]) if has_pages else "", tone="late",
        )
        for one in claims(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.claims", columns=_CLAIM_COLUMNS, rows=rows, intro="intro.claims", empty="empty.claims"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BothRow:
    """One kind of particular as each of the two records has it."""

    kind: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        return bool(self.first and self.second) and self.first != self.second


def both_rows(language: str, first: PersonView, second: PersonView) -> tuple[BothRow, ...]:
    """What the two records say, kind by kind, each under its own number."""
    one, other = (_own(language, view) for view in (first, second))
    kinds = dict.fromkeys((*one, *other))
    return tuple(BothRow(kind=kind, first=one.get(kind, ""), second=other.get(kind, "")) for kind in kinds)


def _own(language: str, view: PersonView) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for one in view.particulars:
        if one.value and one.person_id == view.person_id:
            is_date = one.kind == ParticularKind.BIRTH_DATE
            found.setdefault(one.kind, []).append(written_date_words(language, one.value) if is_date else one.value)
    return {kind: " · ".join(dict.fromkeys(values)) for kind, values in found.items()}


@page("register.?joins", path="joins/<str:join_id>")
def join(request: HttpRequest, acting: Acting, join_id: str) -> HttpResponse:
    """One join: what was seen, who says so, both records side by side for who reads them, and what may be done."""
    language, view = language_of(request), join_numbered(acting, join_id)
    people: tuple[PersonView, ...] = ()
    if may(acting, "register.?person"):
        people = (person_view(acting, view.first_id), person_view(acting, view.second_id))
    is_mine = view.last_proposed_by == acting.account_id
    return render(request, "join.html", {
        "join": view, "people": people, "rows": both_rows(language, *people) if people else (),
        "told": told_while_joined(acting, join_id), "is_mine": is_mine and view.waits_for_second,
        "may_record": view.state == _WAITING and may(acting, "register.record_join") and not is_mine,
        "may_decline": view.waits_for_second and may(acting, "register.decline_join"),
        "may_propose_parting": view.state == _STANDS and may(acting, "register.propose_parting"),
        "may_part": view.state == _PARTING and may(acting, "register.record_parting") and not is_mine,
        "may_settle": may(acting, "register.settle_told"),
    })  # fmt: skip


def _named(acting: Acting, typed: str) -> str:
    """The number that was typed, or that of the man who has this card.  Raises: InputError."""
    found = fold_number(typed) or person_with_card(acting, typed.strip())
    if not found.startswith("P-"):
        raise InputError("nobody has this number or card", (("second_number", "unknown_number"),))
    return found


@page("register.propose_join", path="persons/<str:person_id>/join", name="propose_join")
def propose(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Proposes that this man is registered under another number too, on both stubs that somebody saw on him."""
    language, back = language_of(request), reverse("desk:person", args=[person_id])
    place = custody_of(person_id).holder
    fields = (
        Field(name="second_number", is_required=True, hint="hint.second_number", longest=60,
              value=request.GET.get("with", "")[:40]),
        Field(name="first_stub", is_required=True, hint="hint.first_stub", longest=40),
        Field(name="second_stub", is_required=True, longest=40),
        Field(name="seen_by", is_required=True, hint="hint.seen_by", longest=200),
        Field(name="seen_as", kind="choice", options=choices(language, "seen_as", SeenAs), is_required=True),
        Field(name="seen_at", kind="instant", is_required=True, hint="hint.instant"),
        Field(name="seen_where", kind="radio", is_required=True, options=_places(language, person_id, place)),
        Field(name="reason", kind="text", is_required=True),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        second_id, seen_at = _named(acting, entered["second_number"]), entered.instant("seen_at")
        assert seen_at is not None, "the form asks for it"
        seen = StubsSeen(
            by=entered["seen_by"], office=SeenAs(entered["seen_as"]), at=instant_text(seen_at),
            place=place if entered["seen_where"] == "first" else custody_of(second_id).holder,
            first_stub=entered["first_stub"], second_stub=entered["second_stub"],
        )  # fmt: skip
        join_id = propose_join(
            acting, first_id=person_id, second_id=second_id, seen=seen, reason=entered["reason"]
        )  # fmt: skip
        return reverse("desk:join", args=[join_id])

    asked = Asked(title="page.propose_join", fields=fields, back=back, button="button.propose",
                  intro="intro.propose_join")  # fmt: skip
    return ask(request, asked, act, subject=person_id)


def _places(language: str, person_id: str, place: str) -> tuple[tuple[str, str], ...]:
    here = say(language, "join.where_first", number=person_id, place=place or "—")
    return (("first", here), ("second", say(language, "join.where_second")))


@page("register.record_join", path="joins/<str:join_id>/record", name="record_join")
def record(request: HttpRequest, acting: Acting, join_id: str) -> HttpResponse:
    """Agrees that the two are one man; both records are read first."""
    return act_once(
        request, lambda: record_join(acting, join_id=join_id), reverse("desk:join", args=[join_id])
    )  # fmt: skip


@page("register.record_parting", path="joins/<str:join_id>/part", name="record_parting")
def part(request: HttpRequest, acting: Acting, join_id: str) -> HttpResponse:
    """Agrees that they are two men."""
    return act_once(
        request, lambda: record_parting(acting, join_id=join_id), reverse("desk:join", args=[join_id])
    )  # fmt: skip


def _with_reason(request: HttpRequest, view: JoinView, title: str, intro: str, act: object) -> HttpResponse:
    assert callable(act)
    back = reverse("desk:join", args=[view.join_id])

    def do(entered: Entered) -> str:
        act(entered["reason"])
        return back

    fields = (Field(name="reason", kind="text", is_required=True),)
    asked = Asked(title=title, fields=fields, back=back, intro=intro)
    return ask(request, asked, do, subject=f"{view.first_id} = {view.second_id}")


@page("register.decline_join", path="joins/<str:join_id>/decline", name="decline_join")
def decline(request: HttpRequest, acting: Acting, join_id: str) -> HttpResponse:
    """Does not agree with what is proposed, or takes it back."""
    view = join_numbered(acting, join_id)
    return _with_reason(
        request, view, "page.decline_join", "intro.decline_join",
        lambda reason: decline_join(acting, join_id=join_id, reason=reason),
    )  # fmt: skip


@page("register.propose_parting", path="joins/<str:join_id>/propose-parting", name="propose_parting")
def propose_apart(request: HttpRequest, acting: Acting, join_id: str) -> HttpResponse:
    """Proposes that they are two men after all."""
    view = join_numbered(acting, join_id)
    return _with_reason(
        request, view, "page.propose_parting", "intro.propose_parting",
        lambda reason: propose_parting(acting, join_id=join_id, reason=reason),
    )  # fmt: skip


@page("register.settle_told", path="joins/<str:join_id>/told/<int:number>", name="settle_told")
def settle(request: HttpRequest, acting: Acting, join_id: str, number: int) -> HttpResponse:
    """Says how a notice or letter was put right that went out while two men were taken for one."""
    view, back = join_numbered(acting, join_id), reverse("desk:join", args=[join_id])

    def act(entered: Entered) -> str:
        settle_told(acting, join_id=join_id, told_index=number, how=entered["how"])
        return back

    fields = (Field(name="how", kind="text", is_required=True, longest=1000),)
    asked = Asked(title="page.settle_told", fields=fields, back=back, intro="intro.settle_told")
    return ask(request, asked, act, subject=f"{view.first_id} · {view.second_id}")
