"""Two further invented worlds, unlike the generator's and each other in names, errors and ages, to try chances in.

`villages` and `peoples` make a register and enquiries about registered and about others; `kin` makes enquiries about an
unregistered twin, brother or cousin of somebody registered; `figures` asks and tells what came of it. Nothing is
learned from them.
"""
