"""Making an installation: folders, keys, both stores, the first two administrators."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from repatria.adapters.keystore import new_keyring, write_keyring
from repatria.config.places import Places
from repatria.config.settings.environment import SettingError
from repatria.records.intake import keys as portal_keys
from repatria.records.vault import keyring as vault
from repatria.records.vault.keyring import Keyring

_PORTAL_KEY = "portal receipt key, first"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSignIn:
    """What a new account's owner is handed once."""

    sign_in_name: str
    password: str
    totp_secret: str


def make_folders(places: Places) -> None:
    """Makes the folders, readable by their owner alone."""
    for folder in (places.data, places.portal, places.keyring.parent, places.run, places.reports):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)


def make_keys(places: Places, *, is_demo: bool, passphrase: str | None, log_name: str) -> Keyring:
    """Makes the keyring and the portal's keys.

    Raises:   FileExistsError rather than overwriting keys; InputError for real keys without a passphrase.
    """
    import pyrage

    keyring = new_keyring(log_name, str(pyrage.x25519.Identity.generate()), is_demo)
    write_keyring(places.keyring, keyring, passphrase)
    write_portal_keys(places, keyring)
    return keyring


def portal_keys_of(keyring: Keyring) -> portal_keys.PortalKeys:
    """The portal's keys: derived, so that the bureau needs no copy to verify the inbox."""
    import pyrage

    return portal_keys.certify(
        receipt_signing_seed=keyring.derived(_PORTAL_KEY), log_signing_seed=keyring.log_signing_seed,
        bureau_recipient=str(pyrage.x25519.Identity.from_str(keyring.bureau_identity).to_public()),
        is_demo=keyring.is_demo,
    )  # fmt: skip


def write_portal_keys(places: Places, keyring: Keyring) -> None:
    """Writes the portal's key file, readable by its owner alone."""
    _write_private(places.portal_keys, portal_keys.keys_to_json(portal_keys_of(keyring)))


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)


def make_stores(
    say: Callable[[str], None], progress: Callable[[str, int, int], None] = lambda *_: None, *,
    is_only_read: bool = False,
) -> None:  # fmt: skip
    """Brings the tables of both stores to this version's form, and what stands in them; nothing to do where they are.

    Given:    the keyring is installed. `is_only_read` where the next thing is a verification: nothing is written then.
    Raises:   SettingError where a store that is only read lacks tables or columns of this version.
    """
    from django.core.management import call_command

    from repatria.config.first_tables import is_behind, make_first_tables
    from repatria.doors.jobs.renewing import renew_tables
    from repatria.records.ledger.forms import are_todays_columns, columns_that_stand, note_earlier_form

    behind = [alias for alias in ("default", "intake") if is_behind(alias)]
    if is_only_read:
        if behind:
            raise SettingError(f"the store {behind[0]}", "is of an earlier version, and a verification writes nothing: "
                               "verify with that version; then `repatria rebuild` with this one")  # fmt: skip
        return
    stood = columns_that_stand() if behind else None
    for alias in behind:
        say(f"making the tables of the store {alias}")
        if make_first_tables(alias):
            continue
        if alias == "default" and stood and not are_todays_columns(stood):
            call_command("migrate", "ledger", database=alias, verbosity=0, interactive=False)
            note_earlier_form()  # broken off from here on, the next command knows
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    renew_tables(say, progress, stood)


def found_administrators(names: tuple[str, str]) -> tuple[FirstSignIn, ...]:
    """Opens the first two administrators, one act a step, and gives each a password and a second factor.

    Returns:  what each is handed; it is shown once and kept nowhere in readable form.
    """
    from repatria.config.outside import outside
    from repatria.records.access.acting import Acting
    from repatria.records.access.credentials import new_password, new_totp_secret, provision_credentials
    from repatria.records.access.role_table import Role
    from repatria.records.access.selectors import account_named
    from repatria.records.access.services import FOUNDING, grant_roles, open_account

    bound = outside()
    founding = Acting(account_id=FOUNDING, roles=frozenset(), at=bound.now(), randomness=bound.randomness)
    numbers = []
    for name in names:
        found = account_named(name)
        numbers.append(found.account_id if found else open_account(founding, sign_in_name=name))
    handed = []
    for name, number in zip(names, numbers, strict=True):
        given = FirstSignIn(
            sign_in_name=name,
            password=new_password(secrets.token_bytes, "en"),
            totp_secret=new_totp_secret(secrets.token_bytes),
        )
        provision_credentials(founding, account_id=number, password=given.password, totp_secret=given.totp_secret)
        grant_roles(founding, account_id=number, roles=[Role.ADMINISTRATOR])
        handed.append(given)
    return tuple(handed)


def unlock(places: Places, passphrase: str | None) -> Keyring:
    """Opens the keyring and installs it in this process.

    Raises:   WrongPassphraseError; UnreadableKeyringError; SettingError for demonstration keys in production.
    """
    from repatria.adapters.keystore import read_keyring
    from repatria.config.keys import refuse_demo_keys

    keyring = read_keyring(places.keyring, passphrase)
    refuse_demo_keys(keyring)
    vault.install(keyring)
    return keyring
