from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Base, Project, new_engine

engine = new_engine(on="sqlite", connect_args={"timeout": 0.1})
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as imports, Session(engine) as requests:
    imports.add(Project(name="apollo"))
    # page: essence
    imports.commit()

    # page: essence
    requests.add(Project(name="gemini"))
    requests.commit()

    print(requests.scalars(select(Project.name).order_by(Project.name)).all())
    #> ['apollo', 'gemini']
