"""The formats that something can be written in, documents and data: one line each, and one renderer module.

A renderer returns text or bytes, or yields pieces of a file that may be long. It is imported when it is needed:
python-docx, typst and XlsxWriter are optional, and all of it takes time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NamedTuple

from verbund_check.errors import InputError, StorageError
from verbund_check.text import nearest, shortened

Subject = Literal["document", "report", "comparison", "folder"]
"""What is written: text of the guide or a paper, a report on one assessment, a comparison, the reports on a folder."""


class Format(NamedTuple):
    """A format: how it is called and recognised, what it takes, and how it is made.

    `renderer` is a module beside this one and a function in it. What takes documents is given a `Document`; data
    formats are given `Reports`, JSON also a comparison as plain data, and a workbook is given a `Book`. `extra` names the
    library that must be installed for it besides, as it is installed, and `package` the same library as it is imported;
    both are empty where none is needed.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    is_text: bool
    takes: tuple[Subject, ...]
    renderer: str
    extra: str = ""
    package: str = ""

    @property
    def is_document(self) -> bool:
        """Whether it is made from a `Document`; else it is data, or a workbook."""
        return "document" in self.takes

    @property
    def is_workbook(self) -> bool:
        """Whether it is made from a `Book`: sheets, which hold what a person reads as well as thousands of rows."""
        return {"comparison", "folder"} <= set(self.takes)

    def pieces(self, content: Any) -> Iterator[bytes]:
        """Yield the bytes of the file; text is UTF-8.

        Raises InputError, with the command that helps, where an optional library is missing or cannot be loaded;
        StorageError where the system refuses what the renderer needs, such as a place for temporary files.
        """
        renderer = self.load()
        try:
            made: str | bytes | Iterable[bytes] = renderer(content)
        except ImportError as error:  # what a library looks for only while it works
            raise self._unusable(error) from error
        except OSError as error:
            from verbund_check.files import german_reason

            raise StorageError(f"Das Format {self.name} lässt sich nicht erzeugen ({german_reason(error)}).") from error
        if isinstance(made, str | bytes):
            made = [made.encode() if isinstance(made, str) else made]
        yield from made

    def load(self) -> Callable[[Any], Any]:
        """Return the renderer; InputError where its library is missing or cannot be loaded."""
        module, function = self.renderer.split(":")
        try:
            return getattr(import_module(f"{__name__}.{module}"), function)  # type: ignore[no-any-return]
        except (ImportError, OSError) as error:
            raise self._unusable(error) from error

    def _unusable(self, error: ImportError | OSError) -> Exception:
        """Return what to tell of a library that is missing or cannot be loaded; the error itself where it is a fault of ours.

        Only where the library itself is nowhere to be found is it missing: of one that is there, a part may be blocked, or
        a library that it needs may be gone, and both are a missing module too.
        """
        if not self.extra or (getattr(error, "name", None) or "").split(".")[0] == "verbund_check":
            return error  # which no installation mends
        if isinstance(error, ModuleNotFoundError) and _is_missing(self.package):
            if _is_missing("pip"):  # the folder for Windows: nothing can be added to it
                return InputError(
                    f"Das Format {self.name} ist in dieser Fassung des Programms nicht dabei (es braucht {self.extra}); "
                    "bitte wählen Sie ein anderes, zum Beispiel html, das jeder Browser auch druckt."
                )
            return InputError(
                f"Für das Format {self.name} fehlt ein Baustein; Sie installieren ihn mit: {_installing(self.extra)}"
            )
        # It is there, but a policy, a virus scanner or another processor keeps it from running.
        return InputError(
            f"Für das Format {self.name} ist {self.extra} installiert, lässt sich aber nicht laden: "
            f"„{shortened(str(error), 120)}“; neu installieren Sie es mit: {_installing(f'--force-reinstall {self.extra}')}"
        )


def _is_missing(package: str) -> bool:
    """Whether a package is nowhere to be found; one that something keeps from being looked for is there."""
    try:
        return find_spec(package) is None
    except (ImportError, OSError, ValueError):
        return False


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


_ALL: tuple[Subject, ...] = ("document", "report", "comparison")

FORMATS = (
    Format("md", "Markdown", (".md", ".markdown"), True, _ALL, "markdown:to_markdown"),
    Format("html", "Internetseite", (".html", ".htm"), True, _ALL, "html.document:to_html"),
    Format("docx", "Word-Dokument", (".docx",), False, _ALL, "word.document:to_docx", "python-docx", "docx"),
    Format("pdf", "PDF", (".pdf",), False, _ALL, "pdf.document:to_pdf", "typst", "typst"),
    Format("json", "Daten für Programme", (".json",), True, ("report", "comparison"), "data:json_pieces"),
    Format("csv", "Tabelle", (".csv",), True, ("report", "folder"), "data:csv_pieces"),
    Format(
        "jsonl", "viele Einschätzungen, eine je Zeile", (".jsonl",), True, ("report", "folder"), "data:jsonl_pieces"
    ),
    Format(
        "xlsx",
        "Excel-Tabelle",
        (".xlsx",),
        False,
        ("report", "comparison", "folder"),
        "xlsx:to_xlsx",
        "XlsxWriter",
        "xlsxwriter",
    ),
)

_OTHER_MEANING = {"docm", "dotx", "dotm", "xlsm", "xltx", "xhtml", "mhtml", "json5", "jsonc", "jsonld", "ndjson"}
"""Endings that are near to one of ours and belong to something else: whoever typed them meant that."""


def formats_for(subject: Subject) -> tuple[Format, ...]:
    """Return the formats that take this."""
    return tuple(each for each in FORMATS if subject in each.takes)


def format_for(subject: Subject, name: str | None, output: str | None = None, default: str = "md") -> Format:
    """Return the format that was named, else the one of the output's ending, else the default.

    Raises InputError, with what is possible, where there is none of that name or ending, or it does not take this.
    """
    ending = Path(output).suffix.lower() if output and output != "-" else ""
    wanted = (name or ("" if ending else default)).strip().lower()
    for each in FORMATS:
        if each.name == wanted or (not wanted and ending in each.endings):
            if subject in each.takes:
                return each
            break
    raise InputError(_none(subject, wanted, ending, shortened(name or "")))


def _none(subject: Subject, wanted: str, ending: str, typed: str) -> str:
    """Say that there is no such format for this, and what there is."""
    possible = formats_for(subject)
    if subject == "folder":
        *some, last = (f"--format {each.name}" for each in possible)
        return f"Ein ganzer Ordner geht nur mit {', '.join(some)} oder {last}."
    known = {each.name for each in FORMATS} | {each for form in FORMATS for each in form.endings}
    here = " hier" if (wanted or ending) in known else ""
    valid = [each.name if wanted else each.endings[0] for each in possible]
    word = (wanted or ending).lstrip(".")
    close = None if here or word in _OTHER_MEANING else nearest(word, valid)
    what = f"Das Format „{typed}“ gibt es{here} nicht" if wanted else f"Zur Endung „{ending}“ gibt es{here} kein Format"
    return f"{what}.{f' Meinten Sie „{close}“?' if close else ''} Möglich sind: {', '.join(valid)}."
