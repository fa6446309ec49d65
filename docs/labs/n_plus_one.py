# %% [markdown]
# # How N+1 grows
#
# After this lab you can say how many statements a loop over related objects will emit, before you run it. You know
# which loader to choose, and when `joinedload` is the wrong one.
#
# You need no chapter before this one. A *parent* here is a project, a *child* is one of its agents.

# %% tags=["remove-cell"]
from harness.drawing.notebook import measure, say, table
from harness.drawing.plot import lines

# %%
from domain import Project, new_database
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, joinedload, selectinload

engine = new_database(projects=5, agents=3)

# %% [markdown]
# ## A loop that looks harmless
#
# Five projects, three agents each. The loop prints how many agents a project has.

# %%
with Session(engine) as session:
    for project in session.scalars(select(Project).order_by(Project.name)):
        print(project.name, len(project.agents))
        #> project-01 3
        #> project-02 3
        #> project-03 3
        #> project-04 3
        #> project-05 3
    #: 6 statements

# %% [markdown]
# Look at the SQL. One statement asks for the projects. Then the loop reads `project.agents` for the first time in each
# turn, and each time SQLAlchemy asks the database again. One and five: that is N+1.
#
# Now the same loop, and the query says what the loop will need.

# %%
with Session(engine) as session:
    query = select(Project).order_by(Project.name)
    for project in session.scalars(query.options(selectinload(Project.agents))):
        print(project.name, len(project.agents))
        #> project-01 3
        #> project-02 3
        #> project-03 3
        #> project-04 3
        #> project-05 3
    #: 2 statements

# %% [markdown]
# The second statement asks for the agents of all five projects at once, with their keys in an `IN`.
#
# ## Let the data grow
#
# Three ways to load the same objects. The function opens a new session each time, so nothing is loaded beforehand. It
# returns how many agents it saw: that shows that the three do the same work.

# %%
ways = {
    "lazy": [],
    "selectinload": [selectinload(Project.agents)],
    "joinedload": [joinedload(Project.agents)],
}


def count_agents(database: Engine, options: list) -> int:
    query = select(Project).options(*options)
    with Session(database) as session:
        projects = session.scalars(query).unique()
        return sum(len(project.agents) for project in projects)


# %% [markdown]
# It runs on four databases, from one project to a thousand. `measure` counts, and takes the time of the fastest of three
# runs.

# %%
sizes = [1, 10, 100, 1_000]
runs = {name: [] for name in ways}
for size in sizes:
    database = new_database(projects=size, agents=3)
    for name, options in ways.items():
        run = measure(count_agents, database, options, repeat=3)
        assert run.result == 3 * size
        runs[name].append(run)

counts = {name: [run.statements for run in each] for name, each in runs.items()}

# %% [markdown]
# Before you look: the lazy way emits one statement and one for each project. `selectinload` puts 500 keys into one `IN`.
# `joinedload` needs one statement, always. The next cell fails if one of these is not so.

# %% tags=["hide-input"]
assert counts["lazy"] == [1 + size for size in sizes]
assert counts["selectinload"] == [1 + -(-size // 500) for size in sizes]
assert counts["joinedload"] == [1, 1, 1, 1]

lines(
    f"A thousand projects cost {counts['lazy'][-1]:,} statements lazily, {counts['selectinload'][-1]} with selectinload",
    sizes,
    counts,
    x_label="projects",
    y_label="SQL statements",
    log_x=True,
    log_y=True,
    alt="The line of lazy loading climbs with the number of projects, from 2 statements to 1,001. "
    "The lines of selectinload and joinedload stay at 1 to 3 statements.",
)

# %% [markdown]
# On your machine the table of projects has ten rows, and nobody notices. The line says what happens in production.
#
# ## What it costs in time
#
# Seconds say more about a machine than about a loader, so this is a ratio: how many times as long as `selectinload`, for
# the same objects, in this very run.

# %%
pairs = zip(runs["lazy"], runs["selectinload"], strict=True)
ratios = [run.seconds / other.seconds for run, other in pairs]
assert ratios[-1] > 1.5, ratios
say(
    f"With {sizes[-1]:,} projects the lazy loop took **{ratios[-1]:.0f} times** "
    f"as long as `selectinload`. With one project the ratio was {ratios[0]:.1f}."
)

# %% [markdown]
# This is SQLite, a file on the same machine, where a statement travels no way at all. With a server each one also crosses
# the network and comes back. That part grows with the number of statements, which you have just seen. SQLite cannot show
# it.
#
# ## When joinedload loses
#
# One statement sounds best. But a join returns a row for each child, and each row repeats the parent's columns. Count what
# the database sends for a hundred projects.

# %%
rows = {name: each[sizes.index(100)].rows for name, each in runs.items()}
assert rows == {"lazy": 400, "selectinload": 400, "joinedload": 300}
table(["loader", "rows for 100 projects with 3 agents"], list(rows.items()))

# %% [markdown]
# So far the join is even. It sends a row for each agent, and the others send a row for each agent and one for each project.
# It turns when a second collection joins in: each agent is paired with each task.

# %%
both = [selectinload(Project.agents), selectinload(Project.tasks)]
both_joined = [joinedload(Project.agents), joinedload(Project.tasks)]


def count_both(database: Engine, options: list) -> int:
    query = select(Project).options(*options)
    with Session(database) as session:
        projects = session.scalars(query).unique()
        return sum(len(each.agents) + len(each.tasks) for each in projects)


children = [1, 5, 10, 20, 40]
with_selectin, with_joined = [], []
for number in children:
    database = new_database(projects=10, agents=number, tasks=number)
    for options, found in ((both, with_selectin), (both_joined, with_joined)):
        run = measure(count_both, database, options, repeat=3)
        assert run.result == 10 * 2 * number
        found.append(run)

# %% tags=["hide-input"]
selectin_rows = [run.rows for run in with_selectin]
joined_rows = [run.rows for run in with_joined]
assert selectin_rows == [10 + 10 * 2 * number for number in children]
assert joined_rows == [10 * number * number for number in children]

lines(
    f"Two joined collections: {joined_rows[-1]:,} rows where {selectin_rows[-1]:,} hold everything",
    children,
    {"selectinload": selectin_rows, "joinedload": joined_rows},
    x_label="agents, and tasks, of each of 10 projects",
    y_label="rows fetched",
    log_y=True,
    alt="The rows of joinedload grow with the square of the number of children, from 10 to 16,000. "
    "Those of selectinload grow evenly, from 30 to 810.",
)

# %%
ratio = with_joined[-1].seconds / with_selectin[-1].seconds
assert ratio > 2, ratio
say(
    f"At {children[-1]} agents and {children[-1]} tasks a project, "
    f"the join took **{ratio:.0f} times** as long."
)

# %% [markdown]
# ## What to remember
#
# - A loop that reads a relationship emits [one statement for each parent](../loading/n_plus_one.md), unless the query
#   loaded it.
# - `selectinload` for collections: one statement more, and one for each further 500 parents.
# - `joinedload` for [the "one" side](../loading/many_to_one.md), where a join adds no rows.
# - [Join at most one collection](../loading/two_collections.md). Two multiply each other.
# - To find N+1 in your own code, count statements on two sizes of data. [`raiseload`](../loading/raiseload.md) makes it an
#   error.
