"""Texts and drawings that make careless renderers fetch, read, run or choke on something, and who notices."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator

import pikepdf
import pypdfium2

SECRET = "canary-4711"


class Listener:
    """Counts connections to a port of this machine."""

    def __init__(self) -> None:
        self.hits = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.hits += 1
            connection.close()

    def close(self) -> None:
        """Stop listening."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


def texts(port: int, canary: str) -> list[str]:
    """Strings that reach out to a port or a file, or are read as code of some template language."""
    web = f"http://127.0.0.1:{port}"
    return [
        f'<img src="file://{canary}">', f'<img src="FILE://{canary}">', f'<img src="file:{canary}">',
        f'<img src=" \nfile://{canary} ">', f'<img src="file://{canary}?x#y">', f'<img src="{web}/meta-data/">',
        f'<link rel="attachment" href="file://{canary}">', f'<a rel=attachment href="file://{canary}">x</a>',
        f'<link rel=stylesheet href="{web}/c">', f"<style>@import url({web}/i)</style>",
        f"<style>@font-face{{font-family:x;src:url({web}/f)}}p{{font-family:x}}</style>",
        '<style>@font-face{font-family:x;src:local("DejaVu Sans")}</style>',
        *(f'<p style="{name}:url({web}/b)">x</p>' for name in ("background", "list-style", "content", "border-image")),
        f"<style>@page{{background:url({web}/p)}}</style>", f"<style>@page{{@top-left{{content:url({web}/m)}}}}</style>",
        f"<style>@color-profile --x{{src:url({web}/k)}}</style>", f'<object data="{web}/o"></object>',
        f'<embed src="{web}/e">', f'<base href="{web}/"><img src=a.svg>',
        f'<svg><image href="file://{canary}" width=9 height=9/></svg>',
        f"<svg><style>@font-face{{font-family:q;src:url({web}/s)}}</style><text font-family=q>x</text></svg>",
        f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='file://{canary}'/></svg>",
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file://{canary}">]><svg><text>&x;</text></svg>',
        '<a href="javascript:app.alert(1)">x</a>', f'<a href="file://{canary}">x</a>',
        f'<form action="{web}/"><input name=a></form>', "</title><img src=x>", f'"}};@import url({web}/q)',
        "{{7*191}}", "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}", f"{{% include '{canary}' %}}",
        "{{ range(10**9)|list }}", "{{ 'a'*10**9 }}", "{name}", "{name.__class__}", "%(name)s", "${7*191}",
        "<td colspan=65534>x</td>", '<div style="display:flex">' * 12, "<style>@page{size:20px}</style>",
        "<div>" * 60, '<div style="grid-template-columns:repeat(1000000,1fr)">x</div>',
    ]  # fmt: skip


def drawings(port: int, canary: str) -> list[str]:
    """Drawings that must not be taken."""
    web = f"http://127.0.0.1:{port}"
    inside = [
        f'<image href="file://{canary}" width="9" height="9"/>', f'<image href="{web}/i" width="9" height="9"/>',
        f'<use href="{web}/u#a"/>', '<g id="a"/>' + '<use href="#a"/>' * 8, f"<style>@import url({web}/s)</style>",
        "<foreignObject><p>x</p></foreignObject>", "<script>app.alert(1)</script>",
        f'<rect width="9" height="9" fill="url({web}/f)"/>', '<a href="javascript:app.alert(1)"><text>x</text></a>',
        '<path d="M0 0" onclick="x"/>', f'<path d="M0 0" style="background:url({web}/b)"/>',
        '<filter><feImage href="x"/></filter>', '<animate attributeName="x"/>',
    ]  # fmt: skip
    whole = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{one}</svg>' for one in inside]
    declared = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file://{canary}">]>{whole[0]}'
    return [*whole, declared, '<?xml-stylesheet href="x"?>' + whole[0], "<svg>", "no drawing", "<html/>"]


def odd_drawings() -> list[str]:
    """Drawings of allowed shapes only that are broken or too much in some other way."""
    shapes = {
        "no size": 'viewBox="0 0 0 0"', "endless": 'viewBox="0 0 1e400 1e400"', "no number": 'viewBox="a b c d"',
        "huge": 'viewBox="0 0 9 9" width="1e9" height="1e9"', "negative": 'viewBox="0 0 -9 -9"',
        "no view box": "", "three numbers": 'viewBox="0 0 9"',
    }  # fmt: skip
    empty = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {shape}><path d="M0 0h9"/></svg>'
        for shape in shapes.values()
    ]
    inside = [
        '<path d="M"/>', '<path d="M nan nan L inf 1e999"/>', '<path d="garbage"/>', '<polygon points="1 2 3"/>',
        '<circle r="-1"/>', '<rect width="1e999" height="9"/>', '<g transform="scale(1e200) rotate(x)"><path d="M0 0h9"/></g>',
        '<text font-size="0">x</text>', '<text font-size="1e9">x</text>', '<path stroke-dasharray="0 0" d="M0 0h9" stroke="red"/>',
        "<g>" * 2_000 + "</g>" * 2_000, '<path d="M0 0h9"/>' * 8_000, f'<path d="M0 0{"h9" * 80_000}"/>',
        f"<text>{'x' * 150_000}</text>", "<text>\u6f22</text>",
    ]  # fmt: skip
    return empty + [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{one}</svg>' for one in inside
    ]


def heavy_text(letters: int = 400_000) -> str:
    """A text that takes minutes to lay out: words that are just short enough, and have to be broken everywhere."""
    return " ".join("x" * 490 for _ in range(letters // 491))


def said(pdf: bytes) -> str:
    """The text layer."""
    document = pypdfium2.PdfDocument(pdf)
    return "".join(document[index].get_textpage().get_text_range() for index in range(len(document)))


def inner(pdf: bytes) -> Iterator[bytes]:
    """Every object, and every stream unpacked."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for one in document.objects:
            yield one.unparse()
            if isinstance(one, pikepdf.Stream):
                yield one.read_bytes()


FORBIDDEN = {
    "/EmbeddedFile",
    "/EmbeddedFiles",
    "/URI",
    "/JavaScript",
    "/JS",
    "/Launch",
    "/OpenAction",
    "/GoToR",
    "/SubmitForm",
}


def _names(one: object) -> Iterator[str]:
    """Every name in an object and in what stands inside it, but not in objects it refers to, nor in packed bytes.

    In packed bytes three letters come about by chance.
    """
    if isinstance(one, pikepdf.Name):
        yield str(one)
    elif isinstance(one, pikepdf.Array):
        yield from _names_inside(list(one))
    elif isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
        yield from one.keys()
        yield from _names_inside([part for _, part in one.items()])


def _names_inside(parts: list[object]) -> Iterator[str]:
    for part in parts:
        if not getattr(part, "is_indirect", False):
            yield from _names(part)


def _all_names(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {name for one in document.objects for name in _names(one)}


def found_in(pdf: bytes) -> set[str]:
    """What must not be in a document and is."""
    parts = [pdf, said(pdf).encode(), *inner(pdf)]
    secret = {SECRET} if any(SECRET.encode() in part for part in parts) else set()
    return secret | (FORBIDDEN & _all_names(pdf))
