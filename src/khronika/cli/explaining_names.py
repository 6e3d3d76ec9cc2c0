"""khronika explain names: how alike two names are, and why."""

from typing import TYPE_CHECKING, Any

import click

from khronika.cli.visible import visible
from khronika.cli.writing import write_json

if TYPE_CHECKING:
    from khronika.lexicon.name_parts import Part
    from khronika.link.name_reasons import Comparison


@click.command("names", epilog="Example: khronika explain names 'Hossein Rostamzadeh' 'حسین رستم‌زاده'")
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def names_command(left: str, right: str, as_json: bool) -> None:
    """Say how alike two names are, from 0 to 1, and why.

    The names may be of persons or of bodies, in Latin, Arabic, Persian, Cyrillic, Greek, Armenian
    or Georgian letters. The answer rests on the names alone: two persons can share one.
    """
    from khronika.link.name_reasons import compare

    found = compare(left, right)
    if as_json:
        write_json(_to_json(left, right, found))
    else:
        click.echo("\n".join(_lines(left, right, found)))


def _to_json(left: str, right: str, found: "Comparison") -> dict[str, Any]:
    from khronika.link.alike import DIFFERENT, SAME

    def parts(of: "tuple[Part, ...]") -> list[dict[str, str]]:
        return [{"kind": part.kind, "text": part.text} for part in of]

    return {
        "left": {"name": left, "parts": parts(found.left)},
        "right": {"name": right, "parts": parts(found.right)},
        "score": found.score,
        "verdict": found.verdict,
        "thresholds": {"same": SAME, "different": DIFFERENT},
        "reasons": list(found.reasons),
    }


def _lines(left: str, right: str, found: "Comparison") -> list[str]:
    from khronika.link.alike import DIFFERENT, SAME

    said = f"{found.verdict}: {found.score:.2f} (same from {SAME} on, different below {DIFFERENT})"
    read = [f"{visible(name)}\n{_parts(parts)}" for name, parts in ((left, found.left), (right, found.right))]
    return [said, "", *(f"  {visible(reason)}" for reason in found.reasons), "", *read]


def _parts(parts: "tuple[Part, ...]") -> str:
    return "\n".join(f"  {part.kind:16}{visible(part.text)}" for part in parts) or "  no name"
