"""Tables of the page, which become one record below the other on a phone."""

from __future__ import annotations

from verbund_check.documents import blocks as doc
from verbund_check.formats.common import columns_of, is_long, rectangular, row_head
from verbund_check.formats.html.parts import Context, cell, line, lined, percents
from verbund_check.text import lines_of

SHORT = 16
LONG_WORD = 30
LONG = ' class="long"'


def table(name: str, block: doc.Table, context: Context) -> str:
    """Return the table; "" where it has no columns."""
    # On a phone the style sheet shows each row as a record. Without the roles, browsers would then forget
    # that this is a table, and screen readers could no longer say which column a cell belongs to.
    head, rows = rectangular(block)
    if not head:
        return ""
    widths = block.widths if len(block.widths) == len(head) else ()
    columns = columns_of(head, rows)
    kinds = [_column(number, column, block) for number, column in enumerate(columns)]
    naming = row_head(block)
    cells = "".join(
        f'<th scope="col" role="columnheader"{kind}>{lined(text)}</th>' if text else f'<td role="cell"{kind}></td>'
        for text, kind in zip(head, kinds, strict=True)
    )
    body = "".join(
        f'<tr role="row"{LONG if is_long(row) else ""}>'
        + "".join(
            _cell(cell(content, context), kind + _data_label(label), is_head=number == naming)
            for number, (content, label, kind) in enumerate(zip(row, head, kinds, strict=True))
        )
        + "</tr>\n"
        for row in rows
    )
    caption = f"<caption>{lined(block.caption)}</caption>" if block.caption else ""
    group = "".join(f'<col class="w{share}">' for share in percents(widths))
    caption += f"<colgroup>{group}</colgroup>" if group else ""
    return (
        f'<table class="{name}" role="table">{caption}\n<thead role="rowgroup"><tr role="row">{cells}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{body}</tbody></table>'
    )


def _cell(inner: str, attributes: str, *, is_head: bool) -> str:
    if is_head and inner:
        return f'<th scope="row" role="rowheader"{attributes}>{inner}</th>'
    return f'<td role="cell"{attributes}>{inner}</td>'


def _column(number: int, texts: list[str], table: doc.Table) -> str:
    for columns, name in ((table.blank, "to-fill"), (table.marks, "mark"), (table.numbers, "number")):
        if number in columns:
            return f' class="{name}"'
    if any(len(word) > LONG_WORD for text in texts for word in text.split()):
        return ' class="unbroken"'
    if any(len(each) > SHORT for text in texts for each in lines_of(text)):
        return ""
    # A column of short answers would be squeezed by a column of long texts beside it.
    return ' class="brief"' if table.widths else ' class="short"'


def _data_label(label: str) -> str:
    return f' data-label="{line(label)}"' if label else ""
