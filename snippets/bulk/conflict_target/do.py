from sqlalchemy import UniqueConstraint, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Agent(Base):
    __tablename__ = "agent"
    # page: essence
    __table_args__ = (UniqueConstraint("project", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]

# page: to here
Base.metadata.create_all(engine)

# page: from here
statement = insert(Agent).values(project="apollo", name="scout", role="LEAD")
upsert = statement.on_conflict_do_update(
    index_elements=[Agent.project, Agent.name],
    set_={"role": statement.excluded.role},
)

with Session(engine) as session, session.begin():
    session.execute(upsert)
    print(session.scalars(select(Agent.role)).all())
    #> ['LEAD']
