"""What the vault refuses."""

from repatria.core.vocabulary.errors import OutsideError, RuleError, TamperError


class LockedVaultError(OutsideError):
    """No keyring was handed to this process, or not the purpose that was asked for."""

    code = "vault.E001"


class DestroyedKeyError(RuleError):
    """The subject's key was destroyed by a two-person act: nothing can be written for that purpose any more."""

    code = "vault.E002"


class BrokenSealError(TamperError):
    """A cell does not open in its place: it was changed, moved or sealed under another key."""

    code = "vault.E900"
