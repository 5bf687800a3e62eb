"""Whom a family can ask: this bureau, and those who ask for her elsewhere; read from the bureau's own file.

What the file does not say is shown nowhere; `lacking` names it for whoever runs the house.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from repatria.core.vocabulary.errors import InputError

LANGUAGES = ("uk", "ru", "en")
WORDED = ("name", "state", "street", "hours")
"""What is written in each language; a text without languages serves all of them."""
PLAIN = ("telephone", "web")
_LONGEST = 300
_ADDRESS = re.compile(r"https://[a-z0-9.-]+(?:/[!-~]*)?", re.IGNORECASE)


class WhomToAskError(InputError):
    """The file of whom to ask does not read; the fault says where."""

    code = "bureau.E001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One who can be asked, in one language; "" for what the file does not say."""

    name: str = ""
    state: str = ""
    street: str = ""
    hours: str = ""
    telephone: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhomToAsk:
    """The bureau and the others, in their order, by language."""

    bureau: Mapping[str, Office] = field(default_factory=lambda: {one: Office() for one in LANGUAGES})
    others: tuple[Mapping[str, Office], ...] = ()
    leave_to: str = ""  # where "leave quickly" leads: another host

    def others_in(self, language: str) -> tuple[Office, ...]:
        """The others as a page of a language names them: who has no name there is not shown."""
        return tuple(one[language] for one in self.others if one[language].name)


def read_whom_to_ask(text: str, languages: Sequence[str] = LANGUAGES) -> WhomToAsk:
    """Reads the file.

    Given:    the languages that pages speak. TOML: `leave_to`, an address; a table `bureau` and tables `others`, each
              of name, state, street, hours (a text, or a table of texts by language), telephone, web.
    Raises:   WhomToAskError naming the first thing that is not so.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WhomToAskError(f"the file is not TOML: {error}", (("file", "malformed"),)) from error
    if stray := set(table) - {"bureau", "others", "leave_to"}:
        raise WhomToAskError(
            f"the file knows `leave_to`, `bureau` and `others`, not `{min(stray)}`", ((min(stray), "unknown"),)
        )
    bureau, others = table.get("bureau", {}), table.get("others", [])
    if not isinstance(bureau, dict) or not isinstance(others, list):
        raise WhomToAskError("`bureau` is a table, `[[others]]` a list of tables", (("others", "malformed"),))
    leave_to = table.get("leave_to", "")
    if not isinstance(leave_to, str) or (leave_to and not _ADDRESS.fullmatch(leave_to)):
        raise WhomToAskError("`leave_to` is an address that begins with https://", (("leave_to", "malformed"),))
    return WhomToAsk(
        leave_to=leave_to,
        bureau=_offices("bureau", bureau, languages),
        others=tuple(_offices(f"others {number}", one, languages) for number, one in enumerate(others, start=1)),
    )


def _offices(where: str, said: object, languages: Sequence[str]) -> Mapping[str, Office]:
    if not isinstance(said, dict):
        raise WhomToAskError(f"{where} is a table", ((where, "malformed"),))
    if stray := set(said) - {*WORDED, *PLAIN}:
        raise WhomToAskError(f"{where}: `{min(stray)}` is not known", ((where, "unknown"),))
    return {
        language: Office(
            **{name: _text(where, name, said.get(name, ""), language, languages) for name in (*WORDED, *PLAIN)}
        )
        for language in languages
    }


def _text(where: str, name: str, value: object, language: str, languages: Sequence[str]) -> str:
    if isinstance(value, dict) and name in WORDED:
        if stray := set(value) - set(languages):
            raise WhomToAskError(f"{where}: {name} in `{min(stray)}`: no page speaks it", ((where, "unknown"),))
        value = value.get(language, "")
    if not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
        raise WhomToAskError(f"{where}: {name} is one line of at most {_LONGEST} letters", ((where, "malformed"),))
    return value.strip()


def lacking(whom: WhomToAsk) -> Iterator[str]:
    """Names what families are not told for want of it, as "bureau: telephone" or "bureau: hours in ru"."""
    for where, offices in (("bureau", whom.bureau), *((f"others {n}", o) for n, o in enumerate(whom.others, 1))):
        wanted = ("telephone", *WORDED) if where == "bureau" else ("telephone", "name")
        for name in wanted:
            without = [language for language in LANGUAGES if not getattr(offices[language], name)]
            if without:
                yield f"{where}: {name}" + ("" if len(without) == len(LANGUAGES) else f" in {', '.join(without)}")
    if not whom.leave_to:
        yield "leave_to: another host for who leaves quickly"
    if not whom.others:
        yield "others: her Red Cross or Red Crescent society, and the ICRC"
