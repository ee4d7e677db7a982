"""What translators translate: `python -m generate.messages` with docs on the path.

Writes `turgor.pot` from every phrase of the program and every heading of a template, and brings each catalogue up
to date with it: new entries are empty, changed ones wait for a second look and are printed in English until then.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

from turgor.documents.wording.languages import FOLDER, read
from turgor_templates import ROOT

CORE = Path(__file__).parents[2] / "core" / "turgor"
TEMPLATE = FOLDER / "turgor.pot"
WIDTH = 110


def template() -> Catalog:
    """All that may be said, without translation; what counts something has plural forms."""
    catalogue = Catalog(project="turgor", fuzzy=False)
    for key, english in sorted(phrases()):
        counts = "{n}" in english
        catalogue.add((english, english) if counts else english, context=key)
    for text in sorted(headings()):
        catalogue.add(text)
    return catalogue


def phrases() -> set[tuple[str, str]]:
    """Key and English text of every phrase that is declared."""
    return {
        found
        for path in sorted(CORE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for found in _declared(node)
    }


def _declared(node: ast.AST) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Call(func=ast.Name("Phrase"), args=[ast.Constant(str(key)), ast.Constant(str(english))]):
            yield key, english


def headings() -> set[str]:
    """The texts that templates mark as such."""
    options = {"extensions": "jinja2.ext.i18n", "trimmed": "true", "silent": "false"}
    return {
        text
        for path in sorted([*ROOT.rglob("*.j2")])
        for _, _, text, _ in babel_extract(BytesIO(path.read_bytes()), ("_",), (), options)
        if isinstance(text, str)
    }


def written(catalogue: Catalog, *, header: bool) -> str:
    """A catalogue as text."""
    file = BytesIO()
    write_po(file, catalogue, width=WIDTH, no_location=True, omit_header=not header, sort_output=False)
    return file.getvalue().decode()


def write() -> None:
    """Write the template and bring the catalogues up to date."""
    fresh = template()
    TEMPLATE.write_text(written(fresh, header=False), encoding="utf-8")
    for path in sorted(FOLDER.glob("*/LC_MESSAGES/turgor.po")):
        catalogue = read(path)
        catalogue.update(fresh, no_fuzzy_matching=True)
        catalogue.creation_date = catalogue.revision_date  # the clock leaves no trace
        path.write_text(written(catalogue, header=True), encoding="utf-8")


if __name__ == "__main__":
    write()
