"""Who holds a round keeps the others from it, and leaves it free whatever becomes of him."""

from __future__ import annotations

import threading
from contextlib import suppress

from repatria.config.one_round import one_round
from repatria.config.places import Places


def test_a_second_one_is_told_that_a_round_is_being_held(tmp_path):
    places = Places(tmp_path)
    with one_round(places, waits=False) as first, one_round(places, waits=False) as second:
        assert (True, False) == (first, second)
    with suppress(ValueError), one_round(places, waits=True):
        raise ValueError
    with one_round(places, waits=False) as later:
        assert later


def test_whoever_waits_holds_his_after_the_other(tmp_path):
    places, said = Places(tmp_path), []

    def wait():
        with one_round(places, waits=True) as is_his:
            said.append(("second", is_his))

    with one_round(places, waits=False):
        waiting = threading.Thread(target=wait)
        waiting.start()
        waiting.join(0.1)
        said.append("first")
    waiting.join(30)

    assert ["first", ("second", True)] == said
