"""The public notice to relatives, standing or withdrawn, as the bureau signed it."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse

from repatria.core.vocabulary.appeals import APPEAL, AppealText, AppealTextError, appeal_bytes, appeal_from_json
from repatria.doors.portal.languages import home_of
from repatria.doors.portal.pages import date_in_words, show, texts, today
from repatria.records.intake.keys import current
from repatria.records.intake.line_sealing import fingerprint
from repatria.records.intake.selectors import public_text


def signed_appeal() -> tuple[AppealText, bytes] | None:
    """The appeal that lies here with its signature, where the bureau's key signed just this for today; else None."""
    found = public_text(APPEAL)
    if found is None:
        return None
    try:
        appeal = appeal_from_json(found[0])
    except AppealTextError:
        return None
    is_ours = current().is_by_the_bureau(appeal_bytes(appeal), found[1]) and appeal.may_be_shown(today())
    return (appeal, found[1]) if is_ours else None


def notice(request: HttpRequest, language: str) -> HttpResponse:
    """What stands, or that it was withdrawn; where there is neither, that none stands."""
    t, found, home = texts()[language], signed_appeal(), home_of(language)
    if found is None:
        return show(request, "notice", language, appeal=None)
    appeal, signature = found
    dated = date_in_words(date.fromisoformat(appeal.dated), language)
    said = t["notice_dated"] % {"number": appeal.number, "date": dated}
    withdrawn, until = "", ""
    if appeal.valid_until:
        until = t["notice_until"] % {"date": date_in_words(date.fromisoformat(appeal.valid_until), language)}
    if appeal.withdrawn_on:
        on = date_in_words(date.fromisoformat(appeal.withdrawn_on), language)
        withdrawn = t["notice_withdrawn"] % {"date": on}
    return show(
        request, "notice", language, appeal=appeal, paragraphs=appeal.words.get(home, ()), said=said,
        conditions=appeal.conditions.get(home, ""), withdrawn=withdrawn, until=until, signature=signature.hex(),
        key=fingerprint(current().log_public_key),
    )  # fmt: skip


def signed_text(request: HttpRequest) -> HttpResponse:
    """The bytes that are signed, for whoever verifies with a tool of her own; empty where none lies here."""
    found = signed_appeal()
    return HttpResponse(appeal_bytes(found[0]) if found else b"", content_type="text/plain; charset=utf-8")
