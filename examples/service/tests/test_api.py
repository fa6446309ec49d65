from typing import Any
from uuid import uuid4

import pytest
from conftest import counted, on_session
from httpx2 import AsyncClient
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import Session

from app import api
from app.models import Project, Task

pytestmark = pytest.mark.anyio


async def new_project(client: AsyncClient, **fields: Any) -> str:
    response = await client.post("/projects", json={"name": "apollo"} | fields)
    assert response.status_code == 201, response.text
    return f"/projects/{response.json()['id']}"


async def new_tasks(client: AsyncClient, project: str, count: int) -> list[dict[str, Any]]:
    response = await client.post(f"{project}/tasks", json=[{"title": f"task {number}"} for number in range(count)])
    assert response.status_code == 201, response.text
    tasks: list[dict[str, Any]] = response.json()
    return tasks


async def test_taken_name_is_a_conflict_and_leaves_nothing_behind(client: AsyncClient) -> None:
    await new_project(client)
    response = await client.post("/projects", json={"name": "apollo"})
    assert (response.status_code, response.json()) == (409, {"detail": "A project with this name exists"})
    await new_project(client, name="gemini")


async def test_unknown_agent_is_a_conflict(client: AsyncClient) -> None:
    project = await new_project(client)
    response = await client.post(f"{project}/tasks", json=[{"title": "land", "agent_id": str(uuid4())}])
    assert response.status_code == 409


async def test_row_deleted_by_another_request_is_a_conflict(client: AsyncClient) -> None:
    project = await new_project(client)
    (task,) = await new_tasks(client, project, 1)

    def overtake(session: Session, *_: object) -> None:
        session.connection().execute(delete(Project))

    for method, path, body in (
        ("POST", f"{project}/agents", {"name": "scout"}),
        ("POST", f"/tasks/{task['id']}/approvals", {"question": "Land?"}),
        ("PATCH", project, {"name": "gemini"}),
    ):
        with on_session("before_flush", overtake):  # between this request's SELECT and its INSERT or UPDATE
            assert (await client.request(method, path, json=body)).status_code == 409


async def test_our_own_mistake_is_not_a_conflict(client: AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "Project", lambda **fields: Project())  # forgets the name
    response = await client.post("/projects", json={"name": "apollo"})
    assert response.status_code == 500


class Deadlock(Exception):
    sqlstate = "40P01"


@pytest.mark.parametrize(("error", "status"), [(RuntimeError(), 500), (DBAPIError(None, None, Deadlock()), 503)])
async def test_failed_commit_reaches_the_client(client: AsyncClient, error: Exception, status: int) -> None:
    def fail(_session: Session) -> None:
        raise error

    with on_session("before_commit", fail):
        assert (await client.post("/projects", json={"name": "apollo"})).status_code == status


async def test_patch_changes_what_was_sent(client: AsyncClient, connection: AsyncConnection) -> None:
    project = await new_project(client, metadata={"budget": 1})
    changed = (await client.patch(project, json={"status": "active"})).json()
    assert (changed["name"], changed["status"], changed["metadata"]) == ("apollo", "active", {"budget": 1})
    assert (await client.patch(project, json={"metadata": None})).json()["metadata"] is None
    empty = select(Project.name).where(Project.project_metadata.is_(None))  # SQL's NULL
    assert (await connection.scalars(empty)).all() == ["apollo"]
    for refused in {"name": None}, {"status": "activ"}, {"id": str(uuid4())}:
        assert (await client.patch(project, json=refused)).status_code == 422


async def test_statements_do_not_grow_with_rows(client: AsyncClient, connection: AsyncConnection) -> None:
    project = await new_project(client)
    assert (await client.put("/tools", json=[{"name": "browser"}, {"name": "search"}])).status_code == 200
    for number in range(3):
        body = {"name": f"agent {number}", "tools": ["browser", "search"]}
        assert (await client.post(f"{project}/agents", json=body)).status_code == 201
    assert connection.sync_connection is not None
    with counted(connection.sync_connection) as statements:
        agents = (await client.get(project)).json()["agents"]
    assert [len(agent["tools"]) for agent in agents] == [2, 2, 2]
    assert len(statements) == 3
    with counted(connection.sync_connection) as statements:
        await new_tasks(client, project, 100)
    assert len(statements) == 2  # SELECT project, INSERT
    with counted(connection.sync_connection) as statements:
        assert (await client.delete(project)).status_code == 204
    assert len(statements) == 2  # SELECT, DELETE


async def test_pages_neither_repeat_nor_skip(client: AsyncClient) -> None:
    project = await new_project(client)
    titles = {task["title"] for task in await new_tasks(client, project, 5)}  # all have one created_at
    seen: list[str] = []
    cursor: dict[str, str] | None = {}
    while cursor is not None:
        page = (await client.get(f"{project}/tasks", params=cursor | {"limit": "2"})).json()
        seen += [task["title"] for task in page["items"]]
        cursor = page["next"]
    assert len(seen) == 5
    assert set(seen) == titles


async def test_second_writer_of_one_version_is_refused(client: AsyncClient) -> None:
    (task,) = await new_tasks(client, await new_project(client), 1)
    path, change = f"/tasks/{task['id']}", {"version": task["version"], "title": "land"}
    changed = (await client.patch(path, json=change)).json()
    assert (changed["title"], changed["version"]) == ("land", task["version"] + 1)
    assert (await client.patch(path, json=change | {"title": "crash"})).status_code == 409

    def overtake(session: Session, *_: object) -> None:
        session.connection().execute(update(Task).values(version=Task.version + 1))

    with on_session("before_flush", overtake):  # between this request's SELECT and UPDATE
        assert (await client.patch(path, json={"version": changed["version"], "title": "crash"})).status_code == 409


async def test_upsert_changes_the_row_that_is_there(client: AsyncClient) -> None:
    (before,) = (await client.put("/tools", json=[{"name": "search", "metadata": {"limit": 1}}])).json()
    body = [{"name": "search", "metadata": {"limit": 2}}, {"name": "browser"}, {"name": "search"}]
    browser, search = (await client.put("/tools", json=body)).json()
    assert (browser["name"], search["id"], search["metadata"]) == ("browser", before["id"], None)


async def test_an_approval_is_decided_once(client: AsyncClient) -> None:
    (task,) = await new_tasks(client, await new_project(client), 1)
    approval = (await client.post(f"/tasks/{task['id']}/approvals", json={"question": "Land?"})).json()
    path = f"/approvals/{approval['id']}/decision"
    assert (await client.post(path, json={"approved": False})).json()["approved"] is False
    assert (await client.post(path, json={"approved": True})).status_code == 409


async def test_lifespan_makes_the_engine_and_disposes_of_it() -> None:
    async with api.lifespan(api.app) as state, state["sessions"]() as session:
        assert (await session.scalars(select(Project))).all() == []


async def test_missing_rows_are_404(client: AsyncClient) -> None:
    assert (await client.get(f"/projects/{uuid4()}")).status_code == 404
