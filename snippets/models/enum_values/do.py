import enum

from sqlalchemy import Enum, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    # page: essence
    type_annotation_map = {
        enum.Enum: Enum(
            enum.Enum,
            values_callable=lambda members: [m.value for m in members],
        )
    }

class ProjectStatus(enum.Enum):
    DRAFT = "draft"
    IN_PROGRESS = "in-progress"

class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[ProjectStatus]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(status=ProjectStatus.IN_PROGRESS))
    session.commit()
    print(session.scalar(text("SELECT status FROM project")))
    #> in-progress
