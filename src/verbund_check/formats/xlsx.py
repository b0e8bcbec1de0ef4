"""Excel workbooks, row by row: of thousands of rows only the present one is in memory.

What Excel cannot hold is refused, never cut off. Every text is written as text, so that nothing that somebody typed is run.
The same book always makes the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from math import ceil
from tempfile import SpooledTemporaryFile, TemporaryDirectory
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError, FileSizeError
from xlsxwriter.worksheet import Worksheet

from verbund_check.errors import InputError
from verbund_check.formats.data import FORMULA
from verbund_check.formats.xlsx_book import Book, Cell, Column, Day, Line, Sheet, Style
from verbund_check.guide.model import Effect
from verbund_check.text import without_controls

MAX_ROWS, MAX_COLUMNS, MAX_CHARACTERS, MAX_BREAKS = 1_048_576, 16_384, 32_767, 253
"""What a sheet and a cell of Excel can hold; characters as it counts them, two for an emoji."""

FIRST_DATE = "1900-03-01"
"""Earlier dates Excel does not know, or reckons wrongly; they are written as text."""

ALWAYS = datetime(2026, 1, 1)
"""The time in the properties of a book that is of no single time: the same book has the same bytes."""

LINE, HEADING, TITLE, HIGHEST = 15.75, 21.0, 24.0, 409.0
"""Points: how high a row of one line is, and how high Excel lets a row be.

