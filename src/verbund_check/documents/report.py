"""The report as a document: a page to decide from, what to tackle and to find out, fears, all answers, what is cited.

The terminal and every file format show this one document, so they never disagree.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbund_check.answers.assessment import Answer, Origin
from verbund_check.documents import blocks as doc
from verbund_check.documents.answers import all_answers
from verbund_check.documents.appendix import ANCHOR, LEVEL, appendix, target
from verbund_check.documents.find_out import find_out, to_ask
from verbund_check.documents.labels import about, words_of
from verbund_check.documents.remarks import noted_ids
from verbund_check.documents.result import (
    RULE,
    ReportView,
    against,
    headline_of,
    numbers,
    remark_anchor,
    rule,
    tone_of,
)
from verbund_check.documents.steps import definite_measures, tackle
from verbund_check.documents.summary import subtitle_of, summary, title_of
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import Branch
from verbund_check.policy.report import Report
from verbund_check.policy.verdict import Verdict
from verbund_check.text import local_day

NEXT_STEPS, SUCCESS, FACTORS, FEARS = "next-steps", "success", "factors", "fears"
"""Sections of which the report cites what concerns it: the ways to go on with its result, its factors, the other fears."""


def report_document(report: Report, guide: Guide, *, on_screen: bool = False) -> doc.Document:
    """Return the report to hand round; `on_screen` leaves out what is only of use on paper.

    That is the list of all answers (the person has just given them), room to write by hand, and what is cited.
    """
    view = ReportView(report, guide, on_screen=on_screen)
    blocks = [*summary(view), *_details(view)]
    if not on_screen:
        blocks += all_answers(view)
    blocks += _notes(view)
    if not on_screen:
        blocks += [*_remarks(view), *_cited(view)]
    elif report.verdict is not None:
        blocks += _recap(report.verdict, view)
    day = local_day(report.finished or report.started)
    party = guide.party(report.party) if report.party else ""
    footer = about(guide.documents.kinds.report, (report.organisation, party), day)
    return doc.Document(title_of(view), tuple(blocks), subtitle_of(view), footer, words_of(guide.documents), dense=True)


def _details(view: ReportView) -> Iterator[doc.Block]:
    """What follows from the answers, one by one; on paper from the second page on."""
    verdict = view.report.verdict
    if verdict is not None and not view.on_screen:
        yield doc.NewPage()
    yield from _dissent(view)
    if verdict is not None:
        yield from tackle(verdict, view)
        yield from find_out(view)
    yield from _fears(view)
    if verdict is not None and view.on_screen:
        yield doc.Heading(view.texts.headings.next_steps)
        yield from _next_steps(verdict, view)


def _dissent(view: ReportView) -> Iterator[doc.Block]:
    """Where two parties have not agreed; every report of a joint assessment names it, with both positions if it has them."""
    if not view.report.dissent:
        return
    texts = view.guide.comparison.agree
    yield doc.Heading(texts.no_consensus_title)
    yield doc.Paragraph(texts.no_consensus_report)
    entries = []
    for id in view.report.dissent:
        question = view.question(id)
        told = filter(None, (positions(id, view.report.origins, view.guide), to_ask(question, view)))
        note, see = view.remark(id, "dissent"), view.remark_target(id, "dissent")
        entries.append(doc.Entry(question.title, "\n".join(told), label=view.key_label(id), note=note, see=see))
    yield doc.Entries(tuple(entries))


def positions(id: str, origins: tuple[Origin, ...], guide: Guide) -> str:
    """Return what each side answered, as in „Personalabteilung: Ja; Betriebsrat: Nein“; "" where that is not known."""
    told = []
    for origin in origins:
        answer = origin.answers.get(id)
        missing = guide.prompts.missing.answer_of_one
        label = guide.questions[id].label(answer.value) if isinstance(answer, Answer) else missing
        told.append(f"{guide.party(origin.party)}: {label}")
    return "; ".join(told)


def _fears(view: ReportView) -> Iterator[doc.Block]:
    if view.report.scope != "full":
        return
    guide, texts = view.guide, view.texts
    chosen = view.assessment.chosen("fears") or ()
    rows = [
        (doc.Entry(fear.title, fear.statement), doc.Entry("", fear.reply, see=view.reading(fear.read_on)))
        for fear in guide.fears
        if fear.id in chosen
    ]
    if other := view.remark("fears", "fears"):
        reply = doc.Entry("", texts.other_fear_reply, aside=texts.marks.own)
        rows.append((doc.Entry("", "", note=other, see=view.remark_target("fears", "fears")), reply))
    if rows:
        # Where all of the guide's fears stand here already, this is the place to read them.
        yield doc.Heading(texts.headings.fears, anchor="" if _other_fears(view) else target(FEARS, guide).anchor)
        yield doc.Paragraph(texts.fears_intro)
        yield doc.Pairs(texts.fears_left, texts.fears_right, tuple(rows))


def _next_steps(verdict: Verdict, view: ReportView) -> Iterator[doc.Block]:
    texts = view.texts
    branches = {branch.id: branch for branch in view.guide.branches}
    ids: tuple[str, ...] = getattr(texts.headlines, verdict.outcome).branches.at(view.report.stage)
    shown: set[tuple[str, str]] = set()
    for id in ids:
        if len(ids) > 1:
            yield doc.Heading(branches[id].title, 3)
        yield from _branch(branches[id], shown, view)


def _branch(branch: Branch, shown: set[tuple[str, str]], view: ReportView) -> Iterator[doc.Block]:
    """One way to go on, with those of its links that are not `shown` yet."""
    for text in branch.text:
        yield doc.Paragraph(text)
    if branch.own_text:
        yield doc.Callout(view.texts.marks.own, "\n".join(branch.own_text))
    fresh = tuple(link for link in branch.links if (link.title, link.url) not in shown)
    shown |= {(link.title, link.url) for link in fresh}
    if fresh:
        yield doc.Links(tuple(doc.Link(link.title, link.url, link.kind, link.note) for link in fresh))


def _notes(view: ReportView) -> Iterator[doc.Block]:
    """What is to be known about the report: what it came from, whose words it has, how it is reckoned; that is to be read last."""
    report, guide, texts = view.report, view.guide, view.texts
    yield doc.Heading(texts.headings.notes)
    came_from = (
        [(texts.head.origins, "; ".join(_side(each, guide) for each in report.origins))] if report.origins else []
    )
    if report.meetings:
        met = (
            f"{_german(each.date)} ({each.people})" if each.people else _german(each.date) for each in report.meetings
        )
        came_from.append((texts.head.meetings, "; ".join(met)))
    if came_from:
        yield doc.Fields(tuple(came_from))
    if report.verdict is not None and view.on_screen:
        yield from rule(view)
    elif report.verdict is not None:
        see = doc.Target(guide.documents.read_on.format(title=texts.rule.title), RULE)
        yield doc.Entries((doc.Entry("", "", see=see),))
    yield doc.Paragraph(texts.disclaimer, "quiet")
    if view.on_screen or report.verdict is None:
        yield from _region(view)
    yield doc.Paragraph(_origin(view), "quiet")


def _region(view: ReportView) -> Iterator[doc.Block]:
    """For whom the guide was written."""
    yield doc.Paragraph(view.texts.region, "quiet")
    yield doc.Paragraph(view.own(view.texts.region_own), "quiet")


def _german(day: str) -> str:
    """A local day (ISO 8601) as German dates are written."""
    return ".".join(reversed(day.split("-")))


def _side(origin: Origin, guide: Guide) -> str:
    """One of the two assessments that a joint one came from."""
    return f"{guide.party(origin.party)} ({f'{local_day(origin.finished)}, ' if origin.finished else ''}{origin.id})"


def _origin(view: ReportView) -> str:
    report, texts = view.report, view.texts.origin
    told = [view.guide.documents.made_with]
    told.append(texts.content.format(version=report.content.version, digest=report.content.digest[:12]))
    if report.judged != report.content:
        told.append(texts.judged.format(version=report.judged.version, digest=report.judged.digest[:12]))
    if report.id:
        told.append(texts.id.format(id=report.id))
    return " ".join(told)


def _remarks(view: ReportView) -> Iterator[doc.Block]:
    """The long remarks in full; the text refers to them."""
    ids = [id for id in noted_ids(view.assessment, view.guide) if id in view.long_ids]
    if not ids:
        return
    yield doc.NewPage()
    yield doc.Heading(view.texts.headings.remarks)
    for id in ids:
        title = view.question(id).title if id in view.guide.questions else view.sentence(id) or id
        yield doc.Heading(title, 3, remark_anchor(id))
        yield doc.Entries((doc.Entry("", "", note=view.assessment.note_of(id)),))


def _cited(view: ReportView) -> Iterator[doc.Block]:
    """The guide's passages that the report refers to: of the ways to go on, factors and fears those that it is about."""
    verdict, guide = view.report.verdict, view.guide
    own = {FACTORS: _factors(view), FEARS: _other_fears(view)}
    blocks = list(appendix([key for key in view.cited if key not in (*own, NEXT_STEPS)], guide))
    for key, passage in own.items():
        if passage and (key in view.cited or key == FACTORS):
            blocks += [doc.Heading(guide.entry(key)[0], LEVEL, target(key, guide).anchor), passage]
    if verdict is not None:
        blocks.append(doc.Heading(view.texts.headings.next_steps, LEVEL, target(NEXT_STEPS, guide).anchor))
        for each in _next_steps(verdict, view):
            blocks.append(doc.Heading(each.text, 4) if isinstance(each, doc.Heading) else each)
        blocks += [*rule(view), *_region(view)]
    if blocks and not isinstance(blocks[0], doc.NewPage):
        yield doc.NewPage()
        yield doc.Heading(guide.documents.appendix, anchor=ANCHOR)
    yield from blocks


