"""khronika identity key: the key that opens sealed identities, and where it lies."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khronika.cli.locking import passphrase_of
from khronika.cli.opening import open_here
from khronika.cli.options import key_options
from khronika.cli.program import Here

if TYPE_CHECKING:
    from khronika.flow.project import Project
    from khronika.vault import IdentityKey

_LOSS = (
    "Write it on paper, and keep it far from the machine. Who loses this key's passphrase (or the file, once it is\n"
    "moved) and the paper has lost the identities: nobody can open them again, we neither."
)
_MOVED = "Back it up: if it is lost, only the recovery key on paper helps (khronika identity key --recover)."


@click.command("key", epilog="Example: khronika identity key --move /media/usb")
@click.option("--make", "deed", flag_value="make", help="Make the key, once in a project.")
@click.option("--move", "there", type=click.Path(path_type=Path), metavar="DIR|FILE", help="Take it to another device.")
@click.option("--change", "deed", flag_value="change", help="Give it another passphrase.")
@click.option("--renew", "deed", flag_value="renew", help="Make a new key and seal all identities to it.")
@click.option("--recover", "deed", flag_value="recover", help="With the recovery key, set a new passphrase.")
@click.option("--new", metavar="FILE", help="Where the first line is the new passphrase (- is standard input).")
@key_options
@click.pass_obj
def key_command(
    here: Here, /, deed: str | None, there: Path | None, new: str | None, key: Path | None, key_passphrase: str | None
) -> None:
    """Say where the key of the identities is; make it, move it, or change it.

    It has a passphrase of its own. Moved to another device it leaves only its public half here, which
    is enough to seal. --renew is for a key that somebody else may have; --recover puts the key
    back into the project, or into --key FILE, and its passphrase file, if there is one, holds the recovery key.
    """
    project = open_here(here)
    if there is not None:
        from khronika.flow.identity_key import move_key

        click.echo(f"The key is now {move_key(project, there, key)}\n{_MOVED}", err=True)
    elif deed is None:
        _tell(project)
    else:
        _DEEDS[deed](project, key, key_passphrase, new)


def open_key(project: "Project", told: Path | None, passphrase_file: str | None) -> "IdentityKey":
    """The key of the identities, after its passphrase was asked for; SetupError if it is not at hand."""
    from khronika.flow.identity_key import key_file, open_identity_key

    path = key_file(project, told)
    return open_identity_key(project, path, _asked("Passphrase of the identities", passphrase_file))


def _tell(project: "Project") -> None:
    from khronika.flow.identity_key import recipient_of
    from khronika.flow.project import KEYS
    from khronika.vault import KEY_FILE

    click.echo(f"Identities are sealed to {recipient_of(project)}")
    path = project.folder / KEYS / KEY_FILE
    click.echo(f"The key lies in the project: {path}" if path.is_file() else "The key was moved out of the project.")


def _make(project: "Project", key: Path | None, passphrase_file: str | None, new: str | None) -> None:
    from khronika.flow.identity_key import has_identity_key, make_identity_key

    passphrase = "" if has_identity_key(project) else _new(new)
    _show_recovery(make_identity_key(project, passphrase))


def _change(project: "Project", key: Path | None, passphrase_file: str | None, new: str | None) -> None:
    from khronika.flow.identity_key import change_identity_passphrase, key_file

    opened = open_key(project, key, passphrase_file)
    change_identity_passphrase(project, key_file(project, key), opened, _new(new))
    click.echo("The passphrase of the identities was changed. The recovery key stays.", err=True)


def _renew(project: "Project", key: Path | None, passphrase_file: str | None, new: str | None) -> None:
    from khronika.flow.identity_key import key_file, renew_identity_key

    opened = open_key(project, key, passphrase_file)
    _show_recovery(renew_identity_key(project, key_file(project, key), opened, _new(new)))
    click.echo("All identities are sealed anew. Copies made before can still be opened with the old key.", err=True)


def _recover(project: "Project", key: Path | None, passphrase_file: str | None, new: str | None) -> None:
    from khronika.flow.identity_key import change_identity_passphrase, recipient_of, recover_identity_key
    from khronika.flow.project import KEYS
    from khronika.vault import KEY_FILE, MOVED_FILE

    recipient_of(project)
    opened = recover_identity_key(project, _asked("Recovery key", passphrase_file))
    path = key or project.folder / KEYS / KEY_FILE
    path = path / MOVED_FILE if path.is_dir() else path
    change_identity_passphrase(project, path, opened, _new(new))
    click.echo(f"The key lies in {path} again, under the new passphrase. The recovery key stays.", err=True)


_DEEDS = {"make": _make, "change": _change, "renew": _renew, "recover": _recover}


def _asked(what: str, passphrase_file: str | None) -> str:
    return passphrase_of(Here(None, passphrase_file), what, option="--key-passphrase-file FILE")


def _new(new: str | None) -> str:
    here, what = replace(Here(None), passphrase_file=new), "New passphrase of the identities"
    return passphrase_of(here, what, is_new=True, option="--new FILE")


def _show_recovery(recovery: str) -> None:
    click.echo("Recovery key of the identities (shown now and never again):", err=True)
    click.echo(recovery)
    click.echo(_LOSS, err=True)
