"""Every test is handed out once, a whole file to one process, and a fallen one's rest to another."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.handing_out import ByFile

FILES = {f"test_{name}.py": [f"test_{name}.py::test_{n}" for n in range(3)] for name in "abcdef"}
ALL = [nodeid for tests in FILES.values() for nodeid in tests]


class Process:
    """A test process that is told which tests to run, by their places."""

    def __init__(self, name: str) -> None:
        self.gateway = SimpleNamespace(id=name)
        self.told: list[int] = []
        self.shutting_down = False

    def send_runtest_some(self, places: list[int]) -> None:
        self.told += places

    def shutdown(self) -> None:
        self.shutting_down = True


@pytest.fixture
def two(pytestconfig) -> tuple[ByFile, Process, Process]:
    option = SimpleNamespace(loadscopereorder=False, tx=["popen", "popen"])
    config = SimpleNamespace(option=option, getvalue=lambda name: getattr(option, name))
    scheduler = ByFile(config)  # type: ignore[arg-type]
    processes = Process("1"), Process("2")
    for process in processes:
        scheduler.add_node(process)
        scheduler.add_node_collection(process, ALL)
    scheduler.schedule()
    return scheduler, *processes


def run_out(scheduler: ByFile, *processes: Process) -> dict[str, list[str]]:
    """Let the processes run by turns what they are told, until nothing is left."""
    done: dict[str, list[str]] = {process.gateway.id: [] for process in processes}
    while any(len(done[p.gateway.id]) < len(p.told) for p in processes):
        for process in processes:
            ran = done[process.gateway.id]
            if len(ran) < len(process.told):
                at = process.told[len(ran)]
                ran.append(ALL[at])
                scheduler.mark_test_complete(process, at)
    return done


def test_every_test_is_run_once_and_a_file_by_one_process_in_its_order(two):
    done = run_out(*two)
    assert sorted(done["1"] + done["2"]) == sorted(ALL)
    for ran in done.values():
        files = dict.fromkeys(nodeid.partition("::")[0] for nodeid in ran)
        assert ran == [nodeid for file in files for nodeid in FILES[file]]
    scheduler, *processes = two
    assert scheduler.tests_finished
    assert not scheduler.has_pending
    assert all(process.shutting_down for process in processes)


def test_files_are_handed_out_in_the_order_in_which_they_were_gathered(two):
    _, first, second = two
    assert ALL[first.told[0]] == "test_a.py::test_0"
    assert ALL[second.told[0]] == "test_b.py::test_0"


def test_what_a_fallen_process_had_left_is_run_by_another(two):
    scheduler, first, second = two
    scheduler.mark_test_complete(first, first.told[0])
    assert scheduler.remove_node(first) == ALL[first.told[1]]
    done = run_out(scheduler, second)["2"]
    assert sorted(done) == sorted(set(ALL) - {ALL[first.told[0]]})


def test_one_more_test_of_a_name_may_end_when_its_file_is_forgotten(two):
    run_out(*two)
    scheduler, first, _ = two
    forgotten = first.told[0]
    assert "test_a.py" not in scheduler.assigned_work[first]
    scheduler.mark_test_complete(first, forgotten)
    assert scheduler.tests_finished


def test_files_that_are_done_are_forgotten(two):
    run_out(*two)
    scheduler, first, second = two
    assert len(scheduler.assigned_work[first]) <= 2
    assert len(scheduler.assigned_work[second]) <= 2
