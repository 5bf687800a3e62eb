"""How long one new record takes against very many open enquiries: `python -m tests.bench.rematch --enquiries N`.

In memory, without a store: invented enquiries and the register they are about are indexed as the matcher does it, and
records are looked up among the enquiries as when a capture is recorded. The last line tells what was aimed at.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from itertools import islice

from repatria.core.linkage.comparison import learned_weights
from repatria.core.linkage.rows import EnquiryRow, RegisterRow
from repatria.doors.jobs.indexes import Indexes
from tests.core.linkage.generator import make_enquiries_about, make_register

AIM_SECONDS = 1.0
_SEED = 20261124


def main() -> None:
    """Builds, looks every new record up, and prints seconds."""
    asked_for = argparse.ArgumentParser(description=__doc__)
    asked_for.add_argument("--enquiries", type=int, default=100_000)
    asked_for.add_argument("--persons", type=int, default=100_000)
    asked_for.add_argument("--new", type=int, default=100)
    told = asked_for.parse_args()
    everybody = make_register(told.persons + told.new, _SEED)
    new: list[RegisterRow] = list(islice(everybody, told.new))  # asked for, and registered only now
    registered = list(everybody)
    asked = list(make_enquiries_about(told.persons + told.new, told.enquiries, _SEED))
    sought: dict[str, EnquiryRow] = {one.row.enquiry_id: one.row for one in asked}
    about = {one.row.enquiry_id: one.person_id for one in asked}
    del asked
    started = time.perf_counter()
    indexes = Indexes.of(registered, sought.values(), learned_weights(), 0)
    print(f"{told.persons} persons, {told.enquiries} open enquiries: built in {time.perf_counter() - started:.1f} s")
    seconds, busy, proposed, right = [], 0.0, 0, 0
    for row in [new[0], *new]:  # the first one twice: what is compiled at the first call is not what is measured
        started, before = time.perf_counter(), time.process_time()
        indexes.persons.add(row)
        pairs = [enquiry.enquiry_id for enquiry, found in indexes.enquiries_for(row, sought) if found]
        seconds.append(time.perf_counter() - started)
        busy = busy + time.process_time() - before if len(seconds) > 1 else 0.0
        proposed += len(pairs)
        right += sum(about[number] == row.person_id for number in pairs) if len(seconds) > 1 else 0
    meant = {row.person_id for row in new}
    true_pairs = sum(person in meant for person in about.values())
    print(f"first call {seconds.pop(0):.3f} s, then {len(seconds)} new records, {proposed} pairs to propose")
    print(
        f"{right} of the {true_pairs} enquiries that are truly about them; {busy / len(new):.3f} s of one core a record"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    p95 = statistics.quantiles(seconds, n=20)[-1]
    print(f"median {statistics.median(seconds):.3f} s, p95 {p95:.3f} s, most {max(seconds):.3f} s; peak {peak:.0f} MiB")
    print(f"aimed at: every one below {AIM_SECONDS:.0f} s")


if __name__ == "__main__":
    main()
