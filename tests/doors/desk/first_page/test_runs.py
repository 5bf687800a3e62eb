"""A run over things whose clocks the jobs keep: what was just done is not offered again while its clock still runs."""

from __future__ import annotations

import re

import pytest

from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.notices.selectors import notices_unanswered
from repatria.records.notices.services import deliver_notice
from tests.doors.desk.bureau import Bureau, enter, main_of

pytestmark = pytest.mark.django_db


def test_what_was_just_done_is_not_the_next_thing(bureau: Bureau) -> None:
    bureau.capture()
    draw_consequences(bureau.outside)
    for line in notices_unanswered(("issued",))[2:]:
        deliver_notice(bureau.by("registrar"), notice_id=line.notice_id, reference="by hand")
    keep_clocks(bureau.outside)
    registrar = bureau.at("registrar")
    lines = re.findall(r'<a href="(/notices/[^"?]+[?][^"]*from=today[^"]*)"', main_of(registrar.get("/")))
    before, last = dict.fromkeys(one.replace("&amp;", "&") for one in lines)
    number = before.partition("?")[0].rpartition("/")[2]
    path, _, words = before.partition("?")
    sent = enter(registrar, f"{path}/deliver?{words}", reference="packet 1")
    following = main_of(registrar.get(sent.headers["Location"]))

    assert last.partition("?")[0] == sent.headers["Location"].partition("?")[0]
    assert number in following.partition("<h1>")[0], "the word of success names it"
    assert number not in following.partition("<h1>")[2]
