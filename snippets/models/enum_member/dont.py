import enum

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class ProjectStatus(enum.Enum):
    DRAFT = "draft"
    IN_PROGRESS = "in-progress"

class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[ProjectStatus]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(status="in-progress"))
    session.commit()
    #! [postgresql] sqlalchemy.exc.DataError: (psycopg.errors.InvalidTextRepresentation) invalid input value for enum projectstatus: "in-progress"
    print(session.scalars(select(Project.status)).all())
    #! [sqlite] LookupError: 'in-progress' is not among the defined enum values. Enum name: projectstatus. Possible values: DRAFT, IN_PROGRESS
