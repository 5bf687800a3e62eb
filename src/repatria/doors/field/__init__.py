"""The capturing unit's and the camp's door: one page, one script, and the address that takes sealed lines.

It keeps no session and opens nothing: what it takes was sealed and signed by an enrolled device, and it answers with
one word a line. It reaches the intake and core only; staff look at the night at the desk, after signing in.
"""
