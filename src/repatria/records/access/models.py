"""Accounts, approvals and the digests of credentials are projected; the credentials themselves are runtime."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from repatria.records.access.role_table import Role
from repatria.records.ledger.rows import row_numbered


class AccountManager(BaseUserManager["Account"]):
    """Looks accounts up by sign-in name; it creates none, since only an act can."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(sign_in_name=username)


class Account(AbstractBaseUser):
    """A member of staff. The sign-in name is a pseudonym; no real name is kept here (spec: asset A7)."""

    table_class: ClassVar[str] = "projected"
    USERNAME_FIELD = "sign_in_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    id = models.CharField(primary_key=True, max_length=40)
    sign_in_name = models.CharField(max_length=60, unique=True)
    branch = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    roles = models.TextField(default="")  # role words, one space between
    is_active = models.BooleanField(default=True)

    last_login = None
    objects = AccountManager()

    # The property takes the place of the column that AbstractBaseUser would contribute.
    @property
    def password(self) -> str:
        """The password's hash, from the runtime table; empty where none is set."""
        found = row_numbered(RunPassword, self.pk)  # asked of the store at every page
        return found.password_hash if found is not None else ""

    @password.setter
    def password(self, value: str) -> None:
        # AbstractBaseUser assigns None while a row is loaded; a hash is stored through `set_password` alone.
        return None

    def set_password(self, raw_password: str | None) -> None:
        password_hash = make_password(raw_password)
        RunPassword.objects.update_or_create(account_id=self.pk, defaults={"password_hash": password_hash})

    def check_password(self, raw_password: str | None) -> bool:
        return check_password(raw_password, self.password)

    @property
    def role_set(self) -> frozenset[Role]:
        return frozenset(Role(word) for word in self.roles.split())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuses: an account is written by its acts only."""
        raise NotImplementedError("accounts are written by acts")


class RunPassword(models.Model):
    """A password's hash. Its digest is in an act; without that it opens nothing."""

    table_class: ClassVar[str] = "runtime"

    account_id = models.CharField(primary_key=True, max_length=40)
    password_hash = models.CharField(max_length=200)


class RunProposal(models.Model):
    """What somebody proposes for others to approve, in full. It binds nothing: the approvals hold its digest."""

    table_class: ClassVar[str] = "runtime"

    id = models.CharField(primary_key=True, max_length=220)  # action:reference
    action = models.CharField(max_length=60, db_index=True)
    reference = models.CharField(max_length=160)
    content = models.TextField()
    proposed_by = models.CharField(max_length=40)
    proposed_at = models.CharField(max_length=30)


class RunFile(models.Model):
    """How far a file of calls was gone through: what stands behind it was done, or refused, and is not done again."""

    table_class: ClassVar[str] = "runtime"

    id = models.CharField(primary_key=True, max_length=64)  # SHA-256 of the file
    next_line = models.BigIntegerField(default=1)
    clock = models.CharField(max_length=27)  # the time of its last line
    unexpected = models.BigIntegerField(default=0)  # refusals not announced, and announced ones that did not come
    begun_by = models.CharField(max_length=40)
    begun_at = models.CharField(max_length=27)


class RunFileLine(models.Model):
    """What one line of a file of calls came to, as it was printed: numbers and no names."""

    table_class: ClassVar[str] = "runtime"

    id = models.CharField(primary_key=True, max_length=80)  # digest:line
    file_id = models.CharField(max_length=64)
    line = models.BigIntegerField()
    result = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["file_id", "line"])]


class RunUsedCode(models.Model):
    """A one-time code that was used, by a keyed digest, until it fits no longer."""

    table_class: ClassVar[str] = "runtime"

    id = models.CharField(primary_key=True, max_length=64)
    until = models.CharField(max_length=27)


class RunDraft(models.Model):
    """A form that somebody left unfinished, sealed to his account, until it is sent or its day is over."""

    table_class: ClassVar[str] = "runtime"

    id = models.CharField(primary_key=True, max_length=64)  # keyed digests, both: of account, form and sheet
    owner = models.CharField(max_length=64, db_index=True)
    sealed = models.BinaryField()
    kept_at = models.CharField(max_length=27)
    until = models.CharField(max_length=27)


class CredentialDigest(models.Model):
    """What the acts say of a credential: its digest, and whether it may still be used."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=120)  # account:kind:reference
    account_id = models.CharField(max_length=40, db_index=True)
    credential_kind = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    is_valid = models.BooleanField()


class Approval(models.Model):
    """One person's approval of one action on one object as it stood."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=40)
    action = models.CharField(max_length=60)
    object_reference = models.CharField(max_length=160, db_index=True)
    account_id = models.CharField(max_length=40)
    recorded_index = models.BigIntegerField()


class HeldWork(models.Model):
    """That what is owed about a record lies or lay with an account, by the record's number."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)  # about:act
    about = models.CharField(max_length=40, db_index=True)
    account_id = models.CharField(max_length=40, db_index=True)
    since_index = models.BigIntegerField()
    ended_index = models.BigIntegerField(null=True)


class Absence(models.Model):
    """From when to when an account is away; no last day where an act says that it is here after all."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=60)  # account:act
    account_id = models.CharField(max_length=40, db_index=True)
    from_on = models.CharField(max_length=10)
    until_on = models.CharField(max_length=10, default="")
    recorded_index = models.BigIntegerField()
    ended_index = models.BigIntegerField(null=True)


class Opening(models.Model):
    """That a record was opened by a reading, of the records about which a service asks that (`openings`)."""

    table_class: ClassVar[str] = "projected"

    id = models.CharField(primary_key=True, max_length=64)  # record:act
    record = models.CharField(max_length=40, db_index=True)
    opened_index = models.BigIntegerField()
