"""What the room of certificates refuses beside the law."""

from repatria.core.vocabulary.errors import InputError, UnknownRecordError


class UnknownCertificateError(UnknownRecordError):
    """There is no such certificate of death."""

    code = "certificates.E001"


class UnknownDeathListError(UnknownRecordError):
    """There is no such list of the dead or of graves."""

    code = "certificates.E002"


class KnownFieldError(InputError):
    """The house knows this field: it is read and not typed."""

    code = "certificates.E003"


class NobodyCertifiedError(InputError):
    """Neither remains nor a registered person were named."""

    code = "certificates.E004"