A little more than Excel's own 15, which the library would leave out and LibreOffice reckon by itself.
"""

BROAD, LOST = 0.95, 2.5
"""How broad a letter is, of the digits that columns are measured in; how many are lost where a line ends with a word."""

FOOTER = 160
"""How many characters of a title stand at the foot of a page; Excel allows 255 in all."""

IN_MEMORY = 8 << 20
"""Bytes of a finished file that are kept in memory; more go to the disk."""

_SHADES: dict[Effect, dict[str, Any]] = {
    "hinders": {"bg_color": "#9B1C31", "font_color": "#FFFFFF", "bold": True},
    "partly": {"bg_color": "#F0C04A", "font_color": "#000000"},
    "unsure": {"pattern": 17, "fg_color": "#9AA3AD", "bg_color": "#FFFFFF", "font_color": "#000000", "italic": True},
    "helps": {"bg_color": "#DCEBF7", "font_color": "#000000"},
}
"""Dark, middle, dotted and light, so that they can be told apart without colours."""

_STYLES: dict[Style, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": "#1F3A5F"},
    "heading": {"bold": True, "font_size": 12, "font_color": "#1F3A5F"},
    "field": {"text_wrap": True, "align": "left"},
    "wide": {"text_wrap": True, "align": "left"},
    "plain": {"text_wrap": True},
    "strong": {"text_wrap": True, "bold": True},
    "quiet": {"text_wrap": True, "italic": True, "font_color": "#555555"},
}
_TOP = {"valign": "top"}
_FRAME = {"border": 1, "border_color": "#B8C0CA"}
_HEAD = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#1F3A5F", "font_color": "#FFFFFF", **_FRAME}
_HEADS = {"head": _HEAD, "centred": {**_HEAD, "align": "center"}}
_DATE = {"num_format": "dd.mm.yyyy"}
_KINDS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "short": {"text_wrap": True, "align": "center"},
    "number": {"align": "center"},
    "date": {"align": "left", **_DATE},
}


def to_xlsx(book: Book) -> Iterator[bytes]:
    """Return the pieces of the file, which is complete by then.

    Raises InputError where Excel cannot hold what is to be written, OSError where there is no place for temporary files.
    """
    made = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - it is read after this function
    try:
        with TemporaryDirectory() as folder:
            _write(book, made, folder)
    except BaseException:
        made.close()
        raise
    return _pieces(made)


def _pieces(made: SpooledTemporaryFile[bytes]) -> Iterator[bytes]:
    with made:
        made.seek(0)
        while piece := made.read(1 << 16):
            yield piece


def _write(book: Book, made: SpooledTemporaryFile[bytes], folder: str) -> None:
    options = {
        "constant_memory": True,
        "tmpdir": folder,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = Workbook(made, options)
    try:
        created = datetime.fromisoformat(book.created).astimezone(UTC).replace(tzinfo=None) if book.created else ALWAYS
        title = without_controls(book.title)[:255]
        workbook.set_properties({"title": title, "author": "verbund-check", "created": created})
        for sheet in book.sheets:
            _SheetWriter(workbook, sheet, book).write()
        workbook.close()
    except FileSizeError:
        raise InputError("So groß kann eine Excel-Datei nicht werden; bitte nehmen Sie --format csv.") from None
    except FileCreateError as error:
        raise (error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error))) from error
    finally:
        for each in workbook.worksheets():  # else Windows keeps their files
            with suppress(OSError):
                each.row_data_fh.close()


class _Page(Worksheet):  # type: ignore[misc]
    """A sheet whose rows are as high as their text, and grow with what somebody types.

    The library marks each height as fixed by hand. Without a height, LibreOffice leaves all rows at one line.
    """

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = None) -> None:
        if tag == "row":
            attributes = [each for each in attributes if each[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


class _SheetWriter:
    """Writes one sheet, from top to bottom."""

    def __init__(self, workbook: Workbook, sheet: Sheet, book: Book) -> None:
        self.workbook, self.sheet, self.book = workbook, sheet, book
        if len(sheet.columns) > MAX_COLUMNS:
            raise InputError(
                f"Ein Excel-Blatt hat höchstens {_number(MAX_COLUMNS)} Spalten; für „{sheet.name}“ wären es "
                f"{_number(len(sheet.columns))}. Bitte nehmen Sie ein anderes Format."
            )
        self.page = workbook.add_worksheet(sheet.name, worksheet_class=_Page)
        self.row = 0
        self.widths = [column.width for column in sheet.columns]
        self.formats: dict[tuple[str, bool, bool], Any] = {}

    def write(self) -> None:
        """Write everything and what Excel is to do with it."""
        sheet, page = self.sheet, self.page
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width)
        for line in sheet.lines:
            self._line(line)
        if sheet.legend:
            self._legend()
        if sheet.has_table:
            self._table()
        self._for_paper()
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{MAX_ROWS}"})

    def _line(self, line: Line) -> None:
        cells, last = line.cells, len(self.sheet.columns) - 1
        labelled = len(cells) == 2 and line.style in ("field", "wide")
        if line.style == "wide" and len(cells) <= last:
            width = sum(column.width for column in self.sheet.columns[len(cells) - 1 :])
            self._cells(cells, [*["strong"] * (len(cells) - 1), "wide"], [*self.widths[: len(cells) - 1], width])
            self.page.merge_range(self.row - 1, len(cells) - 1, self.row - 1, last, "", self._format("wide"))
            self._cell_of(self.row - 1, len(cells) - 1, cells[-1], "wide")
            return
        self._cells(cells, ["strong" if labelled and not number else line.style for number in range(len(cells))])

    def _table(self) -> None:
        sheet, page = self.sheet, self.page
        head = self.row
        heads = ["centred" if column.kind in ("short", "number") else "head" for column in sheet.columns]
        self._cells(tuple(column.title for column in sheet.columns), heads)
        kinds = [column.kind for column in sheet.columns]
        for row in sheet.rows:
            self._cells(row, kinds)
        first, last, right = head + 1, self.row - 1, len(sheet.columns) - 1
        page.freeze_panes(first, sheet.held)
        page.repeat_rows(head)
        page.autofilter(head, 0, max(last, head), right)
        if last < first:
            return
        for number, column in enumerate(sheet.columns):
            self._validate(number, column, first, last)
        if sheet.done:
            number, word = sheet.done
            grey = self.workbook.add_format({"font_color": "#6B7280", "font_strikeout": True})
            rule = {"type": "formula", "criteria": f'=${_letters(number)}{first + 1}="{_quoted(word)}"', "format": grey}
            page.conditional_format(first, 0, last, right, rule)
        for shades in sheet.shades:
            self._shade(first, shades.first, last, shades.last, shades.words)

    def _validate(self, number: int, column: Column, first: int, last: int) -> None:
        told = {"error_message": column.fault[:255]}
        if column.choices:
            self.page.data_validation(
                first, number, last, number, {"validate": "list", "source": list(column.choices), **told}
            )
        elif column.fault:
            rule = {"validate": "date", "criteria": ">=", "value": date.fromisoformat(FIRST_DATE), **told}
            self.page.data_validation(first, number, last, number, rule)

    def _shade(self, top: int, left: int, bottom: int, right: int, words: Any) -> None:
        for word, effect in words.items():
            shade = self.workbook.add_format(_SHADES[effect])
            rule = {"type": "cell", "criteria": "==", "value": f'"{_quoted(word)}"', "format": shade}
            self.page.conditional_format(top, left, bottom, right, rule)

    def _legend(self) -> None:
        """Write the words side by side, each looking as it does in the table below it; then an empty row."""
        lead, *legend = self.sheet.legend
        shades = self.sheet.shades[0]
        for number, word in enumerate(legend, start=shades.first):
            self._cell_of(self.row, number, word, "short")
        self._shade(self.row, shades.first, self.row, shades.first + len(legend) - 1, shades.words)
        self._cells((lead,), ["heading"])
        self._cells((), [])

    def _for_paper(self) -> None:
        page, title = self.page, without_controls(self.book.title).replace("\n", " ")
        page.set_landscape() if self.sheet.has_table else page.set_portrait()
        page.set_paper(9)  # A4
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.fit_to_pages(1, 0)
        while len(title.replace("&", "&&")) > FOOTER:
            title = title[:-2] + "…"
        footer = self.book.texts.footer.format(title=title.replace("&", "&&"), page="&P", pages="&N")
        page.set_footer(f"&L&9{footer}"[:255])

    def _cells(self, cells: tuple[Cell, ...], styles: list[Any], widths: list[float] | None = None) -> None:
        if self.row >= MAX_ROWS:
            raise InputError(
                f"Ein Excel-Blatt hat höchstens {_number(MAX_ROWS)} Zeilen; für „{self.sheet.name}“ sind es mehr. Bitte "
                "nehmen Sie --format csv oder --format jsonl, oder teilen Sie den Ordner auf."
            )
        height = min(LINE * max(map(_lines, cells, widths or self.widths), default=1), HIGHEST)
        if styles:
            height = {"title": TITLE, "heading": HEADING}.get(styles[0], height)
        self.page.set_row(self.row, height)
        for number, (cell, style) in enumerate(zip(cells, styles, strict=True)):
            self._cell_of(self.row, number, cell, style)
        for kept in (self.page.row_info, self.page.row_sizes):
            kept.pop(self.row - 2, None)  # it is written; of thousands of rows nothing is to be kept
        self.row += 1

    def _cell_of(self, row: int, number: int, cell: Cell, style: str) -> None:
        page = self.page
        if isinstance(cell, Day):
            if cell.iso >= FIRST_DATE:
                page.write_datetime(row, number, date.fromisoformat(cell.iso), self._format(style, is_date=True))
                return
            cell = ".".join(reversed(cell.iso.split("-")))
        if cell is None or cell == "":
            page.write_blank(row, number, None, self._format(style))
        elif isinstance(cell, int):
            page.write_number(row, number, cell, self._format(style))
        else:
            text = _held(cell)
            if len(text) > MAX_CHARACTERS // 2 and len(text.encode("utf-16-le")) // 2 > MAX_CHARACTERS:
                raise InputError(
                    f"Eine Zelle fasst in Excel höchstens {_number(MAX_CHARACTERS)} Zeichen; auf dem Blatt "
                    f"„{self.sheet.name}“, Zeile {row + 1}, wären es mehr. Bitte nehmen Sie ein anderes Format."
                )
            page.write_string(row, number, text, self._format(style, is_quoted=bool(FORMULA.match(text))))

    def _format(self, style: str, *, is_date: bool = False, is_quoted: bool = False) -> Any:
        """Return how a cell looks; `is_quoted` keeps a text text when somebody edits it in Excel."""
        key = (style, is_date, is_quoted)
        if key not in self.formats:
            base = _HEADS.get(style) or _STYLES.get(style) or {**_KINDS[style], **_FRAME, **_TOP}  # type: ignore[call-overload]
            more: dict[str, Any] = _DATE if is_date else {"quote_prefix": True} if is_quoted else {}
            self.formats[key] = self.workbook.add_format({**_TOP, **base, **more})
        return self.formats[key]


def _lines(cell: Cell, width: float) -> int:
    """Return about how many lines a cell takes in a column."""
    if not isinstance(cell, str) or (len(cell) * BROAD <= width - LOST and "\n" not in cell):
        return 1
    return sum(max(1, ceil(len(each) * BROAD / (width - LOST))) for each in cell.split("\n"))


def _held(text: str) -> str:
    """Return a text as a cell can hold it: without controls, and with a blank for each line end beyond those that Excel takes."""
    text = without_controls(text)
    if text.count("\n") <= MAX_BREAKS:
        return text
    *lines, rest = text.split("\n", MAX_BREAKS)
    return "\n".join((*lines, rest.replace("\n", " ")))


def _number(number: int) -> str:
    """Return a number as German writes it: 1.048.576."""
    return f"{number:,}".replace(",", ".")


def _quoted(word: str) -> str:
    return word.replace('"', '""')


def _letters(number: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(number))
