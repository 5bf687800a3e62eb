"""What is attributed to a prisoner is known by its marks; what is only a name or a remark about him is not."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import StatementError
from repatria.core.law.statements import StatementMark, marks_of, refuse_statements

Q, L, ASKED = StatementMark.QUOTATION, StatementMark.LINK, StatementMark.INTERROGATION


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Сказав: нас кинули без наказу", {Q}),
        ("полонений заявив: «ми хотіли додому»", {Q}),
        ("рассказал, что видел: нас было сорок человек", {Q}),
        ("«нас залишили на позиції самих»", {Q}),
        ("he said: we were told to go", {Q}),
        ("He told them, \"we had no food left\"", {Q}),
        ("“we were told to go there”", {Q}),
        ("див. https://t.me/channel/17", {L}),
        ("www.example.org/video", {L}),
        ("з протоколу допиту", {ASKED}),
        ("по допросу: позиция у моста", {ASKED}),
        ("interrogation report 4", {ASKED}),
        ("на допросе сказал: «мы шли на север всю ночь» https://t.me/x", {Q, L, ASKED}),
    ],
)  # fmt: skip
def test_a_quotation_a_link_and_an_interrogation_are_known_by_their_marks(text, marks):
    assert marks == marks_of(text)

    with pytest.raises(StatementError) as refused:
        refuse_statements({"note": text, "surname": "Шевченко"})
    assert (("note", min(marks)),) == refused.value.params["faults"]
    assert "GC III 13" == refused.value.provision
    assert text not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "", "Шевченко", "Д'Артаньян", "«Азов»", "пароплав «Тарас Шевченко»", "рана руки, права",
        "каже, що хворіє на діабет",
        "наказ 11/4", "Müller, gen. \"Fritz\"", "Shelled by artillery at noon; brought by car", "№ 17: ліве плече",
        "говорит по-русски и по-украински", "wounded: left arm, seen by a doctor", "the officer said nothing",
    ],
)  # fmt: skip
def test_names_remarks_and_what_he_says_of_his_health_are_no_statements(text):
    assert frozenset() == marks_of(text)
    refuse_statements({"note": text, "other": None})
