"""A thousand canary enquiries to a house in processes of its own, and then a search of everything it wrote.

`python -m tests.bench.portal_canaries [HOW MANY]`: intake, logs and temporary files, in every writing of
`tests.canaries`.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from repatria.config.places import Places
from repatria.records.intake import keys
from tests import canaries
from tests.bench.portal_load import ask, enquiry, get, meaning
from tests.journeys.house import house_in


async def _send(port: int, how_many: int) -> int:
    receipts = 0
    for number in range(how_many):
        receipts += meaning(*await ask(port, enquiry(canaries.name(number)))) == "receipt"
        await ask(port, get(f"/uk/form?{canaries.LATIN[0]}{number}"))
        await ask(port, get(f"/uk/{canaries.LATIN[0]}{number}"))
    return receipts


def main() -> None:
    """Prints how many receipts there were, how much was searched and every hit."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatria.config.settings.tests")
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        for_files = Path(folder) / "temporary"
        for_files.mkdir()
        house = house_in(Path(folder))
        house.environment["TMPDIR"] = str(for_files)
        house.start(persons=6, enquiries=2)
        try:
            house.until_it_answers(120)
            places = Places(house.data)
            keys.install(keys.keys_from_json(places.portal_keys.read_text(encoding="utf-8")))
            receipts = asyncio.run(_send(int(house.portal.rpartition(":")[2]), how_many))
            searched = [places.portal, places.run, for_files, Path(folder) / f"{house.data.name}.log"]
            hits = canaries.found_in(searched)
        finally:
            house.stop()
        hits += canaries.found_in(searched)
        size = sum(path.stat().st_size for one in searched for path in [one, *one.rglob("*")] if path.is_file())
    print(f"{receipts} receipts of {how_many}; {size / 1e6:.1f} MB searched in {len(canaries.writings())} writings: "
          f"{len(hits)} hits, load {os.getloadavg()[0]:.1f}")  # fmt: skip
    print("\n".join(hits[:20]))


if __name__ == "__main__":
    main()
