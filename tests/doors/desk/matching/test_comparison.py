"""The page of a pair: each step with the two values compared, the sum, how sure it is; never what another judged."""

from __future__ import annotations

import re

import pytest

from repatria.core.law.judgement import JudgementKind
from repatria.records.access.role_table import Role
from repatria.records.matching.acts import ProposedPair, WeightLine
from repatria.records.matching.services import pair_number, propose_candidates, record_judgement
from tests.doors.desk.bureau import Bureau, main_of, readings_since, text_of, tree_size

pytestmark = pytest.mark.django_db

LINES = (
    WeightLine(field="surname", level="surname_near", millibits=8000, words_read=(1,)),
    WeightLine(field="given_name", level="given_group", millibits=4000, words_read=(0,)),
    WeightLine(field="patronymic", level="patronymic_missing", millibits=0),
    WeightLine(field="word_order", level="word_order_unlikely", millibits=-2000),
    WeightLine(field="birth_date", level="birth_year_same", millibits=6000),
    WeightLine(field="number", level="number_of_a_later_version", millibits=500),
)


def propose(bureau: Bureau, lines: tuple[WeightLine, ...] = LINES, name: str = "Сережа Шевчинко") -> str:
    bureau.capture().ask(name)
    pair = ProposedPair(
        pair_id=pair_number(bureau.enquiry, bureau.person), person_id=bureau.person, millibits=16500,
        probability_ppm=970_000, equally_good=3, lines=lines,
    )  # fmt: skip
    acting = bureau.outside.house(Role.MATCHER)
    propose_candidates(acting, enquiry_id=bureau.enquiry, pairs=[pair], weights_version=4)
    return f"/pairs/{pair.pair_id}"


def steps(content: str) -> list[list[str]]:
    """The cells of the comparison's rows, without their marks: field, hers, his, what they do, bar, bits, because."""
    body = content.partition('<table class="dense stack cmp"')[2].partition("</tbody>")[0].partition("<tbody")[2]
    rows = re.findall(r'<tr role="row"[^>]*>(.*?)</tr>', body, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_each_step_stands_between_the_two_values_that_were_compared(bureau: Bureau) -> None:
    page = bureau.at("reviewer-1").get(propose(bureau))

    surname, given, patronymic, order, birth, number = steps(text_of(page))
    assert ["Surname", "Шевчинко", "Шевченко Shevchenko", "are close", "", "+8.0"] == surname[:6]
    assert "one letter" in surname[6]
    assert ["Сережа", "Сергій Serhii", "agree"] == given[1:4]
    assert ["—", "—", "both are blank"] == patronymic[1:4]
    assert ["Сережа Шевчинко", "—", "differ", "", "–2.0"] == order[1:6]
    assert ["1999", "12 April 1999"] == birth[1:3]
    assert ["Number", "—", "PA-417417"] == number[:3]
    assert "+0.5" == number[5]


@pytest.mark.parametrize(
    ("level", "millibits", "they"),
    [
        ("birth_year_near", 400, "are close"), ("birth_year_near", -400, "differ"), ("birth_month_other", 0, "differ"),
        ("birth_date_year_near", 0, "differ"), ("birth_year_same", 5000, "agree"),
        ("birth_date_one_digit", 5000, "are close"),
    ],
)  # fmt: skip
def test_two_dates_that_differ_are_not_said_to_agree(bureau: Bureau, level: str, millibits: int, they: str) -> None:
    lines = (WeightLine(field="birth_date", level=level, millibits=millibits),)
    (birth,) = steps(text_of(bureau.at("reviewer-1").get(propose(bureau, lines))))

    assert they == birth[3]


def test_the_sum_is_told_in_bits_and_in_words(bureau: Bureau) -> None:
    path = propose(bureau)
    told = {
        "en": "about 97 in 100; 2 others fit nearly as well",
        "ru": "примерно 97 из 100; ещё 2 записи подходят почти так же",
        "uk": "приблизно 97 зі 100; ще 2 записи підходять майже так само",
    }

    for language, words in told.items():
        content = main_of(bureau.at("reviewer-1", language).get(path))
        assert words in content, language
        assert 2 <= content.count("+16.5"), language
        assert "№ 4" in content or "no. 4" in content


def test_bars_are_as_long_as_their_bits_and_begin_at_zero(bureau: Bureau) -> None:
    content = bureau.at("reviewer-1").get(propose(bureau)).content.decode()

    bars = re.findall(r'<rect class="(for|against)" x="(\d+)" y="3" width="(\d+)"', content)
    assert [("for", "100", "100"), ("for", "100", "50"), ("for", "100", "0"), ("against", "75", "25"),
            ("for", "100", "75"), ("for", "100", "6")] == bars  # fmt: skip


def test_a_pair_of_the_first_version_shows_her_whole_name(bureau: Bureau) -> None:
    lines = (WeightLine(field="surname", level="surname_near", millibits=8000),)
    page = bureau.at("reviewer-1").get(propose(bureau, lines))

    assert [["Сережа Шевчинко", "Шевченко Shevchenko"]] == [row[1:3] for row in steps(text_of(page))]


def test_signs_that_turn_the_line_round_are_shown_as_their_numbers(bureau: Bureau) -> None:
    page = bureau.at("reviewer-1").get(propose(bureau, name="\u202eСережа Шевчинко"))

    assert "[U+202E]Сережа" == steps(text_of(page))[1][1]


def test_a_value_is_never_read_as_marks(bureau: Bureau) -> None:
    page = bureau.at("reviewer-1").get(propose(bureau, name="<script>alert(1)</script> Шевчинко"))

    assert "<script>alert" not in page.content.decode()


def test_the_page_leaves_a_leaf_and_tells_nothing_of_another_judgement(bureau: Bureau) -> None:
    path = propose(bureau)
    browser = bureau.at("reviewer-2")
    size, before = tree_size(), main_of(browser.get(path))
    assert ("matching.?pair", (path.rpartition("/")[2],)) in readings_since(size)

    record_judgement(bureau.by("reviewer-1"), pair_id=path.rpartition("/")[2], judgement=JudgementKind.NEGATIVE)

    def plain(content: str) -> str:
        return re.sub(r'value="[A-Za-z0-9]{64}"', "", content)

    assert plain(before) == plain(main_of(browser.get(path)))


def test_a_list_of_pairs_never_says_certain(bureau: Bureau) -> None:
    bureau.capture().ask()
    pair = ProposedPair(
        pair_id=pair_number(bureau.enquiry, bureau.person), person_id=bureau.person, millibits=40_000,
        probability_ppm=1_000_000, equally_good=1, lines=LINES,
    )  # fmt: skip
    propose_candidates(bureau.outside.house(Role.MATCHER), enquiry_id=bureau.enquiry, pairs=[pair])

    content = main_of(bureau.at("reviewer-1").get("/pairs"))

    assert "more than 999 in 1,000" in content
    assert "100 / 100" not in content
