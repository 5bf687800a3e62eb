"""The desk's addresses, out of what its areas register.

Names are stable: journeys and links use them (`reverse("desk:NAME")`), fields keep theirs too.
`docs/operating/desk-addresses.md` lists them.
"""

from __future__ import annotations

from repatria.doors.desk.frame.areas import load
from repatria.doors.desk.frame.pages import addresses, by_first_word

load()
app_name = "desk"
urlpatterns = addresses()
tried = by_first_word(urlpatterns)
