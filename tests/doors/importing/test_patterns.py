"""A profile's pattern that would never end ends, and nobody waits for it; what is no pattern is a fault of its own."""

from __future__ import annotations

import threading
from contextlib import suppress
from time import sleep

import pytest

from repatria.doors.jobs.importing import patterns
from repatria.doors.jobs.importing.errors import FaultyProfileError
from repatria.doors.jobs.importing.patterns import LONGEST_PATTERN, MOST_PATTERNS, Patience, Pattern
from repatria.doors.jobs.importing.profile_reading import prove_profile

HOSTILE = {r"(a+)+$": "a" * 4_000 + "!", r"(a|aa)+$": "a" * 4_000 + "!", r"(x+x+)+y": "x" * 3_000}


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(patterns, "SEARCH_SECONDS", 0.02)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_search_that_would_not_end_is_given_up_and_the_list_refused(hurried, text):
    with pytest.raises(FaultyProfileError) as refused:
        Pattern(text, Patience()).is_in(HOSTILE[text])

    assert (("profile", "slow_pattern"),) == refused.value.faults


def test_while_one_searches_others_of_its_process_go_on(monkeypatch):
    monkeypatch.setattr(patterns, "SEARCH_SECONDS", 0.3)
    slow, begun, turns = Pattern(r"(a+)+$", Patience()), threading.Event(), 0

    def search():
        begun.set()
        with suppress(FaultyProfileError):
            slow.is_in("a" * 4_000 + "!")

    one = threading.Thread(target=search)
    one.start()
    begun.wait()
    while one.is_alive():
        sleep(0.001)
        turns += 1
    assert turns > 10, "nothing else ran while it searched"


def test_all_searches_of_a_page_have_one_end():
    patience = Patience()
    pattern = Pattern("died", patience)
    assert (True, False) == (pattern.is_in("DIED 1943"), pattern.is_in("lives"))
    patience.left = 0.0

    with pytest.raises(FaultyProfileError):
        pattern.is_in("lives")


@pytest.mark.parametrize("text", ["(", "a" * (LONGEST_PATTERN + 1), r"\L<names>", "(" * 450 + ")" * 450, "a{9,1}"])
def test_what_is_no_pattern_is_a_value_error_with_a_word(text):
    with pytest.raises(ValueError, match=r"is no pattern|is longer"):
        Pattern(text, Patience()).is_in("Bizjak")


def test_refuses_a_profile_of_too_many_patterns():
    words = ", ".join(f'"dead{n}" = "died"' for n in range(MOST_PATTERNS + 1))
    with pytest.raises(FaultyProfileError) as refused:
        prove_profile("own", f'[events]\nalways = "captured"\nremarks = "3"\nwords = {{ {words} }}')

    assert 1 == sum(f"more than {MOST_PATTERNS} patterns" in said for _, said in refused.value.faults)
