"""Writes docs/commands.md from the program's own help; with --check only says whether it is current."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from khronika.cli import main

PAGE = Path(__file__).parent / "commands.md"
WIDTH = 100
HEAD = """# Commands

Written by `python3 dev.py docs` from what each command's `--help` prints.
To change a text, change the help in `src/khronika/cli`, not this page.
"""


def page() -> str:
    """The page as it should be."""
    parts = [f"## {name}\n\n```\n{told}\n```\n" for name, told in helps(main, "khronika")]
    return HEAD + "\n" + "\n".join(parts)


def helps(command: click.Command, name: str, above: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """(full name, help) of a command and of all below it."""
    context = click.Context(
        command,
        info_name=name.split()[-1],
        parent=above,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=main.context_settings["help_option_names"],
    )
    yield name, command.get_help(context).rstrip()
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            below = command.get_command(context, sub)
            if below is not None and not below.hidden:
                yield from helps(below, f"{name} {sub}", context)


def run(words: list[str]) -> int:
    """Write the page, or compare it; the exit code."""
    is_current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
    if "--check" in words:
        print(f"{PAGE.name} is {'current' if is_current else 'old: python3 dev.py docs'}")
        return 0 if is_current else 1
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.name} {'was current' if is_current else 'written'}")
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
