"""The short result: what stands on the screen after the questions, on two screens of 24 lines at most."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from verbund_check.answers.assessment import open_ids
from verbund_check.documents import blocks as doc
from verbund_check.documents.labels import answer_label, words_of
from verbund_check.documents.result import ReportView, numbers, points_against, tone_of, unknown_ids
from verbund_check.documents.steps import definite_measures
from verbund_check.documents.summary import subtitle_of, title_of
from verbund_check.guide.model import Guide
from verbund_check.policy.report import Report
from verbund_check.policy.verdict import Verdict, links_for
from verbund_check.text import shortened

POINTS, MEASURES, LINKS = 4, 3, 2
"""How many lines of each part there are; the rest is counted."""

NAME = 60
"""How many characters of the organisation's name: with two lines of it there would be too many for two screens."""


def short_document(report: Report, guide: Guide) -> doc.Document:
    """Return the result in few words: verdict with prospects, what stands in the way, the first measures, where to go on."""
    view = ReportView(replace(report, organisation=shortened(report.organisation, NAME)), guide, on_screen=True)
    return doc.Document(title_of(view), tuple(_blocks(view)), subtitle_of(view), words=words_of(guide.documents))


def _blocks(view: ReportView) -> Iterator[doc.Block]:
    texts, verdict = view.texts, view.report.verdict
    missing = open_ids(view.assessment, view.guide)
    if verdict is None:
        unanswered = [id for id in missing if view.question(id).kind == "readiness"]
        yield doc.Callout(texts.no_result.title, texts.no_result.text.format(titles=view.titles(unanswered)), "unknown")
        return
    links = links_for(verdict.outcome, view.report.stage, view.guide)
    yield _verdict(verdict, view)
    told = []
    if missing:
        told.append(texts.short.missing.format(count=len(missing), total=len(view.asked)))
    if view.report.dissent:
        told.append(texts.short.no_consensus.format(count=len(view.report.dissent)))
    if unknown := unknown_ids(view.report, view.guide):
        told.append(texts.short.find_out.format(count=len(unknown)))
    if told:
        yield doc.Paragraph("\n".join(told))
    points = [
        f"{question.title}: {answer_label(question, value)}"
        for id in points_against(verdict)
        if (question := view.question(id)) and (value := view.assessment.value_of(id))
    ]
    if points:
        yield doc.Heading(texts.headings.in_the_way, 3)
        yield _listed(points, POINTS, view)
    if measures := definite_measures(verdict):
        yield doc.Heading(texts.short.measures, 3)
        yield _listed([f"{view.question(each.id).title}: {each.text}" for each in measures], MEASURES, view)
    yield doc.Heading(texts.headings.next_steps, 3)
    yield _listed([f"{link.title}: {link.url}" for link in links], LINKS, view)


def _verdict(verdict: Verdict, view: ReportView) -> doc.Callout:
    words = view.texts
    prospects = getattr(words.prospects_words, verdict.prospects or "pending")
    readiness = getattr(words.readiness_words, verdict.outcome)
    title = words.short.verdict.format(readiness=readiness, prospects=prospects)
    return doc.Callout(title, "\n".join(numbers(verdict, view.guide)), tone_of(verdict))


def _listed(items: list[str], most: int, view: ReportView) -> doc.ListBlock:
    """As many items as there is room for, and how many more there are."""
    more = [view.texts.short.more.format(count=len(items) - most)] if len(items) > most else []
    return doc.ListBlock((*items[:most], *more))
