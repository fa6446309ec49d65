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

Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    project = Project()
    Setting(name="budget", value="low", project=project)
    session.add(project)
    session.commit()

    # page: essence
    project.settings["budget"] = Setting(name="budget", value="high")
    session.commit()
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: setting.project_id, setting.name
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "setting_project_id_name_key"
    print(project.settings["budget"].value)
