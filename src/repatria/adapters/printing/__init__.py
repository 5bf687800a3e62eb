"""Printed papers: Typst templates, texts in three languages, faces, and the printer that brings them together.

Duty: put on paper exactly what a paper's value says (core.vocabulary.papers), readable aloud, as a fax, as a photo.
Not: decide what may be told; keep a copy; number papers.
"""

from repatria.adapters.printing.printer import TypstPrinter

__all__ = ["TypstPrinter"]
