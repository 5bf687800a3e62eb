"""What the running house binds to its ports: printer, letter writer, letterhead, clock, randomness."""

from __future__ import annotations

from repatria.adapters.printing.letters import letter_words
from repatria.adapters.printing.printer import TypstPrinter
from repatria.config.settings.environment import env_flag, env_text
from repatria.doors.jobs.ports import Letterhead, Outside

_BUREAU = {
    "uk": "Національне інформаційне бюро", "ru": "Национальное справочное бюро", "en": "National Information Bureau",
}  # fmt: skip


def letterhead() -> Letterhead:
    """What every paper says of its sender: REPATRIA_BUREAU_UK, _RU, _EN, REPATRIA_TELEPHONE, REPATRIA_CHECK_ADDRESS."""
    is_demo = env_flag("REPATRIA_DEMO")
    return Letterhead(
        bureau={language: env_text(f"REPATRIA_BUREAU_{language.upper()}", name) for language, name in _BUREAU.items()},
        telephone=env_text("REPATRIA_TELEPHONE", "000 000 00 00" if is_demo else ""),
        check_address=env_text("REPATRIA_CHECK_ADDRESS", "http://127.0.0.1:8000/check" if is_demo else ""),
        is_demo=is_demo,
    )


def outside() -> Outside:
    """The outside of jobs and commands."""
    return Outside(printer=TypstPrinter(), write_letter=letter_words, letterhead=letterhead())
