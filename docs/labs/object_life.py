# %% [markdown]
# # The life of an object
#
# By the end of this lab, you'll be able to tell at any line which state an object is in, whether its row exists, and
# whether reading an attribute will query the database. Most of the ORM's puzzling errors come down to one of these
# three questions.
#
# You'll follow one project from its constructor to its deletion, and plot its state as you go.

# %% tags=["remove-cell"]
import harness.drawing.notebook  # noqa: F401
from harness.drawing.plot import track

# %%
from domain import Project, ProjectStatus, new_database
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

engine = new_database()

# %% [markdown]
# `inspect(project)` returns the state of a mapped object. The function below gives the state a name and remembers it
# for the plot. To SQLAlchemy, *expired* isn't a separate state: an expired object is a persistent object whose values
# were discarded. The difference matters enough to plot it as a state.

# %%
STATES = ["transient", "pending", "persistent", "expired", "deleted", "detached"]
steps = []


def note(what: str) -> str:
    """Remember the project's state after the step `what`."""
    status = inspect(project)
    names = ["transient", "pending", "persistent", "deleted", "detached"]
    state = next(name for name in names if getattr(status, name))
    if state == "persistent" and status.expired:
        state = "expired"
    steps.append((what, state))
    return state


# %% [markdown]
# ## Transient: an ordinary object
#
# So far, only Python has run. The project isn't in any session. Its defaults aren't filled in yet, because SQLAlchemy
# computes them for the INSERT.

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
# `add()` sends nothing. The session only remembers the project, so that it can send several changes at once later. This
# pattern is called the *unit of work*: a session collects changes and sends them together.
#
# ## Persistent: the row exists
#
# A *flush* sends all pending changes. `commit()` flushes automatically, and so does every query. Here you call
# `flush()` yourself.

# %%
session.flush()
#: 1 statement
print(project.status, project.id is not None)
#> DRAFT True

assert note("session.flush()") == "persistent"

# %% [markdown]
# Now the object has its key and its defaults. The row exists, but other sessions can't see it while the transaction is
# open. A second session counts the projects.

# %%
with Session(engine) as other:
    print(other.scalar(select(func.count(Project.id))))
    #> 0

# %% [markdown]
# ## Expired: the row may have changed
#
# The commit ends the transaction. From now on, other transactions can change the row, so the session discards the
# values it has loaded. It keeps the object itself.

# %%
session.commit()
assert note("session.commit()") == "expired"
print("name" in project.__dict__)
#> False

# %% [markdown]
# When you read an attribute, the session loads the row again. [`expire_on_commit`](../sessions/expire_on_commit.md)
# controls whether this SELECT is needed.

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
    "Created in Python, saved by the flush, expired by the commit",
    STATES,
    steps,
    alt="The project goes from transient to pending to persistent. The commit expires it, and reading its name makes it "
    "persistent again.",
)

# %% [markdown]
# ## Changed, and changed back
#
# The session tracks every attribute. It remembers the old value and sends only the attributes that differ.

# %%
project.status = ProjectStatus.ACTIVE
print(project in session.dirty, inspect(project).attrs.status.history.deleted)
#> True [<ProjectStatus.DRAFT: 'DRAFT'>]
assert note('status = "ACTIVE"') == "persistent"
#: 0 statements

# %% [markdown]
# A rollback discards the change. Like a commit, it expires the object.

# %%
session.rollback()
#: 0 statements
assert note("session.rollback()") == "expired"

print(project.status)
#> DRAFT
#: 1 statement
assert note("project.status") == "persistent"

# %% [markdown]
# ## Detached: no session to load from
#
# Closing a session detaches its objects. They keep their loaded values, but can't load anything else.

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
# A detached object isn't lost: `add()` attaches it to another session. It keeps its old values, though, so if the row
# may have changed in the meantime, [load the object again or merge it](../sessions/merge.md).

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
# Just as `add()` didn't send an INSERT, `delete()` doesn't send a DELETE yet. The flush does. The database then deletes
# the children itself: the project's relationships have `passive_deletes=True`, so the session doesn't load children
# just to delete them.

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
# The row is gone, but you still hold the Python object. It's detached, keeps its values, and is marked as deleted.

# %%
print(project.name, inspect(project).was_deleted)
#> apollo True

# %% tags=["hide-input"]
track(
    f"The life of one object in {len(steps)} steps: the session determines its state",
    STATES,
    steps,
    alt="All steps: transient, pending, persistent, expired by the commit, persistent after a read, expired by the rollback, "
    "persistent after a read, detached by the close, persistent in a new session, deleted by the flush, detached at the end.",
)

# %% [markdown]
# ## What to remember
#
# - `add()` and `delete()` send nothing. The flush does, and [every query flushes first](../sessions/autoflush.md).
# - By default, a commit or a rollback expires every object in the session. The next read [loads it
#   again](../sessions/expire_on_commit.md).
# - Closing a session detaches its objects, so load everything you'll read [before it
#   closes](../loading/lazy_after_close.md).
# - The session keeps one object per row in its *identity map*, and [forgets unchanged
#   objects](../sessions/identity_map.md) that your code no longer references.
# - When an error puzzles you, look at `inspect(obj)`: exactly one of `transient`, `pending`, `persistent`, `deleted`,
#   and `detached` is True.
