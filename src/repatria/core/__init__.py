"""Pure computation: no Django, no database, no network, no clock, no randomness unless passed in."""
