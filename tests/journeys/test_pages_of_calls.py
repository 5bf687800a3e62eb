"""The pages of the door of calls by axe, in three languages at both widths; and what a browser without WebRTC reads."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from repatria.config.calls import make_secret
from repatria.config.calls_commands import free_port
from tests.journeys.house import answers, until

pytestmark = [pytest.mark.browser, pytest.mark.whole]
PARTS = ("cannot", "enter", "ready", "call", "watch", "over")
SHOW = "part => document.querySelectorAll('[data-part]').forEach(one => { one.hidden = one.dataset.part !== part; })"


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The door, with a relay that nobody needs for a page."""
    folder: Path = tmp_path_factory.mktemp("calls")
    port = free_port()
    with pytest.MonkeyPatch.context() as given:
        given.setenv("REPATRIA_DATA", str(folder))
        given.setenv("REPATRIA_RELAY", "turn:127.0.0.1:9")
        given.setenv("REPATRIA_CALLS_ADDRESS", f"127.0.0.1:{port}")
        make_secret(folder)
        started = subprocess.Popen([sys.executable, "-m", "repatria.config.process", "calls"], env=dict(os.environ))
    try:
        until(lambda: answers(f"http://127.0.0.1:{port}/healthz"), 60)
        yield f"http://127.0.0.1:{port}"
    finally:
        started.terminate()
        started.wait(10)


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_any_part_and_none_is_wider_than_the_window(door: str, browser: Any, width: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    for language in ("uk", "ru", "en"):
        for name in ("", "room"):
            page.goto(f"{door}/{language}/{name}")
            page.wait_for_selector('[data-part="enter"]:not([hidden])')
            page.evaluate(AXE_SCRIPT)
            for part in PARTS:
                page.evaluate(SHOW, part)
                found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
                assert [] == [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found], (language, name, part)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (language, name, part)
    page.context.close()


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_a_browser_without_webrtc_or_scripts_reads_what_to_do_instead(door: str, browser: Any, language: str) -> None:
    said = {"uk": "звичайним телефоном", "ru": "обычному телефону", "en": "ordinary telephone"}[language]
    without = browser.new_context()
    without.add_init_script("delete window.RTCPeerConnection")
    silent = browser.new_context(java_script_enabled=False)
    for name in ("", "room"):
        page = without.new_page()
        page.goto(f"{door}/{language}/{name}")
        page.wait_for_selector('[data-part="cannot"]:not([hidden])')
        assert ["cannot"] == page.evaluate(
            "[...document.querySelectorAll('[data-part]:not([hidden])')].map(e => e.dataset.part)"
        )
        assert said in page.inner_text("main") and "Firefox" in page.inner_text("main")
        bare = silent.new_page()
        bare.goto(f"{door}/{language}/{name}")
        assert said in bare.inner_text("main") and not bare.is_visible("#form")
    without.close()
    silent.close()
