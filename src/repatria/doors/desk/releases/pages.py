"""Releases: the opened ones, one with all that is missing, opening, approving, completing, giving up; fit to travel."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import instant_words, now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, after_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.whom import subject_on
from repatria.doors.desk.frame.words import guard_text, word_text
from repatria.doors.desk.releases.forms import (
    CANCELLING_AT_FIELDS,
    COMPLETING_AT_FIELDS,
    OPENING_AT_FIELDS,
    done_fields,
    done_of,
    fitness_fields,
    ground_fields,
    ground_of,
    when,
)
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import SamePersonError
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import record_approval
from repatria.records.register.releases import COMPLETE, ReleaseView, releases_open
from repatria.records.register.releases import release as release_view
from repatria.records.register.selectors import custody_of
from repatria.records.register.services import cancel_release, complete_release, open_release, record_fitness

_COLUMNS = (
    "column.number", "column.name", "column.card", "column.holder", "column.basis", "column.since", "column.due",
    "column.missing",
)  # fmt: skip


@page("register.?release", path="releases", menu="page.releases")
def releases(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The opened releases, oldest first, each with what it still lacks."""
    language, now = language_of(request), current().now()
    views = releases_open(acting, after_index=after_of(request))
    rows = [
        Row(
            cells=(
                view.person_id, *_who(view), word_text(language, "basis", view.basis) if view.basis else "—",
                *(instant_words(language, instant_text(one)) for one in (view.opened_at, view.due_at)),
                ", ".join(guard_text(language, guard.what) for guard in view.missing) or "—",
            ),
            link=reverse("desk:release", args=[view.person_id]), tone="late" if now > view.due_at else "",
        )
        for view in views
    ]  # fmt: skip
    return table_page(
        request, title="page.releases", columns=_COLUMNS, rows=rows, intro="intro.releases", empty="empty.releases",
        following=f"?after={views[-1].listed_at}" if views.has_more else "",
    )  # fmt: skip


def _who(view: ReleaseView) -> tuple[str, str, str]:
    """Name, card and place of him who is to leave."""
    assert view.who is not None, "it was read"
    return (f"{view.who.surname} {view.who.first_names}".strip() or "—", view.who.card_number or "—",
            view.who.holder or "—")  # fmt: skip


