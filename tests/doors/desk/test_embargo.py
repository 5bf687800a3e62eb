"""From a dead candidate on no page, no answer and no door says anything else than it said before to who may not know.

The same bureau is walked twice, from one state of the store: as it stands, and under the embargo. Whoever may not know
of it sees the same pages and the same answers, to the letter; what would tell her anything is refused or goes on in the
words that all get.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import connection

from repatria.core.law.embargo import EmbargoGround
from repatria.core.vocabulary.errors import RepatriaError
from repatria.doors.desk.frame import navigation
from repatria.doors.jobs.asking import answered
from repatria.records.access.offered import roles_for
from repatria.records.access.role_table import ROLE_TABLE, Role
from repatria.records.disclosure import said_dead
from repatria.records.disclosure.selectors import embargo_on
from tests.doors.desk.bureau import BY_ROLE, Whole, counting_once, main_of
from tests.doors.desk.test_access import allowed
from tests.doors.desk.test_questions import DOCUMENT, parameters
from tests.records.handover.meeting import tried

pytestmark = [
    pytest.mark.django_db, pytest.mark.whole, pytest.mark.timeout(900),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="what a page shows is no database's"),
]  # fmt: skip
KNOW = {
    "telling.?tellings", "telling.?telling", "identification.?hypotheses", "identification.?hypothesis",
    "certificates.?certificates", "disclosure.?answer",
}  # fmt: skip
"""What a role must have to know that a death is looked into: those who conclude, tell, and decide what is told."""
MAY_NOT_KNOW = [one for one in BY_ROLE if not KNOW & ROLE_TABLE[one]]
_DRAWN = re.compile(r'(name="csrfmiddlewaretoken" value|name="once" value|value|nonce)="[0-9A-Za-z_+/=.:-]{24,}"')

_DONE = re.compile(r'<p class="done".*?</p>', re.DOTALL)
"""What was done a page before is said once."""


def _seen(page: Any) -> tuple[int, str]:
    if "text/html" not in page.headers.get("Content-Type", ""):
        return page.status_code, ""
    return page.status_code, _DONE.sub("", _DRAWN.sub("", main_of(page)))


def pages(whole: Whole, monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], tuple[int, str]]:
    """Every page of every role that may not know."""
    found = {}
    with tried(), monkeypatch.context() as within:
        within.setattr(navigation, "counts_by", counting_once())
        paths = whole.paths()
        for role in MAY_NOT_KNOW:
            browser = whole.at(BY_ROLE[role])
            for name, path in paths.items():
                if allowed(role, name):
                    found[role.value, name] = _seen(browser.get(path))
    return found


def answers(whole: Whole) -> dict[tuple[str, str], str]:
    """Every answer that such a role is given, and every refusal by its code."""
    found = {}
    with tried():
        for told in DOCUMENT["questions"]:
            given = parameters(whole, told)
            for role in map(Role, roles_for(told["who_may"][0]["action"])):
                if role in MAY_NOT_KNOW:
                    found[role.value, told["name"]] = _answer(whole, role, told["name"], given)
    return found


def _answer(whole: Whole, role: Role, name: str, given: dict[str, Any]) -> str:
    with tried():
        try:
            returned = answered(whole.by(BY_ROLE[role]), name, given, is_measured=False)["returned"]
        except RepatriaError as refused:
            return refused.code
        return json.dumps(returned, sort_keys=True, ensure_ascii=False)


def under_embargo(whole: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    """A room above says of whom she seeks that he is dead, and of him by his number."""
    monkeypatch.setitem(said_dead._says, "identification", lambda enquiry: enquiry == whole.enquiry)
    monkeypatch.setitem(said_dead._says_of_person, "identification", lambda person: person == whole.person)
    assert EmbargoGround.DEAD_CANDIDATE is embargo_on(whole.enquiry)


OF_A_MEETING = {
    (Role.HANDOVER_OFFICER.value, one) for one in (
        "handover", "print_information_letter", "handover.handover", "handover.information_letter", "handover.record",
    )
}  # fmt: skip
"""A hand-over goes no further under an embargo, which its officer has to see; why, nothing says."""
_DEATH = re.compile(r"\b(dead|death|died|dies|remains|embargo|загиб|помер|смерт|умер)", re.IGNORECASE)


def test_whoever_may_not_know_reads_the_same_on_every_page_and_in_every_answer(
    whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole.paths()  # whoever stands in an address is hired before anything is compared
    for role in MAY_NOT_KNOW:
        whole.at(BY_ROLE[role])
    before = pages(whole, monkeypatch), answers(whole)
    under_embargo(whole, monkeypatch)
    after = pages(whole, monkeypatch), answers(whole)
    unlike = {
        at: (str(was[at]), str(now[at])) for was, now in zip(before, after, strict=True) for at in was
        if was[at] != now[at]
    }  # fmt: skip
    assert len(before[0]) > 400 and len(before[1]) > 50, "all pages and all questions"
    assert unlike.keys() == OF_A_MEETING, "the embargo shows"
    for was, now in unlike.values():
        assert len(_DEATH.findall(now)) <= len(_DEATH.findall(was)), "a word of death"
