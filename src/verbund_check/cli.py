"""The command line: what can be typed, and the one place that turns errors into German and exit codes.

Each command imports what it needs inside its body, so that none waits for another's libraries.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from verbund_check import __version__, streams
from verbund_check.errors import ExitCode, VerbundError
from verbund_check.german_help import GermanCommand, GermanGroup, usage_error

app = typer.Typer(
    cls=GermanGroup,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

Format = Annotated[
    str | None, typer.Option("--format", metavar="FORMAT", help="Dateiformat; sonst nach der Endung von --output.")
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="DATEI", help="In diese Datei schreiben; - ist die Standardausgabe."),
]
Force = Annotated[bool, typer.Option("--force", help="Eine vorhandene Datei ersetzen.")]
AsJson = Annotated[bool, typer.Option("--json", help="Das Ergebnis als JSON ausgeben, sonst nichts.")]


@app.callback(invoke_without_command=True)
def start(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Die Version des Programms.")] = False,
) -> None:
    """Passt ein Qualifizierungsverbund zu Ihrem Betrieb? Fragen, Auswertung, Leitfaden.

    Ohne Befehl öffnet sich im Terminal ein Menü. Am schnellsten beginnen Sie mit: verbund-check assess
    """
    if version:
        streams.write_data(f"verbund-check {__version__}\n")
    elif ctx.invoked_subcommand is None:
        streams.write_data(ctx.get_help() + "\n")
    else:
        return
    raise typer.Exit


@app.command(cls=GermanCommand)
def assess(
    id: Annotated[
        str | None, typer.Argument(metavar="KENNUNG", help="Eine gespeicherte Einschätzung fortsetzen oder ändern.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="Name des Betriebs.")] = None,
    party: Annotated[
        str | None,
        typer.Option("--party", metavar="SEITE", help="Wer antwortet: hr, works-council, management oder joint."),
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option("--stage", metavar="STAND", help="Stand des Verbundes: planned (geplant) oder running (läuft)."),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Nur die sieben Fragen zur Bereitschaft.")] = False,
    answers: Annotated[
        str | None,
        typer.Option(
            "--answers", metavar="DATEI", help="Antworten aus einer Datei (YAML oder JSON); - ist die Standardeingabe."
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="Zur ersten offenen Frage; ohne KENNUNG in der neuesten angefangenen Einschätzung."
        ),
    ] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Nichts fragen.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Einfache Zeilen, etwa für Bildschirmleser.")] = False,
    as_json: AsJson = False,
    blank: Annotated[bool, typer.Option("--blank", help="Den Fragebogen zum Ausfüllen auf Papier ausgeben.")] = False,
    form: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Fragen beantworten und die Auswertung sehen.

    Jede Antwort wird sofort gespeichert. Sie können jederzeit unterbrechen und später weitermachen.
    """
    from verbund_check.commands.assess import Wishes

    wishes = Wishes(
        id=id,
        name=name,
        party=party,
        stage=stage,
        quick=quick,
        answers=answers,
        resume=resume,
        no_input=no_input,
        plain=plain,
        as_json=as_json,
    )
    if blank:
        from verbund_check.commands import blank as blank_command

        blank_command.run(wishes, form, output, force=force)
        return
    from verbund_check.commands import assess as assess_command

    if form is not None or output is not None:
        from verbund_check.errors import InputError

        raise InputError(
            "--format und --output gehören bei assess zu --blank; einen Bericht schreibt „verbund-check export“."
        )
    assess_command.run(wishes)


@app.command(cls=GermanCommand)
def show(
    section: Annotated[
        str | None, typer.Argument(metavar="ABSCHNITT", help="Name des Abschnitts; ohne ihn die Liste.")
    ] = None,
    form: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Einen Abschnitt des Leitfadens lesen."""
    from verbund_check.commands import show as command

    command.run(section, form, output, force=force)


@app.command("list", cls=GermanCommand)
def list_saved(as_json: AsJson = False) -> None:
    """Gespeicherte Einschätzungen auflisten."""
    from verbund_check.commands import listing

    listing.run(as_json=as_json)


@app.command(cls=GermanCommand)
def export(
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="KENNUNG|DATEI", help="Was in den Bericht soll; ohne Angabe die neueste vollständige Einschätzung."
        ),
    ] = None,
    form: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Einen Bericht schreiben, den man weitergeben kann."""
    from verbund_check.commands import export as command

    command.run(target, form, output, force=force)


@app.command(cls=GermanCommand)
def check(
    folder: Annotated[
        str | None, typer.Argument(metavar="ORDNER", help="Inhaltsordner; ohne Angabe der verwendete.")
    ] = None,
) -> None:
    """Einen Inhaltsordner prüfen und alle Fehler nennen."""
    from verbund_check.commands import check as command

    command.run(folder)


def main() -> None:
    """Entry point: run and end the process with the exit code."""
    streams.prepare()
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        # The reader of a pipe has gone (verbund-check show | head): Python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the program with these arguments and return its exit code; never raises."""
    try:
        result = app(arguments, prog_name="verbund-check", standalone_mode=False)
    except VerbundError as error:
        streams.tell(str(error))
        return error.exit_code
    except BrokenPipeError:
        return ExitCode.DONE
    except (KeyboardInterrupt, EOFError):
        streams.tell("Abgebrochen.")
        return ExitCode.INTERRUPTED
    except Exception as error:
        return _unexpected(error)
    return result if isinstance(result, int) else ExitCode.DONE


def _unexpected(error: Exception) -> int:
    if type(error).__module__.startswith("typer.") and hasattr(error, "format_message"):
        told = usage_error(error)
        streams.tell(str(told))
        return told.exit_code
    if os.environ.get("VERBUND_CHECK_DEBUG"):
        raise error
    streams.tell(
        f"Das ist ein Fehler im Programm ({type(error).__name__}); Ihre gespeicherten Antworten sind davon nicht betroffen. "
        "Bitte melden Sie uns, was Sie gerade getan haben."
    )
    return ExitCode.FAULT
