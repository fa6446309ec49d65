"""Works through the open tasks: `python -m app.worker`. Synchronous code on the models that the API uses."""

import random
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
    """Do the work in a transaction of its own, and all of it again where PostgreSQL says that a second try may succeed.

    The work has no effects outside of its session, since it may be done more than once.
    """
    for attempt in count(1):
        try:
            with sessions.begin() as session:
                return work(session)
        except DBAPIError as error:
            if sqlstate(error) not in RETRYABLE or attempt == attempts:
                raise
        time.sleep(random.uniform(0, 0.05 * 2**attempt))  # at random, or the same two meet again
    raise AssertionError("count() has no end")


def claim(session: Session) -> Task | None:
    """Take the next task. Others pass it over; if this worker dies, it is theirs again when the lease has ended."""
    now = datetime.now(UTC)
    task = session.scalars(
        select(Task)
        .where(
            Task.status.in_([TaskStatus.OPEN, TaskStatus.RUNNING]),
            Task.ready_at <= now,
            ~Task.approvals.any(Approval.approved.is_not(True)),  # refused, or not decided
        )
        .order_by(Task.ready_at, Task.id)
        .limit(1)
        .with_for_update(skip_locked=True, key_share=True)  # others may still add approvals
        .execution_options(populate_existing=True)
    ).one_or_none()
    if task is not None:
        task.status, task.ready_at = TaskStatus.RUNNING, now + LEASE
    return task


def finish(session: Session, task_id: UUID, version: int) -> bool:
    """Whether the task was still ours: the version is the one that claim() has given it."""
    task = session.get(Task, task_id, with_for_update={"key_share": True}, populate_existing=True)
    if task is None or task.version != version:
        return False
    task.status = TaskStatus.DONE
    return True


def retire(session: Session, agent_id: UUID) -> bool:
    """Take an agent out of service, unless it is the last one of its project.

    It counts rows that it does not change, so it needs SERIALIZABLE: two at once would each see the other's agent.
    """
    agent = session.get_one(Agent, agent_id)
    active = select(func.count()).where(Agent.project_id == agent.project_id, Agent.active, Agent.id != agent_id)
    if not session.scalar(active):
        return False
    agent.active = False
    return True


def main() -> None:
    engine = new_engine()
    sessions = sessionmaker(engine, expire_on_commit=False)
    while task := in_transaction(sessions, claim):
        print("working on", task.title)  # the work itself, outside of any transaction
        in_transaction(sessions, partial(finish, task_id=task.id, version=task.version))
    engine.dispose()


if __name__ == "__main__":
    main()
