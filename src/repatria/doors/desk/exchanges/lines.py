"""One line, or many at once: its next step, whom it means, and the other Party's word against an answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.exchange_list import LineEvent, RefusalGround
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.exchanges.forms import whole_day
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import day_of_birth
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.matcher import SilentMatcherError, find
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.exchanges.selectors.lists import ATTESTED, LineView, line, lines
from repatria.records.exchanges.services.lines import DISPUTE, RECORD, dispute_line, record_line
from repatria.records.exchanges.services.lists import RESOLVE, UNRESOLVE, resolve_line, unresolve_line
from repatria.records.ledger.services import bulk_acts
from repatria.records.register.selectors import persons_numbered

_AT_FIELDS = {
    "line_agreed_on": "agreed_on", "agreed_by_both": "line_reference", "asked_there": "line_reference",
    "refusal_ground": "refusal_ground", "refusal_reason": "line_said", "search_told": "line_said",
    "withdrawal_reason": "line_said",
}  # fmt: skip
_ALONG = (LineEvent.AGREED, LineEvent.VERIFIED, LineEvent.RELEASED)


@page(RECORD, path="exchange-lines/<str:exchange_line>/step", name="line_step")
def step(request: HttpRequest, acting: Acting, exchange_line: str) -> HttpResponse:
    """The next step of one line: what the house knows is read, what both Parties' papers say is entered."""
    view, language = line(acting, exchange_line).line, language_of(request)
    back = reverse("desk:exchange_line", args=[exchange_line])
    along = [LineEvent(view.next_event)] if view.next_event else []
    events = (*along, LineEvent.REFUSED, LineEvent.WITHDRAWN)

    def act(entered: Entered) -> str:
        event = LineEvent(entered["line_event"])
        record_line(
            acting, line_id=exchange_line, event=event, reference=entered["line_reference"],
            agreed_on=whole_day(entered, "agreed_on") if entered["agreed_on"] else None,
            ground=RefusalGround(entered["refusal_ground"]) if entered["refusal_ground"] else None,
            said=entered["line_said"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="line_event", kind="radio", is_required=True, options=choices(language, "line_event", events)),
        Field(name="agreed_on", kind="date", hint="hint.line_agreed_on"),
        Field(name="line_reference", hint="hint.line_reference"),
        Field(name="refusal_ground", kind="choice",
              options=choices(language, "refusal_ground", RefusalGround, empty=True), hint="hint.refusal_ground"),
        Field(name="line_said", kind="text", hint="hint.line_said"),
    )  # fmt: skip
    asked = Asked(
        title="page.line_step", fields=fields, back=back, intro="intro.line_step", at_fields=_AT_FIELDS
    )  # fmt: skip
    return ask(request, asked, act, subject=f"{exchange_line} · {view.name}")


def _is_ready(view: LineView, event: LineEvent) -> bool:
    return view.next_event == event.value and not view.missing and not {one.what for one in view.missing} - ATTESTED


@page(RECORD, path="exchange-lists/<str:exchange_list>/together", name="lines_together")
def together(request: HttpRequest, acting: Acting, exchange_list: str) -> HttpResponse:
    """The same step of many lines, each an act of its own; lines that still lack something are not offered."""
    language, back = language_of(request), reverse("desk:exchange_list", args=[exchange_list])
    ready = [
        (view, LineEvent(view.next_event)) for view in lines(acting, exchange_list, at_most=0)
        if view.next_event and _is_ready(view, LineEvent(view.next_event))
    ]  # fmt: skip

    def act(entered: Entered) -> str:
        event, chosen = LineEvent(entered["line_event"]), entered.many("lines")
        wanted = [view for view, following in ready if view.line_id in chosen and following is event]
        if len(wanted) != len(chosen):
            raise InputError("not all of these lines have that step before them", (("lines", "unknown"),))
        day = whole_day(entered, "agreed_on") if entered["agreed_on"] else None
        with bulk_acts():
            for view in wanted:
                record_line(
                    acting, line_id=view.line_id, event=event, agreed_on=day, reference=entered["line_reference"]
                )
        return back

    options = tuple(
        (view.line_id, " · ".join(filter(None, (
            view.name or "—", day_of_birth(language, view.birth_date), view.their_number,
        ))))
        for view, _ in ready
    )  # fmt: skip
    fields = (
        Field(name="line_event", kind="radio", is_required=True, options=choices(language, "line_event", _ALONG)),
        Field(name="lines", kind="boxes", is_required=True, options=options, hint="hint.lines_together"),
        Field(name="agreed_on", kind="date", hint="hint.line_agreed_on"),
        Field(name="line_reference", hint="hint.line_reference"),
    )  # fmt: skip
    asked = Asked(
        title="page.lines_together", fields=fields, back=back, intro="intro.lines_together", at_fields=_AT_FIELDS
    )  # fmt: skip
    return ask(request, asked, act, subject=exchange_list)


