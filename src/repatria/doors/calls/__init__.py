"""The door of calls: two browsers that hear each other through a relay, and neither learns where the other is.

It is a process of its own without a store, a key or Django. It is given a folder of tickets (hashes of secrets, as many
decoys), passes on what two browsers need to find the relay, and writes how long a call was. It keeps no address of
anybody and hears nothing of what is said.
"""
