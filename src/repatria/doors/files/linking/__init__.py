"""`repatria link` on plain files: registers and enquiries in, ranked answers, explanations, figures and plots out.

No store, no keys, no Django: whoever has a system of his own can use these commands alone. A reader (lines, columns,
rows) hands rows to the index of core.linkage; answers are written page by page; remarks say what became of every row
that is not as it should be.
"""
