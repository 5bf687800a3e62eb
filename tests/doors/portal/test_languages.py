"""A further language from a file: refused with all that it lacks, or a mother's whole way in it, from right to left."""

from __future__ import annotations

import re
import secrets
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from repatria.config import languages
from repatria.config.languages import further_languages, template
from repatria.config.settings.environment import SettingError
from repatria.config.whom_to_ask import whom_to_ask
from repatria.core.vocabulary.receipts import locator_of, words_of
from repatria.doors.furniture.further import FurtherLanguage, FurtherLanguageError, read_further
from repatria.doors.jobs.courier import fetch_enquiries
from repatria.doors.jobs.rounds import hold_round
from repatria.doors.portal.crowd import is_same_for_all, pages_to_warm
from repatria.doors.portal.pages import texts
from repatria.records.enquiries.selectors import enquiry_at, enquiry_for_room
from tests.conftest import Clock
from tests.doors.portal.family import ANSWERS, Family, receipt_on, text_of
from tests.records.staff import outside

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
RECORDS_SAID = "ܐܓܪܬܐ ru"


def invented(change: dict[str, Any] | None = None) -> str:
    """The file of an invented language: each text is its key in invented words, with the placeholders of the house."""
    table = tomllib.loads(template("en"))
    lines = ['name = "ܠܫܢܐ"', 'direction = "rtl"', 'records_in = "ru"', f'records_said = "{RECORDS_SAID}"', "[dates]"]
    months = [f"ܝܪܚܐ{number}" for number in range(1, 13)]
    lines += [f"months = {months!r}".replace("'", '"')]
    lines += [f'{name} = "ܥܠ {said}"' for name, said in table["dates"].items() if name != "months"]
    lines += ["[texts]"]
    for number, (key, said) in enumerate(table["texts"].items()):
        marks = " ".join(re.findall(r"%\(\w+\)s", said))
        lines.append(f'{key} = "ܡܠܬܐ{number} {marks}"')
    text = "\n".join(lines)
    for before, after in (change or {}).items():
        assert re.search(before, text), before
        text = re.sub(before, after, text, count=1)
    return text


@pytest.fixture
def spoken(settings: Any, tmp_path: Path) -> FurtherLanguage:
    """The invented language, added by a file and by nothing else."""
    (tmp_path / languages.FOLDER).mkdir()
    (tmp_path / languages.FOLDER / "xq.toml").write_text(invented(), encoding="utf-8")
    (tmp_path / "bureau.toml").write_text(
        '[bureau]\nname = { uk = "Бюро", ru = "Бюро", en = "Bureau", xq = "ܒܝܬܐ" }\n'
        'street = { uk = "Вулиця", ru = "Улица", en = "Street" }\ntelephone = "000"\n', encoding="utf-8",
    )  # fmt: skip
    settings.FURTHER_LANGUAGES = further_languages(tmp_path)
    settings.WHOM_TO_ASK = whom_to_ask(tmp_path, is_demo=False)
    (one,) = settings.FURTHER_LANGUAGES
    assert isinstance(one, FurtherLanguage)
    return one


@pytest.mark.parametrize(("change", "told"), [
    ({r'start_title = ".*"\n': ""}, "texts missing: start_title"),
    ({r'start_title = ".*"': 'start_title = " "'}, "texts missing: start_title"),
    ({r'receipt_received = ".*"': 'receipt_received = "ܡ"'}, "receipt_received holds %(date)s"),
    ({r'receipt_received = ".*"': 'receipt_received = "%(date)s 5 %"'}, "receipt_received holds %(date)s"),
    ({r"\[texts\]": '[texts]\nnew_text = "x"'}, "texts unknown: new_text"),
    ({r'direction = "rtl"': 'direction = "up"'}, "direction is ltr or rtl"),
    ({r'records_in = "ru"': 'records_in = "xq"'}, "records_in is one of uk, ru, en"),
    ({r'records_said = ".*"\n': ""}, "records_said is missing"),
    ({r'"ܝܪܚܐ12"': '""'}, "dates.months are twelve words"),
    ({r'about = ".*"': 'about = "{last}"'}, "dates.about holds {first}"),
    ({r'about = ".*"': 'about = "{first} {"'}, "dates.about holds {first}"),
    ({r"\[dates\]": 'more = "x"\n[dates]'}, "unknown: more"),
    ({r"\[texts\]": "[texts"}, "the file is not TOML"),
])  # fmt: skip
def test_a_file_that_is_not_whole_is_refused_with_what_it_lacks(change: dict[str, str], told: str) -> None:
    with pytest.raises(FurtherLanguageError) as refused:
        read_further("xq", invented(change), texts()["en"])

    assert told in str(refused.value)


