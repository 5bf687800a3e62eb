"""Telling him or her that a hand-over does not take place: the words to be read out, and that they were."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.clocks import ClockRule
from repatria.core.law.handover_asking import AskedPerson
from repatria.core.law.handover_ending import EndingWay
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.handover.endings import LONGEST_NEEDS, TELL_HER, TELL_HIM, endings_of, tell_ending


@page(TELL_HER, path="hand-overs/<str:handover_id>/tell-her", clocks=(ClockRule.TELL_HER_ENDED,))
def tell_her_ending(request: HttpRequest, acting: Acting, handover_id: str) -> HttpResponse:
    """Says that she was told, alone, that it does not take place."""
    return _tell(request, acting, handover_id, AskedPerson.SHE)


@page(TELL_HIM, path="hand-overs/<str:handover_id>/tell-him", clocks=(ClockRule.TELL_HIM_ENDED,))
def tell_him_ending(request: HttpRequest, acting: Acting, handover_id: str) -> HttpResponse:
    """Says that he was told, alone and in person, that it does not take place."""
    return _tell(request, acting, handover_id, AskedPerson.HE)


def _tell(request: HttpRequest, acting: Acting, handover_id: str, who: AskedPerson) -> HttpResponse:
    language, is_her = language_of(request), who is AskedPerson.SHE
    endings_of(acting, handover_id)  # no such hand-over: no form
    back = reverse("desk:handover", args=[handover_id]) if may(acting, "handover.?handover") else reverse("desk:owed")
    ways = [one for one in EndingWay if is_her or one is not EndingWay.BY_TELEPHONE]
    needs = (Field(name="needs", kind="text", longest=LONGEST_NEEDS, hint="hint.needs"),)
    fields = (
        Field(name="told_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="ending_way", kind="radio", options=choices(language, "ending_way", ways), is_required=True),
        Field(name="told_alone", kind="box"), Field(name="words_said", kind="box"),
        *(needs if is_her else ()),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        told_at = entered.instant("told_at")
        assert told_at is not None, "the form asks for it"
        tell_ending(
            acting, handover_id=handover_id, who=who, way=EndingWay(entered["ending_way"]), told_at=told_at,
            is_alone=entered.is_ticked("told_alone"), are_words_said=entered.is_ticked("words_said"),
            needs=entered.values.get("needs", ""),
        )  # fmt: skip
        return back

    asked = Asked(
        title="page.tell_her_ending" if is_her else "page.tell_him_ending", fields=fields, back=back,
        intro="intro.tell_ending", template="tell_ending.html",
    )  # fmt: skip
    words = "ending.her_words" if is_her else "ending.his_words"
    said = [(one, say(one, words)) for one in sorted(LANGUAGES, key=lambda one: one != language)]
    return ask(request, asked, act, subject=handover_id, said=said)
