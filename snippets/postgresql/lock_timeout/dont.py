import sqlalchemy as sa
from alembic import op

from domain import Project, new_database
from migrations._tools import migrate
from postgresql._locks import background, waiting

engine = new_database(projects=1, on="postgresql")

# page: from here
def upgrade() -> None:
    # page: essence
    op.add_column("project", sa.Column("deadline", sa.Date))

def answer() -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(sa.select(Project.name)))

with background(engine) as threads, engine.connect() as report:
    report.execute(sa.select(Project.name))

    migration = threads.start(migrate, engine, upgrade)
    request = threads.start(answer)
    print("waiting for a lock:", waiting(engine))
    #!> waiting for a lock: 2

print("request:", request.result())
#> request: ['project-01']
