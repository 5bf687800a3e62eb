"""Which acts concern the comparing of profiles; apart, so that whoever only asks does not load the engine."""

COMPARED = "compared"
KINDS = (
    "identification.profile_read", "identification.flag_settled", "identification.frequencies_agreed",
    "identification.consent_withdrawn",
)  # fmt: skip
