"""What files are called: by hosts from the root of their repository, by a baseline from its own folder.

A file can be reached as it was typed, and with all symbolic links followed; so that its name is the same wherever one
stands, both are looked at. Opens no file.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from svcbudget.opening import REPOSITORY


def absolute(file: str | Path) -> Path:
    """Return where a file is, links as they are."""
    return Path(os.path.normpath(Path(file).absolute()))


def name_from(folder: Path, file: str) -> str:
    """Return the path of a file as seen from a folder, with `/`: on the way that climbs out of fewer folders."""
    from svcbudget.pricing.loading import STDIN

    if file == STDIN:
        return file
    try:
        ways = zip(_ways_to(file), _ways_to(folder), strict=True)
        names = [Path(os.path.relpath(way, start)).as_posix() for way, start in ways]
    except ValueError:  # on another drive, or nothing that could be a file
        return file
    return min(names, key=lambda name: name.split("/").count(".."))


def name_for_hosts(asked: Sequence[str], others: Iterable[str], root: str | None = None) -> Mapping[str, str]:
    """Return what hosts call files: by the path from the root of their repository, or an absolute one outside.

    `asked` are the files that a run is about, `others` those that they extend: where these stand in a repository of
    their own, hosts do not know it. Of repositories in each other the outer one counts. Without any, it is the current
    folder; `root` is the root of all files.
    """
    from svcbudget.pricing.loading import STDIN

    roots = {file: _find_root(file) for file in asked} if root is None else {}
    repositories = [Path(root)] if root is not None else [found for found in dict.fromkeys(roots.values()) if found]
    names: dict[str, str] = {}
    owners: dict[str, str] = {}
    for file in dict.fromkeys([*asked, *others]):
        if file in ("-", STDIN):
            names[file] = STDIN
            continue
        is_outside = not repositories or (file in roots and roots[file] is None)
        name = _name_in([Path.cwd()] if is_outside else repositories, file)
        if name is None or owners.setdefault(name, os.path.realpath(file)) != os.path.realpath(file):
            name = absolute(file).as_posix()  # outside, or a second file that would go by the same name
        names[file] = name
    return names


def _ways_to(file: str | Path) -> tuple[Path, Path]:
    """Return where a file is, with links followed and with links as they are."""
    return Path(os.path.realpath(file)), absolute(file)


def _find_root(file: str) -> Path | None:
    """Return the root of the repository that a file stands in, if it does."""
    return next((root for way in _ways_to(file) if (root := _root_above(way.parent))), None)


@cache
def _root_above(folder: Path) -> Path | None:
    """Return the nearest root of a repository, from a folder upwards."""
    return next((above for above in (folder, *folder.parents) if os.path.lexists(above / REPOSITORY)), None)


def _name_in(folders: Iterable[Path], file: str) -> str | None:
    """Return the path of a file from the outermost of some folders that hold it; None where none does."""
    starts = [_ways_to(folder) for folder in folders]
    for way, path in enumerate(_ways_to(file)):
        holding = [start[way] for start in starts if path.is_relative_to(start[way])]
        if holding:
            return path.relative_to(min(holding, key=lambda folder: len(folder.parts))).as_posix()
    return None
