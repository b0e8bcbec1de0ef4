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
    TONE_SIGNS,
    anchors_of,
    count_of,
    for_pages,
    in_context,
    is_web,
    leads_in,
    lines_to_fill,
    link_kind,
    one_below_the_other,
    page_parts,
    pair_widths,
    share,
)
from verbund_check.formats.html.parts import Context, below, isolated, line, lined, percents, term
from verbund_check.formats.html.ratings import rating_shares, ratings
from verbund_check.formats.html.tables import table
from verbund_check.text import one_line

LONG_LABEL = 20
PAGE = """\
<!DOCTYPE html>
<html lang="de"{dense}>
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
    document = for_pages(document)
    context = Context(document.words, anchors_of(document))
    style = (
        Path(__file__).with_name("style.css").read_text("utf-8")
        + _column_rules(document.blocks)
        + _page_rules(document)
    )
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    subtitle = f'<p class="subtitle">{lined(document.subtitle)}</p>' if document.subtitle else ""
    head = f"<header><h1>{line(document.title)}</h1>{subtitle}</header>"
    content = "\n".join([head, _blocks(document.blocks, context)])
    # For tabs and folders, which break no lines: with ordinary blanks it is found by who searches for it.
    title = line(" – ".join(filter(None, (document.title, document.about)))).replace("\u00a0", " ")
    dense = ' class="dense"' if document.dense else ""
    return PAGE.format(dense=dense, policy=policy, title=title, style=style, content=content)


def _page_rules(document: doc.Document) -> str:
    """Return what stands at the foot of each page on paper: what this is, and which page."""
    before, between, after = page_parts(document.words)
    number = (
        f"{_string(before)} counter(page) {_string(between)} counter(pages) {_string(after)}" if between else "none"
    )
    about = _string(one_line(document.about)) if document.about else "none"
    return f"@page {{ @bottom-left {{ content: {about}; }} @bottom-right {{ content: {number}; }} }}\n"


def _string(text: str) -> str:
    """Return the text as a string of the style sheet: whatever could end it, or the sheet, as its number."""
    return '"' + "".join(each if each.isalnum() or each in " .,·–-" else f"\\{ord(each):06x}" for each in text) + '"'


def _column_rules(blocks: tuple[doc.Block, ...]) -> str:
    """Return a rule for each width that a table wants: attributes for that are what the policy forbids."""
    wanted = {share for block in blocks for share in _shares(block)}
    return "".join(f".w{share} {{ width: {share}%; }}\n" for share in sorted(wanted))


def _shares(block: doc.Block) -> list[int]:
    match block:
        case doc.Group():
            return [share for each in block.blocks for share in _shares(each)]
        case doc.Pairs():
            return percents(pair_widths(block))
        case doc.Table():
            return percents(block.widths)
        case doc.Ratings():
            return rating_shares(block)
        case _:
            return []


def _blocks(blocks: tuple[doc.Block, ...], context: Context) -> str:
    made = []
    for previous, block, following in in_context(blocks):
        shown = _block(block, context)
        if isinstance(block, doc.Paragraph) and leads_in(previous, block, following):
            plain = block.style == "normal"
            shown = shown.replace("<p", '<p class="leads-in"', 1) if plain else shown.replace('"', '"leads-in ', 1)
        made.append(shown)
    return "\n".join(filter(None, made))


def _block(block: doc.Block, context: Context) -> str:
    match block:
        case doc.Heading():
            level = min(max(block.level, 2), 6)
            anchor = f' id="{block.anchor}"' if block.anchor in context.anchors else ""
            return f"<h{level}{anchor}>{line(block.text)}</h{level}>"
        case doc.Paragraph():
            name = {"normal": "", "lead": ' class="lead"', "quiet": ' class="quiet"'}[block.style]
            return f"<p{name}>{lined(block.text)}</p>"
        case doc.ListBlock():
            return _list("ol" if block.ordered else "ul", map(lined, block.items))
        case doc.Entries():
            return _entries(block, context)
        case doc.Pairs():
            pairs = doc.Table((block.left, block.right), block.rows, widths=pair_widths(block))
            return table("data pairs", pairs, context)
        case doc.Table():
            return table("data", block, context)
        case doc.Ratings():
            return ratings(block, context)
        case doc.Fields():
            items = (f"<dt>{lined(label)}</dt><dd>{lined(value)}</dd>" for label, value in block.items)
            return f'<dl class="fields">{"".join(items)}</dl>' if block.items else ""
        case doc.Bars():
            return _bars(block, context.words)
        case doc.Links():
            return _list("ul", (_link(link, context.words) for link in block.items), ' class="links"')
        case doc.Callout():
            return _callout(block)
        case doc.Form():
            return _form(block, context.words)
        case doc.Blank():
            return _blank(block.label, lines_to_fill(block), block.beside)
        case doc.NewPage():
            return '<div class="new-page"></div>'
        case doc.Group():
            inner = _blocks(block.blocks, context)
            return f'<div class="group">\n{inner}\n</div>' if inner else ""
        case _:
            assert_never(block)


def _list(tag: str, items: Iterable[str], attributes: str = "") -> str:
    inner = "".join(f"<li>{item}</li>" for item in items)
    return f"<{tag}{attributes}>{inner}</{tag}>" if inner else ""


def _entries(block: doc.Entries, context: Context) -> str:
    if block.ordered:
        start = f' start="{block.start}"' if block.start != 1 else ""
        items = (f'<p class="term">{term(entry)}</p> {below(entry, "p", context)}' for entry in block.items)
        return _list("ol", items, f' class="entries"{start}')
    inner = "".join(
        f'<div><dt class="term">{term(entry)}</dt> {below(entry, "dd", context) or "<dd></dd>"}</div>'
        for entry in block.items
    )
    return f'<dl class="entries">{inner}</dl>' if inner else ""


def _bars(block: doc.Bars, words: doc.Words) -> str:
    rows = []
    for bar in block.bars:
        filled = share(bar, block.total, 1000) / 10
        # The table says in words what the picture shows, so that the picture itself need not be read out.
        rows.append(
            f'<tr><th scope="row">{lined(bar.label)}</th><td><svg class="{bar.tone}" viewBox="0 0 100 10" '
            'preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" width="100" '
            f'height="10"/><rect class="fill" width="{filled:g}" height="10"/></svg></td>'
            f'<td class="count">{line(count_of(bar, block.total, words))}</td></tr>\n'
        )
    table = f"<table><tbody>\n{''.join(rows)}</tbody></table>" if rows else ""
    wide = " wide" if any(len(bar.label) > LONG_LABEL for bar in block.bars) else ""
    return f'<figure class="bars{wide}"><figcaption>{line(block.title)}</figcaption>{table}</figure>'


def _link(link: doc.Link, words: doc.Words) -> str:
    url = one_line(link.url)
    title = isolated(link.title or url)
    if is_web(url):
        title = f'<a href="{escape(url)}">{title}</a>'
    kind = line(link_kind(link, words))
    label = f' <span class="label">{kind}</span>' if kind else ""
    parts = [f'<p><span class="title">{title}</span>{label}</p>']
    if url:
        parts.append(f'<p class="url">{escape(url)}</p>')
    if link.note:
        parts.append(f'<p class="aside">{lined(link.note)}</p>')
    return "".join(parts)


def _callout(block: doc.Callout) -> str:
    sign = f'<span class="sign" aria-hidden="true">{TONE_SIGNS[block.tone]}</span> '
    text = f"<p>{lined(block.text)}</p>" if block.text else ""
    return f'<div class="callout {block.tone}"><p class="callout-title">{sign}{isolated(block.title)}</p>{text}</div>'


def _form(block: doc.Form, words: doc.Words) -> str:
    number = f'<span class="number">{line(block.number)}. </span>' if block.number else ""
    explanation = f"<p>{lined(block.explanation)}</p>" if block.explanation else ""
    boxes = (f'<span class="box" aria-hidden="true"></span>{isolated(option)}' for option in block.options)
    name = "options below" if one_below_the_other(block.options) else "options"
    options = _list("ul", boxes, f' class="{name}"')
    label = words.remark if block.remark is None else block.remark
    remark = _blank(label, 1) if label or block.remark is None else ""
    question = f'<p class="question">{number}{lined(block.question)}</p>'
    name = "form" if block.number else "form unnumbered"
    return f'<div class="{name}">{question}{explanation}{options}{remark}</div>'


def _blank(label: str, lines: int, beside: str = "") -> str:
    rule = '<span class="write-on"></span>'
    rules = []
    for number in range(lines):
        first = _words(label) if number == 0 else ""
        two = f"{_words(beside)}{rule}" if beside and number == lines - 1 else ""
        rules.append(f'<p class="write{" two" if two else ""}">{first}{rule}{two}</p>')
    return "".join(rules) if lines == 1 else f'<div class="lines">{"".join(rules)}</div>'


def _words(label: str) -> str:
    return f"<span>{line(label)}:</span>" if label else ""
