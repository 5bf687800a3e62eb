"""A virtual environment for each group of tools, made from requirements/bench.txt under var/bench."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "var" / "bench"
REQUIREMENTS = ROOT / "requirements" / "bench.txt"


class MissingError(Exception):
    """A tool that cannot be installed here, with the last line of what the installer said."""


def wanted(group: str) -> list[str]:
    """Returns the pinned packages under the heading `# [group]` of requirements/bench.txt."""
    text = REQUIREMENTS.read_text(encoding="utf-8")
    lines = text.partition(f"# [{group}]\n")[2].partition("# [")[0].splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def python_of(group: str) -> Path:
    """Returns the interpreter of a group's environment, made or mended where needed."""
    folder, packages = FOLDER / group, wanted(group)
    stamp, python = folder / "made-from.txt", folder / "bin" / "python"
    if stamp.exists() and stamp.read_text() == "\n".join(packages):
        return python
    _run([sys.executable, "-m", "venv", "--clear", str(folder)])
    _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", *packages])
    stamp.write_text("\n".join(packages))
    return python


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise MissingError(said[-1] if said else f"{command[0]} ended with {done.returncode}")
