"""CODIS CMF XML: specimens with loci and alleles. Entities and document types are refused, so that nothing is
fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from repatria.doors.jobs.laboratory.files import LaboratoryFileError
from repatria.doors.jobs.laboratory.samples import Cell


def parse_xml(path: Path) -> Element:
    """Reads an XML file.  Raises: LaboratoryFileError for broken XML, or XML that points elsewhere."""
    try:
        root: Element = fromstring(path.read_bytes(), forbid_dtd=True)
    except ParseError as error:
        raise LaboratoryFileError(f"{path.name} is no XML", ((f"line {error.position[0]}", "is broken"),)) from None
    except DefusedXmlException:
        raise LaboratoryFileError(
            f"{path.name} points to other files", (("file", "save it without DOCTYPE"),)
        ) from None
    return root


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
    for number, specimen in enumerate(specimens, start=1):
        name = text_of(specimen, "SPECIMENID")
        for locus in below(specimen, "LOCUS"):
            values = tuple(one.text.strip() for one in below(locus, "ALLELEVALUE") if one.text and one.text.strip())
            yield Cell(name, text_of(locus, "LOCUSNAME"), values, number)
