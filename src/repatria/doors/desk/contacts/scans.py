"""The picture of a sheet that came back: kept by whoever took it in, shown to whoever looks."""

from __future__ import annotations

from base64 import b64encode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from repatria.core.vocabulary.pictures import PAPER
from repatria.doors.desk.contacts.forms import back_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting
from repatria.records.contact.reading import message_row
from repatria.records.contact.selectors.scans import SCAN, scans_of
from repatria.records.contact.services.scans import KEEP_SCAN, keep_scan


@page(KEEP_SCAN, path="messages/scan/<str:message_id>", name="keep_scan")
def keep(request: HttpRequest, acting: Acting, message_id: str) -> HttpResponse:
    """Keeps the picture of the sheet beside the words that were typed off it."""
    message_row(message_id)  # no such message: no form
    back = back_of(acting, message_id)

    def act(entered: Entered) -> str:
        sent = request.FILES.get("picture")
        # One byte more than is taken says that it is too large.
        content = sent.read(PAPER.largest + 1) if sent is not None else b""
        keep_scan(acting, message_id=message_id, picture=content)
        return back

    fields = (Field(name="picture", kind="file", label="field.scan", hint="hint.scan"),)
    asked = Asked(title="page.keep_scan", fields=fields, back=back, intro="intro.keep_scan")
    return ask(request, asked, act, subject=message_id, is_with_file=True)


@page(SCAN, path="messages/check/<str:message_id>/scan", name="scan_of_message")
def show(request: HttpRequest, acting: Acting, message_id: str) -> HttpResponse:
    """Shows the pictures of a message to whoever looks at it; each time is noted."""
    pictures = [
        "data:image/jpeg;base64," + b64encode(one.content).decode() for one in scans_of(acting, message_id)
    ]  # fmt: skip
    return render(request, "scan_of_message.html", {"message_id": message_id, "pictures": pictures})
