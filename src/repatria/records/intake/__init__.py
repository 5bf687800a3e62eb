"""The portal's mailbox, in a database of its own: what came in sealed, and what lies ready sealed.

Duty: keep enquiries until the courier fetches them, and hold one equal-sized letterbox for every enquiry.
Invariant: nothing in this room can be read with what the portal keeps; no row tells when within a day it came, from
where, or what the bureau knows. It knows `core` only; the courier carries everything over.
"""
