"""The board's report of a conclusion, as a paper in two languages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.paper_mark import PaperMark
from repatria.core.vocabulary.papers_board import BoardReportDna, BoardReportPaper, BoardReportWord
from repatria.doors.desk.frame.acting import LANGUAGE_NAMES, language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.words import actor_text
from repatria.doors.desk.identification.beside import sentence
from repatria.records.access.acting import Acting
from repatria.records.identification.selectors.report import PRINT, ReportDna, ReportView, report
from repatria.records.identification.services.report import print_report

_PRINTED = frozenset({"evidence", "review", "resolved", "declined", "signed"})


def _dna(one: ReportDna) -> BoardReportDna:
    made = one.finding
    return BoardReportDna(
        finding=made.finding_id, sample=made.sample_code, typed=str(len(one.relatives)), loci=str(made.loci),
        log10_lr=made.log10_lr, only_mutation=made.inconsistent, compared=str(made.compared),
        chance=made.chance, next_best=one.next_best, table=one.table, version=made.version,
    )  # fmt: skip


def paper_of(view: ReportView, number: str, language: str, mark: PaperMark) -> BoardReportPaper:
    """The paper: nothing that no act holds."""
    one = view.hypothesis
    return BoardReportPaper(
        mark=mark, number=number, hypothesis=one.hypothesis_id, items=one.items, enquiry=one.enquiry_id,
        person=one.person_id, opened_at=local(read_instant(view.opened_at)), said=one.said,
        opened_by=actor_text(language, one.opened_by), methods=tuple(method.value for method in one.methods),
        policy=view.policy, concluded_at=local(read_instant(view.concluded_at)),
        words=tuple(
            BoardReportWord(
                number=word.word_id, kind=word.kind, about=word.method, verdict=word.verdict,
                reference=word.finding_id or word.reference or word.about, said=word.said,
                by=actor_text(language, word.by), at=local(read_instant(view.said_at[word.word_id])),
            )
            for word in one.words if word.kind in _PRINTED
        ) + tuple(
            BoardReportWord(
                number=said.word_id, kind="beside", about="", verdict="contradicts", reference=said.word_id,
                said=" / ".join(dict.fromkeys(sentence(one, said.reason) for one in mark.languages)), by="—",
                at=local(read_instant(view.said_at[said.word_id])),
            )
            for said in one.against
        ),
        dna=tuple(_dna(made) for made in view.dna if not made.finding.is_destroyed),
    )  # fmt: skip


@page(PRINT, path="identification/hypotheses/<str:hypothesis_id>/report", name="print_report")
def print_it(request: HttpRequest, acting: Acting, hypothesis_id: str) -> HttpResponse:
    """Prints the report of a conclusion that stands."""
    language, languages = language_of(request), tuple(LANGUAGE_NAMES)
    fields = (
        Field(name="first_language", kind="choice", options=languages, value=language, is_required=True),
        Field(name="second_language", kind="choice", options=languages, is_required=True,
              value="uk" if language == "en" else "en"),
    )  # fmt: skip

    def act(entered: Entered) -> HttpResponse:
        outside = current()
        pair = tuple(dict.fromkeys((entered["first_language"], entered["second_language"])))
        view = report(acting, hypothesis_id)
        code, word = outside.fresh_mark(pair[0])
        number = print_report(acting, hypothesis_id=hypothesis_id, languages=pair, code=code, check_word=word)
        paper = paper_of(view, number, language, outside.mark(code, word, *pair))
        return pdf_file(f"report-{number}", outside.printer.print_paper(paper))

    asked = Asked(
        title="page.print_report", fields=fields, back=reverse("desk:hypothesis", args=[hypothesis_id]),
        button="button.print_report", intro="intro.print_report",
    )  # fmt: skip
    return ask(request, asked, act, subject=hypothesis_id)
