"""A public appeal as it leaves the house: a text that a person reads and that any Ed25519 tool verifies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from repatria.core.vocabulary.errors import InputError

_FIRST = "repatria public appeal v1"
LANGUAGES_OF_APPEALS = ("uk", "ru", "en")
APPEAL = "appeal"
"""The name under which it lies at the portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealText:
    """One appeal as it is published or was withdrawn.

    Given:    `words` paragraphs by language, `conditions` a text by language or none; days as YYYY-MM-DD,
              `withdrawn_on` empty while it stands. `valid_until` the last day on which whoever shows it may: signed
              again and again while it stands, so that an old signature brings no withdrawn text back. Empty in the
              act, whose signature says what was published and to nobody that it stands.
    """

    log_name: str
    number: int
    dated: str
    withdrawn_on: str
    legal_basis: str
    words: Mapping[str, tuple[str, ...]]
    conditions: Mapping[str, str]
    valid_until: str = ""

    def may_be_shown(self, on: date) -> bool:
        """Whether it may be shown on a day: withdrawn as long as anybody likes, standing within its term alone."""
        return bool(self.withdrawn_on) or (bool(self.valid_until) and on <= date.fromisoformat(self.valid_until))


def _line(text: str) -> str:
    return " ".join(text.split())


def appeal_bytes(appeal: AppealText) -> bytes:
    """The bytes that the log's key signs: lines of UTF-8, in one order, so that whoever reads them sees what is signed.

    Source:   RFC 8032 for the signature; the first line keeps it apart from a checkpoint of the same key.
    """
    lines = [
        _FIRST, f"log: {_line(appeal.log_name)}", f"number: {appeal.number}", f"dated: {appeal.dated}",
        f"withdrawn: {appeal.withdrawn_on or 'no'}", f"basis: {_line(appeal.legal_basis)}",
        *([f"valid until: {appeal.valid_until}"] if appeal.valid_until else []),
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
        "valid_until": appeal.valid_until,
    }, ensure_ascii=False, sort_keys=True)  # fmt: skip


class AppealTextError(InputError):
    """This is not what `appeal_to_json` wrote."""

    code = "vocabulary.E022"


def _day(given: object) -> str:
    return date.fromisoformat(str(given)).isoformat() if given else ""


def appeal_from_json(text: str) -> AppealText:
    """Reads what `appeal_to_json` wrote.  Raises: AppealTextError."""
    try:
        given = json.loads(text)
        return AppealText(
            log_name=str(given["log_name"]), number=int(given["number"]), dated=str(given["dated"]),
            withdrawn_on=str(given["withdrawn_on"]), legal_basis=str(given["legal_basis"]),
            words={str(k): tuple(map(str, v)) for k, v in given["words"].items()},
            conditions={str(k): str(v) for k, v in given["conditions"].items()},
            valid_until=_day(given.get("valid_until", "")),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AppealTextError("this is not an appeal as the bureau lays it out", (("appeal", "form"),)) from error
