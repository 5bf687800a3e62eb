"""A list through a page: refused, looked at, brought in a row each; formulas disarmed, nothing left on the disk."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from repatria.doors.desk.frame.ports import DeskOutside
from repatria.doors.desk.lists.pages import MOST_KEPT
from repatria.doors.jobs.importing import running
from repatria.records.access.models import RunDraft
from repatria.records.access.role_table import Role
from repatria.records.register.selectors import person_recorded_from
from tests.conftest import Clock
from tests.doors.desk.bureau import Bureau, text_of, tree_size

pytestmark = pytest.mark.django_db

HEAD = "№;ПІБ;Дата народження;Звання;Військова частина;Примітка\n"
LIST = HEAD + (
    "1;Ґудзь Іван Левкович;1980;солдат;А0000;\n2;=2+2;1981;;;помер\n3;;;;;\n4;Кізь Левко;03.1979;;;\nВсього: 4;;;;;\n"
)


@pytest.fixture
def registrar(bureau: Bureau) -> Client:
    return bureau.at("registrar")


def send(browser: Client, content: bytes, name: str = "list.csv", profile: str = "published-list"):
    return browser.post("/lists/in", {"profile": profile, "file": SimpleUploadedFile(name, content)})


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * 90_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a;b\n1;2\n", "lacks columns"), (b"%PDF-1.7", "cannot be read as a table"), (bomb, "cannot be read"),
        (b"", "cannot be read"), (b"x" * (5 * 1024 * 1024 + 1), "No file came"),
    ],
)  # fmt: skip
def test_refuses_what_is_no_list_and_keeps_nothing_of_it(
    registrar: Client, tmp_path: Path, content: bytes | Callable[[], bytes], said: str
) -> None:
    size = tree_size()
    page = send(registrar, content() if callable(content) else content)
    assert 400 == page.status_code
    assert said in text_of(page)
    assert (size, 0) == (tree_size(), RunDraft.objects.count())
    assert [] == list(tmp_path.rglob("list*"))


def test_shows_columns_and_rows_first_and_then_what_became_of_each(registrar: Client, tmp_path: Path) -> None:
    size = tree_size()
    looked = send(registrar, LIST.encode("cp1251")).headers["Location"].partition("?")[0]
    assert "Ґудзь".encode() not in bytes(RunDraft.objects.get().sealed)
    shown = text_of(registrar.get(looked))
    assert size == tree_size()
    if out := os.environ.get("SHOTS"):
        Path(out, "looked.html").write_text(registrar.get(looked).content.decode())
    for words in (
        "Ґудзь", "ПІБ</bdi>: Surname, First names, Patronymic", "Nothing says who it is", "the list says that he died",
    ):  # fmt: skip
        assert words in shown

    page = registrar.post(looked)
    brought = text_of(page)
    if out := os.environ.get("SHOTS"):
        Path(out, "brought.html").write_text(page.content.decode())
    assert "brought in: 3" in brought
    assert "not brought in: 1" in brought
    assert person_recorded_from('["published-list", "1"]') in brought
    assert (0, []) == (RunDraft.objects.count(), list(tmp_path.rglob("*.csv")))
    assert 302 == registrar.post(looked).status_code  # a second click finds nothing to bring in

    again = send(registrar, LIST.replace("солдат", "сержант").encode()).headers["Location"].partition("?")[0]
    told = registrar.post(again)
    assert "there already: 2" in text_of(told)
    assert re.search(r"added beside what stood: 1", text_of(told))


def test_nobody_opens_what_another_account_sent(bureau: Bureau, registrar: Client) -> None:
    looked = send(registrar, LIST.encode()).headers["Location"].partition("?")[0]
    bureau.staff.hire("registrar-2", Role.REGISTRAR)
    shown = text_of(bureau.at("registrar-2").get(looked))
    assert "Which list it is" in shown
    assert "Ґудзь" not in shown


def test_of_lists_that_were_only_looked_at_the_last_few_are_kept(registrar: Client, clock: Clock) -> None:
    looked = []
    for name in ("Ґудзь", "Кізь", "Щур", "Чиж"):
        sent = send(registrar, f"{HEAD}1;{name} Іван;1980;;;\n".encode())
        clock.forward(minutes=1)
        looked.append(sent.headers["Location"].partition("?")[0])
    assert MOST_KEPT == RunDraft.objects.count()
    assert "Ґудзь" not in text_of(registrar.get(looked[0]))
    assert all("Іван" in text_of(registrar.get(one)) for one in looked[1:])


def test_nothing_lies_on_the_disk_where_the_reading_breaks_off_or_the_desk_is_killed(
    registrar: Client, outside: Callable[..., DeskOutside], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_: object) -> None:
        assert list(tmp_path.rglob("*rejected.csv"))
        raise OSError

    looked = send(registrar, LIST.encode()).headers["Location"].partition("?")[0]
    monkeypatch.setattr(running, "settle_spellings", broken_off)
    with pytest.raises(OSError):
        registrar.post(looked)
    assert [] == list((tmp_path / "run").iterdir())

    (tmp_path / "run" / "list-killed").mkdir()
    (tmp_path / "run" / "list-killed" / "list.csv").write_text(LIST)
    outside()
    assert [] == list((tmp_path / "run").iterdir())
