from latest_task import Project, Task, new_tasks
from sqlalchemy import select
from sqlalchemy.orm import Session

# page: essence
query = select(Project).where(Project.latest_task.has(Task.title == "day-5"))

with Session(new_tasks()) as session:
    projects = session.scalars(query.order_by(Project.name)).all()
    #! sqlalchemy.exc.SAWarning: SELECT statement has a cartesian product between FROM element(s) ... and FROM element ...  Apply join condition(s) between each element to resolve.
    print([project.name for project in projects])
    #!> ['apollo', 'gemini']
