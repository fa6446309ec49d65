from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Base, Project, new_engine

engine = new_engine(on="sqlite", connect_args={"timeout": 0.1})
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as imports, Session(engine) as requests:
    imports.add(Project(name="apollo"))
    # page: essence
    imports.flush()

    # page: essence
    requests.add(Project(name="gemini"))
    requests.commit()
    #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked

    imports.commit()
    print(requests.scalars(select(Project.name).order_by(Project.name)).all())
