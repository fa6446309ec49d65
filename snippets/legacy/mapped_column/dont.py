from sqlalchemy import Column, ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Session, relationship

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    name: str = Column(String(100), primary_key=True)
    tasks: list["Task"] = relationship("Task", back_populates="project")

#! sqlalchemy.orm.exc.MappedAnnotationError: Type annotation for "Project.tasks" can't be correctly interpreted for Annotated Declarative Table form.  ORM annotations should normally make use of the ``Mapped[]`` generic type, or other ORM-compatible generic type, as a container for the actual type, which indicates the intent that the attribute is mapped. Class variables that are not intended to be mapped by the ORM should use ClassVar[].  To allow Annotated Declarative to disregard legacy annotations which don't use Mapped[] to pass, set "__allow_unmapped__ = True" on the class or a superclass this class.

class Task(Base):
    __tablename__ = "task"

    title: str = Column(String(200), primary_key=True)
    project_name: str = Column(String(100), ForeignKey("project.name"))
    project: Project = relationship("Project", back_populates="tasks")

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo", tasks=[Task(title="deploy")]))
    session.commit()
    print(session.get_one(Task, "deploy").project.name)
