"""Other people like him: the chance that the one sought is an unregistered twin, brother, cousin or fellow villager.

Fields are weighed as if chance alone made strangers agree. A family shares surname, father, home, and twins the
birthday; so that beside every registered man there stand others who agree with an enquiry nearly as he does, and whom
no register holds. Each kind of them is held against him: how many there are, times what they share, times how likely
what differs is between such two. What a relative does not share costs him nothing: another given name is no error.

One table of rates, for answers and for `duplicates`. All are judged, from the sources named; nothing at hand would
teach them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from repatria.core.linkage.comparison import FIELD_LEVELS

BROTHERS = 0.7
"""Unregistered brothers of a registered man. Source: families of some two children where the register's men were born
(total fertility 1.9 to 2.1, Ukraine 1960 to 1990), larger ones in villages; half of the children are sons."""
TWINS = 1 / 60
"""Unregistered twin brothers; and how often two children of one father are born on one day. Source: about one birth in
80 is of twins, half of them of one sex alone; families have some three children."""
COUSINS = 2.0
"""Unregistered men of the same surname and kin beside the brothers. Source: a father's brothers and grandfather's
brothers with as many sons each."""
NAMESAKES = 0.1
"""Unregistered men of his surname, his given name and his kin, where no father is compared: what tells such men from
each other in a village is the father's name. Judged: two cousins, of whom one in twenty is called as he is because
chance has it or after one grandfather. Of rates up to .7 the most by which the trial's right answers at one false in a
hundred stay what the tests ask for."""
NAMESAKES_OF_A_CLAN = 0.7
"""The same where the register itself shows others of his surname in his place, beyond what chance puts there: kin are
ten or twenty there, and names are given again after grandfathers. Judged, on the cautious side; who has no kin around
him loses nothing by it."""
CLAN = 0.5
"""So many others of his surname in his place are kin. Units: persons beyond chance."""
KIN_YEARS = 16
"""Two such men are born so many years apart at most: likeliest in one year, ever less likely after it."""
_FAR_KIN = 0.002
RELATIVES_IN_LIST = 0.1
"""Children of the same father that stand in a list beside each record. Units: persons; judged."""
SAME_HOME, COUSINS_HOME = 0.7, 0.6
"""How often brothers, and cousins, are asked for from one place. Judged."""
SAME_NAME = 0.02
"""How often a brother has the given name of his brother, beside how often chance gives it to a stranger. Judged: names
of the dead are given again."""
SIBLING_GAP = (0.02, 0.09, 0.2, 0.18, 0.14, 0.1, 0.08, 0.06, 0.045, 0.03, 0.02, 0.015, 0.01, 0.005, 0.005)
"""How often two sons of one father are so many years apart, twins left out. Source: birth intervals of 24 to 48 months
are the commonest in all demographic surveys; two of three sons are two intervals apart."""
_SHARED_BY_TWINS = ("birth_date_same", "birth_date_swapped", "birth_date_one_digit", "birth_month_same",
                    "birth_year_same")  # fmt: skip
_GIVEN, _DATE = FIELD_LEVELS["given_name"], FIELD_LEVELS["birth_date"]
_TWIN_LEVELS = frozenset(_DATE.index(level) for level in _SHARED_BY_TWINS)
_OWN_NAME = frozenset(_GIVEN.index(level) for level in ("given_same", "given_group"))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one registered man agrees with an enquiry, in what families share.

    Units:    bits of surname (word order with it), given name, patronymic, place and birth date, whatever their sign;
              numbers of the levels of given name and birth date; `years_apart` by which the asked year differs, None
              where either is not known; `year_share` of the asked year among all; `fellow_villagers` registered men of
              his surname and place beside him that chance does not explain.
    """

    surname: float
    given_name: float
    patronymic: float
    place: float
    birth_date: float
    given_level: int
    date_level: int
    years_apart: int | None
    year_share: float
    fellow_villagers: float


def mass_of_relatives(man: Agreement, slope: float) -> float:
    """Returns the weight of all unregistered people like one registered man, beside 2^(slope bits) of his own.

    Source:   Bayes' rule with further propositions beside "it is he" and "a stranger": sum of rate x 2^bits, bits those
              of what such two share and of what differs between them
    Units:    mass, as in `posterior`, where the odds of nobody are even
    """
    mass = 0.0
    for rate, bits in relatives_of(man):
        if rate:
            mass += rate * 2.0 ** (slope * bits)
    return mass


def relatives_of(man: Agreement) -> tuple[tuple[float, float], ...]:
    """Returns how many unregistered people of each kind there are beside one registered man, and what speaks for them.

    Units:    persons; bits
    """
    family = man.surname + man.patronymic + at_home(man.place, SAME_HOME)
    kin = man.surname + at_home(man.place, COUSINS_HOME)
    if man.given_level in _OWN_NAME:
        family += math.log2(SAME_NAME)
    twins = TWINS if man.date_level in _TWIN_LEVELS else 0.0
    villagers = man.fellow_villagers if man.place > 0 else 0.0
    is_fatherless = man.patronymic == 0.0 and man.given_level in _OWN_NAME
    namesakes = NAMESAKES_OF_A_CLAN if villagers >= CLAN else NAMESAKES
    return (
        (BROTHERS, family + _sibling_bits(man)), (twins, family + man.birth_date),
        (COUSINS, kin), (villagers, man.surname + man.place),
        (namesakes if is_fatherless else 0.0, kin + man.given_name + _kin_bits(man)),
    )  # fmt: skip


def at_home(place: float, share: float) -> float:
    """Returns the bits of a place that two people have in common so often.

    Units:    bits; `share` 0 to 1
    """
    return math.log2(share * 2.0**place + 1 - share)


def _kin_bits(man: Agreement) -> float:
    """Returns how much likelier the asked year is for a namesake among his kin than for anybody."""
    if man.years_apart is None:
        return 0.0
    return math.log2(max(_FAR_KIN, (KIN_YEARS - abs(man.years_apart)) / KIN_YEARS**2) / man.year_share)


def _sibling_bits(man: Agreement) -> float:
    """Returns how much likelier the asked year is for a brother than for anybody."""
    if man.years_apart is None:
        return 0.0
    apart = abs(man.years_apart)
    gap = SIBLING_GAP[apart] if apart < len(SIBLING_GAP) else SIBLING_GAP[-1] / 4
    return math.log2((gap / 2 if apart else gap) / man.year_share)
