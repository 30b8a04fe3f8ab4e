from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest

from okrctl.errors import EnvironmentFault
from okrctl.load.tree import Tree
from okrctl.store.worktree import WorkTree, find_root


def write(root: Path, *paths: str) -> None:
    """Files that hold their own path."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)


def problems(root: Path) -> dict[str, str]:
    """The paths with a problem, and which."""
    return {path: file.problem for path, file in WorkTree(root).files().items() if file.problem}


def test_a_work_tree_is_a_tree(tmp_path: Path) -> None:
    """What `load` reads is what a work tree offers: paths in order, sizes, bytes."""
    write(tmp_path, "okrctl.yaml", "readings/2026/a.jsonl", "kpis/b/c.yaml", "goals/q/t/o.yaml",
          "checkins/q/t/x.jsonl", "README.md", "docs/goals/no.yaml")  # fmt: skip
    tree: Tree = WorkTree(tmp_path)
    files = tree.files()
    assert list(files) == [
        "checkins/q/t/x.jsonl",
        "goals/q/t/o.yaml",
        "kpis/b/c.yaml",
        "okrctl.yaml",
        "readings/2026/a.jsonl",
    ]
    assert all(file.read() == path.encode() for path, file in files.items())
    assert all(file.size == len(path) and not file.problem for path, file in files.items())


def test_an_empty_folder_is_an_empty_tree(tmp_path: Path) -> None:
    """No file, no complaint."""
    assert WorkTree(tmp_path).files() == {}


def test_order_is_that_of_whole_paths(tmp_path: Path) -> None:
    """`a-b.yaml` sorts before `a/b.yaml`, as git sorts them."""
    write(tmp_path, "kpis/a/b.yaml", "kpis/a-b.yaml", "kpis/a.yaml")
    assert list(WorkTree(tmp_path).files()) == ["kpis/a-b.yaml", "kpis/a.yaml", "kpis/a/b.yaml"]


def test_y19_links_are_named_and_never_followed(tmp_path: Path) -> None:
    """A link to a file, a folder, a device, itself or nothing shows none of their content."""
    write(tmp_path, "root/goals/real.yaml", "secret/goals/stolen.yaml")
    root = tmp_path / "root"
    targets = {
        "goals/out.yaml": tmp_path / "secret/goals/stolen.yaml",
        "goals/in.yaml": root / "goals/real.yaml",
        "goals/folder": tmp_path / "secret",
        "goals/zero.yaml": Path("/dev/zero"),
        "goals/loop.yaml": Path("loop.yaml"),
        "goals/dangling.yaml": Path("nowhere"),
        "kpis": tmp_path / "secret/goals",
        "okrctl.yaml": tmp_path / "secret/goals/stolen.yaml",
    }
    for path, target in targets.items():
        (root / path).symlink_to(target)
    assert problems(root) == dict.fromkeys(sorted(targets), "a link, not a file")
    assert WorkTree(root).files()["goals/real.yaml"].read() == b"root/goals/real.yaml"


def test_y19_pipes_devices_sockets_and_folders_are_named_and_never_opened(tmp_path: Path) -> None:
    """Nothing hangs on them."""
    write(tmp_path, "goals/folder.yaml/inside.yaml", "readings/2026.jsonl/inside.jsonl")
    os.mkfifo(tmp_path / "goals/pipe.yaml")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "goals/s.yaml"))
    assert problems(tmp_path) == {
        "goals/folder.yaml": "a folder, not a file",
        "goals/pipe.yaml": "a pipe, not a file",
        "goals/s.yaml": "a socket, not a file",
        "readings/2026.jsonl": "a folder, not a file",
    }


@pytest.mark.skipif(os.geteuid() != 0, reason="making a device needs root")
def test_y19_a_device_is_named(tmp_path: Path) -> None:
    """/dev/zero under another name would never end."""
    (tmp_path / "kpis").mkdir()
    made = ["mknod", str(tmp_path / "kpis/zero.yaml"), "c", "1", "5"]
    if subprocess.run(made, check=False, capture_output=True).returncode != 0:
        pytest.skip("this machine makes no devices")
    assert problems(tmp_path) == {"kpis/zero.yaml": "a device, not a file"}


def test_a_file_where_a_folder_belongs_is_named(tmp_path: Path) -> None:
    """`goals` may be a file by mistake."""
    write(tmp_path, "goals")
    assert problems(tmp_path) == {"goals": "a file, not a folder"}


def test_okrctl_yaml_may_be_a_folder_by_mistake(tmp_path: Path) -> None:
    """It is named, and not read."""
    (tmp_path / "okrctl.yaml").mkdir()
    assert problems(tmp_path) == {"okrctl.yaml": "a folder, not a file"}


def test_a_name_that_is_no_unicode_is_named(tmp_path: Path) -> None:
    """The path is kept as the system gives it, to be escaped where it is shown."""
    (tmp_path / "kpis").mkdir()
    (tmp_path / "kpis" / os.fsdecode(b"\xff.yaml")).touch()
    assert list(problems(tmp_path).values()) == ["a file whose name is not UTF-8"]


def test_a_file_being_written_is_no_file_yet(tmp_path: Path) -> None:
    """A check-in at this moment does not disturb lint."""
    write(tmp_path, "checkins/q/t/.a.jsonl.okrctl-tmp", "checkins/q/t/b.jsonl")
    assert list(WorkTree(tmp_path).files()) == ["checkins/q/t/b.jsonl"]


def test_a_file_that_went_since_it_was_listed_is_a_fault(tmp_path: Path) -> None:
    """A branch switched meanwhile: run again."""
    write(tmp_path, "kpis/a.yaml")
    file = WorkTree(tmp_path).files()["kpis/a.yaml"]
    (tmp_path / "kpis/a.yaml").unlink()
    with pytest.raises(EnvironmentFault, match="changed while it was read"):
        file.read()


@pytest.mark.parametrize("swap", ["link", "pipe"])
def test_a_file_swapped_for_something_else_is_not_read(tmp_path: Path, swap: str) -> None:
    """Between listing and reading, a link is refused and a pipe does not hang."""
    write(tmp_path, "secret", "kpis/a.yaml")
    file = WorkTree(tmp_path).files()["kpis/a.yaml"]
    (tmp_path / "kpis/a.yaml").unlink()
    if swap == "link":
        (tmp_path / "kpis/a.yaml").symlink_to(tmp_path / "secret")
    else:
        os.mkfifo(tmp_path / "kpis/a.yaml")
    with pytest.raises(EnvironmentFault, match="changed while it was read"):
        file.read()


def test_what_has_a_problem_is_not_read(tmp_path: Path) -> None:
    """Asking for its bytes is a bug of the caller."""
    (tmp_path / "okrctl.yaml").symlink_to("/etc/passwd")
    with pytest.raises(ValueError, match="a link, not a file"):
        WorkTree(tmp_path).files()["okrctl.yaml"].read()


@pytest.mark.parametrize(
    "start", [".", "goals", "goals/2026-Q4/ops", "goals/2026-Q4/ops/calm.yaml"]
)
def test_the_root_is_found_upward(tmp_path: Path, start: str) -> None:
    """From a folder or a file, the nearest folder that holds okrctl.yaml."""
    write(tmp_path, "okrctl.yaml", "goals/2026-Q4/ops/calm.yaml")
    assert find_root(tmp_path / start) == tmp_path
    write(tmp_path, "goals/okrctl.yaml")
    assert find_root(tmp_path / "goals/2026-Q4") == tmp_path / "goals"


def test_without_okrctl_yaml_there_is_no_root(tmp_path: Path) -> None:
    """None, also from a folder that does not exist."""
    assert find_root(tmp_path / "nowhere") is None
