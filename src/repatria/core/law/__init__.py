"""What the treaties and the house's own rules allow: pure functions on frozen facts, each refusal with its provision.

Custody, particulars, clocks, contact decisions, enquiries, judgements, disclosure and hand-over. Nothing here knows a
name, a record or a clock: facts and times are passed in, and what comes back is the next state, a verdict or a refusal.
"""
