"""A week as a tagged PDF. The libraries are imported when somebody asks for one: they take a second to load."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from typing import Any

from pfa.core.errors import PfaError
from pfa.core.resources import folder

PRINT_FLAG = 4  # annotation flag 3, "Print" (ISO 32000-1, table 165): PDF/UA checkers ask it of links


class NoPdf(PfaError):
    """This installation cannot make PDF files; the print page says the same."""

    status = 503


def pdf(html: str) -> bytes:
    """The page as a PDF/UA-1 tagged file. Only shipped files are read. Raises NoPdf where a system library is missing.

    No conformance is claimed: what a checker of 16 of the 106 rules still found is set afterwards.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError) as error:
        words = "This server cannot make PDF files: the library Pango is missing. Use the print page instead."
        raise NoPdf(words) from error

    class Shipped(URLFetcher):  # type: ignore[misc]  # weasyprint ships no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            font = _fonts().get(url)
            return super().fetch(url, headers) if font is None else URLFetcherResponse(url, font)

    fetcher = Shipped(allowed_protocols={"file", "data"})
    page = HTML(string=html, base_url=folder("static").as_uri() + "/", url_fetcher=fetcher)
    return _finished(page.write_pdf(pdf_variant="pdf/ua-1"))


@cache
def _fonts() -> Mapping[str, bytes]:
    """Our fonts by their address, unpacked once a process: for each PDF anew it is a quarter of the time."""
    from fontTools.ttLib import woff2  # what weasyprint unpacks fonts with

    found = {}
    for path in sorted((folder("static") / "vendor").glob("*.woff2")):
        out = io.BytesIO()
        woff2.decompress(path, out)
        found[path.as_uri()] = out.getvalue()
    return found


def _finished(written: bytes) -> bytes:
    """Set the scope of header cells and the print flag of links, which the writer leaves out."""
    import pikepdf

    with pikepdf.open(io.BytesIO(written)) as document:
        for page in document.pages:
            for annotation in page.get("/Annots", []):
                annotation.F = int(annotation.get("/F", 0)) | PRINT_FLAG
        _scopes(pikepdf, document.Root.StructTreeRoot.K, in_head=False)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _scopes(pikepdf: Any, node: Any, *, in_head: bool) -> None:
    if isinstance(node, pikepdf.Array):
        for child in node:
            _scopes(pikepdf, child, in_head=in_head)
    if not isinstance(node, pikepdf.Dictionary):
        return
    kind = node.get("/S")
    in_head = in_head or kind == pikepdf.Name.THead
    if kind == pikepdf.Name.TH:
        attributes = node.get("/A")
        if not isinstance(attributes, pikepdf.Dictionary):
            attributes = pikepdf.Dictionary(O=pikepdf.Name.Table)
        attributes.O = pikepdf.Name.Table
        attributes.Scope = pikepdf.Name.Column if in_head else pikepdf.Name.Row
        node.A = attributes
    if "/K" in node:
        _scopes(pikepdf, node.K, in_head=in_head)