def _factors(view: ReportView) -> doc.Entries | None:
    """What the factors mean that something is to be done about, those apart that the cited section on success explains.

    Where there is none and the section is cited, the most important ones.
    """
    factors = [question for question in view.guide.questions.values() if question.kind in ("success", "risks")]
    told = [
        each
        for each in factors
        if view.report.scope == "full"
        and view.rating(each.id).effect in ("hinders", "partly", "unsure")
        and not (each.key and SUCCESS in view.cited)
    ]
    if not told and FACTORS in view.cited:
        told = [each for each in factors if each.key]
    entries = (doc.Entry(each.title, view.at(each.explanation), label=view.key_label(each.id)) for each in told)
    return doc.Entries(tuple(entries)) if told else None


def _other_fears(view: ReportView) -> doc.Pairs | None:
    """The fears with their replies that do not stand in the report already."""
    chosen = (view.assessment.chosen("fears") or ()) if view.report.scope == "full" else ()
    rows = [(fear.statement, fear.reply) for fear in view.guide.fears if fear.id not in chosen]
    return doc.Pairs(view.texts.fears_left, view.texts.fears_right, tuple(rows)) if rows else None


def _recap(verdict: Verdict, view: ReportView) -> Iterator[doc.Block]:
    """The result once more at the end: a long page leaves only its end on the screen."""
    report, texts = view.report, view.texts.recap
    title, _ = headline_of(verdict, report.stage, view.guide)
    told = [against(verdict, view), *numbers(verdict, view.guide)]
    if count := len(definite_measures(verdict)):
        told.append(texts.measures_one if count == 1 else texts.measures_many.format(count=count))
    yield doc.Callout(texts.title.format(title=title), "\n".join(filter(None, told)), tone_of(verdict))
