# %% [markdown]
# # How N+1 grows
#
# By the end of this lab, you'll be able to predict how many statements a loop over related objects sends, choose the
# right loader, and tell when `joinedload` is the wrong one.
#
# You don't need to have read anything else first. In this lab, a *parent* is a project, and a *child* is one of its
# agents.

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
# There are five projects with three agents each. The loop prints how many agents a project has.

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
# Look at the SQL. One statement loads the projects. Then each iteration reads `project.agents` of another project, so
# SQLAlchemy queries the database again. One statement plus five: that's N+1.
#
# Here is the same loop, with a query that loads the agents as well.

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
# The second statement loads the agents of all five projects at once, with the projects' keys in an `IN`.
#
# ## Let the data grow
#
# Here are three ways to load the same objects. The function opens a new session each time, so nothing is loaded
# beforehand. It returns the number of agents, to check that all three do the same work.

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
# The function runs on four databases, which contain from one to a thousand projects. `measure` counts statements and
# rows, and keeps the time of the fastest of three runs.

# %%
sizes = [1, 10, 100, 1_000]
runs = {name: [] for name in ways}
for size in sizes:
    database = new_database(projects=size, agents=3)
    for name, options in ways.items():
        run = measure(count_agents, database, options, repeat=3)
        assert run.result == 3 * size
        runs[name].append(run)

counts = {name: [run.statements for run in of_way] for name, of_way in runs.items()}

# %% [markdown]
# Make a prediction before you look. Lazy loading should send one statement, plus one per project. `selectinload` should
# send one, plus one per 500 projects, because it puts up to 500 keys into an `IN`. `joinedload` should always send one.
# The next cell fails if any of these predictions is wrong.

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
# If the project table on your machine has ten rows, you don't notice N+1. The curve shows what happens in production.
#
# ## What it costs in time
#
# Seconds depend more on the machine than on the loader, so the next cell computes a ratio: how many times as long as
# `selectinload` the lazy loop took for the same objects in this run.

# %%
pairs = zip(runs["lazy"], runs["selectinload"], strict=True)
ratios = [run.seconds / other.seconds for run, other in pairs]
assert ratios[-1] > 1.5, ratios
say(
    f"With {sizes[-1]:,} projects the lazy loop took **{ratios[-1]:.0f} times** "
    f"as long as `selectinload`. With one project the ratio was {ratios[0]:.1f}."
)

# %% [markdown]
# SQLite reads a file on the same machine. With a database server, every statement also costs a network round trip. This
# run can't show that cost, but the cost grows with the number of statements, which you've seen.
#
# ## When joinedload is slower
#
# A single statement sounds best. But a join returns one row per child, and each row repeats the parent's columns. Count
# the rows that the database returns for a hundred projects.

# %%
rows = {name: of_way[sizes.index(100)].rows for name, of_way in runs.items()}
assert rows == {"lazy": 400, "selectinload": 400, "joinedload": 300}
table(["loader", "rows for 100 projects with 3 agents"], list(rows.items()))

# %% [markdown]
# With one collection, the join even returns fewer rows: one per agent, while the other loaders return one per agent and
# one per project. That changes with a second collection, because a join combines each agent with each task.

# %%
both = [selectinload(Project.agents), selectinload(Project.tasks)]
both_joined = [joinedload(Project.agents), joinedload(Project.tasks)]


def count_both(database: Engine, options: list) -> int:
    query = select(Project).options(*options)
    with Session(database) as session:
        projects = session.scalars(query).unique()
        return sum(len(project.agents) + len(project.tasks) for project in projects)


children = [1, 5, 10, 20, 40]
with_selectin, with_joined = [], []
for number in children:
    database = new_database(projects=10, agents=number, tasks=number)
    for options, measured in ((both, with_selectin), (both_joined, with_joined)):
        run = measure(count_both, database, options, repeat=3)
        assert run.result == 10 * 2 * number
        measured.append(run)

# %% tags=["hide-input"]
selectin_rows = [run.rows for run in with_selectin]
joined_rows = [run.rows for run in with_joined]
assert selectin_rows == [10 + 10 * 2 * number for number in children]
assert joined_rows == [10 * number * number for number in children]

lines(
    f"Two joined collections: {joined_rows[-1]:,} rows where {selectin_rows[-1]:,} hold everything",
    children,
    {"selectinload": selectin_rows, "joinedload": joined_rows},
    x_label="agents per project, and as many tasks (10 projects)",
    y_label="rows fetched",
    log_y=True,
    alt="The rows of joinedload grow with the square of the number of children, from 10 to 16,000. "
    "Those of selectinload grow linearly, from 30 to 810.",
)

# %%
ratio = with_joined[-1].seconds / with_selectin[-1].seconds
assert ratio > 2, ratio
say(
    f"With {children[-1]} agents and {children[-1]} tasks per project, "
    f"the join took **{ratio:.0f} times** as long as `selectinload`."
)

# %% [markdown]
# ## What to remember
#
# - A loop that reads a relationship sends [one statement per parent](../loading/n_plus_one.md), unless the query loaded
#   it.
# - Use `selectinload` for collections. It sends one more statement for every 500 parents.
# - Use `joinedload` for [to-one relationships](../loading/many_to_one.md), where a join adds no rows.
# - [Join at most one collection](../loading/two_collections.md), because the rows of two joined collections multiply.
# - To find N+1 in your own code, count statements with two sizes of data. [`raiseload`](../loading/raiseload.md) turns
#   N+1 into an error.
