"""The zone of the bureau: in it times are typed and shown."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import get_timezone_location

from repatria.config.settings.environment import SettingError, env_flag, env_text
from repatria.core.vocabulary.written_times import BureauZone

LANGUAGES = ("uk", "ru", "en")
DEFAULT, DEMONSTRATION = "UTC", "Europe/Kyiv"
_NOT_IN_BABEL = {("Kyiv", "uk"): "Київ", ("Kyiv", "ru"): "Киев"}  # Unicode's data still call the zone by its old name


def bureau_zone() -> BureauZone:
    """Returns the zone that REPATRIA_TIME_ZONE names; where it names none UTC, a demonstration that of its texts.

    Raises:   SettingError for a name that IANA's table does not have.
    """
    name = env_text("REPATRIA_TIME_ZONE", "") or (DEMONSTRATION if env_flag("REPATRIA_DEMO") else DEFAULT)
    try:
        rules = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingError("REPATRIA_TIME_ZONE", "must be a zone as IANA names it, such as Europe/Kyiv") from error
    return BureauZone(name=name, rules=rules, shown={language: _city(rules, language) for language in LANGUAGES})


def _city(rules: ZoneInfo, language: str) -> str:
    city = str(get_timezone_location(rules, locale=language, return_city=True)).rpartition("/")[2]
    return _NOT_IN_BABEL.get((city, language), city)
