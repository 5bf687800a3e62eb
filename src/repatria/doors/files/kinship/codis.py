"""CODIS CMF XML: specimens with loci and alleles. Entities and document types are refused, so that nothing is
fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from repatria.doors.files.kinship.files import LaboratoryFileError, read_bytes
from repatria.doors.files.kinship.samples import Cell

_DEEPEST = 64
_LINE = "{repatria}line"


class _Numbered(TreeBuilder):
    """Builds the tree, writes beside each element the line on which it begins, and refuses endless nesting."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path, self._depth = path, 0
        self.parser: Any = DefusedXMLParser(target=self, forbid_dtd=True)

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        line = str(self.parser.parser.CurrentLineNumber)
        if self._depth > _DEEPEST:
            raise LaboratoryFileError(f"{self._path.name} is nested beyond all measure", ((f"line {line}", tag),))
        return super().start(tag, {**attrs, _LINE: line})

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse_xml(path: Path) -> Element:
    """Reads an XML file; `line_of` tells where an element began.

    Raises:   LaboratoryFileError for broken XML, XML with a DOCTYPE (it may point elsewhere, or grow without end),
              nested beyond all measure, or in an encoding that is not read.
    """
    try:
        builder = _Numbered(path)
        builder.parser.feed(read_bytes(path))
        root: Element = builder.parser.close()
    except ParseError as error:
        raise LaboratoryFileError(f"{path.name} is no XML", ((f"line {error.position[0]}", "is broken"),)) from None
    except DefusedXmlException:
        raise LaboratoryFileError(f"{path.name} holds a DOCTYPE", (("file", "save it without DOCTYPE"),)) from None
    except (LookupError, ValueError):
        raise LaboratoryFileError(
            f"{path.name} is in an encoding that is not read", (("line 1", "save it as UTF-8"),)
        ) from None
    return root


def line_of(element: Element) -> int:
    """The line on which an element begins."""
    return int(element.get(_LINE, "0"))


def plain_tag(element: Element) -> str:
    """The name of an element without its name space, in capitals."""
    return element.tag.rpartition("}")[2].upper() if isinstance(element.tag, str) else ""


def below(element: Element, name: str) -> Iterator[Element]:
    """The elements of one name beneath another."""
    return (one for one in element.iter() if plain_tag(one) == name)


def text_of(element: Element, name: str) -> str:
    """The text of the first element of that name."""
    return next((one.text.strip() for one in below(element, name) if one.text), "")


def read_cmf(path: Path) -> Iterator[Cell]:
    """Reads the specimens of a file.  Raises: LaboratoryFileError where there is none."""
    specimens = list(below(parse_xml(path), "SPECIMEN"))
    if not specimens:
        raise LaboratoryFileError(f"{path.name} holds no SPECIMEN", (("file", "is it a CODIS import file?"),))
    for specimen in specimens:
        name = text_of(specimen, "SPECIMENID")
        for locus in below(specimen, "LOCUS"):
            values = tuple(one.text.strip() for one in below(locus, "ALLELEVALUE") if one.text and one.text.strip())
            yield Cell(name, text_of(locus, "LOCUSNAME"), values, line_of(locus))
