"""The rows of the role table, room by room, and what wants a second person; `role_table` puts them together."""
