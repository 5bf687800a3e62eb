"""Signing in through the library: a password and a second factor, both held by acts, or a passkey held by one."""
