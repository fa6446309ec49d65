from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    statement = select([Project.name, Project.status])
    #! sqlalchemy.exc.ArgumentError: Column expression, FROM clause, or other columns clause element expected, got [...]. Did you mean to say select(...)?
    print(session.execute(statement.order_by(Project.name)).all())
