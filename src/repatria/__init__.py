"""Repatria: the open-source system of a National Information Bureau (GC III art. 122, GC IV art. 136).

Core computes, records remember, doors speak. See docs/architecture.md.
"""

__version__ = "0.1.0"
