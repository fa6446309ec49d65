from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    attribute_keyed_dict,
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

    id: Mapped[int] = mapped_column(primary_key=True)
    settings: Mapped[dict[str, "Setting"]] = relationship(
        back_populates="project",
        collection_class=attribute_keyed_dict("name"),
        cascade="all, delete-orphan",
    )

class Setting(Base):
    __tablename__ = "setting"
    __table_args__ = (UniqueConstraint("project_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    name: Mapped[str]
    value: Mapped[str]
    project: Mapped[Project] = relationship(back_populates="settings")

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    project = Project()
    # page: essence
    Setting(project=project, name="budget", value="low")
    #! sqlalchemy.exc.InvalidRequestError: In event triggered from population of attribute 'Setting.project' (potentially from a backref), can't populate value in KeyFuncDict; dictionary key derived from <Setting at ...> is not populated. Ensure appropriate state is set up on the <Setting at ...> object before assigning to the Setting.project attribute. To skip this assignment entirely, Set the "ignore_unpopulated_attribute=True" parameter on the mapped collection factory.
    session.add(project)
    session.commit()
    print(project.settings["budget"].value)
