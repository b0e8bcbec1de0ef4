"""A document as one HTML file that needs nothing else: no script, nothing loaded, readable and printable anywhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import assert_never

from verbund_check.documents import blocks as doc
from verbund_check.formats.common import (
    LINK_KINDS,
    TONE_SIGNS,
    cleaned,
    columns_of,
    count_of,
    in_context,
    is_long,
    is_web,
    leads_in,
    lines_to_fill,
    one_below_the_other,
    pair_widths,
    parts_of,
    rectangular,
    share,
)
from verbund_check.text import lines_of, one_line

SHORT = 16
LONG_LABEL = 20
LONG_WORD = 30
LONG = ' class="long"'
PAGE = """\
<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="verbund-check">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{content}
</main>
</body>
</html>
"""


def to_html(document: doc.Document) -> str:
    """Return the document as a complete HTML page.

    All texts are escaped. The content security policy lets a browser apply the page's own style sheet and nothing
    else, so that even a text that slipped through could not run or load anything.
    """
    document = cleaned(document)
    style = Path(__file__).with_suffix(".css").read_text("utf-8") + _column_rules(document.blocks)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    subtitle = f'<p class="subtitle">{_text(document.subtitle)}</p>' if document.subtitle else ""
    head = f"<header><h1>{_line(document.title)}</h1>{subtitle}</header>"
    content = "\n".join([head, _blocks(document.blocks)])
    return PAGE.format(policy=policy, title=_line(document.title), style=style, content=content)


def _column_rules(blocks: tuple[doc.Block, ...]) -> str:
    """Return a rule for each width that a table wants: attributes for that are what the policy forbids."""
    wanted = {share for block in blocks for share in _shares(block)}
    return "".join(f".w{share} {{ width: {share}%; }}\n" for share in sorted(wanted))


def _shares(block: doc.Block) -> list[int]:
    match block:
        case doc.Group():
            return [share for each in block.blocks for share in _shares(each)]
        case doc.Pairs():
            return _percents(pair_widths(block))
        case doc.Table():
            return _percents(block.widths)
        case _:
            return []


def _percents(widths: tuple[int, ...]) -> list[int]:
    return [round(100 * width / sum(widths)) for width in widths]


def _line(text: str) -> str:
    return escape(one_line(text))


def _text(text: str) -> str:
    return "<br>".join(map(escape, lines_of(text)))


def _isolated(text: str) -> str:
    """Return a text that shares its line with others: one that reads from right to left must not turn those."""
    return f"<bdi>{_line(text)}</bdi>"


def _blocks(blocks: tuple[doc.Block, ...]) -> str:
    made = []
    for previous, block, following in in_context(blocks):
        shown = _block(block)
        if leads_in(previous, block, following):
            shown = shown.replace("<p", '<p class="leads-in"', 1)
        made.append(shown)
    return "\n".join(filter(None, made))


def _block(block: doc.Block) -> str:
    match block:
        case doc.Heading():
            level = min(max(block.level, 2), 6)
            return f"<h{level}>{_line(block.text)}</h{level}>"
        case doc.Paragraph():
            name = {"normal": "", "lead": ' class="lead"', "quiet": ' class="quiet"'}[block.style]
            return f"<p{name}>{_text(block.text)}</p>"
        case doc.ListBlock():
            return _list("ol" if block.ordered else "ul", map(_text, block.items))
        case doc.Entries():
            return _entries(block)
        case doc.Pairs():
            return _table("data pairs", doc.Table((block.left, block.right), block.rows, widths=pair_widths(block)))
        case doc.Table():
            return _table("data", block)
        case doc.Fields():
            items = (f"<dt>{_text(label)}</dt><dd>{_text(value)}</dd>" for label, value in block.items)
            return f'<dl class="fields">{"".join(items)}</dl>' if block.items else ""
        case doc.Bars():
            return _bars(block)
        case doc.Links():
            return _list("ul", map(_link, block.items), ' class="links"')
        case doc.Callout():
            return _callout(block)
        case doc.Form():
            return _form(block)
        case doc.Blank():
            return _blank(block.label, lines_to_fill(block), block.beside)
        case doc.Group():
            inner = _blocks(block.blocks)
            return f'<div class="group">\n{inner}\n</div>' if inner else ""
        case _:
            assert_never(block)


def _list(tag: str, items: Iterable[str], attributes: str = "") -> str:
    inner = "".join(f"<li>{item}</li>" for item in items)
    return f"<{tag}{attributes}>{inner}</{tag}>" if inner else ""


def _entries(block: doc.Entries) -> str:
    if block.ordered:
        start = f' start="{block.start}"' if block.start != 1 else ""
        items = (
            f'<p class="term">{_term(entry)}</p>' + _below(entry, '<p class="text">', "</p>") for entry in block.items
        )
        return _list("ol", items, f' class="entries"{start}')
    inner = "".join(
        f'<div><dt class="term">{_term(entry)}</dt>{_below(entry, "<dd>", "</dd>") or "<dd></dd>"}</div>'
        for entry in block.items
    )
    return f'<dl class="entries">{inner}</dl>' if inner else ""


def _term(entry: doc.Entry) -> str:
    label = f' <span class="label">{_line(entry.label)}</span>' if entry.label else ""
    return _isolated(entry.term) + label


def _below(entry: doc.Entry, opening: str, closing: str) -> str:
    text = f"{opening}{_text(entry.text)}{closing}" if entry.text else ""
    aside = opening.replace('<p class="text">', '<p class="aside">').replace("<dd>", '<dd class="aside">')
    note = aside.replace('"aside"', '"note"')
    text += f"{aside}{_text(entry.aside)}{closing}" if entry.aside else ""
    return text + (f"{note}{_text(entry.note)}{closing}" if entry.note else "")


def _table(name: str, block: doc.Table) -> str:
    # On a phone the style sheet shows each row as a record. Without the roles, browsers would then forget
    # that this is a table, and screen readers could no longer say which column a cell belongs to.
    head, rows = rectangular(block)
    if not head:
        return ""
    widths = block.widths if len(block.widths) == len(head) else ()
    columns = columns_of(head, rows)
    kinds = [_column(number, column, block) for number, column in enumerate(columns)]
    cells = "".join(
        f'<th scope="col" role="columnheader"{kind}>{_text(text)}</th>' if text else f'<td role="cell"{kind}></td>'
        for text, kind in zip(head, kinds, strict=True)
    )
    body = "".join(
        f'<tr role="row"{LONG if is_long(row) else ""}>'
        + "".join(
            f'<td role="cell"{kind}{_data_label(label)}>{_cell(cell)}</td>'
            for cell, label, kind in zip(row, head, kinds, strict=True)
        )
        + "</tr>\n"
        for row in rows
    )
    caption = f"<caption>{_text(block.caption)}</caption>" if block.caption else ""
    group = "".join(f'<col class="w{share}">' for share in _percents(widths))
    caption += f"<colgroup>{group}</colgroup>" if group else ""
    return (
        f'<table class="{name}" role="table">{caption}\n<thead role="rowgroup"><tr role="row">{cells}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{body}</tbody></table>'
    )


def _cell(cell: doc.Cell) -> str:
    parts = parts_of(cell)
    if isinstance(cell, str):
        return _text(cell)
    if parts == doc.Entry(parts.term, ""):
        return f"<strong>{_text(parts.term)}</strong>"
    term = f'<p class="term">{_term(parts)}</p>' if parts.term or parts.label else ""
    return term + _below(parts, '<p class="text">', "</p>")


def _column(number: int, texts: list[str], table: doc.Table) -> str:
    for columns, name in ((table.blank, "to-fill"), (table.marks, "mark"), (table.numbers, "number")):
        if number in columns:
            return f' class="{name}"'
    if any(len(word) > LONG_WORD for text in texts for word in text.split()):
        return ' class="unbroken"'
    if any(len(line) > SHORT for text in texts for line in lines_of(text)):
        return ""
    # A column of short answers would be squeezed by a column of long texts beside it.
    return ' class="brief"' if table.widths else ' class="short"'


def _data_label(label: str) -> str:
    return f' data-label="{_line(label)}"' if label else ""


def _bars(block: doc.Bars) -> str:
    rows = []
    for bar in block.bars:
        filled = share(bar, block.total, 1000) / 10
        # The table says in words what the picture shows, so that the picture itself need not be read out.
        rows.append(
            f'<tr><th scope="row">{_text(bar.label)}</th><td><svg class="{bar.tone}" viewBox="0 0 100 10" '
            'preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" width="100" '
            f'height="10"/><rect class="fill" width="{filled:g}" height="10"/></svg></td>'
            f'<td class="count">{count_of(bar, block.total)}</td></tr>\n'
        )
    table = f"<table><tbody>\n{''.join(rows)}</tbody></table>" if rows else ""
    wide = " wide" if any(len(bar.label) > LONG_LABEL for bar in block.bars) else ""
    return f'<figure class="bars{wide}"><figcaption>{_line(block.title)}</figcaption>{table}</figure>'


def _link(link: doc.Link) -> str:
    url = one_line(link.url)
    title = _isolated(link.title or url)
    if is_web(url):
        title = f'<a href="{escape(url)}">{title}</a>'
    parts = [f'<p><span class="title">{title}</span> <span class="label">{LINK_KINDS[link.kind]}</span></p>']
    if url:
        parts.append(f'<p class="url">{escape(url)}</p>')
    if link.note:
        parts.append(f'<p class="aside">{_text(link.note)}</p>')
    return "".join(parts)


def _callout(block: doc.Callout) -> str:
    sign = f'<span class="sign" aria-hidden="true">{TONE_SIGNS[block.tone]}</span> '
    text = f"<p>{_text(block.text)}</p>" if block.text else ""
    return f'<div class="callout {block.tone}"><p class="callout-title">{sign}{_isolated(block.title)}</p>{text}</div>'


def _form(block: doc.Form) -> str:
    number = f'<span class="number">{_line(block.number)}. </span>' if block.number else ""
    explanation = f"<p>{_text(block.explanation)}</p>" if block.explanation else ""
    boxes = (f'<span class="box" aria-hidden="true"></span>{_isolated(option)}' for option in block.options)
    name = "options below" if one_below_the_other(block.options) else "options"
    options = _list("ul", boxes, f' class="{name}"')
    remark = _blank(block.remark, 1) if block.remark else ""
    question = f'<p class="question">{number}{_text(block.question)}</p>'
    name = "form" if block.number else "form unnumbered"
    return f'<div class="{name}">{question}{explanation}{options}{remark}</div>'


def _blank(label: str, lines: int, beside: str = "") -> str:
    line = '<span class="write-on"></span>'
    rules = []
    for number in range(lines):
        first = _words(label) if number == 0 else ""
        two = f"{_words(beside)}{line}" if beside and number == lines - 1 else ""
        rules.append(f'<p class="write{" two" if two else ""}">{first}{line}{two}</p>')
    return "".join(rules) if lines == 1 else f'<div class="lines">{"".join(rules)}</div>'


def _words(label: str) -> str:
    return f"<span>{_line(label)}:</span>" if label else ""
