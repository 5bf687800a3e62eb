"""The page's words and script: nothing asked that is not there, nothing written that an old browser cannot read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

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


KNOWN = tomllib.loads((Path(__file__).parent / "known_to_90.toml").read_text(encoding="utf-8"))


def bare(text: str) -> str:
    """Code without comments."""
    return re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL)


def used_of(text: str) -> set[str]:
    """What a script asks of the browser: names behind a dot or `new`, and words of the language that came late."""
    code = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', bare(text))
    names = set(re.findall(r"\.\s*([A-Za-z_]\w*)|\bnew ([A-Z]\w*)", code))
    words = set(re.findall(r"\b(?:const|let|async|await|of|yield|import|export|static)\b", code))
    return {name for pair in names for name in pair if name} | words


OWN = {
    name for text in SCRIPTS.values()
    for name in re.findall(r"function (\w+)|\b(\w+)\s*[:,}\]=]", bare(text)) for name in name if name
}  # fmt: skip
OWN |= set(KNOWN["own"]["names"].split())
"""What the scripts themselves call so."""


def test_every_name_that_a_script_asks_of_the_browser_is_known_to_chrome_90_and_firefox_90() -> None:
    known, old = KNOWN["script"], set(KNOWN["old"]["names"].split())
    used = set().union(*(used_of(text) for text in SCRIPTS.values()))

    assert set() == used - set(known) - old - OWN
    assert {"availableOutgoingBitrate"} == {name for name, (_, firefox) in known.items() if firefox > 90}
    assert max(chrome for chrome, _ in known.values()) <= 90
    assert set() == (set(known) | old) - used - OWN, "a name that is used no more"
    told = (Path(__file__).parents[3] / "docs/operating/calls.md").read_text(encoding="utf-8")
    newest = {name: versions for name, versions in known.items() if max(versions[0], min(versions[1], 90)) >= 60}
    assert [] == [name for name, (chrome, _) in newest.items() if f"`{name}` {chrome}" not in told]


@pytest.mark.parametrize("newer", ["list.findLast(one)", "new AudioDecoder()", "track.getCapabilities2()"])
def test_a_name_that_nobody_looked_up_is_caught(newer: str) -> None:
    assert used_of(f"const list = []; {newer}") - set(KNOWN["script"]) - set(KNOWN["old"]["names"].split()) - OWN


def test_style_sheets_use_what_both_know_and_what_is_newer_stands_in_a_rule_of_its_own() -> None:
    ours = (HERE / "static/calls/calls.css").read_text(encoding="utf-8")
    shared = (HERE.parent / "furniture/static/furniture/style.css").read_text(encoding="utf-8")
    late = re.compile("|".join((
        *map(re.escape, KNOWN["style_without"]), ":user-", ":modal", "@layer", "@container", "@property",
        r"color-mix\(", "oklch", r"\d(?:dvh|svh|lvh|cqi)", "light-dark", "subgrid", "text-wrap", "&",
    )))  # fmt: skip

    assert not late.search(bare(ours)), "the call's own sheet needs nothing newer"
    for selectors in re.findall(r"([^{}]+)\{", bare(shared)):
        if late.search(selectors):
            assert not re.search(r",(?![^(]*\))", selectors), f"drops a whole rule: {selectors.strip()}"
    found = set(late.findall(bare(shared)))
    assert found <= set(KNOWN["style_without"]), found - set(KNOWN["style_without"])
    assert all(chrome <= 90 for chrome, _ in KNOWN["style"].values())


RECORDS = re.compile(
    "MediaRecorder|captureStream|getDisplayMedia|ImageCapture|createMediaStreamDestination|createScriptProcessor"
    "|AudioWorklet|MediaStreamTrackProcessor|createEncodedStreams|RTCRtpScriptTransform", re.IGNORECASE
)  # fmt: skip


def test_no_script_of_this_house_records_and_the_calls_keep_no_picture() -> None:
    everywhere = sorted((HERE.parents[1]).rglob("*.js")) + sorted((HERE.parents[1]).rglob("*.html"))
    assert len(everywhere) > 20
    assert [] == [path.name for path in everywhere if RECORDS.search(path.read_text(encoding="utf-8"))]
    kept = re.compile(
        "canvas|drawImage|toDataURL|toBlob|createObjectURL|AudioContext|indexedDB|localStorage|caches|Worker"
    )
    assert [] == [name for name, text in SCRIPTS.items() if kept.search(bare(text))]


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
