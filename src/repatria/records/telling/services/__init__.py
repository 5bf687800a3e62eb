"""What is done to tell a death in person: cases, visitors, wishes, visits and what follows them."""
