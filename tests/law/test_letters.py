"""What a letter to a family never says and always says, whoever writes it."""

from __future__ import annotations

import pytest

from repatria.core.law.letters import (
    LONGEST_ANSWER,
    LONGEST_LETTER,
    LetterWordsError,
    check_letter,
    faults_of_letter,
    is_same_for_all,
    kept_lines,
    sample_letter,
    shipped_letter,
    whom_lines,
)
from repatria.core.vocabulary.letters import LANGUAGES_OF_LETTERS, LetterClass, compared, placeholders, written
from repatria.core.vocabulary.whom_to_ask import Office

ALL, ALIVE, MEETING = LetterClass.NO_INFORMATION, LetterClass.ALIVE_AND_HELD, LetterClass.MEETING


def more(letter: LetterClass, **lines: str) -> dict[str, tuple[str, ...]]:
    """The letter that ships with a paragraph more: the same harmless one where none is given."""
    calm = {"uk": "Бережіть себе.", "ru": "Берегите себя.", "en": "Take care of yourself."}
    return {one: (*said, lines.get(one, calm[one])) for one, said in shipped_letter(letter).items()}


@pytest.mark.parametrize("letter", list(LetterClass))
def test_the_letters_that_ship_say_nothing_that_none_may_say(letter: LetterClass) -> None:
    check_letter(letter, shipped_letter(letter))
    check_letter(letter, more(letter))
    for language in LANGUAGES_OF_LETTERS:
        answer = shipped_letter(letter)[language][1]
        assert len(answer.split()) <= LONGEST_ANSWER and "{" not in "".join(sample_letter((answer,), language))


@pytest.mark.parametrize(
    ("language", "line", "kind", "word"),
    [
        ("en", "Come and collect him.", "invitation", "come"),
        ("uk", "Приїжджайте до столиці.", "invitation", "приїжджайте"),
        ("ru", "Скоро он будет дома.", "promise", "скоро"),
        ("en", "We promise an answer.", "promise", "promise"),
        ("uk", "Він здався сам.", "taunt", "здався"),
        ("ru", "Дело закрыто.", "file", "закрыто"),
        ("en", "There is a match.", "file", "match"),
        ("ru", "Возможно, он погиб.", "death", "погиб"),
        ("en", "He is in a camp.", "place", "camp"),
        ("uk", "Служив у 93 бригаді.", "service", "бригаді"),
        ("en", "His card is kept.", "card", "card"),
        ("ru", "Переведите деньги.", "money", "деньги"),
        ("uk", "Номер картки 417.", "digit", "4"),
        ("en", "Call us today.", "call", "call"),
        ("en", "See https://example.invalid/list", "statement_link", ""),
        ("ru", "Пишите: bureau@example.invalid", "statement_link", "@"),
        ("ru", "«Нас кормят и дают чай каждый день»", "statement_quotation", ""),
        ("uk", "Номер {card_number}.", "placeholder", "{card_number}"),
        ("uk", "Дужка } сама.", "placeholder", "{ }"),
    ],
)  # fmt: skip
def test_refuses_what_no_letter_says_and_names_it(language: str, line: str, kind: str, word: str) -> None:
    words = more(ALL, **{language: line})

    assert (language, kind, word) in faults_of_letter(ALL, words)
    with pytest.raises(LetterWordsError) as refused:
        check_letter(ALL, words)
    assert f"{language}: " in refused.value.params["said"]


@pytest.mark.parametrize("letter", list(LetterClass))
def test_refuses_a_letter_without_a_line_that_stays_or_a_place_that_it_needs(letter: LetterClass) -> None:
    for language in LANGUAGES_OF_LETTERS:
        shipped = shipped_letter(letter)
        for line in kept_lines(letter, language):
            words = {**shipped, language: tuple(one for one in shipped[language] if one != line)}
            assert (language, "kept", line) in faults_of_letter(letter, words)
        bare = {**shipped, language: tuple(one for one in shipped[language] if "{" not in one)}
        lacks = {word for one, kind, word in faults_of_letter(letter, bare) if kind == "needs"}
        assert {f"{{{one}}}" for one in placeholders(shipped["en"])} == lacks
        without = {one: said for one, said in shipped.items() if one != language}
        assert ((language, "language", language),) == faults_of_letter(letter, without)


def test_what_all_get_holds_nothing_of_him_or_her() -> None:
    assert [ALL] == [one for one in LetterClass if is_same_for_all(one)]
    for place in ("{name}", "{known_on}"):
        lines = dict.fromkeys(LANGUAGES_OF_LETTERS, f"Ім’я {place}.")
        assert ("uk", "placeholder", place) in faults_of_letter(ALL, more(ALL, **lines))
    number = dict.fromkeys(LANGUAGES_OF_LETTERS, "№ {telephone}.")
    assert () == faults_of_letter(ALL, more(ALL, **number))


def test_refuses_languages_that_say_unlike_things() -> None:
    assert [("ru", "unlike")] == [one[:2] for one in faults_of_letter(ALIVE, more(ALIVE, ru="Его зовут {name}."))]
    longer = {**shipped_letter(ALL), "en": (*shipped_letter(ALL)["en"], "Take care.")}
    assert (("en", "count", "6 ≠ 5"),) == faults_of_letter(ALL, longer)


def test_refuses_an_answer_and_a_letter_that_are_too_long() -> None:
    shipped = shipped_letter(MEETING)
    long = (shipped["en"][0], "word " * (LONGEST_ANSWER + 1), *shipped["en"][2:])
    assert ("en", "answer_long", str(LONGEST_ANSWER)) in faults_of_letter(MEETING, {**shipped, "en": long})
    assert ("en", "long", str(LONGEST_LETTER)) in faults_of_letter(MEETING, more(MEETING, en="w" * LONGEST_LETTER))


def test_under_a_letter_stands_who_calls_whom_and_no_office_that_nobody_named() -> None:
    ours = Office(name="Bureau", state="A", street="1 Street", hours="9-17", telephone="000")
    lines = whom_lines((ours, Office(name="Red Cross", telephone="001"), Office(telephone="002")), "en")

    assert "You call" in lines[0]
    assert ("Bureau, A: 000 · 9-17 · 1 Street", "Red Cross: 001") == lines[1:]
    assert () == whom_lines((Office(name="Bureau"),), "uk")


def test_a_value_is_never_read_for_places_and_a_comparison_names_every_line() -> None:
    assert ("{telephone}",) == written(["{name}"], {"name": "{telephone}", "telephone": "000"})
    assert (("same", "a"), ("gone", "b"), ("new", "c"), ("new", "d")) == compared("ab", "acd")
