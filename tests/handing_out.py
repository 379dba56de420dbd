"""Hands test files out to the test processes as xdist does, without looking through all for each.

For each test that it hands out xdist looks through all that were gathered, and for each that ends
through all that its process has run: more than ten seconds with twenty thousand tests.
"""

from __future__ import annotations

from xdist.scheduler.loadfile import LoadFileScheduling
from xdist.workermanage import WorkerController


class ByFile(LoadFileScheduling):
    """A file's tests go to one process, in the order in which they were gathered."""

    def _assign_work_unit(self, node: WorkerController) -> None:
        """Give a process the next file, and forget those that it is done with."""
        scope, unit = self.workqueue.popitem(last=False)
        begun = self.assigned_work.get(node, {})
        left = {name: tests for name, tests in begun.items() if not all(tests.values())}
        self.assigned_work[node] = {**left, scope: unit}
        wanted = {nodeid for nodeid, is_done in unit.items() if not is_done}
        node.send_runtest_some(self._places(node, wanted))

    def mark_test_complete(
        self,
        node: WorkerController,
        item_index: int,
        duration: float = 0,
    ) -> None:
        """Note that a test has ended: also one more of a name that is done with, and its file forgotten."""
        nodeid = self.registered_collections[node][item_index]
        unit = self.assigned_work[node].get(self._split_scope(nodeid))
        if unit is not None:
            unit[nodeid] = True
        self._reschedule(node)

    def _places(self, node: WorkerController, wanted: set[str]) -> list[int]:
        """Find tests among those that a process has gathered."""
        found = enumerate(self.registered_collections[node])
        return [at for at, nodeid in found if nodeid in wanted]
