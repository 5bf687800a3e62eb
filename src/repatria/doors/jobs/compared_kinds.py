"""Which acts concern the comparing of profiles; apart, so that whoever only asks does not load the engine."""

COMPARED = "compared"
EXAMINED = "remains.examination_recorded"
"""After which no engine is asked: a sex is laid beside a profile's."""
KINDS = (
    "identification.profile_read", "identification.flag_settled", "identification.frequencies_agreed",
    "identification.consent_withdrawn", EXAMINED,
)  # fmt: skip
