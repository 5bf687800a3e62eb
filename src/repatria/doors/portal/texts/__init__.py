"""The portal's texts, each in three languages; a bureau's file adds all of them in a further one."""

PACKAGE = "repatria.doors.portal.texts"
CATALOGUES = ("common", "asking", "reading", "notice", "crowd", "renewing", "writing", "calling")
