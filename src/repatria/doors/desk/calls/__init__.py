"""The area of calls between him and his family: who waits, whose hour it is, rooms, lines and what is let."""
