"""A laboratory of invented alleles: families of the bureau's own Power, samples, files, the dead under codes."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from repatria.core.law.identification import ConsentUse, GivenBy
from repatria.core.law.remains import RemainsKind
from repatria.core.law.remains_path import ItemStep
from repatria.core.law.remains_samples import SampleKind
from repatria.doors.jobs.comparing import Comparing
from repatria.records.consequences.selectors import open_consequences
from repatria.records.identification.services.consents import record_consent, state_own_power
from repatria.records.identification.services.frequencies import agree_frequencies, propose_frequencies
from repatria.records.identification.services.results import receive_results, record_profile
from repatria.records.register.drawing import drawn_by
from repatria.records.remains.services.finds import keep_picture
from repatria.records.remains.services.samples import take_sample
from repatria.records.remains.services.steps import record_step
from tests.records.remains.field import Field

MARKERS = tuple(f"D{number}S1358" for number in range(1, 17))
ALLELES = tuple(str(number) for number in range(8, 18))


class Laboratory(Field):
    """The steps from a consent to a profile, each by the laboratory unless another is named."""

    def of_power(self, power="PA"):
        state_own_power(self.by("head"), power=power)
        return self

    def consent(self, name="caseworker-1", **changed):
        today = self.clock().date()
        given = {
            "given_by": GivenBy.RELATIVE, "donor": "Ганна Шевченко", "relation": "mother", "power": "PA",
            "uses": (ConsentUse.SEARCH,), "given_on": today, "until": today + timedelta(days=365),
            "witness": "a nurse", "taken_by": "a laboratory assistant", "language": "uk", "sex": "F",
            "enquiry_id": self.mother,
        } | changed  # fmt: skip
        return record_consent(self.by(name), **given)

    def file(self, name="laboratory", **changed):
        self.files = getattr(self, "files", 0) + 1
        given = {
            "laboratory": "Laboratory 1", "accreditation": "ISO 17025", "kit": "GlobalFiler",
            "typed_on": self.clock().date(), "digest": f"{self.files:064x}", "samples": 1,
        } | changed  # fmt: skip
        return receive_results(self.by(name), **given)

    def read(self, code, alleles, name="laboratory", **changed):
        return record_profile(
            self.by(name), **{"results_id": self.file(), "sample_code": code, "alleles": alleles} | changed
        )  # fmt: skip

    def dead(self, count=1, kind=RemainsKind.WHOLE):
        """One of the dead under a code, with a sample."""
        if not hasattr(self, "recovery"):
            self.reported().recovered()
        code = self.item(count, kind=kind)
        at = self.clock()
        drawn_by(lambda content: content)
        keep_picture(self.by("registrar"), item_code=code, taken_at=at, taken_by="a doctor", picture=b"a face")
        drawn_by(None)
        hand = {"happened_at": at, "by": "the mortuary", "from_whom": "the team", "seal_number": "S-8", "purpose": "x"}
        record_step(self.by("registrar"), item_code=code, step=ItemStep.RECOVERED, **hand)
        record_step(self.by("registrar"), item_code=code, step=ItemStep.RECEIVED, **hand)
        return code, take_sample(
            self.by("doctor"), item_code=code, kind=SampleKind.TOOTH, site="48", happened_at=at, taken_by="a doctor",
            seal_number="S-9", kept_where="freezer 1",
        )  # fmt: skip

    def compared(self):
        """The jobs read on: what came is compared."""
        self.comparing = getattr(self, "comparing", None) or Comparing()  # in memory, as in the jobs' process
        self.comparing.read_on(self.outside, 500)
        assert open_consequences(consumer="compared", after_index=-1, at_most=5) == ()
        return self

    def with_frequencies(self):
        table = propose_frequencies(
            self.by("laboratory"), population="invented", source="drawn for the tests",
            by_marker={marker: dict.fromkeys(ALLELES, 0.1) for marker in MARKERS},
        )  # fmt: skip
        agree_frequencies(self.by("expert-1"), table_id=table)
        return self


def drawn(seed):
    """A person drawn from the population."""
    random = np.random.default_rng(seed)
    return {marker: tuple(random.choice(ALLELES, 2).tolist()) for marker in MARKERS}


def child_of(one, other, seed):
    """A child of two."""
    random = np.random.default_rng(seed)
    return {
        marker: (one[marker][random.integers(2)], other[marker][random.integers(2)]) for marker in MARKERS
    }  # fmt: skip
