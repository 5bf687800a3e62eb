"""A missing person's own sample (a toothbrush, an earlier blood sample) against every body: a list beside the pairs.

The ratio is P(both | one person) / (P(one) P(other)) at theta 0; what relatives say is no part of it, and it is no part
of the joint posterior. Whether the sample is his is not known from the sample.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from repatria.core.kinship.incident import Body
from repatria.core.kinship.search import BodySide, compare_directly
from repatria.core.vocabulary.disarming import disarmed
from repatria.doors.files.kinship.family_files import OwnSample
from repatria.doors.files.kinship.files import write_whole
from repatria.doors.files.kinship.findings import Findings

_HEADER = ("body", "family", "missing", "sample", "log10_lr", "loci", "differing_loci")


def write_direct(found: Findings, own: Sequence[OwnSample], path: Path) -> int:
    """Compares and writes the list, the highest first; where nobody gave a sample of his own there is none.

    Returns:  the number of lines.
    """
    path.unlink(missing_ok=True)  # one of an earlier search would be taken for this one's
    if not own:
        return 0
    wish, bodies = found.wish, found.bodies
    samples = [Body(id=one.sample.name, profile=one.sample.profile(), sex=one.sample.sex) for one in own]
    side = BodySide.of([*bodies, *samples], found.loci)
    matches = compare_directly(side, least_log10_lr=wish.least_log10_lr, threads=wish.threads)
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(_HEADER)
    count = 0
    for match in matches.pairs:
        if not match.body < len(bodies) <= match.target:
            continue
        body, one = bodies[match.body], own[match.target - len(bodies)]
        both = [name for name, seen in body.profile.items() if seen.seen and one.sample.alleles.get(name)]
        differing = [n for n in both if sorted(body.profile[n].alleles) != sorted(one.sample.alleles[n])]
        names = map(disarmed, (body.id, one.family, one.missing, one.sample.name))
        rows.writerow((*names, f"{match.log10_lr:.4f}", len(both), " ".join(differing)))
        count += 1
    write_whole(path, text.getvalue().encode())
    return count
