"""Outward hands named in settings only: printing, key stores. Doors ask them through ports that config binds."""
