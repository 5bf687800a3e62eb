"""Lists in and out: what is brought in by a profile, and what goes along on a visit or a journey."""
