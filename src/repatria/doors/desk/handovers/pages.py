"""Hand-overs: opening, the next step with its checklist, the approvals, stopping, and the record that all sign."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.errors import HandoverOrderError
from repatria.core.law.handover import Attestation, HandoverEvent, Signatory
from repatria.core.law.handover_ending import TO_BE_TOLD
from repatria.core.vocabulary.paper_words import LANGUAGES_OF_PAPERS
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.lists import Row, after_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.papers import PAIRS, pair_of
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import word_text
from repatria.doors.desk.handovers.forms import step_fields
from repatria.doors.desk.handovers.identity import identity_shown
from repatria.doors.desk.handovers.papers import handover_paper, held_on_paper, relation_on_paper
from repatria.doors.desk.handovers.way import checks_of, signatures_of, way_of
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import SamePersonError
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import record_approval
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.handover.acts import MeetingWords
from repatria.records.handover.endings import ENDINGS, TELL_HER, TELL_HIM, endings_of
from repatria.records.handover.incidents import RECORD as RECORD_INCIDENT
from repatria.records.handover.information_letters import PRINT
from repatria.records.handover.plans import DOSSIER, PLAN, WITH_DOSSIER
from repatria.records.handover.selectors import handover as handover_view
from repatria.records.handover.selectors import handovers, record_of, switches
from repatria.records.handover.services import AUTHORISE, STEP_ACTIONS, open_handover, record_step
from repatria.records.handover.sheets import TYPE as TYPE_SHEET

STOPS = (
    HandoverEvent.STOPPED_BY_PRISONER, HandoverEvent.STOPPED_BY_KIN, HandoverEvent.STOPPED_BY_AUTHORITY,
    HandoverEvent.SUSPENDED, HandoverEvent.RESUMED, HandoverEvent.FAILED,
)  # fmt: skip

_WITHOUT_REASON = frozenset({HandoverEvent.STOPPED_BY_PRISONER, HandoverEvent.STOPPED_BY_KIN})
"""His and hers: no reason is asked, and nothing follows from it."""

_ENDED = frozenset(state.value for state in TO_BE_TOLD)
_COLUMNS = ("column.number", "column.point", "column.state", "column.next", "column.enquiry", "column.person")


@page("handover.?handover", path="hand-overs", name="handovers", menu="page.handovers")
def handover_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The hand-overs, latest first."""
    language, show = language_of(request), "all" if request.GET.get("show") == "all" else ""
    lines = handovers(acting, open_only=show != "all", before_index=after_of(request))
    rows = [
        Row(
            cells=(line.handover_id, line.point, word_text(language, "handover_state", line.state),
                   word_text(language, "handover_event", line.next_event) if line.next_event else "—",
                   line.enquiry_id, line.person_id),
            link=reverse("desk:handover", args=[line.handover_id]),
        )
        for line in lines
    ]  # fmt: skip
    following = f"?after={lines[-1].recorded_index}&show={show}" if lines.has_more else ""
    return table_page(
        request, title="page.handovers", columns=_COLUMNS, rows=rows, filter_name="show",
        filters=[("", "filter.open"), ("all", "filter.all")], filter_value=show,
        following=following, empty="empty.handovers",
    )  # fmt: skip


