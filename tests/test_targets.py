"""Targets in pyproject.toml: a closed schema, all errors at once, and no place for a secret."""

from __future__ import annotations

import pytest

from campaign.targets import FolderTarget, S3Target, SshTarget, read_targets

FOLDER = {"kind": "folder", "path": "/srv/kampanj"}
SSH = {"kind": "ssh", "host": "publicera@webb.kampanj.example", "path": "/srv/kampanj"}
S3 = {"kind": "s3", "endpoint": "https://s3.kampanj.example", "bucket": "kampanj"}


def test_each_kind_is_read() -> None:
    targets, errors = read_targets({"a": FOLDER, "b": SSH, "c": S3, "d": {"kind": "pages"}})
    assert errors == []
    assert isinstance(targets["a"], FolderTarget) and targets["a"].keep == 5 and not targets["a"].preview
    assert isinstance(targets["b"], SshTarget) and isinstance(targets["c"], S3Target)


def test_all_that_is_wrong_is_said_at_once_with_did_you_mean() -> None:
    _, errors = read_targets({"a": {**FOLDER, "kepp": 3}, "b": {"kind": "foldr"}, "c": {}, "d": 3})
    assert errors == [
        "[tool.campaign.publish.a] Nyckeln ”kepp” finns inte. Menade du ”keep”?",
        "[tool.campaign.publish.b] ”kind” kan inte vara ”foldr”. Menade du ”folder”? Välj folder, ssh, s3, pages.",
        "[tool.campaign.publish.c] ”kind” saknas. Välj folder, ssh, s3, pages.",
        "[tool.campaign.publish.d] ”kind” saknas. Välj folder, ssh, s3, pages.",
    ]
    assert read_targets(3)[1]


def test_a_missing_key_is_written_as_pyproject_toml_writes_it() -> None:
    _, errors = read_targets({"a": {"kind": "folder"}})
    assert errors == ['[tool.campaign.publish.a] ”path” saknas. Lägg till en rad: path = "…"']


@pytest.mark.parametrize("kind", ["folder", "pages"])
@pytest.mark.parametrize(
    ("path", "word"), [("a\0b", "styrtecken"), ("a\nb", "styrtecken"), ("a\x9bb", "styrtecken"), ("~/x", "hemmapp")]
)
def test_a_path_on_this_computer_that_cannot_be_meant_is_refused(kind: str, path: str, word: str) -> None:
    targets, errors = read_targets({"x": {"kind": kind, "path": path}})
    assert targets == {} and len(errors) == 1 and word in errors[0]
    assert errors[0].isprintable()


@pytest.mark.parametrize(
    ("table", "word"),
    [
        ({**SSH, "host": "-oProxyCommand=x"}, "host"), ({**SSH, "host": "a;b"}, "host"),
        ({**SSH, "port": 70000}, "port"),
        ({**SSH, "path": "/srv/a b"}, "path"), ({**SSH, "path": "/srv/$(x)"}, "path"), ({**SSH, "path": "/"}, "path"),
        ({**SSH, "path": "/srv/../etc"}, "path"), ({**SSH, "path": "-rf"}, "path"), ({**FOLDER, "path": ""}, "path"),
        ({**FOLDER, "keep": 1}, "keep"), ({**S3, "endpoint": "http://s3.kampanj.example"}, "endpoint"),
        ({**S3, "endpoint": "https://nyckel:lås@s3.kampanj.example"}, "endpoint"),
        ({**S3, "remote": "staden"}, "remote"),
        ({"kind": "s3", "bucket": "kampanj"}, "remote"), ({**S3, "prefix": "../x"}, "prefix"),
        ({**S3, "secret": "x"}, "secret"), ({**S3, "remote": "a:b", "endpoint": ""}, "remote"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(table: dict[str, object], word: str) -> None:
    targets, errors = read_targets({"x": table})
    assert targets == {}
    assert len(errors) == 1 and word in errors[0] and errors[0].startswith("[tool.campaign.publish.x] ")
    assert "lås" not in errors[0]
