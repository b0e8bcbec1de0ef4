"""The command line: what can be typed, and the one place that turns errors into German and exit codes.

Each command imports what it needs inside its body, so that none waits for another's libraries.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from copy import copy
from typing import Annotated, Any

gc.set_threshold(100_000)  # hardly anything that is loaded is garbage: looking for it takes a tenth of a short run

import typer

from verbund_check import __version__, completion, interrupts
from verbund_check.cli_german import PLAIN, GermanCommand, GermanGroup, usage_error
from verbund_check.errors import ExitCode, VerbundError, cannot_load
from verbund_check.terminal import streams

app = typer.Typer(
    cls=GermanGroup,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _format(complete: Callable[[str], list[tuple[str, str]]]) -> Any:
    return typer.Option(
        "--format",
        metavar="FORMAT",
        help="Dateiformat: {values}. Ohne Angabe richtet es sich nach der Endung von --output.",
        autocompletion=complete,
    )


Format = Annotated[str | None, _format(completion.document_formats)]
ReportFormat = Annotated[str | None, _format(completion.report_formats)]
ComparisonFormat = Annotated[str | None, _format(completion.comparison_formats)]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="DATEI", help="In diese Datei schreiben; - ist die Standardausgabe."),
]
Force = Annotated[bool, typer.Option("--force", help="Eine vorhandene Datei ersetzen.")]
_PARTIES = completion.one_of(
    ("hr", "Personalabteilung"),
    ("works-council", "Betriebsrat"),
    ("management", "Geschäftsleitung"),
    ("joint", "Personalabteilung mit Betriebsrat"),
)
Name = Annotated[str | None, typer.Option("--name", metavar="TEXT", help="Name des Betriebs.")]
Party = Annotated[
    str | None,
    typer.Option(
        "--party",
        metavar="SEITE",
        help="Wer antwortet: hr (Personalabteilung), works-council (Betriebsrat), management (Geschäftsleitung) oder "
        "joint (Personalabteilung mit Betriebsrat).",
        autocompletion=_PARTIES,
    ),
]
Stage = Annotated[
    str | None,
    typer.Option(
        "--stage",
        metavar="PHASE",
        help="Phase des Verbundes: planned (geplant) oder running (läuft).",
        autocompletion=completion.one_of(("planned", "geplant"), ("running", "läuft")),
    ),
]
Quick = Annotated[bool, typer.Option("--quick", help="Nur die Fragen zur Bereitschaft.")]
AsJson = Annotated[bool, typer.Option("--json", help="Das Ergebnis als JSON ausgeben, sonst nichts.")]


@app.callback(invoke_without_command=True)
def start(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Die Version des Programms.")] = False,
) -> None:
    """Prüft, ob ein Qualifizierungsverbund zu Ihrem Betrieb passt: Fragen, Ergebnis, Leitfaden.

    Ohne Befehl öffnet sich im Terminal ein Menü. Am schnellsten beginnen Sie mit: verbund-check assess
    """
    if version:
        streams.write_data(f"verbund-check {__version__}\n")
    elif ctx.invoked_subcommand is None and streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stderr):
        from verbund_check.path import menu

        menu.run()
    elif ctx.invoked_subcommand is None:
        streams.write_data(ctx.get_help() + "\n")
    else:
        return
    raise typer.Exit


@app.command(cls=GermanCommand)
def assess(
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="KENNUNG",
            help="Eine gespeicherte Einschätzung fortsetzen oder berichtigen, mit --again nach ihr eine neue Runde beginnen.",
            autocompletion=completion.saved_ids,
        ),
    ] = None,
    name: Name = None,
    party: Party = None,
    stage: Stage = None,
    quick: Quick = False,
    answers: Annotated[
        str | None,
        typer.Option(
            "--answers",
            metavar="DATEI",
            help="Antworten aus einer Datei (Word-Fragebogen, YAML, JSON); - ist die Standardeingabe.",
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="Zur ersten offenen Frage; ohne KENNUNG in der neuesten angefangenen Einschätzung."
        ),
    ] = False,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Eine neue Runde: Neben jeder Frage steht, was Sie beim letzten Mal geantwortet haben; g übernimmt es. "
            "Ohne KENNUNG nach Ihrer neuesten vollständigen Einschätzung.",
        ),
    ] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Nichts fragen.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Nach den Fragen das ganze Ergebnis ausgeben, nicht nur das kurze.")
    ] = False,
    as_json: AsJson = False,
    blank: Annotated[bool, typer.Option("--blank", help="Den Fragebogen zum Ausfüllen auf Papier ausgeben.")] = False,
    form: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Fragen beantworten und das Ergebnis sehen.

    Jede Antwort wird sofort gespeichert. Sie können jederzeit unterbrechen und später weitermachen.
    """
    from verbund_check.commands import assess as command
    from verbund_check.commands.deliver import Destination

    wishes = command.Wishes(
        id=id,
        name=name,
        party=party,
        stage=stage,
        quick=quick,
        answers=answers,
        resume=resume,
        again=again,
        no_input=no_input,
        full=full,
        as_json=as_json,
    )
    if blank:
        command.blank(wishes, Destination(form, output, force))
        return
    if form is not None or output is not None:
        from verbund_check.errors import InputError
        from verbund_check.shell import typed

        raise InputError(
            f"--format und --output gehören bei assess zu --blank; einen Bericht schreibt „{typed('export')}“."
        )
    if done := command.run(wishes):
        from verbund_check.path import menu

        menu.run(just_done=done)


