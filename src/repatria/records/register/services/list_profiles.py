"""Recording what the columns of a list of the house's own mean."""

from __future__ import annotations

import re

from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.services import record, service
from repatria.records.register.list_acts import ListProfileRecorded
from repatria.records.register.selectors.list_profiles import RECORD_PROFILE, kept_profile

LONGEST_PROFILE, LONGEST_TITLE = 20_000, 200
_NAME = re.compile(r"[a-z][a-z0-9-]{1,39}")


@service
def record_list_profile(acting: Acting, *, profile_name: str, text: str, title: str = "") -> int:
    """Records a profile, or a further version of it; lists that came in by an earlier one keep it.

    Source:   decision 0012; law-and-practice section 7.
    Given:    `text` in TOML. Whoever reads a list by it proves it first: a faulty one takes no row.
    Returns:  the version, from 1.
    Raises:   InputError for a name that is none, an empty or too long text; StatementError.
    Leaf:     register.list_profile_recorded
    """
    require(acting, RECORD_PROFILE)
    refuse_statements({"text": text, "title": title})
    name, said, title = profile_name.strip(), text.strip(), " ".join(title.split())
    if not _NAME.fullmatch(name):
        raise InputError("a name is small letters, digits and hyphens", (("profile_name", "profile_name"),))
    if not said or len(said) > LONGEST_PROFILE:
        raise InputError("a profile has a text", (("profile_text", "too_long" if said else "missing"),))
    before = kept_profile(name)
    version = before.version + 1 if before is not None else 1
    record(
        ListProfileRecorded(
            profile_name=name, version=version, title=title[:LONGEST_TITLE], text=said, recorded_by=acting.account_id
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return version
