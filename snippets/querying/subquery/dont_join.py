from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=2, tasks=2)

first = select(Task).where(Task.title.endswith("task-1")).subquery()

with Session(engine) as session:
    titles = (
        select(Project.name, first.c.title)
        .join(first, Project.tasks)
        .order_by(Project.name)
    )
    print(session.execute(titles).all())
    #> [('project-01', 'project-01 task-1'), ('project-02', 'project-02 task-1')]
    #! sqlalchemy.exc.SADeprecationWarning: An alias is being generated automatically against joined entity Mapper[Task(task)] for raw clauseelement, which is deprecated and will be removed in a later release. Use the aliased() construct explicitly, see the linked example.
