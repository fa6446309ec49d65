from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from domain import Project, new_database

engine = new_database(projects=2)

new_session = sessionmaker(engine)

with new_session() as session:
    print(session.scalars(select(Project.name).order_by(Project.name)).all())
    #> ['project-01', 'project-02']
