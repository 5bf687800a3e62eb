"""Lost words and changed numbers, by two persons; and the word with which whoever rings her proves who he is."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.receipts import CALLER_ROWS
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.errors import UnknownProposalError
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting, require
from repatria.records.access.proposals import propose, take_away
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import record_approval
from repatria.records.enquiries.selectors import check_open
from repatria.records.hotline.acts import RecoveryHow
from repatria.records.hotline.selectors.recovery import RECOVERY, recovery
from repatria.records.hotline.services.callers import answer_caller
from repatria.records.hotline.services.recovery import (
    ASKABLE,
    CHANGE,
    CONFIRM_POST,
    EARLIER,
    GIVE,
    WAYS,
    change_reference,
    change_telephone,
    confirm_post,
    give_recovery_code,
    open_earlier_letters,
    post_reference,
    record_failed_recovery,
    recovery_reference,
)


def _back(enquiry_id: str) -> str:
    return reverse("desk:lost_words", args=[enquiry_id])


@page(RECOVERY, path="enquiries/<str:enquiry_id>/lost-words")
def lost_words(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """What she chose for lost words, what may be asked, what two persons did so far."""
    view = recovery(acting, enquiry_id)
    return render(request, "lost_words.html", {
        "one": view, "may_give": may(acting, GIVE), "may_approve": may_approve(acting.roles, GIVE),
        "ways": [(way, len(by), acting.account_id in by) for way, by in view.approvers.items()],
        "may_answer": may(acting, "hotline.answer_caller"),
    })  # fmt: skip


def _ways(language: str) -> tuple[Field, ...]:
    return (
        Field(name="recovery_how", kind="radio", options=choices(language, "recovery_how", RecoveryHow),
              is_required=True),
        Field(name="was_asked", kind="boxes", options=choices(language, "field", ASKABLE), hint="hint.was_asked"),
    )  # fmt: skip


@page("access.record_approval", path="enquiries/<str:enquiry_id>/lost-words/approve/<str:way>")
def approve_recovery(request: HttpRequest, acting: Acting, enquiry_id: str, way: str) -> HttpResponse:
    """Agrees, as the second person, that her words are made anew in this way; it is read first."""
    require(acting, RECOVERY)
    if way not in WAYS:
        raise UnknownProposalError("there is no such way")

    def act() -> None:
        check_open(enquiry_id)
        recovery(acting, enquiry_id)
        record_approval(acting, action=GIVE, object_reference=recovery_reference(enquiry_id, way))

    return act_once(request, act, _back(enquiry_id))


@page(GIVE, path="enquiries/<str:enquiry_id>/lost-words/ask/<str:way>")
def ask_second(request: HttpRequest, acting: Acting, enquiry_id: str, way: str) -> HttpResponse:
    """Lays lost words before another, on whose first page it then stands."""
    if way not in WAYS:
        raise UnknownProposalError("there is no such way")

    def act() -> None:
        check_open(enquiry_id)
        content = {"enquiry_id": enquiry_id, "way": way}
        propose(acting, action=GIVE, reference=recovery_reference(enquiry_id, way), content=content)

    return act_once(request, act, _back(enquiry_id))


@page(GIVE, path="enquiries/<str:enquiry_id>/lost-words/code", name="give_code")
def give(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Gives a one-time code, shown this one time; what was not said right is recorded instead."""
    fields = (
        *_ways(language_of(request)), Field(name="is_number_lost", kind="box"),
        Field(name="was_said", kind="radio", options=choices(language_of(request), "holds", ("yes", "no")),
              is_required=True),
    )  # fmt: skip

    def act(entered: Entered) -> HttpResponse | str:
        how, asked = RecoveryHow(entered["recovery_how"]), entered.many("was_asked")
        if entered["was_said"] == "no":
            record_failed_recovery(acting, enquiry_id=enquiry_id, how=how, asked=asked)
            return _back(enquiry_id)
        code = give_recovery_code(
            acting, enquiry_id=enquiry_id, how=how, asked=asked, is_number_lost=entered.is_ticked("is_number_lost")
        )
        for way in WAYS:
            take_away(GIVE, recovery_reference(enquiry_id, way))
        return render(request, "recovery_code.html", {"code": code, "back": _back(enquiry_id)})

    asked_for = Asked(
        title="page.give_code", fields=fields, back=_back(enquiry_id), button="button.give_code",
        intro="intro.give_code",
    )  # fmt: skip
    return ask(request, asked_for, act, subject=enquiry_id)