@app.command(cls=GermanCommand)
def form(
    name: Name = None,
    party: Party = None,
    stage: Stage = None,
    quick: Quick = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DATEI",
            help="In diese Datei schreiben (.html oder, für die Post, .zip); - ist die Standardausgabe.",
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Den Fragebogen als eine Datei schreiben, die jeder Browser öffnet.

    Für alle, die das Programm nicht haben: Die Datei braucht kein Netz. Was man darin speichert, lesen assess --answers,
    export und compare. Ohne Angabe fragt der Bogen selbst nach Betrieb, Seite und Phase.
    """
    from verbund_check.commands import form as command

    command.run(command.Wishes(name=name, party=party, stage=stage, quick=quick, output=output, force=force))


@app.command(cls=GermanCommand)
def show(
    section: Annotated[
        str | None,
        typer.Argument(
            metavar="ABSCHNITT", help="Name des Abschnitts; ohne ihn die Liste.", autocompletion=completion.sections
        ),
    ] = None,
    form: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Einen Abschnitt des Leitfadens lesen."""
    from verbund_check.commands import show as command
    from verbund_check.commands.deliver import Destination

    command.run(section, Destination(form, output, force))


@app.command("list", cls=GermanCommand)
def list_saved(as_json: AsJson = False) -> None:
    """Auflisten, was gespeichert ist: Einschätzungen und Eckpunktepapiere."""
    from verbund_check.commands import list as listing

    listing.run(as_json=as_json)


@app.command(cls=GermanCommand)
def export(
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="KENNUNG|DATEI|ORDNER",
            help="Was in den Bericht soll; ohne Angabe die neueste vollständige Einschätzung. "
            "Sind Antworten mehrerer Seiten gespeichert, ist die Kennung nötig.",
            autocompletion=completion.saved_ids,
        ),
    ] = None,
    form: ReportFormat = None,
    output: Output = None,
    force: Force = False,
    show: Annotated[bool, typer.Option("--open", help="Die geschriebene Datei öffnen.")] = False,
    without_notes: Annotated[bool, typer.Option("--without-notes", help="Alle Bemerkungen weglassen.")] = False,
    with_origins: Annotated[
        bool,
        typer.Option(
            "--with-origins",
            help="Bei einer gemeinsamen Einschätzung auch die Antworten und Bemerkungen mitgeben, die jede Seite vorher für "
            "sich gegeben hat (json; jsonl nennt nur ihre Kennungen).",
        ),
    ] = False,
) -> None:
    """Einen Bericht schreiben, den man weitergeben kann.

    Der Bericht enthält Ihre Bemerkungen, wenn Sie sie nicht mit --without-notes weglassen.
    """
    from verbund_check.commands import export as command
    from verbund_check.commands.deliver import Destination

    command.run(
        target,
        Destination(form, output, force),
        show=show,
        with_notes=not without_notes,
        with_origins=with_origins,
    )


