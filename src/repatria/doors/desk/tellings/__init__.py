"""The area of telling a death in person: cases, visits, who was trained, what families wish."""
