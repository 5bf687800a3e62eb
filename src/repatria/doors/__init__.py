"""Where people and machines come in. No door imports another."""
