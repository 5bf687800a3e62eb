"""The pages of the door and what they load: written once at the start, the same for everybody who asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files
from string import Template

from repatria.doors.furniture.texts import LANGUAGE_NAMES, LANGUAGES, read_texts

_HERE = "repatria.doors.calls"
_HERS = """<label for="number">$number</label>
<input id="number" inputmode="numeric" maxlength="60" autocomplete="off">
<label for="words">$words</label><p class="hint">$words_hint</p>
<textarea id="words" rows="3" maxlength="400" spellcheck="false"></textarea>
<label for="code">$code</label><p class="hint">$code_hint</p>
<input id="code" class="short" inputmode="numeric" maxlength="30" autocomplete="off">"""
_ROOM = """<label for="code">$room_code</label><p class="hint">$room_code_hint</p>
<input id="code" maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false">"""
_LOADED = {
    "style.css": ("repatria.doors.furniture", "static/furniture/style.css", "text/css"),
    "calls.css": (_HERE, "static/calls/calls.css", "text/css"),
    **{
        name: (_HERE, f"static/calls/{name}", "text/javascript")
        for name in ("curve.js", "words.js", "line.js", "page.js")
    },
}

Served = Mapping[str, tuple[str, bytes]]
"""Kind of content and content by address."""


def everything(*, is_demo: bool) -> Served:
    """All that the door shows, by address.  Raises: MissingTextError, KeyError for a text that a page lacks."""
    return dict((*_pages(is_demo), *_loaded()))


def _pages(is_demo: bool) -> Iterator[tuple[str, tuple[str, bytes]]]:
    page = Template(files(_HERE).joinpath("templates/calls/page.html").read_text(encoding="utf-8"))
    texts, said = read_texts(_HERE, "texts"), read_texts(_HERE, "said")
    for language in LANGUAGES:
        words = {key: escape(text) for key, text in (*texts[language].items(), *said[language].items())}
        spoken = "".join(f'<p id="said-{key}">{escape(text)}</p>' for key, text in said[language].items())
        for name, address in (("hers", ""), ("room", "room")):
            links = "".join(_link(code, shown, address, is_here=code == language) for code, shown in LANGUAGE_NAMES)
            is_hers = name == "hers"
            yield f"/{language}/{address}", ("text/html", page.substitute(
                words, language=language, page=name, said=spoken, language_links=links,
                demo='<aside class="demo" aria-label="DEMO">DEMO</aside>' if is_demo else "",
                heading=words["h_hers" if is_hers else "h_room"],
                before_last=words["before_watched" if is_hers else "before_room"],
                fields=Template(_HERS if is_hers else _ROOM).substitute(words),
            ).encode())  # fmt: skip


def _link(code: str, shown: str, address: str, *, is_here: bool) -> str:
    here = ' aria-current="page"' if is_here else ""
    return f'<a href="/{code}/{address}" lang="{code}" hreflang="{code}"{here}>{shown}</a>'


def _loaded() -> Iterator[tuple[str, tuple[str, bytes]]]:
    for name, (package, path, kind) in _LOADED.items():
        yield f"/static/{name}", (kind, files(package).joinpath(path).read_bytes())
