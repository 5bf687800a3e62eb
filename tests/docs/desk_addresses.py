"""The page of the desk's addresses, made from what the areas register.

python -m tests.docs.desk_addresses > docs/operating/desk-addresses.md
"""

from __future__ import annotations

import os


def addresses_page() -> str:
    """Writes the page docs/operating/desk-addresses.md."""
    from repatria.doors.desk.frame.areas import load
    from repatria.doors.desk.frame.pages import pages
    from repatria.records.access.role_table import HOUSE_ROLES, ROLE_TABLE

    load()
    lines = [
        "# Addresses of the desk", "",
        "Generated from the pages themselves (`python -m tests.docs.desk_addresses`); a test keeps it equal. Addresses",
        "are stable: other programs may rest on them. What a page asks beyond its action, its service asks",
        "again. The fields of a form stand in its area's code, by the name under which they are posted.",
    ]  # fmt: skip
    area = ""
    for one in pages():
        here = one.view.__module__.split(".")[3]
        if here != area:
            area = here
            lines += ["", f"## {area}", "", "| address | name | action | roles |", "|---|---|---|---|"]
        roles = [
            role.value for role, actions in ROLE_TABLE.items() if one.action in actions and role not in HOUSE_ROLES
        ]
        told = ", ".join(sorted(roles)) if one.action else "everybody who signed in"
        lines.append(f"| `/{one.path}` | `{one.name}` | {f'`{one.action}`' if one.action else ''} | {told} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatria.config.settings.tests")
    import django

    django.setup()
    print(addresses_page(), end="")
