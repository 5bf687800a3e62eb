"""How she is told that there is a letter: her choice with its warning, what came back, what two let through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.notes import MOST_BOUNCES, NoteWay
from repatria.core.vocabulary.relations import REACH
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.errors import UnknownProposalError
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.role_table import SECOND_PERSONS, may_approve
from repatria.records.access.services import record_approval
from repatria.records.enquiries.selectors import check_open, later_words
from repatria.records.hotline.selectors.notes import ALLOW, NOTES, allow_reference, note_choice, note_troubles
from repatria.records.hotline.services.notes import allow_note, choose_note
from repatria.records.hotline.services.recovery import ASKABLE

CHOOSE = "hotline.choose_note"


def _at(enquiry_id: str) -> str:
    return reverse("desk:note_choice", args=[enquiry_id])


@page(NOTES, path="enquiries/<str:enquiry_id>/note", name="note_choice")
def shown(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """What she chose, whether notes come back, and who let them through to a barred operator."""
    check_open(enquiry_id)
    one = note_choice(acting, enquiry_id)
    trouble = next((each for each in note_troubles(acting) if each.enquiry_id == enquiry_id), None)
    approvers = approvers_of(ALLOW, allow_reference(one.choice_id), at=acting.at) if one else ()
    is_barred = trouble is not None and trouble.is_barred
    return render(request, "note_choice.html", {
        "enquiry_id": enquiry_id, "one": one, "is_barred": is_barred, "approvers": approvers,
        "needed": SECOND_PERSONS[ALLOW], "bounces_often": one is not None and one.bounces >= MOST_BOUNCES,
        "has_approved": acting.account_id in approvers, "may_choose": may(acting, CHOOSE),
        "may_approve": is_barred and may_approve(acting.roles, ALLOW),
        "may_allow": is_barred and may(acting, ALLOW) and len(approvers) >= SECOND_PERSONS[ALLOW],
    })  # fmt: skip


@page(CHOOSE, path="enquiries/<str:enquiry_id>/note/choose", name="choose_note")
def chosen(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Records what she chose, once she was told that whoever carries a note learns that she asks."""
    check_open(enquiry_id)
    back = _at(enquiry_id) if may(acting, NOTES) else reverse("desk:owed")
    written = (("", "—"), *((one.word_id, one.word_id) for one in later_words(enquiry_id, REACH)))
    fields = (
        Field(name="note_way", kind="radio", options=choices(language_of(request), "note_way", NoteWay),
              is_required=True),
        Field(name="note_to", longest=200, hint="hint.note_to"),
        *((Field(name="word_id", kind="choice", options=written, hint="hint.word_id"),) if len(written) > 1 else ()),
        Field(name="was_asked", kind="boxes", options=choices(language_of(request), "field", ASKABLE),
              hint="hint.note_asked"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        choose_note(
            acting, enquiry_id=enquiry_id, way=NoteWay(entered["note_way"]), to=entered["note_to"],
            asked=entered.many("was_asked"), word_id=entered["word_id"] if len(written) > 1 else "",
        )  # fmt: skip
        return back

    asked = Asked(title="page.choose_note", fields=fields, back=back, intro="intro.choose_note")
    return ask(request, asked, act, subject=enquiry_id)


@page("access.record_approval", path="enquiries/<str:enquiry_id>/note/approve")
def approve_note(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Agrees that notes go to just this contact although its operator is barred."""
    require(acting, NOTES)

    def act() -> None:
        one = note_choice(acting, enquiry_id)
        if one is None or request.POST.get("reference") != allow_reference(one.choice_id):
            raise UnknownProposalError("she chose otherwise since the page was shown")
        record_approval(acting, action=ALLOW, object_reference=allow_reference(one.choice_id))

    return act_once(request, act, _at(enquiry_id))


@page(ALLOW, path="enquiries/<str:enquiry_id>/note/allow", name="allow_note")
def allowed(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Lets notes through to a barred operator, once two approved."""
    check_open(enquiry_id)

    def act(entered: Entered) -> str:
        allow_note(acting, enquiry_id=enquiry_id, reason=entered["reason"])
        return _at(enquiry_id)

    fields = (Field(name="reason", is_required=True),)
    return ask(request, Asked(title="page.allow_note", fields=fields, back=_at(enquiry_id)), act, subject=enquiry_id)


@owed(CHOOSE, what="owed.notes_bounced", at=lambda: reverse("desk:enquiries"))
def bounced(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Contacts from which notes came back several times in a row."""
    if may(acting, NOTES):
        for one in note_troubles(acting):
            if not one.is_barred:
                yield _item("owed.notes_bounced", one.enquiry_id)


@owed(approves=ALLOW, what="owed.notes_barred", at=lambda: reverse("desk:enquiries"))
def barred(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Contacts at a barred operator that this account has not agreed to."""
    for one in note_troubles(acting):
        if one.is_barred and acting.account_id not in one.approvers and len(one.approvers) < SECOND_PERSONS[ALLOW]:
            yield _item("owed.notes_barred", one.enquiry_id, is_for_second=bool(one.approvers))


@owed(ALLOW, what="owed.notes_to_let", at=lambda: reverse("desk:enquiries"))
def to_let_through(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Contacts at a barred operator to which two agreed: somebody lets notes through."""
    for one in note_troubles(acting):
        if one.is_barred and len(one.approvers) >= SECOND_PERSONS[ALLOW]:
            yield _item("owed.notes_to_let", one.enquiry_id, is_approved=True)


def _item(what: str, enquiry_id: str, *, is_for_second: bool = False, is_approved: bool = False) -> OwedItem:
    return OwedItem(
        what=what, link=_at(enquiry_id), about=enquiry_id, waits="waits.enquirer", provision="practice rule 7",
        is_for_second=is_for_second, is_approved=is_approved,
    )  # fmt: skip
