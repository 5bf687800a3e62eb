"""The draws: ordered, made, written out so that anybody repeats them, and what was seen of each man."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.draw import EVERYWHERE
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.whom import subject_of
from repatria.doors.desk.frame.words import choices
from repatria.doors.desk.roll.lines import scope_words
from repatria.doors.desk.roll.men import sighting_fields, sighting_of
from repatria.records.access.acting import Acting
from repatria.records.places.selectors import open_places
from repatria.records.roll.selectors import DRAWS, DrawView, draw_list, drawn_men, draws, open_not_seen
from repatria.records.roll.selectors import draw as draw_view
from repatria.records.roll.services import close_not_seen, open_draw, record_draw, record_not_seen

ORDER, MAKE, LOOK, CLOSE = "roll.open_draw", "roll.record_draw", "roll.record_not_seen", "roll.close_not_seen"
_COLUMNS = ("column.draw", "column.scope", "column.how_many", "column.draw_state", "column.at")
_SEEN, _NOT_SEEN = "seen", "not_seen"


@page(DRAWS, path="draws", menu="menu.draws", name="draws", is_rare=True, clocks=(ClockRule.DRAW_RESULT,))
def draw_page_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """All draws, the newest first."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                str(one.draw_number), scope_words(language, one.scope), str(one.how_many), _state(language, one),
                instant_words(language, instant_text(one.drawn_at or one.opened_at)),
            ),
            link=reverse("desk:draw", args=[one.draw_id]),
            tone="late" if one.not_seen_open else "waiting" if one.drawn_at is None else "",
        )
        for one in draws(acting)
    ]  # fmt: skip
    actions = [("page.order_draw", reverse("desk:order_draw"))] if may(acting, ORDER) else []
    return table_page(
        request, title="page.draws", columns=_COLUMNS, rows=rows, intro="intro.draws", empty="empty.draws",
        actions=actions, is_whole=True,
    )  # fmt: skip


def _state(language: str, one: DrawView) -> str:
    if one.drawn_at is None:
        return say(language, "draw.ready" if one.has_root else "draw.waits")
    said = say(language, "draw.results", number=one.results, whole=min(one.how_many, one.list_count))
    return f"{said}, {say(language, 'draw.not_seen', number=one.not_seen_open)}" if one.not_seen_open else said


@page(ORDER, path="draws/new")
def order_draw(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Orders a draw: scope and number are fixed before the root that decides it."""
    language = language_of(request)
    places = tuple((one.code, f"{one.code} · {one.name}") for one in open_places(acting))
    fields = (
        Field(name="scope", label="field.draw_scope", kind="choice", is_required=True,
              options=((EVERYWHERE, say(language, "roll_says.everywhere")), *places)),
        Field(name="how_many", kind="number", is_required=True, value="10"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        draw_id = open_draw(acting, scope=entered["scope"], how_many=entered.number("how_many") or 0)
        return reverse("desk:draw", args=[draw_id])

    asked = Asked(
        title="page.order_draw", fields=fields, back=reverse("desk:draws"), button="button.order_draw",
        intro="intro.order_draw",
    )  # fmt: skip
    return ask(request, asked, act)


@page(DRAWS, path="draws/<str:draw_id>")
def draw(request: HttpRequest, acting: Acting, draw_id: str) -> HttpResponse:
    """One draw: by which root it was made, who was drawn, what was seen of each."""
    view, language = draw_view(acting, draw_id), language_of(request)
    return render(request, "draw.html", {
        "draw": view, "scope": scope_words(language, view.scope), "state": _state(language, view),
        "opened_at": instant_text(view.opened_at), "drawn_at": instant_text(view.drawn_at) if view.drawn_at else "",
        "men": drawn_men(acting, draw_id), "may_make": may(acting, MAKE) and view.has_root,
        "may_look": may(acting, LOOK),
    })  # fmt: skip


@page(MAKE, path="draws/<str:draw_id>/make")
def make_draw(request: HttpRequest, acting: Acting, draw_id: str) -> HttpResponse:
    """Draws the men, once the log was signed since the order."""
    back = reverse("desk:draw", args=[draw_id])
    return act_once(request, lambda: record_draw(acting, draw_id=draw_id), back)


@page(DRAWS, path="draws/<str:draw_id>/numbers.txt")
def draw_numbers(request: HttpRequest, acting: Acting, draw_id: str) -> HttpResponse:
    """The list that was drawn from, a number a line, as it is put into the ten lines of the procedure."""
    told = draw_list(acting, draw_id)
    answer = HttpResponse("".join(f"{number}\n" for number in told.numbers), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="draw-{told.draw_number}.txt"'
    return answer


@page(LOOK, path="draws/<str:draw_id>/<str:person_id>")
def look_for(request: HttpRequest, acting: Acting, draw_id: str, person_id: str) -> HttpResponse:
    """What was seen of one drawn man: him, by a sighting; or not him, which stays open."""
    language, back = language_of(request), reverse("desk:draw", args=[draw_id])
    drawn = next((one for one in drawn_men(acting, draw_id) if one.person_id == person_id), None)
    fields = (
        Field(name="seen", kind="radio", options=choices(language, "seen", (_SEEN, _NOT_SEEN)), is_required=True),
        *(replace(one, is_required=one.name in ("seen_at", "place")) for one in sighting_fields(language, acting)),
        Field(name="told", kind="text", longest=400, hint="hint.told"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        if entered["seen"] == _SEEN:
            if not entered["kind"]:
                raise InputError("by what he was seen is missing", (("kind", "missing"),))
            sighting_of(acting, entered, person_id, draw_id=draw_id)
        else:
            looked_at = entered.instant("seen_at")
            assert looked_at is not None, "the form asks for it"
            record_not_seen(
                acting, draw_id=draw_id, person_id=person_id, looked_at=looked_at, place=entered["place"],
                told=entered["told"],
            )  # fmt: skip
        return back

    asked = Asked(title="page.look_for", fields=fields, back=back, intro="intro.look_for")
    subject = " · ".join(one for one in (drawn.card_number, drawn.place, person_id) if one) if drawn else person_id
    return ask(request, asked, act, subject=subject)


@page(CLOSE, path="not-seen/<str:person_id>", clocks=(ClockRule.NOT_SEEN,))
def explain_not_seen(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Says where a drawn man is who was not seen; of several draws in which he was not, of the first."""
    waiting = [one.draw_id for one in open_not_seen(acting) if one.person_id == person_id]
    draw_id = waiting[0] if waiting else ""
    fields = (
        Field(name="sighting_id", longest=40, hint="hint.sighting_id"),
        Field(name="explanation", kind="text", is_required=True, longest=400),
    )

    def act(entered: Entered) -> str:
        close_not_seen(
            acting, draw_id=draw_id, person_id=person_id, explanation=entered["explanation"],
            sighting_id=entered["sighting_id"],
        )  # fmt: skip
        return reverse("desk:sightings", args=[person_id])

    asked = Asked(
        title="page.explain_not_seen", fields=fields, back=reverse("desk:owed"), intro="intro.explain_not_seen"
    )
    return ask(request, asked, act, subject=SimpleLazyObject(lambda: subject_of(acting, person_id)))
