"""The area of who the dead are: samples, profiles, findings, hypotheses, the board."""
