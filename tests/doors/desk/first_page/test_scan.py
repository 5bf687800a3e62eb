"""The page that scans: only here a camera and the vendored reader; what was scanned opens what its reader may open."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

import repatria.doors.desk
from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.records.remains.sample_models import Container
from tests.doors.desk.bureau import POLICY, Bureau, Whole, main_of

pytestmark = pytest.mark.django_db
READER = Path(repatria.doors.desk.__path__[0]) / "static" / "desk" / "zxing"
SCRIPT = READER.parent / "scan.js"
CODE = "GA9A5-CP2TB-HF60R-K4CSM-N"


def test_the_reader_is_the_one_that_was_published_and_no_other_host_is_asked() -> None:
    told = re.findall(r"^\| (\S+) \| ([0-9a-f]{64}) \|$", (READER / "README.md").read_text(), re.M)
    assert {"reader.js", "zxing_reader.wasm"} == {name for name, _ in told}
    for name, digest in told:
        assert digest == hashlib.sha256((READER / name).read_bytes()).hexdigest()
    assert "locateFile: () => place.dataset.wasm" in SCRIPT.read_text()
    assert not re.search(r"https?://", SCRIPT.read_text())
    assert (READER / "LICENSE").exists()
    assert (READER / "LICENSE-zxing-cpp").exists()


def test_only_this_page_lets_the_camera_and_compiled_code_run_and_it_works_typed(bureau: Bureau) -> None:
    for language in LANGUAGES:
        page = bureau.at("officer", language).get("/scan")
        assert say(language, "scan.stays") in main_of(page)
        assert "camera=(self), geolocation=(), microphone=()" == page["Permissions-Policy"]
        policy = dict(one.strip().split(" ", 1) for one in page["Content-Security-Policy"].split(";"))
        assert POLICY | {"script-src": "'self' 'wasm-unsafe-eval'"} == policy
    other = bureau.at("officer").get("/")
    assert "camera=()" in other["Permissions-Policy"]
    assert "wasm" not in other["Content-Security-Policy"]


def test_what_is_no_code_opens_nothing_and_a_code_opens_what_its_reader_may(bureau: Bureau) -> None:
    assert 400 == bureau.at("officer").post("/number", {"number": "GA9A5-CP2TB-HF60R-K4CSM-P"}).status_code
    assert 400 == bureau.at("officer").post("/number", {"number": CODE}).status_code, "he checks no papers"
    for scanned in (CODE, CODE.lower().replace("-", ""), f"https://portal.example/check?code={CODE}"):
        answer = bureau.at("auditor").post("/number", {"number": scanned})
        assert (302, f"/code?code={CODE}") == (answer.status_code, answer["Location"])
    assert f'value="{CODE}"' in main_of(bureau.at("auditor").get(f"/code?code={CODE}"))


def test_a_label_opens_what_it_names_for_each_who_may_see_it(bureau: Bureau) -> None:
    Whole.from_the_field(bureau)
    where = {
        ("mortuary", bureau.sample): f"/remains/samples/{bureau.sample}",
        ("laboratory", bureau.sample): f"/remains/samples/{bureau.sample}",
        ("mortuary", bureau.container): f"/remains/containers/{bureau.container}",
        ("mortuary", bureau.item): f"/remains/items/{bureau.item}",
    }
    for (name, label), address in where.items():
        answer = bureau.at(name).post("/number", {"number": label.lower()})
        assert (302, address) == (answer.status_code, answer.get("Location")), (name, label)
    written = Container.objects.get(pk=bureau.container).written
    assert (
        f"/remains/containers/{bureau.container}"
        == bureau.at("mortuary").post("/number", {"number": written})["Location"]
    )
    for name, label in (("hotline", bureau.sample), ("hotline", bureau.container), ("mortuary", "RF-1")):
        assert 400 == bureau.at(name).post("/number", {"number": label}).status_code, (name, label)