@page("handover.open_handover", path="enquiries/<str:enquiry_id>/hand-over", name="open_handover")
def open_one(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Opens a hand-over of the linked person to this enquirer."""
    back = reverse("desk:enquiry", args=[enquiry_id])
    kinship_level_of(enquiry_id)  # no such enquiry: no form
    places = tuple(
        (f"{switch.switch_id}|{point}", f"{point} ({word_text(language_of(request), 'basis', switch.basis)})")
        for switch in switches()
        for point in switch.points
    )
    fields = (
        Field(name="place", kind="choice", options=places, is_required=True, hint="hint.place"),
        Field(name="recipient_name", is_required=True), Field(name="recipient_paper", is_required=True),
        Field(name="contact"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        switch_id, _, point = entered["place"].partition("|")
        meeting = MeetingWords(
            recipient_name=entered["recipient_name"], recipient_paper=entered["recipient_paper"],
            contact=entered["contact"],
        )  # fmt: skip
        handover_id = open_handover(acting, enquiry_id=enquiry_id, switch_id=switch_id, point=point, meeting=meeting)
        return reverse("desk:handover", args=[handover_id])

    asked = Asked(
        title="page.open_handover", fields=fields, back=back, button="button.open_handover",
        intro="intro.open_handover" if places else "intro.no_switch",
    )  # fmt: skip
    return ask(request, asked, act, subject=enquiry_id)


@page("handover.?handover", path="hand-overs/<str:handover_id>", clocks=(ClockRule.FOLLOW_UP,))
def handover(request: HttpRequest, acting: Acting, handover_id: str) -> HttpResponse:
    """A hand-over's page: where it stands, what comes next, and what is still missing with its provision."""
    view, language = handover_view(acting, handover_id), language_of(request)
    following = HandoverEvent(view.next_event) if view.next_event else None
    checks, way = checks_of(language, view), way_of(language, view)
    may_stop = [event for event in STOPS if _may_stop(acting, event, view.state, view.may_be_stopped)]
    is_next_mine = following is not None and may(acting, STEP_ACTIONS.get(following, "handover.record_step"))
    return render(request, "handover.html", {
        "handover": view, "checks": checks, "is_next_mine": is_next_mine, "way": way,
        "is_blocked": any(one.is_open and not one.is_attested_then for one in checks),
        "next_place": next((one.place for one in way if one.state == "now"), len(way)),
        "may_type_sheet": may(acting, TYPE_SHEET) and view.state in WITH_DOSSIER,
        "may_tell_incident": may(acting, RECORD_INCIDENT),
        "may_plan": may(acting, PLAN) and view.may_be_stopped,
        "may_inform": may(acting, PRINT) and view.is_planned and view.state in WITH_DOSSIER,
        "may_have_dossier": may(acting, DOSSIER) and view.is_planned and view.state in WITH_DOSSIER,
        "pairs": PAIRS, "is_printable": any(step.paper_code for step in view.steps),
        "signatures": signatures_of(language, view),
        "endings": endings_of(acting, handover_id) if view.state in _ENDED and may(acting, ENDINGS) else None,
        "may_tell_her": may(acting, TELL_HER), "may_tell_him": may(acting, TELL_HIM),
        "may_approve": may_approve(acting.roles, AUTHORISE) and view.next_event == HandoverEvent.AUTHORISED.value
        and acting.account_id not in (*view.approvers, view.opened_by),
        "has_approved": view.next_event == HandoverEvent.AUTHORISED.value and acting.account_id in view.approvers,
        "own_stops": [event.value for event in may_stop if event in _WITHOUT_REASON],
        "other_stops": [event.value for event in may_stop if event not in _WITHOUT_REASON],
    })  # fmt: skip


def _may_stop(acting: Acting, event: HandoverEvent, state: str, is_stoppable: bool) -> bool:
    if not may(acting, STEP_ACTIONS.get(event, "handover.record_step")):
        return False
    if event is HandoverEvent.RESUMED:
        return state == "suspended"
    if event is HandoverEvent.SUSPENDED:
        return is_stoppable and state != "suspended"
    return is_stoppable or (event is HandoverEvent.FAILED and state == "signed")


@page(path="hand-overs/<str:handover_id>/step/<str:event>")
def step(request: HttpRequest, acting: Acting, handover_id: str, event: str) -> HttpResponse:
    """Records one step; when both were asked again the record's code and check word are made."""
    if event not in {one.value for one in HandoverEvent} - {"opened"}:
        raise Http404
    what, language, outside = HandoverEvent(event), language_of(request), current()
    require(acting, STEP_ACTIONS.get(what, "handover.record_step"))
    view = handover_view(acting, handover_id)  # no such hand-over: no checklist
    back = reverse("desk:handover", args=[handover_id])

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        values = entered.values
        record_step(
            acting, handover_id=handover_id, event=what, happened_at=happened_at,
            attested=[Attestation(one) for one in entered.many("attested")],
            signed_by=[Signatory(one) for one in entered.many("signed_by")],
            authority=values.get("authority", ""), reason=values.get("reason", ""),
            provision=values.get("provision", ""), reference=values["reference"], text=values["text"],
            met_at=entered.instant("met_at"),
            paper_mark=outside.fresh_mark(language) if what is HandoverEvent.ASKED_AGAIN else ("", ""),
        )  # fmt: skip
        return back

    fields = step_fields(language, what, now_typed())
    shown = identity_shown(acting, handover_id, view.state) if what is HandoverEvent.IDENTITY_CHECKED else {}
    template = "check_identity.html" if shown else "form.html"
    asked = Asked(title=f"handover_event.{event}", fields=fields, back=back, template=template)
    return ask(request, asked, act, subject=handover_id, **shown)


@page("access.record_approval", path="hand-overs/<str:handover_id>/approve", name="approve_handover")
def approve(request: HttpRequest, acting: Acting, handover_id: str) -> HttpResponse:
    """Approves that this hand-over be authorised, once all before that is done; it is read first."""
    require(acting, "handover.?handover")

    def act() -> None:
        view = handover_view(acting, handover_id)
        if acting.account_id == view.opened_by:
            # The law counts no pair in which the opener stands: his approval would bar the hand-over for good.
            raise SamePersonError("what one person opened others approve", provision="house rule 6.6")
        if view.next_event != HandoverEvent.AUTHORISED.value:
            raise HandoverOrderError("what is approved is the step that comes next", provision="house rule 6.6")
        record_approval(acting, action=AUTHORISE, object_reference=handover_id)

    return act_once(request, act, reverse("desk:handover", args=[handover_id]))


@page("handover.?handover", path="hand-overs/<str:handover_id>/record.pdf", name="handover_record")
def record_sheet(request: HttpRequest, acting: Acting, handover_id: str) -> HttpResponse:
    """The hand-over record as a sheet for the signatures, in her language and another: `?language=`, `?second=`."""
    record, asked = record_of(acting, handover_id), request.GET
    hers = record.language if record.language in LANGUAGES_OF_PAPERS else "en"
    languages = pair_of(asked.get("language", ""), asked.get("second", ""), "en", hers)
    relation = relation_on_paper(languages, record.relation)
    paper = handover_paper(record.handover, record, held_on_paper(record), relation, languages)
    return pdf_file(f"handover-{handover_id}", current().printer.print_paper(paper))
