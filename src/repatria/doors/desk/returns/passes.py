"""Laissez-passers for coffins: what is missing of one, issued, countersigned, handed on, withdrawn; and their paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.laissez_passer import SHOWN, PassState, check_rests
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.papers_returns import LaissezPasserPaper
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import day_of_birth
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.provisions import provision_words
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.words import actor_text, guard_text
from repatria.doors.desk.returns.forms import at_field, instant_in
from repatria.records.access.acting import Acting
from repatria.records.returns.selectors.passes import (
    READS,
    PassLine,
    PassView,
    coffin_for_pass,
    coffin_pass,
    passes_fallen,
    passes_to_countersign,
    passes_untold,
)
from repatria.records.returns.services.passes import (
    COUNTERSIGN,
    DECLINE,
    HAND,
    ISSUE,
    WITHDRAW,
    countersign_pass,
    decline_pass,
    hand_pass,
    issue_pass,
    tell_pass_withdrawn,
    withdraw_pass,
)

_AT_ISSUE = {
    "pass_coffin_made": "pass_coffin_made", "pass_from": "pass_from", "pass_to": "pass_to", "pass_means": "pass_means",
}  # fmt: skip
_AT_HANDING = {"pass_handed_to": "pass_handed_to", "pass_receipt": "reference"}


def _to(pass_id: str) -> str:
    return reverse("desk:coffin_pass", args=[pass_id])


@page(READS, path="batch-containers/<str:batch_container>/pass", name="coffin_passes")
def coffin(request: HttpRequest, acting: Acting, batch_container: str) -> HttpResponse:
    """What is missing before a laissez-passer is issued for a coffin, and those that were."""
    one, language = coffin_for_pass(acting, batch_container), language_of(request)
    return render(request, "coffin_passes.html", {
        "one": one, "may_issue": may(acting, ISSUE) and not one.missing,
        "missing": [(guard_text(language, what), provision_words(language, rests)) for what, rests in one.missing],
    })  # fmt: skip


@page(ISSUE, path="batch-containers/<str:batch_container>/pass/new", name="issue_pass")
def issue(request: HttpRequest, acting: Acting, batch_container: str) -> HttpResponse:
    """Issues a laissez-passer for a coffin of one named person."""
    one = coffin_for_pass(acting, batch_container)

    def act(entered: Entered) -> str:
        return _to(issue_pass(
            acting, box_id=one.box_id, coffin=entered["pass_coffin_made"], from_place=entered["pass_from"],
            to_place=entered["pass_to"], means=entered["pass_means"],
        ))  # fmt: skip

    fields = (
        Field(name="pass_coffin_made", is_required=True, hint="hint.pass_coffin_made"),
        *(Field(name=name, is_required=True) for name in ("pass_from", "pass_to", "pass_means")),
    )
    asked = Asked(
        title="page.issue_pass", fields=fields, back=reverse("desk:coffin_passes", args=[one.box_id]),
        intro="intro.issue_pass", at_fields=_AT_ISSUE,
    )  # fmt: skip
    return ask(request, asked, act, subject=one.number)


@page(READS, path="passes/<str:pass_id>", name="coffin_pass")
def one_pass(request: HttpRequest, acting: Acting, pass_id: str) -> HttpResponse:
    """One laissez-passer; as a paper once it is countersigned, and while all that it rests on stands."""
    view = coffin_pass(acting, pass_id)
    state, is_other = view.line.state, view.line.issued_by != acting.account_id
    if request.GET.get("export") == "pdf" and state is PassState.VALID:
        check_rests(view.fallen)
        return pdf_file(view.line.pass_id, current().printer.print_paper(_paper(request, view)))
    is_handed = any(one.event == "handed" for one in view.steps)
    return render(request, "coffin_pass.html", {
        "one": view, "born": _days(request, view.birth_date), "died": _days(request, view.death_date),
        "is_valid": state is PassState.VALID and not view.fallen,
        "may_countersign": state is PassState.ISSUED and is_other and may(acting, COUNTERSIGN),
        "may_decline": state is PassState.ISSUED and may(acting, DECLINE),
        "may_hand": state is PassState.VALID and not view.fallen and may(acting, HAND),
        "may_withdraw": state is PassState.VALID and bool(view.fallen) and may(acting, WITHDRAW),
        "may_tell": state is PassState.WITHDRAWN and is_handed and may(acting, HAND),
    })  # fmt: skip


def _days(request: HttpRequest, text: str) -> str:
    """The day, or the first and last that it may have been, as the certificate has them."""
    return " – ".join(day_of_birth(language_of(request), one) for one in text.split(" – ") if one)


def _paper(request: HttpRequest, view: PassView) -> LaissezPasserPaper:
    """What the paper says: the certificate's words as they were when it was issued, and who stands for it."""
    language, outside = language_of(request), current()
    code, word = outside.fresh_mark(language)
    return LaissezPasserPaper(
        mark=outside.mark(code, word, language, "uk" if language == "en" else "en"), number=view.line.pass_id,
        batch=view.line.batch_id, coffin_number=view.line.number, seal_number=view.seal_number, items=view.items,
        certificate=view.certificate_id, surname=view.surname, first_names=view.first_names, age=view.age,
        birth_date=view.birth_date, birth_place=view.birth_place, death_date=view.death_date,
        death_place=view.death_place, cause=view.cause, cause_said=view.cause_said, coffin=view.coffin,
        from_place=view.from_place, to_place=view.to_place, means=view.means,
        issued_by=actor_text(language, view.line.issued_by), issued_at=local(read_instant(view.issued_at)),
        signed_by=actor_text(language, view.signed_by), signed_at=local(read_instant(view.signed_at)),
    )  # fmt: skip