def _telephone_form(
    request: HttpRequest, enquiry_id: str, title: str, act: Callable[[Entered], str], *more: Field
) -> HttpResponse:  # fmt: skip
    fields = (Field(name="telephone", is_required=True, longest=40), *more)
    asked = Asked(title=title, fields=fields, back=_back(enquiry_id), intro="intro.change_telephone")
    return ask(request, asked, act, subject=enquiry_id)


@page("access.record_approval", path="enquiries/<str:enquiry_id>/telephone/approve")
def approve_telephone(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Agrees to another number, typing it himself: two who heard the same number."""
    require(acting, RECOVERY)

    def act(entered: Entered) -> str:
        check_open(enquiry_id)
        reference = change_reference(enquiry_id, entered["telephone"], RecoveryHow(entered["recovery_how"]))
        record_approval(acting, action=CHANGE, object_reference=reference)
        return _back(enquiry_id)

    return _telephone_form(request, enquiry_id, "page.approve_telephone", act, _ways(language_of(request))[0])


@page(CHANGE, path="enquiries/<str:enquiry_id>/telephone", name="new_telephone")
def telephone_changed(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Puts another number in place of the one that may be rung."""

    def act(entered: Entered) -> str:
        change_telephone(
            acting, enquiry_id=enquiry_id, telephone=entered["telephone"], how=RecoveryHow(entered["recovery_how"]),
            asked=entered.many("was_asked"),
        )  # fmt: skip
        return _back(enquiry_id)

    return _telephone_form(request, enquiry_id, "page.new_telephone", act, *_ways(language_of(request)))


@page("access.record_approval", path="enquiries/<str:enquiry_id>/lost-words/<str:recovery_id>/approve")
def approve_earlier(request: HttpRequest, acting: Acting, enquiry_id: str, recovery_id: str) -> HttpResponse:
    """Agrees that new words open the earlier letters too."""
    require(acting, RECOVERY)

    def act() -> None:
        recovery(acting, enquiry_id)
        record_approval(acting, action=EARLIER, object_reference=recovery_id)

    return act_once(request, act, _back(enquiry_id))


@page(EARLIER, path="enquiries/<str:enquiry_id>/lost-words/<str:recovery_id>/open")
def open_earlier(request: HttpRequest, acting: Acting, enquiry_id: str, recovery_id: str) -> HttpResponse:
    """Opens the earlier letters to new words, once another agreed."""
    return act_once(request, lambda: open_earlier_letters(acting, recovery_id=recovery_id), _back(enquiry_id))


@page("access.record_approval", path="enquiries/<str:enquiry_id>/lost-words/<str:recovery_id>/post/approve")
def approve_post(request: HttpRequest, acting: Acting, enquiry_id: str, recovery_id: str) -> HttpResponse:
    """Agrees that she named the address for paper again."""
    require(acting, RECOVERY)

    def act() -> None:
        recovery(acting, enquiry_id)
        record_approval(acting, action=CONFIRM_POST, object_reference=post_reference(recovery_id))

    return act_once(request, act, _back(enquiry_id))


@page(CONFIRM_POST, path="enquiries/<str:enquiry_id>/lost-words/<str:recovery_id>/post")
def confirmed_post(request: HttpRequest, acting: Acting, enquiry_id: str, recovery_id: str) -> HttpResponse:
    """Lets letters go on paper again, once another agreed."""
    return act_once(request, lambda: confirm_post(acting, recovery_id=recovery_id), _back(enquiry_id))


@page("hotline.answer_caller", path="enquiries/<str:enquiry_id>/row")
def caller_row(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Shows the word beside the row that she names: this one, once."""
    rows = tuple((str(row), str(row)) for row in range(1, CALLER_ROWS + 1))
    fields = (Field(name="caller_row", kind="choice", options=rows, is_required=True),)
    back = _back(enquiry_id) if may(acting, RECOVERY) else reverse("desk:owed")

    def act(entered: Entered) -> HttpResponse:
        row = int(entered["caller_row"])
        said = answer_caller(acting, enquiry_id=enquiry_id, row=row)
        return render(request, "caller_row.html", {"row": row, "said": said, "back": back})

    asked = Asked(
        title="page.caller_row", fields=fields, back=back, button="button.show_word", intro="intro.caller_row"
    )
    return ask(request, asked, act, subject=enquiry_id)
