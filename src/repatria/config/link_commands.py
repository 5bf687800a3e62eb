"""`repatria link ...`: linking on plain files, without a data folder, keys or Django.

What is read or measured is said on standard error; answers go to standard output or to the file that was named.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from repatria.config.batch_commands import BATCH_ACTIONS
from repatria.config.link_options import plain
from repatria.config.places import Places
from repatria.config.session import DIFFERS, DONE, progress, say

if TYPE_CHECKING:
    from repatria.doors.files.linking.columns import Reading


def reading_of(given: Namespace) -> Reading:
    """How the files of a command are to be read."""
    from repatria.doors.files.linking.columns import Reading

    return Reading(encoding=given.encoding, columns=tuple(given.column))


def tell(text: str) -> None:
    """One line beside the answers, on standard error."""
    print(plain(text), file=sys.stderr, flush=True)


def search(given: Namespace) -> int:
    """Looks for every enquiry of a file."""
    from repatria.doors.files.linking.searching import Search, report_text, run_search

    asked = Search(
        register=given.register, enquiries=given.enquiries, out=given.out, top=given.top, explain=given.explain,
        language=given.language, index=given.index, reading=reading_of(given), resume=given.resume,
        registered_share=given.registered_share, both_sides=given.both_sides,
    )  # fmt: skip
    report = run_search(asked, tell, progress)
    tell(report_text(asked, report))
    return DIFFERS if report.rejected else DONE


def find(given: Namespace) -> int:
    """Looks for one name."""
    from repatria.core.linkage.explanation import script_remark
    from repatria.doors.files.linking.finding import enquiry_of, find_one, found_json, found_text

    enquiry = enquiry_of(given.name, given.born, given.place, on=datetime.now(UTC).date())
    found = find_one(
        enquiry, given.register, tell, top=given.top, kept_at=given.index, reading=reading_of(given),
        registered_share=given.registered_share,
    )  # fmt: skip
    if remark := script_remark(given.name, given.language):
        tell(remark)
    text = found_json if given.json else found_text
    told = text(found, given.language, both_sides=given.both_sides)
    say(told if given.json else plain(told))
    if found.register.rejected:
        tell(f"rejected rows of {given.register.name}: {found.register.rejected:,}; who stands in them is not found")
    return DIFFERS if found.register.rejected else DONE


def explain(given: Namespace) -> int:
    """Compares two names."""
    from repatria.core.linkage.prior import given_prior
    from repatria.core.linkage.rows import RegisterRow
    from repatria.doors.files.linking.explaining import draw, explain_pair, explained_text
    from repatria.doors.files.linking.finding import enquiry_of
    from repatria.doors.files.linking.kept_index import index_of
    from repatria.doors.files.linking.parts_file import spare_inputs
    from repatria.doors.files.linking.remarks import Remarks

    first = enquiry_of(given.names[0], given.born_a, given.place_a, on=datetime.now(UTC).date())
    second = enquiry_of(given.names[1], given.born_b, given.place_b, on=datetime.now(UTC).date())
    index = None
    spare_inputs((given.index, given.svg, given.png), filter(None, (given.register,)))
    if given.register is not None:
        index = index_of(given.register, given.index, Remarks(None, tell), tell, reading_of(given)).index
        if given.registered_share is not None:
            index.prior = given_prior(given.registered_share)
    row = RegisterRow(
        person_id="", name=second.name, birth_date=second.birth_date, place=second.place,
        birth_date_as_written=second.birth_date_as_written,
    )  # fmt: skip
    explained = explain_pair(first, row, index, given.language)
    say(plain(explained_text(explained, given.language)))
    for path in draw(explained, given.language, given.svg, given.png, _png_of):
        tell(f"drawn: {path}")
    return DONE


def evaluate(given: Namespace) -> int:
    """Judges the answers where the truth is known."""
    from repatria.doors.files.linking.evaluating import Trial, evaluation_text
    from repatria.doors.files.linking.evaluating import evaluate as run_trial

    trial = Trial(
        register=given.register, enquiries=given.enquiries, truth=given.truth, out_dir=given.out_dir,
        index=given.index, reading=reading_of(given), language=given.language,
        registered_share=given.registered_share,
    )  # fmt: skip
    evaluation = run_trial(trial, tell, progress, _png_of)
    say(plain(evaluation_text(trial, evaluation)))
    return DIFFERS if evaluation.rejected else DONE


def duplicates(given: Namespace) -> int:
    """Finds records of one file that may be about one person."""
    from repatria.doors.files.linking.duplicating import DuplicateSearch, duplicates_text, run_duplicates

    asked = DuplicateSearch(
        path=given.register or given.enquiries, out=given.out, are_enquiries=given.register is None,
        least_probability=given.least, learn=given.learn, explain=given.explain, language=given.language,
        reading=reading_of(given), both_sides=given.both_sides,
    )  # fmt: skip
    report = run_duplicates(asked, tell, progress)
    tell(duplicates_text(asked, report))
    return DIFFERS if report.rejected else DONE


def _png_of(drawing: str) -> bytes:
    from repatria.adapters.printing.pictures import png_of

    return png_of(drawing)


ACTIONS: Mapping[str, Callable[[Namespace], int]] = {
    "search": search, "find": find, "explain": explain, "evaluate": evaluate,
    "duplicates": duplicates, **BATCH_ACTIONS,
}  # fmt: skip


def link(places: Places, given: Namespace) -> int:
    """Runs an action of `repatria link`; the data folder is not looked at.

    Raises:   InputError and OutsideError with nothing in their words that steers a terminal; OSError of a file that is
              not there, is a folder, or may not be opened; KeyboardInterrupt that says what a stopped run left.
    """
    from repatria.core.vocabulary.errors import InputError, RepatriaError
    from repatria.doors.files.linking.errors import UnservedFileError

    try:
        return _run(given)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_left_by(given)) from None
    except RepatriaError as error:
        error.message = plain(error.message)
        if isinstance(error, InputError):
            error.faults = tuple((plain(field), plain(fault)) for field, fault in error.faults)
        raise
    except (FileExistsError, FileNotFoundError, IsADirectoryError, PermissionError) as error:
        error.filename = plain(str(error.filename)) if error.filename else None
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise UnservedFileError(plain(f"{where}{error.strerror or error}"), permanent=False) from error


def _left_by(given: Namespace) -> str:
    """What a stopped action left: only answers to a file of enquiries go on where they were."""
    from repatria.doors.files.linking.answers import checkpoint_beside

    if given.action in ("search", "batch") and checkpoint_beside(given.out).exists():
        return "stopped; what was answered is safe: the same command with --resume goes on"
    return "stopped; nothing is kept of it: the same command begins anew"


def _run(given: Namespace) -> int:
    if getattr(given, "index", None) is not None and given.register is not None:
        from repatria.doors.files.linking.kept_index import named_place

        given.index = named_place(given.register, given.index)
    if given.column:
        from repatria.doors.files.linking.rows import require_columns

        files = {getattr(given, "register", None): "person", getattr(given, "enquiries", None): "enquiry"}
        require_columns(reading_of(given), {path: kind for path, kind in files.items() if path is not None})
    return ACTIONS[given.action](given)
