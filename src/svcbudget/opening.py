"""Files opened with care: no device is read for ever, and what a file may extend lies within the repository it is from.

The rooms between text and results open nothing; the command line and the library open their files here.
"""

import os
import stat
from pathlib import Path
from typing import BinaryIO

EXTENDABLE = (".yaml", ".yml", ".json")
"""How the name of a file ends that others may extend."""
REPOSITORY = ".git"
"""What the top folder of a repository holds: a folder, or in a submodule and in a further work tree a file."""


class Refused(OSError):
    """A file is not opened, for what it is or where it lies; `strerror` says why."""

    def __init__(self, name: str, why: str) -> None:
        """Take the name as it was typed, and the reason."""
        super().__init__(0, why, name)


def open_file(name: str) -> BinaryIO:
    """Open a file, or a pipe such as the shell's `<(…)`, for reading. Raises OSError, Refused for a device."""
    mode = Path(name).stat()
    # A terminal ends at Ctrl-D and the null device at once; any other device might never end.
    is_null = stat.S_ISCHR(mode.st_mode) and os.path.samestat(mode, Path(os.devnull).stat())
    if stat.S_ISBLK(mode.st_mode) or (stat.S_ISCHR(mode.st_mode) and not (is_null or _is_terminal(name))):
        raise Refused(name, "it is a device, not a file")
    return Path(name).open("rb")


def _is_terminal(name: str) -> bool:
    handle = os.open(name, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        return os.isatty(handle)
    finally:
        os.close(handle)


def find_root(name: str) -> Path:
    """Return the top folder of the repository that a file is from: the nearest one above it that holds `.git`.

    Where there is none, it is the file's own folder. Links are followed.
    """
    folder = Path(os.path.realpath(name)).parent
    return next((above for above in (folder, *folder.parents) if (above / REPOSITORY).exists()), folder)


class Fence:
    """What a pricing file may extend: regular files of YAML or JSON below certain folders, wherever links lead."""

    def __init__(self, first: str, within: str | None = None) -> None:
        """Take the file of which a run begins, and a folder that is allowed beside its repository's."""
        self.folders = [find_root(first), *([Path(os.path.realpath(within))] if within is not None else [])]

    def open(self, name: str) -> BinaryIO:
        """Open a file that another one extends. Raises OSError, Refused for one that may not be extended."""
        place = Path(os.path.realpath(name))
        for path in (Path(name), place):
            if path.suffix.lower() not in EXTENDABLE:
                raise Refused(name, f"only files named {', '.join(EXTENDABLE)} can be extended")
        if not any(place.is_relative_to(folder) for folder in self.folders):
            raise Refused(name, f"it lies outside {self.folders[0]}; --extends-within DIR allows another folder")
        # What is opened is judged, not what stood there a moment ago; and to open a pipe must not wait for its writer.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
        handle = os.open(place, flags | getattr(os, "O_BINARY", 0))
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise Refused(name, "it is no regular file")
        return os.fdopen(handle, "rb")
