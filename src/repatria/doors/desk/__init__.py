"""The staff's door: thin screens over services and selectors, one module of views a role.

A view asks selectors, shows what they answer, and hands what was entered to one service. What may not be done is said
with its provision; what was entered wrongly is said all at once. Nothing here decides.
"""
