# %% [markdown]
# # From an empty file to a query
#
# By the end of this lab, you'll be able to write two models, save rows, read them back, and change them. You'll also
# have seen the two errors that everyone runs into first, and the SQL of each step.
#
# You need to know Python and what a database table is. The lab takes ten minutes.

# %% tags=["remove-cell"]
import harness.drawing.notebook  # noqa: F401

# %% [markdown]
# ## An engine
#
# The *engine* holds the database's location and manages connections to it. This database is in memory and disappears
# when the program ends.

# %%
from sqlalchemy import create_engine

engine = create_engine("sqlite://")
#: 0 statements

# %% [markdown]
# Nothing has been sent yet: an engine connects when the first statement needs a connection. Create one engine per
# program and [share it](../web/one_engine.md).
#
# ## Two models
#
# A *model* is a class that SQLAlchemy maps to a table. An attribute with `mapped_column()` becomes a column, and the type
# in `Mapped[...]` decides what the column holds. In this guide, projects have agents, and agents do the work.

# %%
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Project(Base):
    __tablename__ = "project"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    status: Mapped[str] = mapped_column(String(20), default="DRAFT")
    agents: Mapped[list["Agent"]] = relationship(back_populates="project")


class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(100))
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"))
    project: Mapped[Project] = relationship(back_populates="agents")


# %% [markdown]
# `agent.project_id` is a column. `agent.project` and `project.agents` aren't: they're the two sides of one
# relationship, and `back_populates` [keeps them in sync](../relationships/back_populates.md).
#
# ## The tables
#
# `create_all()` creates the tables that don't exist yet. Once there are rows to keep, use
# [migrations](../migrations/index.md) instead.

# %%
Base.metadata.create_all(engine)
#: 6 statements

# %% [markdown]
# The `PRAGMA` statements check which tables exist; the last two statements create them. `Mapped[str]` became `NOT
# NULL`. For a nullable column, one that may be empty, write `Mapped[str | None]`.
#
# ## Rows
#
# A *session* collects changes. You add objects to it, and `commit()` saves all of them or, if there's an error, none.

# %%
from sqlalchemy.orm import Session

with Session(engine) as session:
    apollo = Project(name="apollo")
    apollo.agents = [Agent(name="planner"), Agent(name="builder")]
    session.add(apollo)
    session.add(Project(name="gemini"))
    session.commit()
#: 2 statements

# %% [markdown]
# Two INSERTs saved four objects. You added only the projects: the agents followed through the relationship, and the
# session set their `project_id`. Without `commit()`, [nothing would be saved](../sessions/commit.md).
#
# ## A query
#
# `select()` builds a query. Print it to see its SQL; printing sends nothing to the database.

# %%
from sqlalchemy import select

query = select(Project).where(Project.status == "DRAFT").order_by(Project.name)
print(query)
#> SELECT project.id, project.name, project.status
#> FROM project
#> WHERE project.status = :status_1 ORDER BY project.name
#: 0 statements

# %% [markdown]
# The value is sent separately, as the parameter `:status_1`, so the database [never interprets it as
# SQL](../querying/bound_parameters.md). To run the query, pass it to a session. `scalars()` returns the objects
# themselves instead of rows with one object each.

# %%
with Session(engine) as session:
    for project in session.scalars(query):
        print(project.name, project.status)
        #> apollo DRAFT
        #> gemini DRAFT
#: 1 statement

# %% [markdown]
# To find agents by their project, join along the relationship.

# %%
query = select(Agent.name).join(Agent.project).where(Project.name == "apollo")

with Session(engine) as session:
    print(session.scalars(query.order_by(Agent.name)).all())
    #> ['builder', 'planner']
#: 1 statement

# %% [markdown]
# ## A change
#
# Set an attribute and commit. The session tracks your changes and updates only that column.

# %%
with Session(engine) as session:
    project = session.scalars(select(Project).where(Project.name == "apollo")).one()
    project.status = "ACTIVE"
    session.commit()
#: 2 statements

# %% [markdown]
# ## The first error
#
# Project names are unique, so the database rejects a second apollo. The commit raises the error, because that's when
# the session sends the INSERT.

# %% tags=["raises-exception"]
with Session(engine) as session:
    session.add(Project(name="apollo"))
    session.commit()
    #! sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: project.name

# %% [markdown]
# The `with` block closed the session, which rolled the transaction back. If you keep using a session after an error,
# [call `rollback()`](../sessions/rollback.md) first.
#
# ## The second error
#
# You load a project, close the session, and then read the project's agents.

# %%
with Session(engine) as session:
    project = session.scalars(select(Project).where(Project.name == "apollo")).one()

print(project.name)
#> apollo

# %% tags=["raises-exception"]
project.agents
#! sqlalchemy.orm.exc.DetachedInstanceError: Parent instance <Project at ...> is not bound to a Session; lazy load operation of attribute 'agents' cannot proceed

# %% [markdown]
# The name was loaded with the project, so you can still read it. The agents weren't: by default, a relationship is
# loaded when you first read it (*lazy loading*), which needs an open session. Load [the relationships you'll
# read](../loading/lazy_after_close.md) in the query (*eager loading*).

# %%
from sqlalchemy.orm import selectinload

query = select(Project).options(selectinload(Project.agents))

with Session(engine) as session:
    projects = session.scalars(query.order_by(Project.name)).all()
#: 2 statements

for project in projects:
    print(project.name, sorted(agent.name for agent in project.agents))
    #> apollo ['builder', 'planner']
    #> gemini []
#: 0 statements

# %% [markdown]
# ## A question for the database
#
# How many agents does each project have? Don't load the agents to count them: let the database count, and get plain
# rows back.

# %%
from sqlalchemy import func

query = (
    select(Project.name, func.count(Agent.id))
    .outerjoin(Project.agents)
    .group_by(Project.name)
    .order_by(Project.name)
)

with Session(engine) as session:
    for name, count in session.execute(query):
        print(name, count)
        #> apollo 2
        #> gemini 0
#: 1 statement

# %% [markdown]
# The outer join keeps gemini, which has no agents. A plain join would drop it.
#
# ## What to remember
#
# - Create one engine per program and one session per unit of work, such as a request:
#   [`with Session(engine)`](../sessions/session_per_request.md).
# - Nothing is saved before `commit()`, and an error [undoes all changes](../sessions/one_transaction.md).
# - Build a query with `select()`. Run it with `session.scalars()` for objects or `session.execute()` for rows: [the
#   difference](../querying/rows_and_objects.md).
# - A relationship is loaded when you first read it. Load it in the query instead; [How N+1 grows](n_plus_one.md) shows
#   why.
# - In your own programs, look at the SQL: `create_engine(..., echo=True)` [prints it](../connections/echo.md).
