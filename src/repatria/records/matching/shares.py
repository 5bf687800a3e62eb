"""How many of the bureau's enquiries are about somebody registered, as its own reviewers concluded.

Counted are enquiries with a confirmed link; and those without one although everything was compared: all of their pairs
were refused, or nobody was found who is likely enough to be laid before them. What is still open says nothing yet.
"""

from __future__ import annotations

from repatria.core.law.judgement import JudgementConclusion
from repatria.core.linkage.comparison import PPM, learned_weights
from repatria.core.linkage.prior import Prior, ShareSource, assumed_prior, judged_prior
from repatria.records.matching.acts import RegisteredShare
from repatria.records.matching.models import CandidatePair, Search, UnlaidPair


def prior_of_bureau() -> Prior:
    """The share that the conclusions say; the assumed one where there is none yet. Counts only: nothing is read."""
    pairs = CandidatePair.objects.all()
    linked = pairs.filter(link_index__isnull=False).values("enquiry_id")
    unrefused = pairs.exclude(conclusion=JudgementConclusion.REFUSED.value).values("enquiry_id")
    refused = pairs.exclude(enquiry_id__in=unrefused).values("enquiry_id").distinct().count()
    proposed = pairs.values("enquiry_id")
    found_nobody = Search.objects.exclude(pk__in=proposed).values_list("pk", flat=True)
    nobody_likely = UnlaidPair.objects.exclude(enquiry_id__in=proposed).values_list("enquiry_id", flat=True)
    searched = len({*found_nobody, *nobody_likely})
    return judged_prior(
        linked.distinct().count(), refused + searched, assumed_prior(learned_weights().registered_share)
    )


def share_of(prior: Prior) -> RegisteredShare:
    """The share as an act holds it."""
    return RegisteredShare(ppm=round(prior.registered_share * PPM), source=prior.source, among=prior.among)


def prior_of(share_ppm: int, source: str, among: int) -> Prior:
    """The share as a row holds it."""
    return Prior(registered_share=share_ppm / PPM, source=ShareSource(source), among=among)
