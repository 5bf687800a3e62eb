"""What may be typed after `repatria link`: its actions, their options, and what a value must be."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from repatria.config.batch_commands import add_batch
from repatria.config.session import EXIT_CODES

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
