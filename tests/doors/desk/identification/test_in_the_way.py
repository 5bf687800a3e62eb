"""What stands in the way of a name by DNA, on the pages before a hypothesis is opened and where it is refused."""

from __future__ import annotations

import pytest

from repatria.core.law.identification_board import FindingKind, Method, Weighs
from repatria.records.access.role_table import Role
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.identification.models import OneSought
from repatria.records.identification.services.findings import record_comparison, record_finding
from repatria.records.identification.services.hypotheses import lay_evidence
from tests.doors.desk.bureau import Whole, enter, refusal_on, text_of

pytestmark = pytest.mark.django_db


def test_the_pages_name_who_stands_in_the_way_and_lead_to_what_ends_it(whole: Whole) -> None:
    enquiry, by = whole.of_the_dead, whole.outside.house(Role.CLERKWORK)
    compared = record_comparison(
        by, sample_code=whole.sample, rests_on_index=1, bodies=1, places=1, compared=1, least="4", table_id="",
        version="1", flags=(), like=(), findings=1,
    )  # fmt: skip
    found = record_finding(
        by, comparison_id=compared, kind=FindingKind.KIN, sample_code=whole.sample, log10_lr=6.2, loci=1,
        by_locus={"D3S1358": 6.2}, enquiry_id=enquiry, references=(whole.reference,),
    )  # fmt: skip
    other = receive_enquiry(
        whole.by("hotline"), locator="e" * 64, letter_identity="ab" * 32, received_on=whole.clock().date(),
        language="uk", asked=Asked(sought_name="Гук Андрій", enquirer_name="Гук Марія", relation="mother"),
    )  # fmt: skip
    expert, second = whole.at("expert-1"), whole.at("expert-2")
    at = f"/identification/hypotheses/{whole.hypothesis}"
    opens = f"/identification/hypotheses/new?item={whole.item}&enquiry={enquiry}&finding={found}"
    for page in (f"/identification/findings/{found}", opens, at, f"{at}/sign"):
        said = text_of(expert.get(page))
        assert other in said and "bears the same name" in said and "two say that two persons ask" in said
    lay_evidence(whole.by("expert-1"), hypothesis_id=whole.hypothesis, method=Method.DNA, weighs=Weighs.SUPPORTS,
                 said="x", finding_id=found)  # fmt: skip
    refused = enter(second, f"{at}/sign", board_said="it is he")
    assert refused.status_code == 409 and "whom DNA does not" in refusal_on(refused)
    assert other in text_of(refused) and "it is he" in refused.content.decode(), "nothing typed is lost"
    form = expert.get(f"/identification/sought/new?enquiry={enquiry}&second={other}")
    assert f'value="{other}"' in form.content.decode()
    pair = {"sought_first": enquiry, "sought_second": other, "reason": "both were asked"}
    without = enter(whole.at("caseworker-1"), "/identification/sought/new", **pair)
    assert without.status_code == 400 and not OneSought.objects.filter(says="two_ask").exists()
    enter(whole.at("caseworker-1"), "/identification/sought/new", sought_says="two_ask", **pair)
    (link,) = OneSought.objects.filter(says="two_ask")
    page = f"/identification/sought/{link.pk}"
    assert "two different persons ask" in text_of(expert.get(page))
    assert second.post(f"{page}/agree").status_code == 302
    assert other not in text_of(expert.get(at))


def test_the_first_pages_of_expert_and_mortuary_say_what_waits(whole: Whole) -> None:
    """A finding of a family that nobody follows; the differences that a mortuary or a doctor may end."""
    first = whole.at("expert-1").get("/").content.decode()
    assert f"/identification/findings/{whole.finding}" in first and whole.item in first
    for name in ("mortuary", "doctor"):
        assert "Differences of batches" in text_of(whole.at(name).get("/"))
