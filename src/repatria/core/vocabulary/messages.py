"""How long a message may be, at the portal and at the desk alike: what fits the boxes of all rounds, and no quota."""

from __future__ import annotations

from types import MappingProxyType

LONGEST = MappingProxyType({"letter": 4000, "card": 1000, "short": 600, "legal": 4000, "parcel": 600, "money": 200})
"""Characters, by the kind of message (`core.law.messages.MessageKind`), or of what is said of a parcel or of money.
A letterbox holds 16 KiB."""
LONGEST_ADDRESS = 400
LONGEST_CONTENTS = 2000
"""What is said to be in a parcel."""
ANNOUNCED_AT_THE_PORTAL = ("parcel", "money")
WRITTEN_AT_THE_PORTAL = ("short", "card", "letter", *ANNOUNCED_AT_THE_PORTAL)
"""What she may write or announce with number and words; legal papers come on paper: somebody looks at the signature."""
