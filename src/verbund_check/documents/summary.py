"""The first page of a report, for those who decide: all that matters for it, and room to decide."""

from __future__ import annotations

from collections.abc import Iterator

from verbund_check.answers.assessment import open_ids
from verbund_check.documents import blocks as doc
from verbund_check.documents.result import ReportView, box, contract_holds, headline_of
from verbund_check.documents.steps import first_steps
from verbund_check.text import local_day


def title_of(view: ReportView) -> str:
    """Return the title of a report: the answer."""
    verdict = view.report.verdict
    return headline_of(verdict, view.report.stage, view.guide)[0] if verdict else view.texts.no_result.title


def subtitle_of(view: ReportView) -> str:
    """Return whose report it is, of which day and stage, and how much was answered."""
    report, guide, texts = view.report, view.guide, view.texts
    total = len(view.asked)
    count = total - len(open_ids(view.assessment, guide))
    answered = texts.summary.answered_all if count == total else texts.summary.answered_some
    parts = [
        guide.firm(report.organisation),
        guide.party(report.party),
        local_day(report.finished) if report.finished else texts.summary.begun.format(day=local_day(report.started)),
        guide.interview.stage_names.at(report.stage),
        *([texts.head.quick] if report.scope == "quick" else []),
        answered.format(count=count, total=total),
    ]
    return " · ".join(parts)


def summary(view: ReportView) -> Iterator[doc.Block]:
    """Yield the first page: what it comes to, the answers as signs and, on paper, the first steps and the decision."""
    verdict, texts = view.report.verdict, view.texts
    missing = open_ids(view.assessment, view.guide)
    if verdict is None:
        missing = tuple(id for id in missing if view.question(id).kind == "readiness")
        text = texts.no_result.text.format(titles=view.titles(missing))
        yield doc.Callout(texts.no_result.title, text, "unknown")
    else:
        yield box(verdict, view)
        yield from contract_holds(verdict, view)
        if missing:
            text = texts.incomplete.text.format(titles=view.titles(missing))
            yield doc.Callout(texts.incomplete.title, text, "unknown")
        if view.report.scope == "quick":
            yield doc.Callout(texts.headings.quick, texts.quick_hint)
    if view.report.content != view.report.judged:
        yield doc.Paragraph(texts.older_content.format(version=view.report.content.version), "quiet")
    yield from profile(view)
    if verdict is not None and not view.on_screen:
        yield from first_steps(verdict, view)
        yield from _decision(view)


def profile(view: ReportView) -> Iterator[doc.Block]:
    """Yield the answers as signs: the readiness in a strip, the factors beside each other; on a screen all as rows."""
    guide, legend = view.guide, view.guide.documents.legend
    blocks = guide.interview.blocks
    readiness = tuple(question.id for question in guide.readiness)
    factors = (
        doc.RatingPart(blocks.success.title, _rows((each.id for each in guide.success), view)),
        doc.RatingPart(blocks.risks.title, _rows((each.id for each in guide.risks), view)),
    )
    is_full = view.report.scope == "full"
    if view.on_screen or not is_full:
        rows = doc.RatingPart(blocks.readiness.title, _rows(readiness, view))
        yield doc.Ratings((rows, *(factors if is_full else ())), legend=legend)
        return
    strip = doc.RatingRow("", tuple(view.rating(id) for id in readiness))
    titles = tuple(view.question(id).title for id in readiness)
    yield doc.Ratings((doc.RatingPart(blocks.readiness.title, (strip,)),), columns=titles)
    yield doc.Ratings(factors, legend=legend, beside=True)


def _rows(ids: Iterator[str] | tuple[str, ...], view: ReportView) -> tuple[doc.RatingRow, ...]:
    return tuple(
        doc.RatingRow(view.question(id).title, (view.rating(id),), mark=view.key_label(id))
        for id in view.worst_first(ids)
    )


def _decision(view: ReportView) -> Iterator[doc.Block]:
    texts = view.texts.summary.decision
    yield doc.Heading(texts.title)
    form = doc.Form("", texts.question, "", texts.at(view.report.stage), remark=texts.again)
    yield doc.Group((form, doc.Blank(texts.signatures, beside=texts.date)))