@page(COUNTERSIGN, path="passes/<str:pass_id>/countersign", name="countersign_pass")
def countersign(request: HttpRequest, acting: Acting, pass_id: str) -> HttpResponse:
    """Countersigns by a press; everything it rests on is read again."""
    return act_once(request, lambda: countersign_pass(acting, pass_id=pass_id), _to(pass_id))


@page(WITHDRAW, path="passes/<str:pass_id>/withdraw", name="withdraw_pass")
def withdraw(request: HttpRequest, acting: Acting, pass_id: str) -> HttpResponse:
    """Withdraws by a press one of which something fell."""
    return act_once(request, lambda: withdraw_pass(acting, pass_id=pass_id), _to(pass_id))


@page(DECLINE, path="passes/<str:pass_id>/decline", name="decline_pass")
def decline(request: HttpRequest, acting: Acting, pass_id: str) -> HttpResponse:
    """Does not countersign it, or takes one's own back."""

    def act(entered: Entered) -> str:
        decline_pass(acting, pass_id=pass_id, reason=entered["reason"])
        return _to(pass_id)

    fields = (Field(name="reason", kind="text", is_required=True),)
    asked = Asked(title="page.decline_pass", fields=fields, back=_to(pass_id), at_fields={"pass_why": "reason"})
    return ask(request, asked, act, subject=pass_id)


def _handed() -> tuple[Field, ...]:
    return (
        Field(name="pass_handed_to", is_required=True),
        Field(name="reference", label="field.handed_receipt", is_required=True),
        at_field(),
    )


@page(HAND, path="passes/<str:pass_id>/hand", name="hand_pass")
def hand(request: HttpRequest, acting: Acting, pass_id: str) -> HttpResponse:
    """Records who has the paper."""

    def act(entered: Entered) -> str:
        hand_pass(
            acting, pass_id=pass_id, to=entered["pass_handed_to"], reference=entered["reference"],
            happened_at=instant_in(entered),
        )  # fmt: skip
        return _to(pass_id)

    asked = Asked(title="page.hand_pass", fields=_handed(), back=_to(pass_id), at_fields=_AT_HANDING)
    return ask(request, asked, act, subject=pass_id)


@page(HAND, path="passes/<str:pass_id>/told", name="tell_pass_withdrawn")
def told(request: HttpRequest, acting: Acting, pass_id: str) -> HttpResponse:
    """Records that whoever has the paper was told that it is withdrawn."""

    def act(entered: Entered) -> str:
        tell_pass_withdrawn(
            acting, pass_id=pass_id, to=entered["pass_handed_to"], reference=entered["reference"],
            happened_at=instant_in(entered),
        )  # fmt: skip
        return _to(pass_id)

    asked = Asked(title="page.tell_pass_withdrawn", fields=_handed(), back=_to(pass_id), at_fields=_AT_HANDING)
    return ask(request, asked, act, subject=pass_id)


def _batches() -> str:
    return reverse("desk:batches")


def _owed(what: str, one: PassLine, *, is_for_second: bool = False) -> OwedItem:
    return OwedItem(
        what=what, link=_to(one.pass_id), about=one.number, is_for_second=is_for_second, waits="waits.colleague",
        provision=SHOWN,
    )  # fmt: skip


@owed(COUNTERSIGN, what="owed.passes_to_countersign", at=_batches)
def to_countersign(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Laissez-passers that another issued."""
    for one in passes_to_countersign(acting):
        if one.issued_by != acting.account_id:
            yield _owed("owed.passes_to_countersign", one, is_for_second=True)


@owed(WITHDRAW, what="owed.passes_fallen", at=_batches)
def to_withdraw(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Laissez-passers of which something fell."""
    for one in passes_fallen(acting):
        yield _owed("owed.passes_fallen", one)


@owed(HAND, what="owed.passes_untold", at=_batches)
def to_tell(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Withdrawn ones that somebody has who was not told."""
    for one in passes_untold(acting):
        yield _owed("owed.passes_untold", one)
