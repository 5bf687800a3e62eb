"""The area of graves: where the dead lie, how they came there, and small fragments."""
