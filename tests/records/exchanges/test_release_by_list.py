"""A release of category exchange rests on a line that stands agreed, and opens for nobody else."""

from __future__ import annotations

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.custody_facts import CustodyState, ReleaseGround
from repatria.core.law.exchange_list import LineEvent as E
from repatria.core.law.release import Proceedings, ReleaseBasis
from repatria.core.vocabulary.errors import RuleError
from repatria.records.register.services import open_release, record_custody

pytestmark = pytest.mark.django_db
GROUND = ReleaseGround(basis=ReleaseBasis.EXCHANGE, reference="protocol 4", proceedings=Proceedings.NONE)


def in_camp(listed):
    """A man in a camp, and what opens his release."""
    person_id = listed.man("0501", "Гончар")
    for event, attested in (
        (CustodyEvent.EVACUATED, CustodyAttested(list_reference="L-1", counted=1, listed=1)),
        (CustodyEvent.ARRIVED, CustodyAttested(received_by="the duty officer")),
    ):  # fmt: skip
        record_custody(
            listed.by("registrar"), person_id=person_id, event=event, happened_at=listed.clock(), attested=attested,
            holder="CAMP-2",
        )  # fmt: skip

    def opened():
        return open_release(
            listed.by("registrar"), person_id=person_id, happened_at=listed.clock(), ground=GROUND
        )  # fmt: skip

    return opened


@pytest.mark.parametrize("basis", [ReleaseBasis.ART109_110, ReleaseBasis.ART118])
def test_refuses_a_release_by_exchange_on_a_line_under_an_agreement_about_something_else(talks, basis):
    opened = in_camp(talks.agreed(basis=basis).opened())
    (line_id,) = talks.ours("0501")
    talks.take(line_id, E.AGREED)
    with pytest.raises(RuleError) as refused:
        opened()
    assert ("agreed_line", "practice rule 18") in refused.value.params["guards"]


def test_a_release_by_exchange_opens_for_whom_both_agreed_on_and_for_nobody_else(listed):
    opened = in_camp(listed)
    (line_id,) = listed.ours("0501")
    with pytest.raises(RuleError) as refused:
        opened()
    assert "agreed_line" in {what for what, _ in refused.value.params["guards"]}
    listed.take(line_id, E.AGREED)
    assert CustodyState.RELEASE_PENDING == opened()
