"""The interviewer's pages: who is to be asked, and what he answered. Her name, relation and words; never an address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.askers import taken_from_him
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, after_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.run import link_in_run
from repatria.doors.desk.frame.whom import subject_of, subject_on
from repatria.doors.desk.frame.words import choices, guard_text, word_text
from repatria.doors.desk.interviews.aloud import read_aloud
from repatria.doors.desk.interviews.forms import (
    ABOUT_HER,
    ANSWERS,
    asked_twice_field,
    condition_fields,
    conditions_entered,
    words_entered,
)
from repatria.doors.desk.interviews.owed import meetings_to_ask
from repatria.records.access.acting import Acting, require
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import record_approval
from repatria.records.disclosure.selectors import interview as interview_view
from repatria.records.disclosure.selectors import questions_to_ask
from repatria.records.disclosure.selectors import vital_interest as unasked_view
from repatria.records.disclosure.services import TELL_UNASKED
from repatria.records.disclosure.withholding import SAY_HIS_NEVER
from repatria.records.matching.selectors import links_of_person
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.releases import release_questions
from repatria.records.register.selectors import latest_decision, persons_to_ask, unasked_persons
from repatria.records.register.selectors.asking import language_recorded
from repatria.records.register.selectors.decisions import was_asked_openly
from repatria.records.register.services import record_asked_again, record_contact_decision, record_withdrawal
from repatria.records.register.unable import unable_decision

_COLUMNS = ("column.what", "column.due", "column.card", "column.name", "column.holder", "column.number")


_SHOWN = 50


@page("register.?interview_list", path="interviews", name="interviews", menu="page.interviews")
def interview_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Who is to be asked: first the open question, then about an enquirer, then about a meeting."""
    language, today = language_of(request), current().now().date().isoformat()
    about_her = [("enquiry", person_id, link, "") for person_id, link in questions_to_ask(current().now())]
    meetings = [("handover", person_id, link, "") for person_id, link in meetings_to_ask(current().now())]
    # What keeps him here comes first, then what somebody waits for: a meeting, an enquirer; then the open question.
    leaving = [("release", person_id, None, due_at.date().isoformat())
               for person_id, due_at in release_questions(current().now())]  # fmt: skip
    before = max(after_of(request), 0)
    asked_of_him: list[tuple[str, str, int | None, str]] = [*leaving, *meetings, *about_her]
    wanted = asked_of_him[before : before + _SHOWN]
    unasked = unasked_persons(acting, skip=before - len(asked_of_him), at_most=_SHOWN - len(wanted))
    wanted += [("open", person_id, None, due) for person_id, due in unasked]
    has_more = before + _SHOWN < len(asked_of_him) or unasked.has_more
    lines = {line.person_id: line for line in persons_to_ask(acting, list(dict.fromkeys(w[1] for w in wanted)))}
    rows = []
    for about, person_id, link, due in wanted:
        line = lines.get(person_id)
        if line is None:
            continue
        is_late = bool(due) and due < today
        due_text = date_words(language, due) + (f" · {word_text(language, 'tone', 'late')}" if is_late else "")
        alone = "desk:release_interview" if about == ContactAbout.RELEASE else "desk:open_interview"
        is_first = link is not None and not was_asked_openly(person_id)  # nobody is named to him before
        place = ("desk:interview", [person_id, link]) if link is not None and not is_first else (alone, [person_id])
        about = ContactAbout.OPEN.value if is_first else about
        rows.append(Row(
            cells=(word_text(language, "about", about), due_text if due else "—", line.card_number or "—",
                   f"{line.surname} {line.first_names}".strip() or "—", line.holder or "—", person_id),
            link=link_in_run(reverse(place[0], args=place[1])), tone="late" if is_late else "",
        ))  # fmt: skip
    return table_page(
        request, title="page.interviews", columns=_COLUMNS, rows=rows, intro="intro.interviews",
        first_link=rows[0].link if rows else "", empty="empty.interviews",
        following=f"?after={before + len(wanted)}" if has_more else "",
    )  # fmt: skip


