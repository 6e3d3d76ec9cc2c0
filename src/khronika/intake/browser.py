"""A picture of a page as a browser shows it, taken with a Chromium that is on this machine, without scripts."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from khronika.intake.addresses import Address
from khronika.intake.exchange import Manner
from khronika.intake.gate import START, gate, hosts_in
from khronika.model.errors import MaterialError

SECONDS = 60
PICTURE_MAX = 40_000_000  # bytes
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "brave-browser", "microsoft-edge")
_SIZE = (1280, 5000)
_SETTINGS = (
    "--headless=new",
    "--incognito",
    "--no-first-run",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-breakpad",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disk-cache-size=1",
    "--hide-scrollbars",
    "--disable-client-side-phishing-detection",
    "--disable-features=HttpsUpgrades,HttpsFirstBalancedMode,HttpsFirstModeIncognito,OptimizationHints,Translate,MediaRouter",
    "--no-pings",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    f"--window-size={_SIZE[0]},{_SIZE[1]}",
    # Nothing goes round the gate: no names looked up, no machine of one's own left out.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--proxy-bypass-list=<-loopback>",
)
# 2 is "blocked". The switch for scripts would also stop what takes the picture.
_PREFERENCES = {"profile": {"default_content_setting_values": {"javascript": 2, "cookies": 2, "notifications": 2}}}
_PNG = b"\x89PNG\r\n\x1a\n"
_NONE = "Install Chromium (on Debian and Ubuntu: apt install chromium), or take the picture yourself and add the file."
_FAILED = "The page itself was captured. Take the picture in a browser yourself and add the file."


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, the hosts that the browser asked for it, and which browser it was."""

    content: bytes = field(repr=False)
    hosts: tuple[str, ...]
    browser: str


def picture_of(
    page: Address, archive: bytes, manner: Manner, announce: Callable[[str], None], seconds: float = SECONDS
) -> Picture:
    """The page as the browser shows it; MaterialError if there is no browser or no picture came.

    Only hosts that stand in the web ``archive`` of the page are asked.
    """
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise MaterialError("no-browser", "there is no browser on this machine that can take a picture", _NONE)
    with _profile() as folder, gate(page, hosts_in(archive), manner, announce) as way:
        _run(program, folder, way.port, manner, seconds)
        return Picture(_taken(folder / "page.png"), tuple(way.hosts), _version(program))


@contextmanager
def _profile() -> Iterator[Path]:
    """A folder for the browser that leaves nothing on a disk: in memory; MaterialError where there is no such place."""
    memory = Path("/dev/shm")  # noqa: S108  not a file of a known name: a new folder in it
    if not os.access(memory, os.W_OK):
        message = "there is no place in memory for the browser's files, and they must not lie on the disk"
        raise MaterialError("no-browser", message, _NONE.partition(", or ")[2].capitalize())
    with tempfile.TemporaryDirectory(dir=memory, prefix="khronika-", ignore_cleanup_errors=True) as folder:
        profile = Path(folder, "Default")
        profile.mkdir()
        (profile / "Preferences").write_text(json.dumps(_PREFERENCES), encoding="ascii")
        yield Path(folder)


def _run(program: str, folder: Path, port: int, manner: Manner, seconds: float) -> None:
    # Root may not start the browser's own sandbox.
    as_root = ("--no-sandbox",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()
    certificate = ("--ignore-certificate-errors",) if manner.any_certificate else ()
    own = (
        f"--user-data-dir={folder}",
        f"--screenshot={folder / 'page.png'}",
        f"--proxy-server=socks5://127.0.0.1:{port}",
    )
    words = (program, *_SETTINGS, *as_root, *certificate, *own, f"http://{START}/")
    needed = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        words, env=needed, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as browser:
        try:
            browser.wait(seconds)
        except subprocess.TimeoutExpired:
            pass
        finally:
            _end(browser)


def _end(browser: "subprocess.Popen[bytes]") -> None:
    """End the browser and all that it started."""
    try:
        os.killpg(browser.pid, 9)
    except (ProcessLookupError, PermissionError):
        browser.kill()


def _taken(path: Path) -> bytes:
    if not path.is_file() or path.stat().st_size > PICTURE_MAX or path.is_symlink():
        raise MaterialError("no-picture", "the browser took no picture of the page", _FAILED)
    content = path.read_bytes()
    if not content.startswith(_PNG):
        raise MaterialError("no-picture", "the browser took no picture of the page", _FAILED)
    return content


def _version(program: str) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=False).stdout
    return " ".join(said.split())[:100]