@app.command(cls=GermanCommand)
def delete(
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KENNUNG …",
            help="Was gelöscht wird: Einschätzungen oder Eckpunktepapiere.",
            autocompletion=completion.stored_ids,
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Löschen, ohne zu fragen.")] = False,
) -> None:
    """Gespeichertes löschen.

    Vorher fragt das Programm nach. Steht eine Kopie dieser Antworten noch in einer anderen gespeicherten Datei, etwa in
    einer gemeinsamen Einschätzung, nennt es die Datei.
    """
    from verbund_check.commands import delete as command

    command.run(ids or (), yes=yes)


@app.command(cls=GermanCommand)
def compare(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KENNUNG|DATEI|ORDNER",
            help="Was verglichen wird; zwei oder mehr, oder ein Ordner.",
            autocompletion=completion.saved_ids,
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="ART",
            help="parties oder seiten (zwei Seiten eines Betriebs), time oder zeit (zwei Zeitpunkte), firms oder betriebe "
            "(mehrere Betriebe), group oder gruppe (drei oder mehr Personen eines Betriebs).",
            autocompletion=completion.one_of(
                ("parties", "zwei Seiten"),
                ("time", "zwei Zeitpunkte"),
                ("firms", "mehrere Betriebe"),
                ("group", "mehrere Personen eines Betriebs"),
            ),
        ),
    ] = None,
    party: Annotated[
        str | None,
        typer.Option(
            "--party",
            metavar="SEITE",
            help="Beim Vergleich mehrerer Betriebe: wessen Einschätzung zählt, wo es keine gemeinsame gibt.",
            autocompletion=_PARTIES,
        ),
    ] = None,
    form: ComparisonFormat = None,
    output: Output = None,
    force: Force = False,
    as_json: AsJson = False,
    agenda: Annotated[bool, typer.Option("--agenda", help="Die Tagesordnung für das gemeinsame Gespräch.")] = False,
    agree: Annotated[bool, typer.Option("--agree", help="Die Unterschiede durchgehen und sich einigen.")] = False,
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="Nur Zahlen: nichts, was einen einzelnen Betrieb erkennen lässt.")
    ] = False,
) -> None:
    """Einschätzungen vergleichen: zwei Seiten, zwei Zeitpunkte, mehrere Betriebe oder eine Gruppe.

    Antworten beide Seiten eines Betriebs getrennt, zeigt der Vergleich erst etwas, wenn beide fertig sind.
    """
    from verbund_check.commands import compare as command
    from verbund_check.commands.deliver import Destination

    command.run(
        command.Wishes(
            targets=tuple(targets or ()),
            kind=kind,
            party=party,
            to=Destination(form, output, force),
            as_json=as_json,
            agenda=agenda,
            agree=agree,
            anonymous=anonymous,
        )
    )


