"""A family at the door: fills the pages of the form as a browser does, from what the last page holds."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from repatria.core.vocabulary.receipts import Receipt

Typed = dict[str, str | list[str]]

ANSWERS: Typed = {
    "sought_name": "Шевченко Сергій Олександрович", "born_words": "близько 1999", "relation": "mother",
    "enquirer_name": "Оксана", "reach": "way", "reach_by": "+380 00 000 00 00", "reach_when": "увечері",
    "lost_words": "call_back", "telephone": "+380 00 111 11 11", "note_by": "sms", "note_to": "+999 1234567",
    "words": "кіт Мурчик і синя лава", "meeting": "named", "meeting_who": "сестра", "sought_place": "Умань",
    "sought_unit": "не знаю", "last_contact": "у лютому", "marks": "шрам на руці", "shares": ["icrc", "society"],
    "helper": "сусідка",
}  # fmt: skip
"""What she writes, by field, in the one document."""

SAID: Typed = {"sought_birth": ANSWERS["born_words"]} | {
    name: said for name, said in ANSWERS.items() if name not in ("born_words", "reach", "note_by", "note_to")
}
"""The same as it is sent."""


class _Reader(HTMLParser):
    """Reads the fields of a page as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: Typed = {}
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = dict(attrs)
        name, kind = one.get("name") or "", one.get("type") or "text"
        if tag == "textarea":
            self._area = name
            self.fields[name] = ""
        if tag != "input" or (kind in ("radio", "checkbox") and "checked" not in one) or kind == "file":
            return
        value = one.get("value") or ""
        before = self.fields.get(name)
        if name == "shares":
            self.fields[name] = [*(before if isinstance(before, list) else []), value]
        else:
            self.fields[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, text: str) -> None:
        if self._area:
            self.fields[self._area] = str(self.fields[self._area]) + text


def fields_of(page: HttpResponse) -> Typed:
    """The fields of a page with what stands in them, ticked choices only."""
    reader = _Reader()
    reader.feed(page.content.decode())
    return reader.fields


def text_of(page: HttpResponse) -> str:
    """The page as it reads, marks resolved."""
    return unescape(page.content.decode())


def receipt_on(page: HttpResponse) -> Receipt:
    """The receipt that a page shows."""
    text = text_of(page)
    number = re.search(r'<p class="number" dir="ltr">([\d ]+)</p>', text)
    words = re.search(r'<ol lang="(\w\w)" dir="ltr">(.*?)</ol>', text)
    assert number and words, "this page shows no receipt"
    found = tuple(re.findall("<li>(.*?)</li>", words[2]))
    return Receipt(number=number[1], words=found, language=words[1])


class Family:
    """One visit: the last page, and what is typed into its fields."""

    def __init__(self, client: Client, language: str) -> None:
        self.client, self.language = client, language
        self.page = self.client.get(f"/{language}/form")

    def press(self, go: str = "check", *, language: str = "", **typed: Any) -> HttpResponse:
        """Types over the fields of this page and presses a button."""
        sent = fields_of(self.page) | {"go": go} | typed
        self.page = self.client.post(f"/{language or self.language}/form", sent)
        return self.page

    def answer(self, answers: Typed = ANSWERS, **typed: Any) -> HttpResponse:
        """Answers all questions and presses the form's one button."""
        return self.press(**{**answers, **typed})

    def change(self, part: str, **typed: Any) -> HttpResponse:
        """From the check page: opens one part, and with anything typed goes on to the check page again."""
        self.press(f"to-{part}")
        return self.press(**typed) if typed else self.page

    def send(self) -> HttpResponse:
        return self.press("send")
