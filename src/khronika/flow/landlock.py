"""Landlock (Linux 5.13 or newer): which files a process may still read or run. What is given up does not come back."""

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

# The same on every architecture that Python runs on; linux/landlock.h.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH = 1, 1
_RUN, _READ, _LIST = 1 << 0, 1 << 2, 1 << 3
# Kernel interface -> how many rights over files it knows.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_NEWEST = 16
_TCP, _SCOPES = 0b11, 0b11  # bind and connect; sockets and signals of others
_NO_NEW_PRIVS = 38  # linux/prctl.h


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def keep_only(*, read: Iterable[Path], run: Iterable[Path]) -> bool:
    """Give up all files but what lies beneath ``read``, and may be run at ``run``; whether this system can do that."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return False
    rights = (1 << _RIGHTS.get(version, _NEWEST)) - 1
    asked = _Ruleset(rights, _TCP if version >= 4 else 0, _SCOPES if version >= 6 else 0)
    # An older kernel takes a shorter question.
    size = ctypes.sizeof(_Ruleset) if version >= 6 else 16 if version >= 4 else 8
    rules = libc.syscall(_CREATE, ctypes.byref(asked), ctypes.c_size_t(size), 0)
    if rules < 0:
        return False
    _allow(libc, rules, read, _READ | _LIST)
    _allow(libc, rules, run, _READ | _RUN)
    libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(libc.syscall(_RESTRICT, rules, 0) == 0)


def _allow(libc: ctypes.CDLL, rules: int, paths: Iterable[Path], rights: int) -> None:
    for path in paths:
        try:
            opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        # A file has no list of names.
        allowed = rights if path.is_dir() else rights & ~_LIST
        beneath = _Beneath(allowed, opened)
        libc.syscall(_ADD, rules, _PATH_BENEATH, ctypes.byref(beneath), 0)
        os.close(opened)
