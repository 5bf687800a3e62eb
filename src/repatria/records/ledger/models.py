"""The tables of the log. Nothing here is ever changed or deleted, except that a consumer's cursor moves."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One act: open header, frame sealed under the store key, salted commitment as leaf."""

    table_class: ClassVar[str] = "log"

    index = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=80)
    at = models.CharField(max_length=27)
    actor = models.CharField(max_length=40)
    cause = models.CharField(max_length=60, null=True, unique=True)  # "consumer:act index" of a consequence
    salt = models.BinaryField()
    frame = models.BinaryField()
    leaf = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["kind", "index"])]


class Part(models.Model):
    """One subject's sealed part of an act, for one purpose."""

    table_class: ClassVar[str] = "log"

    id = models.CharField(primary_key=True, max_length=100)  # "index:purpose:subject"
    entry_index = models.BigIntegerField(db_index=True)
    purpose = models.CharField(max_length=16)
    subject = models.CharField(max_length=60, db_index=True)
    ciphertext = models.BinaryField()


class Checkpoint(models.Model):
    """A signed note over (origin, tree size, root hash), made at fixed intervals (C2SP tlog-checkpoint)."""

    table_class: ClassVar[str] = "log"

    tree_size = models.BigIntegerField(primary_key=True)
    note = models.TextField()


class RunCursor(models.Model):
    """How far a consumer has read. The distance to the log's end shows a stalled one."""

    table_class: ClassVar[str] = "runtime"

    consumer = models.CharField(primary_key=True, max_length=40)
    next_index = models.BigIntegerField(default=0)


class RunForm(models.Model):
    """In which form the projected tables were last written (`forms`)."""

    table_class: ClassVar[str] = "runtime"

    id = models.CharField(primary_key=True, max_length=20)
    form = models.CharField(max_length=64)