@app.command(cls=GermanCommand)
def rules(
    blank: Annotated[bool, typer.Option("--blank", help="Das Papier zum Ausfüllen von Hand.")] = False,
    form: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Ein Eckpunktepapier für den Verbund schreiben, Punkt für Punkt.

    Es hilft beim Gespräch mit den Partnern und ist keine Rechtsberatung.
    """
    from verbund_check.commands import rules as command
    from verbund_check.commands.deliver import Destination

    command.run(Destination(form, output, force), blank=blank)


@app.command(cls=GermanCommand)
def check(
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar="ORDNER",
            help="Inhaltsordner; ohne Angabe der mitgelieferte oder in VERBUND_CHECK_CONTENT genannte.",
        ),
    ] = None,
) -> None:
    """Einen Inhaltsordner prüfen und alle Fehler nennen."""
    from verbund_check.commands import check as command

    command.run(folder)


@app.command("completion", cls=GermanCommand)
def print_completion(
    shell: Annotated[
        str,
        typer.Argument(
            metavar="SHELL",
            help="bash, zsh, fish oder powershell.",
            autocompletion=completion.one_of(*((shell, "") for shell in completion.SHELLS)),
        ),
    ],
) -> None:
    """Ein Skript ausgeben, das Befehle und Abschnitte mit der Tabulatortaste ergänzt.

    Für bash etwa: verbund-check completion bash >> ~/.bashrc
    """
    streams.write_data(completion.script(shell))


def main() -> None:
    """Entry point: run and end the process with the exit code."""
    streams.prepare()
    completion.prepare()
    with interrupts.running():
        code = run(sys.argv[1:])
    try:
        streams.finish()
    except BrokenPipeError:
        pass  # the reader has gone (verbund-check show | head)
    except VerbundError as error:
        if code != error.exit_code:
            streams.tell(str(error))
        code = error.exit_code
    gc.freeze()  # the process ends: nothing needs to be looked through once more
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the program with these arguments and return its exit code; never raises."""
    try:
        return _invoke(arguments)
    except VerbundError as error:
        streams.tell(str(error))
        return error.exit_code
    except BrokenPipeError:
        return ExitCode.DONE
    except (KeyboardInterrupt, EOFError):
        streams.tell("Abgebrochen.")
        return ExitCode.INTERRUPTED
    except Exception as error:
        return _unexpected(error, arguments)


def _invoke(arguments: list[str]) -> int:
    """Run the command. Typer's own `main` would end the program at a broken pipe and swallow an interruption."""
    # Wherever it stands, and before anything is made of the words: the help page is laid out by it as well.
    streams.choose_plain(True if PLAIN in arguments else None)
    program = _program(arguments)
    if os.environ.get(completion.VARIABLE):  # the shell asks what it can offer: only Typer's `main` knows the answer
        program.main(arguments, prog_name="verbund-check")
    try:
        with program.make_context("verbund-check", list(arguments)) as ctx:
            program.invoke(ctx)
    except typer.Exit as end:
        return end.exit_code
    return ExitCode.DONE


def _program(arguments: list[str]) -> Any:
    """Return the program; where a command is called, with that command alone: to build all of them takes time."""
    if completion.VARIABLE not in os.environ:
        first = next((word for word in arguments if word != PLAIN), "")
        called = [each for each in app.registered_commands if first == _name(each)]
        if called:
            lean = copy(app)
            lean.registered_commands = called
            return typer.main.get_command(lean)
    return typer.main.get_command(app)


def _name(command: Any) -> str:
    name: str = command.name or command.callback.__name__
    return name


def _unexpected(error: Exception, arguments: list[str]) -> int:
    if type(error).__module__.startswith("typer.") and hasattr(error, "format_message"):
        told = usage_error(error, typer.main.get_command(app), arguments)
        streams.tell(str(told))
        return told.exit_code
    if os.environ.get("VERBUND_CHECK_DEBUG"):
        raise error
    if isinstance(error, ImportError) and not (error.name or "verbund_check").startswith("verbund_check"):
        streams.tell(cannot_load(error))
        return ExitCode.FAULT
    streams.tell(
        f"Das ist ein Fehler im Programm ({type(error).__name__}); Ihre gespeicherten Antworten sind davon nicht betroffen. "
        "Bitte sagen Sie der Person, die das Programm betreut, was Sie gerade getan haben."
    )
    return ExitCode.FAULT
