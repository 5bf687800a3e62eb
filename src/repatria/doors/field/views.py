"""The page of a night, its service worker, and the address that takes lines."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string

from repatria.core.vocabulary.arrivals import LONGEST_CARD, LONGEST_HEARD, ArrivalCondition, Fact
from repatria.core.vocabulary.particulars import Category
from repatria.doors.field.ports import current
from repatria.doors.furniture.texts import LANGUAGE_NAMES, LANGUAGES, read_texts
from repatria.records.intake.errors import MalformedItemError
from repatria.records.intake.line_sealing import LARGEST_LINE, envelope_from_json, fingerprint
from repatria.records.intake.lines import Received, answers_to, receive_lines

MOST_AT_ONCE = 100  # lines a request; a device with more sends again
_LARGEST_REQUEST = MOST_AT_ONCE * LARGEST_LINE
_NIGHT_ADDRESS = "/field/{}"


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    return read_texts("repatria.doors.field", "texts")


def root(request: HttpRequest) -> HttpResponse:
    """The page in the language that the browser asks for first."""
    wanted = request.headers.get("Accept-Language", "")[:200]
    codes = (part.split(";")[0].strip().lower()[:2] for part in wanted.split(","))
    return HttpResponseRedirect(_NIGHT_ADDRESS.format(next((one for one in codes if one in LANGUAGES), "uk")))


@csp_update({"worker-src": ["'self'"]})  # type: ignore[arg-type]  # of this page alone: it opens without a line
def night(request: HttpRequest, language: str) -> HttpResponse:
    """The page on which a night is written. It is the same for everybody: who writes is known by the device alone."""
    words = texts()[language]
    outside = current()
    page = render_to_string(
        "field/night.html",
        {
            "language": language, "t": words, "is_demo": outside.is_demo,
            "languages": [(code, name, _NIGHT_ADDRESS.format(code)) for code, name in LANGUAGE_NAMES],
            "point": b64encode(outside.point).decode(), "fingerprint": fingerprint(outside.point),
            "said": json.dumps({k: v for k, v in words.items() if k.startswith("js_")}, ensure_ascii=False),
            "conditions": [(one.value, words[f"condition_{one.value}"]) for one in ArrivalCondition],
            "facts": [(one.value, words[f"fact_{one.value}"]) for one in Fact],
            "categories": [(one.value, words[f"category_{one.value}"]) for one in _CATEGORIES],
            "longest_card": LONGEST_CARD, "longest_heard": LONGEST_HEARD,
        },
    )  # fmt: skip
    return HttpResponse(page)


_CATEGORIES = (
    Category.NOT_YET_DETERMINED, Category.PRISONER_OF_WAR, Category.RETAINED_PERSONNEL, Category.CIVILIAN_INTERNEE,
    Category.OTHER_PROTECTED,
)  # fmt: skip
"""The first is what nobody has to choose: doubt protects as a prisoner of war (GC III art. 5)."""


@cache
def _worker() -> str:
    return files("repatria.doors.field").joinpath("worker.js").read_text(encoding="utf-8")


def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: it keeps page, script and sheet, and nothing else."""
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


def lines(request: HttpRequest) -> HttpResponse:
    """Takes sealed lines of a device, and tells what became of earlier ones.

    Given:    `lines`, envelopes; `asks`, numbers of lines that this device sent before.
    Returns:  `kept`, the numbers that lie in the mailbox now; `unheard`, those of a device that the door has not been
              told of, to be sent again later; `refused`, those of a revoked one; `answers`, one word by number.
    """
    try:
        if int(request.headers.get("Content-Length") or 0) > _LARGEST_REQUEST:
            raise MalformedItemError("more lines at once than are taken")
        said = json.loads(request.read(_LARGEST_REQUEST + 1))
        sent, asks = said["lines"], said["asks"]
        if not isinstance(sent, list) or not isinstance(asks, list) or len(sent) > MOST_AT_ONCE:
            raise MalformedItemError("lines and asks are lists")
        envelopes = [envelope_from_json(one) for one in sent]
        numbers = [str(one) for one in asks[: 10 * MOST_AT_ONCE]]
    except (MalformedItemError, ValueError, KeyError, TypeError):
        return JsonResponse({"refused": "malformed"}, status=400)
    outside = current()
    received = receive_lines(envelopes, on=outside.now().date(), mac_key=outside.mailbox_key) if envelopes else {}
    return JsonResponse({
        **{word.value: [number for number, said in received.items() if said is word] for word in Received},
        "answers": answers_to(numbers), "now": outside.now().isoformat(),
    })  # fmt: skip
