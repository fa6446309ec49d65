"""What clients send and receive, field by field."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from app.models import ProjectStatus, TaskStatus

Name = Annotated[str, Field(min_length=1, max_length=100)]
Title = Annotated[str, Field(min_length=1, max_length=200)]
# The API says `metadata`. On a mapped class that is the MetaData, so the model says `project_metadata`.
ProjectMetadata = Annotated[dict[str, Any] | None, Field(validation_alias="metadata")]


class Input(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ProjectIn(Input):
    name: Name
    project_metadata: ProjectMetadata = None


class ProjectPatch(Input):
    """Fields left out keep their value; the defaults here are never used. Only `metadata` may be null."""

    name: Name = ""
    status: ProjectStatus = ProjectStatus.DRAFT
    project_metadata: ProjectMetadata = None


class AgentIn(Input):
    name: Name
    tools: list[Name] = []


class TaskIn(Input):
    title: Title
    agent_id: UUID | None = None


class TaskPatch(Input):
    version: int
    title: Title = ""
    status: TaskStatus = TaskStatus.OPEN


class ApprovalIn(Input):
    question: Annotated[str, Field(min_length=1)]


class Decision(Input):
    approved: bool


class ToolIn(Input):
    name: Name
    tool_metadata: Annotated[dict[str, Any] | None, Field(validation_alias="metadata")] = None


class Output(BaseModel):
    id: UUID
    created_at: datetime
    updated_at: datetime


class ToolOut(Output):
    name: str
    metadata: dict[str, Any] | None = Field(validation_alias="tool_metadata")


class AgentOut(Output):
    name: str
    active: bool
    tools: list[ToolOut]


class ProjectOut(Output):
    name: str
    status: ProjectStatus
    metadata: dict[str, Any] | None = Field(validation_alias="project_metadata")


class ProjectDetail(ProjectOut):
    agents: list[AgentOut]


class TaskOut(Output):
    title: str
    status: TaskStatus
    version: int
    project_id: UUID
    agent_id: UUID | None


class Cursor(BaseModel):
    """The sort key of the last row of a page. The defaults come before every row."""

    after_time: AwareDatetime = datetime(1970, 1, 1, tzinfo=UTC)
    after_id: UUID = UUID(int=0)


class PageQuery(Cursor):
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class TaskPage(BaseModel):
    items: list[TaskOut]
    next: Cursor | None


class ApprovalOut(Output):
    question: str
    approved: bool | None
    decided_at: datetime | None
