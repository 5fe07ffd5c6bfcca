"""Takes rights away from the process that reads a stranger's file, before it looks at the first byte.

Memory, processor time and file sizes are limited; core files are off; no process can be started and no
network be opened (seccomp, where the kernel and the machine know it). No Django here.
"""

from __future__ import annotations

import ctypes
import platform
import resource

from requests_app.documents.limits import ReaderLimits

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1
_LOAD_WORD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
# From here on x86-64 counts the same calls a second time.
_SECOND_NUMBERS = 0x40000000
_NUMBER_AT, _MACHINE_AT = 0, 4
# Machine -> its mark in the kernel's audit headers, and the numbers of what is refused: socket, execve,
# execveat, ptrace, clone, clone3, io_uring_setup, and on the older machine fork and vfork.
_CALLS = {
    "x86_64": (0xC000003E, (41, 59, 322, 101, 56, 435, 425, 57, 58)),
    "aarch64": (0xC00000B7, (198, 221, 281, 117, 220, 435, 425)),
}


class _Instruction(ctypes.Structure):
    _fields_ = [
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint32),
    ]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("first", ctypes.POINTER(_Instruction))]


def confine(limits: ReaderLimits) -> None:
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.file_size),
    ):
        resource.setrlimit(what, (most, most))
    refuse_network_and_programs()


def refuse_network_and_programs() -> bool:
    """From now on these calls fail with “not permitted”. False where the machine does not know how."""
    known = _CALLS.get(platform.machine())
    if known is None:
        return False
    machine, calls = known
    steps = [(_LOAD_WORD, 0, 0, _MACHINE_AT), (_IF_EQUAL, 0, len(calls) + 3, machine)]
    steps += [(_LOAD_WORD, 0, 0, _NUMBER_AT), (_IF_AT_LEAST, len(calls) + 1, 0, _SECOND_NUMBERS)]
    steps += [(_IF_EQUAL, len(calls) - place, 0, number) for place, number in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    code = (_Instruction * len(steps))(*(_Instruction(*step) for step in steps))
    program = _Program(len(steps), code)
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(kernel.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)
