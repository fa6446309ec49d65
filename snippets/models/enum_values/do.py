import enum

from sqlalchemy import Enum, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class ProjectStatus(enum.Enum):
    DRAFT = "draft"
    IN_PROGRESS = "in-progress"

def values(members: type[enum.Enum]) -> list[str]:
    return [member.value for member in members]

class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    status: Mapped[ProjectStatus] = mapped_column(
        Enum(ProjectStatus, values_callable=values)
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(status=ProjectStatus.IN_PROGRESS))
    session.commit()
    print(session.scalar(text("SELECT status FROM project")))
    #> in-progress
