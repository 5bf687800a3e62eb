"""The outbox of statutory notices."""