def _likely(acting: Acting, view: LineView, language: str) -> tuple[tuple[str, str], ...]:
    """Whom the register holds under such a name, the likeliest first; nobody while the matcher is silent."""
    if not view.name:
        return ()
    try:
        found = find(current().matcher_socket, name=view.name, birth_date=view.birth_date, top=6)
    except SilentMatcherError:
        return ()
    people = {one.person_id: one for one in persons_numbered(acting, [one.person_id for one in found])}
    return tuple(
        (one.person_id, " · ".join(filter(None, (
            f"{people[one.person_id].surname} {people[one.person_id].first_names}".strip(),
            day_of_birth(language, people[one.person_id].birth_date), people[one.person_id].card_number or "",
            one.person_id,
        )))) for one in found if one.person_id in people
    )  # fmt: skip


@page(RESOLVE, path="exchange-lines/<str:exchange_line>/resolve", name="resolve_line")
def resolve(request: HttpRequest, acting: Acting, exchange_line: str) -> HttpResponse:
    """Whom in the register a line means: chosen among the likely ones, or by number."""
    view = line(acting, exchange_line).line
    back = reverse("desk:exchange_line", args=[exchange_line])
    language = language_of(request)
    likely = _likely(acting, view, language)

    def act(entered: Entered) -> str:
        number = entered["resolve_number"] or entered.values.get("resolve_person", "")
        if not number:
            raise InputError("say whom it means", (("resolve_number", "missing"),))
        resolve_line(acting, line_id=exchange_line, person_id=number)
        return back

    fields = [Field(name="resolve_number", longest=40, hint="hint.resolve_number")]
    if likely:
        fields.insert(0, Field(name="resolve_person", kind="radio", options=likely))
    asked = Asked(title="page.resolve_line", fields=tuple(fields), back=back, intro="intro.resolve_line")
    about = (view.name, day_of_birth(language, view.birth_date), view.service_number, view.their_number)
    return ask(request, asked, act, subject=" · ".join(filter(None, (exchange_line, *about))))


@page(UNRESOLVE, path="exchange-lines/<str:exchange_line>/unresolve", name="unresolve_line")
def unresolve(request: HttpRequest, acting: Acting, exchange_line: str) -> HttpResponse:
    """Takes from a line the wrong man whom another found for it, with the reason."""
    view = line(acting, exchange_line).line
    back = reverse("desk:exchange_line", args=[exchange_line])

    def act(entered: Entered) -> str:
        unresolve_line(acting, line_id=exchange_line, reason=entered["reason"])
        return back

    fields = (Field(name="reason", kind="text", is_required=True),)
    asked = Asked(title="page.unresolve_line", fields=fields, back=back, intro="intro.unresolve_line")
    return ask(request, asked, act, subject=" · ".join(filter(None, (exchange_line, view.name, view.person_id))))


@page(DISPUTE, path="exchange-lines/<str:exchange_line>/dispute", name="dispute_line")
def dispute(request: HttpRequest, acting: Acting, exchange_line: str) -> HttpResponse:
    """The other Party holds against what it was answered of a line."""
    line(acting, exchange_line)
    back = reverse("desk:exchange_line", args=[exchange_line])

    def act(entered: Entered) -> str:
        dispute_line(acting, line_id=exchange_line, said_by=entered["said_by"], reference=entered["line_reference"])
        return back

    fields = (
        Field(name="said_by", is_required=True), Field(name="line_reference", is_required=True, hint="hint.their_paper")
    )  # fmt: skip
    asked = Asked(title="page.dispute_line", fields=fields, back=back, intro="intro.dispute_line")
    return ask(request, asked, act, subject=exchange_line)
