"""Our linkage beside the usual tools: the same register, the same enquiries, one run.

Each tool lives in a virtual environment of its own under var/bench and answers in a process of its own; what it wrote
is judged here, by one set of figures of merit.
"""
