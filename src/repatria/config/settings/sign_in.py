"""How staff sign in: what the libraries for accounts, second factors and lock-out are told, by desk, jobs and tests."""

from __future__ import annotations

from datetime import timedelta

from repatria.config.settings.environment import env_flag, env_number

SIGN_IN_APPS = ["allauth", "allauth.account", "allauth.mfa", "axes"]
SIGN_IN_MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]  # the library refuses to load without it

# One hasher alone: a second one would be written anew at a sign-in, and a hash that no act holds opens nothing.
# A demonstration's passwords derive from keys that lie open beside it: there dear hashing guards nothing, and was half
# of what making its staff took. Real keys are refused where this is set (`config/keys.py`).
PASSWORD_HASHERS = [
    "repatria.config.hashing.DemonstrationHasher" if env_flag("REPATRIA_DEMO")
    else "django.contrib.auth.hashers.Argon2PasswordHasher"
]  # fmt: skip
AUTH_USER_MODEL = "access.Account"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600  # seconds, before one's own credentials are changed

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TRUST_ENABLED = False  # a second factor every time: desks are shared
MFA_TOTP_TOLERANCE = 1  # periods of 30 s before and after: the clocks of telephones wander
MFA_TOTP_ISSUER = "Repatria"

ALLAUTH_TRUSTED_PROXY_COUNT = env_number("REPATRIA_TRUSTED_PROXIES", 0)
AXES_CLIENT_IP_CALLABLE = "repatria.doors.desk.sign_in.addresses.address_of"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # the pair: neither a name for everybody nor a room for all
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "username"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
