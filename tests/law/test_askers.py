"""Who asks: one man by several, many men by one, and lists, whatever the channel."""

from __future__ import annotations

import random

from repatria.core.law.askers import Heard, Likeness, alike, contact_of, is_asked_again, man_of

MEN = ("Коваль", "Мельник", "Шевчук", "Бондар", "Ткач", "Лисенко", "Мороз", "Павлюк")


def _ask(number, name, **said):
    return Heard(number=f"E-{number}", name=name, **said)


def test_one_telephone_that_asks_for_many_is_found_however_it_is_written():
    ways = ("+380 67 000 11 22", "0670001122", "067-000-11-22", "(067) 0001122", "８０６７０００１１２２")
    asked = [_ask(n, f"{MEN[n]} Іван", birth="1990", contact=ways[n]) for n in range(5)]

    (found,) = alike(asked)
    assert (Likeness.ONE_CONTACT, 5) == (found.likeness, found.men)
    assert tuple(one.number for one in asked) == found.numbers
    assert () == alike(asked[:4]), "a family with four missing is no list"


def test_where_a_note_goes_is_a_contact_as_well_and_one_family_is_told_once():
    asked = [_ask(n, f"{MEN[n]} Іван", contact=f"067000112{n}1", beside=("", "one@example.org")) for n in range(5)]
    both = [_ask(n, f"{MEN[n]} Іван", contact="0670001122", beside=("one@example.org",)) for n in range(5)]

    assert [(Likeness.ONE_CONTACT, 5)] == [(one.likeness, one.men) for one in alike(asked)]
    assert [(Likeness.ONE_CONTACT, 5)] == [(one.likeness, one.men) for one in alike(both)]


def test_one_text_with_many_telephones_is_found():
    asked = [_ask(n, f"{MEN[-n]} Іван", contact=f"06700011{n}9", text="Синя лава  під ЯБЛУНЕЮ!") for n in range(5)]

    assert [(Likeness.ONE_TEXT, 5)] == [(one.likeness, one.men) for one in alike(asked)]


def test_a_list_that_is_worked_through_is_found_by_its_order_alone():
    names = sorted(f"{name} {letter}" for name in MEN for letter in "абв")[:12]
    asked = [_ask(n, name, contact=f"06{n}0001122{n}") for n, name in enumerate(names)]
    mixed = random.Random(5).sample(asked, len(asked))

    assert [(Likeness.IN_ORDER, 12)] == [(one.likeness, one.men) for one in alike(asked)]
    assert () == alike(mixed)


def test_several_who_ask_for_one_man_are_one_cluster_and_no_offence():
    asked = [
        _ask(1, "Коваль Іван Петрович", birth="12.04.1999", contact="0670001122"),
        _ask(2, "іван петрович КОВАЛЬ", birth="близько 1999", contact="0500003344"),
        _ask(3, "Коваль Іван", birth="1999"),
        _ask(4, "Коваль Іван Петрович", birth="1950"),
    ]

    assert [(Likeness.SAME_MAN, ("E-1", "E-2"))] == [(one.likeness, one.numbers) for one in alike(asked)]


def test_one_who_asks_often_for_one_man_asks_for_one():
    asked = [_ask(n, "Коваль Іван", birth="1999", contact="0670001122", text="синя лава під яблунею") for n in range(9)]

    assert [(Likeness.SAME_MAN, 1)] == [(one.likeness, one.men) for one in alike(asked)]


def test_no_enquiry_is_another_one_that_shares_a_man_alone_or_a_contact_alone():
    first = _ask(1, "Коваль Іван", birth="1999", contact="+380 67 000-11-22", text="синя лава під яблунею")
    for other in (
        _ask(2, "Коваль Іван", birth="1999", contact="0670009999", text="інші слова про нього"),
        _ask(2, "Мельник Іван", birth="1999", contact="0670001122", text="синя лава під яблунею"),
        _ask(2, "Коваль Іван", birth="1989", contact="0670001122"),
        _ask(2, "Коваль Іван", birth="1999"),
    ):
        assert not is_asked_again(first, other) and not is_asked_again(other, first)
    assert not is_asked_again(_ask(1, "", contact="0670001122"), _ask(2, "", contact="0670001122"))
    for again in (
        _ask(2, "іван КОВАЛЬ", birth="у 1999", contact="067 000 11 22"),
        _ask(2, "Коваль Іван", birth="1999", text="Синя лава, під яблунею"),
        _ask(2, "Коваль Іван", birth="1999", beside=("0670001122",)),
    ):
        assert is_asked_again(first, again)


def test_what_is_too_short_to_know_anybody_by_is_not_compared():
    assert "" == contact_of("увечері") == contact_of("12 34")
    assert man_of(_ask(1, "Мар'яна Ёлкина")) == man_of(_ask(1, "елкина  МАРЯНА"))
    assert () == alike([]) == alike([_ask(n, name) for n, name in enumerate(MEN)])
