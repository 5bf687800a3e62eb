"""What every process shares: languages, time, the two stores, demonstration or production."""

from __future__ import annotations

from pathlib import Path

from repatria.config.settings.environment import env_flag, env_number, env_path
from repatria.core.vocabulary.whom_to_ask import WhomToAsk
from repatria.doors.furniture.further import FurtherLanguage

DEMO = env_flag("REPATRIA_DEMO")
DEBUG = False
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "uk"
LANGUAGES = [("uk", "Українська"), ("ru", "Русский"), ("en", "English")]
USE_I18N = False  # texts come from the catalogues of each room, not from gettext
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE_ROUTERS = ["repatria.config.routers.TwoStores"]
DATA = env_path("REPATRIA_DATA", default=Path("var"))

BUREAU_APPS = [
    "repatria.records.vault.apps.VaultConfig",
    "repatria.records.ledger.apps.LedgerConfig",
    "repatria.records.access.apps.AccessConfig",
    "repatria.records.places.apps.PlacesConfig",
    "repatria.records.clocks.apps.ClocksConfig",
    "repatria.records.consequences.apps.ConsequencesConfig",
    "repatria.records.notices.apps.NoticesConfig",
    "repatria.records.register.apps.RegisterConfig",
    "repatria.records.enquiries.apps.EnquiriesConfig",
    "repatria.records.roll.apps.RollConfig",
    "repatria.records.welfare.apps.WelfareConfig",
    "repatria.records.arrivals.apps.ArrivalsConfig",
    "repatria.records.matching.apps.MatchingConfig",
    "repatria.records.disclosure.apps.DisclosureConfig",
    "repatria.records.remains.apps.RemainsConfig",
    "repatria.records.identification.apps.IdentificationConfig",
    "repatria.records.certificates.apps.CertificatesConfig",
    "repatria.records.contact.apps.ContactConfig",
    "repatria.records.telling.apps.TellingConfig",
    "repatria.records.exchanges.apps.ExchangesConfig",
    "repatria.records.returns.apps.ReturnsConfig",
    "repatria.records.handover.apps.HandoverConfig",
    "repatria.records.appeals.apps.AppealsConfig",
    "repatria.records.hotline.apps.HotlineConfig",
]
INTAKE_APPS = ["repatria.records.intake.apps.IntakeConfig"]

FIRST_LETTER_DAY = env_number("REPATRIA_FIRST_LETTER_DAY", 0 if DEMO else 21)
COURIER_SECONDS = env_number("REPATRIA_COURIER_SECONDS", 0 if DEMO else 900)
ROUND_SECONDS = env_number("REPATRIA_ROUND_SECONDS", 60 if DEMO else 86_400)
FURTHER_LANGUAGES: tuple[FurtherLanguage, ...] = ()  # the portal reads those of its folder
WHOM_TO_ASK = WhomToAsk()  # nobody is named; the portal reads the bureau's own file
NOTE_WAYS: tuple[str, ...] = ()
"""Which ways of telling her that there is a letter the portal's form offers; the portal's own settings say."""
