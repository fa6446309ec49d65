# %% [markdown]
# # Two sessions, one row
#
# By the end of this lab, you'll know which changes one session sees of another's, how an update is lost without an
# error, and three ways to prevent that.
#
# Two sessions represent two requests that arrive at the same time. You run both, one line at a time.

# %% tags=["remove-cell"]
import harness.drawing.notebook  # noqa: F401
from harness.drawing.plot import lines

# %%
from domain import new_engine
from sqlalchemy import create_engine, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

# %% [markdown]
# Both sessions will change the number in this row.

# %%
class Base(DeclarativeBase):
    pass


class Agent(Base):
    __tablename__ = "agent"

    name: Mapped[str] = mapped_column(primary_key=True)
    tasks_done: Mapped[int] = mapped_column(default=0)


engine = new_engine()
Base.metadata.create_all(engine, checkfirst=False)

with Session(engine) as session:
    session.add(Agent(name="planner"))
    session.commit()

# %% [markdown]
# ## Other sessions don't see uncommitted changes

# %%
first, second = Session(engine), Session(engine)

mine = first.get_one(Agent, "planner")
mine.tasks_done = 5
first.flush()
#: 1 statement

theirs = second.get_one(Agent, "planner")
#: 1 statement
print(theirs.tasks_done)
#> 0

# %% [markdown]
# The UPDATE was sent, but the first session's transaction is still open. The second session still reads 0.
#
# ## Two writers
#
# Now another session tries to write. Its timeout is 0, so it fails at once instead of waiting.

# %%
hasty = Session(create_engine(engine.url, connect_args={"timeout": 0}))

# %% tags=["raises-exception"]
hasty.execute(update(Agent).values(tasks_done=7))
#! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked

# %% [markdown]
# SQLite locks the whole file, so only one transaction can write at a time. PostgreSQL locks single rows, so another
# session [can still write other rows](../psql/index.md#only_postgresql). On both databases, a second writer of the *same*
# row waits for the first one, or until its timeout if it has one.

# %%
hasty.close()
first.commit()

# %% [markdown]
# ## An open session may not see committed changes
#
# The first session has committed 5. The second session loaded the row earlier and still has the object. Now the second
# session reads again.

# %%
again = second.get_one(Agent, "planner")
#: 0 statements
print(again is theirs, again.tasks_done)
#> True 0

second.scalars(select(Agent)).one()
#: 1 statement
print(theirs.tasks_done)
#> 0

# %% [markdown]
# `get_one()` sends no statement: the session returns the object it already has for this row. The SELECT is sent and
# fetches a 5, but the session keeps the values of an object that is [already loaded](../sessions/refresh.md). After a
# commit or a rollback, the session loads them again.

# %%
second.rollback()
print(theirs.tasks_done)
#> 5
#: 1 statement

# %% [markdown]
# ## The lost update
#
# Suppose each session records one completed task: it reads the number, adds one in Python, and writes the result back.

# %%
first.rollback()
mine, theirs = first.get_one(Agent, "planner"), second.get_one(Agent, "planner")
print(mine.tasks_done, theirs.tasks_done)
#> 5 5

mine.tasks_done += 1
first.commit()
#: 1 statement

theirs.tasks_done += 1
second.commit()
#: 1 statement

with Session(engine) as session:
    print(session.get_one(Agent, "planner").tasks_done)
    #> 6

# %% [markdown]
# Two tasks were completed, but the number went up by only one. Look at the two UPDATEs: both write a 6. No error was
# raised, because each transaction is correct on its own.
#
# How bad does it get? In the next cells, up to ten workers read the number before any of them writes.

# %%
def after(workers: int, add) -> int:
    """The number in the row after each of the workers has added one to 0."""
    with Session(engine) as session:
        session.execute(update(Agent).values(tasks_done=0))
        session.commit()
    sessions = [Session(engine) for _ in range(workers)]
    agents = [session.get_one(Agent, "planner") for session in sessions]
    for session, agent in zip(sessions, agents, strict=True):
        add(agent)
        session.commit()
        session.close()
    with Session(engine) as session:
        return session.get_one(Agent, "planner").tasks_done


