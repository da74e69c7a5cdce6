"""
Which names discovery passes over.
"""

import pytest

from mediacore.exclusions import Exclusions, is_media_or_sidecar


@pytest.mark.parametrize(
    "path",
    [b"a/@eaDir", b"#recycle", b".@__thumb", b"$Recycle.Bin", b"x/.Trash-1000", b"#SNAPSHOT"],
)
def test_folders_of_a_nas_are_skipped(path: bytes) -> None:
    """
    What a NAS or a desktop keeps beside the photos is skipped at any depth and in any case.
    """
    assert Exclusions().excludes_folder(path)


def test_the_root_is_never_skipped() -> None:
    """
    The root is asked for, so no rule hides it.
    """
    assert not Exclusions(patterns=(b"*",)).excludes_folder(b"")


@pytest.mark.parametrize("name", [b"thumbs", b"encoded-video", b"profile", b"backups"])
def test_generated_folders_of_immich_are_skipped_beside_upload_and_library(name: bytes) -> None:
    """
    Immich's own folders are skipped where its upload layout is recognised.
    """
    assert Exclusions().excludes_folder(b"immich/" + name, {name, b"upload", b"library"})


def test_a_folder_named_thumbs_among_photos_stays() -> None:
    """
    Without Immich's siblings, `thumbs` is a folder like any other.
    """
    assert not Exclusions().excludes_folder(b"2024/thumbs", {b"thumbs", b"library"})


def test_immich_layout_can_be_ignored() -> None:
    """
    The rule about Immich's folders can be switched off.
    """
    siblings = {b"upload", b"library"}

    assert not Exclusions(immich=False).excludes_folder(b"thumbs", siblings)


def test_hidden_names_are_skipped_by_default() -> None:
    """
    Dot-names are skipped, folders and files alike.
    """
    assert Exclusions().excludes_folder(b"a/.cache")
    assert Exclusions().excludes_file(b"a/._IMG_1.jpg")


def test_hidden_names_can_be_wanted() -> None:
    """
    Dot-names are kept when the settings say so.
    """
    shown = Exclusions(hidden=False)

    assert not shown.excludes_folder(b"a/.cache")
    assert not shown.excludes_file(b"a/.hidden.jpg")


@pytest.mark.parametrize("path", [b"a.txt", b"a", b"Thumbs.db", b"a.jpg.part", b"jpg"])
def test_unknown_formats_are_skipped(path: bytes) -> None:
    """
    A file whose name claims no known format is skipped.
    """
    assert Exclusions().excludes_file(path)


@pytest.mark.parametrize("name", [b"a.JPG", b"\xff\xfe.cr2", b"a.xmp", b"new\nline.heic"])
def test_media_and_sidecars_are_known_whatever_their_bytes(name: bytes) -> None:
    """
    Only the extension of a name counts, and it may hold any bytes.
    """
    assert is_media_or_sidecar(name)
    assert not Exclusions().excludes_file(name)


@pytest.mark.parametrize(
    ("pattern", "folder"),
    [
        (b"**/Raw/**", b"2024/Raw"),
        (b"**/Raw/**", b"Raw"),
        (b"private*", b"a/private-1"),
        (b"20[0-1]?/**", b"2014"),
        (b"20[!2]?/**", b"2014"),
        (b"a/*/c", b"a/b/c"),
    ],
)
def test_patterns_hide_folders(pattern: bytes, folder: bytes) -> None:
    """
    A pattern with a slash matches whole paths, one without any name.
    """
    assert Exclusions(patterns=(pattern,)).excludes_folder(folder)


@pytest.mark.parametrize(
    ("pattern", "folder"),
    [(b"**/Raw/**", b"Rawlings"), (b"a/*", b"a/b/c"), (b"2[/x", b"2"), (b"20[!2]?/**", b"2024")],
)
def test_patterns_hide_no_more_than_they_say(pattern: bytes, folder: bytes) -> None:
    """
    A star does not cross a slash, and a name must match whole.
    """
    assert not Exclusions(patterns=(pattern,)).excludes_folder(folder)


def test_patterns_hide_files() -> None:
    """
    A pattern hides files by name or by path.
    """
    some = Exclusions(patterns=(b"*_preview.jpg", b"out/**"))

    assert some.excludes_file(b"x/a_preview.jpg")
    assert some.excludes_file(b"out/a.jpg")
    assert not some.excludes_file(b"x/a.jpg")


def test_no_names_exclude_nothing() -> None:
    """
    An empty list of names skips no folder.
    """
    assert not Exclusions(names=()).excludes_folder(b"@eaDir")
