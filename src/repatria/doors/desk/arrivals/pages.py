"""The night's list, cards with two lines, shifts with their head counts, and the computers that may send lines."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.arrivals import LONGEST_CARD
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import instant_words, now_typed
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, after_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import actor_text, choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.arrivals.acts import Settled
from repatria.records.arrivals.selectors.cards import CARDS
from repatria.records.arrivals.selectors.nights import (
    PAGE,
    NightLine,
    ShiftLine,
    clash_of,
    devices,
    line_fingerprint,
    night,
    night_counts,
    shifts,
)
from repatria.records.arrivals.services.nights import (
    enrol_device,
    hand_over_shift,
    open_shift,
    revoke_device,
    settle_clash,
)
from repatria.records.places.selectors import open_places
from repatria.records.register.scope import is_bound_to_branch
from repatria.records.register.services import record_card

_LINE_COLUMNS = (
    "column.card", "column.heard", "column.came", "column.facts", "column.holder", "column.written",
    "column.registrar", "column.state", "column.number",
)  # fmt: skip
_DEVICE_COLUMNS = (
    "column.number", "column.label", "column.holder", "column.state", "column.lines", "column.refused",
)  # fmt: skip


def _own_place(acting: Acting) -> str:
    return acting.branch if is_bound_to_branch(acting) else ""


def _clashes(acting: Acting) -> int:
    return night_counts(_own_place(acting)).clashes


def _place_field(acting: Acting) -> Field:
    own = _own_place(acting)
    options = tuple(
        (one.code, f"{one.code} · {one.name}") for one in open_places(acting) if own in ("", one.code)
    )  # fmt: skip
    return Field(name="place", label="field.night_place", kind="choice", options=options, is_required=True, value=own)


def _state_of(language: str, line: NightLine) -> str:
    state = "recorded" if not line.clashes_with else (line.settled or "clash")
    return word_text(language, "line_state", state)


def _line_row(language: str, line: NightLine, *, is_linked: bool) -> Row:
    facts = ", ".join(word_text(language, "arrival_fact", one) for one in line.facts)
    is_open = bool(line.clashes_with) and not line.settled
    link = ""
    if is_linked:
        link = reverse("desk:clash", args=[line.line_id]) if is_open else reverse("desk:person", args=[line.person_id])
    return Row(
        cells=(
            line.card_number or "—", line.heard or say(language, "sentence.does_not_speak"),
            word_text(language, "came", line.condition), facts or "—", line.place,
            instant_words(language, line.entered_at), actor_text(language, line.registrar),
            _state_of(language, line), line.person_id,
        ),
        link=link, tone="late" if is_open else "",
    )  # fmt: skip


def _shift_on_duty(acting: Acting) -> ShiftLine | None:
    """The open shift of this account's own place, where it has one."""
    return next((one for one in shifts(acting, place=_own_place(acting)) if not one.handed_at), None)


