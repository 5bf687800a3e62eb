"""How long a message may be, at the portal and at the desk alike: what fits the boxes of all rounds, and no quota."""

from __future__ import annotations

from types import MappingProxyType

LONGEST = MappingProxyType({"letter": 4000, "card": 1000, "short": 600, "legal": 4000})
"""Characters, by the kind of message (`core.law.messages.MessageKind`). A letterbox holds 16 KiB."""
LONGEST_ADDRESS = 400
LONGEST_CONTENTS = 2000
"""What is said to be in a parcel."""
WRITTEN_AT_THE_PORTAL = ("short", "card", "letter")
"""What she may write with number and words; legal papers come on paper, since somebody looks at the signature."""
