from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=2, tasks=2)

tasks = select(func.count(Task.id)).where(Task.project_id == Project.id)

with Session(engine) as session:
    counts = select(Project.name, tasks).order_by(Project.name)
    #! sqlalchemy.exc.ArgumentError: Column expression, FROM clause, or other columns clause element expected, got <sqlalchemy.sql.selectable.Select object at ...>. To create a FROM clause from a <class 'sqlalchemy.sql.selectable.Select'> object, use the .subquery() method.
    print(session.execute(counts).all())
