"""The page's words and script: nothing asked that is not there, nothing written that an old browser cannot read."""

from __future__ import annotations

import re
from pathlib import Path

from repatria.core.vocabulary.calls import CallState, FailedBecause, StoppedBecause
from repatria.doors import calls
from repatria.doors.furniture.texts import read_texts

HERE = Path(calls.__path__[0])
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in sorted((HERE / "static/calls").glob("*.js"))}
NEWER = {
    r"\.at\(": "Chrome 92", r"Object\.hasOwn\b": "Chrome 93", r"structuredClone": "Chrome 98",
    r"\.findLast": "Chrome 97", r"static\s*\{": "Chrome 94", r"^await ": "a module", r"#\w+ in ": "Chrome 91",
    r"\.connectionState": "Firefox 113", r"\.toSorted|\.toReversed": "Chrome 110", r"randomUUID": "Chrome 92",
    r"AbortSignal\.timeout": "Chrome 103", r"Promise\.withResolvers": "Chrome 119", r"\bimport\b(?!Key)": "a module",
    r"Array\.fromAsync": "Chrome 121", r"Error\([^)]*cause": "Chrome 93",
}  # fmt: skip
"""What Chrome 90 or Firefox 90 does not know, with what does."""


def test_scripts_use_nothing_that_chrome_90_and_firefox_90_do_not_know() -> None:
    assert {"curve.js", "line.js", "page.js", "words.js"} == set(SCRIPTS)
    assert [] == [
        (name, pattern, since)
        for name, text in SCRIPTS.items()
        for pattern, since in NEWER.items()
        if re.search(pattern, re.sub(r"//.*", "", text), re.MULTILINE)
    ]


def test_every_word_that_the_script_shows_is_there_and_every_word_is_shown() -> None:
    said = set(read_texts("repatria.doors.calls", "said")["en"])
    page = SCRIPTS["page.js"]
    asked = {one for one in said if f'"{one}"' in page}
    asked |= {f"state_{one.value}" for one in CallState if f"state_{one.value}" in said}
    asked |= {f"over_{one.value}" for one in (*FailedBecause, *StoppedBecause)}

    assert set() == said - asked - {"over_done"}
    assert set() == asked - said


def test_every_text_stands_on_the_page() -> None:
    page = (HERE / "templates/calls/page.html").read_text(encoding="utf-8") + (HERE / "pages.py").read_text("utf-8")
    dead = [key for key in read_texts("repatria.doors.calls", "texts")["en"] if not re.search(rf"\b{key}\b", page)]

    assert [] == dead


def test_the_relay_alone_is_asked_for_and_no_other_server_is_named() -> None:
    line = SCRIPTS["line.js"]

    assert 1 == line.count("new RTCPeerConnection") and 'iceTransportPolicy: "relay"' in line
    assert not re.search("stun:|turns?:|https?:", "".join(SCRIPTS.values()))
