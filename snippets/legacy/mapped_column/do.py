from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    relationship,
)

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    tasks: Mapped[list["Task"]] = relationship(back_populates="project")

class Task(Base):
    __tablename__ = "task"

    title: Mapped[str] = mapped_column(String(200), primary_key=True)
    project_name: Mapped[str] = mapped_column(ForeignKey("project.name"))
    project: Mapped[Project] = relationship(back_populates="tasks")

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo", tasks=[Task(title="deploy")]))
    session.commit()
    print(session.get_one(Task, "deploy").project.name)
    #> apollo
