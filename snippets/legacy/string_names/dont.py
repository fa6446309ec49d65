from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=2)

with Session(engine) as session:
    tasks = session.query(Task).join("project").order_by(Task.title)
    #! sqlalchemy.exc.ArgumentError: Join target, typically a FROM expression, or ORM relationship attribute expected, got 'project'.
    print([task.title for task in tasks])
