from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from domain import Project, Task, new_database

engine = new_database()

with Session(engine) as session:
    session.add(Task(title="plan", project=Project(name="gemini")))
    session.add(Task(title="build", project=Project(name="apollo")))
    session.commit()

# page: from here
by_project = (
    select(Task)
    .join(Task.project)
    .options(contains_eager(Task.project))
    .order_by(Project.name, Task.title)
)

with Session(engine) as session:
    for task in session.scalars(by_project):
        print(task.project.name, task.title)
        #> apollo build
        #> gemini plan
