"""Lines that are none: one clear code each, nothing that was typed comes back, and the others go on."""

from __future__ import annotations

import json
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.core.vocabulary.errors import RepatriaError
from repatria.doors.jobs.applying.lines import LONGEST_LINE, facts_of, is_blank, raw_lines, read_line
from tests.doors.jobs.applying.conftest import BEGIN, MARK, call, capture, ref

pytestmark = pytest.mark.django_db(databases=["default", "intake"])

DEEP = "[" * 450 + "]" * 450  # that json reads
BAD = {
    "no JSON": (f'{{"do": "{MARK}"', "jobs.E020"),
    "no object": (f'["{MARK}"]', "jobs.E020"),
    "a number that is none": ('{"do": NaN}', "jobs.E020"),
    "no UTF-8": (b'{"do": "\xff\xfe' + MARK.encode() + b'"}', "jobs.E020"),
    "too deep": ("[" * 100_000, "jobs.E020"),
    "deep, though it is read": (f'{{"do": "access.open_account", "with": {{"a": {DEEP}}}}}', "jobs.E020"),
    "too many figures": (f'{{"do": {"9" * 5000}}}', "jobs.E020"),
    "a field twice": (f'{{"do": "{MARK}", "do": "register.record_capture"}}', "jobs.E021"),
    "a field twice within": (f'{{"do": "x", "with": {{"a": 1, "a": "{MARK}"}}}}', "jobs.E021"),
    "too long": ('{"do": "' + MARK * (LONGEST_LINE // 20) + '"}', "jobs.E022"),
    "a field of another name": ({"do": "register.record_capture", MARK: 1}, "jobs.E023"),
    "no call": ({"as": MARK}, "jobs.E023"),
    "a call that is no text": ({"do": [MARK]}, "jobs.E023"),
    "parameters that are no object": ({"do": "register.record_capture", "with": [MARK]}, "jobs.E023"),
    "a time without a zone": ({"do": "register.record_capture", "at": "2026-05-03T09:00:00"}, "jobs.E023"),
    "a time that is none": ({"do": "register.record_capture", "at": MARK}, "jobs.E023"),
    "a time before all": ({"do": "register.record_capture", "at": "0001-01-01T00:00:00+14:00"}, "jobs.E023"),
    "a name that is none": ({"do": "register.record_capture", "save": f"{MARK} 1"}, "jobs.E023"),
    "an announcement that is none": ({"do": "register.record_capture", "refused": MARK}, "jobs.E023"),
    "an unknown reference": (call("register.record_particular", "registrar-1", person_id=ref(MARK)), "jobs.E024"),
    "a reference that is none": (call("access.close_account", "auditor-1", reason={"$": MARK, "b": 1}), "jobs.E024"),
    "nobody": (capture(by=""), "jobs.E026"),
    "an unknown account": (capture(by=MARK), "jobs.E026"),
    "a time before the last": (capture(at="2020-01-01T00:00:00+00:00"), "jobs.E027"),
    "a time more than a year ahead": (capture(at="2226-05-03T09:00:00+00:00"), "jobs.E027"),
    "an unknown call": (call(MARK, "registrar-1"), "access.E020"),
    "a private function": (call("ledger._record_padding", "registrar-1"), "access.E020"),
    "what a room answers a room": (call("register.person_for_room", "registrar-1", person_id=MARK), "access.E020"),
    "a question with words in its answer": (call("register.person", "registrar-1", person_id=MARK), "access.E020"),
    "an unknown parameter": (capture(name=MARK), "access.E021"),
    "a parameter missing": (call("register.record_particular", "registrar-1", person_id=MARK), "access.E022"),
    "a wrong type": (capture(card=[MARK]), "access.E023"),  # type: ignore[arg-type]
    "an unknown word": (capture(category=MARK), "access.E023"),
    "a text too long": (capture(surname=MARK * 2000), "access.E024"),
    "a zero character": (capture(surname=f"{MARK}\0"), "access.E025"),
    "half a pair": ('{"do": "register.record_particular", "as": "registrar-1", "with": {"person_id": "\\ud83d", '
                    '"particular": {"kind": "surname", "value": "x", "source": {"kind": "x"}}}}', "access.E025"),
    "a job with parameters": (call("house.round", name=MARK), "jobs.E023"),
    "an account without the role": (capture(by="reviewer-1", surname=MARK), "access.E001"),
    "what the law refuses": (capture(particulars=[]), "law.E004"),
    "a text that no row holds": (capture(holder="UNIT-3", form_number="f", power=MARK * 400), "ledger.E005"),
    "somebody unknown": (call("register.record_particular", "registrar-1", person_id=MARK, particular={
        "kind": "surname", "value": MARK, "source": {"kind": MARK}}), "register.E002"),
}  # fmt: skip


def test_each_bad_line_has_one_code_repeats_nothing_and_stops_no_other(store):
    lines = []
    for number, (line, _) in enumerate(BAD.values()):
        lines += [line, capture(card=f"C-{number}", at=BEGIN)]

    results = store.apply(*lines)

    assert [code for _, code in BAD.values()] == [one["code"] for one in results[::2]]
    assert all(one["ok"] for one in results[1::2])
    assert {"line", "ok", "code", "provision", "message"} == set(results[0])
    told = "".join(store.written)
    assert MARK not in told and MARK.casefold() not in told.casefold()
    assert (len(BAD), len(BAD)) == (store.tally.done, store.tally.refused)
    assert len(BAD) == store.tally.unexpected


def test_blank_lines_a_mark_before_the_first_and_no_line_end_at_the_last(store):
    first, last = json.dumps(capture(card="1")).encode(), json.dumps(capture(card="2")).encode()

    results = store.apply_bytes(b"\xef\xbb\xbf" + first + b"\r\n\n   \n" + last)

    assert [(1, True), (4, True)] == [(one["line"], one["ok"]) for one in results]


def test_a_refusal_that_was_announced_is_none_and_one_that_does_not_come_is_one(store):
    store.apply(
        capture(card="1"), capture(card="1", refused="register.E001"), capture(card="1", refused="access.E001"),
        capture(card="2", refused="register.E001"),
    )  # fmt: skip

    assert 2 == store.tally.unexpected
    assert [(3, "register.E001"), (4, "register.E001 did not come")] == store.tally.first_unexpected


def test_a_name_is_saved_once_and_only_by_a_line_that_was_done(store):
    results = store.apply(
        capture(card="1", save="man"), capture(card="1", save="other"), capture(card="2", save="other"),
        capture(card="3", save="man"),
        call("register.record_particular", "registrar-1", person_id=ref("other.person_id"), particular={
            "kind": "other_name", "value": "Сірий", "source": {"kind": "capture_form"}}),
        call("register.record_particular", "registrar-1", person_id=ref("man.nothing"), particular={}),
    )  # fmt: skip

    codes = [one.get("code") for one in results]
    assert [None, "register.E001", None, "jobs.E025", None, "jobs.E024"] == codes
    assert results[4]["returned"].startswith(results[2]["returned"])


_pieces = st.text(alphabet=string.printable + "\0\ud83dї\u202e", max_size=40) | st.binary(max_size=40)
_odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8), lambda inner:
    st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3), max_leaves=8,
)  # fmt: skip
_lines = _pieces | st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("do", "as", "at", "with", "save", "refused", "$"), _odd)
)  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_lines)
def test_no_line_raises_anything_but_a_refusal(line):
    raw = line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode(
        errors="surrogatepass"
    )  # fmt: skip

    for number, one in raw_lines(_file(raw)):
        if not is_blank(one):
            try:
                assert number == read_line(number, one).number
            except RepatriaError as error:
                assert error.code in {"jobs.E020", "jobs.E021", "jobs.E022", "jobs.E023"}


def _file(raw):
    import io

    file = io.BytesIO(raw)
    assert facts_of(file).lines >= raw.count(b"\n")
    return file
