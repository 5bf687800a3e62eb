"""The page docs/errors.md, written from the error classes: `python -m tests.docs.errors > docs/errors.md`."""

from __future__ import annotations

import ast
import importlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from tests.docs.pages import SOURCE

_DECLARES = re.compile(r"^    code(?:: \S+)? = \"", re.MULTILINE)

FAMILIES = {
    "InputError": ("Input: the sender can mend it", "Mend what is named and send it again; every fault is listed."),
    "RuleError": ("Rule: law, procedure or role forbids it", "Do what the provision asks for, or ask whoever may."),
    "ConflictError": ("Conflict: somebody acted meanwhile", "Open the page again and look at what stands there now."),
    "OutsideError": (
        "Outside: a carrier, store or program failed",
        "Try again; if it stays, look at `repatria doctor` and `run/*.log`.",
    ),
    "TamperError": (
        "Tamper: a proof or seal does not verify",
        "Stop. Do not try again. See [when it differs](operating/safekeeping.md#when-it-differs).",
    ),
    "RepatriaError": ("Others", "Read the line; nothing was written."),
}  # fmt: skip

ADVICE = {
    "furniture.E001": "Mend every line that it names in `portal/languages/`, and start the portal again.",
    "bureau.E001": "Mend the line of `portal/bureau.toml` that it names, and start the portal again.",
    "core.E202": "Ask another person; a second account of the same person is no second person.",
    "access.E001": "Ask somebody whose role allows it. Roles are granted by two administrators.",
    "access.E002": "Ask another person than the one who proposed, or whom it concerns.",
    "access.E003": "Wait for further approvals. An approval binds what was approved, as it stood.",
    "access.E005": "Choose another sign-in name.",
    "access.E006": "Nothing: your approval stands. Another person is needed.",
    "access.E007": "Ask the camp or the worker to whom the record belongs.",
    "adapters.E001": "Type the passphrase again, or look at the file that REPATRIA_PASSPHRASE_FILE names.",
    "adapters.E002": "Name the right folder; else restore a backup: without its keyring a house cannot be read.",
    "core.E301": "Nothing: it was done, once.",
    "core.E102": "Look at day and hour again; what is only expected has a field of its own.",
    "desk.E001": "Wait a minute. Then look into `run/matcher.log`.",
    "enquiries.E003": "Nothing: it is there. The same form gives the same receipt.",
    "handover.E004": "Go on with the one that is open, or stop it.",
    "importing.E002": "Mend the profile at the places that are listed.",
    "importing.E004": "Ask whoever keeps the list who is missing on it; enter him, or say how it was settled.",
    "importing.E005": "Look at his page and at the list: enter what happened to him, or say why nothing did.",
    "importing.E003": "What the file has stands beside: name its columns as the profile does, or write a profile.",
    "intake.E005": "Start the portal through `repatria serve`, which writes its key file anew.",
    "jobs.E001": "Wait for the next round to end and try again; see `run/jobs.log`.",
    "jobs.E002": "Take another backup; nothing was replaced.",
    "jobs.E003": "Install PostgreSQL's client programs, at least as new as the server; read the line it ended with.",
    "law.E002": "Do what the named guards ask for; each has its provision.",
    "law.E003": "Ask a second, different person.",
    "law.E004": "Enter a value, or say what became of the question: declined, not asked, unknown.",
    "law.E005": "Enter name, reason and provision of the authority.",
    "law.E006": "Ask him again as practice rule 8 says: outside the camp's chain, no guard, in his language.",
    "law.E007": "Leave the pair to another reviewer.",
    "ledger.E001": "Install the version that wrote this log, or a newer one.",
    "ledger.E003": "Nothing: it was done.",
    "ledger.E004": "Nothing destroys these; see docs/architecture.md.",
    "linking.E002": "Name the columns as docs/operating/linking.md does, or say them: --column surname=Zuname.",
    "linking.E003": "Name a file .tsv or .csv in a folder that is there.",
    "linking.E004": "Run the command without --resume.",
    "linking.E006": "Nothing: the index is built again from the register.",
    "linking.E007": "Type a name with a letter in it, and a date as YYYY, YYYY-MM or YYYY-MM-DD.",
    "linking.E008": "Name another place for what is written.",
    "linkage.E002": "Nothing: the index is built again from the register.",
    "matching.E002": "Leave the pair to another reviewer.",
    "notices.E005": "Nothing: the round was held. The next one takes the next number.",
    "papers.E001": "Copy the code from the paper once more; one wrong or two exchanged characters always show.",
    "printing.E002": "Add the text in every language; nothing is printed until then.",
    "receipts.E001": "Compare each word and the number with the slip; the words that stand in no list are named.",
    "register.E001": "Two papers bear one number: find out which is right before anything is entered.",
    "register.E003": "Nothing: it is there.",
    "register.E030": "Nothing: he is registered, once.",
    "register.E031": "Another man: send it again under a number of its own. The same man: correct it on his page.",
    "tables.E001": "Save the file as CSV in UTF-8 or as XLSX without a password; is it the right one?",
    "tables.E002": "pip install 'repatria[batch]', or save the file as tab-separated text.",
    "vault.E001": "Start through `repatria serve` (or `demo`), which unlocks the keyring.",
    "vault.E002": "Nothing: two persons destroyed it. Open a new enquiry if she asks again.",
}  # fmt: skip
"""What to do beyond what the family says, by code."""


