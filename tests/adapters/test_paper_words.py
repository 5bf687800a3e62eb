"""Papers with words that the bureau replaced: they say so, by which version, and every field stays."""

from __future__ import annotations

import pytest

from repatria.adapters.printing.catalogue import folders, texts_of_paper
from repatria.adapters.printing.samples import sample_papers
from repatria.core.law.paper_words import kept_texts
from repatria.core.vocabulary.paper_words import PaperClass, PaperWords
from tests.adapters import sample_papers as sample
from tests.adapters.sample_papers import EN, RU, UK
from tests.adapters.test_printing import printed, strings_in, words_of

RECORD, COMMON = ("handover_record", "TP-7Q2M4-KD9XA-T"), ("common", "TP-7Q2M4-KD9XB-T")
PERSONS = ("handover_record.persons", "en", "Who met")


def test_each_paper_that_is_printed_is_one_whose_words_may_be_replaced() -> None:
    assert {one.name for one in folders()} - {"letter"} == {*PaperClass} - {PaperClass.COMMON}


def test_a_replaced_text_stands_where_the_houses_own_stood_and_its_version_in_the_foot() -> None:
    own = printed(sample.handover_record(sample.mark((UK, EN))))
    words = PaperWords(versions=(RECORD, COMMON), texts=(PERSONS,))
    text = printed(sample.handover_record(sample.mark((UK, EN), words=words)))

    assert words_of("Who met") in text and words_of("Who met") not in own
    assert words_of(f"слова за версією / words by version {RECORD[1]}") in text
    assert COMMON[1] not in text  # nothing of it is on this paper
    assert words_of("words by version") not in own
    shorter = text.replace(words_of("Who met"), words_of("Persons"))
    assert own == shorter.replace(words_of(f"· слова за версією / words by version {RECORD[1]}"), "")


def test_a_paper_without_a_word_of_that_language_and_another_paper_say_no_version() -> None:
    words = PaperWords(versions=(RECORD,), texts=(PERSONS,))

    assert RECORD[1] not in printed(sample.handover_record(sample.mark((UK, RU), words=words)))
    assert RECORD[1] not in printed(sample.rights_sheet(sample.mark((UK, EN), words=words)))
    assert RECORD[1] in printed(sample.dossier(sample.mark((UK, EN), words=words)))  # which borrows from the record


def test_words_that_all_papers_share_are_replaced_on_each() -> None:
    words = PaperWords(versions=(COMMON,), texts=(("common.code", "en", "Sign of this sheet"),))
    for paper in (sample.notice(sample.mark(words=words)), sample.capture_card(sample.mark(words=words))):
        text = printed(paper)
        assert words_of("Sign of this sheet") in text and COMMON[1] in text


@pytest.mark.parametrize("paper", [PaperClass.HANDOVER_RECORD, PaperClass.STATUTORY_NOTICE, PaperClass.FAMILY_PAPER])
def test_with_every_text_replaced_every_field_is_still_on_the_paper(paper: PaperClass) -> None:
    texts = tuple(
        (key, language, f"{said[language][:12]}*") for key, said in texts_of_paper(paper).items()
        for language in ("uk", "en") if key not in kept_texts()
    )  # fmt: skip
    words = PaperWords(versions=((paper.value, RECORD[1]),), texts=texts)
    plain, other = (
        sample_papers(paper, sample.mark((UK, EN), **more))[0] for more in ({}, {"words": words})
    )  # fmt: skip

    said, text = printed(plain), printed(other)
    held = [getattr(plain, name) for name in plain.__dataclass_fields__ if name != "mark"]  # type: ignore[attr-defined]
    for one in map(words_of, strings_in(held)):
        assert (one in said) == (one in text), one


def test_every_class_of_words_has_an_invented_paper_that_says_what_it_is() -> None:
    for paper in PaperClass:
        for one in sample_papers(paper, sample.mark((RU, EN), demo=False)):
            assert one.mark.demo
