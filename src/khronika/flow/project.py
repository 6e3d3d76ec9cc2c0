"""A project is a folder; it is found as git finds one."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from khronika.flow.authority import Authority, to_authority
from khronika.flow.local_model import LocalModel, to_local_model
from khronika.intake import Proxy, read_proxy
from khronika.model.errors import SetupError
from khronika.vault import COST, Cost, Keys, Lock, is_encrypted, make_key, make_keys, unlock

PROJECT_FILE = "khronika.toml"
DEFAULT_FOLDER = "Khronika"
VARIABLE = "KHRONIKA_PROJECT"

KEYS = "keys"
_FOLDERS = ("vault", KEYS, "hand")
_TEMPLATE = """\
# A Khronika project. The originals lie in vault/, their custody is told in ledger.jsonl, all that was found
# is in khronika.db, and hand/ is for lookups and rules that people write. Keep the folder to yourself.
version = 1

# How you appear in the custody ledger. A pseudonym does.
actor = "documenter"

# Pages that you add by address are fetched straight, unless you say through what (Tor, as here, or http://HOST:PORT).
# [web]
# proxy = "socks5h://127.0.0.1:9050"

# A language model that you run on this machine can look for claims too (see docs/how-to/use-a-local-model.md).
# [local_model]
# address = "http://127.0.0.1:8080/v1"
# name = "the name that your server gives it"

# Who is asked for time stamps by khronika stamp (see docs/how-to/stamp.md). Nobody is, unless you name somebody here.
# [stamping]
# authority = "https://the address of a time stamp authority"
# roots = ["hand/its-root-certificate.pem"]
"""


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder, the pseudonym of who works on it, whom to ask; ``is_new`` if it has just been made.

    ``keys`` are those of an encrypted project that was unlocked; ``proxy`` is what web pages are fetched through.
    """

    folder: Path
    actor: str
    local_model: LocalModel | None = None
    is_new: bool = False
    keys: Keys | None = None
    authority: Authority = Authority()  # noqa: RUF009  frozen
    proxy: Proxy | None = None

    @property
    def is_locked(self) -> bool:
        """Whether it is encrypted and nobody has given the passphrase yet."""
        return self.keys is None and is_encrypted(self.folder / KEYS)

    @property
    def lock(self) -> Lock | None:
        """What its originals are locked with; None if it is not encrypted. SetupError if it is locked."""
        return self._unlocked.lock if self._unlocked else None

    @property
    def database_key(self) -> bytes | None:
        """What its database is opened with; None if it is not encrypted. SetupError if it is locked."""
        return self._unlocked.database if self._unlocked else None

    @property
    def _unlocked(self) -> Keys | None:
        if self.is_locked:
            raise SetupError("the project is locked", "Give its passphrase.")
        return self.keys


def known_project(told: Path | None, *, here: Path, environ: Mapping[str, str]) -> Project | None:
    """The project told, else that of KHRONIKA_PROJECT, else the nearest upward, else ~/Khronika; None if there is none.

    SetupError if the project that was named is none.
    """
    named = told or (Path(environ[VARIABLE]) if environ.get(VARIABLE) else None)
    if named is not None:
        return open_project(named)
    around = (here, *here.parents, Path.home() / DEFAULT_FOLDER)
    return next((open_project(folder) for folder in around if (folder / PROJECT_FILE).is_file()), None)


def init_encrypted(folder: Path, passphrase: str, cost: Cost = COST) -> tuple[Project, str]:
    """Make an encrypted project, unlocked, and its recovery key; SetupError if there is a project already."""
    refuse_second(folder)
    complete_folders(folder)
    keys, recovery = make_keys(folder / KEYS, passphrase, cost)
    # Last, so that a stop in between leaves no project that would be taken for one without encryption.
    _write_files(folder)
    return replace(open_project(folder), is_new=True, keys=keys), recovery


def refuse_second(folder: Path) -> None:
    """SetupError if there is a project in ``folder`` already."""
    if (folder / PROJECT_FILE).is_file():
        hint = "If it is not encrypted yet: make an encrypted one elsewhere and add the originals there."
        if is_encrypted(folder / KEYS):
            hint = "It is encrypted. Give its passphrase to the other commands, or change it: khronika passphrase"
        raise SetupError(f"there is a project in {folder} already", hint)


def unlocked(project: Project, passphrase: str) -> Project:
    """The project with its keys; SetupError if the passphrase is not its own."""
    return replace(project, keys=unlock(project.folder / KEYS, passphrase))


def init_project(folder: Path) -> Project:
    """Make a project in ``folder``, or open the one that is there; only its owner can look into it."""
    if (folder / PROJECT_FILE).is_file():
        return open_project(folder)
    complete_folders(folder)
    make_key(folder / KEYS)
    _write_files(folder)
    return replace(open_project(folder), is_new=True)


def complete_folders(folder: Path) -> None:
    """Make what is missing of a project's folders, for the owner alone; SetupError if that cannot be done."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        for name in _FOLDERS:
            (folder / name).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        hint = "Choose a folder that you may write to."
        raise SetupError(f"no project can be made in {folder}: {error.strerror}", hint) from None


def _write_files(folder: Path) -> None:
    for name, content in (("ledger.jsonl", ""), (PROJECT_FILE, _TEMPLATE)):
        _write_private(folder / name, content)


def open_project(folder: Path) -> Project:
    """The project in ``folder``; SetupError if there is none."""
    if not (folder / PROJECT_FILE).is_file():
        raise SetupError(f"there is no project in {folder}", f"Make one: khronika init {folder}")
    settings = _settings_in(folder)
    model = settings.get("local_model")
    return Project(
        folder.absolute(),
        str(settings.get("actor", "documenter")),
        to_local_model(model) if model else None,
        authority=to_authority(settings.get("stamping", {}), folder.absolute()),
        proxy=_proxy_in(settings),
    )


def _proxy_in(settings: Mapping[str, Any]) -> Proxy | None:
    web = settings.get("web", {})
    if not isinstance(web, Mapping) or not web.keys() <= {"proxy"}:
        raise SetupError(
            "[web] in khronika.toml may only have proxy", 'Write it as: proxy = "socks5h://127.0.0.1:9050"'
        )
    return read_proxy(str(web["proxy"])) if "proxy" in web else None


def _settings_in(folder: Path) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / PROJECT_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        hint = "Mend the file by hand; khronika init DIR shows in a new folder what it should look like."
        raise SetupError(f"{folder / PROJECT_FILE} cannot be read: {error}", hint) from None


def _write_private(path: Path, content: str) -> None:
    if path.exists():
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(content)
