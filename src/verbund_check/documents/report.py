"""The report as a document: the result, profile, measures, fears, next steps, all answers.

The terminal and every file format show this one document, so they never disagree.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbund_check.answers.assessment import Answer, Multiple, Origin, open_ids
from verbund_check.documents import blocks as doc
from verbund_check.documents.labels import chosen_cell, read_on
from verbund_check.documents.result import (
    ReportView,
    against,
    box,
    contract_holds,
    find_out,
    headline_of,
    in_the_way,
    numbers,
    rule,
    speaks_for,
    to_ask,
    tone_of,
)
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import Branch
from verbund_check.guide.values import FACTOR_LABELS, FACTOR_VALUES, Party, Value
from verbund_check.policy.report import Report
from verbund_check.policy.verdict import Measure, Verdict
from verbund_check.text import local_day

Row = tuple[doc.Cell, doc.Cell]


def report_document(report: Report, guide: Guide, *, on_screen: bool = False) -> doc.Document:
    """Return the report to hand round; `on_screen` leaves out what is only of use on paper.

    That is the list of all answers (the person has just given them) and the columns to fill in by hand.
    """
    view, texts = ReportView(report, guide), guide.verdict
    blocks: list[doc.Block] = [doc.Fields(tuple(_head(view)))]
    if report.content != report.judged:
        blocks.append(doc.Paragraph(texts.older_content.format(version=report.content.version), "quiet"))
    if report.verdict is None:
        missing = [id for id in open_ids(view.assessment, guide) if view.question(id).kind == "readiness"]
        text = texts.no_result.text.format(titles=view.titles(tuple(missing)))
        blocks += (doc.Callout(texts.no_result.title, text, "unknown"), *_dissent(view))
    else:
        blocks += _result(report.verdict, view, on_screen=on_screen)
    blocks += _fears(view)
    if report.verdict is not None:
        blocks += _next_steps(report.verdict, view)
    if not on_screen:
        blocks += _all_answers(view)
    for text in (texts.disclaimer, texts.region, view.own(texts.region_own), _origin(report)):
        blocks.append(doc.Paragraph(text, "quiet"))
    if on_screen and report.verdict is not None:
        blocks += _recap(report.verdict, view)
    return doc.Document(texts.title, tuple(blocks))


def _head(view: ReportView) -> Iterator[tuple[str, str]]:
    report, guide, texts = view.report, view.guide, view.texts.head
    yield texts.organisation, guide.firm(report.organisation)
    yield texts.party, guide.party(report.party)
    if report.finished:
        yield texts.finished, local_day(report.finished)
    else:
        yield texts.started, f"{local_day(report.started)} ({texts.unfinished})"
    yield texts.stage, guide.interview.stage_names.at(report.stage)
    yield texts.scope, texts.quick if report.scope == "quick" else texts.full
    if report.origins:
        yield texts.origins, "; ".join(_side(origin, guide) for origin in report.origins)
    if report.meetings:
        meetings = (
            f"{_german(each.date)} ({each.people})" if each.people else _german(each.date) for each in report.meetings
        )
        yield texts.meetings, "; ".join(meetings)


def _german(day: str) -> str:
    """A local day (ISO 8601) as German dates are written."""
    return ".".join(reversed(day.split("-")))


def _side(origin: Origin, guide: Guide) -> str:
    """One of the two assessments that a joint one came from."""
    return f"{guide.party(origin.party)} ({f'{local_day(origin.finished)}, ' if origin.finished else ''}{origin.id})"


def _result(verdict: Verdict, view: ReportView, *, on_screen: bool) -> Iterator[doc.Block]:
    texts = view.texts
    yield box(verdict, view)
    if missing := open_ids(view.assessment, view.guide):
        yield doc.Callout(texts.incomplete.title, texts.incomplete.text.format(titles=view.titles(missing)), "unknown")
    yield from contract_holds(verdict, view)
    yield from _dissent(view)
    yield from speaks_for(verdict, view)
    yield from in_the_way(verdict, view)
    yield from find_out(view)
    if verdict.success is not None and verdict.risks is not None:
        yield from _profile(verdict.success, verdict.risks, view.guide)
        yield from _measures(verdict, view, on_screen=on_screen)
    else:
        yield doc.Callout(texts.headings.quick, texts.quick_hint)
    yield from rule(view)


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
        entries.append(doc.Entry(question.title, "\n".join(told), label=view.key_label(id), note=view.remark(id)))
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


def _profile(success: dict[str, int], risks: dict[str, int], guide: Guide) -> Iterator[doc.Block]:
    yield doc.Heading(guide.verdict.headings.profile)
    yield doc.Paragraph(guide.verdict.profile)
    blocks = guide.interview.blocks
    yield _bars(blocks.success.title, success, ("good", "mixed", "bad", "unknown"))
    yield _bars(blocks.risks.title, risks, ("bad", "mixed", "good", "unknown"))


def _bars(title: str, counts: dict[str, int], tones: tuple[doc.Tone, ...]) -> doc.Bars:
    bars = tuple(
        doc.Bar(FACTOR_LABELS[value], counts[value.value], tone)
        for value, tone in zip(FACTOR_VALUES, tones, strict=True)
    )
    return doc.Bars(title, bars, sum(counts.values()))


def definite_measures(verdict: Verdict) -> tuple[Measure, ...]:
    """Return the measures that people are shown: what is unknown is to be found out first, and stands there."""
    return tuple(each for each in verdict.measures if each.value != Value.UNSURE)


def _measures(verdict: Verdict, view: ReportView, *, on_screen: bool) -> Iterator[doc.Block]:
    texts, labels = view.texts, view.texts.labels
    yield doc.Heading(texts.headings.measures)
    measures = definite_measures(verdict)
    if not measures:
        if verdict.measures:
            yield doc.Paragraph(texts.measures_unknown)
        else:
            yield doc.Paragraph(texts.measures_none if view.report.complete else texts.measures_missing)
        return
    yield doc.Paragraph(texts.measures_intro)
    entries = [
        doc.Entry(
            view.question(each.id).title,
            each.text,
            label=view.key_label(each.id),
            aside="\n".join(filter(None, (_reason(each, view), view.then(each.id)))),
            note=view.remark(each.id),
        )
        for each in measures
    ]
    if on_screen:
        reading = (read_on(view.guide.reading(each.section)) for each in measures)
        with_reading = (
            doc.Entry(each.term, each.text, each.label, f"{each.aside}\n{more}", each.note)
            for each, more in zip(entries, reading, strict=True)
        )
        yield doc.Entries(tuple(with_reading), ordered=True)
        return
    head = (labels.number, labels.measure, labels.responsible, labels.until)
    rows = tuple((str(number), entry, "", "") for number, entry in enumerate(entries, start=1))
    yield doc.Table(head, rows, blank=(2, 3), widths=(6, 52, 23, 19))


def _reason(measure: Measure, view: ReportView) -> str:
    """Why a measure is on the list: where it comes from and what was answered."""
    labels = view.texts.labels
    return f"{labels.success if measure.kind == 'success' else labels.risk}: {FACTOR_LABELS[measure.value].lower()}"


def _fears(view: ReportView) -> Iterator[doc.Block]:
    if view.report.scope != "full":
        return
    guide, texts = view.guide, view.texts
    chosen = view.assessment.chosen("fears") or ()
    rows = [
        (doc.Entry(fear.title, fear.statement), doc.Entry("", fear.reply, aside=read_on(guide.reading(fear.read_on))))
        for fear in guide.fears
        if fear.id in chosen
    ]
    if other := view.assessment.note_of("fears"):
        reply = doc.Entry("", texts.other_fear_reply, aside=texts.marks.own)
        rows.append((doc.Entry("", "", note=texts.other_shown.format(note=other)), reply))
    if rows:
        yield doc.Heading(texts.headings.fears)
        yield doc.Paragraph(texts.fears_intro)
        yield doc.Pairs(texts.fears_left, texts.fears_right, tuple(rows))


def _next_steps(verdict: Verdict, view: ReportView) -> Iterator[doc.Block]:
    texts = view.texts
    branches = {branch.id: branch for branch in view.guide.branches}
    ids: tuple[str, ...] = getattr(texts.headlines, verdict.outcome).branches.at(view.report.stage)
    yield doc.Heading(texts.headings.next_steps)
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


def _all_answers(view: ReportView) -> Iterator[doc.Block]:
    report, guide, assessment = view.report, view.guide, view.assessment
    yield doc.Heading(view.texts.headings.answers)
    ids = guide.asked("full")
    shown = [id for id in ids if id in guide.asked(report.scope) or id in report.answers or assessment.note_of(id)]
    part, rows, lists = "", list[Row](), False
    for id in shown:
        question = guide.questions[id]
        if question.part != part:
            if rows:
                yield _answers(rows, view, lists=lists)
            part, rows, lists = question.part, [], question.is_list
            yield doc.Heading(part, 3)
        rows.append(_row(id, view))
    if rows:
        yield _answers(rows, view, lists=lists)
    gone = [(id, answer) for id, answer in report.answers.items() if id not in ids]
    if gone:
        yield doc.Heading(view.texts.headings.gone, 3)
        remarks = [doc.Entry("", view.sentence(id) or id, note=view.remark(id)) for id, _ in gone]
        yield _answers(
            [(entry, _bare(each)) for entry, (_, each) in zip(remarks, gone, strict=True)], view, lists=False
        )


def _row(id: str, view: ReportView) -> Row:
    """A question, as it was put, with the answer; what a list does not name stands with what was chosen of it."""
    question, note = view.question(id), view.remark(id)
    answer: doc.Cell = view.guide.prompts.missing.answer
    if id in view.report.dissent:
        answer = view.guide.comparison.agree.no_consensus
    elif (chosen := view.assessment.chosen(id)) is not None:
        answer, note = chosen_cell(question, chosen, view.assessment.note_of(id), view.guide), ""
    elif (value := view.assessment.value_of(id)) is not None:
        answer = question.label(value)
    mark = view.texts.labels.then_mark if view.then(id) else ""
    sentence = view.sentence(id)
    return doc.Entry("", sentence, aside=mark, note=note) if mark or note else sentence, answer


def _bare(answer: Answer | Multiple) -> str:
    """An answer to a question that the content no longer has: the value is all that is known of it."""
    return answer.value.value if isinstance(answer, Answer) else ", ".join(answer)


def _answers(rows: list[Row], view: ReportView, *, lists: bool) -> doc.Table:
    """The tables of all parts line up, but for the lists of reasons or fears, which are longer answers."""
    head = (view.texts.labels.question, view.texts.labels.answer)
    return doc.Table(head, tuple(rows), widths=(47, 53) if lists else (78, 22))


def _origin(report: Report) -> str:
    mark = f"Inhalte Version {report.content.version}, Prüfsumme {report.content.digest[:12]}"
    if report.judged != report.content:
        mark += f"; ausgewertet mit Version {report.judged.version}, Prüfsumme {report.judged.digest[:12]}"
    id = f" Kennung {report.id}." if report.id else ""
    return f"Erstellt mit verbund-check. {mark}.{id}"


def _recap(verdict: Verdict, view: ReportView) -> Iterator[doc.Block]:
    """The result once more at the end: a long page leaves only its end on the screen."""
    report, texts = view.report, view.texts.recap
    title, _ = headline_of(verdict, report.stage, view.guide)
    told = [against(verdict, view.guide), *numbers(verdict, view.guide)]
    if count := len(definite_measures(verdict)):
        told.append(texts.measures_one if count == 1 else texts.measures_many.format(count=count))
    yield doc.Callout(texts.title.format(title=title), "\n".join(filter(None, told)), tone_of(verdict))
    if report.id:
        # Each command on a line of its own, outside the box: it is to be copied.
        export = f"verbund-check export {report.id} --output"
        commands = [f"{texts.hand_on}\n{export} bericht.html"]
        if report.complete and report.party not in (None, Party.JOINT):
            commands.append(f"{texts.compare}\n{export} antworten.json")
        yield doc.Paragraph("\n".join(commands))
