"""The API. Each request gets its own session and transaction, which ends before the response is sent."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated, Any, TypedDict, TypeVar, cast
from uuid import UUID

from fastapi import Depends, FastAPI, HTTPException, Query, Request
from fastapi.responses import JSONResponse
from sqlalchemy import func, insert, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.exc import StaleDataError

from app import schemas
from app.database import new_async_engine
from app.errors import BUSY, CONFLICTS, constraint_name, sqlstate
from app.models import Agent, Approval, Base, Project, Task, Tool

Sessions = async_sessionmaker[AsyncSession]
Entity = TypeVar("Entity", bound=Base)
STALE = "It has changed since you read it"


class State(TypedDict):
    sessions: Sessions


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[State]:
    engine = new_async_engine()
    try:
        yield {"sessions": async_sessionmaker(engine, expire_on_commit=False)}
    finally:
        await engine.dispose()


app = FastAPI(lifespan=lifespan)


async def get_sessions(request: Request) -> Sessions:
    return cast(Sessions, request.state.sessions)


async def get_session(sessions: Annotated[Sessions, Depends(get_sessions)]) -> AsyncIterator[AsyncSession]:
    async with sessions.begin() as session:
        yield session


# Without the scope, FastAPI would commit after sending the response, and the client would not learn of a failed commit.
SessionDep = Annotated[AsyncSession, Depends(get_session, scope="function")]


@app.exception_handler(IntegrityError)
async def conflict(_request: Request, error: IntegrityError) -> JSONResponse:
    """Answer 409 to what a client can cause. A column we forgot to fill is our bug: a 500 with its traceback."""
    detail = CONFLICTS.get(constraint_name(error) or "")
    if detail is None:
        raise error
    return JSONResponse({"detail": detail}, 409)


@app.exception_handler(StaleDataError)
async def stale(_request: Request, _error: StaleDataError) -> JSONResponse:
    """Another request has changed or deleted the row since this one read it."""
    return JSONResponse({"detail": STALE}, 409)


@app.exception_handler(DBAPIError)
async def busy(_request: Request, error: DBAPIError) -> JSONResponse:
    if sqlstate(error) not in BUSY:
        raise error
    return JSONResponse({"detail": "Try again"}, 503, {"Retry-After": "1"})


async def get_or_404(session: AsyncSession, model: type[Entity], key: UUID, **options: Any) -> Entity:
    found = await session.get(model, key, **options)
    if found is None:
        raise HTTPException(404, f"No such {model.__name__.lower()}")
    return found


@app.post("/projects", response_model=schemas.ProjectOut, status_code=201)
async def create_project(body: schemas.ProjectIn, session: SessionDep) -> Project:
    project = Project(**body.model_dump())
    session.add(project)
    await session.flush()
    return project


@app.get("/projects/{project_id}", response_model=schemas.ProjectDetail)
async def read_project(project_id: UUID, session: SessionDep) -> Project:
    everything = [selectinload(Project.agents).selectinload(Agent.tools)]
    return await get_or_404(session, Project, project_id, options=everything)


@app.patch("/projects/{project_id}", response_model=schemas.ProjectOut)
async def change_project(project_id: UUID, body: schemas.ProjectPatch, session: SessionDep) -> Project:
    project = await get_or_404(session, Project, project_id)
    for name, value in body.model_dump(exclude_unset=True).items():
        setattr(project, name, value)
    await session.flush()
    return project


@app.delete("/projects/{project_id}", status_code=204)
async def delete_project(project_id: UUID, session: SessionDep) -> None:
    await session.delete(await get_or_404(session, Project, project_id))


@app.post("/projects/{project_id}/agents", response_model=schemas.AgentOut, status_code=201)
async def create_agent(project_id: UUID, body: schemas.AgentIn, session: SessionDep) -> Agent:
    project = await get_or_404(session, Project, project_id)
    tools = (await session.scalars(select(Tool).where(Tool.name.in_(body.tools)).order_by(Tool.name))).all()
    if missing := set(body.tools) - {tool.name for tool in tools}:
        raise HTTPException(409, f"No such tool: {', '.join(sorted(missing))}")
    agent = Agent(name=body.name, project=project, tools=list(tools))
    session.add(agent)
    await session.flush()
    return agent


@app.put("/tools", response_model=list[schemas.ToolOut])
async def put_tools(body: list[schemas.ToolIn], session: SessionDep) -> Sequence[Tool]:
    """Insert or update by name, in one statement, sorted so that two requests cannot deadlock."""
    by_name = {tool.name: tool.model_dump() for tool in body}
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    new: postgresql.Insert | sqlite.Insert = (postgresql if on_postgresql else sqlite).insert(Tool)
    changed = {"tool_metadata": new.excluded.tool_metadata, "updated_at": func.now()}
    upsert = new.on_conflict_do_update(index_elements=[Tool.name], set_=changed).returning(Tool)
    rows = [by_name[name] for name in sorted(by_name)]
    tools = await session.scalars(upsert, rows, execution_options={"populate_existing": True}) if rows else ()
    return sorted(tools, key=lambda tool: tool.name)


@app.post("/projects/{project_id}/tasks", response_model=list[schemas.TaskOut], status_code=201)
async def create_tasks(project_id: UUID, body: list[schemas.TaskIn], session: SessionDep) -> Sequence[Task]:
    await get_or_404(session, Project, project_id)
    rows = [task.model_dump() | {"project_id": project_id} for task in body]
    statement = insert(Task).returning(Task, sort_by_parameter_order=True)
    return (await session.scalars(statement, rows)).all() if rows else []


@app.get("/projects/{project_id}/tasks", response_model=schemas.TaskPage)
async def read_tasks(
    project_id: UUID, page: Annotated[schemas.PageQuery, Query()], session: SessionDep
) -> dict[str, Any]:
    await get_or_404(session, Project, project_id)
    key = tuple_(Task.created_at, Task.id)
    statement = (
        select(Task)
        .where(Task.project_id == project_id, key > (page.after_time, page.after_id))
        .order_by(Task.created_at, Task.id)
        .limit(page.limit + 1)  # one more, to see whether there is a next page
    )
    tasks = (await session.scalars(statement)).all()
    items = tasks[: page.limit]
    more = len(tasks) > page.limit
    return {"items": items, "next": {"after_time": items[-1].created_at, "after_id": items[-1].id} if more else None}


@app.patch("/tasks/{task_id}", response_model=schemas.TaskOut)
async def change_task(task_id: UUID, body: schemas.TaskPatch, session: SessionDep) -> Task:
    """Compare with the version that the client has read. `version_id_col` only knows the one this request reads."""
    task = await get_or_404(session, Task, task_id)
    if task.version != body.version:
        raise HTTPException(409, STALE)
    for name, value in body.model_dump(exclude_unset=True, exclude={"version"}).items():
        setattr(task, name, value)
    await session.flush()
    return task


@app.post("/tasks/{task_id}/approvals", response_model=schemas.ApprovalOut, status_code=201)
async def ask(task_id: UUID, body: schemas.ApprovalIn, session: SessionDep) -> Approval:
    await get_or_404(session, Task, task_id)
    approval = Approval(task_id=task_id, question=body.question)
    session.add(approval)
    await session.flush()
    return approval


@app.post("/approvals/{approval_id}/decision", response_model=schemas.ApprovalOut)
async def decide(approval_id: UUID, body: schemas.Decision, session: SessionDep) -> Approval:
    """If two people answer at once, the second waits for the row lock, then reads the first one's decision."""
    approval = await get_or_404(
        session, Approval, approval_id, with_for_update={"key_share": True}, populate_existing=True
    )
    if approval.decided_at is not None:
        raise HTTPException(409, "This has been decided already")
    approval.approved, approval.decided_at = body.approved, datetime.now(UTC)
    await session.flush()
    return approval
