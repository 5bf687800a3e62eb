"""What goes wrong in this room: a proof or a note does not verify; a caller asks for a proof that cannot exist."""

from __future__ import annotations

from repatria.core.vocabulary.errors import InputError, TamperError


class ProofError(TamperError):
    """An inclusion or consistency proof does not lead to the stated root."""

    code = "tlog.E001"


class NoteError(TamperError):
    """A signed note or checkpoint is malformed, is not signed by the stated key, or its signature does not verify."""

    code = "tlog.E002"


class UnprovableError(InputError):
    """A proof, name or text was asked for that no tree or note of this form has."""

    code = "tlog.E003"
