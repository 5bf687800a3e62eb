"""`repatria kinship ...`: the laboratory's commands on plain files, their arguments and what they say at the end."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from repatria.config.places import Places
from repatria.config.session import DIFFERS, DONE, EXIT_CODES, progress, say


def add_kinship(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command with its own sub-commands."""
    text = "weigh DNA profiles of bodies against families, on plain files"
    made = commands.add_parser("kinship", help=text, description=text)
    made.add_argument("--data", type=Path, default=Path("var"), help=argparse.SUPPRESS)
    inner = made.add_subparsers(dest="action", required=True, metavar="ACTION")

    def add(name: str, told: str, example: str) -> argparse.ArgumentParser:
        return inner.add_parser(
            name, help=told, description=told, epilog=f"example:\n  {example}\n\n{EXIT_CODES}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip

    one = add("lr", "answer questions about one body and one family each, locus by locus",
              "repatria kinship lr examples/kinship/questions.json --out answers.json")  # fmt: skip
    one.add_argument("questions", type=Path, metavar="CASES.json")
    one.add_argument("--out", type=Path, required=True, metavar="OUT.json")

    one = add("joint", "answer one incident: all bodies against all missing persons together",
              "repatria kinship joint examples/kinship/incident.json --out joint.json")  # fmt: skip
    one.add_argument("dataset", type=Path, metavar="DATASET.json")
    one.add_argument("--out", type=Path, required=True, metavar="OUT.json")


def _lr(given: Namespace) -> int:
    from repatria.doors.jobs.laboratory.cases import answer_cases

    answered, refused = answer_cases(given.questions, given.out, progress)
    say(f"{answered} questions answered, {refused} refused; the answers lie in {given.out}")
    if refused:
        say("each refused question says in the file what is wrong with it; mend it and run the command again")
    return DIFFERS if refused else DONE


def _joint(given: Namespace) -> int:
    from repatria.doors.jobs.laboratory.datasets import solve_dataset

    answer = solve_dataset(given.dataset, given.out, progress)
    incident = answer.incident
    how = "exact" if not answer.pairing.error else f"drawn, standard error at most {answer.pairing.error:.2g}"
    say(f"{len(incident.bodies)} bodies, {len(incident.missing)} missing in {len(incident.families)} families; {how}")
    say(f"the answer lies in {given.out}; it names no identity, an identification board does")
    return DONE


ACTIONS: Mapping[str, Callable[[Namespace], int]] = {"lr": _lr, "joint": _joint}


def kinship(_: Places, given: Namespace) -> int:
    """Runs one of the laboratory's commands; no store is opened."""
    return ACTIONS[given.action](given)
