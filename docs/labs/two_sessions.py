# %% [markdown]
# # Two sessions, one row
#
# After this lab you can say what one session sees of another's work, how an update gets lost without any error, and the three
# ways to keep it.
#
# Two sessions stand for two requests that arrive at the same time. You play both, one line at a time.

# %% tags=["remove-cell"]
import harness.drawing.notebook  # noqa: F401
from harness.drawing.plot import lines

# %%
from domain import new_engine
from sqlalchemy import create_engine, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

# %% [markdown]
# A row with a number that both will change.

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
# ## What is not committed, nobody else sees

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
# The UPDATE was sent, and it belongs to the first session's transaction. The second one still reads 0.
#
# ## Two writers
#
# Now the second session writes as well. It has been told to give up at once instead of waiting.

# %%
hasty = Session(create_engine(engine.url, connect_args={"timeout": 0}))

# %% tags=["raises-exception"]
hasty.execute(update(Agent).values(tasks_done=7))
#! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked

# %% [markdown]
# One writer at a time. SQLite locks the whole file; PostgreSQL would lock this row and
# [let others be written](../psql/index.md#only_postgresql). In both, the second writer of the *same* row waits for the first, as long as it
# was told to.

# %%
hasty.close()
first.commit()

# %% [markdown]
# ## What is committed, an open session may still not see
#
# The first session has committed 5. The second one has read the row before, and holds its object. It asks again.

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
# `get_one()` sends no statement: the session has that row's object, and hands it out. The SELECT is sent and brings a 5, and the session
# leaves the values of an object that is [already loaded](../sessions/refresh.md). After a commit or a rollback it takes them anew.

# %%
second.rollback()
print(theirs.tasks_done)
#> 5
#: 1 statement

# %% [markdown]
# ## The lost update
#
# Each session reads the number, adds one in Python, and writes it back. Two tasks were done.

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
# Two tasks, and the row counts one of them. Look at the two UPDATEs: both write a 6. Nothing was raised, and each
# transaction is right by itself.
#
# How bad does it get? Some workers each read once, and then all of them write.

# %%
def after(workers: int, add) -> int:
    """What the row says after so many workers have each added one to 0."""
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
    f"{workers[-1]} workers each add one: the row says {counted['+= 1 in Python'][-1]}, or {workers[-1]}",
    workers,
    counted,
    x_label="workers that read before any of them writes",
    y_label="what the row says afterwards",
    alt="Adding in Python, the row says 1 however many workers there are. Adding in the database, it says as many as there are "
    "workers.",
)

# %% [markdown]
# ## First way: let the database add
#
# `Agent.tasks_done + 1` is no number. It is an expression, and it becomes part of the UPDATE.

# %%
with Session(engine) as session:
    agent = session.get_one(Agent, "planner")
    agent.tasks_done = Agent.tasks_done + 1
    session.commit()
#: 2 statements

# %% [markdown]
# ## Second way: notice who came first
#
# Where a person has decided on what they saw, there is nothing to add up. Then the row gets a version, and each UPDATE asks
# for the version that was read.

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
# The second UPDATE looked for version 1 and found none. Now the program knows, and can show the person both texts.

# %%
second.rollback()
print(theirs.body, theirs.version)
#> as I want it 2

# %% [markdown]
# ## Third way: lock what you read
#
# With `select(...).with_for_update()`, whoever wants to change or lock the row waits until you commit. SQLite has no such lock, and
# SQLAlchemy leaves the words out.

# %%
print(select(Note.body).with_for_update().compile(engine))
#> SELECT note.body
#> FROM note
print(select(Note.body).with_for_update())
#> SELECT note.body
#> FROM note FOR UPDATE
#: 0 statements

# %% [markdown]
# The first text is for SQLite, the second one is what PostgreSQL gets. What the lock does there is shown
# [in the chapter on PostgreSQL](../postgresql/lock_what_you_change.md).

# %%
for session in (first, second):
    session.close()

# %% [markdown]
# ## What to remember
#
# - A session [keeps what it has read](../sessions/refresh.md) until a commit, a rollback or a refresh.
# - Read, compute, write [loses updates](../sessions/lost_update.md), in silence.
# - Let the database compute, or give the row a version. Both stand in [one rule](../sessions/lost_update.md).
# - Keep transactions short. Whoever writes [has others wait](../sessions/short_transactions.md).
