"""Typer's help pages and usage errors in German.

Typer has vendored Click, whose sentences are English whatever the locale. So the help page is laid out here, and
usage errors are told by the kind of the exception, never by its text.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup, TyperOption

from verbund_check.errors import InputError
from verbund_check.terminal import streams
from verbund_check.terminal.wrap import MEASURE, NARROWEST, wrap_text
from verbund_check.text import one_line, shortened, suggestion

PLAIN = "--plain"


def _plain() -> TyperOption:
    """The option of the program and of each command; it is looked for before anything else is, so nothing gets it."""
    return TyperOption(
        param_decls=[PLAIN], is_flag=True, expose_value=False, help="Einfache Zeilen, etwa für Bildschirmleser."
    )


class GermanCommand(TyperCommand):
    """A command whose help page is German."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.params.append(_plain())

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page into `formatter`."""
        formatter.write(page(self, ctx))


class GermanGroup(TyperGroup):
    """The program itself, whose help page is German."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.params.append(_plain())

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page into `formatter`."""
        formatter.write(page(self, ctx))


def page(command: Any, ctx: Any) -> str:
    """Return the help page of a command: how it is called, what it does, its arguments, options and commands."""
    width = _width()
    arguments = [param for param in command.params if param.param_type_name == "argument" and not param.hidden]
    options = [param for param in command.get_params(ctx) if param.param_type_name == "option" and not param.hidden]
    commands = getattr(command, "commands", {})
    usage = ["Aufruf:", ctx.command_path, "[OPTIONEN]"]
    usage += [_argument(param) for param in arguments] + (["BEFEHL …"] if commands else [])
    parts = ["\n".join(wrap_text(" ".join(usage), width, hang=" " * 8))]
    parts += [_filled(paragraph, width) for paragraph in (command.help or "").strip().split("\n\n") if paragraph]
    if arguments:
        parts.append("Angaben:\n" + _rows([(_argument(param), param.help or "") for param in arguments], width))
    parts.append("Optionen:\n" + _rows([(_option(param), _help_of(param, ctx)) for param in options], width))
    if commands:
        rows = [
            (name, (each.short_help or each.help or "").split("\n")[0])
            for name, each in commands.items()
            if not each.hidden
        ]
        parts.append("Befehle:\n" + _rows(rows, width))
        parts.append(_filled(f"Mehr zu einem Befehl: {ctx.command_path} BEFEHL --help", width))
    return "\n\n".join(parts) + "\n"


def _filled(text: str, width: int) -> str:
    return "\n".join(wrap_text(one_line(text), width))


def _width() -> int:
    import shutil

    return max(min(shutil.get_terminal_size().columns, MEASURE), 30)


def _argument(param: Any) -> str:
    name = param.metavar or param.name.upper()
    return f"{name} …" if param.nargs == -1 and param.required else name if param.required else f"[{name}]"


def _option(param: Any) -> str:
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag or param.count else f"{names} {param.metavar or 'TEXT'}"


def _help_of(param: Any, ctx: Any) -> str:
    """The help of an option; in place of {values} stands what the tab key would offer."""
    text = param.help or ""
    if "{values}" in text:
        names = [item.value for item in param.shell_complete(ctx, "")]
        text = text.format(values=" oder ".join(filter(None, (", ".join(names[:-1]), *names[-1:]))))
    return "Diese Hilfe." if param.name == "help" else text


def _rows(rows: list[tuple[str, str]], width: int) -> str:
    """Names on the left and their help beside them; below them where the window is narrow, or lines are to be plain."""
    left = min(max(len(name) for name, _ in rows), 30) + 4
    narrow = width < 60 or streams.plain_wanted()
    lines = []
    for name, text in rows:
        stacked = narrow or len(name) > left - 4
        indent = 6 if narrow else left
        filled = wrap_text(text, max(width - indent, NARROWEST))
        lines.append(f"  {name}" if stacked else f"  {name:<{left - 2}}{filled.pop(0)}")
        lines += [" " * indent + line for line in filled]
    return "\n".join(line.rstrip() for line in lines)


def usage_error(error: Exception, program: Any, words: list[str]) -> InputError:
    """Return the German sentence for an error that Typer found in the command line `words` of `program`."""
    name = next((word for word in words if not word.startswith("-")), "")
    command = program.commands.get(name, program)
    path = "verbund-check" if command is program else f"verbund-check {name}"
    more = f" „{path} --help“ zeigt, was möglich ist."
    option = getattr(error, "option_name", "") or ""
    param = getattr(error, "param", None)
    match type(error).__name__:
        case "NoSuchOption":
            known = ["--help", *(opt for each in command.params for opt in each.opts)]
            return InputError(f"Die Option „{shortened(option)}“ gibt es nicht.{suggestion(option, known)}{more}")
        case "MissingParameter":
            missing = _argument(param).strip("[]") if param is not None else ""
            return InputError(f"Es fehlt eine Angabe: {missing}.{more}")
        case "BadOptionUsage":
            given = next((each for each in command.params if option in each.opts), None)
            if given is not None and given.is_flag:
                return InputError(f"Die Option „{shortened(option)}“ steht für sich und nimmt keinen Wert.{more}")
            return InputError(f"Nach der Option „{shortened(option)}“ fehlt ihr Wert.{more}")
        case "BadParameter":
            bad = max(param.opts, key=len) if param is not None else "eine Angabe"
            return InputError(f"Der Wert für „{bad}“ passt nicht.{more}")
        case "UsageError" if command is program and name:
            return InputError(
                f"Den Befehl „{shortened(name)}“ gibt es nicht.{suggestion(name, program.commands)}{more}"
            )
        case "UsageError":
            return InputError(f"Hier steht eine Angabe zu viel.{more}")
        case _:
            return InputError(f"Diesen Aufruf versteht verbund-check nicht.{more}")
