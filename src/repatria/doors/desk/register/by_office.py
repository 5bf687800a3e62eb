"""The ways of a doctor and of a legal adviser to a man: by his number or card, and what their office records of him.

Neither may open his page: they see his number, where custody stands, and the forms that are theirs.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import fold_number
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.register.lines import custody_tone
from repatria.records.access.acting import Acting
from repatria.records.register.selectors import custody_of
from repatria.records.register.selectors.whole import person_of_card
from repatria.records.register.services.papers import PROCEEDINGS
from repatria.records.register.services.status import HEALTH

_DOCTOR = (
    ("page.health_grade", "health_grade"), ("page.health", "health"), ("page.treatment", "treatment"),
    ("page.fitness", "fitness"),
    ("page.medical_decision", "medical_decision"), ("page.return_examined", "return_examined"),
    ("page.death_seen", "death_seen"), ("page.draw_certificate", "draw_person_certificate"),
    ("page.see", "see"), ("page.card_became", "card_became"),
)  # fmt: skip
_ADVISER = (
    ("page.category", "category"), ("page.internment_review", "internment_review"), ("page.proceedings", "proceedings"),
)  # fmt: skip
"""What each office records of a man: the text of the link, and the name of its page."""


def _find(request: HttpRequest, title: str, to: str) -> HttpResponse:
    fields = (Field(name="whom", label="field.number_or_card", is_required=True, longest=60),)

    def act(entered: Entered) -> HttpResponse:
        number = fold_number(entered["whom"])
        person_id = number if number.startswith("P-") else person_of_card(entered["whom"])
        if not person_id:
            raise InputError("nobody has this number or card", (("whom", "nobody"),))
        return _of(request, person_id, to)

    return ask(request, Asked(title=title, fields=fields, back=reverse("desk:owed"), button="button.look"), act)


def _of(request: HttpRequest, person_id: str, to: str) -> HttpResponse:
    custody, doable = custody_of(person_id), _DOCTOR if to == "doctor_of" else _ADVISER
    return render(request, "by_office.html", {
        "person_id": person_id, "custody": custody, "custody_tone": custody_tone(custody.custody_state),
        "links": [(title, reverse(f"desk:{name}", args=[person_id])) for title, name in doable],
    })  # fmt: skip


@page(HEALTH, path="doctor", menu="menu.doctor")
def doctor(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Finds a man for a doctor, by number or card."""
    return _find(request, "page.doctor", "doctor_of")


@page(HEALTH, path="doctor/<str:person_id>")
def doctor_of(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """What a doctor may record of a man. It shows numbers and states only."""
    return _of(request, person_id, "doctor_of")


@page(PROCEEDINGS, path="adviser", menu="menu.adviser")
def adviser(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Finds a man for a legal adviser, by number or card."""
    return _find(request, "page.adviser", "adviser_of")


@page(PROCEEDINGS, path="adviser/<str:person_id>")
def adviser_of(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """What a legal adviser may record of a man. It shows numbers and states only."""
    return _of(request, person_id, "adviser_of")
