# %% [markdown]
# # From an empty file to a query
#
# After this lab you have written two models, put rows into a database, found them again, changed them, and met the two
# errors that everybody meets first. You see the SQL of each step.
#
# You need to know Python, and what a table is. It takes ten minutes.

# %% tags=["remove-cell"]
import harness.drawing.notebook  # noqa: F401

# %% [markdown]
# ## An engine
#
# The *engine* knows where the database is and how to talk to it. This one lives in memory, and is gone when the program
# ends.

# %%
from sqlalchemy import create_engine

engine = create_engine("sqlite://")
#: 0 statements

# %% [markdown]
# Nothing has been sent: an engine connects when somebody needs a connection. Make one engine in a program, and
# [share it](../web/one_engine.md).
#
# ## Two models
#
# A *model* is a class that stands for a table. Each `Mapped[...]` attribute is a column, and its type says what the column
# holds. In this guide, projects have agents, and agents carry out the work.

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
# `agent.project_id` is the column. `agent.project` and `project.agents` are no columns: they are the two ends of one
# relationship, and `back_populates` keeps them [in step](../relationships/back_populates.md).
#
# ## The tables
#
# `create_all` looks which tables are missing, and creates those. Later, [migrations](../migrations/index.md) do this.

# %%
Base.metadata.create_all(engine)
#: 6 statements

# %% [markdown]
# The `PRAGMA` statements are the look; the last two create. Notice what became of `Mapped[str]`: `NOT NULL`. A column that
# may be empty is a `Mapped[str | None]`.
#
# ## Rows
#
# A *session* is your piece of work with the database. You add objects to it, and `commit()` saves them all or none.

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
# Two INSERTs for four objects. You added only the projects: the agents came along with the relationship, and nobody had
# to set `project_id`. Without `commit()` [nothing would be saved](../sessions/commit.md).
#
# ## A query
#
# `select()` builds a query. Printing it shows its SQL, and sends nothing.

# %%
from sqlalchemy import select

query = select(Project).where(Project.status == "DRAFT").order_by(Project.name)
print(query)
#> SELECT project.id, project.name, project.status
#> FROM project
#> WHERE project.status = :status_1 ORDER BY project.name
#: 0 statements

# %% [markdown]
# The value travels beside the statement, as `:status_1`, and is [never read as SQL](../querying/bound_parameters.md). A
# session runs the query. `scalars()` says that you want the objects, and not rows that hold one object each.

# %%
with Session(engine) as session:
    for project in session.scalars(query):
        print(project.name, project.status)
        #> apollo DRAFT
        #> gemini DRAFT
#: 1 statement

# %% [markdown]
# To ask for agents by their project, join along the relationship.

# %%
query = select(Agent.name).join(Agent.project).where(Project.name == "apollo")

with Session(engine) as session:
    print(session.scalars(query.order_by(Agent.name)).all())
    #> ['builder', 'planner']
#: 1 statement

# %% [markdown]
# ## A change
#
# Set an attribute and commit. The session knows what you have changed, and sends that column.

# %%
with Session(engine) as session:
    project = session.scalars(select(Project).where(Project.name == "apollo")).one()
    project.status = "ACTIVE"
    session.commit()
#: 2 statements

# %% [markdown]
# ## The first error
#
# A project's name is unique, so the database refuses a second apollo. The error comes at the commit, when the INSERT is
# sent.

# %% tags=["raises-exception"]
with Session(engine) as session:
    session.add(Project(name="apollo"))
    session.commit()
    #! sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: project.name

# %% [markdown]
# The `with` block closed the session and undid the transaction. In a session that goes on, you
# [roll back](../sessions/rollback.md) first.
#
# ## The second error
#
# The session is closed, and you read the agents of a project that it had loaded.

# %%
with Session(engine) as session:
    project = session.scalars(select(Project).where(Project.name == "apollo")).one()

print(project.name)
#> apollo

# %% tags=["raises-exception"]
project.agents
#! sqlalchemy.orm.exc.DetachedInstanceError: Parent instance <Project at ...> is not bound to a Session; lazy load operation of attribute 'agents' cannot proceed

# %% [markdown]
# The name was loaded, so it is still there. The agents were not: a relationship is loaded when you first read it, and that
# needs a session. Say in the query [what you will read](../loading/lazy_after_close.md).

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
# How many agents does each project have? Do not load them to count them. The database counts, and you get plain rows.

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
# The outer join keeps gemini, which has no agents. With a plain join it would be missing.
#
# ## What to remember
#
# - An engine for the program, a session for each piece of work: [`with Session(engine)`](../sessions/session_per_request.md).
# - Nothing is saved before `commit()`, and an error [undoes all of it](../sessions/one_transaction.md).
# - `select()`, then `session.scalars()` for objects or `session.execute()` for rows: [the difference](../querying/rows_and_objects.md).
# - A relationship is loaded when you read it. Load it in the query: [the next lab](n_plus_one.md) shows why.
# - Look at the SQL. Your own programs show it with `create_engine(..., echo=True)`.
