"""One-time codes that were used: each once, whichever door it was typed at, for as long as it could fit again.

A runtime note. What is kept is a digest under a key of the house; the code itself is six digits that anybody tries.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction

from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.models import RunUsedCode
from repatria.records.vault.keyring import current


def use_code(account_id: str, code: str, *, at: datetime, lasts: timedelta) -> bool:
    """Uses a code of this account.  Returns: False when it was used before, and could still fit.

    Given:    the code as it was typed; the library reads it past blanks and dashes.
    """
    letters = "".join(filter(str.isalnum, code)).lower()
    used = hmac.digest(current().derived("used codes"), f"{account_id}\0{letters}".encode(), sha256).hex()
    RunUsedCode.objects.filter(until__lt=instant_text(at)).delete()
    try:
        with transaction.atomic():
            RunUsedCode.objects.create(id=used, until=instant_text(at + lasts))
    except IntegrityError:
        return False
    return True