@page("register.?release", path="releases/<str:person_id>")
def release(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """One opened release: on what it rests, what is missing with its provision, and since when."""
    view, language = release_view(acting, person_id), language_of(request)
    return render(request, "release.html", {
        "release": view, "who": _who(view),
        "missing": [
            (guard_text(language, one.what), one.provision, _where(acting, one.what, person_id)) for one in view.missing
        ],
        "opened_at": instant_text(view.opened_at), "due_at": instant_text(view.due_at),
        "is_late": current().now() > view.due_at,
        "may_approve": may_approve(acting.roles, COMPLETE)
        and acting.account_id not in (*view.approvers, view.opened_by),
        "may_complete": may(acting, COMPLETE), "may_cancel": may(acting, "register.cancel_release"),
        "may_examine": may(acting, "register.record_fitness"),
    })  # fmt: skip


_DONE_AT: Mapping[str, tuple[str, str, bool]] = {
    "parole_law_notified": ("register.record_ground_paper", "record_ground_paper", False),
    "hostilities_ended": ("register.record_ground_paper", "record_ground_paper", False),
    "neutral_agreement": ("register.record_ground_paper", "record_ground_paper", False),
    "commission_decided": ("register.record_medical_decision", "medical_decision", True),
    "medical_category": ("register.record_medical_decision", "medical_decision", True),
    "his_promise": ("register.record_promise", "promise", True),
    "agreed_line": ("exchanges.?lists", "exchanges", False),
    "judicial_consent": ("register.record_proceedings", "proceedings", True),
    "fit_to_travel": ("register.record_fitness", "fitness", True),
    "his_decision": ("register.record_contact_decision", "release_interview", True),
    "he_is_informed": ("register.record_contact_decision", "release_interview", True),
}
"""Where each missing thing is done: by which action, on which page, and whether that page is his own."""


def _where(acting: Acting, what: str, person_id: str) -> str:
    """The page on which a missing thing is done; "" where another role does it, or it is done on this page."""
    action, name, is_his = _DONE_AT.get(what, ("", "", False))
    if not action or not may(acting, action):
        return ""
    return reverse(f"desk:{name}", args=[person_id] if is_his else [])


@page("register.open_release", path="releases/<str:person_id>/open", name="open_release")
def open_one(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Opens a release on a basis; its clock runs from here."""
    custody_of(person_id)  # no such person: no form

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        open_release(acting, person_id=person_id, happened_at=happened_at, ground=ground_of(entered))
        return reverse("desk:release", args=[person_id])

    asked = Asked(
        title="page.open_release", fields=ground_fields(language_of(request), now_typed()),
        back=reverse("desk:person", args=[person_id]), intro="intro.open_release", at_fields=OPENING_AT_FIELDS,
    )  # fmt: skip
    return ask(request, asked, act, subject=subject_on(acting, person_id))


@page("access.record_approval", path="releases/<str:person_id>/approve")
def approve_release(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Approves an opened release on exactly the ground that was shown; it is read first."""
    require(acting, "register.?release")

    def act() -> None:
        view = release_view(acting, person_id)
        if request.POST.get("reference") != view.approval_reference:
            raise InputError("what it rests on changed since the page was shown: read it again")
        if acting.account_id == view.opened_by:
            raise SamePersonError("what one person opened others approve", provision="house rule 6.1")
        record_approval(acting, action=COMPLETE, object_reference=view.approval_reference)

    return act_once(request, act, reverse("desk:release", args=[person_id]))


@page("register.complete_release", path="releases/<str:person_id>/complete", name="complete_release")
def complete(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Completes an opened release: what is attested is asked, what the house knows is not."""
    custody_of(person_id)

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        complete_release(acting, person_id=person_id, happened_at=happened_at, done=done_of(entered))
        return reverse("desk:person", args=[person_id])

    asked = Asked(
        title="page.complete_release", fields=done_fields(language_of(request), now_typed()),
        back=reverse("desk:person", args=[person_id]), intro="intro.complete_release",
        at_fields=COMPLETING_AT_FIELDS,
    )  # fmt: skip
    return ask(request, asked, act, subject=subject_on(acting, person_id))


@page("register.cancel_release", path="releases/<str:person_id>/cancel", name="cancel_release")
def cancel(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Gives an opened release up: his own no needs nothing, an authority gives name, reason and provision."""
    custody_of(person_id)
    fields = (when(now_typed()), Field(name="authority"), Field(name="reason"), Field(name="provision", longest=80))

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        cancel_release(
            acting, person_id=person_id, happened_at=happened_at, authority=entered["authority"],
            reason=entered["reason"], provision=entered["provision"],
        )  # fmt: skip
        return reverse("desk:person", args=[person_id])

    asked = Asked(
        title="page.cancel_release", fields=fields, back=reverse("desk:person", args=[person_id]),
        intro="intro.cancel_release", at_fields=CANCELLING_AT_FIELDS,
    )  # fmt: skip
    return ask(request, asked, act, subject=subject_on(acting, person_id))


@page("register.record_fitness", path="releases/<str:person_id>/fitness")
def fitness(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """A doctor's word on whether he may travel."""
    custody_of(person_id)
    back = reverse("desk:releases")

    def act(entered: Entered) -> str:
        examined_at = entered.instant("examined_at")
        assert examined_at is not None, "the form asks for it"
        record_fitness(
            acting, person_id=person_id, is_fit=entered["fitness"] == "fit", examined_at=examined_at,
            words=entered["medical_note"],
        )  # fmt: skip
        return back

    asked = Asked(
        title="page.fitness", fields=fitness_fields(language_of(request), now_typed()), back=back, intro="intro.fitness"
    )  # fmt: skip
    return ask(request, asked, act, subject=subject_on(acting, person_id))
