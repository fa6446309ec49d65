from sqlalchemy import FetchedValue, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    # page: essence
    revision: Mapped[int] = mapped_column(
        default=0, server_onupdate=FetchedValue()
    )

# page: to here
Base.metadata.create_all(engine)

# page: from here
with engine.begin() as connection:
    connection.execute(text("""
            CREATE FUNCTION next_revision() RETURNS trigger LANGUAGE plpgsql
            AS 'BEGIN NEW.revision = OLD.revision + 1; RETURN NEW; END'
        """))
    connection.execute(text("""
            CREATE TRIGGER project_revision BEFORE UPDATE ON project
            FOR EACH ROW EXECUTE FUNCTION next_revision()
        """))

with Session(engine, expire_on_commit=False) as session:
    project = Project(name="apollo")
    session.add(project)
    session.flush()

    project.name = "gemini"
    session.flush()
    print(project.name, project.revision)
    #> gemini 1
