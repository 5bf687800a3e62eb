"""Our figures beside those of plain means, measured in one run on one machine: `make bench`.

Seconds differ from machine to machine; the ratios are what counts.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def main() -> None:
    """Makes two empty stores in a temporary folder, measures, and takes them away."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "repatria.config.settings.tests"
    os.environ.pop("REPATRIA_TEST_DATABASE", None)
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from tests.bench.figures import print_figures
    from tests.bench.kinship import print_kinship_figures

    try:
        for alias in ("default", "intake"):
            call_command("migrate", database=alias, verbosity=0)
        print_figures()
        print_kinship_figures()
    finally:
        folder = Path(connections["default"].settings_dict["NAME"]).parent
        connections.close_all()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
