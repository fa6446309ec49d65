from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

# page: from here
with Session(engine) as session, session.begin():
    session.add([Project(name="apollo"), Project(name="gemini")])
    #! sqlalchemy.orm.exc.UnmappedInstanceError: Class 'builtins.list' is not mapped
    print(session.scalar(select(func.count()).select_from(Project)))
