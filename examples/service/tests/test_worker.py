from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from app.models import Agent, Approval, Project, Task, TaskStatus
from app.worker import LEASE, claim, finish, in_transaction, main, retire


def new_project(session: Session, agents: int = 0, tasks: int = 0) -> Project:
    project = Project(name="apollo", agents=[Agent(name=f"agent {number}") for number in range(agents)])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    project.tasks.add_all(Task(title=f"task {n}", ready_at=start + timedelta(days=n)) for n in range(tasks))
    session.add(project)
    session.flush()
    return project


def title(task: Task | None) -> str | None:
    return None if task is None else task.title


def test_claims_in_order_and_again_after_the_lease(session: Session) -> None:
    new_project(session, tasks=2)
    first = claim(session)
    assert first is not None
    assert (first.title, title(claim(session)), claim(session)) == ("task 0", "task 1", None)
    session.execute(update(Task).values(ready_at=datetime.now(UTC) - LEASE))
    second = claim(session)
    assert second is not None


def test_waits_for_every_approval(session: Session) -> None:
    task = session.scalars(new_project(session, tasks=1).tasks.select()).one()
    approval = Approval(question="Land?", task_id=task.id)
    session.add(approval)
    assert claim(session) is None
    approval.approved, approval.decided_at = True, datetime.now(UTC)
    assert claim(session) is task


def test_finishes_only_what_is_still_its_own(session: Session) -> None:
    task = session.scalars(new_project(session, tasks=1).tasks.select()).one()
    assert claim(session) is task
    assert not finish(session, task.id, task.ready_at - LEASE)  # the lease of an earlier worker
    task.title = "land softly"  # a client's change does not end the lease
    assert finish(session, task.id, task.ready_at)


def test_works_through_the_queue(sessions: sessionmaker[Session], capsys: pytest.CaptureFixture[str]) -> None:
    in_transaction(sessions, partial(new_project, tasks=2))
    main([])
    assert capsys.readouterr().out.splitlines() == ["working on task 0", "working on task 1"]
    with sessions() as session:
        assert set(session.scalars(select(Task.status))) == {TaskStatus.DONE}


def test_retires_all_agents_but_one(sessions: sessionmaker[Session], capsys: pytest.CaptureFixture[str]) -> None:
    for agent in in_transaction(sessions, partial(new_project, agents=2)).agents:
        main(["--retire", str(agent.id)])
    assert capsys.readouterr().out.splitlines() == ["retired", "the last active agent"]


@pytest.mark.usefixtures("postgresql_only")
def test_passes_over_what_another_worker_holds(sessions: sessionmaker[Session]) -> None:
    in_transaction(sessions, partial(new_project, tasks=2))
    with sessions.begin() as first, sessions.begin() as second:
        held = claim(first)
        assert held is not None
        assert (held.title, title(claim(second))) == ("task 0", "task 1")
        second.add(Approval(question="Land?", task_id=held.id))
        second.flush()  # thanks to key_share, an INSERT that refers to the held row does not wait


@pytest.mark.usefixtures("postgresql_only")
def test_runs_again_after_a_serialization_failure(sessions: sessionmaker[Session]) -> None:
    one, two = in_transaction(sessions, partial(new_project, agents=2)).agents
    serializable = sessionmaker(sessions.kw["bind"].execution_options(isolation_level="SERIALIZABLE"))
    results: list[bool] = []

    def retire_one(session: Session) -> bool:
        results.append(retire(session, one.id))
        if len(results) == 1:  # meanwhile, the other agent is retired
            in_transaction(serializable, partial(retire, agent_id=two.id))
        return results[-1]

    assert in_transaction(serializable, retire_one) is False
    assert results == [True, False]
