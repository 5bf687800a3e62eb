"""One request that was read whole, given to a WSGI application in a thread, and its answer as one piece."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote_to_bytes

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Header = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request with its body; `scope` as ASGI gives it."""

    scope: dict[str, Any]
    body: bytes = b""

    @property
    def method(self) -> str:
        return str(self.scope["method"])

    @property
    def path(self) -> str:
        return str(self.scope["path"])

    def header(self, name: bytes) -> str:
        """The value of a header, names in lower case; "" where it was not sent."""
        found = [value for key, value in self.scope["headers"] if key == name]
        return found[0].decode("latin-1") if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer of one piece."""

    status: int
    headers: tuple[Header, ...]
    body: bytes

    def with_headers(self, *more: Header) -> Answer:
        names = {name for name, _ in more}
        return replace(self, headers=(*(one for one in self.headers if one[0] not in names), *more))


def plain_answer(status: int, *headers: Header) -> Answer:
    """A line of text for whoever is no browser."""
    body = f"{status}\n".encode()
    about = ((b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode()))
    return Answer(status=status, headers=(*about, *headers), body=body)


def environ_of(asked: Asked) -> dict[str, Any]:
    """The request as PEP 3333 wants it."""
    scope = asked.scope
    server, client = scope.get("server") or ("localhost", 0), scope.get("client") or ("", 0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"], "SCRIPT_NAME": "", "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "SERVER_NAME": server[0], "SERVER_PORT": str(server[1] or 0), "REMOTE_ADDR": client[0],
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}", "wsgi.version": (1, 0), "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(asked.body), "wsgi.errors": sys.stderr, "wsgi.multithread": True,
        "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
    for name, value in scope["headers"]:
        key = name.decode("latin-1").upper().replace("-", "_")
        if "_" in name.decode("latin-1"):
            continue  # X_Forwarded_For is not X-Forwarded-For: nobody sends it but who wants to pass for a proxy
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        text = value.decode("latin-1")
        environ[key] = f"{environ[key]},{text}" if key in environ and key.startswith("HTTP_") else text
    if "CONTENT_LENGTH" not in environ and asked.body:
        environ["CONTENT_LENGTH"] = str(len(asked.body))
    return environ


def answer_of(application: Application, asked: Asked) -> Answer:
    """Runs the application and takes its answer whole."""
    said: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], None]:
        said[:] = [int(status[:3]), headers]
        return lambda _: None

    parts = application(environ_of(asked), start_response)
    try:
        body = b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
    headers = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in said[1]]
    if not any(name == b"content-length" for name, _ in headers) and said[0] not in (204, 304):
        headers.append((b"content-length", str(len(body)).encode()))
    return Answer(status=said[0], headers=tuple(headers), body=body)