def declaring_modules() -> Iterator[tuple[str, Path]]:
    """The modules in whose text a class declares a code."""
    for path in sorted(SOURCE.rglob("*.py")):
        if _DECLARES.search(path.read_text(encoding="utf-8")):
            yield ".".join(("repatria", *path.relative_to(SOURCE).with_suffix("").parts)), path


def declared() -> dict[str, list[str]]:
    """Class names by the code they declare, as the source has it."""
    found: dict[str, list[str]] = {}
    for _, path in declaring_modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ClassDef):
                continue
            for line in node.body:
                named = [line.target] if isinstance(line, ast.AnnAssign) else getattr(line, "targets", [])
                if any(isinstance(n, ast.Name) and n.id == "code" for n in named) and isinstance(
                    value := getattr(line, "value", None), ast.Constant
                ):
                    found.setdefault(str(value.value), []).append(node.name)
    return found


def error_classes() -> list[type[Exception]]:
    """Every class of errors, the families among them, by code."""
    from repatria.core.vocabulary.errors import RepatriaError, TamperError

    for name, _ in declaring_modules():
        importlib.import_module(name)
    found: set[type[Exception]] = set()
    waiting: list[type[Exception]] = [RepatriaError, TamperError]
    while waiting:
        one = waiting.pop()
        if one not in found and one.__module__.startswith("repatria."):
            found.add(one)
            waiting += one.__subclasses__()
    return sorted(found, key=lambda one: (code_of(one), one.__name__))


def code_of(one: type[Exception]) -> str:
    return str(vars(one).get("code", ""))


def family_of(one: type[Exception]) -> str:
    return next(base.__name__ for base in one.__mro__ if base.__name__ in FAMILIES)


def meaning_of(one: type[Exception]) -> str:
    """The first line of its docstring."""
    return (vars(one).get("__doc__") or "").strip().splitlines()[0]


def errors_page() -> str:
    """Writes the page docs/errors.md."""
    lines = [
        "# Errors", "",
        "This page is generated from the error classes (`python -m tests.docs.errors`); a test keeps it equal. A",
        "refusal on the desk or in a command carries its code. Messages name records by number and hold nobody's data.",
        "The family says what the reader can do; the exit codes of the commands follow it",
        "([operating](operating/README.md)).",
    ]  # fmt: skip
    classes = error_classes()
    for family, (title, advice) in FAMILIES.items():
        mine = [one for one in classes if family_of(one) == family]
        lines += ["", f"## {title}", "", advice, "", "| code | class | meaning | what to do |", "|---|---|---|---|"]
        for one in mine:
            said = ADVICE.get(code_of(one), "as above")
            lines.append(f"| {code_of(one)} | `{one.__name__}` | {meaning_of(one)} | {said} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatria.config.settings.tests")
    import django

    django.setup()
    print(errors_page(), end="")
