"""Notices that leave together: chosen from those to one recipient, printed as a list, and recorded as sent at once."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.papers_roll import NoticeListPaper, NoticeOnList
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.papers import PAIRS, in_each, pair_of
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.services import bulk_acts
from repatria.records.notices.selectors import ToSend, notices_to_send
from repatria.records.notices.services import deliver_notice

DELIVER = "notices.deliver_notice"
_PAIRS = tuple((f"{first} {second}", f"{first} / {second}") for first, second in PAIRS)


def _chosen(request: HttpRequest) -> tuple[NoticeRecipient, str]:
    asked = request.GET.get("to", "")
    to = NoticeRecipient(asked) if asked in set(NoticeRecipient) else NoticeRecipient.CENTRAL_TRACING_AGENCY
    return to, request.GET.get("power", "")[:40]


@page(DELIVER, path="notices/together", menu="menu.together", is_rare=True)
def together(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The notices to one recipient that wait, each to be ticked: printed as a list, or recorded as sent."""
    require(acting, "notices.?notices")
    language, (to, power) = language_of(request), _chosen(request)
    waiting = notices_to_send(acting, recipient=to, power=power)
    by_number = {one.line.notice_id: one for one in waiting}
    pair = Field(
        name="pair", kind="choice", value=_PAIRS[0][0], options=_PAIRS, hint="hint.pair",
    )  # fmt: skip
    ticked = Field(
        name="chosen", kind="boxes", is_required=True,
        options=tuple((number, _shown(language, one)) for number, one in by_number.items()),
    )  # fmt: skip
    fields: tuple[Field, ...] = (
        ticked, Field(name="reference", is_required=True, hint="hint.delivery", longest=120),
        Field(name="happened_at", kind="instant", label="field.left_at", is_required=True, value=now_typed(),
              hint="hint.instant"),
        pair,
    )  # fmt: skip
    if request.method == "POST" and request.POST.get("go") == "print":
        fields = (ticked, *(replace(one, is_required=False) for one in fields[1:]))
    back = f"{reverse('desk:together')}?{urlencode({'to': to.value, 'power': power})}"

    def act(entered: Entered) -> HttpResponse | str:
        numbers = entered.many("chosen")
        if request.POST.get("go") == "print":
            return _sheet(_languages(entered["pair"], language), to, power, [by_number[number] for number in numbers])
        happened_at = entered.instant("happened_at")
        if happened_at is None:
            raise InputError("when they left is not said", (("happened_at", "missing"),))
        with bulk_acts():  # all of them, or none
            for number in numbers:
                deliver_notice(acting, notice_id=number, reference=entered["reference"], happened_at=happened_at)
        return back

    asked = Asked(title="page.together", fields=fields, back=reverse("desk:notices"), intro="intro.together",
                  button="button.record_sent", template="together.html")  # fmt: skip
    return ask(
        request, asked, act, to=to.value, power=power, number=len(waiting),
        recipients=choices(language, "recipient", NoticeRecipient),
        powers=sorted({one.power for one in waiting if one.power}),
    )  # fmt: skip


def _shown(language: str, one: ToSend) -> str:
    event = word_text(language, "custody_event", one.line.reason)
    return " · ".join(filter(None, (one.line.notice_id, event, one.power)))


def _event(languages: tuple[str, ...], reason: str) -> str:
    return in_each(languages, lambda said: word_text(said, "custody_event", reason))


def _languages(pair: str, house: str) -> tuple[str, ...]:
    """The receiver's language and the house's beside it."""
    first, _, second = pair.partition(" ")
    return pair_of(first, second, house)


def _sheet(languages: tuple[str, ...], to: NoticeRecipient, power: str, chosen: list[ToSend]) -> HttpResponse:
    outside = current()
    paper = NoticeListPaper(
        mark=outside.mark(*outside.fresh_mark(languages[0]), *languages), addressee=to, power=power,
        made_at=local(outside.now()),
        lines=tuple(
            NoticeOnList(
                notice_number=one.line.notice_id, power=one.power,
                event=_event(languages, one.line.reason),
            )
            for one in chosen
        ),
    )  # fmt: skip
    return pdf_file("notices", outside.printer.print_paper(paper))
