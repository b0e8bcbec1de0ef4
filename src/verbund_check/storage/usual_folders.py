"""The folders in which people look for their files: documents, downloads, desktop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def documents_folder() -> Path | None:
    """Return the person's folder for documents, else their home; None where neither exists."""
    import platformdirs

    return _existing(platformdirs.user_documents_path) or _existing(Path.home)


def usual_folders() -> tuple[Path, ...]:
    """Return the folders for downloads, documents and the desktop that exist, each once, and the present one."""
    import platformdirs

    ways: tuple[Callable[[], Path], ...] = (
        platformdirs.user_downloads_path,
        platformdirs.user_documents_path,
        platformdirs.user_desktop_path,
        Path.cwd,
    )
    return tuple(dict.fromkeys(folder for way in ways if (folder := _existing(way))))


def _existing(way: Callable[[], Path]) -> Path | None:
    try:
        folder = way().resolve()
        return folder if folder.is_dir() else None
    except (OSError, RuntimeError, ValueError, KeyError):
        return None
