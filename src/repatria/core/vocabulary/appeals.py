"""A public appeal as it leaves the house: a text that a person reads and that any Ed25519 tool verifies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from repatria.core.vocabulary.errors import InputError

_FIRST = "repatria public appeal v1"
LANGUAGES_OF_APPEALS = ("uk", "ru", "en")
APPEAL = "appeal"
"""The name under which it lies at the portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealText:
    """One appeal as it is published or was withdrawn.

    Given:    `words` paragraphs by language, `conditions` a text by language or none; days as YYYY-MM-DD,
              `withdrawn_on` empty while it stands.
    """

    log_name: str
    number: int
    dated: str
    withdrawn_on: str
    legal_basis: str
    words: Mapping[str, tuple[str, ...]]
    conditions: Mapping[str, str]


def _line(text: str) -> str:
    return " ".join(text.split())


def appeal_bytes(appeal: AppealText) -> bytes:
    """The bytes that the log's key signs: lines of UTF-8, in one order, so that whoever reads them sees what is signed.

    Source:   RFC 8032 for the signature; the first line keeps it apart from a checkpoint of the same key.
    """
    lines = [
        _FIRST, f"log: {_line(appeal.log_name)}", f"number: {appeal.number}", f"dated: {appeal.dated}",
        f"withdrawn: {appeal.withdrawn_on or 'no'}", f"basis: {_line(appeal.legal_basis)}",
    ]  # fmt: skip
    for language in LANGUAGES_OF_APPEALS:
        lines += ["", f"[{language}]", *map(_line, appeal.words.get(language, ()))]
        if appeal.conditions.get(language, "").strip():
            lines.append(f"+ {_line(appeal.conditions[language])}")
    return ("\n".join(lines) + "\n").encode()


def appeal_to_json(appeal: AppealText) -> str:
    """What the intake keeps beside the signature, for the portal's page."""
    return json.dumps({
        "log_name": appeal.log_name, "number": appeal.number, "dated": appeal.dated,
        "withdrawn_on": appeal.withdrawn_on, "legal_basis": appeal.legal_basis,
        "words": {k: list(v) for k, v in appeal.words.items()}, "conditions": dict(appeal.conditions),
    }, ensure_ascii=False, sort_keys=True)  # fmt: skip


class AppealTextError(InputError):
    """This is not what `appeal_to_json` wrote."""

    code = "vocabulary.E022"


def appeal_from_json(text: str) -> AppealText:
    """Reads what `appeal_to_json` wrote.  Raises: AppealTextError."""
    try:
        given = json.loads(text)
        return AppealText(
            log_name=str(given["log_name"]), number=int(given["number"]), dated=str(given["dated"]),
            withdrawn_on=str(given["withdrawn_on"]), legal_basis=str(given["legal_basis"]),
            words={str(k): tuple(map(str, v)) for k, v in given["words"].items()},
            conditions={str(k): str(v) for k, v in given["conditions"].items()},
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AppealTextError("this is not an appeal as the bureau lays it out", (("appeal", "form"),)) from error
