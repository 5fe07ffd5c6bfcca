"""Takes rights away from the process that reads a stranger's file, before it looks at the first byte.

Memory, processor time and file sizes are limited; core files are off; no process can be started and no
network be opened (seccomp, where the kernel and the machine know it). Threads may be started, because the
decoder of phone photos works in one; they have no more rights than the process. No Django here.
"""

from __future__ import annotations

import ctypes
import platform
import resource

from requests_app.documents.limits import ReaderLimits

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
# “Not permitted”, and “no such call”: after the second one the C library takes the older call instead.
_ALLOW, _REFUSE, _UNKNOWN = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38
_LOAD_WORD, _IF_EQUAL, _IF_AT_LEAST, _IF_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
# From here on x86-64 counts the same calls a second time.
_SECOND_NUMBERS = 0x40000000
_NUMBER_AT, _MACHINE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_NEW_THREAD = 0x00010000
# clone3 hides what it wants behind a pointer, which a filter cannot follow.
_CLONE3 = 435
# Machine -> its mark in the kernel's audit headers, the number of clone, and of what is refused: socket,
# execve, execveat, ptrace, io_uring_setup, and on the older machine fork and vfork.
_CALLS = {
    "x86_64": (0xC000003E, 56, (41, 59, 322, 101, 425, 57, 58)),
    "aarch64": (0xC00000B7, 220, (198, 221, 281, 117, 425)),
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


def confine(limits: ReaderLimits, *, may_thread: bool = False) -> None:
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.file_size),
    ):
        resource.setrlimit(what, (most, most))
    refuse_network_and_programs(may_thread=may_thread)


def refuse_network_and_programs(*, may_thread: bool = False) -> bool:
    """From now on these calls fail with “not permitted”. False where the machine does not know how."""
    known = _CALLS.get(platform.machine())
    if known is None:
        return False
    steps = _filter(*known)
    code = (_Instruction * len(steps))(*(_Instruction(*step) for step in steps))
    program = _Program(len(steps), code)
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(kernel.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(machine: int, clone: int, refused: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """Each step: what to do, how many steps to leave out when it is so and when it is not, and the value."""
    told: list[tuple[int, str, str, int]] = [
        (_LOAD_WORD, "", "", _MACHINE_AT),
        (_IF_EQUAL, "", "refuse", machine),
        (_LOAD_WORD, "", "", _NUMBER_AT),
        (_IF_AT_LEAST, "refuse", "", _SECOND_NUMBERS),
        (_IF_EQUAL, "unknown", "", _CLONE3),
        *((_IF_EQUAL, "refuse", "", number) for number in refused),
        (_IF_EQUAL, "", "allow", clone),
        (_LOAD_WORD, "", "", _FIRST_ARGUMENT_AT),
        (_IF_BITS, "allow", "refuse", _NEW_THREAD),
    ]
    answers = {"allow": _ALLOW, "refuse": _REFUSE, "unknown": _UNKNOWN}
    places = {name: len(told) + number for number, name in enumerate(answers)}
    steps = []
    for place, (code, if_true, if_false, value) in enumerate(told):
        yes, no = (places[name] - place - 1 if name else 0 for name in (if_true, if_false))
        steps.append((code, yes, no, value))
    return [*steps, *((_RETURN, 0, 0, value) for value in answers.values())]
