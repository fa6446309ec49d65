# %% [markdown]
# # The life of an object
#
# After this lab you can say at any line which state an object is in, whether its row exists, and whether reading an
# attribute will ask the database. Most puzzling errors of the ORM are about these three.
#
# You follow one project from its constructor to its end, and a drawing follows with you.

# %% tags=["remove-cell"]
import harness.drawing.notebook  # noqa: F401
from harness.drawing.plot import track

# %%
from domain import Project, new_database
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

engine = new_database()

# %% [markdown]
# SQLAlchemy tells the state of any object that it maps: `inspect(project)`. This small function reads it. *Expired* is no
# state of its own for SQLAlchemy. It is a persistent object whose values were thrown away, and it matters enough to be
# shown.

# %%
STATES = ["transient", "pending", "persistent", "expired", "deleted", "detached"]
steps = []


def note(what: str) -> str:
    """Note the project's state, after `what` was done to it."""
    found = inspect(project)
    names = ["transient", "pending", "persistent", "deleted", "detached"]
    state = next(name for name in names if getattr(found, name))
    if state == "persistent" and found.expired:
        state = "expired"
    steps.append((what, state))
    return state


# %% [markdown]
# ## Transient: an ordinary object
#
# Nothing but Python has happened. No session knows the project. Its defaults are not there either, since they belong to
# the INSERT.

# %%
project = Project(name="apollo")
print(project.status, project.id)
#> None None

assert note("Project(...)") == "transient"
#: 0 statements

# %% [markdown]
# ## Pending: the session will save it

# %%
session = Session(engine)
session.add(project)

assert note("session.add()") == "pending"
#: 0 statements

# %% [markdown]
# `add()` sends nothing. The session puts the project on its list and waits: with more on the list, it can send more at
# once.
#
# ## Persistent: the row exists
#
# A *flush* sends what is pending. `commit()` and every query flush by themselves. Here you do it by hand.

# %%
session.flush()
#: 1 statement
print(project.status, project.id is not None)
#> DRAFT True

assert note("session.flush()") == "persistent"

# %% [markdown]
# Now the object has its key and its defaults. The row exists, and nobody else can see it: the transaction is still open.
# A second session asks.

# %%
with Session(engine) as other:
    print(other.scalar(select(func.count(Project.id))))
    #> 0

# %% [markdown]
# ## Expired: the row may have changed
#
# The commit ends the transaction. From here on others may change the row, so the session throws away what it knows. It
# keeps the object.

# %%
session.commit()
assert note("session.commit()") == "expired"
print("name" in project.__dict__)
#> False

# %% [markdown]
# Read an attribute, and the session asks the database for the row. This one SELECT is what
# [`expire_on_commit`](../sessions/expire_on_commit.md) is about.

# %%
print(project.name)
#> apollo
#: 1 statement
assert note("project.name") == "persistent"

print(project.status)
#> DRAFT
#: 0 statements

# %% tags=["hide-input"]
track(
    "Born in Python, saved by the flush, forgotten by the commit",
    STATES,
    steps,
    alt="The project goes from transient over pending to persistent. The commit makes it expired, and reading its name makes "
    "it persistent again.",
)

# %% [markdown]
# ## Changed, and changed back
#
# The session watches the attributes. It knows what was there before, and it sends only what differs.

# %%
project.status = "ACTIVE"
print(project in session.dirty, inspect(project).attrs.status.history.deleted)
#> True [<ProjectStatus.DRAFT: 'DRAFT'>]
assert note('status = "ACTIVE"') == "persistent"
#: 0 statements

# %% [markdown]
# A rollback forgets the change, and expires the object as a commit does.

# %%
session.rollback()
#: 0 statements
assert note("session.rollback()") == "expired"

print(project.status)
#> DRAFT
#: 1 statement
assert note("project.status") == "persistent"

# %% [markdown]
# ## Detached: nobody to ask
#
# Closing the session lets go of its objects. What was loaded stays in the object. What was not cannot be loaded any more.

# %%
session.close()
assert note("session.close()") == "detached"
print(project.name)
#> apollo
#: 0 statements

# %% tags=["raises-exception"]
project.agents
#! sqlalchemy.orm.exc.DetachedInstanceError: Parent instance <Project at ...> is not bound to a Session; lazy load operation of attribute 'agents' cannot proceed

# %% [markdown]
# A detached object is not lost. Another session takes it as it is, [with `add()`](../sessions/merge.md).

# %%
session = Session(engine)
session.add(project)
assert note("add() to a new session") == "persistent"
#: 0 statements

print(len(project.agents))
#> 0
#: 1 statement

# %% [markdown]
# ## Deleted, and gone
#
# `delete()` sends no DELETE yet, as `add()` sent no INSERT. The flush sends it, and the database deletes the children: both
# relationships of the project have `passive_deletes=True`, so the session doesn't load what isn't loaded.

# %%
session.delete(project)
#: 0 statements
assert note("session.delete()") == "persistent"

session.flush()
#: 1 statement
assert note("session.flush()") == "deleted"

session.commit()
assert note("session.commit()") == "detached"

# %% [markdown]
# The row is gone. The object is not: it is a Python object, and you still hold it. Its state is detached, and it remembers.

# %%
print(project.name, inspect(project).was_deleted)
#> apollo True

# %% tags=["hide-input"]
track(
    f"{len(steps)} steps of one object: the session decides, not the object",
    STATES,
    steps,
    alt="The whole way: transient, pending, persistent, expired by the commit, persistent by a read, expired by the rollback, "
    "persistent by a read, detached by the close, persistent in a new session, deleted by the flush, detached at the end.",
)

# %% [markdown]
# ## What to remember
#
# - `add()` and `delete()` send nothing. The flush does, and [a query flushes first](../sessions/autoflush.md).
# - A commit and a rollback expire everything. The next read [asks again](../sessions/expire_on_commit.md).
# - A closed session leaves detached objects: load what you will read [before it closes](../loading/lazy_after_close.md).
# - The session holds one object for each row, and [lets go of those](../sessions/identity_map.md) that you do not hold.
# - When an error puzzles you, print `inspect(thing)` and its five states.