@page("register.record_contact_decision", path="interviews/<str:person_id>")
def open_interview(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """The open question: whom may we tell, whom never, is there a question only she can answer?"""
    language = language_of(request)
    (line, *_) = persons_to_ask(acting, [person_id]) or (None,)
    if line is None:
        raise UnknownPersonError("no such person")
    fields = (
        *condition_fields(),
        Field(name="answer", kind="radio", options=choices(language, "answer", ANSWERS), is_required=True,
              legend="legend.answer"),
        Field(name="may_tell", kind="text", hint="hint.may_tell"),
        Field(name="never_tell", kind="text", hint="hint.never_tell"), Field(name="private_question"),
        Field(name="private_answer"), Field(name="fear", kind="text", hint="hint.fear"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_contact_decision(
            acting, person_id=person_id, about=ContactAbout.OPEN, link_index=None,
            answer=ContactAnswer(entered["answer"]), is_her=None, facts=conditions_entered(entered),
            words=words_entered(entered),
        )  # fmt: skip
        return reverse("desk:interviews")

    asked = Asked(
        title="page.open_interview", fields=fields, back=reverse("desk:interviews"), template="interview.html",
    )  # fmt: skip
    links = [(link.link_index, latest_decision(person_id, "enquiry", link.link_index))
             for link in links_of_person(person_id)]  # fmt: skip
    previous = latest_decision(person_id, ContactAbout.OPEN.value, None)
    decisions = [(ContactAbout.OPEN.value, previous)] if previous else []
    aloud = read_aloud(request, language_recorded(acting, person_id), "aloud.first", "aloud.contact")
    return ask(
        request, asked, act, line=line, links=links if previous else (), her=None, decisions=decisions, aloud=aloud,
        subject=person_id, **taken_from_him(acting, person_id),
    )  # fmt: skip


@page("register.record_contact_decision", path="interviews/<str:person_id>/release")
def release_interview(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Does he want to leave on the basis that was opened? After the end of hostilities he is told, and may object."""
    language = language_of(request)
    (line, *_) = persons_to_ask(acting, [person_id]) or (None,)
    if line is None:
        raise UnknownPersonError("no such person")
    answers = tuple(answer for answer in ANSWERS if answer is not ContactAnswer.ONLY_THIS_PERSON)
    fields = (
        Field(name="answer", kind="radio", options=choices(language, "answer", answers), is_required=True,
              legend="legend.answer"),
        Field(name="fear", kind="text", hint="hint.fear"), *condition_fields(),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_contact_decision(
            acting, person_id=person_id, about=ContactAbout.RELEASE, link_index=None,
            answer=ContactAnswer(entered["answer"]), is_her=None, facts=conditions_entered(entered),
            words=words_entered(entered),
        )  # fmt: skip
        return reverse("desk:interviews")

    asked = Asked(
        title="page.release_interview", fields=fields, back=reverse("desk:interviews"), template="interview.html",
    )  # fmt: skip
    previous = latest_decision(person_id, ContactAbout.RELEASE.value, None)
    decisions = [(ContactAbout.RELEASE.value, previous)] if previous else []
    aloud = read_aloud(request, language_recorded(acting, person_id), "aloud.release")
    return ask(request, asked, act, line=line, her=None, decisions=decisions, aloud=aloud, subject=person_id)


@page("register.record_withdrawal", path="interviews/withdraw/<int:decision_index>")
def withdraw(request: HttpRequest, acting: Acting, decision_index: int) -> HttpResponse:
    """He takes an answer back: one button, no reason."""
    return act_once(
        request, lambda: record_withdrawal(acting, decision_index=decision_index), reverse("desk:interviews")
    )


@page("register.record_asked_again", path="asked-again/<int:decision_index>")
def asked_again(request: HttpRequest, acting: Acting, decision_index: int) -> HttpResponse:
    """A doctor tried again whether he can be asked: yes, and the interviewer asks him; or still not."""
    language, unable = language_of(request), unable_decision(decision_index)
    fields = (Field(
        name="askable", kind="radio", options=choices(language, "askable", ("no", "yes")), is_required=True,
    ),)  # fmt: skip

    def act(entered: Entered) -> str:
        record_asked_again(acting, decision_index=decision_index, can_be_asked=entered["askable"] == "yes")
        return reverse("desk:owed")

    asked = Asked(
        title="page.asked_again", fields=fields, back=reverse("desk:owed"), intro="intro.asked_again",
    )  # fmt: skip
    return ask(request, asked, act, subject=subject_on(acting, unable.person_id))


@page("disclosure.?vital_interest", path="vital-interest/<str:enquiry_id>")
def vital_interest(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """May she be told although he cannot be asked? A doctor and the head decide together."""
    view, language = unasked_view(acting, enquiry_id), language_of(request)
    return render(request, "vital_interest.html", {
        "unasked": view, "whom": subject_of(acting, view.person_id),
        "missing": [(guard_text(language, one.what), one.provision) for one in view.missing],
        "has_approved": acting.account_id in view.approvers,
        "may_approve": may_approve(acting.roles, TELL_UNASKED) and acting.account_id not in view.approvers,
    })  # fmt: skip


@page("access.record_approval", path="vital-interest/<str:enquiry_id>/approve")
def approve_vital_interest(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """One of the two says that she be told; it is read first."""
    require(acting, "disclosure.?vital_interest")

    def act() -> None:
        view = unasked_view(acting, enquiry_id)
        record_approval(acting, action=TELL_UNASKED, object_reference=view.approval_reference)

    return act_once(request, act, reverse("desk:owed"))


@page("register.record_contact_decision", path="interviews/<str:person_id>/<int:link_index>")
def interview(request: HttpRequest, acting: Acting, person_id: str, link_index: int) -> HttpResponse:
    """One question to him about one enquirer: may she be told, may she call, will he leave with her?"""
    language = language_of(request)
    is_his = any(link.link_index == link_index for link in links_of_person(person_id))
    if is_his and not was_asked_openly(person_id):
        return redirect("desk:open_interview", person_id)
    her = interview_view(acting, person_id, link_index)
    fields = (
        Field(name="about", kind="radio", options=choices(language, "about", ABOUT_HER), is_required=True,
              value=ContactAbout.ENQUIRY.value if her.previous is None else ContactAbout.HANDOVER.value),
        Field(name="is_her", kind="radio", options=choices(language, "is_her", ("yes", "no", "not_asked")),
              is_required=True, value="" if her.previous is None else "not_asked", hint="hint.is_her"),
        Field(name="answer", kind="radio", options=choices(language, "answer", ANSWERS), is_required=True),
        *asked_twice_field(request),
        Field(name="private_question"), Field(name="private_answer"),
        Field(name="never_tell", kind="text", hint="hint.never_tell"),
        *condition_fields(),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_contact_decision(
            acting, person_id=person_id, about=ContactAbout(entered["about"]), link_index=link_index,
            answer=ContactAnswer(entered["answer"]), facts=conditions_entered(entered), words=words_entered(entered),
            is_her={"yes": True, "no": False}.get(entered["is_her"]),
            was_asked_twice=bool(entered.values.get("was_asked_twice")),
        )  # fmt: skip
        return reverse("desk:interviews")

    asked = Asked(title="page.interview", fields=fields, back=reverse("desk:interviews"), template="interview.html")
    decisions = [
        (about.value, decision)
        for about in ABOUT_HER
        if (decision := latest_decision(person_id, about.value, link_index)) is not None
    ]
    aloud = read_aloud(request, her.language, "aloud.about_her")
    return ask(
        request, asked, act, her=her, decisions=decisions, aloud=aloud, subject=person_id,
        may_withhold=may(acting, SAY_HIS_NEVER), **taken_from_him(acting, person_id, her.enquiry_id),
    )  # fmt: skip
