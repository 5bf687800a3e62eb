"""The family's door: asking, reading letters, adding papers, checking a paper. No script, no session, no cookie.

It reaches intake and core only. What she writes is sealed to the bureau at once; between pages it travels in one sealed
field; nothing here can open an enquiry or knows whether anybody is found.
"""
