"""Chances: a share of enquiries that is known, and relatives whom no register holds, in worlds of their own.

A tenth of what `tests.core.linkage.prior.figures` asks; the whole is in docs/methods/linkage.md.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from repatria.core.linkage.chances import evidence_of, posterior
from repatria.core.linkage.comparison import PLAIN, Heat
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.prior import (
    Evidence,
    Prior,
    ShareSource,
    assumed_prior,
    estimated_prior,
    given_prior,
    judged_prior,
)
from repatria.core.linkage.rows import EnquiryRow, RegisterRow
from tests.core.linkage.prior.figures import SHARES_OF_NOBODY, WORLDS, answered, index_of, kin_of, sure_of_kin, tried
from tests.core.linkage.prior.worlds import World

HALF = assumed_prior(0.5)
FEW = 40  # answers of which a share says little
BROTHER = RegisterRow(
    person_id="P-1", surname="Гнатенчук", given_name="Степан", patronymic="Орестович", birth_date="1987-03-14",
    place="Сосівка",
)  # fmt: skip
OTHERS = [
    RegisterRow(
        person_id=f"P-{at}", surname=f"{head}{tail}", given_name=given, patronymic=father,
        birth_date=f"{1960 + at % 45}-{at % 12 + 1:02d}-{at % 28 + 1:02d}", place=("Умань", "Суми", "Львів")[at % 3],
    )
    for at, (head, tail, given, father) in enumerate(
        ((h, t, g, f) for h in ("Бов", "Крав", "Лис", "Мороз") for t in ("енко", "чук", "ський")
         for g in ("Іван", "Петро", "Олег", "Роман") for f in ("Іванович", "Петрович")), start=2,
    )
]  # fmt: skip


def test_a_share_is_neither_nothing_nor_all() -> None:
    for share in (0.0, 1.0, -0.1):
        with pytest.raises(ValueError, match="between 0 and 1"):
            given_prior(share)


def test_without_enquiries_the_share_stays_what_it_was() -> None:
    assert HALF == estimated_prior([], HALF)
    assert HALF == judged_prior(0, 0, HALF)


def test_a_file_of_five_hardly_moves_the_share_and_a_thousand_decide_it() -> None:
    nobody, somebody = Evidence(0.001, 1.0), Evidence(1000.0, 1.0)

    few = estimated_prior([nobody] * 5, HALF)
    many = estimated_prior([nobody] * 980 + [somebody] * 20, HALF)

    assert few.registered_share > 0.35
    assert Prior(registered_share=few.registered_share, source=ShareSource.ESTIMATED, among=5) == few
    assert many.registered_share == pytest.approx(0.03, abs=0.005)
    assert many.among == 1000


def test_a_bureau_that_links_one_in_fifty_knows_it() -> None:
    found = judged_prior(20, 980, HALF)

    assert (ShareSource.JUDGED, 1000) == (found.source, found.among)
    assert found.registered_share == pytest.approx(0.03, abs=0.001)


def test_the_odds_of_nobody_count_once_for_strangers_and_for_namesakes() -> None:
    evidence = evidence_of(2.0**10, 2.0**4, 3.0, 100.0, Heat(1.0, 0.0, 0.25, 0.0))
    (even,), (four,) = posterior([10.0], evidence, 1.0, PLAIN.slope), posterior([10.0], evidence, 4.0, PLAIN.slope)

    assert evidence.nobody == 100 + 4 + 3
    assert (1 - four) / four == pytest.approx(4 * (1 - even) / even)


def test_whom_nothing_tells_from_a_stranger_is_still_counted_among_the_registered() -> None:
    """Of 800 about somebody registered 40 are asked for so that nothing speaks for them, as for strangers."""
    records, found = 1_000.0, 2.0**30

    def share(unseen: float) -> float:
        heat = Heat(1.0, 0.0, 0.0, unseen)
        said = [evidence_of(found, 0.0, 0.0, records, heat)] * 760 + [evidence_of(0.0, 0.0, 0.0, records, heat)] * 240
        return estimated_prior(said, HALF).registered_share

    assert share(0.0) == pytest.approx(0.755, abs=0.001)
    assert share(0.05) == pytest.approx(0.793, abs=0.002)  # twenty enquiries of the share before pull it down


def _best(enquiry: EnquiryRow, share: float = 0.5) -> tuple[float, float]:
    index = LinkageIndex.build([BROTHER, *OTHERS])
    index.prior = given_prior(share)
    best = index.find(enquiry, 1)[0]
    assert best.person_id == "P-1"
    assert index.compare(enquiry, "P-1") == best
    return best.probability, best.relatives


def test_the_man_himself_is_sure_and_his_unregistered_brother_is_not_taken_for_him() -> None:
    himself, of_himself = _best(EnquiryRow(
        enquiry_id="1", name="Гнатенчук Степан Орестович", birth_date="1987-03-14", place="Сосівка"
    ))  # fmt: skip
    for name, born in (
        ("Гнатенчук Микола Орестович", "1987-03-14"), ("Гнатенчук Микола Орестович", "1990"),
        ("Гнатенчук Микола Орестович", ""), ("Гнатенчук Степан Василевич", ""),
    ):  # fmt: skip
        relative, of_relative = _best(EnquiryRow(enquiry_id="1", name=name, birth_date=born, place="Сосівка"))

        assert relative < 0.9, (name, born, relative)
        assert of_relative > 0.1
    assert himself > 0.99
    assert of_himself < 0.01


def test_where_his_kin_lives_around_him_a_namesake_of_it_is_held_against_who_names_no_father() -> None:
    asked = EnquiryRow(enquiry_id="1", name="Гнатенчук Степан", place="Сосівка")
    alone = replace(BROTHER, patronymic="")
    kin = [replace(alone, person_id=f"K-{at}", given_name=name) for at, name in enumerate(("Іван", "Петро", "Олег"))]
    found = []
    for rows in ([alone, *OTHERS], [alone, *OTHERS, *kin]):
        index = LinkageIndex.build(rows)
        index.prior = given_prior(0.8)
        found.append(index.find(asked, 1)[0])

    without, among = found
    assert without.person_id == among.person_id == "P-1"
    assert among.relatives > 2 * without.relatives
    assert among.probability < 0.9


def test_who_is_sure_depends_on_how_many_are_registered_and_who_comes_first_does_not() -> None:
    asked = EnquiryRow(enquiry_id="1", name="Гнатенчук Степан", place="Сосівка")
    few, many = _best(asked, 0.02)[0], _best(asked, 0.9)[0]

    assert few < many


@pytest.fixture(scope="module", params=list(WORLDS))
def world(request: pytest.FixtureRequest) -> World:
    made: World = WORLDS[request.param].make(3_000, 400, 1_600, 11)
    return made


@pytest.mark.whole
def test_probabilities_mean_what_they_say_whatever_share_is_about_nobody(world: World) -> None:
    answers = list(answered(index_of(world), [*world.about_registered, *world.about_nobody]))
    for nobody in SHARES_OF_NOBODY:
        found = tried(answers, nobody, HALF)

        assert found.prior.registered_share == pytest.approx(1 - nobody, abs=0.06), found.line
        assert found.error <= 0.035, found.line
        for least, below, right in ((0.9, 0.99, 0.85), (0.99, 2.0, 0.985)):
            given = [is_right for p, is_right in found.answers if least <= p < below]

            assert len(given) < FEW or sum(given) / len(given) >= right, found.line


def test_unregistered_relatives_are_hardly_ever_taken_for_those_registered() -> None:
    made: World = WORLDS["villages"].make(3_000, 1, 1, 11)
    index = index_of(made)
    bars = {
        "twin": 0.1, "brother, year": 0.1, "brother, no date": 0.15, "brother, full date 2-5 years apart": 0.02,
        "cousin of the same name, no date": 0.05, "cousin of the same name, full date": 0.05, "cousin, no date": 0.05,
        "cousin of the same name, year": 0.05, "cousin of the same name, no father, year": 0.1,
    }  # fmt: skip
    # Where four enquiries in five are about somebody registered, who names no father is rightly taken for his namesake.
    at_eighty = bars | {"cousin of the same name, no date": 0.1, "cousin of the same name, no father, year": 0.15}
    for kind, asked in kin_of(made, 100).items():
        answers = list(answered(index, asked))
        for prior, most in ((HALF, bars), (given_prior(0.8), at_eighty)):
            sure, surer, _ = sure_of_kin(answers, prior)

            assert sure <= most[kind], (kind, prior, sure)
            assert surer <= 0.05, (kind, prior, surer)
