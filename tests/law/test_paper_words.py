"""What the words of a printed paper may not be replaced by."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from repatria.adapters import printing
from repatria.adapters.printing.catalogue import texts_of_paper
from repatria.core.law.paper_words import (
    PaperWordsError,
    check_paper_words,
    faults_of_paper,
    kept_texts,
    longest_text,
    paper_words_digest,
)
from repatria.core.vocabulary.paper_words import PaperClass, only_replaced

PAPERS = Path(printing.__path__[0]) / "papers"
RECORD, LETTER, NOTICE = PaperClass.HANDOVER_RECORD, PaperClass.INFORMATION_LETTER, PaperClass.STATUTORY_NOTICE


def faults(paper, key, **said):
    return {fault[2:] for fault in faults_of_paper(paper, texts_of_paper(paper), {f"{paper}.{key}": said})}


@pytest.mark.parametrize(
    ("paper", "key", "said", "fault"),
    [
        (RECORD, "article_117", "Nobody is to serve again.", ("kept", "GC III 117")),
        (LETTER, "no_travel_paper", "This is a pass.", ("kept", "practice rule 20")),
        (PaperClass.RIGHTS_SHEET, "renounce", "You may give up your rights.", ("kept", "")),
        (PaperClass.MESSAGE, "how", "You must answer.", ("kept", "practice rule 8")),
        (PaperClass.BOARD_REPORT, "verdict_contradicts", "supports", ("kept", "")),
        (PaperClass.DEATH_CERTIFICATE, "cause_violent", "natural", ("kept", "")),
        (PaperClass.REMAINS_RELEASE, "effects", "Cargo closed", ("file", "cargo")),
        (RECORD, "wrong_name", "Persons", ("text", "handover_record.wrong_name")),
        (RECORD, "article_117_title", "Geneva Convention III", ("law", "117")),
        (RECORD, "article_117_title", "Third Convention, article 117", ("law", "geneva")),
        (NOTICE, "particulars", "Particulars, article 122(4) and 123, paragraph", ("digit", "123")),
        (NOTICE, "particulars", "Particulars under article 122, as far as available", ("law", "4")),
        (PaperClass.RECEIPT, "answer", "We received your enquiry.", ("needs", "{date}")),
        (PaperClass.RECEIPT, "answer", "We received your enquiry of {date} by {name}.", ("placeholder", "{name}")),
        (PaperClass.RECEIPT, "answer", "We received it on {date}. {", ("placeholder", "{ }")),
        (RECORD, "persons", " ", ("empty", "")),
        (RECORD, "persons", "Per\u202esons", ("sign", "")),
        (RECORD, "persons", "Persons\nand names", ("lines", "1")),
        (RECORD, "persons", "Persons " * 4, ("long", "22")),
        (RECORD, "persons", "Enemy persons", ("taunt", "enemy")),
        (RECORD, "signatures", "A guarantee", ("promise", "guarantee")),
        (LETTER, "point", "Come to", ("invitation", "come")),
        (LETTER, "journey", "t.me/way", ("statement_link", "")),
        (PaperClass.FAMILY_PAPER, "ask", "Pay at the number on this sheet.", ("money", "pay")),
    ],
)  # fmt: skip
def test_refuses_what_no_paper_says_and_what_each_must_keep(paper, key, said, fault):
    assert fault in faults(paper, key, en=said)
    with pytest.raises(PaperWordsError) as refused:
        check_paper_words(paper, texts_of_paper(paper), {f"{paper}.{key}": {"en": said}})
    assert f"{paper}.{key}" in refused.value.params["said"]


def test_refuses_a_language_that_no_paper_has():
    assert {("language", "de")} == faults(RECORD, "persons", de="Personen")


@pytest.mark.parametrize("key", ["noticeevent.death", "noticeitem.rank", "given.declined"])
def test_a_word_that_stands_for_a_value_of_an_act_is_a_field(key):
    assert {(key, "", "kept", "")} == set(faults_of_paper(NOTICE, texts_of_paper(NOTICE), {key: {"en": "release"}}))


def test_no_sheet_puts_a_word_together_from_an_act_that_may_be_replaced():
    """A key that a sheet makes of a value of an act is that value's word: no editor writes it."""
    for paper in PaperClass:
        form = PAPERS / paper.value / "form.py"
        begun = re.findall(r'f"([a-z_]*_)\{', form.read_text(encoding="utf-8")) if form.exists() else []
        made = {key for key in texts_of_paper(paper) for one in begun if key.startswith(f"{paper}.{one}")}
        assert made <= set(kept_texts()), sorted(made - set(kept_texts()))


def test_lets_other_words_through_and_those_that_the_house_itself_says():
    assert not faults(RECORD, "article_117_title", en="Article 117, Geneva Convention III")
    assert not faults(RECORD, "persons", en="Who", uk="Хто", ru="Кто")
    assert not faults(NOTICE, "event", en="What happened")
    assert not faults(PaperClass.BATCH, "container", en="Coffin or bag")  # no letter says so; a batch of the dead does


def test_the_houses_own_words_are_words_that_may_be_printed_and_replace_nothing():
    for paper in PaperClass:
        own = texts_of_paper(paper)
        assert {} == only_replaced(own, own)
        editable = {key: said for key, said in own.items() if key not in kept_texts()}
        assert () == faults_of_paper(paper, own, editable)
        assert all(len(text) < longest_text(text) for said in own.values() for text in said.values())


def test_a_version_is_told_from_another_whatever_the_order_of_its_texts():
    one = {"a.b": {"uk": "x", "en": "y"}, "a.c": {"en": "z"}}
    same = {"a.c": {"en": "z"}, "a.b": {"en": "y", "uk": "x"}}

    assert paper_words_digest(one) == paper_words_digest(same) != paper_words_digest({"a.b": {"uk": "y", "en": "x"}})
    assert {"a.b": {"en": "two lines\nof words"}} == only_replaced(
        {"a.b": {"uk": "u", "ru": "r", "en": "e"}}, {"a.b": {"en": " two  lines \n of words ", "uk": "u"}}
    )