@page("arrivals.?night", path="arrivals", name="arrivals", menu="page.arrivals", count=_clashes)
def lines(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The lines that came, the newest first; those alone whose card another line has, if asked."""
    language = language_of(request)
    is_clashing = request.GET.get("show") == "clashes"
    found = night(
        acting, place=_own_place(acting), before_index=max(after_of(request), 0), is_clashing=is_clashing
    )  # fmt: skip
    counts = night_counts(_own_place(acting))
    is_linked = may(acting, "register.?person")
    actions = [("button.write_night", f"/field/{language}"), ("page.shifts", reverse("desk:shifts"))]
    actions.append(("page.devices", reverse("desk:devices")))
    if may(acting, CARDS):
        actions.append(("page.card_pads", reverse("desk:card_pads")))
    following = ""
    if len(found) == PAGE:
        following = f"?after={found[-1].recorded_index}" + ("&show=clashes" if is_clashing else "")
    return table_page(
        request, title="page.arrivals", columns=_LINE_COLUMNS, holder=_own_place(acting),
        rows=[_line_row(language, one, is_linked=is_linked) for one in found], whole=counts.lines, actions=actions,
        filters=[("all", "filter.all_lines"), ("clashes", "filter.clashes")],
        filter_name="show", filter_value="clashes" if is_clashing else "all", empty="empty.arrivals",
        following=following, intro="intro.arrivals",
    )  # fmt: skip


@page("arrivals.settle_clash", path="arrivals/clash/<str:line_id>")
def clash(request: HttpRequest, acting: Acting, line_id: str) -> HttpResponse:
    """Two lines with one card: both are shown, and whoever asked the men writes which card each holds."""
    language = language_of(request)
    line = clash_of(acting, line_id)
    if line is None:
        raise Http404
    fields = (
        Field(name="settled", kind="radio", options=choices(language, "line_state", Settled), is_required=True),
        Field(name="card_number", label="field.card_in_his_hand", hint="hint.card_in_his_hand", longest=LONGEST_CARD),
        Field(name="reason", label="field.how_found_out"),
    )

    def act(entered: Entered) -> str:
        if entered["card_number"]:
            record_card(acting, person_id=line.person_id, card_number=entered["card_number"], reason=entered["reason"])
        settle_clash(acting, line_id=line_id, how=Settled(entered["settled"]), reason=entered["reason"])
        return reverse("desk:arrivals")

    asked = Asked(
        title="page.clash", fields=fields, back=reverse("desk:arrivals"), intro="intro.clash", template="clash.html"
    )
    return ask(request, asked, act, subject=line.card_number, line=line, other=line.clashes_with)


@page("arrivals.?night", path="arrivals/shifts", name="shifts")
def shift_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The last shifts: who was on duty, what was counted, and by how many a count differs."""
    own = _own_place(acting)
    found = shifts(acting, place=own)
    context = {
        "shifts": found, "may_open": may(acting, "arrivals.open_shift"),
        "may_hand_over": may(acting, "arrivals.hand_over_shift"), "holder": own,
    }  # fmt: skip
    return render(request, "shifts.html", context)


@page("arrivals.open_shift", path="arrivals/shifts/open", name="open_shift")
def open_one(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Goes on duty, with the head count of those who are there."""
    fields = (
        _place_field(acting),
        Field(
            name="opened_at",
            label="field.on_duty_at",
            kind="instant",
            is_required=True,
            value=now_typed(),
            hint="hint.instant",
        ),
        Field(name="head_count", kind="number", is_required=True, hint="hint.head_count"),
    )

    def act(entered: Entered) -> str:
        opened_at, count = entered.instant("opened_at"), entered.number("head_count")
        assert opened_at is not None and count is not None  # required
        open_shift(acting, place=entered["place"], opened_at=opened_at, head_count=count)
        return reverse("desk:shifts")

    asked = Asked(title="page.open_shift", fields=fields, back=reverse("desk:shifts"), intro="intro.open_shift")
    return ask(request, asked, act)


@page("arrivals.hand_over_shift", path="arrivals/shifts/<str:shift_id>/hand-over")
def hand_over(request: HttpRequest, acting: Acting, shift_id: str) -> HttpResponse:
    """Ends a shift with its head count and the cards left over; a count that differs goes in as it is."""
    fields = (
        Field(name="handed_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="head_count", kind="number", is_required=True, hint="hint.head_count"),
        Field(name="cards_left", hint="hint.cards_left", longest=80),
    )

    def act(entered: Entered) -> HttpResponse:
        handed_at, count = entered.instant("handed_at"), entered.number("head_count")
        assert handed_at is not None and count is not None  # required
        difference = hand_over_shift(
            acting, shift_id=shift_id, handed_at=handed_at, head_count=count, cards_left=entered["cards_left"]
        )
        word = "done.hand_over" if not difference else "done.hand_over_differs"
        return going_on(request, reverse("desk:shifts"), word=word, number=shift_id)

    asked = Asked(title="page.hand_over", fields=fields, back=reverse("desk:shifts"), intro="intro.hand_over")
    return ask(request, asked, act, subject=shift_id)


@page("arrivals.?devices", path="arrivals/devices", name="devices", menu="page.devices", is_rare=True)
def device_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The computers that may send lines, and those that might once."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                one.device_id, one.label or "—", one.place,
                word_text(language, "device_state", "revoked" if one.is_revoked else "in_use"), str(one.lines),
                str(one.refused),
            ),
            link=reverse("desk:revoke_device", args=[one.device_id])
            if may(acting, "arrivals.revoke_device") and not one.is_revoked else "",
        )
        for one in devices(acting)
    ]  # fmt: skip
    actions = [("page.enrol_device", reverse("desk:enrol_device"))] if may(acting, "arrivals.enrol_device") else []
    return table_page(
        request, title="page.devices", columns=_DEVICE_COLUMNS, rows=rows, actions=actions, is_whole=True,
        empty="empty.devices", intro="intro.devices",
    )  # fmt: skip


@page("arrivals.enrol_device", path="arrivals/devices/enrol", name="enrol_device")
def enrol(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Enrols the computer on which this page stands: its key is made here and never leaves it."""
    fields = (
        _place_field(acting),
        Field(name="device_label", hint="hint.device_label", longest=80, is_required=True),
        Field(name="compared", hint="hint.compared", longest=40, is_required=True),
        Field(name="public_key", kind="hidden", longest=100, is_required=True),
    )

    def act(entered: Entered) -> str:
        number = enrol_device(
            acting, place=entered["place"], label=entered["device_label"], public_key=entered["public_key"],
            compared=entered["compared"],
        )  # fmt: skip
        return reverse("desk:enrolled", args=[number])

    asked = Asked(
        title="page.enrol_device",
        fields=fields,
        back=reverse("desk:devices"),
        button="button.enrol",
        intro="intro.enrol_device",
        template="enrol.html",
    )
    return ask(request, asked, act, fingerprint=line_fingerprint())


@page("arrivals.enrol_device", path="arrivals/devices/<str:device_id>/here", name="enrolled")
def here(request: HttpRequest, acting: Acting, device_id: str) -> HttpResponse:
    """Tells the computer its number, if it is the one whose key was enrolled."""
    found = next((one for one in devices(acting) if one.device_id == device_id), None)
    if found is None:
        raise Http404
    return render(request, "enrolled.html", {"device": found})


@page("arrivals.revoke_device", path="arrivals/devices/<str:device_id>/revoke", name="revoke_device")
def revoke(request: HttpRequest, acting: Acting, device_id: str) -> HttpResponse:
    """Refuses a computer's later lines: it was lost, taken, or given back."""
    fields = (Field(name="reason", is_required=True),)

    def act(entered: Entered) -> str:
        revoke_device(acting, device_id=device_id, reason=entered["reason"])
        return reverse("desk:devices")

    asked = Asked(
        title="page.revoke_device",
        fields=fields,
        back=reverse("desk:devices"),
        button="button.revoke",
        intro="intro.revoke_device",
    )
    return ask(request, asked, act, subject=device_id)
