"""Background work and commands, all verbs: courier, rounds, matcher, consequences, checkpoints, demonstration, import.

Jobs import records and core, no furniture. Each is a loop over acts by cursor; nothing wakes a higher room.
"""
