"""Guards: what must be true before a step. An open one is named with its provision, for desk and refusal alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from repatria.core.law.errors import OpenGuardError
from repatria.core.vocabulary.errors import RuleError


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenGuard:
    """One thing that is still missing: a stable word for it, which the desk translates, and what it rests on."""

    what: str
    provision: str
    refusal: type[RuleError]


def need(is_met: bool, what: str, provision: str, refusal: type[RuleError] = OpenGuardError) -> Iterator[OpenGuard]:
    """Yields the guard when it is open."""
    if not is_met:
        yield OpenGuard(what=what, provision=provision, refusal=refusal)


def refuse_open(guards: Iterable[OpenGuard], *, about: Collection[str] = (), **named: Any) -> None:
    """Refuses when any guard is open, naming all of them; the first one gives class and provision.

    Given:    `about` which of several things it is that stand open, by their labels or numbers, where a guard does not
              say it; `named` which records one speaks of.
    Raises:   the refusal of the first open guard, with `params["guards"]` as (what, provision) of all, and
              `params["about"]`.
    """
    found = tuple(guards)
    if found:
        words = ", ".join(guard.what.replace("_", " ") for guard in found)
        raise found[0].refusal(
            f"still missing: {words}",
            provision=found[0].provision,
            guards=tuple((guard.what, guard.provision) for guard in found),
            **({"about": tuple(about)} if about else {}),
            **named,
        )


def are_two_different(accounts: Iterable[str], *, none_of: Iterable[str] = ()) -> bool:
    """Whether at least two different accounts or names are there, and none of those that are ruled out.

    Why:      a name that was typed twice, once with a capital or a blank more, is one person.
    """
    named = {folded(one) for one in accounts} - {""}
    return len(named) >= 2 and not named & {folded(one) for one in none_of}


def folded(name: str) -> str:
    """A typed name by which two are compared: capitals, blanks and forms of a letter make no difference."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Approvers:
    """Who approved, and who of them in which office. Read from the approvals that stand, never typed by anybody."""

    everybody: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    doctors: tuple[str, ...] = ()
    legal_advisers: tuple[str, ...] = ()

    @property
    def are_doctor_and_head(self) -> bool:
        """Whether a doctor and a head of the bureau decided together, as two different persons.

        Source:   practice rule 10.
        """
        return any(doctor != head for doctor in self.doctors for head in self.heads)
