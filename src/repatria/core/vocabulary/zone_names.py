"""Clocks by the name of a city that goes by them, as somebody knows it who reads no tables: in three languages.

The names follow Unicode's (CLDR 46), and custom where Unicode has none in a language. A zone that does not stand here
is called as IANA names its city.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CITIES: Mapping[str, tuple[str, str, str]] = MappingProxyType({
    "Europe/Kyiv": ("Київ", "Киев", "Kyiv"),
    "Europe/Moscow": ("Москва", "Москва", "Moscow"),
    "Europe/Warsaw": ("Варшава", "Варшава", "Warsaw"),
    "Europe/Berlin": ("Берлін", "Берлин", "Berlin"),
    "Europe/London": ("Лондон", "Лондон", "London"),
    "Europe/Lisbon": ("Лісабон", "Лиссабон", "Lisbon"),
    "Europe/Athens": ("Афіни", "Афины", "Athens"),
    "Europe/Istanbul": ("Стамбул, Анкара", "Стамбул, Анкара", "Istanbul, Ankara"),
    "Europe/Samara": ("Самара", "Самара", "Samara"),
    "Asia/Yekaterinburg": ("Єкатеринбург", "Екатеринбург", "Yekaterinburg"),
    "Asia/Omsk": ("Омськ", "Омск", "Omsk"),
    "Asia/Krasnoyarsk": ("Красноярськ", "Красноярск", "Krasnoyarsk"),
    "Asia/Irkutsk": ("Іркутськ", "Иркутск", "Irkutsk"),
    "Asia/Yakutsk": ("Якутськ", "Якутск", "Yakutsk"),
    "Asia/Vladivostok": ("Владивосток", "Владивосток", "Vladivostok"),
    "Asia/Magadan": ("Магадан", "Магадан", "Magadan"),
    "Asia/Kamchatka": ("Петропавловськ-Камчатський", "Петропавловск-Камчатский", "Petropavlovsk-Kamchatsky"),
    "Asia/Tbilisi": ("Тбілісі", "Тбилиси", "Tbilisi"),
    "Asia/Yerevan": ("Єреван", "Ереван", "Yerevan"),
    "Asia/Baku": ("Баку", "Баку", "Baku"),
    "Asia/Almaty": ("Алмати", "Алматы", "Almaty"),
    "Asia/Tashkent": ("Ташкент", "Ташкент", "Tashkent"),
    "Asia/Jerusalem": ("Єрусалим, Тель-Авів", "Иерусалим, Тель-Авив", "Jerusalem, Tel Aviv"),
    "Asia/Tehran": ("Тегеран", "Тегеран", "Tehran"),
    "Asia/Kabul": ("Кабул", "Кабул", "Kabul"),
    "Asia/Kolkata": ("Делі, Калькутта", "Дели, Калькутта", "Delhi, Kolkata"),
    "Asia/Kathmandu": ("Катманду", "Катманду", "Kathmandu"),
    "Asia/Shanghai": ("Шанхай, Пекін", "Шанхай, Пекин", "Shanghai, Beijing"),
    "Asia/Tokyo": ("Токіо", "Токио", "Tokyo"),
    "Australia/Adelaide": ("Аделаїда", "Аделаида", "Adelaide"),
    "Australia/Sydney": ("Сідней", "Сидней", "Sydney"),
    "America/St_Johns": ("Сент-Джонс, Ньюфаундленд", "Сент-Джонс, Ньюфаундленд", "St. John’s, Newfoundland"),
    "America/New_York": ("Нью-Йорк", "Нью-Йорк", "New York"),
    "America/Chicago": ("Чикаго", "Чикаго", "Chicago"),
    "America/Los_Angeles": ("Лос-Анджелес", "Лос-Анджелес", "Los Angeles"),
    "America/Sao_Paulo": ("Сан-Паулу", "Сан-Паулу", "São Paulo"),
    "UTC": ("UTC", "UTC", "UTC"),
})  # fmt: skip
"""By IANA's name: uk, ru, en. Clocks of the countries where those who ask live, those of half an hour too."""
LANGUAGES = ("uk", "ru", "en")


def cities_of(zone: str) -> dict[str, str]:
    """The name of a zone's city by language."""
    names = CITIES.get(zone) or (zone.rpartition("/")[2].replace("_", " "),) * len(LANGUAGES)
    return dict(zip(LANGUAGES, names, strict=True))


def city_of(zone: str, language: str) -> str:
    """The name of a zone's city; of a further language as English has it."""
    names = cities_of(zone)
    return names.get(language, names["en"])
