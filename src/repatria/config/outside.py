"""What the running house binds to its ports: printer, letter writer, letterhead, clock, randomness."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from repatria.adapters.limited import LimitedChild, Limits
from repatria.adapters.pictures import LIMITS, LIMITS_OF_PAPERS, PapersInAChild, PicturesInAChild
from repatria.adapters.printing.catalogue import texts_of_paper
from repatria.adapters.printing.letters import letter_words
from repatria.adapters.printing.printer import TypstPrinter
from repatria.adapters.printing.samples import sample_papers
from repatria.config.calls import is_asked_for as calls_asked_for
from repatria.config.gateways import barred_operators, countries_of_messages, gateways
from repatria.config.limited_tables import OF_A_COMMAND, OF_A_PAGE, TablesInAChild
from repatria.config.places import Places
from repatria.config.process import address_of
from repatria.config.settings.environment import env_flag, env_number, env_path, env_share, env_text
from repatria.config.whom_to_ask import whom_to_ask
from repatria.config.zone import bureau_zone
from repatria.core.law.letters import whom_lines
from repatria.core.vocabulary.lists import MOST_PAGE_ROWS
from repatria.core.vocabulary.pictures import FACE, PAPER, Measures
from repatria.core.vocabulary.whom_to_ask import LANGUAGES
from repatria.doors.desk.frame.ports import DeskOutside
from repatria.doors.field.ports import FieldOutside
from repatria.doors.jobs.importing.running import MOST_ROWS
from repatria.doors.jobs.importing.through_page import PageLists
from repatria.doors.jobs.ports import LEAST_PROBABILITY, Letterhead, Outside
from repatria.records.arrivals.selectors.nights import line_point, mailbox_key
from repatria.records.contact.calling import relay_is_named_by
from repatria.records.enquiries.drawing import papers_drawn_by
from repatria.records.notices.paper_texts import papers_say
from repatria.records.register.drawing import drawn_by

_BUREAU = {
    "uk": "Національне інформаційне бюро", "ru": "Национальное справочное бюро", "en": "National Information Bureau",
}  # fmt: skip


def letterhead() -> Letterhead:
    """What every paper says of its sender.

    Given:    REPATRIA_BUREAU_UK, REPATRIA_BUREAU_RU, REPATRIA_BUREAU_EN, REPATRIA_TELEPHONE, REPATRIA_CHECK_ADDRESS;
              what is not set among the first four is read in the file of whom to ask, and so are street, State and
              hours of the bureau and whom else she can ask.
    """
    is_demo = env_flag("REPATRIA_DEMO")
    asked = whom_to_ask(Places(env_path("REPATRIA_DATA", Path("var"))).portal, is_demo=is_demo)
    told = asked.bureau
    telephone = env_text("REPATRIA_TELEPHONE", told["en"].telephone)
    bureau = {one: env_text(f"REPATRIA_BUREAU_{one.upper()}", told[one].name or name) for one, name in _BUREAU.items()}
    ours = {one: replace(told[one], name=bureau[one], telephone=telephone) for one in LANGUAGES}
    return Letterhead(
        bureau=bureau,
        telephone=telephone,
        check_address=env_text("REPATRIA_CHECK_ADDRESS", _demo_check_address() if is_demo else ""),
        is_demo=is_demo,
        whom={one: whom_lines((ours[one], *asked.others_in(one)), one) for one in LANGUAGES},
        hours={one: told[one].hours for one in LANGUAGES},
    )


def _demo_check_address() -> str:
    return f"http://{':'.join(map(str, address_of('portal')))}/check"


def calls_page() -> str:
    """The address of the door of calls as she types it: REPATRIA_CALLS_PAGE, else where the door listens here."""
    return env_text("REPATRIA_CALLS_PAGE", f"http://{':'.join(map(str, address_of('calls')))}/")


def bind_papers() -> None:
    """Says in this process what the house's own words of its papers are."""
    papers_say(texts_of_paper)


def bind_pictures() -> None:
    """Says who draws pictures anew in this process: a child with little memory and time, that has no key."""
    drawn_by(_drawer("picture", LIMITS, FACE))
    papers_drawn_by(PapersInAChild(*(_drawer(job, LIMITS_OF_PAPERS, PAPER) for job in ("paper", "pdf"))))


def _drawer(job: str, limits: Limits, measures: Measures) -> PicturesInAChild:
    command = (sys.executable, "-s", "-P", "-m", "repatria.config.limited_child", job)
    return PicturesInAChild(LimitedChild(command=command, limits=limits), measures)


def bind_calls() -> None:
    """Says in this process whether the house has a relay for calls."""
    relay_is_named_by(calls_asked_for)


def outside() -> Outside:
    """The outside of jobs and commands; binds what the rooms ask of it."""
    bind_pictures()
    bind_papers()
    bind_calls()
    return Outside(
        printer=TypstPrinter(), write_letter=letter_words, letterhead=letterhead(),
        registered_share=env_share("REPATRIA_REGISTERED_SHARE"),
        least_probability=env_share("REPATRIA_LEAST_PROBABILITY") or LEAST_PROBABILITY,
        open_table=TablesInAChild(limits=OF_A_COMMAND, most=MOST_ROWS), gateways=gateways(), barred=barred_operators(),
        countries=countries_of_messages(), calls_page=calls_page(),
        calls_folder=Places(env_path("REPATRIA_DATA", Path("var"))).calls if calls_asked_for() else None,
    )  # fmt: skip


def desk_outside() -> DeskOutside:
    """The outside of the desk."""
    bind_pictures()
    bind_papers()
    bind_calls()
    head, places = letterhead(), Places(env_path("REPATRIA_DATA", Path("var")))
    return DeskOutside(
        printer=TypstPrinter(), bureau=head.bureau, telephone=head.telephone, hours=head.hours,
        check_address=head.check_address,
        is_demo=head.is_demo, first_letter_day=env_number("REPATRIA_FIRST_LETTER_DAY", 0 if head.is_demo else 21),
        matcher_socket=places.matcher_socket, zone=bureau_zone(), samples=sample_papers,
        visit_file=places.data / "visit.toml",
        lists=PageLists(
            replace(outside(), open_table=TablesInAChild(limits=OF_A_PAGE, most=MOST_PAGE_ROWS)), places.run
        ),
    )  # fmt: skip


def field_outside() -> FieldOutside:
    """The outside of the field's door, which is served by the desk's process: public key, and the mailbox's chain."""
    return FieldOutside(point=line_point(), mailbox_key=mailbox_key(), is_demo=env_flag("REPATRIA_DEMO"))
