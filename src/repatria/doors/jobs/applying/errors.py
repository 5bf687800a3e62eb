"""What a line is refused for before any service is asked, or beside it."""

from repatria.core.vocabulary.errors import ConflictError, InputError, NotPermittedError, OutsideError, RuleError


class UnreadableLineError(InputError):
    """The line is no JSON object in UTF-8."""

    code = "jobs.E020"


class RepeatedFieldError(InputError):
    """A field stands twice in one object of the line."""

    code = "jobs.E021"


class LongLineError(InputError):
    """The line is longer than any that is read."""

    code = "jobs.E022"


class LineFormError(InputError):
    """A field of the line has another name than do, as, at, with, save, refused, or has not its form."""

    code = "jobs.E023"


class UnknownNameError(InputError):
    """The line refers to something that no earlier line saved, or to a field that it has not."""

    code = "jobs.E024"


class TakenNameError(InputError):
    """An earlier line saved something under this name."""

    code = "jobs.E025"


class UnknownCallerError(InputError):
    """There is no account and no role of the house of that name, or the line names nobody."""

    code = "jobs.E026"


class ClockError(InputError):
    """The time is earlier than that of the line before, or more than a year later."""

    code = "jobs.E027"


class CallFailedError(OutsideError):
    """The call failed in a way that no refusal has; nothing of it was recorded."""

    code = "jobs.E028"


class TimeIsTheStoresError(RuleError):
    """In a store with real keys the time of an act is the store's own."""

    code = "jobs.E029"


class BusyStoreError(ConflictError):
    """The house is being served, or another file is being applied to it."""

    code = "jobs.E030"


class AnotherCallerError(NotPermittedError):
    """A line names another than the migration account that signed in."""

    code = "jobs.E031"
