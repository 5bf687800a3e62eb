"""What identity is checked against, on the page of that step: who he is, a photograph on a press, and her paper."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from repatria.core.law.handover import HandoverEvent, HandoverState
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting
from repatria.records.handover.asking import BOTH_THERE
from repatria.records.handover.identity import FACE, IDENTITY, face_of, identity_of


def _back(handover_id: str) -> str:
    return reverse("desk:step", args=[handover_id, HandoverEvent.IDENTITY_CHECKED.value])


def identity_shown(acting: Acting, handover_id: str, state: str) -> dict[str, Any]:
    """What stands beside the form of the step, for whoever may see it while both are at the point; else nothing.

    Given:    it is read, and leaves its leaf, where the form is shown: a step that was recorded shows none.
    """
    if not may(acting, IDENTITY) or HandoverState(state) not in BOTH_THERE:
        return {}
    shown = SimpleLazyObject(lambda: identity_of(acting, handover_id))
    return {"identity": shown, "may_show": may(acting, FACE)}


@page(FACE, path="hand-overs/<str:handover_id>/face", name="face")
def face(request: HttpRequest, acting: Acting, handover_id: str) -> HttpResponse:
    """Shows the photograph that was pressed, on this answer alone; each time is noted."""
    if request.method != "POST":
        return HttpResponseRedirect(_back(handover_id))
    found = face_of(acting, handover_id, request.POST.get("photograph", ""))
    return render(request, "face.html", {
        "handover_id": handover_id, "found": found, "back": _back(handover_id),
        "picture": "data:image/jpeg;base64," + b64encode(found.content).decode(),
    })  # fmt: skip
