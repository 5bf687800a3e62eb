"""What the room of messages refuses beside the law."""

from repatria.core.vocabulary.errors import ConflictError, InputError, UnknownRecordError


class UnknownMessageError(UnknownRecordError):
    """There is no such message, or none that this account may see."""

    code = "contact.E001"


class MessageWordsError(InputError):
    """A message has no words, too many for what it is, or nobody to whom it goes."""

    code = "contact.E002"


class UnknownCodeError(InputError):
    """No paper was printed under this code: the message is taken all the same, by his number."""

    code = "contact.E003"


class UnknownMatterError(UnknownRecordError):
    """Nobody said such a thing of a message, or it was settled."""

    code = "contact.E005"


class UnknownParcelError(UnknownRecordError):
    """There is no such parcel, or none that this account may see."""

    code = "contact.E006"


class ParcelWordsError(InputError):
    """Of a parcel it is not said for whom, what, or from whom; or a man is named of collective relief."""

    code = "contact.E007"


class OfferError(InputError):
    """An offer of paper names nobody, one twice, or somebody who was not held there."""

    code = "contact.E008"


class AnsweredPaperError(ConflictError):
    """This very paper came back before, and what stood on it was taken then."""

    code = "contact.E004"


class UnknownCallError(UnknownRecordError):
    """There is no such call, room or line, or none that this account may see."""

    code = "contact.E020"


class CallStandsError(ConflictError):
    """A call of these two was asked for and is not over: it goes on, and no second one stands beside it."""

    code = "contact.E021"


class CallWordsError(InputError):
    """A call, room or line is said in a way that nobody could use; `params["faults"]` names the fields."""

    code = "contact.E022"


class MeansInUseError(ConflictError):
    """A call is booked in this room or on this line: it is put off first."""

    code = "contact.E023"
