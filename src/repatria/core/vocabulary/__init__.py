"""Value objects of the glossary and the tree of errors. Everybody may import this room; it imports nobody."""
