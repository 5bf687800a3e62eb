"""What a public appeal never says and always says."""

from __future__ import annotations

import pytest

from repatria.core.law.appeal import (
    LONGEST_APPEAL,
    AppealWordsError,
    check_appeal,
    faults_of_appeal,
    kept_sentences,
    shipped_appeal,
)


def words(**more):
    """The text that ships, with a paragraph more in one language."""
    shipped = dict(shipped_appeal())
    return {k: (*v, more[k]) if k in more else v for k, v in shipped.items()}


def test_the_text_that_ships_says_nothing_that_none_may_say():
    check_appeal(shipped_appeal(), {})


@pytest.mark.parametrize(
    ("language", "more", "kind", "word"),
    [
        ("en", "Come and collect them.", "invitation", "come"),
        ("uk", "Приїжджайте до столиці.", "invitation", "приїжджайте"),
        ("ru", "Приезжайте и забирайте.", "invitation", "забирайте"),
        ("uk", "Вони здалися.", "surrender", "здалися"),
        ("ru", "Он СДАЛСЯ — и жив.", "surrender", "сдался"),
        ("en", "They surrendered.", "surrender", "surrendered"),
        ("uk", "Ворог мовчить.", "enemy", "ворог"),
        ("ru", "Протестуйте против войны.", "protest", "протестуйте"),
        ("en", "Our victory is near.", "victory", "victory"),
        ("uk", "Ми обіцяємо.", "promise", "обіцяємо"),
        ("uk", "Ми обіця\u0301ємо.", "promise", "обіцяємо"),
        ("en", "We hold 47 men.", "digit", "4"),
        ("en", "We hold ４ men.", "digit", "４"),
        ("ru", "Пишите: bureau@example.invalid", "statement_link", "@"),
        ("en", "See https://example.invalid/list", "statement_link", ""),
        ("ru", "«Нас кормят и дают чай каждый день»", "statement_quotation", ""),
    ],
)  # fmt: skip
def test_refuses_what_no_appeal_says(language, more, kind, word):
    assert (language, kind, word) in faults_of_appeal(words(**{language: more}))
    with pytest.raises(AppealWordsError) as refused:
        check_appeal(words(**{language: more}), {})
    assert f"{language}: - «{word or kind}»" in refused.value.params["said"]
    with pytest.raises(AppealWordsError):
        check_appeal(shipped_appeal(), {language: more})


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_refuses_a_text_without_a_sentence_that_protects_her_or_without_a_language(language):
    shipped = dict(shipped_appeal())
    for sentence in kept_sentences(language):
        less = {**shipped, language: tuple(one for one in shipped[language] if one != sentence)}
        assert ((language, "kept", sentence),) == faults_of_appeal(less)
    assert ((language, "language", language),) == faults_of_appeal({**shipped, language: (" ",)})
    assert 5 == len(kept_sentences(language))


def test_refuses_a_text_that_fits_on_no_sheet():
    assert (("en", "long", str(LONGEST_APPEAL)),) == faults_of_appeal(words(en="a " * LONGEST_APPEAL))


@pytest.mark.parametrize("more", ["Nobody's coming is awaited.", "Income does not matter.", "We collectively answer."])
def test_words_that_only_look_alike_are_no_invitation(more):
    assert () == faults_of_appeal(words(en=more))