def test_everything_that_a_file_lacks_is_named_at_once_and_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / languages.FOLDER).mkdir()
    (tmp_path / languages.FOLDER / "uk.toml").write_text("[dates]\n[texts]\n", encoding="utf-8")

    with pytest.raises(SettingError) as refused:
        further_languages(tmp_path)

    told = str(refused.value)
    assert all(key in told for key in texts()["en"])
    assert all(one in told for one in ("uk is no code", "name is missing", "dates.months", "dates.between", "uk.toml"))
    assert () == further_languages(tmp_path / "without")


def test_a_file_in_the_words_of_the_house_is_whole_but_for_its_name() -> None:
    for language in ("uk", "ru", "en"):
        one = read_further("xq", template(language), texts()["en"])
        assert {key: " ".join(said.split()) for key, said in one.texts.items()} == {
            key: " ".join(said.split()) for key, said in texts()[language].items()
        }


def _way(client: Client, clock: Clock) -> Iterator[tuple[str, HttpResponse]]:
    """A mother's way, page by page."""
    for place in ("", "form", "safe", "free", "more", "add", "check", "new", "tell", "notice", "later", "paper"):
        yield place, client.get(f"/xq/{place}")
    family = Family(client, "xq")
    yield "faults", family.press()
    yield "read back", family.press(born_words="", born_day="3", born_month="4", born_year="", **{
        name: said for name, said in ANSWERS.items() if name != "born_words"
    })  # fmt: skip
    yield "check page", family.answer(born_words="", born_month="5", born_year="1999", born_about="1")
    yield "receipt", family.send()
    receipt = receipt_on(family.page)
    assert set(receipt.words) <= set(words_of("ru"))
    bureau = outside(clock, secrets.token_bytes)
    fetch_enquiries(bureau, first_letter_day=0)
    view = enquiry_for_room(str(enquiry_at(locator_of(receipt))))
    assert ("ru", "xq") == (view.language, view.page_language)
    clock.forward(days=400)
    hold_round(bureau)
    typed = {"number": receipt.number, "words": " ".join(receipt.words)}
    yield "letters", client.post("/xq/open", typed)
    yield "told later", client.post("/xq/more", {**typed, "what": "withdrawal"})
    yield "wrong words", client.post("/xq/open", {**typed, "words": "а б"})
    yield "wrong code", client.post("/xq/check", {"code": "x", "word": "y"})
    yield "no page", client.get("/xq/none")


def test_a_mother_goes_the_whole_way_in_it_from_right_to_left(
    client: Client, spoken: FurtherLanguage, clock: Clock
) -> None:
    house = {said for code in ("uk", "ru", "en") for said in texts()[code].values() if len(said) > 12}
    seen = {}
    for name, page in _way(client, clock):
        text = text_of(page)
        seen[name] = text
        assert '<html lang="xq" dir="rtl">' in text, name
        around = re.sub(r'(?s)<article class="letter".*?</article>', "", text)
        assert [] == [said for said in house if said in around], name
        assert len(page.content) < 60_000, name
        assert f'lang="xq" hreflang="xq" aria-current="page">{spoken.name}' in text or "ܡܠܬܐ" in text, name
    assert "ܒܝܬܐ" in seen[""]
    assert "Улица" in seen[""], "what the bureau's file says in no such language stands in that of the letters"
    assert all(RECORDS_SAID in seen[name] for name in ("", "receipt", "letters"))
    assert re.search(r"ܥܠ \d+ ܝܪܚܐ\d+ 20\d\d", seen["receipt"]), "days in its own words"
    assert "ܝܪܚܐ5 1999" in seen["check page"], "what was read of a date is said back in its own words"
    assert '<article class="letter" lang="ru" dir="ltr">' in seen["letters"], "a letter says in which language it is"
    assert 404 == client.get("/xr/").status_code
    assert spoken.name in text_of(client.get("/uk/")), "offered on every page"
    assert "/xq/" == client.get("/", headers={"Accept-Language": "xq-XX, uk"})["Location"]
    assert (True, False, True) == (is_same_for_all("/xq/open"), is_same_for_all("/xr/open"), "/xq/" in pages_to_warm())
