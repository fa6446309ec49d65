"""Works through the open tasks, or retires an agent: `python -m app.worker --help`.

Synchronous code, with the models that the asynchronous API uses.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from app.database import new_engine
from app.errors import RETRYABLE, sqlstate
from app.models import Agent, Approval, Task, TaskStatus

Result = TypeVar("Result")
LEASE = timedelta(minutes=5)


def in_transaction(sessions: sessionmaker[Session], work: Callable[[Session], Result], attempts: int = 5) -> Result:
    """Do the work in a transaction, and start over after a serialization failure or a deadlock.

    The work may run several times, so it must have no effects outside its session.
    """
    for attempt in count(1):
        try:
            with sessions.begin() as session:
                return work(session)
        except DBAPIError as error:
            if sqlstate(error) not in RETRYABLE or attempt == attempts:
                raise
        time.sleep(random.uniform(0, 0.05 * 2**attempt))  # random, or the same two meet again
    raise AssertionError("count() has no end")


def claim(session: Session) -> Task | None:
    """Take the next task. Other workers skip it until the lease ends, in case this one dies."""
    now = datetime.now(UTC)
    task = session.scalars(
        select(Task)
        .where(
            Task.status.in_([TaskStatus.OPEN, TaskStatus.RUNNING]),
            Task.ready_at <= now,
            ~Task.approvals.any(Approval.approved.is_not(True)),  # refused, or undecided
        )
        .order_by(Task.ready_at, Task.id)
        .limit(1)
        .with_for_update(skip_locked=True, key_share=True)  # without key_share, adding an approval would wait
        .execution_options(populate_existing=True)
    ).one_or_none()
    if task is not None:
        task.status, task.ready_at = TaskStatus.RUNNING, (now + LEASE).replace(microsecond=0)
    return task


def finish(session: Session, task_id: UUID, lease: datetime) -> bool:
    """Mark the task as done, unless the lease has ended and another worker has taken the task."""
    task = session.get(Task, task_id, with_for_update={"key_share": True}, populate_existing=True)
    if task is None or task.ready_at != lease:
        return False
    task.status = TaskStatus.DONE
    return True


def retire(session: Session, agent_id: UUID) -> bool:
    """Take an agent out of service, unless it is the last active one of its project.

    The decision depends on rows that it does not change, so it needs SERIALIZABLE. Otherwise two transactions could
    each count the agent that the other one retires.
    """
    agent = session.get_one(Agent, agent_id)
    active = select(func.count()).where(Agent.project_id == agent.project_id, Agent.active, Agent.id != agent_id)
    if not session.scalar(active):
        return False
    agent.active = False
    return True


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="app.worker", description="Work through the open tasks.")
    parser.add_argument("--retire", type=UUID, metavar="AGENT", help="retire this agent instead")
    retired: UUID | None = parser.parse_args(arguments).retire
    engine = new_engine()
    sessions = sessionmaker(engine, expire_on_commit=False)
    if retired:
        serializable = sessionmaker(engine.execution_options(isolation_level="SERIALIZABLE"))
        print("retired" if in_transaction(serializable, partial(retire, agent_id=retired)) else "the last active agent")
    else:
        while task := in_transaction(sessions, claim):
            print("working on", task.title)  # the work itself happens here, outside any transaction
            in_transaction(sessions, partial(finish, task_id=task.id, lease=task.ready_at))
    engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1:])
