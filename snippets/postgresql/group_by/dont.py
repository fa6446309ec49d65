from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=2, tasks=2, on="postgresql")

counts = (
    select(Project.name, Project.status, func.count(Task.id))
    .join(Project.tasks)
    .group_by(Project.name)
    .order_by(Project.name)
)

with Session(engine) as session:
    for name, _, count in session.execute(counts):
        print(name, count)
    #! sqlalchemy.exc.ProgrammingError: (psycopg.errors.GroupingError) column "project.status" must appear in the GROUP BY clause or be used in an aggregate function
