from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database()

with Session(engine) as session:
    session.add(Task(title="plan", project=Project(name="gemini")))
    session.add(Task(title="build", project=Project(name="apollo")))
    session.commit()

# page: from here
by_project = select(Task).order_by(Project.name, Task.title)

with Session(engine) as session:
    for task in session.scalars(by_project):
        print(task.title)
    #! [sqlite] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such column: project.name
    #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedTable) missing FROM-clause entry for table "project"
