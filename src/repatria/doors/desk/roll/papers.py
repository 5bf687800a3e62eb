"""The sheet of today's roll, and the list of drawn men for a visit."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse

from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.draw import EVERYWHERE
from repatria.core.vocabulary.paper_mark import PaperMark
from repatria.core.vocabulary.papers_roll import DailyRollPaper, DrawListPaper, DrawnLine, RollLine, RollSums
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.records.access.acting import Acting, require
from repatria.records.register.selectors import camp_roll
from repatria.records.roll.selectors import DRAWS, ROLLS, draw, drawn_men, roll_now


def _mark(request: HttpRequest) -> PaperMark:
    """The mark of a sheet in the page's language and a second one."""
    outside, language = current(), language_of(request)
    code, word = outside.fresh_mark(language)
    return outside.mark(code, word, language, "uk" if language == "en" else "en")


@page("register.?camp_roll", path="rolls/today.pdf")
def roll_sheet(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Today's roll as a sheet to count by: what the camp's own roll says of each, and no more."""
    require(acting, ROLLS)
    outside, now = current(), roll_now(acting, acting.branch)
    day: date = local(outside.now()).date()
    held = set(now.held)
    paper = DailyRollPaper(
        mark=_mark(request), number=f"{acting.branch}/{day}", place=acting.branch, day=day,
        read_at=outside.zone.local(outside.now()),
        sums=RollSums(
            before=now.sum.before + now.sum.late_in - now.sum.late_out, came=now.sum.came, left=now.sum.left,
            held=now.sum.held, expected=now.expected,
        ),
        lines=tuple(
            RollLine(
                card_number=one.card_number or "", name=" ".join(filter(None, (one.surname, one.first_names))),
                is_signed_out=one.custody_state == CustodyState.OTHER_SERVICE.value,
            )
            for one in camp_roll(acting) if one.person_id in held
        ),
    )  # fmt: skip
    return pdf_file(f"roll-{day}", outside.printer.print_paper(paper))


@page(DRAWS, path="draws/<str:draw_id>/list.pdf")
def draw_sheet(request: HttpRequest, acting: Acting, draw_id: str) -> HttpResponse:
    """The list of drawn men for a visit, with all that repeats the draw."""
    view, outside = draw(acting, draw_id), current()
    paper = DrawListPaper(
        mark=_mark(request), draw_number=view.draw_number,
        scope="" if view.scope == EVERYWHERE else view.scope,
        drawn_on=local(view.drawn_at or view.opened_at).date(), root=view.root, tree_size=view.tree_size or 0,
        list_count=view.list_count, list_digest=view.list_digest,
        lines=tuple(
            DrawnLine(card_number=one.card_number, person_number=one.person_id, place=one.place)
            for one in drawn_men(acting, draw_id)
        ),
    )  # fmt: skip
    return pdf_file(f"draw-{view.draw_number}", outside.printer.print_paper(paper))
