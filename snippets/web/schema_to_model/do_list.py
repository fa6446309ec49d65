from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

# page: from here
with Session(engine) as session, session.begin():
    session.add_all([Project(name="apollo"), Project(name="gemini")])
    print(session.scalar(select(func.count()).select_from(Project)))
    #> 2
