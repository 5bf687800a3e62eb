"""A run over things whose clocks the jobs keep: what was just done is not offered again while its clock still runs."""

from __future__ import annotations

import re

import pytest

from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.consequences import draw_consequences
from tests.doors.desk.bureau import Bureau, enter, main_of

pytestmark = pytest.mark.django_db


def test_a_notice_just_sent_is_not_the_next_one(bureau: Bureau) -> None:
    bureau.capture()
    draw_consequences(bureau.outside)
    keep_clocks(bureau.outside)
    registrar = bureau.at("registrar")
    lines = re.findall(r'<a href="(/notices/([^"?]+)[^"]*from=today[^"]*)"', main_of(registrar.get("/")))
    first, number = lines[0]
    path, _, words = first.replace("&amp;", "&").partition("?")
    sent = enter(registrar, f"{path}/deliver?{words}", reference="packet 1")
    following = main_of(registrar.get(sent.headers["Location"]))

    assert len({one for _, one in lines}) >= 2
    assert 302 == sent.status_code and number not in sent.headers["Location"]
    assert number in following.partition("<h1>")[0], "the word of success names it"
    assert number not in following.partition("<h1>")[2]
