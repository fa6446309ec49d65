"""The workers of a project: one more in each environment than there are processors, started when first needed."""

from __future__ import annotations

import atexit
import os
import threading
from queue import LifoQueue

from harness.project import Project
from harness.running.environments import DEFAULT, Target
from harness.running.job import Answer, Job
from harness.running.worker import Worker


class Pool:
    """The workers of one environment. `run` may be called from any thread, and waits for a worker that is free."""

    def __init__(self, project: Project, target: Target = DEFAULT) -> None:
        self.workers = [Worker(project, target) for _ in range(worker_count())]
        self.free: LifoQueue[Worker] = LifoQueue()
        for worker in self.workers:
            self.free.put(worker)

    def run(self, job: Job) -> Answer:
        """Run a job. Raises CannotRun if no process can be started."""
        worker = self.free.get()
        try:
            return worker.run(job)
        finally:
            self.free.put(worker)

    def stop(self) -> None:
        """End the processes. They start again when they are next needed."""
        for worker in self.workers:
            worker.stop()


_pools: dict[tuple[Project, Target], Pool] = {}
_lock = threading.Lock()


def pool_for(project: Project, target: Target = DEFAULT) -> Pool:
    """The one pool for a project's runs in an environment."""
    with _lock:
        if (project, target) not in _pools:
            _pools[project, target] = Pool(project, target)
        return _pools[project, target]


@atexit.register
def stop_workers() -> None:
    """End every worker process. They start again when they are next needed."""
    for pool in _pools.values():
        pool.stop()


def worker_count() -> int:
    """How many workers an environment has.

    One more than there are processors: while a snippet waits for a lock or a timeout, all of them run.
    """
    return usable_processors() + 1


def usable_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
