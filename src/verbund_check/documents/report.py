"""The report as a document: verdict, what stands in the way, profile, measures, links, all answers.

The terminal and every file format show this one document, so they never disagree.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbund_check.answers.assessment import Answer, Multiple, Origin
from verbund_check.documents import blocks as doc
from verbund_check.documents.labels import key_label, read_on
from verbund_check.guide.model import Guide
from verbund_check.guide.texts import Outcome
from verbund_check.guide.values import FACTOR_LABELS, FACTOR_VALUES, Party, Value
from verbund_check.policy.report import Report, assessment_of
from verbund_check.policy.verdict import Measure, Verdict, is_tempered
from verbund_check.text import local_day

Row = tuple[doc.Cell, str]
TONES: dict[str, doc.Tone] = {"go": "good", "difficult": "bad", "open": "mixed"}


def report_document(report: Report, guide: Guide, *, on_screen: bool = False) -> doc.Document:
    """Return the report to hand round; `on_screen` leaves out what is only of use on paper.

    That is the list of all answers (the person has just given them) and the columns to fill in by hand.
    """
    blocks: list[doc.Block] = [doc.Fields(tuple(_head(report, guide)))]
    if report.verdict is None:
        blocks.append(_missing(report, guide))
        blocks += _dissent(report, guide)
    else:
        blocks += _verdict(report, report.verdict, guide, on_screen=on_screen)
    blocks += _fears(report, guide)
    if report.verdict is not None:
        blocks += _next_steps(report.verdict, guide)
    if not on_screen:
        blocks += _all_answers(report, guide)
    blocks.append(doc.Paragraph(guide.verdict.disclaimer, "quiet"))
    blocks.append(doc.Paragraph(_origin(report), "quiet"))
    if on_screen and report.verdict is not None:
        blocks.extend(_recap(report, report.verdict, guide))
    return doc.Document("Passt ein Qualifizierungsverbund zu uns?", tuple(blocks))


def _head(report: Report, guide: Guide) -> Iterator[tuple[str, str]]:
    yield "Betrieb", guide.firm(report.organisation)
    yield "Antworten von", guide.party(report.party)
    if report.finished:
        yield "Abgeschlossen am", local_day(report.finished)
    else:
        yield "Begonnen am", f"{local_day(report.started)} (noch nicht abgeschlossen)"
    yield "Stand des Verbundes", guide.interview.stages.at(report.stage)
    yield "Umfang", "nur die Fragen zur Bereitschaft" if report.scope == "quick" else "alle Fragen"
    if report.origins:
        yield "Geeinigt aus", "; ".join(_side(origin, guide) for origin in report.origins)


def _side(origin: Origin, guide: Guide) -> str:
    """One of the two assessments that a joint one came from."""
    return f"{guide.party(origin.party)} ({f'{local_day(origin.finished)}, ' if origin.finished else ''}{origin.id})"


def _missing(report: Report, guide: Guide) -> doc.Block:
    missing = [_title(id, guide) for id in _open(report, guide) if guide.questions[id].kind == "readiness"]
    return doc.Callout(
        "Noch kein Ergebnis", f"Von den Fragen zur Bereitschaft fehlen noch Antworten: {', '.join(missing)}.", "unknown"
    )


def _title(id: str, guide: Guide) -> str:
    return guide.questions[id].title


def _open(report: Report, guide: Guide) -> tuple[str, ...]:
    return tuple(id for id in guide.asked(report.scope) if id not in report.answers)


def _heading_of(verdict: Verdict, guide: Guide) -> str:
    outcome: Outcome = getattr(guide.verdict.outcomes, verdict.outcome)
    return (is_tempered(verdict) and outcome.tempered_title) or outcome.title


def _tone_of(verdict: Verdict) -> doc.Tone:
    return "mixed" if verdict.outcome == "go" and is_tempered(verdict) else TONES[verdict.outcome]


def _counts(verdict: Verdict, guide: Guide) -> str:
    return guide.verdict.counts.format(total=sum(verdict.readiness.values()), **verdict.readiness)


def _recap(report: Report, verdict: Verdict, guide: Guide) -> Iterator[doc.Block]:
    """The result once more at the end: a long page leaves only its end on the screen."""
    parts = [_counts(verdict, guide)]
    if verdict.measures:
        count = len(verdict.measures)
        parts.append("Eine Maßnahme steht oben." if count == 1 else f"{count} Maßnahmen stehen oben.")
    yield doc.Callout(f"Kurz gesagt: {_heading_of(verdict, guide)}", " ".join(parts), _tone_of(verdict))
    if report.id:
        # Each command on a line of its own, outside the box: it is to be copied.
        export = f"verbund-check export {report.id} --output"
        told = [f"Ein Bericht zum Weitergeben:\n{export} bericht.html"]
        if report.complete and report.party not in (None, Party.JOINT):
            told.append(f"Ihre Antworten für den Vergleich mit der anderen Seite:\n{export} antworten.json")
        yield doc.Paragraph("\n".join(told))


def _verdict(report: Report, verdict: Verdict, guide: Guide, *, on_screen: bool) -> Iterator[doc.Block]:
    texts = guide.verdict
    outcome: Outcome = getattr(texts.outcomes, verdict.outcome)
    text = (is_tempered(verdict) and outcome.tempered) or outcome.text
    yield doc.Callout(_heading_of(verdict, guide), f"{text} {_counts(verdict, guide)}", _tone_of(verdict))
    missing = _open(report, guide)
    if missing:
        names = ", ".join(_title(id, guide) for id in missing)
        yield doc.Callout("Noch nicht vollständig", f"Ohne Antwort sind bisher: {names}.", "unknown")
    yield from _dissent(report, guide)
    yield from _in_the_way(report, verdict, guide)
    if verdict.success is not None and verdict.risks is not None:
        yield from _profile(verdict.success, verdict.risks, guide)
        yield from _measures(report, verdict, guide, on_screen=on_screen)
    else:
        yield doc.Callout("So geht es weiter", texts.quick_hint)


def _dissent(report: Report, guide: Guide) -> Iterator[doc.Block]:
    """Where two parties have not agreed, with both positions; every report of a joint assessment names it."""
    if not report.dissent:
        return
    yield doc.Heading("Kein Konsens")
    yield doc.Paragraph(guide.comparison.agree.no_consensus_report)
    yield doc.Entries(
        tuple(
            doc.Entry(_title(id, guide), f"{positions(id, report.origins, guide)}.", note=_remark(id, report))
            for id in report.dissent
        )
    )


def positions(id: str, origins: tuple[Origin, ...], guide: Guide) -> str:
    """Return what each side answered, as in „Personalabteilung: Ja; Betriebsrat: Nein“."""
    told = []
    for origin in origins:
        answer = origin.answers.get(id)
        missing = guide.prompts.missing.answer_of_one
        label = guide.questions[id].label(answer.value) if isinstance(answer, Answer) else missing
        told.append(f"{guide.party(origin.party)}: {label}")
    return "; ".join(told)


def _in_the_way(report: Report, verdict: Verdict, guide: Guide) -> Iterator[doc.Block]:
    if not verdict.hurdles and not verdict.caution:
        return
    yield doc.Heading("Was noch im Weg steht")
    for value, lead in ((Value.NO, guide.verdict.hurdles_no), (Value.UNSURE, guide.verdict.hurdles_unsure)):
        entries = [
            doc.Entry(
                _title(hurdle.id, guide),
                hurdle.text,
                aside=read_on(guide.reading(hurdle.section)),
                note=_remark(hurdle.id, report),
            )
            for hurdle in verdict.hurdles
            if hurdle.value == value
        ]
        if entries:
            yield doc.Paragraph(lead)
            yield doc.Entries(tuple(entries))
    success = [factor for factor in guide.success if factor.id in verdict.caution]
    risks = [factor for factor in guide.risks if factor.id in verdict.caution]
    for factors, lead in ((success, guide.verdict.caution_success), (risks, guide.verdict.caution_risks)):
        if factors:
            yield doc.Paragraph(lead)
            yield doc.Entries(
                tuple(
                    doc.Entry(
                        each.title,
                        f"„{each.statement.at(report.stage)}“\n{each.explanation}",
                        note=_remark(each.id, report),
                    )
                    for each in factors
                )
            )


def _profile(success: dict[str, int], risks: dict[str, int], guide: Guide) -> Iterator[doc.Block]:
    yield doc.Heading("Ihr Profil")
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


def _remark(id: str, report: Report) -> str:
    note = assessment_of(report).note_of(id)
    return f"Ihre Bemerkung: {note}" if note else ""


def _measures(report: Report, verdict: Verdict, guide: Guide, *, on_screen: bool) -> Iterator[doc.Block]:
    yield doc.Heading("Maßnahmen")
    if not verdict.measures:
        yield doc.Paragraph(guide.verdict.measures_none if report.complete else "Dafür fehlen noch Antworten.")
        return
    yield doc.Paragraph(guide.verdict.measures_intro)
    if on_screen:
        yield doc.Entries(
            tuple(
                doc.Entry(
                    _title(each.id, guide),
                    each.text,
                    label=key_label(each.key),
                    aside=f"{_reason(each)}\n{read_on(guide.reading(each.section))}",
                    note=_remark(each.id, report),
                )
                for each in verdict.measures
            ),
            ordered=True,
        )
        return
    rows = tuple(
        (
            str(number),
            doc.Entry(
                _title(each.id, guide),
                each.text,
                label=key_label(each.key),
                aside=_reason(each),
                note=_remark(each.id, report),
            ),
            "",
            "",
        )
        for number, each in enumerate(verdict.measures, start=1)
    )
    yield doc.Table(("Nr.", "Erster Schritt", "Verantwortlich", "Bis wann"), rows, blank=(2, 3), widths=(6, 52, 23, 19))


def _reason(measure: Measure) -> str:
    """Why a measure is on the list: where it comes from and what was answered."""
    name = "Erfolgsfaktor" if measure.kind == "success" else "Risiko"
    return f"{name}: {FACTOR_LABELS[measure.value].lower()}"


def _fears(report: Report, guide: Guide) -> Iterator[doc.Block]:
    chosen = assessment_of(report).chosen("fears") or ()
    named = [fear for fear in guide.fears if fear.id in chosen]
    if named and report.scope == "full":
        yield doc.Heading(guide.interview.blocks.fears.title)
        yield doc.Paragraph(guide.verdict.fears_intro)
        rows = tuple(
            (
                doc.Entry(fear.title, fear.statement),
                doc.Entry("", fear.reply, aside=read_on(guide.reading(fear.read_on))),
            )
            for fear in named
        )
        yield doc.Pairs("Ihre Sorge", "Dazu lässt sich sagen", rows)


def _next_steps(verdict: Verdict, guide: Guide) -> Iterator[doc.Block]:
    outcome = getattr(guide.verdict.outcomes, verdict.outcome)
    shown: set[tuple[str, str]] = set()
    yield doc.Heading("Nächste Schritte")
    branches = {branch.id: branch for branch in guide.branches}
    for id in outcome.branches:
        branch = branches[id]
        if len(outcome.branches) > 1:
            yield doc.Heading(branch.title, 3)
        for text in branch.text:
            yield doc.Paragraph(text)
        fresh = tuple(link for link in branch.links if (link.title, link.url) not in shown)
        shown |= {(link.title, link.url) for link in fresh}
        if fresh:
            yield doc.Links(tuple(doc.Link(link.title, link.url, link.kind, link.note) for link in fresh))


def _all_answers(report: Report, guide: Guide) -> Iterator[doc.Block]:
    assessment = assessment_of(report)
    yield doc.Heading("Alle Antworten")
    ids = guide.asked("full")
    shown = [id for id in ids if id in guide.asked(report.scope) or id in report.answers or assessment.note_of(id)]
    part, rows, lists = "", list[Row](), False
    for id in shown:
        question = guide.questions[id]
        if question.part != part:
            if rows:
                yield _answers(rows, lists=lists)
            part, rows, lists = question.part, [], question.is_list
            yield doc.Heading(part, 3)
        given = assessment.chosen(id) if question.is_list else assessment.value_of(id)
        answer = guide.prompts.missing.answer if given is None else question.label(given)
        answer = guide.comparison.agree.no_consensus if id in report.dissent else answer
        rows.append(_row(question.wording(assessment.stage), answer, assessment.note_of(id)))
    if rows:
        yield _answers(rows, lists=lists)
    gone = [(id, answer) for id, answer in report.answers.items() if id not in ids]
    if gone:
        yield doc.Heading("Nicht mehr gefragt", 3)
        yield _answers([_row(id, _bare(answer), assessment.note_of(id)) for id, answer in gone], lists=False)


def _row(question: str, answer: str, note: str) -> Row:
    return doc.Entry("", question, note=f"Bemerkung: {note}") if note else question, answer


def _bare(answer: Answer | Multiple) -> str:
    """An answer to a question that the content no longer has: the value is all that is known of it."""
    return answer.value.value if isinstance(answer, Answer) else ", ".join(answer)


def _answers(rows: list[Row], *, lists: bool) -> doc.Table:
    """The tables of all parts line up, but for the lists of reasons or fears, which are longer answers."""
    return doc.Table(("Frage", "Antwort"), tuple(rows), widths=(47, 53) if lists else (78, 22))


def _origin(report: Report) -> str:
    mark = f"Inhalte Version {report.content.version}, Prüfsumme {report.content.digest[:12]}"
    if report.judged != report.content:
        mark += f"; ausgewertet mit Version {report.judged.version}, Prüfsumme {report.judged.digest[:12]}"
    id = f" Kennung {report.id}." if report.id else ""
    return f"Erstellt mit verbund-check. {mark}.{id}"