def in_python(agent: Agent) -> None:
    agent.tasks_done += 1


def in_the_database(agent: Agent) -> None:
    agent.tasks_done = Agent.tasks_done + 1


workers = [1, 2, 5, 10]
counted = {
    "+= 1 in Python": [after(number, in_python) for number in workers],
    "Agent.tasks_done + 1": [after(number, in_the_database) for number in workers],
}

# %% tags=["hide-input"]
assert counted["+= 1 in Python"] == [1, 1, 1, 1]
assert counted["Agent.tasks_done + 1"] == workers

lines(
    f"{workers[-1]} workers each add one: the result is {counted['+= 1 in Python'][-1]} or {workers[-1]}",
    workers,
    counted,
    x_label="workers that read before any of them writes",
    y_label="number in the row afterward",
    alt="If Python adds, the result is 1 no matter how many workers there are. If the database adds, it's the number of workers.",
)

# %% [markdown]
# ## First way: let the database add
#
# `Agent.tasks_done + 1` isn't a number. It's a SQL expression that becomes part of the UPDATE.

# %%
with Session(engine) as session:
    agent = session.get_one(Agent, "planner")
    agent.tasks_done = Agent.tasks_done + 1
    session.commit()
#: 2 statements

# %% [markdown]
# ## Second way: detect the conflict
#
# When a person edits text on the screen, the database can't compute the result. Give the row a version: each UPDATE
# then requires the version that the session read.

# %%
class Note(Base):
    __tablename__ = "note"

    title: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


Note.__table__.create(engine)
with Session(engine) as session:
    session.add(Note(title="plan", body="as it was"))
    session.commit()

first, second = Session(engine), Session(engine)
mine, theirs = first.get_one(Note, "plan"), second.get_one(Note, "plan")
print(mine.version, theirs.version)
#> 1 1

# %%
mine.body = "as I want it"
first.commit()
#: 1 statement

# %% tags=["raises-exception"]
theirs.body = "as they want it"
second.commit()
#! sqlalchemy.orm.exc.StaleDataError: UPDATE statement on table 'note' expected to update 1 row(s); 0 were matched.

# %% [markdown]
# The second UPDATE required version 1 and matched no row. Now your program can detect the conflict and show both texts.
#
# In this lab, each session kept its object from reading to writing. A web application uses one session for the form and
# another for the save, so it has to [compare the version that the form was loaded with](../web/client_version.md).

# %%
second.rollback()
print(theirs.body, theirs.version)
#> as I want it 2

# %% [markdown]
# ## Third way: lock the row you read
#
# If you read a row with `select(...).with_for_update()`, other transactions that try to change or lock the row wait
# until you commit. SQLite has no row locks, so SQLAlchemy omits the clause there.

# %%
print(select(Note.body).with_for_update().compile(engine))
#> SELECT note.body
#> FROM note
print(select(Note.body).with_for_update())
#> SELECT note.body
#> FROM note FOR UPDATE
#: 0 statements

# %% [markdown]
# The first statement is compiled for SQLite. The second one is generic SQL with the clause that SQLAlchemy sends to
# PostgreSQL. [Lock a row before you change it](../postgresql/lock_what_you_change.md) shows the lock in action.
#
# A lock protects the row, not the object in your session. If the session has already loaded the row, the locking SELECT
# fetches the current values, but the session discards them. `populate_existing` makes the session use them.

# %%
mine.body = "as we agreed"
first.commit()

locked = select(Note).with_for_update()
print(second.scalars(locked).one().body)
#> as I want it
current = locked.execution_options(populate_existing=True)
print(second.scalars(current).one().body)
#> as we agreed

for session in (first, second):
    session.close()

# %% [markdown]
# ## What to remember
#
# - A session [keeps what it has loaded](../sessions/refresh.md) until a commit, a rollback, or a refresh.
# - Reading a value, computing in Python, and writing it back [loses updates](../sessions/lost_update.md) without an
#   error.
# - Let the database compute, [give the row a version](../sessions/version_counter.md), or [lock the
#   row](../postgresql/lock_what_you_change.md) and read it with `populate_existing`.
# - Keep transactions short: after the first write, [other writers have to wait](../sessions/short_transactions.md).
