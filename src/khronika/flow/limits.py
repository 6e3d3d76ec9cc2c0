"""What a process gives up before it reads outside bytes. Nothing here can be taken back."""

import contextlib
import ctypes
import os
import sys
from typing import Any

_MEMORY = 800 << 20  # bytes more than what the loaded readers take
_CPU = 20  # seconds
_FILES = 32  # open at once
_NEWUSER, _NEWNET = 0x10000000, 0x40000000  # linux/sched.h
_NO_NEW_PRIVS = 38  # linux/prctl.h

# Audit events (PEP 578) of what no reader needs; a hook cannot be taken out again.
_REFUSED = (
    "subprocess.Popen",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.kill",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.chmod",
    "os.chown",
    "os.link",
    "os.symlink",
    "os.truncate",
    "shutil.",
    "urllib.Request",
    "ftplib.",
    "smtplib.",
    "sqlite3.connect",
    "webbrowser.",
)
_NETWORK = ("socket.",)
# Of the network, what somebody who only asks never needs.
_SERVING = ("socket.bind", "socket.sethostname")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def give_up_rights(*, but_network: bool = False) -> None:
    """Give up network, writing, other programs, and time and memory beyond a limit, as far as this system lets us.

    ``but_network``: what fetches a page keeps the right to connect, and no other.
    """
    if not but_network:
        _leave_network()
    _limit(_CPU)
    refused = (*_REFUSED, *(_SERVING if but_network else _NETWORK))
    sys.addaudithook(lambda event, args: _refuse(event, args, refused))


def give_up_means(seconds: int) -> None:
    """Give up network, files that grow, time and memory beyond a limit; a program that is run then has no more."""
    _leave_network()
    _limit(seconds)


def _leave_network() -> None:
    """Into a network of one's own, without any device, where Linux allows it; the audit hook bans sockets anyway."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
        if libc.unshare(_NEWNET) != 0:
            libc.unshare(_NEWUSER | _NEWNET)


def _limit(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in (
        (resource.RLIMIT_AS, _size_now() + _MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS takes no limit on memory
            resource.setrlimit(kind, (most, most))


def _size_now() -> int:
    """Bytes of address space in use; where that cannot be asked, what the readers were once measured to take."""
    try:
        with open("/proc/self/statm", encoding="ascii") as facts:  # noqa: PTH123  no pathlib after the limits
            return int(facts.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 1 << 30


def _refuse(event: str, args: tuple[Any, ...], refused: tuple[str, ...]) -> None:
    if event.startswith(refused) or (event == "open" and _is_for_writing(args)):
        raise PermissionError(f"{event} is not allowed while a file is read")


def _is_for_writing(args: tuple[Any, ...]) -> bool:
    mode, flags = args[1], args[2]
    by_mode = isinstance(mode, str) and any(sign in mode for sign in "wax+")
    return by_mode or (isinstance(flags, int) and bool(flags & _WRITES))
