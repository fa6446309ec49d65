import tempfile

from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from domain import Base, Project

folder = tempfile.mkdtemp()

# page: from here
def new_test_engine(worker_id: str) -> Engine:
    engine = create_engine(f"sqlite:///{folder}/test-{worker_id}.db")
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    return engine

engine = new_test_engine("gw0")
with Session(engine) as session:
    session.add(Project(name="apollo"))
    session.commit()
    new_test_engine("gw1")
    print(session.scalars(select(Project.name)).all())
    #> ['apollo']
