"""Settings of a command that signs an account in: those of jobs, and the desk's checks of who somebody is."""

from __future__ import annotations

from repatria.config.settings.jobs import *  # noqa: F403

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "repatria.doors.desk.sign_in.backend.RecordedPasswordBackend",
]
ACCOUNT_ADAPTER = "repatria.doors.desk.sign_in.adapters.AccountAdapter"
MFA_ADAPTER = "repatria.doors.desk.sign_in.adapters.SecondFactorAdapter"
