"""The portal's public pages as files, for mirrors: `python -m repatria.config.mirror FOLDER ADDRESS`.

It runs in a process of its own, as the portal does, with the portal's settings and keys and none of the bureau's. What
a mirror cannot do (ask, open letters, add papers, check) leads to the portal's own address.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

from repatria.core.vocabulary.errors import OutsideError
from repatria.doors.portal.languages import codes

PAGES = {"": "index.html", "notice": "notice.html", "free": "free.html", "safe": "safe.html"}
"""The pages that need no answer, by their place under a language."""
_LEAVE = "/x"
_LINK = re.compile(r'\b(href|src|action)="(/[^"]*)"')
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class NoPageError(OutsideError):
    """A public page did not answer: nothing is to be mirrored."""

    code = "config.E004"


def fetched(application: Application, path: str) -> bytes:
    """What the portal answers under an address.  Raises: NoPageError for anything but a page."""
    environ: dict[str, Any] = {"PATH_INFO": path, "HTTP_HOST": "localhost"}
    setup_testing_defaults(environ)
    environ["wsgi.errors"] = io.StringIO()
    said: list[str] = []
    body = b"".join(application(environ, lambda status, headers, *_: said.append(status)))
    if not said or not said[0].startswith("200"):
        raise NoPageError(f"{path}: {said[0] if said else 'nothing'}", permanent=True)
    return body


def _led_away(application: Application, path: str) -> str:
    """Where the portal leads from an address; "" where it answers with a page of its own."""
    environ: dict[str, Any] = {"PATH_INFO": path, "HTTP_HOST": "localhost"}
    setup_testing_defaults(environ)
    environ["wsgi.errors"] = io.StringIO()
    said: dict[str, str] = {}
    b"".join(application(environ, lambda status, headers, *_: said.update(headers)))
    return said.get("Location", "")


def file_of(link: str) -> str | None:
    """The file of the bundle to which a link of the portal leads, or None where only the portal answers."""
    path = link.partition("#")[0].partition("?")[0]
    if path.startswith("/static/"):
        return path.removeprefix("/")
    if path == _LEAVE:
        return "x.html"
    language, _, place = path.strip("/").partition("/")
    return f"{language}/{PAGES[place]}" if language in codes() and place in PAGES else None


def mirrored(application: Application, address: str) -> dict[str, bytes]:
    """Every file of the mirror by its path.

    Given:    `address` of the portal, without a stroke at its end; "" where it has none that may be told: what only the
              portal can do is no link then.
    """
    files: dict[str, bytes] = {}
    pages = {f"{one}/{file}": f"/{one}/{place}" for one in codes() for place, file in PAGES.items()}
    away = _led_away(application, _LEAVE)  # whoever leaves a mirror quickly is led where the portal leads
    for name, path in pages.items() if away else (*pages.items(), ("x.html", _LEAVE)):
        text = fetched(application, path).decode()
        up = "../" * name.count("/")

        def led(found: re.Match[str], up: str = up) -> str:
            attribute, link = found.groups()
            if link == _LEAVE and away:
                return f'{attribute}="{escape(away)}"'
            file = file_of(link)
            if file is None:
                return f'{attribute}="{address}{link}"' if address else 'data-at="portal"'
            if file.startswith("static/"):
                files.setdefault(file, fetched(application, link))
            return f'{attribute}="{up}{file}"'

        files[name] = _LINK.sub(led, text).encode()
    return files


def main() -> None:
    """Writes the mirror into the folder that was named."""
    folder, address = Path(sys.argv[1]), sys.argv[2].rstrip("/")
    os.environ["REPATRIA_PORTAL_HOSTS"] = "localhost"
    from repatria.config.portal_wsgi import application

    for name, content in mirrored(application, address).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
