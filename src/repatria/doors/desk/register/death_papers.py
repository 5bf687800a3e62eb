"""After a death in custody: his testament and the report of the enquiry, how far each is, and its next step."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.death_papers import DeathPaper, DeathPaperStep, PaperGoesTo, paper_steps_after
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import instant_words, now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.register.selectors import custody_of
from repatria.records.register.selectors.death_papers import PAPERS, death_papers, last_step
from repatria.records.register.services.death_papers import MOVE_PAPER, move_death_paper

_LINE = 200
_AT_FIELDS = {
    "death_report_cause": "cause", "death_paper_said": "death_paper_said", "death_paper_to": "death_paper_to",
    "death_paper_office": "death_paper_office", "testament_copy": "copy_reference",
    "death_paper_reference": "reference",
}  # fmt: skip
_COLUMNS = ("column.at", "column.death_paper", "column.what_happened", "column.reference")


@page(PAPERS, path="deaths/<str:person_id>/papers", name="death_papers",
      clocks=(ClockRule.TESTAMENT, ClockRule.DEATH_REPORT, ClockRule.DEATH_REPORT_SENT))  # fmt: skip
def papers(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Every step of both papers, and what may follow."""
    language = language_of(request)
    rows = [
        Row(cells=(
            instant_words(language, one.at), word_text(language, "death_paper", one.paper),
            " · ".join(filter(None, (
                word_text(language, "death_paper_step", one.step), word_text(language, "cause", one.cause) if one.cause
                else "", one.office, one.said,
            ))),
            " · ".join(filter(None, (one.reference, one.copy_reference))),
        ))
        for one in death_papers(acting, person_id)
    ]  # fmt: skip
    follow = [
        (paper.value, step.value)
        for paper in DeathPaper for step in paper_steps_after(paper, last_step(person_id, paper)[0])
    ]  # fmt: skip
    return table_page(
        request, title="page.death_papers", columns=_COLUMNS, rows=rows, intro="intro.death_papers",
        empty="empty.death_papers", template="death_papers.html", person_id=person_id,
        follow=follow if may(acting, MOVE_PAPER) else (),
    )  # fmt: skip


@page(MOVE_PAPER, path="deaths/<str:person_id>/papers/<str:death_paper>/<str:paper_step>", name="move_death_paper")
def move_paper(request: HttpRequest, acting: Acting, person_id: str, death_paper: str, paper_step: str) -> HttpResponse:
    """Records one step of one paper."""
    custody_of(person_id)  # no such person: no form
    if death_paper not in set(DeathPaper) or paper_step not in set(DeathPaperStep):
        raise Http404
    of, step, language = DeathPaper(death_paper), DeathPaperStep(paper_step), language_of(request)
    back = reverse("desk:death_papers", args=[person_id])

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        said = entered.values.get
        cause, to = said("cause", ""), said("death_paper_to", "")
        move_death_paper(
            acting, person_id=person_id, paper=of, step=step, happened_at=happened_at,
            said=said("death_paper_said", ""), cause=DeathCause(cause) if cause else None,
            to=PaperGoesTo(to) if to else None, office=said("death_paper_office", ""),
            reference=said("reference", ""), copy_reference=said("copy_reference", ""),
        )  # fmt: skip
        return back

    fields = (
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        *_asked(language, of, step),
    )
    asked = Asked(
        title=f"death_paper.{of.value}", fields=fields, back=back, at_fields=_AT_FIELDS,
        intro=f"death_paper_step.{step.value}",
    )  # fmt: skip
    return ask(request, asked, act, subject=person_id)


def _asked(language: str, paper: DeathPaper, step: DeathPaperStep) -> tuple[Field, ...]:
    """What a step of a paper asks beside its hour."""
    said = Field(name="death_paper_said", kind="text", is_required=True)
    reference = Field(name="reference", is_required=True, longest=_LINE)
    if step is DeathPaperStep.NONE_KNOWN:
        return (said,)
    if step is DeathPaperStep.HERE:
        causes = choices(language, "cause", DeathCause)
        cause = (Field(name="cause", kind="radio", is_required=True, options=causes),)
        return (*(cause if paper is DeathPaper.REPORT else ()), said, reference)
    if step is DeathPaperStep.SENT:
        whom = choices(language, "paper_goes_to", PaperGoesTo)
        copy = (Field(name="copy_reference", is_required=True, longest=_LINE),)
        return (
            Field(name="death_paper_to", kind="radio", is_required=True, options=whom),
            Field(name="death_paper_office", is_required=True, longest=_LINE), reference,
            *(copy if paper is DeathPaper.TESTAMENT else ()),
        )  # fmt: skip
    return (reference,)
