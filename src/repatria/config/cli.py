"""The `repatria` command: one parser, one function a command; its last line says what to do next."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

from repatria.config.commands import COMMANDS
from repatria.config.kinship_arguments import add_kinship
from repatria.config.link_options import add_link
from repatria.config.machine_arguments import add_machine, instant
from repatria.config.places import Places
from repatria.config.session import EXIT_CODES, run_safely

_WITHOUT_STORE = frozenset({"law", "acts"})
"""Commands that read the program alone."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="repatria", description="The system of a National Information Bureau.", epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, text: str, example: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=text, description=text, epilog=f"example:\n  {example}\n\n{EXIT_CODES}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip
        if name in _WITHOUT_STORE:  # nothing is asked of a folder, so none is asked for
            made.set_defaults(data=Path("var"))
            return made
        default = "var/demo" if name == "demo" else os.environ.get("REPATRIA_DATA", "var/bureau")
        made.add_argument("--data", type=Path, default=Path(default), metavar="DIR", help=f"data folder ({default})")
        return made

    made = add("init", "make stores, keys and the first two administrators",
               "REPATRIA_PASSPHRASE_FILE=/run/keys/word repatria init --data /srv/repatria")  # fmt: skip
    made.add_argument("--administrators", nargs=2, default=("administrator-1", "administrator-2"), metavar="NAME",
                      help="sign-in names of the first two, who are different people")  # fmt: skip
    made.add_argument("--demo", action="store_true",
                      help="with a demonstration's keys, which production refuses, and invented staff")  # fmt: skip
    made.add_argument("--at", type=instant, metavar="TIME", help="of a demonstration: where its clock begins (now)")

    made = add("demo", "the demonstration: portal, desk, matcher and jobs with invented people", "repatria demo")
    made.add_argument("action", nargs="?", choices=("start", "code", "round", "call"), default="start",
                      help="start it; print a second factor's code; hold a round, or a call, now")  # fmt: skip
    made.add_argument("name", nargs="?", help="a sign-in, for `repatria demo code NAME`")
    made.add_argument("--persons", type=int, default=300, help="how many to invent (300)")
    made.add_argument("--enquiries", type=int, default=120, help="how many families ask (120)")
    made.add_argument("--seed", type=int, default=417, help="another number invents others (417)")
    made.add_argument("--incident", action="store_true",
                      help="with 150 items of the dead in two batches, and 140 families")  # fmt: skip

    add("serve", "portal, desk, matcher and jobs under one supervisor", "repatria serve --data /srv/repatria")

    made = add("import", "bring a list in, one act a row",
               "repatria import examples/plain-register.csv --profile plain-register --data var/trial")  # fmt: skip
    made.add_argument("file", type=Path, nargs="+", help="text or workbook, whatever its name")
    made.add_argument("--profile", required=True, help="a name, or the path of a TOML file with columns")

    made = add("sample", "fill a store with invented people, starting nothing",
               "repatria sample --data var/sample --persons 1000 --enquiries 200 --seed 7")  # fmt: skip
    made.add_argument("--persons", type=int, default=300, help="how many to invent (300)")
    made.add_argument("--enquiries", type=int, default=120, help="how many families ask (120)")
    made.add_argument("--seed", type=int, default=417, help="another number invents others (417)")
    made.add_argument("--incident", action="store_true",
                      help="with 150 items of the dead in two batches, and 140 families")  # fmt: skip
    made.add_argument("--at", type=instant, metavar="TIME", help="the moment up to which their history goes (now)")

    made = add(
        "verify", "compare log, keys, every table and the intake with what the acts say", "repatria verify --data DIR"
    )
    made.add_argument(
        "--root", action="append", default=[], metavar="SIZE:ROOT",
        help="a root that was written down outside this house: shows that the whole log was put back or written anew",
    )  # fmt: skip
    add("rebuild", "write every projected table again from the log", "repatria rebuild --data DIR")

    made = add("backup", "copy both stores and the keyring at one moment", "repatria backup --data DIR --to FILE.tar")
    made.add_argument("--to", type=Path, required=True, metavar="FILE", help="a new file; none is overwritten")

    made = add("restore", "verify a backup, then put it in place", "repatria restore FILE.tar --data DIR")
    made.add_argument("file", type=Path, help="what `repatria backup` wrote")
    made.add_argument("--replace", action="store_true", help="move what stands in DIR aside and put the backup there")

    made = add("publish", "public pages, the notice to relatives, leaflets and words for radio, signed, for mirrors",
               "repatria publish --data DIR --to FOLDER --address https://ask.example")  # fmt: skip
    made.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="a new or empty folder")
    made.add_argument("--address", default="", metavar="URL",
                      help="where the portal answers (that of REPATRIA_CHECK_ADDRESS)")  # fmt: skip

    made = add(
        "calls", "hold one call between two windows of this machine, or tell how calls stand", "repatria calls try"
    )
    made.add_argument(
        "action", choices=("try", "list"), help="try one, with a relay of its own; or list states and minutes"
    )
    made.add_argument("--minutes", type=int, default=15, help="how long the call to try may be (15)")

    add("doctor", "look for what would go wrong, and say what to do", "repatria doctor --data DIR")
    add("law", "list every rule of law and who asks it, and those that no room asks yet", "repatria law")
    add_machine(add)
    add_kinship(commands)
    add_link(commands)
    return parser


def main() -> None:
    """The entry point of the `repatria` command."""
    # A command that a script started in its background would ignore SIGINT: it is to stop there too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.umask(0o077)  # stores, keys, reports and backups are their owner's alone
    arguments = _parser().parse_args()
    places = Places(arguments.data.absolute())
    sys.exit(run_safely(lambda: COMMANDS[arguments.command](places, arguments)))


if __name__ == "__main__":
    main()
