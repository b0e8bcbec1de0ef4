"""The formats that a document can be written in; each has one small renderer beside this file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from verbund_check.documents.blocks import Document
from verbund_check.errors import InputError
from verbund_check.text import nearest


class Format(Struct, frozen=True):
    """A document format: how it is called and recognised, and how it is made.

    `extra` names the library that must be installed for it besides, empty where none is needed.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    is_text: bool
    renderer: Callable[[Document], str | bytes]
    extra: str = ""

    def render(self, document: Document) -> bytes:
        """Return the document as the bytes of a file; text is UTF-8.

        Raises InputError, with the command that helps, where an optional dependency is not installed.
        """
        try:
            made = self.renderer(document)
        except ImportError as error:
            if not self.extra or (error.name or "").startswith("verbund_check"):
                raise  # a fault of ours, which no installation mends
            raise InputError(
                f"Für das Format {self.name} fehlt ein Baustein; Sie installieren ihn mit: {_installing(self.extra)}"
            ) from error
        return made.encode() if isinstance(made, str) else made


def _installing(library: str) -> str:
    """The command that puts a library where this program runs, however the program itself was installed."""
    import sys

    python = sys.executable or "python"
    if sys.platform == "win32":
        python = f'& "{python}"' if " " in python else python  # for PowerShell
    else:
        import shlex

        python = shlex.quote(python)
    return f"{python} -m pip install {library}"


# Each renderer is imported when it is needed: python-docx and typst are optional, and all of it takes time.
def _markdown(document: Document) -> str:
    from verbund_check.formats.markdown import to_markdown

    return to_markdown(document)


def _html(document: Document) -> str:
    from verbund_check.formats.html import to_html

    return to_html(document)


def _docx(document: Document) -> bytes:
    from verbund_check.formats.word.document import to_docx

    return to_docx(document)


def _pdf(document: Document) -> bytes:
    from verbund_check.formats.pdf import to_pdf

    return to_pdf(document)


FORMATS = (
    Format("md", "Markdown", (".md", ".markdown"), True, _markdown),
    Format("html", "Internetseite", (".html", ".htm"), True, _html),
    Format("docx", "Word-Dokument", (".docx",), False, _docx, "python-docx"),
    Format("pdf", "PDF", (".pdf",), False, _pdf, "typst"),
)


def format_named(name: str, others: tuple[str, ...] = ()) -> Format:
    """Return the format of that name, in any case.

    `others` are names that the caller understands besides (json, csv …), so that the message can offer them.
    Raises InputError, with the nearest valid name, where there is no such format.
    """
    wanted = name.strip().lower()
    for candidate in FORMATS:
        if wanted == candidate.name:
            return candidate
    names = [candidate.name for candidate in FORMATS] + list(others)
    raise InputError(f"Das Format „{name}“ gibt es nicht{_hint(wanted, names)}.")


def format_of_ending(path: str | Path, others: tuple[str, ...] = ()) -> Format:
    """Return the format that belongs to the ending of a file name.

    `others` are endings that the caller understands besides, such as ".json".
    Raises InputError, with the nearest valid ending, where the ending is none of these or missing.
    """
    ending = Path(path).suffix.lower()
    for candidate in FORMATS:
        if ending in candidate.endings:
            return candidate
    endings = [candidate.endings[0] for candidate in FORMATS] + list(others)
    if not ending:
        name = Path(path).name
        raise InputError(f"Der Dateiname „{name}“ hat keine Endung, die das Format nennt{_hint('', endings)}.")
    raise InputError(f"Zur Endung „{ending}“ gibt es kein Format{_hint(ending, endings)}.")


def _hint(word: str, valid: list[str]) -> str:
    close = nearest(word, valid) if word else None
    return (f", am nächsten kommt „{close}“" if close else "") + f" (möglich: {', '.join(valid)})"
