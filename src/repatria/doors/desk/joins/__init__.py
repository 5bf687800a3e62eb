"""One man under two numbers: joins proposed, agreed to and taken apart, and who was told in between."""
