"""The square code of a paper, read by the browser's camera, from a picture, by a hand scanner or typed: what it opens.

The browser alone looks at the picture; what is sent is the number or code that stands in the field.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import cast

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.return_scans import ScanFor
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import fold_number
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.records.access.acting import Acting
from repatria.records.access.drafts import page_key
from repatria.records.returns.selectors.rejected import scans_sent
from repatria.records.returns.services.scans import SCAN

Around = Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]
_SAID = (
    "scan.js_waiting", "scan.js_sent", "scan.js_kept", "scan.js_away", "scan.js_taken", "scan.js_remarks",
    "scan.js_signed_out", "scan.js_another", "scan.js_not_kept",
)  # fmt: skip
"""What the page's script says of scans that wait for the line."""
_CAMERA = "camera=(self), geolocation=(), microphone=()"


@page(
    path="scan", menu="menu.scan", is_rare=True,
    # The reader is compiled code of this server's own file; no other page lets any run.
    around=(cast(Around, csp_update({"script-src": ["'wasm-unsafe-eval'"]})),),
)  # fmt: skip
def scan(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Reads the code of a paper; number or code open what they name, as far as whoever scans may.

    Given:    with a batch and what is scanned for, each code is taken into it, with a seal where there is one, and the
              next is read; what is said of the one before stands above. The page's script keeps what is scanned while
              the line is away, sealed in this browser, and sends it with its own times.
    """
    number, purpose = fold_number(request.GET.get("batch", "")), request.GET.get("for", "")
    of_batch = ""
    remarks: tuple[tuple[str, str], ...] = ()
    if number and purpose in {one.value for one in ScanFor} and may(acting, SCAN):
        of_batch = reverse("desk:scan_into_batch", args=[number, purpose])
        if "list" in request.GET:  # the scan before was taken with a remark
            remarks = scans_sent(acting, request.GET["list"]).remarks
    more: dict[str, str] = {}
    if of_batch:
        language = language_of(request)
        more = {
            "kept_to": reverse("desk:scans_kept", args=[number, purpose]), "page_key": page_key(acting.account_id),
            "now": instant_text(acting.at),
            "said": json.dumps({one.partition("js_")[2]: say(language, one) for one in _SAID}),
        }  # fmt: skip
    answer = render(request, "scan.html", {"of_batch": of_batch, "number": number, "remarks": remarks, **more})
    answer.headers["Permissions-Policy"] = _CAMERA
    return answer
