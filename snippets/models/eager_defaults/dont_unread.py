from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"
    __mapper_args__ = {"eager_defaults": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(default="DRAFT")
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), onupdate=func.now()
    )

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add_all([Project(id=1), Project(id=2), Project(id=3)])
    session.commit()

# page: from here
with Session(engine) as session:
    for project in session.scalars(select(Project).order_by(Project.id)).all():
        project.status = "ACTIVE"
        print(project.id, project.status)
        #> 1 ACTIVE
        #> 2 ACTIVE
        #> 3 ACTIVE
    session.commit()
    #: 3 statements
