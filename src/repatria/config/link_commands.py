"""`repatria link ...`: linking on plain files, without a data folder, keys or Django.

What is read or measured is said on standard error; answers go to standard output or to the file that was named.
"""

from __future__ import annotations

import argparse
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from repatria.config.batch_commands import BATCH_ACTIONS, add_batch
from repatria.config.places import Places
from repatria.config.session import DIFFERS, DONE, EXIT_CODES, progress, say

if TYPE_CHECKING:
    from repatria.doors.files.linking.columns import Reading

LANGUAGES = ("uk", "ru", "en")
Add = Callable[[str, str, str], argparse.ArgumentParser]


def add_link(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `repatria link` and its actions to the parser."""
    text = "find persons in plain files, without any store"
    example = 'repatria link find "Шевчинко Сережа" --born 1999 --in R.tsv'
    made = commands.add_parser(
        "link", help=text, description=text, epilog=f"example:\n  {example}\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.set_defaults(data=Path(os.devnull))  # linking opens no data folder
    actions = made.add_subparsers(dest="action", required=True, metavar="ACTION")

    def add(name: str, text: str, example: str) -> argparse.ArgumentParser:
        return actions.add_parser(
            name, help=text, description=text, epilog=f"example:\n  {example}\n\n{EXIT_CODES}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip

    _add_search(add)
    _add_find(add)
    _add_explain(add)
    _add_evaluate(add)
    _add_duplicates(add)
    add_batch(add, (add_both_sides, add_share, _add_reading), _count)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--encoding", default="", metavar="NAME", help="of the files, where they do not tell: cp1251, ..."
    )
    parser.add_argument("--column", type=_column, action="append", default=[], metavar="FIELD=NAME",
                        help="what a column is called in the files: surname=Zuname; may be repeated")  # fmt: skip
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of explanations (en)")


def add_share(parser: argparse.ArgumentParser) -> None:
    """Adds the share of enquiries about somebody registered, for who knows it."""
    text = "of enquiries about somebody registered; else it is estimated or assumed, and told"
    parser.add_argument("--registered-share", type=_share, metavar="P", help=text)


def add_both_sides(parser: argparse.ArgumentParser) -> None:
    """Adds whether names and dates of both sides are wanted in the output."""
    parser.add_argument("--both-sides", action="store_true",
                        help="with names and birth dates of both sides as they are written")  # fmt: skip


def _add_search(add: Add) -> None:
    made = add("search", "look for every enquiry of a file in a register",
               "repatria link search --register R.tsv --enquiries E.tsv --out O.tsv --explain")  # fmt: skip
    made.add_argument("--register", type=Path, required=True, metavar="FILE", help="id, surname, given_name, ...")
    made.add_argument("--enquiries", type=Path, required=True, metavar="FILE", help="id, name, birth_date, place")
    made.add_argument("--out", type=Path, required=True, metavar="FILE", help=".tsv or .csv")
    made.add_argument("--top", type=_count, default=10, metavar="N", help="answers an enquiry (10)")
    made.add_argument("--explain", action="store_true", help="with the reasons of every answer")
    add_both_sides(made)
    made.add_argument("--index", type=Path, metavar="PLACE", help="file or folder to keep the index in")
    made.add_argument("--resume", action="store_true", help="go on with a run that was stopped")
    add_share(made)
    _add_reading(made)


def _add_find(add: Add) -> None:
    made = add("find", "look for one name in a register, at once",
               'repatria link find "Шевчинко Сережа" --born 1999 --in R.tsv')  # fmt: skip
    made.add_argument("name", metavar="NAME")
    made.add_argument("--in", dest="register", type=Path, required=True, metavar="FILE")
    made.add_argument("--born", default="", metavar="DATE", help='as people write it: 1999, "12 квітня 1999", "c. 25"')
    made.add_argument("--place", default="", metavar="PLACE")
    made.add_argument("--top", type=_count, default=10, metavar="N", help="answers (10)")
    made.add_argument("--index", type=Path, metavar="PLACE", help="file or folder of the index (beside the register)")
    made.add_argument("--json", action="store_true", help="the answer as JSON")
    add_both_sides(made)
    add_share(made)
    _add_reading(made)


def _add_explain(add: Add) -> None:
    made = add("explain", "compare two names step by step",
               'repatria link explain "Шевчинко Сережа" "Шевченко Сергій" --born-a 1999 --svg W.svg')  # fmt: skip
    made.add_argument("names", nargs=2, metavar="NAME", help="as it is asked for, and as it is on record")
    for side in ("a", "b"):
        made.add_argument(f"--born-{side}", default="", metavar="DATE")
        made.add_argument(f"--place-{side}", default="", metavar="PLACE")
    made.add_argument("--in", dest="register", type=Path, metavar="FILE", help="count how common each name is there")
    made.add_argument("--index", type=Path, metavar="PLACE", help="file or folder of its index")
    add_share(made)
    made.add_argument("--svg", type=Path, metavar="FILE", help="draw it")
    made.add_argument("--png", type=Path, metavar="FILE", help="draw it as a picture")
    _add_reading(made)


def _add_evaluate(add: Add) -> None:
    made = add("evaluate", "judge the answers by a file with truth, with plots",
               "repatria link evaluate --register R.tsv --enquiries E.tsv --truth T.tsv --out-dir trial")  # fmt: skip
    made.add_argument("--register", type=Path, required=True, metavar="FILE")
    made.add_argument("--enquiries", type=Path, required=True, metavar="FILE")
    made.add_argument("--truth", type=Path, required=True, metavar="FILE", help="enquiry_id, person_id (or nothing)")
    made.add_argument("--out-dir", type=Path, required=True, metavar="DIR", help="for figures, tables and plots")
    add_share(made)
    made.add_argument("--index", type=Path, metavar="PLACE", help="file or folder to keep the index in")
    _add_reading(made)


def _add_duplicates(add: Add) -> None:
    made = add("duplicates", "records of one file that may be about one person, in groups for review",
               "repatria link duplicates --register R.tsv --out D.tsv --explain")  # fmt: skip
    which = made.add_mutually_exclusive_group(required=True)
    which.add_argument("--register", type=Path, metavar="FILE")
    which.add_argument("--enquiries", type=Path, metavar="FILE")
    made.add_argument("--out", type=Path, required=True, metavar="FILE", help=".tsv or .csv; groups go beside it")
    made.add_argument(
        "--least", type=_share, default=0.5, metavar="P", help="probability from which a pair counts (0.5)"
    )
    made.add_argument("--learn", action="store_true", help="learn from the file itself how often its fields disagree")
    made.add_argument("--explain", action="store_true", help="with the reasons of every pair")
    add_both_sides(made)
    _add_reading(made)


def _column(text: str) -> tuple[str, str]:
    from repatria.doors.files.linking.columns import FIELDS

    field, sign, name = text.partition("=")
    if field.strip() not in ("id", *FIELDS) or not sign or not name.strip():
        raise argparse.ArgumentTypeError(f"{plain(text)}: write FIELD=NAME; fields are id, {', '.join(FIELDS)}")
    return field.strip(), name.strip()


def _share(text: str) -> float:
    share = float(text)
    if not 0 < share < 1:
        raise argparse.ArgumentTypeError("a probability between 0 and 1")
    return share


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 1000:
        raise argparse.ArgumentTypeError("a number from 1 to 1000")
    return number


def plain(text: str) -> str:
    """Returns a text in which nothing steers a terminal: names of files may hold any sign."""
    return "".join(c if c.isprintable() or c in "\n\u00a0" else f"[U+{ord(c):04X}]" for c in text)


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
